#include "indexer/dangling.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/article_number.hpp"
#include "indexer/labels.hpp"
#include "indexer/source_lines.hpp"

#include <algorithm>
#include <charconv>

namespace fengqiao::indexer {
namespace {

constexpr int kFewestArticles = 3;

// 287 of 287-1; 0 where the key is no article's.
int article_of(std::string_view key) {
  int number = 0;
  const auto* const end = key.data() + key.size();
  const auto [behind, error] = std::from_chars(key.data(), end, number);
  return error == std::errc{} && (behind == end || *behind == '-') ? number : 0;
}

// 287-1 → 第二百八十七条之一
std::string article_label(const std::string& key) {
  std::string out = "第" + chinese_numeral(article_of(key)) + "条";
  if (const auto dash = key.find('-'); dash != std::string::npos)
    out += "之" + chinese_numeral(article_of(key.substr(dash + 1)));
  return out;
}

// 本办法 at the end of what stands in front of a number; empty where the text does not speak of itself.
std::string_view own_name(std::string_view before) {
  constexpr std::size_t kLongest = 6; // characters
  for (std::size_t size = 2; size <= kLongest && size * kHan <= before.size(); ++size) {
    const std::string_view name = before.substr(before.size() - size * kHan);
    if (!name.starts_with("本")) continue;
    for (const std::string_view kind :
         {"法",   "条例", "办法", "规定", "细则", "规则", "规范", "制度", "规程", "准则", "守则",
          "章程", "方案", "预案", "意见", "解释", "决定", "标准", "公约", "合同", "协议"})
      if (name.ends_with(kind)) return name;
  }
  return {};
}

// Does what stands in front name another text, be it in a way that is no citation?
bool names_a_text(std::string_view before) {
  for (const std::string_view mark : {"》", "〉", "法第", "法分则", "法总则", "法典", "条例第", "号"})
    if (before.find(mark) != before.npos) return true;
  return false;
}

// 将第九条修改为：…, 删去第三条.
bool changes_a_text(std::string_view text) {
  for (const std::string_view word : {"修改为", "改为", "删去", "删除第"})
    if (text.find(word) != text.npos) return true;
  return false;
}

} // namespace

KnownArticles::KnownArticles(std::span<const std::string> keys, std::string_view part) {
  std::set<int> numbers;
  for (const std::string& key : keys) {
    if (part_of_key(key) != part) continue;
    const std::string own = key.substr(part.empty() ? 0 : part.size() + 1);
    const int number = article_of(own);
    if (number == 0) continue;
    keys_.insert(own);
    numbers.insert(number);
  }
  const auto count = static_cast<int>(numbers.size());
  if (count >= kFewestArticles && *numbers.rbegin() == count) last_ = count;
}

bool KnownArticles::lacks(const std::string& key) const {
  return last_ > 0 && article_of(key) > 0 && !keys_.contains(key);
}

bool amends_others(std::string_view title) {
  for (const std::string_view word : {"修正案", "修改", "修订", "废止", "修正"})
    if (title.find(word) != title.npos) return true;
  return false;
}

bool is_surely_own(const TextCitation& citation, const Clause& clause, std::span<const TextCitation> before) {
  if (citation.document != TextCitation::Document::own) return false;
  const std::string_view front = std::string_view(clause.text).substr(0, citation.begin);
  if (!own_name(front).empty()) return true;
  const bool others = std::any_of(before.begin(), before.end(), [](const TextCitation& each) {
    return each.document != TextCitation::Document::own;
  });
  return is_article_number(clause.own_number) && !others && !names_a_text(front) &&
         !changes_a_text(clause.text);
}

std::string missing_part(const TextCitation& citation, std::string_view text,
                         const std::set<std::string>& missing, std::string_view name) {
  constexpr std::size_t kMostNamed = 5;
  if (missing.empty()) return {};
  std::string_view written = text.substr(citation.begin, citation.end - citation.begin);
  const std::string_view front = text.substr(0, citation.begin);
  const std::string own(!name.empty() && front.ends_with(name) ? name : own_name(front));
  const bool all = std::all_of(citation.keys.begin(), citation.keys.end(),
                               [&](const std::string& key) { return missing.contains(key); });
  if (all) return own + std::string(written);
  std::string out = own + std::string(written.substr(0, written.find(kOrdinal)));
  std::size_t named = 0;
  for (const std::string& key : citation.keys)
    if (missing.contains(key) && ++named <= kMostNamed) out += (named > 1 ? "、" : "") + article_label(key);
  return named > kMostNamed ? out + "等" : out;
}

std::vector<DanglingCitation> dangling_own(const PolicyDocument& document) {
  std::vector<DanglingCitation> out;
  if (!document.part.empty() || amends_others(document.title)) return out;
  std::vector<std::string> keys;
  for (const Clause& clause : document.clauses)
    if (clause.citable) keys.push_back(clause.key);
  const KnownArticles whole(keys);
  std::sort(keys.begin(), keys.end());
  for (const Clause& clause : document.clauses) {
    if (clause.text.find(kArticle) == std::string::npos) continue;
    const std::string part(clause.citable ? part_of_key(clause.key) : std::string_view());
    const auto citations = text_citations(clause.text, {{}, document.names});
    for (std::size_t i = 0; i < citations.size(); ++i) {
      if (!is_surely_own(citations[i], clause, std::span(citations).first(i))) continue;
      std::set<std::string> missing;
      for (const std::string& key : citations[i].keys) {
        std::string in_part = part;
        in_part.append(".").append(key);
        const bool there = !part.empty() && std::binary_search(keys.begin(), keys.end(), in_part);
        if (!there && whole.lacks(key)) missing.insert(key);
      }
      if (std::string written = missing_part(citations[i], clause.text, missing); !written.empty())
        out.push_back({clause.line, std::move(written)});
    }
  }
  return out;
}

} // namespace fengqiao::indexer
