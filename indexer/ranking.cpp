#include "indexer/ranking.hpp"

#include "core/fold.hpp"
#include "indexer/vector_store.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace fengqiao::indexer {
namespace {

// Chosen on development questions over 1,511 laws; each may change by a third without a difference beyond
// noise.
constexpr std::size_t kCandidates = 3000; // of BM25; beyond a thousand they matter from the 50th hit on
constexpr std::size_t kReadHead = 200;    // of these, the clauses that are read
constexpr double kMentionsFactor = 0.1;
constexpr double kUnlistedMentions = 50; // a station's own papers are cited by no law: as a well-known law
constexpr double kLikenessShare = 1.0;   // of the best of BM25, for a clause that points just the same way
constexpr double kCharacterShare = 0.5;  // of the best score, for a clause that has every character
constexpr double kCharacterShareAlone = 0.2; // the same where there are no vectors
constexpr double kDocumentShare = 0.3;       // of the mean of the document's three best clauses
constexpr std::size_t kDocumentBest = 3;

double mention_factor(const DocumentSpan& span) {
  return 1 + kMentionsFactor * std::log(1 + (span.national_law ? span.mentions : kUnlistedMentions));
}

// Stable: candidates of equal score keep the order that the index gave them.
void sort_by_score(std::vector<Match>& matches) {
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& a, const Match& b) { return a.score > b.score; });
}

double share_of_characters(const Clause& clause, const std::u32string& characters) {
  std::u32string text = fold32(clause.heading);
  text += fold32(clause.text);
  std::sort(text.begin(), text.end());
  const auto have = std::count_if(characters.begin(), characters.end(), [&](char32_t c) {
    return std::binary_search(text.begin(), text.end(), c);
  });
  return static_cast<double>(have) / static_cast<double>(characters.size());
}

// How alike in meaning the question and the clause are.
void add_likeness(const IndexReader& index, const QueryPlan& plan, std::vector<Match>& matches) {
  if (!index.vectors()) return;
  const QueryVector query = index.vectors()->query_vector(plan.text);
  const double best = matches.front().score;
  for (auto& match : matches)
    match.score +=
        kLikenessShare * best * index.vectors()->likeness(query, index.reading_place(match.clause));
}

Result<void> add_character_scores(const IndexReader& index, const std::u32string& characters, double best,
                                  std::vector<Match>& matches) {
  if (characters.empty()) return {};
  best *= index.vectors() ? kCharacterShare : kCharacterShareAlone;
  for (std::size_t i = 0; i < std::min(matches.size(), kReadHead); ++i) {
    const auto clause = index.clause(matches[i].clause);
    if (!clause) return fail(clause.error());
    matches[i].score += best * share_of_characters(*clause, characters);
  }
  return {};
}

void add_document_scores(const IndexReader& index, std::vector<Match>& matches) {
  std::map<std::size_t, std::vector<double>> best;
  for (std::size_t i = 0; i < std::min(matches.size(), kReadHead); ++i)
    best[index.span_of(matches[i].clause)].push_back(matches[i].score);
  std::map<std::size_t, double> bonus;
  for (auto& [span, scores] : best) {
    std::sort(scores.rbegin(), scores.rend());
    double sum = 0;
    for (std::size_t i = 0; i < std::min(scores.size(), kDocumentBest); ++i)
      sum += scores[i];
    bonus[span] = kDocumentShare * sum / static_cast<double>(kDocumentBest);
  }
  for (auto& match : matches)
    if (const auto found = bonus.find(index.span_of(match.clause)); found != bonus.end())
      match.score += found->second;
}

} // namespace

Result<std::vector<Match>> ranked(const IndexReader& index, const QueryPlan& plan, std::size_t count,
                                  const std::function<bool(std::size_t)>& accept) {
  auto found = index.match(plan.node, std::max(kCandidates, count), accept);
  if (!found || found->empty()) return found;
  std::vector<Match>& matches = *found;
  add_likeness(index, plan, matches);
  for (auto& match : matches)
    match.score *= mention_factor(index.spans()[index.span_of(match.clause)]);
  sort_by_score(matches);
  if (auto done = add_character_scores(index, plan.characters, matches.front().score, matches); !done)
    return fail(done.error());
  sort_by_score(matches);
  add_document_scores(index, matches);
  sort_by_score(matches);
  matches.resize(std::min(matches.size(), count));
  return found;
}

} // namespace fengqiao::indexer
