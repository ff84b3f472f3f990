#include "cli/table_text.hpp"

#include "cli/console.hpp"
#include "core/text.hpp"
#include "indexer/table_rows.hpp"
#include "indexer/text_tokens.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace fengqiao::cli {
namespace {

using Row = std::vector<std::string>;

// ASCII alone: many terminals give the box characters two columns.
constexpr std::string_view kBetween = " | ", kRuleBetween = "-+-";
constexpr std::size_t kNarrowest = 8; // columns of a cell that is broken into lines

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(display_width(text));
}

bool is_closing(std::string_view text) {
  for (const std::string_view mark : {"，", "。", "；", "：", "、", "）", "》", "”", "！", "？", "】"})
    if (text.starts_with(mark)) return true;
  return false;
}

// The lines of a cell; a number, a word and a mark with what stands before it stay together where they can.
std::vector<std::string> lines_of(const std::string& cell, std::size_t columns) {
  std::vector<std::string> out{""};
  const auto add = [&](std::string_view piece) {
    if (width_of(out.back()) + width_of(trim(piece)) > columns && !out.back().empty()) out.emplace_back();
    for (std::size_t at = 0; at < piece.size();) { // wider than the column: character by character
      const std::size_t begin = at;
      next_code_point(piece, at);
      const auto c = piece.substr(begin, at - begin);
      if (width_of(out.back()) + width_of(c) > columns && !out.back().empty() && trim(c) == c)
        out.emplace_back();
      out.back() += c;
    }
  };
  const auto tokens = indexer::text_tokens(cell);
  for (std::size_t i = 0; i < tokens.size();) {
    const std::size_t begin = tokens[i].begin;
    std::size_t end = tokens[i++].end;
    while (i < tokens.size() && is_closing(std::string_view(cell).substr(tokens[i].begin)))
      end = tokens[i++].end;
    add(std::string_view(cell).substr(begin, end - begin));
  }
  for (auto& line : out)
    line = trim(line);
  return out;
}

// As wide as the widest cell where there is room; else the widest columns share what the others leave.
std::vector<std::size_t> column_widths(const std::vector<Row>& rows, std::size_t count, std::size_t columns) {
  std::vector<std::size_t> wanted(count, 1);
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      wanted[i] = std::max(wanted[i], width_of(row[i]));
  const std::size_t between = kBetween.size() * (count - 1);
  std::size_t room = columns > between ? columns - between : 0;
  if (std::accumulate(wanted.begin(), wanted.end(), std::size_t{0}) <= room) return wanted;
  std::vector<std::size_t> order(count), out(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
  for (std::size_t left = count; const std::size_t i : order) {
    out[i] = std::min(wanted[i], room / left--);
    room -= out[i];
    if (out[i] < std::min(wanted[i], kNarrowest)) return {};
  }
  return out;
}

std::string row_lines(const Row& row, const std::vector<std::size_t>& widths) {
  std::vector<std::vector<std::string>> cells;
  std::size_t height = 1;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    cells.push_back(lines_of(i < row.size() ? row[i] : "", widths[i]));
    height = std::max(height, cells.back().size());
  }
  std::string out;
  for (std::size_t n = 0; n < height; ++n) {
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i)
      line += (i ? std::string(kBetween) : "") +
              padded(n < cells[i].size() ? cells[i][n] : "", static_cast<int>(widths[i]));
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

std::string table_text(const indexer::TextTable& table, std::string_view source, std::size_t columns) {
  std::vector<Row> rows = table.rows;
  if (!table.header.empty()) rows.insert(rows.begin(), table.header);
  std::size_t count = 0;
  for (auto& row : rows) {
    for (auto& cell : row)
      cell = printable(cell);
    count = std::max(count, row.size());
  }
  if (count == 0) return {};
  const auto widths = column_widths(rows, count, columns);
  if (widths.empty()) return printable(indexer::readable_tables(source));
  std::string rule;
  for (std::size_t i = 0; i < count; ++i)
    rule += (i ? std::string(kRuleBetween) : "") + std::string(widths[i], '-');
  rule += "\n";
  const bool broken = std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i)
      if (width_of(row[i]) > widths[i]) return true;
    return false;
  });
  std::string out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool below_head = i == 1 && !table.header.empty();
    if (i > 0 && (broken || below_head)) out += rule;
    out += row_lines(rows[i], widths);
  }
  return out;
}

} // namespace

std::string text_for_terminal(std::string_view text, std::size_t columns) {
  std::string out;
  for (const auto& block : indexer::text_blocks(text))
    out += block.is_table ? table_text(block.table, block.text, columns) : printable(block.text);
  while (out.ends_with('\n') && !text.ends_with('\n'))
    out.pop_back();
  return out;
}

} // namespace fengqiao::cli
