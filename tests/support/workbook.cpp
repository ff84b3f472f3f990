#include "tests/support/workbook.hpp"

#include "tests/support/zip_writer.hpp"

#include <fmt/format.h>

namespace fengqiao::test {
namespace {

std::string column_name(std::size_t index) {
  std::string out;
  for (++index; index > 0; index = (index - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (index - 1) % 26));
  return out;
}

std::string cell(const std::string& text, const std::string& place) {
  if (text.empty()) return {};
  if (text.front() == '=') {
    const auto bar = text.find('|');
    const std::string value = bar == text.npos ? "" : "<v>" + text.substr(bar + 1) + "</v>";
    return fmt::format("<c r=\"{}\"><f>{}</f>{}</c>", place, text.substr(1, bar == text.npos ? bar : bar - 1),
                       value);
  }
  if (text.find_first_not_of("-0123456789.E") == text.npos)
    return fmt::format("<c r=\"{}\"><v>{}</v></c>", place, text);
  return fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", place, text);
}

} // namespace

std::string workbook(const std::vector<std::vector<std::string>>& rows,
                     const std::vector<std::string>& merged) {
  std::string data, merges;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    data += fmt::format("<row r=\"{}\">", r + 1);
    for (std::size_t c = 0; c < rows[r].size(); ++c)
      data += cell(rows[r][c], column_name(c) + std::to_string(r + 1));
    data += "</row>";
  }
  for (const auto& range : merged)
    merges += "<mergeCell ref=\"" + range + "\"/>";
  if (!merges.empty()) merges = "<mergeCells>" + merges + "</mergeCells>";
  return stored_zip(
      {{"xl/workbook.xml",
        "<workbook><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\" xmlns:r=\"u\"/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
       {"xl/worksheets/sheet1.xml",
        "<worksheet><sheetData>" + data + "</sheetData>" + merges + "</worksheet>"}});
}

} // namespace fengqiao::test
