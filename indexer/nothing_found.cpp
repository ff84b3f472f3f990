#include "indexer/nothing_found.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/suggest.hpp"
#include "indexer/terms.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kShown = 5;         // of each kind
constexpr std::size_t kLongestWords = 24; // characters: a longer question is like no word
constexpr std::size_t kTypedShown = 30;

std::string list_of(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < std::min(words.size(), kShown); ++i)
    out += (i ? "、" : "") + words[i];
  return words.size() > kShown ? out + " 等" : out;
}

// 状态:现行 机关:县公安局
std::string text_of(const SearchFilter& filter) {
  std::string out;
  const auto add = [&](const char* field, const std::vector<std::string>& values) {
    for (const auto& value : values)
      out += (out.empty() ? "" : " ") + std::string(field) + ":" + value;
  };
  add("文件", filter.documents);
  add("标题", filter.titles);
  add("文号", filter.numbers);
  add("机关", filter.issuers);
  add("类别", filter.kinds);
  add("状态", filter.statuses);
  if (!filter.date_from.empty() || !filter.date_to.empty())
    add("日期", {filter.date_from + ".." + filter.date_to});
  return out;
}

std::set<char32_t> han_of(std::u32string_view text) {
  std::set<char32_t> out;
  std::copy_if(text.begin(), text.end(), std::inserter(out, out.begin()), is_han);
  return out;
}

// The issuers of the index where a field names none of them.
std::vector<std::string> issuers_instead(const std::vector<StoredDocument>& documents,
                                         const std::vector<SearchFilter>& fields) {
  std::set<std::string> issuers;
  for (const auto& document : documents)
    if (!document.data.issuer.empty()) issuers.insert(document.data.issuer);
  for (const auto& filter : fields)
    for (const auto& typed : filter.issuers)
      if (std::none_of(issuers.begin(), issuers.end(), [&](const std::string& issuer) {
            return fold(issuer).find(fold(typed)) != std::string::npos;
          }))
        return {issuers.begin(), issuers.end()};
  return {};
}

// Those that the index has, pair by pair: what is suggested must find something.
void keep_known(const IndexReader& index, std::vector<std::string>& words) {
  std::vector<std::string> terms;
  for (const auto& word : words)
    for (auto& term : terms_of(term_text(word).text))
      terms.push_back(std::move(term.text));
  const auto frequencies = index.frequencies(terms);
  std::erase_if(words, [&](const std::string& word) {
    const auto all = terms_of(term_text(word).text);
    return std::none_of(all.begin(), all.end(), [](const Term& term) { return term.size > 1; }) ||
           std::any_of(all.begin(), all.end(), [&](const Term& term) {
             const auto found = frequencies.find(term.text);
             return term.size > 1 && (found == frequencies.end() || found->second == 0);
           });
  });
}

// Vocabulary words, short titles and headings that have half of what was typed and are half of it at least,
// likest first.
std::vector<std::string> like_words(const std::vector<StoredDocument>& documents,
                                    const Vocabulary& vocabulary, const std::vector<Suggestion>& headings,
                                    const std::string& typed) {
  const auto asked = han_of(to_utf32(typed));
  if (asked.empty() || asked.size() > kLongestWords) return {};
  std::multimap<double, std::string> likeness; // ascending by unlikeness, then as inserted
  std::set<std::string> seen{typed};
  const auto look_at = [&](const std::string& word) {
    if (!seen.insert(word).second) return;
    const auto known = han_of(to_utf32(word));
    std::size_t shared = 0;
    for (const char32_t c : known)
      shared += asked.contains(c);
    const double dice = 2.0 * static_cast<double>(shared) / static_cast<double>(asked.size() + known.size());
    if (2 * shared >= asked.size() && dice > 0.4) likeness.emplace(-dice, word);
  };
  for (const auto& word : vocabulary.all_words())
    look_at(word);
  for (const auto& document : documents)
    if (!document.superseded) look_at(document.data.short_title);
  for (const auto& heading : headings)
    look_at(heading.heading);
  std::vector<std::string> out;
  out.reserve(likeness.size());
  for (auto& [unlike, word] : likeness)
    out.push_back(word);
  return out;
}

} // namespace

Error nothing_found(const IndexReader& index, const Vocabulary& vocabulary, const Unanswered& asked) {
  const auto documents = index.documents().value_or(std::vector<StoredDocument>{});
  std::vector<std::string> hints;
  std::string conditions;
  for (const auto& filter : asked.fields)
    if (const std::string text = text_of(filter); !text.empty())
      conditions += (conditions.empty() ? "" : " ") + text;
  if (asked.without_fields > 0)
    hints.push_back("去掉 " + conditions + " 有 " + std::to_string(asked.without_fields) +
                    (asked.without_fields < kMostCounted ? " 条" : " 条以上"));
  if (const auto issuers = issuers_instead(documents, asked.fields); !issuers.empty())
    hints.push_back("索引里的机关有：" + list_of(issuers));
  if (asked.without_fields == 0 && !asked.words.empty()) {
    auto broader = vocabulary.broader(asked.words);
    keep_known(index, broader);
    auto like = broader.empty() ? like_words(documents, vocabulary, headings_of(index), asked.words)
                                : std::vector<std::string>{};
    keep_known(index, like);
    if (!broader.empty()) hints.push_back("试试：" + list_of(broader));
    if (!like.empty()) hints.push_back("相近的词：" + list_of(like));
  }
  if (hints.empty() && !conditions.empty()) hints.emplace_back("去掉一些筛选条件再试");
  if (hints.empty()) hints.push_back("换一个说法；" + where_to_look());
  std::string hint;
  for (const auto& each : hints)
    hint += (hint.empty() ? "" : "；") + each;
  return {ErrorCode::not_found, "", "没有找到与“" + shorten(trim(asked.typed), kTypedShown) + "”有关的条款",
          hint};
}

} // namespace fengqiao::indexer
