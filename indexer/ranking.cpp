#include "indexer/ranking.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/citation_links.hpp"
#include "indexer/excerpt.hpp"
#include "indexer/likeness.hpp"
#include "indexer/measures.hpp"
#include "indexer/snippet.hpp"
#include "indexer/terms.hpp"
#include "indexer/vector_store.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kReadHead = 100;   // of all candidates, the clauses that are read
constexpr std::size_t kCitingHead = 50;  // likewise, whose citations are followed
constexpr double kUnlistedMentions = 50; // a station's own papers are cited by no law: as a well-known law
constexpr double kCharacterShareAlone = 0.2; // of single characters, where there are no vectors
constexpr std::size_t kDocumentBest = 3;
constexpr double kUsualClause = 150; // characters

using Accept = std::function<bool(std::size_t)>;

// Stable: candidates of equal score keep the order that the index gave them.
void sort_by_score(std::vector<RankedClause>& clauses) {
  for (auto& clause : clauses)
    clause.score = clause.evidence.score();
  std::stable_sort(clauses.begin(), clauses.end(),
                   [](const RankedClause& a, const RankedClause& b) { return a.score > b.score; });
}

// Nothing in the node has to be there for a clause to be a hit.
bool only_ranks(const QueryNode& node) {
  using Kind = QueryNode::Kind;
  if (node.kind == Kind::term || node.kind == Kind::prefix || node.kind == Kind::best) return true;
  return node.kind == Kind::any && std::all_of(node.children.begin(), node.children.end(), only_ranks);
}

double share_of_characters(const Clause& clause, std::string_view excerpt, const std::u32string& characters) {
  std::u32string text = fold32(clause.heading);
  text += fold32(excerpt);
  const std::unordered_set<char32_t> has(text.begin(), text.end());
  const auto have =
      std::count_if(characters.begin(), characters.end(), [&](char32_t c) { return has.contains(c); });
  return static_cast<double>(have) / static_cast<double>(characters.size());
}

// BM25's part for a word that occurs once in so many characters.
double length_factor(double characters) {
  return 1 / (1 + 0.25 + 0.75 * characters / kUsualClause);
}

// By how much the words of a long clause would count more if its best measure stood alone under the same
// headings: 0 to about 2.
double measure_gain(const Clause& clause, std::string_view excerpt,
                    const std::map<std::string, double>& weights) {
  const auto measures = measures_of(excerpt);
  const Measure* best = best_measure(measures, excerpt, weights);
  if (!best) return 0;
  std::string over = clause.heading + "\n";
  for (const auto& heading : clause.path)
    over += heading + "\n";
  const auto counted = [&](std::string_view text) {
    const std::string whole = over + std::string(text);
    return passage_weight(whole, weights) * length_factor(static_cast<double>(count_code_points(whole)));
  };
  const double alone = counted(excerpt.substr(best->begin, best->end - best->begin));
  const double together = counted(excerpt);
  return together > 0 ? std::max(0.0, alone / together - 1) : 0;
}

class Ranking {
public:
  Ranking(const IndexReader& index, const QueryPlan& plan, const Accept& accept,
          const RankingWeights& weights)
      : index_(index), plan_(plan), accept_(accept), weights_(weights) {}

  Result<std::vector<RankedClause>> run(std::size_t count) {
    const std::size_t wanted = std::max(weights_.candidates, count);
    const auto found = index_.match(plan_.node, wanted, accept_);
    if (!found) return fail(found.error());
    if (found->empty()) return std::vector<RankedClause>{};
    best_ = found->front().score;
    for (const auto& match : *found) {
      RankedClause clause{match.clause, 0, {}};
      clause.evidence.words = match.score;
      clauses_.push_back(clause);
    }
    if (auto done = fetch_head(); !done) return fail(done.error());
    if (index_.has_vectors()) add_likeness(found->size() == wanted && only_ranks(plan_.node));
    add_law();
    sort_by_score(clauses_);
    if (auto done = add_citing(); !done) return fail(done.error());
    sort_by_score(clauses_);
    if (auto done = add_reading(); !done) return fail(done.error());
    sort_by_score(clauses_);
    add_documents();
    sort_by_score(clauses_);
    clauses_.resize(std::min(clauses_.size(), count));
    return std::move(clauses_);
  }

private:
  // Reads the best of those on other machines, as far as words and law tell.
  Result<void> fetch_head() {
    if (!index_.joined()) return {};
    std::vector<RankedClause> best = clauses_;
    for (auto& clause : best)
      clause.evidence.law = law_points(clause);
    sort_by_score(best);
    std::vector<ClauseRef> head;
    for (std::size_t i = 0; i < best.size() && head.size() < kRemoteHead; ++i)
      if (!index_.at_hand(best[i].clause)) head.push_back(best[i].clause);
    return index_.fetch(head);
  }

  // How alike in meaning the question and the clause are; with `all`, the nearest of all clauses join.
  void add_likeness(bool all) {
    std::vector<ClauseRef> refs;
    for (const auto& clause : clauses_)
      refs.push_back(clause.clause);
    const Likeness likeness = index_.likeness({plan_.text, plan_.beside}, refs);
    if (all) add_nearest(likeness);
    for (auto& clause : clauses_)
      clause.evidence.likeness = weights_.likeness * best_ * likeness.of(clause.clause);
  }

  void add_nearest(const Likeness& likeness) {
    std::unordered_set<ClauseRef> there;
    for (const auto& clause : clauses_)
      there.insert(clause.clause);
    std::function<bool(ClauseRef)> accept;
    if (accept_ || index_.joined()) // a text that two indexes hold is there once
      accept = [&](ClauseRef ref) {
        const std::size_t span = index_.span_of(ref);
        return ref >= index_.spans()[span].ref &&
               ref - index_.spans()[span].ref < index_.spans()[span].clause_count &&
               (!accept_ || accept_(span));
      };
    const double words = clauses_.back().evidence.words;
    for (const ClauseRef ref : likeness.nearest(weights_.near_candidates, accept)) {
      if (!there.insert(ref).second) continue;
      RankedClause clause{ref, 0, {}};
      clause.evidence.words = words;
      clauses_.push_back(clause);
    }
  }

  // Each clause once, for its links and for its text.
  Result<const Clause*> read(ClauseRef ref) {
    const auto known = read_.find(ref);
    if (known != read_.end()) return &known->second;
    auto clause = index_.clause(ref);
    if (!clause) return fail(clause.error());
    return &read_.emplace(ref, std::move(*clause)).first->second;
  }

  [[nodiscard]] double law_points(const RankedClause& clause) const {
    const DocumentSpan& span = index_.spans()[index_.span_of(clause.clause)];
    const double mentions = span.national_law ? span.mentions : kUnlistedMentions;
    return clause.evidence.score() * weights_.mentions * std::log(1 + mentions);
  }

  void add_law() {
    for (auto& clause : clauses_)
      clause.evidence.law = law_points(clause);
  }

  // Of the best so far, those that cite a clause of another text: what says how the asked-for rule is applied
  // names it. Links are resolved here, as for showing a clause, so they fit whatever indexes are read
  // together.
  Result<void> add_citing() {
    CitationLinks links(index_);
    std::unordered_map<ClauseRef, double> points;
    for (std::size_t i = 0; i < std::min(clauses_.size(), kCitingHead); ++i) {
      const ClauseRef ref = clauses_[i].clause;
      if (!index_.at_hand(ref)) continue;
      const auto clause = read(ref);
      if (!clause) return fail(clause.error());
      const auto cited = links.cited_elsewhere(index_.spans()[index_.span_of(ref)].ref, **clause);
      if (!cited) return fail(cited.error());
      for (const ClauseRef other : *cited)
        points[other] = std::max(points[other], weights_.citing * clauses_[i].evidence.words);
    }
    for (auto& clause : clauses_) {
      const auto found = points.find(clause.clause);
      if (found == points.end()) continue;
      clause.evidence.citing = found->second;
      clause.evidence.law = 0;
      clause.evidence.law = law_points(clause);
    }
    return {};
  }

  // What only the text tells, for the best so far: its characters, its measures.
  Result<void> add_reading() {
    const double points =
        clauses_.front().score * (index_.has_vectors() ? weights_.characters : kCharacterShareAlone);
    for (std::size_t i = 0; i < std::min(clauses_.size(), kReadHead); ++i) {
      if (!index_.at_hand(clauses_[i].clause)) continue;
      const auto clause = read(clauses_[i].clause);
      if (!clause) return fail(clause.error());
      const std::string_view excerpt = excerpt_of((*clause)->text, plan_.weights);
      Evidence& evidence = clauses_[i].evidence;
      if (!plan_.characters.empty())
        evidence.characters = points * share_of_characters(**clause, excerpt, plan_.characters);
      evidence.measure = weights_.measure * evidence.words * measure_gain(**clause, excerpt, plan_.weights);
    }
    return {};
  }

  void add_documents() {
    std::map<std::size_t, std::pair<double, std::size_t>> best; // sum of the best, and how many
    for (std::size_t i = 0; i < std::min(clauses_.size(), weights_.document_head); ++i)
      if (auto& [sum, number] = best[index_.span_of(clauses_[i].clause)]; number < kDocumentBest) {
        sum += clauses_[i].score;
        ++number;
      }
    for (auto& clause : clauses_)
      if (const auto found = best.find(index_.span_of(clause.clause)); found != best.end())
        clause.evidence.document =
            weights_.document * found->second.first / static_cast<double>(kDocumentBest);
  }

  const IndexReader& index_;
  const QueryPlan& plan_;
  const Accept& accept_;
  const RankingWeights& weights_;
  double best_ = 0; // of BM25
  std::vector<RankedClause> clauses_;
  std::unordered_map<ClauseRef, Clause> read_;
};

} // namespace

std::vector<std::string> matched_terms(const StoredDocument& document, const Clause& clause,
                                       const QueryPlan& plan) {
  std::string text = document.data.title + "\n" + document.data.short_title + "\n" + clause.heading + "\n";
  for (const auto& heading : clause.path)
    text += heading + "\n";
  text += excerpt_of(clause.text, plan.weights);
  std::map<std::string, double> found;
  for (const auto& term : terms_of(term_text(text).text))
    if (const auto weight = plan.weights.find(term.text); weight != plan.weights.end())
      found.emplace(*weight);
  std::vector<std::string> out;
  out.reserve(found.size());
  for (const auto& [term, weight] : found)
    out.push_back(term);
  std::stable_sort(out.begin(), out.end(),
                   [&](const auto& a, const auto& b) { return found.at(a) > found.at(b); });
  return out;
}

Result<std::vector<RankedClause>> ranked(const IndexReader& index, const QueryPlan& plan, std::size_t count,
                                         const Accept& accept, const RankingWeights& weights) {
  return Ranking(index, plan, accept, weights).run(count);
}

} // namespace fengqiao::indexer
