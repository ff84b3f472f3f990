#include "indexer/labels.hpp"

#include "core/date.hpp"
#include "indexer/source_lines.hpp"

namespace fengqiao::indexer {
namespace {

bool is_article(const Clause& clause) {
  return clause.own_number.starts_with("第");
}

// 二、职责与防范管理 → 二; 基层提振 → 基层提振
std::string chapter_name(const std::string& heading) {
  const auto numbered = numbered_line(heading);
  return numbered ? numbered->label : heading;
}

// 2005年; the day where the id tells it, because two editions are of one year.
std::string edition_of(const PolicyDocument& data) {
  constexpr std::size_t kDigits = 8;
  const auto at = data.id.rfind('@');
  const bool of_day = at != std::string::npos && data.id.size() - at > kDigits;
  const auto date = of_day ? parse_date(data.date) : std::nullopt;
  return date && date->day > 0 ? to_chinese(*date) : data.date.substr(0, 4) + "年";
}

} // namespace

std::string citation_key(const StoredDocument& document, const Clause& clause, std::string_view suffix) {
  if (!clause.citable) return document.data.id;
  return document.data.id + "-" + clause.key + std::string(suffix);
}

std::string document_label(const StoredDocument& document) {
  std::string label = "《" + document.data.short_title + "》";
  if (document.superseded && document.data.date.size() >= 4) label += "（" + edition_of(document.data) + "）";
  return label;
}

std::string clause_label(const StoredDocument& document, const Clause& clause,
                         const std::optional<ClauseItem>& item) {
  std::string label = document_label(document);
  if (!clause.citable) return label;
  if (is_article(clause)) {
    label += clause.own_number;
  } else if (!clause.own_number.empty()) {
    label += clause.own_number + (clause.heading.empty() ? "" : "·" + clause.heading);
  } else {
    if (!clause.path.empty()) label += chapter_name(clause.path.front()) + "·";
    label += clause.heading;
  }
  return item ? label + item->label : label;
}

std::string clause_heading(const Clause& clause) {
  return clause.heading.empty() ? clause.own_number : clause.heading;
}

} // namespace fengqiao::indexer
