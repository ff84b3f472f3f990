// XLSX: a ZIP of XML files (ECMA-376). Read are the names of the sheets, the shared strings, and the first
// sheet that can be seen; formulas give the value that was last computed.
#include "core/archive.hpp"
#include "core/limits.hpp"
#include "core/xml.hpp"
#include "station/ledger/table_source.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace fengqiao::station {
namespace {

constexpr double kExact = 1e15; // whole numbers below it are exact in 15 digits

// AB12 → column 27 (from 0).
std::size_t column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z' || column > limits::ledger_columns) break;
    column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
  }
  return column == 0 ? 0 : column - 1;
}

std::size_t number(std::string_view text) {
  std::size_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

// The runs of a string; the pinyin above the characters (rPh) is no part of it.
std::string rich_text(const XmlNode& node) {
  std::string out;
  for (const auto& child : node.children)
    if (child.name == "t")
      out += child.inner_text();
    else if (child.name == "r")
      out += rich_text(child);
  return out;
}

// Numbers as programs write them, 12345.0 and 2.02603090001E11, as a person reads them: 12345, 202603090001.
// A program calculates with 15 digits: a longer number stays in the form that is refused as an id.
std::string number_text(const std::string& written) {
  double value = 0;
  const char* const last = written.data() + written.size();
  const auto [end, error] = std::from_chars(written.data(), last, value);
  if (error != std::errc() || end != last || std::nearbyint(value) != value) return written;
  return std::abs(value) < kExact ? fmt::format("{:.0f}", value) : fmt::format("{:.14E}", value);
}

class Workbook {
public:
  Workbook(const std::string& bytes, std::string file) : bytes_(bytes), file_(std::move(file)) {}

  Result<OpenedSource> read() {
    const auto book = part("xl/workbook.xml");
    if (!book)
      return fail(ErrorCode::data, file_, "不是能读的 XLSX 工作簿：" + book.error().message,
                  "请用 WPS、Excel 打开后另存为 XLSX 或 CSV");
    const std::string mode(book->of_child("workbookPr", "date1904"));
    out_.dates_1904 = mode == "1" || mode == "true";
    const auto target = first_sheet(*book);
    if (!target) return fail(target.error());
    if (const auto strings = read_strings(); !strings) return fail(strings.error());
    const auto sheet = part(*target);
    if (!sheet) return fail(sheet.error());
    if (const auto cells = read_sheet(*sheet); !cells) return fail(cells.error());
    if (formulas_ > 0)
      out_.remarks.push_back(fmt::format("有 {} 格是公式，用的是上次保存时算出的值", formulas_));
    out_.merged = merged_ > 0;
    if (merged_ > 0)
      out_.remarks.push_back(fmt::format("有 {} 处合并的单元格，只有左上角一格有内容", merged_));
    if (hidden_ > 0)
      out_.remarks.push_back(
          fmt::format("有 {} 行在工作表里是隐藏的，也读了；不要的请删去后再导入", hidden_));
    out_.rows = grid_source(std::move(rows_));
    return std::move(out_);
  }

private:
  Result<XmlNode> part(const std::string& name) {
    const auto xml = read_zip_entry(bytes_, file_, name);
    if (!xml) return fail(xml.error());
    return parse_xml(*xml, file_ + " 里的 " + name);
  }

  // The part of the first sheet that is not hidden.
  Result<std::string> first_sheet(const XmlNode& book) {
    const auto links = part("xl/_rels/workbook.xml.rels");
    if (!links) return fail(links.error());
    const XmlNode* sheets = book.child("sheets");
    std::string id, name;
    int others = 0;
    for (const auto& sheet : sheets == nullptr ? std::vector<XmlNode>() : sheets->children) {
      if (sheet.name != "sheet" || sheet.attribute("state").find("idden") != std::string_view::npos) continue;
      if (id.empty()) {
        id = sheet.attribute("id");
        name = sheet.attribute("name");
      } else {
        ++others;
      }
    }
    if (others > 0)
      out_.remarks.push_back(fmt::format("只读第一张工作表“{}”，另有 {} 张没有读", name, others));
    for (const auto& link : links->children)
      if (link.attribute("Id") == id && !id.empty()) {
        std::string target(link.attribute("Target"));
        return target.starts_with('/') ? target.substr(1) : "xl/" + target;
      }
    return fail(ErrorCode::data, file_, "工作簿里没有工作表", "请用 WPS、Excel 打开后另存为 XLSX 或 CSV");
  }

  Result<void> read_strings() {
    const auto strings = part("xl/sharedStrings.xml");
    if (!strings) { // a workbook of numbers only has none
      if (strings.error().code == ErrorCode::not_found) return {};
      return fail(strings.error());
    }
    for (const auto& item : strings->children)
      if (item.name == "si") strings_.push_back(rich_text(item));
    return {};
  }

  Result<void> read_sheet(const XmlNode& sheet) {
    if (const XmlNode* merged = sheet.child("mergeCells")) merged_ = merged->children.size();
    const XmlNode* data = sheet.child("sheetData");
    if (data == nullptr) return {};
    for (const auto& row : data->children) {
      if (row.name != "row") continue;
      if (const auto hidden = row.attribute("hidden"); hidden == "1" || hidden == "true") ++hidden_;
      SourceRow out;
      const std::size_t told = number(row.attribute("r"));
      out.line = told != 0 ? static_cast<int>(told) : (rows_.empty() ? 1 : rows_.back().line + 1);
      for (const auto& cell : row.children)
        if (cell.name == "c")
          if (auto put = read_cell_into(cell, out); !put) return put;
      rows_.push_back(std::move(out));
    }
    return {};
  }

  Result<void> read_cell_into(const XmlNode& cell, SourceRow& row) {
    const auto reference = cell.attribute("r");
    const std::size_t column = reference.empty() ? row.cells.size() : column_of(reference);
    if (column >= limits::ledger_columns)
      return fail(ErrorCode::limit, place(file_, row.line), fmt::format("超过 {} 列", limits::ledger_columns),
                  "请删去用不着的列后另存");
    if (column >= row.cells.size()) row.cells.resize(column + 1);
    const auto type = cell.attribute("t");
    const XmlNode* value = cell.child("v");
    std::string text = value == nullptr ? "" : value->inner_text();
    if (cell.child("f") != nullptr) {
      ++formulas_;
      if (value == nullptr)
        return fail(ErrorCode::data, fmt::format("{}:{}:{}", file_, row.line, column + 1),
                    "这一格是公式，没有保存算出的值", "请用 WPS、Excel 打开、保存一次，再导入");
    }
    if (type == "s") {
      const std::size_t at = number(text);
      if (at >= strings_.size())
        return fail(ErrorCode::data, place(file_, row.line), "工作簿已损坏：没有这个字符串", "请重新导出");
      text = strings_[at];
    } else if (type == "inlineStr") {
      if (const XmlNode* inline_text = cell.child("is")) text = rich_text(*inline_text);
    } else if (type.empty() || type == "n") {
      text = number_text(text);
    }
    row.cells[column] = std::move(text);
    return {};
  }

  const std::string& bytes_;
  std::string file_;
  OpenedSource out_;
  std::vector<std::string> strings_;
  std::vector<SourceRow> rows_;
  std::size_t formulas_ = 0, merged_ = 0, hidden_ = 0;
};

} // namespace

Result<OpenedSource> open_xlsx(const std::string& bytes, const std::string& file) {
  return Workbook(bytes, file).read();
}

} // namespace fengqiao::station
