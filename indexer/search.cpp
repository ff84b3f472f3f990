#include "indexer/search.hpp"

#include "core/fold.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "indexer/cited_clauses.hpp"
#include "indexer/given_names.hpp"
#include "indexer/hit.hpp"
#include "indexer/labels.hpp"
#include "indexer/match_quality.hpp"
#include "indexer/named_text.hpp"
#include "indexer/nothing_found.hpp"
#include "indexer/query_constraint.hpp"
#include "indexer/query_parser.hpp"
#include "indexer/query_plan.hpp"
#include "indexer/ranking.hpp"
#include "indexer/resolver.hpp"
#include "indexer/suggest.hpp"
#include "indexer/word_guess.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

namespace fengqiao::indexer {
namespace {

using Accept = std::function<bool(std::size_t span)>;

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

// Cited clauses first, with scores that stay in order.
std::vector<RankedClause> with_cited_first(const std::vector<ClauseRef>& cited,
                                           std::vector<RankedClause> ranked, std::size_t count) {
  const std::set<ClauseRef> first(cited.begin(), cited.end());
  std::erase_if(ranked, [&](const RankedClause& match) { return first.contains(match.clause); });
  const double top = ranked.empty() ? 0 : ranked.front().score;
  std::vector<RankedClause> out;
  out.reserve(cited.size() + ranked.size());
  for (const ClauseRef ref : cited)
    out.push_back({ref, top + 1, {}});
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
                                                  const ParsedQuery& parsed,
                                                  std::vector<std::string>& notes) {
  std::optional<std::vector<bool>> out;
  const auto restrict_to = [&](const SearchFilter& filter, bool wanted) -> Result<void> {
    if (filter.empty()) return {};
    const auto spans = accepted_spans(index, filter, &notes);
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

// The document that fields and options name, if it is one.
std::string only_document(const SearchFilter& given, const SearchFilter& typed) {
  std::vector<std::string> names = given.documents;
  names.insert(names.end(), typed.documents.begin(), typed.documents.end());
  return names.size() == 1 ? names.front() : std::string();
}

// The best `count` of the clauses that fit the constraint. Pairs of characters choose candidates, reading
// them decides; of many candidates the best are read first.
Result<std::vector<RankedClause>> candidates(const IndexReader& index, QueryPlan& plan,
                                             const QueryConstraint& constraint, std::size_t count,
                                             const Accept& accept) {
  const bool words = !plan.text.empty();
  if (constraint.empty() && words) {
    if (plan.node.children.empty()) return std::vector<RankedClause>{}; // marks alone
    return ranked(index, plan, count, accept);
  }
  QueryNode scored =
      plan.node.children.empty() ? QueryNode{QueryNode::Kind::everything, {}, 1, {}} : plan.node;
  const auto joined = words && constraint.only_excludes() ? QueryNode::Kind::all : QueryNode::Kind::filter;
  plan.node = {joined, {}, 1, {std::move(scored), constraint.candidates()}};
  if (constraint.empty()) return ranked(index, plan, count, accept);
  std::vector<RankedClause> out;
  for (const std::size_t most : {std::max(kReadFirst, count), std::size_t{index.clause_count()}}) {
    auto matches = ranked(index, plan, most, accept);
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

constexpr std::size_t kJudged = 3; // of the best hits

Result<bool> any_answers(const IndexReader& index, const QueryPlan& plan,
                         const std::vector<RankedClause>& matches) {
  const AnswerJudge judge(index, plan);
  for (std::size_t i = 0; i < std::min(matches.size(), kJudged); ++i) {
    const auto clause = index.clause(matches[i].clause);
    if (!clause) return fail(clause.error());
    const auto document = index.document(index.spans()[index.span_of(matches[i].clause)].ref);
    if (!document) return fail(document.error());
    if (i == 0 && judge.tells_of_lack(*clause)) return false;
    if (judge.answers(*document, *clause)) return true;
  }
  return false;
}

// The query with what was meant in the place of what was typed; its words alone where it was typed in another
// form than it is kept in.
std::string with_guesses(const std::string& text, const std::string& words,
                         const std::vector<WordGuess>& guesses) {
  std::string out = text;
  for (const auto& guess : guesses) {
    auto at = out.find(guess.typed);
    if (at == std::string::npos) {
      out = words;
      for (const auto& each : guesses)
        if (const auto there = out.find(each.typed); there != std::string::npos)
          out.replace(there, each.typed.size(), each.meant);
      return out;
    }
    out.replace(at, guess.typed.size(), guess.meant);
  }
  return out;
}

std::vector<std::string> guess_notes(const std::vector<WordGuess>& guesses) {
  std::vector<std::string> out;
  for (const auto& guess : guesses) {
    std::string others;
    for (const auto& other : guess.others)
      others += (others.empty() ? "" : "、") + other;
    out.push_back("按“" + guess.meant + "”检索（所写：" + guess.typed + "）" +
                  (others.empty() ? "" : "；同音的还有：" + others));
  }
  return out;
}

// 治安*
bool has_prefix(const QueryTree& tree) {
  return tree.kind == QueryTree::Kind::prefix ||
         std::any_of(tree.children.begin(), tree.children.end(), has_prefix);
}

// What an index that works says: that nothing fits, or that the query cannot be asked so.
bool is_answer(const Error& error) {
  const bool about_query = error.code == ErrorCode::not_found || error.code == ErrorCode::usage ||
                           error.code == ErrorCode::citation;
  return about_query && error.where.empty();
}

// Takes the clauses of these documents that `accept` takes.
Accept accept_of(const IndexReader& index, const std::vector<StoredDocument>& documents,
                 const Accept& accept) {
  std::set<DocumentRef> wanted;
  for (const auto& document : documents)
    wanted.insert(document.ref);
  return [&index, accept, wanted = std::move(wanted)](std::size_t span) {
    return wanted.contains(index.spans()[span].ref) && (!accept || accept(span));
  };
}

std::string labels_of(const std::vector<StoredDocument>& documents) {
  std::vector<std::string> labels;
  for (const auto& document : documents)
    if (auto label = document_label(document); std::find(labels.begin(), labels.end(), label) == labels.end())
      labels.push_back(std::move(label));
  return fmt::format("{}", fmt::join(labels, "、"));
}

// Without marks that the parser would take for operators.
std::string plain_words(const std::string& words) {
  std::string out = words;
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '*' || c == '(' || c == ')' || c == ':'; }, ' ');
  return out;
}

bool has_quotation_marks(std::string_view text) {
  for (const std::string_view mark : {"\"", "“", "”", "＂"})
    if (text.find(mark) != text.npos) return true;
  return false;
}

} // namespace

Result<Searcher> Searcher::open(const std::filesystem::path& index) {
  return IndexReader::open(index).and_then(Searcher::over);
}

Result<Searcher> Searcher::open(const IndexPlaces& places) {
  return IndexReader::open(places).and_then(Searcher::over);
}

Result<Searcher> Searcher::over(IndexReader index) {
  auto vocabulary = index.vocabulary();
  if (!vocabulary) return fail(vocabulary.error());
  return Searcher(std::move(index), std::move(*vocabulary));
}

// Clauses that another text calls by the query's words, or by what the vocabulary has for all of them
// (帮信罪), come first.
Result<void> Searcher::add_called(const std::string& words, const Accept& accept, Attempt& out) const {
  const std::u32string folded = fold32(trim(words));
  std::vector<std::string> names{to_utf8(folded)};
  for (const auto& match : vocabulary_.find_in(folded))
    if (match.size == folded.size())
      for (const auto* list : {&match.words->same, &match.words->narrower})
        names.insert(names.end(), list->begin(), list->end());
  for (const auto& name : names) {
    const auto called = clauses_called(index_, name, accept);
    if (!called) return fail(called.error());
    for (const auto& clause : *called) {
      if (std::find(out.cited.begin(), out.cited.end(), clause.clause) != out.cited.end()) continue;
      out.cited.push_back(clause.clause);
      out.cited_items.emplace(clause.clause, ""); // shown from its beginning
      out.notes.push_back(clause.note);
    }
  }
  return {};
}

Result<Searcher::Attempt> Searcher::attempt_within(const AskedText& named, std::size_t count,
                                                   const Accept& accept) const {
  Attempt out;
  auto plan = plan_query(named.words, index_, vocabulary_);
  if (!plan) return fail(plan.error());
  out.plan = std::move(*plan);
  const Accept within = accept_of(index_, named.documents, accept);
  if (auto done = add_called(named.words, within, out); !done) return fail(done.error());
  auto found =
      candidates(index_, out.plan, QueryConstraint({}, vocabulary_), std::max(count, kJudged), within);
  if (!found) return fail(found.error());
  auto good = any_answers(index_, out.plan, *found);
  if (!good) return fail(good.error());
  out.good = *good || !out.cited.empty();
  out.matches = with_cited_first(out.cited, std::move(*found), count);
  out.notes.push_back("在" + labels_of(named.documents) + "里检索");
  return out;
}

Result<Searcher::Attempt> Searcher::attempt(const std::string& text, const std::string& document,
                                            std::size_t count, const Accept& accept) const {
  Attempt out;
  const ParsedQuery parsed = parse_query(text);
  const QueryConstraint constraint(parsed.tree, vocabulary_);
  using Found = CitedClauses::Found;
  std::optional<AskedText> named; // 治安管理处罚法 赌博: what it asks is asked of that text
  if (!parsed.words.empty() && (constraint.empty() || !has_quotation_marks(text))) {
    CitedClauses cited =
        cited_clauses(index_, parsed.plain || !constraint.empty() ? text : parsed.words, document, accept);
    // 内地 与 香港…的安排第二条: blanks around a character of the name make an operator of it.
    if (!constraint.empty() && !(cited.whole && cited.found == Found::clauses)) cited = {};
    out.exact = cited.whole && cited.found == Found::clauses;
    out.absent = cited.found == Found::no_clause || cited.found == Found::no_text;
    out.by_name = cited.found == Found::no_clause;
    out.cited_items = std::move(cited.items);
    out.cited = std::move(cited.clauses);
    out.notes = std::move(cited.notes);
    if (cited.found == Found::nothing && out.notes.empty() && parsed.plain && document.empty())
      named = text_named_in(index_, text);
  }
  if (!out.absent && out.cited.empty() && constraint.empty())
    if (auto done = add_called(parsed.words, accept, out); !done) return fail(done.error());
  if (named) {
    auto within = attempt_within(*named, count, accept);
    if (!within || within->good) return within;
  }
  auto plan = plan_query(parsed.words, index_, vocabulary_);
  if (!plan) return fail(plan.error());
  out.plan = std::move(*plan);
  // The judgement does not depend on how many hits are shown.
  auto found = candidates(index_, out.plan, constraint, std::max(count, kJudged), accept);
  if (!found) return fail(found.error());
  const bool chosen = !constraint.empty() || parsed.words.empty(); // each of them fits, whatever its score
  auto good = chosen ? Result<bool>(!found->empty()) : any_answers(index_, out.plan, *found);
  if (!good) return fail(good.error());
  out.good = !out.absent && (*good || !out.cited.empty());
  out.matches = with_cited_first(out.cited, std::move(*found), count);
  return out;
}

Result<std::optional<Searcher::Attempt>> Searcher::attempt_by_sound(const std::string& text,
                                                                    const std::string& document,
                                                                    std::size_t count, const Accept& accept,
                                                                    bool only_sure) const {
  const std::string looked_for = parse_query(text).words;
  const std::u32string query = to_utf32(looked_for);
  const auto words = KnownWords::of(index_, vocabulary_, query);
  if (!words) return fail(words.error());
  const auto guesses = only_sure ? words->sure_guesses(index_, query) : words->guesses(index_, query);
  if (guesses.empty()) return std::nullopt;
  auto out = attempt(with_guesses(text, looked_for, guesses), document, count, accept);
  if (!out) return fail(out.error());
  if (out->matches.empty()) return std::nullopt;
  const auto notes = guess_notes(guesses);
  out->notes.insert(out->notes.begin(), notes.begin(), notes.end());
  return std::move(*out);
}

Result<SearchResult> Searcher::search(const Query& query) {
  const RemoteWork work = index_.begin_work();
  for (;;) {
    auto result = search_once(query);
    if (result || is_answer(result.error()) || !index_.open_without(result.error())) return result;
    if (auto vocabulary = index_.vocabulary()) vocabulary_ = std::move(*vocabulary);
  }
}

Result<SearchResult> Searcher::search_once(const Query& query) const {
  if (auto good = check(query); !good) return fail(good.error());
  const ParsedQuery parsed = parse_query(query.text);
  if (parsed.words.empty() && parsed.plain) return fail(nothing_asked());
  std::vector<std::string> filter_notes;
  const auto spans = accepted(index_, query.filter, parsed, filter_notes);
  if (!spans) return fail(spans.error());
  Accept accept;
  if (*spans) accept = [&](std::size_t span) { return static_cast<bool>((**spans)[span]); };

  const std::string document = only_document(query.filter, parsed.fields);
  auto found = attempt(query.text, document, query.count, accept);
  if (!found) return fail(found.error());
  // Beside words that are found a name in Latin letters may be meant as it is; the index must have it
  // nowhere.
  const bool beside = found->good && found->cited.empty() && !has_prefix(parsed.tree) &&
                      has_unknown_letters(index_, to_utf32(parsed.words));
  if (beside || (!found->good && !found->by_name)) {
    auto by_sound = attempt_by_sound(query.text, document, query.count, accept, beside);
    if (!by_sound) return fail(by_sound.error());
    // What is only near to the guess is better than nothing. A citation of a text that is not there is
    // answered by a guess at its name alone, not at its other words.
    const bool answers = *by_sound && (found->absent ? (*by_sound)->good && !(*by_sound)->cited.empty()
                                                     : (*by_sound)->good || found->matches.empty());
    if (answers) found = std::move(**by_sound);
  }
  if (!found->good && !found->absent && !parsed.plain && !parsed.words.empty()) {
    // the nearest to what its words say
    found = attempt(plain_words(parsed.words), document, query.count, accept);
    if (!found) return fail(found.error());
    found->good = false;
    found->notes.insert(found->notes.begin(), "没有条款同时满足所写的各项条件，以下只按词检索");
  }
  if (found->matches.empty() && found->absent)
    return fail(ErrorCode::not_found, "", found->notes.front(), where_to_look());
  if (found->matches.empty()) {
    Unanswered asked{query.text, parsed.words, {query.filter, parsed.fields}, 0};
    if (accept && !parsed.words.empty()) {
      const auto anywhere = attempt(plain_words(parsed.words), "", kMostCounted, {});
      if (anywhere && anywhere->good) asked.without_fields = anywhere->matches.size();
    }
    return fail(nothing_found(index_, vocabulary_, asked));
  }
  SearchResult result;
  result.answer = found->exact ? Answer::exact : found->good ? Answer::ranked : Answer::near;
  result.notes = parsed.notes;
  for (const auto* notes : {&filter_notes, &found->notes, &found->plan.notes})
    result.notes.insert(result.notes.end(), notes->begin(), notes->end());
  for (const auto& match : found->matches) {
    auto hit = make_hit(index_, match, found->plan, query.passage_columns);
    if (!hit) return fail(hit.error());
    // What was cited by its number answers, whatever other 款 the words of the query occur in.
    const bool cited =
        std::find(found->cited.begin(), found->cited.end(), match.clause) != found->cited.end();
    const auto item = found->cited_items.find(match.clause);
    hit->cited = cited;
    if (cited && (found->exact || item != found->cited_items.end()))
      show_cited(*hit, item == found->cited_items.end() ? "" : item->second, query.passage_columns);
    if (query.explain) hit->terms = matched_terms(hit->document, hit->clause, found->plan);
    if (std::string unordered = order_note(hit->document); !unordered.empty())
      if (std::find(result.notes.begin(), result.notes.end(), unordered) == result.notes.end())
        result.notes.push_back(std::move(unordered));
    result.hits.push_back(std::move(*hit));
  }
  return result;
}

} // namespace fengqiao::indexer
