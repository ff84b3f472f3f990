#include "indexer/hit.hpp"

#include "indexer/clause_items.hpp"
#include "indexer/excerpt.hpp"
#include "indexer/labels.hpp"
#include "indexer/measures.hpp"
#include "indexer/table_rows.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace fengqiao::indexer {
namespace {

// The 款, 项 or lettered item that tells most, where the clause has several. They are counted from the
// clause's beginning: none is told of an excerpt from further behind.
std::string best_item_of(const Clause& clause, std::string_view excerpt,
                         const std::map<std::string, double>& weights) {
  if (excerpt.data() != clause.text.data()) return {};
  const auto items = clause_items(clause.own_number, excerpt);
  if (items.size() < 2) return {};
  double best = 0;
  std::string label;
  for (const auto& item : items)
    if (const double weight = passage_weight(item.own, weights); weight > best + 1e-9) {
      best = weight;
      label = item.label;
    }
  return label;
}

void mark_omission_before(Snippet& snippet) {
  constexpr std::string_view kMark = "…";
  if (snippet.text.starts_with(kMark)) return;
  snippet.text.insert(0, kMark);
  for (auto& range : snippet.highlights) {
    range.begin += kMark.size();
    range.end += kMark.size();
  }
}

// The passage of the clause; of a long one that of its best measure, which is told, too. A table's rows are
// sentences.
Snippet passage_of(const Clause& clause, std::string_view excerpt,
                   const std::map<std::string, double>& weights, std::size_t columns, std::string& measure,
                   std::string& label) {
  const auto measures = measures_of(excerpt);
  std::string_view shown = excerpt;
  if (const Measure* best = best_measure(measures, excerpt, weights)) {
    shown = excerpt.substr(best->begin, best->end - best->begin);
    measure = shown;
    label = best->label;
  }
  const auto begin = static_cast<std::size_t>(shown.data() - clause.text.data());
  const auto readable = readable_tables(shown, std::string_view(clause.text).substr(0, begin));
  Snippet out = make_snippet(readable, weights, columns);
  if (shown.data() != clause.text.data()) mark_omission_before(out);
  const bool to_the_end = shown.data() + shown.size() == clause.text.data() + clause.text.size();
  if (!to_the_end && !out.text.ends_with("…")) out.text += "…";
  return out;
}

// Of what is cited: the beginning of the 款 or 项, without one of the clause.
Snippet cited_passage(const Clause& clause, const std::string& label, std::size_t columns) {
  std::string shown = clause.text;
  for (auto& item : clause_items(clause.own_number, clause.text))
    if (item.label == label) shown = std::move(item.text);
  Snippet out = make_snippet(readable_tables(shown, {}), {}, columns);
  if (!clause.text.starts_with(shown)) mark_omission_before(out);
  if (!clause.text.ends_with(shown) && !out.text.ends_with("…")) out.text += "…";
  return out;
}

} // namespace

Result<Hit> make_hit(const IndexReader& index, const RankedClause& match, const QueryPlan& plan,
                     std::size_t columns) {
  auto clause = index.clause(match.clause);
  if (!clause) return fail(clause.error());
  auto document = index.document(index.spans()[index.span_of(match.clause)].ref);
  if (!document) return fail(document.error());
  Hit hit;
  hit.score = match.score;
  hit.evidence = match.evidence;
  hit.document = std::move(*document);
  hit.clause = std::move(*clause);
  hit.citation = citation_key(hit.document, hit.clause);
  const std::string_view excerpt = excerpt_of(hit.clause.text, plan.weights);
  hit.snippet = passage_of(hit.clause, excerpt, plan.weights, columns, hit.measure, hit.best_item);
  hit.index = index.place_of(match.clause);
  if (const auto item = best_item_of(hit.clause, excerpt, plan.weights); !item.empty()) hit.best_item = item;
  return hit;
}

void show_cited(Hit& hit, const std::string& item, std::size_t columns) {
  hit.best_item = item;
  hit.measure.clear();
  hit.snippet = cited_passage(hit.clause, item, columns);
}

} // namespace fengqiao::indexer
