// What all readers share.
#include "core/limits.hpp"
#include "core/text.hpp"
#include "indexer/readers/paper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace fengqiao::indexer {
namespace {

// Control characters and line ends become blanks, several blanks one. U+3000 inside stays one blank.
std::string tidy(std::string_view text) {
  std::string out;
  bool blank = false;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_code_point(text, pos);
    const bool invisible = c == 0x200B || c == 0xFEFF || c == 0xAD || c == 0xFFFC;
    if (invisible) continue;
    if (is_space(c) || c < 0x20 || (c >= 0x7F && c < 0xA0)) {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out.push_back(' ');
    blank = false;
    append_utf8(out, c);
  }
  return out;
}

std::string cell(const std::string& text) {
  std::string out = tidy(text);
  for (auto at = out.find('|'); at != std::string::npos; at = out.find('|', at))
    out.replace(at, 1, "｜");
  return out;
}

} // namespace

std::string extension_of(std::string_view name) {
  const auto slash = name.rfind('/'), dot = name.rfind('.');
  if (dot == name.npos || dot + 1 == name.size() || (slash != name.npos && dot < slash)) return {};
  std::string out(name.substr(dot));
  for (char& c : out)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

void add_paragraphs(std::vector<Block>& blocks, std::string_view text, bool centered) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string line = tidy(text.substr(begin, end - begin));
    if (!line.empty()) blocks.push_back({BlockKind::paragraph, 0, std::move(line), centered});
    begin = end + 1;
  }
}

bool add_table(std::vector<Block>& blocks, const std::vector<std::vector<std::string>>& rows,
               std::size_t& cells_left) {
  std::size_t columns = 0;
  for (const auto& row : rows)
    columns = std::max(columns, row.size());
  if (columns < 2) return true;
  if (columns > limits::table_columns || rows.size() > cells_left / columns) {
    for (const auto& row : rows)
      for (const auto& text : row)
        add_paragraphs(blocks, text);
    return false;
  }
  cells_left -= rows.size() * columns;
  std::string out;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    out += "|";
    for (std::size_t c = 0; c < columns; ++c)
      out += " " + (c < rows[r].size() ? cell(rows[r][c]) : std::string()) + " |";
    if (r == 0) {
      out += "\n|";
      for (std::size_t c = 0; c < columns; ++c)
        out += "---|";
    }
    if (r + 1 < rows.size()) out += "\n";
  }
  blocks.push_back({BlockKind::table, 0, std::move(out), false});
  return true;
}

std::string large_tables_remark(std::size_t tables) {
  return fmt::format("{} 个表太大（超过 {} 栏，或全文的表超过 {} 格），各格已逐行写成段落", tables,
                     limits::table_columns, limits::table_cells);
}

} // namespace fengqiao::indexer
