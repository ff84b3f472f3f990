#include "render/markdown_losses.hpp"

#include "core/text.hpp"
#include "render/markdown_escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace fengqiao::render {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Without the marks of the quotes and the list item that a line stands in.
std::string_view without_containers(std::string_view line) {
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t' || line.front() == '>'))
    line.remove_prefix(1);
  const auto digits = std::min(line.find_first_not_of("0123456789"), line.size());
  const bool numbered =
      digits > 0 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')');
  const std::size_t mark =
      numbered                                                                                ? digits + 1
      : !line.empty() && std::string_view("-*+").find(line.front()) != std::string_view::npos ? 1
                                                                                              : 0;
  const bool list_item = mark > 0 && mark < line.size() && line[mark] == ' ';
  return list_item ? trim(line.substr(mark)) : trim(line);
}

// What stands in a row behind its first `columns` cells, without bars and blanks.
std::string_view beyond_columns(std::string_view row, std::size_t columns) {
  if (row.starts_with('|')) row.remove_prefix(1);
  for (std::size_t i = 0, bars = 0; i < row.size(); ++i) {
    if (row[i] != '|' || (i > 0 && row[i - 1] == '\\')) continue;
    if (++bars < columns) continue;
    row.remove_prefix(i + 1);
    while (!row.empty() &&
           (row.back() == '|' || row.back() == ' ' || row.back() == '\t' || row.back() == '\r'))
      row.remove_suffix(1);
    return trim(row);
  }
  return {};
}

// "甲" of a line "[^甲]: …" that begins a footnote.
std::optional<std::string_view> defined_footnote(std::string_view line) {
  line = without_containers(line);
  if (!line.starts_with("[^")) return std::nullopt;
  const auto end = line.find("]:");
  if (end == std::string_view::npos || end == 2) return std::nullopt;
  const auto name = line.substr(2, end - 2);
  if (name.find_first_of(" \t[]") != std::string_view::npos) return std::nullopt;
  return name;
}

class LossFinder {
public:
  LossFinder(std::string_view markdown, const std::string& file, int first_line)
      : markdown_(markdown), lines_(lines_of(markdown)), file_(file), first_line_(first_line) {}

  Errors find(const MdNode& document) {
    walk(document);
    find_unused_footnotes();
    find_unreached_footnotes(document);
    return std::move(errors_);
  }

private:
  void walk(const MdNode& node) {
    if (node.kind == MdKind::table)
      for (const MdNode& row : node.children)
        check_row(row, node.aligns.size());
    if (node.kind == MdKind::footnote_definition) footnote_lines_.insert(node.line);
    if (node.kind == MdKind::text && node.origin.empty()) check_references(node);
    for (const MdNode& child : node.children)
      walk(child);
  }

  void check_row(const MdNode& row, std::size_t columns) {
    const auto rest = beyond_columns(without_containers(source(row.line)), columns);
    if (rest.empty()) return;
    error(row.line,
          fmt::format("表格这一行多出一格：“{}”印不出来（表头只有 {} 栏）", shorten(rest, 20), columns),
          "表头补上缺的栏；文字里的竖线写成 \\|");
  }

  // A reference whose footnote is there is no text.
  void check_references(const MdNode& text) {
    for (auto begin = text.text.find("[^"); begin != std::string::npos;
         begin = text.text.find("[^", begin + 2)) {
      const auto end = text.text.find(']', begin);
      if (end == std::string::npos) return;
      const std::string reference = text.text.substr(begin, end + 1 - begin);
      if (reference.size() == 3 || reference.find(' ') != std::string::npos) continue;
      const std::string escaped = "\\" + reference.substr(0, reference.size() - 1);
      if (markdown_.find(escaped) != std::string_view::npos) continue; // meant to print so
      error(text.line, fmt::format("没有脚注“{}”", printable(reference)),
            fmt::format("另起一段写 {}: 加上脚注的文字，或删去这处引用", printable(reference)));
    }
  }

  void find_unused_footnotes() {
    bool in_code = false, in_comment = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto line = without_containers(lines_[i]);
      if (line.starts_with("```") || line.starts_with("~~~")) in_code = !in_code;
      if (line.starts_with("<!--")) in_comment = true;
      const auto name = in_code || in_comment ? std::nullopt : defined_footnote(lines_[i]);
      if (line.find("-->") != std::string_view::npos) in_comment = false;
      const int number = first_line_ + static_cast<int>(i);
      if (name && !footnote_lines_.contains(number))
        error(number, fmt::format("脚注“{}”没有被引用，印不出来", printable(*name)),
              fmt::format("在正文里写上 [^{}]，或删去这条脚注", printable(*name)));
    }
  }

  // cmark keeps footnotes that only refer to one another.
  void find_unreached_footnotes(const MdNode& document) {
    std::map<int, const MdNode*> footnotes;
    for (const MdNode& node : document.children)
      if (node.kind == MdKind::footnote_definition) footnotes.emplace(node.level, &node);
    std::set<int> reached;
    std::vector<int> waiting;
    for (const MdNode& node : document.children)
      if (node.kind != MdKind::footnote_definition) take_references(node, reached, waiting);
    while (!waiting.empty()) {
      const auto at = footnotes.find(waiting.back());
      waiting.pop_back();
      if (at != footnotes.end()) take_references(*at->second, reached, waiting);
    }
    std::set<int> lines;
    for (const auto& [number, node] : footnotes)
      if (!reached.contains(number)) lines.insert(node->line);
    for (const int line : lines)
      error(line, "这条脚注只被别的脚注引用，正文里没有，印不出来", "在正文里引用它，或删去这条脚注");
  }

  static void take_references(const MdNode& node, std::set<int>& reached, std::vector<int>& waiting) {
    if (node.kind == MdKind::footnote_reference && reached.insert(node.level).second)
      waiting.push_back(node.level);
    for (const MdNode& child : node.children)
      take_references(child, reached, waiting);
  }

  [[nodiscard]] std::string_view source(int line) const {
    const auto index = static_cast<std::size_t>(line - first_line_);
    return line >= first_line_ && index < lines_.size() ? lines_[index] : std::string_view();
  }

  void error(int line, std::string message, std::string hint) {
    errors_.push_back({ErrorCode::data, place(file_, line), std::move(message), std::move(hint)});
  }

  std::string_view markdown_;
  std::vector<std::string_view> lines_;
  const std::string& file_;
  int first_line_;
  std::set<int> footnote_lines_;
  Errors errors_;
};

} // namespace

Errors find_losses(const MdNode& document, std::string_view markdown, const std::string& file,
                   int first_line) {
  return LossFinder(markdown, file, first_line).find(document);
}

} // namespace fengqiao::render
