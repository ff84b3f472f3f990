#include "indexer/search.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"
#include "indexer/citation_query.hpp"
#include "indexer/clause_items.hpp"
#include "indexer/labels.hpp"
#include "indexer/query_constraint.hpp"
#include "indexer/query_parser.hpp"
#include "indexer/query_plan.hpp"
#include "indexer/ranking.hpp"
#include "indexer/resolver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kReadFirst = 500; // candidates of a constraint that are ranked and read at first

Error nothing_asked() {
  return {ErrorCode::usage, "", "没有写检索的内容", "例如 fengqiao search 没事也要交日报吗"};
}

Result<void> check(const Query& query) {
  if (trim(query.text).empty()) return fail(nothing_asked());
  if (const std::size_t size = count_code_points(query.text); size > limits::query_chars)
    return fail(ErrorCode::limit, "",
                fmt::format("检索内容有 {} 个字，上限是 {} 个字", size, limits::query_chars),
                "请只写要找的那一句");
  return {};
}

using Accept = std::function<bool(std::size_t span)>;

struct Cited {
  std::vector<ClauseRef> clauses;
  bool whole = false; // the query asks for nothing else
  std::string note;
};

// 第四十三条第九款 where there is no ninth: the 条 is what can be shown.
CitationQuery without_part(CitationQuery citation) {
  citation.clause.resize(std::min(citation.clause.find_first_of(".("), citation.clause.size()));
  return citation;
}

// The clauses that the query cites, if it is a citation.
Cited cited_clauses(const IndexReader& index, std::string_view text, const Accept& accept) {
  const IndexResolver resolver(index);
  const auto readings = citation_readings(text);
  Cited out;
  const auto take = [&](const std::optional<Located>& located, bool whole) {
    if (!located) return false;
    out.clauses = located->clauses;
    std::erase_if(out.clauses, [&](ClauseRef ref) { return accept && !accept(index.span_of(ref)); });
    out.whole = whole;
    return !out.clauses.empty();
  };
  for (const auto& reading : readings)
    if (take(resolver.locate_exactly(reading.citation), reading.whole)) return out;
  for (const auto& reading : readings) {
    const CitationQuery shorter = without_part(reading.citation);
    if (shorter == reading.citation || shorter.clause.empty()) continue;
    const auto located = resolver.locate_exactly(shorter);
    if (!take(located, reading.whole)) continue;
    out.note = located->label + "没有所写的款、项，以下是整条";
    return out;
  }
  return out;
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

// NOT 状态:已废止 NOT 类别:研究 excludes what is either.
std::vector<SearchFilter> each_alone(const SearchFilter& filter) {
  std::vector<SearchFilter> out;
  const auto add = [&](std::vector<std::string> SearchFilter::*list) {
    if ((filter.*list).empty()) return;
    SearchFilter alone;
    alone.*list = filter.*list;
    out.push_back(std::move(alone));
  };
  for (const auto list : {&SearchFilter::documents, &SearchFilter::issuers, &SearchFilter::kinds,
                          &SearchFilter::statuses, &SearchFilter::titles, &SearchFilter::numbers})
    add(list);
  if (!filter.date_from.empty() || !filter.date_to.empty()) {
    SearchFilter dates;
    dates.date_from = filter.date_from;
    dates.date_to = filter.date_to;
    out.push_back(std::move(dates));
  }
  return out;
}

// All of the filters hold, none of `excluded` does.
Result<std::optional<std::vector<bool>>> accepted(const IndexReader& index, const SearchFilter& given,
                                                  const ParsedQuery& parsed) {
  std::optional<std::vector<bool>> out;
  const auto restrict_to = [&](const SearchFilter& filter, bool wanted) -> Result<void> {
    if (filter.empty()) return {};
    const auto spans = accepted_spans(index, filter);
    if (!spans) return fail(spans.error());
    if (!out) out.emplace(spans->size(), true);
    for (std::size_t i = 0; i < spans->size(); ++i)
      (*out)[i] = (*out)[i] && (*spans)[i] == wanted;
    return {};
  };
  for (const auto& filter : {given, parsed.fields})
    if (auto done = restrict_to(filter, true); !done) return fail(done.error());
  for (const auto& filter : each_alone(parsed.excluded))
    if (auto done = restrict_to(filter, false); !done) return fail(done.error());
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

// The best `count` of the clauses that fit the constraint. Pairs of characters choose candidates, reading
// them decides; of many candidates the best are read first.
Result<std::vector<Match>> candidates(const IndexReader& index, QueryPlan& plan,
                                      const QueryConstraint& constraint, std::size_t count,
                                      const Accept& accept) {
  const bool words = !plan.text.empty();
  if (constraint.empty() && words) {
    if (plan.node.children.empty()) return std::vector<Match>{}; // marks alone
    return ranked(index, plan, count, accept);
  }
  QueryNode scored =
      plan.node.children.empty() ? QueryNode{QueryNode::Kind::everything, {}, 1, {}} : plan.node;
  plan.node = {QueryNode::Kind::filter, {}, 1, {std::move(scored), constraint.candidates()}};
  if (constraint.empty()) return ranked(index, plan, count, accept);
  std::vector<Match> out;
  for (const std::size_t most : {std::max(kReadFirst, count), std::size_t{index.clause_count()}}) {
    const auto matches = ranked(index, plan, most, accept);
    if (!matches) return matches;
    out.clear();
    std::optional<StoredDocument> document;
    for (std::size_t i = 0; i < matches->size() && out.size() < count; ++i) {
      const auto clause = index.clause((*matches)[i].clause);
      if (!clause) return fail(clause.error());
      const DocumentRef ref = index.spans()[index.span_of((*matches)[i].clause)].ref;
      if (!document || document->ref != ref) {
        auto read = index.document(ref);
        if (!read) return fail(read.error());
        document = std::move(*read);
      }
      if (constraint.holds(*document, *clause)) out.push_back((*matches)[i]);
    }
    if (out.size() == count || matches->size() < most) break;
  }
  return out;
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
  const ParsedQuery parsed = parse_query(query.text);
  const auto spans = accepted(index_, query.filter, parsed);
  if (!spans) return fail(spans.error());
  Accept accept;
  if (*spans) accept = [&](std::size_t span) { return static_cast<bool>((**spans)[span]); };
  const QueryConstraint constraint(parsed.tree, vocabulary_);
  if (parsed.words.empty() && constraint.empty() && parsed.fields.empty() && parsed.excluded.empty())
    return fail(nothing_asked());

  const Cited cited = parsed.plain ? cited_clauses(index_, query.text, accept) : Cited{};
  auto plan = plan_query(parsed.words, index_, vocabulary_);
  if (!plan) return fail(plan.error());
  auto found = candidates(index_, *plan, constraint, query.count, accept);
  if (!found) return fail(found.error());
  const auto matches = with_cited_first(cited.clauses, std::move(*found), query.count);
  if (matches.empty()) return fail(nothing_found(query));
  SearchResult result;
  result.answer = cited.whole && !cited.clauses.empty() ? Answer::exact : Answer::ranked;
  result.notes = parsed.notes;
  if (!cited.note.empty()) result.notes.push_back(cited.note);
  result.notes.insert(result.notes.end(), plan->notes.begin(), plan->notes.end());
  for (const auto& match : matches) {
    auto hit = make_hit(index_, match, *plan);
    if (!hit) return fail(hit.error());
    result.hits.push_back(std::move(*hit));
  }
  return result;
}

} // namespace fengqiao::indexer
