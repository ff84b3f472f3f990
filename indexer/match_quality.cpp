#include "indexer/match_quality.hpp"

#include "core/text.hpp"
#include "indexer/excerpt.hpp"
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
constexpr double kFewWordsOfMany = 0.36;
constexpr double kStrange = 0.51;
constexpr std::uint32_t kRare = 5; // clauses: fewer have the pair by chance
constexpr double kWordsAgainstRare =
    0.75; // what the share of known words counts against the share of rare pairs

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

Share share_of(const QueryNode& node, const QueryPlan& plan, const ClauseWords& words) {
  switch (node.kind) {
  case QueryNode::Kind::term: {
    const double weight = weight_of(plan, node.text);
    return {words.terms.contains(node.text) ? weight : 0, weight};
  }
  case QueryNode::Kind::prefix: {
    const double weight = weight_of(plan, node.text);
    const auto next = words.terms.lower_bound(node.text);
    return {next != words.terms.end() && next->starts_with(node.text) ? weight : 0, weight};
  }
  case QueryNode::Kind::best: { // a synonym counts as the word itself
    Share out = share_of(node.children.front(), plan, words);
    for (std::size_t i = 1; i < node.children.size(); ++i)
      out.had =
          std::max(out.had, out.all * std::floor(share_of(node.children[i], plan, words).value() + 1e-9));
    return out;
  }
  default: {
    Share out;
    for (const auto& child : node.children) {
      const Share part = share_of(child, plan, words);
      out.had += part.had;
      out.all += part.all;
    }
    return out;
  }
  }
}

} // namespace

double words_in_common(const QueryPlan& plan, const StoredDocument& document, const Clause& clause) {
  const AskedTerms asked(plan.node);
  return share_of(plan.node, plan, words_of(document, clause, plan, asked)).value();
}

double strangeness(const IndexReader& index, const QueryPlan& plan) {
  if (!index.has_vectors()) return 0;
  Share rare;
  for (const auto& [term, weight] : plan.weights) {
    const auto found = plan.frequencies.find(term);
    rare.all += weight;
    if (found == plan.frequencies.end() || found->second < kRare) rare.had += weight;
  }
  return rare.value() - kWordsAgainstRare * index.words()->share_in_words(plan.text);
}

bool answers(double words_in_common, double strangeness, bool large) {
  if (!large) return words_in_common >= kFewWords;
  return strangeness <= kStrange || words_in_common >= kFewWordsOfMany;
}

} // namespace fengqiao::indexer
