#include "indexer/match_quality.hpp"

#include "core/text.hpp"
#include "indexer/excerpt.hpp"
#include "indexer/snippet.hpp"
#include "indexer/terms.hpp"
#include "indexer/vector_store.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace fengqiao::indexer {
namespace {

// A small collection has an answer's words or has no answer. Everyday questions share few words with the law
// that answers them, so a large collection is asked, too, whether it speaks of the question's subject at all.
constexpr double kFewWords = 0.305;
constexpr std::uint32_t kRare = 5; // clauses: fewer have the pair by chance

// Of a large collection: how strange the question is to it, less what a clause has of the question's words,
// and of those of them that are not rare. Above the limit nothing answers. A short question, across whose
// words' borders half of its pairs lie, looks stranger than it is.
constexpr double kWordsHad = 0.5, kCommonWordsHad = 0.4;
constexpr double kStrange = 0.24, kStrangeIfShort = 0.5;
constexpr std::size_t kShort = 7; // pairs
// A clause that has so much of the words answers, however rare they are: a station's own among laws.
constexpr double kManyWords = 0.36;

// Characters that ask or bind, and tell nothing beside another one.
constexpr std::u32string_view kAsking = U"几谁啥了吗呢被把要能会的得还太没很么叫给";

// The kind of text that a name ends with. A clause that answers for a 无人机管理规定 has the word, too.
constexpr std::u32string_view kTextKinds[] = {U"规定", U"办法", U"条例", U"细则",
                                              U"规程", U"守则", U"预案", U"原文"};

// What a query asks for, its leaves.
struct AskedTerms {
  std::set<std::string_view> terms;
  std::vector<std::string_view> prefixes;

  explicit AskedTerms(const QueryNode& node) { collect(node); }
  [[nodiscard]] bool has(std::string_view term) const {
    return terms.contains(term) || std::any_of(prefixes.begin(), prefixes.end(),
                                               [&](auto prefix) { return term.starts_with(prefix); });
  }

private:
  void collect(const QueryNode& node) {
    if (node.kind == QueryNode::Kind::term) terms.insert(node.text);
    if (node.kind == QueryNode::Kind::prefix) prefixes.push_back(node.text);
    for (const auto& child : node.children)
      collect(child);
  }
};

// Those of a clause's terms that are asked for.
struct ClauseWords {
  const AskedTerms& asked;
  std::set<std::string> terms = {};

  void add(std::string_view text) {
    const Folded folded = term_text(text);
    for (auto& term : terms_of(folded.text))
      if (asked.has(term.text)) terms.insert(std::move(term.text));
  }
};

ClauseWords words_of(const StoredDocument& document, const Clause& clause, const QueryPlan& plan,
                     const AskedTerms& asked) {
  ClauseWords out{asked};
  out.add(document.data.title);
  for (const auto& heading : clause.path)
    out.add(heading);
  out.add(clause.heading);
  out.add(excerpt_of(clause.text, plan.weights));
  return out;
}

struct Share {
  double had = 0, all = 0;
  [[nodiscard]] double value() const { return all > 0 ? had / all : 0; }
};

double weight_of(const QueryPlan& plan, const std::string& term) {
  const auto found = plan.weights.find(term);
  return found == plan.weights.end() ? 1 : found->second;
}

std::uint32_t frequency_of(const QueryPlan& plan, const std::string& term) {
  const auto found = plan.frequencies.find(term);
  return found == plan.frequencies.end() ? 0 : found->second;
}

// What of a query counts: not the mute pairs; as had only pairs that so many clauses have.
struct Counting {
  const QueryPlan& plan;
  const std::set<std::string>& mute;
  std::uint32_t least = 0;
};

Share share_of(const QueryNode& node, const Counting& counting, const ClauseWords& words) {
  const QueryPlan& plan = counting.plan;
  switch (node.kind) {
  case QueryNode::Kind::term: {
    if (counting.mute.contains(node.text)) return {};
    const double weight = weight_of(plan, node.text);
    const bool had = words.terms.contains(node.text) && frequency_of(plan, node.text) >= counting.least;
    return {had ? weight : 0, weight};
  }
  case QueryNode::Kind::prefix: {
    const double weight = weight_of(plan, node.text);
    const auto next = words.terms.lower_bound(node.text);
    return {next != words.terms.end() && next->starts_with(node.text) ? weight : 0, weight};
  }
  case QueryNode::Kind::best: { // a synonym counts as the word itself
    Share out = share_of(node.children.front(), counting, words);
    for (std::size_t i = 1; i < node.children.size(); ++i)
      out.had =
          std::max(out.had, out.all * std::floor(share_of(node.children[i], counting, words).value() + 1e-9));
    return out;
  }
  default: {
    Share out;
    for (const auto& child : node.children) {
      const Share part = share_of(child, counting, words);
      out.had += part.had;
      out.all += part.all;
    }
    return out;
  }
  }
}

// The pairs of words that the vocabulary has another word for, which the collection has (炒鱿鱼:
// 解除劳动合同).
void add_translated(const QueryNode& node, std::set<std::string_view>& pairs) {
  if (node.kind == QueryNode::Kind::best && node.children.size() > 1)
    for (const auto& own : node.children.front().children)
      pairs.insert(own.text);
  for (const auto& child : node.children)
    add_translated(child, pairs);
}

// How little a large collection speaks of what is asked: the share of the query's pairs, by what they tell,
// that hardly any clause has, less the share of its characters that stand in words learnt from its texts.
// From -1 to 1; 0 in small collections.
double strangeness(const IndexReader& index, const QueryPlan& plan) {
  if (!index.has_vectors()) return 0;
  std::set<std::string_view> translated;
  add_translated(plan.node, translated);
  Share rare;
  for (const auto& [term, weight] : plan.weights) {
    rare.all += weight;
    if (frequency_of(plan, term) < kRare && !translated.contains(term)) rare.had += weight;
  }
  return rare.value() - index.words()->share_in_words(plan.text);
}

// Pairs with a character that only asks, and what is counted behind 几 (几天办结: 天办), unless clauses have
// them.
std::set<std::string> mute_pairs(const QueryPlan& plan, std::uint32_t least) {
  const std::u32string& text = plan.text;
  const auto asks = [&](std::size_t at) {
    return at < text.size() && (kAsking.find(text[at]) != kAsking.npos || (at > 0 && text[at - 1] == U'几'));
  };
  std::set<std::string> out;
  for (const auto& term : terms_of(text))
    if (term.size == 2 && (asks(term.at) || asks(term.at + 1)) && frequency_of(plan, term.text) < least)
      out.insert(term.text);
  return out;
}

// The term of the kind of text that a query ends with (…管理规定; not 有什么规定), or empty.
std::string named_kind(std::u32string_view text) {
  constexpr std::u32string_view kNoName = U"么啥些的关有何按 ";
  for (const auto kind : kTextKinds) {
    if (text.size() <= kind.size() || !text.ends_with(kind)) continue;
    const char32_t before = text[text.size() - kind.size() - 1];
    return is_han(before) && kNoName.find(before) == kNoName.npos ? to_utf8(kind) : std::string();
  }
  return {};
}

// How a digest says that what is asked for is nowhere to be read. 正文未收录 is not among them: there the
// page or the number that stands beside it may be what is asked.
bool says_lack(std::string_view part) {
  for (const std::string_view words : {"未见公开原文", "未见原文", "未公开原文", "没有公开原文"})
    if (part.find(words) != part.npos) return true;
  return false;
}

} // namespace

AnswerJudge::AnswerJudge(const IndexReader& index, const QueryPlan& plan)
    : plan_(plan), large_(index.has_vectors()), strangeness_(strangeness(index, plan)),
      mute_(mute_pairs(plan, large_ ? kRare : 1)), kind_(named_kind(plan.text)) {}

bool AnswerJudge::answers(const StoredDocument& document, const Clause& clause) const {
  const double limit = plan_.weights.size() <= kShort ? kStrangeIfShort : kStrange;
  if (large_ && strangeness_ <= limit) return true;
  const AskedTerms asked(plan_.node);
  const ClauseWords words = words_of(document, clause, plan_, asked);
  if (!large_)
    return (kind_.empty() || words.terms.contains(kind_)) &&
           share_of(plan_.node, {plan_, mute_}, words).value() >= kFewWords;
  const std::set<std::string> none;
  const double had = share_of(plan_.node, {plan_, none}, words).value();
  return had >= kManyWords ||
         strangeness_ - kWordsHad * had -
                 kCommonWordsHad * share_of(plan_.node, {plan_, mute_, kRare}, words).value() <=
             limit;
}

bool AnswerJudge::tells_of_lack(const Clause& clause) const {
  if (!says_lack(clause.text)) return false;
  double best = 0;
  std::string_view part;
  const std::string_view text = clause.text;
  for (std::size_t begin = 0, at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t c = next_code_point(text, at);
    if (constexpr std::u32string_view ends = U"，。；！？\n"; ends.find(c) == ends.npos && at < text.size())
      continue;
    const std::string_view each = text.substr(begin, (at < text.size() ? before : at) - begin);
    begin = at;
    if (const double weight = passage_weight(each, plan_.weights); weight > best) {
      best = weight;
      part = each;
    }
  }
  return says_lack(part);
}

} // namespace fengqiao::indexer
