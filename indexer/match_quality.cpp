#include "indexer/match_quality.hpp"

#include "core/text.hpp"
#include "indexer/terms.hpp"
#include "indexer/vector_store.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace fengqiao::indexer {
namespace {

// A small collection has an answer's words or has no answer. Everyday questions share few words with the law
// that answers them, so a large collection calls only the clearest cases near.
constexpr double kFewWords = 0.305;
constexpr double kFewWordsOfMany = 0.35;
constexpr double kLittleInAll = 1.05;

struct ClauseWords {
  std::set<std::string> terms;
  std::set<char32_t> characters;

  void add(std::string_view text) {
    const Folded folded = term_text(text);
    for (auto& term : terms_of(folded.text))
      terms.insert(std::move(term.text));
    characters.insert(folded.text.begin(), folded.text.end());
  }
};

ClauseWords words_of(const StoredDocument& document, const Clause& clause) {
  ClauseWords out;
  out.add(document.data.title);
  for (const auto& heading : clause.path)
    out.add(heading);
  out.add(clause.heading);
  out.add(clause.text);
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

MatchQuality match_quality(const IndexReader& index, const QueryPlan& plan, const StoredDocument& document,
                           ClauseRef ref, const Clause& clause) {
  const ClauseWords words = words_of(document, clause);
  MatchQuality out;
  out.words = share_of(plan.node, plan, words).value();
  const auto had = std::count_if(plan.characters.begin(), plan.characters.end(),
                                 [&](char32_t c) { return words.characters.contains(c); });
  if (!plan.characters.empty())
    out.characters = static_cast<double>(had) / static_cast<double>(plan.characters.size());
  if (index.vectors())
    out.likeness =
        index.vectors()->likeness(index.vectors()->query_vector(plan.text), index.reading_place(ref));
  return out;
}

bool answers(const MatchQuality& quality, bool has_vectors) {
  if (!has_vectors) return quality.words >= kFewWords;
  return quality.words >= kFewWordsOfMany ||
         quality.words + 0.5 * quality.characters + 2 * quality.likeness >= kLittleInAll;
}

} // namespace fengqiao::indexer
