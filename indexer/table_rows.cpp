#include "indexer/table_rows.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

std::string cell_text(std::string_view cell) {
  std::string out(trim(cell));
  for (const std::string_view mark : {"<br>", "<br/>", "<br />"})
    for (std::size_t at = 0; (at = out.find(mark, at)) != out.npos;)
      out.replace(at, mark.size(), " ");
  return out;
}

bool has_words(const std::vector<std::string>& cells) {
  return std::any_of(cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); });
}

// The line that begins at `at`, without its end; moves `at` behind it.
std::string_view next_line(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  const auto line = text.substr(at, end - at);
  at = std::min(end + 1, text.size());
  return line;
}

std::string_view line_at(std::string_view text, std::size_t at) {
  return next_line(text, at);
}

TextTable table_of(std::string_view lines) {
  TextTable out;
  std::vector<std::vector<std::string>> rows;
  bool ruled = false;
  for (std::size_t at = 0; at < lines.size();) {
    const auto line = next_line(lines, at);
    if (rows.size() == 1 && !ruled && is_table_rule(line))
      ruled = true;
    else
      rows.push_back(table_cells(line));
  }
  if (ruled && has_words(rows.front())) out.header = rows.front();
  if (ruled) rows.erase(rows.begin());
  out.rows = std::move(rows);
  return out;
}

std::string row_text(const std::vector<std::string>& header, const std::vector<std::string>& row) {
  const auto columns =
      row.size() - static_cast<std::size_t>(std::count(header.begin(), header.end(), "序号"));
  const bool with_heads = header.size() == row.size() && columns > 2;
  std::string out;
  std::size_t told = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i].empty() || (i < header.size() && header[i] == "序号" && row.size() > 1)) continue;
    if (told > 0) out += told == 1 ? "：" : "，";
    if (told > 0 && with_heads && !header[i].empty()) out += header[i] + " ";
    out += row[i];
    ++told;
  }
  return out;
}

} // namespace

bool is_table_row(std::string_view line) {
  line = trim(line);
  return line.size() >= 2 && line.front() == '|' && line.back() == '|';
}

bool is_table_rule(std::string_view line) {
  return is_table_row(line) && line.find('-') != line.npos &&
         trim(line).find_first_not_of("|:- \t") == line.npos;
}

std::vector<std::string> table_cells(std::string_view line) {
  line = trim(line);
  std::vector<std::string> out;
  std::string cell;
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (line[at] == '\\' && at + 1 < line.size() && line[at + 1] == '|') {
      cell += '|';
      ++at;
    } else if (line[at] == '|') {
      out.push_back(cell_text(cell));
      cell.clear();
    } else {
      cell += line[at];
    }
  }
  return out;
}

std::vector<TextBlock> text_blocks(std::string_view text) {
  std::vector<TextBlock> out;
  std::size_t paragraphs = 0; // where those begin that no block has yet
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (!is_table_row(next_line(text, at)) || at >= text.size() || !is_table_rule(line_at(text, at)))
      continue;
    while (at < text.size() && is_table_row(line_at(text, at)))
      next_line(text, at);
    if (begin > paragraphs) out.push_back({text.substr(paragraphs, begin - paragraphs), {}, false});
    const auto lines = text.substr(begin, at - begin);
    out.push_back({lines, table_of(lines), true});
    paragraphs = at;
  }
  if (paragraphs < text.size()) out.push_back({text.substr(paragraphs), {}, false});
  return out;
}

std::string readable_tables(std::string_view text, std::string_view before) {
  std::string out;
  std::size_t rest = 0; // behind the rows of a table that began before
  std::size_t second = 0;
  if (is_table_row(next_line(text, second)) && !is_table_rule(line_at(text, second))) {
    const auto blocks = text_blocks(before);
    const bool goes_on = !blocks.empty() && blocks.back().is_table;
    while (goes_on && rest < text.size() && is_table_row(line_at(text, rest)))
      out += (out.empty() ? "" : "；\n") +
             row_text(blocks.back().table.header, table_cells(next_line(text, rest)));
    if (!out.empty()) out += "\n";
  }
  for (const auto& block : text_blocks(text.substr(rest))) {
    if (!block.is_table) out += block.text;
    std::string rows;
    for (const auto& row : block.table.rows)
      if (has_words(row)) rows += (rows.empty() ? "" : "；\n") + row_text(block.table.header, row);
    if (!rows.empty()) out += rows + "\n";
  }
  if (!text.ends_with('\n') && out.ends_with('\n')) out.pop_back();
  return out;
}

} // namespace fengqiao::indexer
