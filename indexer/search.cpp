#include "indexer/search.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"
#include "indexer/clause_items.hpp"
#include "indexer/labels.hpp"
#include "indexer/query_plan.hpp"
#include "indexer/ranking.hpp"
#include "indexer/resolver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace fengqiao::indexer {
namespace {

Result<void> check(const Query& query) {
  if (trim(query.text).empty())
    return fail(ErrorCode::usage, "", "没有写检索的内容", "例如 fengqiao search 没事也要交日报吗");
  if (const std::size_t size = count_code_points(query.text); size > limits::query_chars)
    return fail(ErrorCode::limit, "",
                fmt::format("检索内容有 {} 个字，上限是 {} 个字", size, limits::query_chars),
                "请只写要找的那一句");
  return {};
}

// The clauses that the query cites, if it is a citation.
std::vector<ClauseRef> cited_clauses(const IndexReader& index, const Query& query,
                                     const std::function<bool(std::size_t)>& accept) {
  auto located = IndexResolver(index).locate_exactly(query.text);
  if (!located) return {};
  std::erase_if(located->clauses, [&](ClauseRef ref) { return accept && !accept(index.span_of(ref)); });
  located->clauses.resize(std::min(located->clauses.size(), query.count));
  return located->clauses;
}

// Cited clauses first, with scores that stay in order.
std::vector<Match> with_cited_first(const std::vector<ClauseRef>& cited, std::vector<Match> ranked,
                                    std::size_t count) {
  const std::set<ClauseRef> first(cited.begin(), cited.end());
  std::erase_if(ranked, [&](const Match& match) { return first.contains(match.clause); });
  const double top = ranked.empty() ? 0 : ranked.front().score;
  std::vector<Match> out;
  for (const ClauseRef ref : cited)
    out.push_back({ref, top + 1});
  out.insert(out.end(), ranked.begin(), ranked.end());
  out.resize(std::min(out.size(), count));
  return out;
}

// The 款, 项 or lettered item that tells most, where the clause has several.
std::string best_item_of(const Clause& clause, const std::map<std::string, double>& weights) {
  const auto items = clause_items(clause.own_number, clause.text);
  if (items.size() < 2) return {};
  double best = 0;
  std::string label;
  for (const auto& item : items)
    if (const double weight = passage_weight(item.text, weights); weight > best + 1e-9) {
      best = weight;
      label = item.label;
    }
  return label;
}

Result<Hit> make_hit(const IndexReader& index, const Match& match, const QueryPlan& plan) {
  auto clause = index.clause(match.clause);
  if (!clause) return fail(clause.error());
  auto document = index.document(index.spans()[index.span_of(match.clause)].ref);
  if (!document) return fail(document.error());
  Hit hit;
  hit.score = match.score;
  hit.document = std::move(*document);
  hit.clause = std::move(*clause);
  hit.citation = citation_key(hit.document, hit.clause);
  hit.snippet = make_snippet(hit.clause.text, plan.weights);
  hit.best_item = best_item_of(hit.clause, plan.weights);
  return hit;
}

Error nothing_found(const Query& query) {
  return {ErrorCode::not_found, "", "没有找到与“" + shorten(trim(query.text), 30) + "”有关的条款",
          query.filter.empty() ? "换一个说法，或先用 fengqiao list 看看索引里有哪些文件"
                               : "去掉一些筛选条件再试"};
}

} // namespace

Result<Searcher> Searcher::open(const std::filesystem::path& index) {
  auto reader = IndexReader::open(index);
  if (!reader) return fail(reader.error());
  auto vocabulary = reader->vocabulary();
  if (!vocabulary) return fail(vocabulary.error());
  return Searcher(std::move(*reader), std::move(*vocabulary));
}

Result<SearchResult> Searcher::search(const Query& query) const {
  if (auto good = check(query); !good) return fail(good.error());
  std::vector<bool> accepted;
  std::function<bool(std::size_t)> accept;
  if (!query.filter.empty()) {
    auto spans = accepted_spans(index_, query.filter);
    if (!spans) return fail(spans.error());
    accepted = std::move(*spans);
    accept = [&](std::size_t span) { return static_cast<bool>(accepted[span]); };
  }
  auto plan = plan_query(query.text, index_, vocabulary_);
  if (!plan) return fail(plan.error());
  std::vector<Match> found;
  if (!plan->node.children.empty()) {
    auto matches = ranked(index_, *plan, query.count, accept);
    if (!matches) return fail(matches.error());
    found = std::move(*matches);
  }
  found = with_cited_first(cited_clauses(index_, query, accept), std::move(found), query.count);
  if (found.empty()) return fail(nothing_found(query));
  SearchResult result;
  result.notes = std::move(plan->notes);
  for (const auto& match : found) {
    auto hit = make_hit(index_, match, *plan);
    if (!hit) return fail(hit.error());
    result.hits.push_back(std::move(*hit));
  }
  return result;
}

} // namespace fengqiao::indexer
