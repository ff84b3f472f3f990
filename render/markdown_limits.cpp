#include "render/markdown_limits.hpp"

#include "core/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace fengqiao::render {
namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

std::size_t indent_of(std::string_view line) {
  const auto at = line.find_first_not_of(' ');
  return at == std::string_view::npos ? line.size() : at;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Characters for which cmark makes a node or searches ahead.
std::size_t count_markup(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return std::string_view("*_[]<!&`~\\").find(c) != std::string_view::npos;
  }));
}

// Bars that part cells: cmark's scanner takes the longest match, so a bar behind any backslash is text.
std::size_t count_bars(std::string_view line) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (line[i] == '|' && (i == 0 || line[i - 1] != '\\')) ++n;
  return n;
}

// Cells of a row as cmark counts them: outer bars do not count.
std::size_t count_cells(std::string_view line) {
  const auto first = line.find_first_not_of(" \t"), last = line.find_last_not_of(" \t\r");
  if (first == std::string_view::npos) return 0;
  const std::string_view inner = line.substr(first, last - first + 1);
  std::size_t n = count_bars(inner) + 1;
  if (inner.front() == '|') --n;
  if (inner.size() > 1 && inner.back() == '|' && inner[inner.size() - 2] != '\\') --n;
  return n;
}

// A line that cmark may take for a table's delimiter row, in any container.
bool looks_like_delimiter(std::string_view line) {
  return line.find('-') != std::string_view::npos &&
         line.find_first_not_of("|:- \t\r>*+") == std::string_view::npos;
}

// Container marks at the front of a line: >, -, *, +, 1. and 1).
std::size_t count_container_marks(std::string_view line) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < line.size();) {
    const char c = line[i];
    if (c == ' ' || c == '\t') {
      ++i;
    } else if (c == '>') {
      ++n, ++i;
    } else if (c == '-' || c == '*' || c == '+') {
      if (i + 1 < line.size() && line[i + 1] != ' ' && line[i + 1] != '\t') break;
      ++n, ++i;
    } else if (is_digit(c)) {
      std::size_t end = i;
      while (end < line.size() && end - i < 9 && is_digit(line[end]))
        ++end;
      if (end == line.size() || (line[end] != '.' && line[end] != ')')) break;
      ++n, i = end + 1;
    } else {
      break;
    }
  }
  return n;
}

// Where a new block certainly begins although no blank line stands before.
enum class Start { none, bullet, number, other };

Start block_start(std::string_view line) {
  const std::size_t indent = indent_of(line);
  if (indent >= 4 || indent == line.size()) return Start::none;
  const std::string_view rest = line.substr(indent);
  if (rest.size() > 2 && (rest[0] == '-' || rest[0] == '*' || rest[0] == '+') && rest[1] == ' ' &&
      rest[2] > ' ')
    return Start::bullet;
  if (rest.starts_with("# ") || rest.starts_with("## ") || rest.starts_with("### ") ||
      rest.starts_with("<!--"))
    return Start::other;
  std::size_t end = 0;
  while (end < rest.size() && end < 9 && is_digit(rest[end]))
    ++end;
  if (end > 0 && end + 1 < rest.size() && rest[end] == '.' && rest[end + 1] == ' ') return Start::number;
  return Start::none;
}

class Guard {
public:
  Guard(const std::string& file, int first_line, const MarkdownBounds& bounds)
      : file_(file), line_(first_line - 1), bounds_(bounds) {}

  std::optional<Error> check(std::string_view text) {
    if (text.size() > limits::markdown_bytes)
      return refuse(fmt::format("正文有 {} 字节，超出上限 {} 字节", text.size(), limits::markdown_bytes),
                    "拆成几个文件");
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      if (auto error = take_line(text.substr(0, end))) return error;
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return close_block();
  }

private:
  std::optional<Error> take_line(std::string_view line) {
    ++line_;
    if (line.size() > limits::markdown_line_bytes)
      return refuse(
          fmt::format("这一行有 {} 字节，超出上限 {} 字节", line.size(), limits::markdown_line_bytes),
          "分成几段");
    const std::size_t marks = count_container_marks(line), markup = count_markup(line);
    if (marks > limits::nesting_depth)
      return refuse(fmt::format("引用或列表套了 {} 层，超出上限 {} 层", marks, limits::nesting_depth),
                    "减少层数");
    // A line costs cmark about 350 bytes, a container mark a walk over all open containers.
    markup_ += markup + 2 + 3 * marks;
    if (markup_ > bounds_.markup)
      return refuse(fmt::format("行与标记符号合计超出上限 {}", bounds_.markup), "拆成几个文件");
    closing_brackets_ += static_cast<std::size_t>(std::count(line.begin(), line.end(), ']'));
    if (is_blank(line)) return close_block();
    if (auto error = split_block(line)) return error;
    if (auto error = take_table_line(line)) return error;
    return add_to_block(line, markup);
  }

  // Long lists come without blank lines; each item is a paragraph of its own.
  std::optional<Error> split_block(std::string_view line) {
    const Start start = block_start(line);
    const bool number_goes_on = start == Start::number && block_opens_with_ == Start::number;
    if (start == Start::none || (start == Start::number && !number_goes_on && block_lines_ > 0))
      return std::nullopt;
    auto error = close_block();
    block_opens_with_ = start;
    return error;
  }

  // Short rows are filled up to the table's columns: columns × rows is the memory. Longer rows cost their
  // bars squared.
  std::optional<Error> take_table_line(std::string_view line) {
    const std::size_t bars = count_bars(line);
    if (bars > limits::table_columns + 1)
      return refuse(fmt::format("这一行有 {} 个竖线，超出表格上限 {} 栏", bars, limits::table_columns),
                    "拆成几张表");
    if (looks_like_delimiter(line)) {
      const std::size_t columns = count_cells(line);
      if (columns > limits::table_columns)
        return refuse(fmt::format("表格有 {} 栏，超出上限 {} 栏", columns, limits::table_columns),
                      "拆成几张表");
      if (!in_table_) {
        // cmark parses all lines of the open paragraph again at each delimiter row.
        delimiter_cost_ += block_lines_ * block_bytes_;
        if (delimiter_cost_ > bounds_.delimiter_cost)
          return refuse(fmt::format("表格分隔行之前的一段太长（{} 行）", block_lines_), "表格之前空一行");
        in_table_ = block_lines_ == 1 && columns == header_cells_;
      }
      columns_ = std::max(columns_, columns);
    }
    if (columns_ > 0) cells_ += std::max(columns_, bars);
    if (cells_ > limits::table_cells)
      return refuse(fmt::format("表格超出上限 {} 格", limits::table_cells), "拆成几个文件");
    return std::nullopt;
  }

  std::optional<Error> add_to_block(std::string_view line, std::size_t markup) {
    if (block_lines_ == 0) header_cells_ = count_cells(line);
    // Rows of a table are parsed one by one. Only a line that cannot begin another block is believed to be a
    // row.
    const unsigned char first = static_cast<unsigned char>(line.front());
    if (in_table_ && !looks_like_delimiter(line) &&
        !(count_bars(line) > 0 && (first == '|' || first >= 0x80)))
      in_table_ = false;
    if (in_table_) return add_inline_cost(markup * line.size());
    ++block_lines_;
    block_bytes_ += line.size() + 1;
    block_markup_ += markup;
    has_definition_ = has_definition_ || line.find("]:") != std::string_view::npos;
    return std::nullopt;
  }

  // Unclosed <?, <!A, ![ and their like make cmark search to the paragraph's end, each time.
  std::optional<Error> add_inline_cost(std::size_t cost) {
    inline_cost_ += cost;
    if (inline_cost_ <= bounds_.inline_cost) return std::nullopt;
    return refuse("一段里的标记符号（* _ [ ] < ! & ` ~ \\）太多", "分成几段，或在符号前加反斜线");
  }

  std::optional<Error> close_block() {
    auto error = add_inline_cost(block_markup_ * block_bytes_);
    // [a]: a-long-address, then [a] many times: cmark copies the address each time.
    if (has_definition_) longest_definition_ = std::max(longest_definition_, block_bytes_);
    if (!error && longest_definition_ > 4096 &&
        longest_definition_ * closing_brackets_ > bounds_.reference_bytes)
      error = refuse("链接定义太长而引用太多", "改用 [文字](地址)");
    block_lines_ = block_bytes_ = block_markup_ = columns_ = header_cells_ = 0;
    in_table_ = has_definition_ = false;
    block_opens_with_ = Start::none;
    return error;
  }

  Error refuse(std::string message, std::string hint) const {
    return {ErrorCode::limit, place(file_, line_), std::move(message), std::move(hint)};
  }

  const std::string& file_;
  int line_;
  const MarkdownBounds& bounds_;
  std::size_t markup_ = 0, inline_cost_ = 0, delimiter_cost_ = 0, cells_ = 0;
  std::size_t closing_brackets_ = 0, longest_definition_ = 0;
  // The lines since the last blank line or certain block start.
  std::size_t block_lines_ = 0, block_bytes_ = 0, block_markup_ = 0, columns_ = 0, header_cells_ = 0;
  bool in_table_ = false, has_definition_ = false;
  Start block_opens_with_ = Start::none;
};

} // namespace

Errors check_markdown_limits(std::string_view markdown, const std::string& file, int first_line,
                             const MarkdownBounds& bounds) {
  Guard guard(file, first_line, bounds);
  if (auto error = guard.check(markdown)) return {std::move(*error)};
  return {};
}

} // namespace fengqiao::render
