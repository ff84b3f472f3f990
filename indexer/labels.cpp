#include "indexer/labels.hpp"

#include "core/text.hpp"
#include "indexer/source_lines.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kLongestShown = 40; // characters of a heading; a whole question is none to print

bool is_article(const Clause& clause) {
  return is_article_number(clause.own_number);
}

// 二、职责与防范管理 → 二; 基层提振 → 基层提振
std::string chapter_name(const std::string& heading) {
  const auto numbered = numbered_line(heading);
  return numbered ? numbered->label : heading;
}

} // namespace

std::string_view part_of_key(std::string_view key) {
  for (const std::string_view word : {"附件", "附表", "附录", "通知"})
    if (key.starts_with(word)) return key.substr(0, std::min(key.find('.'), key.size()));
  return {};
}

std::string citation_key(const StoredDocument& document, const Clause& clause, std::string_view suffix) {
  if (!clause.citable) return document.data.id;
  return document.data.id + "-" + clause.key + std::string(suffix);
}

std::string document_label(const StoredDocument& document) {
  return "《" + document.data.short_title + "》" + (document.mark.empty() ? "" : "（" + document.mark + "）");
}

std::string clause_label(const StoredDocument& document, const Clause& clause,
                         const std::optional<ClauseItem>& item) {
  std::string label = document_label(document);
  if (!clause.citable) return label;
  if (const auto part = part_of_key(clause.key); !part.empty())
    label += std::string(part) + (is_article(clause) ? "" : "·");
  if (is_article(clause)) {
    label += clause.own_number;
  } else if (!clause.own_number.empty()) {
    const bool short_heading = !clause.heading.empty() && count_code_points(clause.heading) <= kLongestShown;
    label += clause.own_number + (short_heading ? "·" + clause.heading : "");
  } else {
    if (!clause.path.empty()) label += chapter_name(clause.path.front()) + "·";
    label += clause.heading;
  }
  return item ? label + item->label : label;
}

std::string order_note(const StoredDocument& document) {
  if (document.unordered_with.empty()) return {};
  const std::string what_to_do = "文件头写上 date:（如 date: 2023-05-01），再运行 fengqiao index";
  if (document.data.date.empty())
    return document_label(document) + "没有日期，和 " + document.unordered_with +
           " 分不清哪一份新；知道日期的话，在 " + document.data.file + " 的" + what_to_do;
  return document_label(document) + "另有一份没有日期的文本 " + document.unordered_with +
         "，分不清哪一份新；知道日期的话，在那份文本的" + what_to_do;
}

std::string clause_heading(const Clause& clause) {
  return clause.heading.empty() ? clause.own_number : clause.heading;
}

} // namespace fengqiao::indexer
