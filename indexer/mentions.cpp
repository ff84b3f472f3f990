#include "indexer/mentions.hpp"

#include "core/text.hpp"
#include "indexer/law_name.hpp"
#include "indexer/name_tail.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace fengqiao::indexer {
namespace {

constexpr std::string_view kOpen = "《", kClose = "》", kOrdinal = "第", kArticle = "条";
// A closing mark is looked for this far only: a text of nothing but opening marks would cost quadratic time.
constexpr std::size_t kTitleBytes = 239, kNumberBytes = 27;

void keep_each_once(std::vector<std::string>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

void collect_titles(std::string_view text, std::vector<std::string>& out) {
  for (auto at = text.find(kOpen); at != text.npos; at = text.find(kOpen, at + 1)) {
    const std::string_view near = text.substr(at + kOpen.size(), kTitleBytes + kClose.size());
    if (const auto close = near.find(kClose); close != near.npos)
      out.push_back(short_law_name(near.substr(0, close)));
  }
}

void collect_tails(std::string_view text, std::vector<std::string>& out) {
  for (auto at = text.find(kOrdinal); at != text.npos; at = text.find(kOrdinal, at + 1)) {
    if (text.substr(at + kOrdinal.size(), kNumberBytes + kArticle.size()).find(kArticle) == text.npos)
      continue;
    const std::string_view tail = tail_before(text, at);
    // 法, 条例, 办法, 规定, 细则 …: what cannot end a law's name is left out
    for (const std::string_view end : {"法", "典", "例", "定", "则", "释"})
      if (tail.size() > end.size() && tail.ends_with(end)) out.emplace_back(tail);
  }
}

} // namespace

Mentions mentions_of(const PolicyDocument& document) {
  Mentions out;
  for (const auto& clause : document.clauses) {
    collect_titles(clause.text, out.titles);
    collect_tails(clause.text, out.tails);
  }
  keep_each_once(out.titles);
  keep_each_once(out.tails);
  return out;
}

namespace {

using Counts = std::unordered_map<std::string_view, std::uint32_t>;

// `counts` has the names that are known; a text does not count for its own.
void count_into(Counts& counts, const std::vector<NamedText>& texts) {
  for (const auto& text : texts) {
    std::unordered_set<std::string_view> named; // by this text, each once
    for (const auto& title : text.mentions->titles)
      if (const auto found = counts.find(title); found != counts.end()) named.insert(found->first);
    for (const std::string_view tail : text.mentions->tails)
      for (std::size_t begin = 0; begin + 6 <= tail.size(); begin += 3) // the longest name that ends the tail
        if (const auto found = counts.find(tail.substr(begin)); found != counts.end()) {
          named.insert(found->first);
          break;
        }
    for (const auto& name : named)
      if (name != text.name) ++counts[name];
  }
}

} // namespace

NamedTexts named_texts(const std::vector<NamedText>& texts) {
  Counts counts;
  for (const auto& text : texts) {
    counts.emplace(text.name, 0);
    for (const auto& title : text.mentions->titles)
      counts.emplace(title, 0);
  }
  count_into(counts, texts);
  NamedTexts out;
  for (const auto& [name, number] : counts)
    if (number > 0) out.emplace(name, number);
  return out;
}

std::vector<std::uint32_t> count_mentions(const std::vector<NamedText>& texts) {
  Counts counts;
  for (const auto& text : texts)
    counts.emplace(text.name, 0);
  count_into(counts, texts);
  std::vector<std::uint32_t> out;
  out.reserve(texts.size());
  for (const auto& text : texts)
    out.push_back(counts[text.name]);
  return out;
}

} // namespace fengqiao::indexer
