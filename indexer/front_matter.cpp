#include "indexer/front_matter.hpp"

#include "core/data_node.hpp"
#include "core/date.hpp"
#include "core/front_matter.hpp"
#include "core/text.hpp"
#include "core/yaml.hpp"
#include "indexer/document_kinds.hpp"
#include "indexer/text_limits.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace fengqiao::indexer {
namespace {

template <std::size_t N>
// A word that the field does not know is told and counts as none.
void check_word(const DataNode& node, std::string_view key, std::string& value,
                const std::array<std::string_view, N>& words, std::vector<Diagnostic>& diagnostics) {
  if (value.empty() || std::find(words.begin(), words.end(), value) != words.end()) return;
  std::string message = std::string(key) + " 写的是“" + value + "”，可用：";
  for (const auto word : words)
    message += (word == words.front() ? "" : "、") + std::string(word);
  const DataNode* at = node.find(key);
  diagnostics.push_back({at ? at->line : 0, std::move(message)});
  value.clear();
}

// A citation's document part is letters, digits, Han, @ and _; anything else could not be cited.
bool usable_id(std::string_view id) {
  for (std::size_t pos = 0; pos < id.size();) {
    const char32_t c = next_code_point(id, pos);
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '_' || c == '@' || is_han(c);
    if (!word) return false;
  }
  return !id.empty();
}

// file:line:… → line
int line_of(const Error& error) {
  const auto colon = error.where.find(':');
  int line = 0;
  if (colon != std::string::npos)
    std::from_chars(error.where.data() + colon + 1, error.where.data() + error.where.size(), line);
  return line;
}

// As ISO; what cannot be read is named and left out: editions are ordered by these dates.
void read_date(const DataNode& node, std::string_view key, std::string& value,
               std::vector<Diagnostic>& diagnostics) {
  if (value.empty()) return;
  if (const auto date = parse_date(value)) {
    value = to_iso(*date);
    return;
  }
  const DataNode* at = node.find(key);
  diagnostics.push_back({at ? at->line : 0, std::string(key) + " 写的是“" + shorten(printable(value), 40) +
                                                "”，不是日期，没有采用；请写成 2023、2023-02 或 2023-02-01"});
  value.clear();
}

// What every clause of the text repeats has to be short.
void cut_long(const DataNode& node, std::string_view key, std::string& value,
              std::vector<Diagnostic>& diagnostics) {
  if (value.size() <= limits::title_chars || count_code_points(value) <= limits::title_chars) return;
  const DataNode* at = node.find(key);
  value = shorten(value, limits::title_chars);
  diagnostics.push_back(
      {at ? at->line : 0,
       std::string(key) + " 超过 " + std::to_string(limits::title_chars) + " 个字，只采用了前面的；请写短"});
}

} // namespace

std::size_t read_front_matter(std::string_view text, PolicyDocument& document,
                              std::vector<Diagnostic>& diagnostics) {
  const FrontMatterBlock block = find_front_matter(text);
  if (!block.closed) diagnostics.push_back({1, "开头的 --- 后面没有另一行 ---，各栏已当作正文"});
  if (block.size == 0) return 0;
  const auto tree = parse_yaml(block.yaml, "", 2);
  if (!tree) {
    for (const Error& error : tree.error())
      diagnostics.push_back({line_of(error), "开头各栏读不懂：" + error.message});
    return block.size;
  }
  document.id = tree->text("id");
  document.title = tree->text("title");
  document.short_title = tree->text("short");
  document.issuer = tree->text("issuer");
  document.number = tree->text("number");
  document.date = tree->text("date");
  document.effective = tree->text("effective");
  document.status = tree->text("status");
  document.kind = tree->text("kind");
  document.text_kind = tree->text("text");
  document.source_note = tree->text("source");
  for (const auto& [key, value] : {std::pair{"id", &document.id},
                                   {"title", &document.title},
                                   {"short", &document.short_title},
                                   {"issuer", &document.issuer},
                                   {"number", &document.number},
                                   {"status", &document.status},
                                   {"kind", &document.kind},
                                   {"text", &document.text_kind}})
    cut_long(*tree, key, *value, diagnostics);
  check_word(*tree, "status", document.status, kStatuses, diagnostics);
  check_word(*tree, "kind", document.kind, kKinds, diagnostics);
  if (!document.id.empty() && !usable_id(document.id)) {
    diagnostics.push_back(
        {2, "id“" + shorten(printable(document.id), 40) + "”只能由字母、数字、汉字组成，已改用文件的标题"});
    document.id.clear();
  }
  read_date(*tree, "date", document.date, diagnostics);
  read_date(*tree, "effective", document.effective, diagnostics);
  return block.size;
}

} // namespace fengqiao::indexer
