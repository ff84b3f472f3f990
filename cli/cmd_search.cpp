// fengqiao search: finds the right clause.
#include "cli/clause_json.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/day_argument.hpp"
#include "cli/indexes.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "indexer/clause_items.hpp"
#include "indexer/edition_history.hpp"
#include "indexer/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace fengqiao::cli {
namespace {

constexpr std::size_t kPassageLines = 3; // of the terminal

struct Question {
  std::string qid, text;
  int line = 0;                      // in the file of questions
  std::optional<Error> refused = {}; // the line is no question
};

std::string joined(const std::vector<std::string>& words, std::string_view by) {
  std::string out;
  for (const auto& word : words)
    out += (out.empty() ? "" : std::string(by)) + word;
  return out;
}

// qid<TAB>query a line; blank lines and lines that begin with # are skipped. A line that is none of these
// does not stop the others.
Result<std::vector<Question>> read_questions(const std::string& file) {
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return fail(text.error());
  std::vector<Question> out;
  int line_number = 0;
  for (std::size_t begin = 0; begin < text->text.size();) {
    const std::size_t end = std::min(text->text.find('\n', begin), text->text.size());
    const std::string line = text->text.substr(begin, end - begin);
    begin = end + 1;
    ++line_number;
    if (trim(line).empty() || line.front() == '#') continue;
    const auto tab = line.find('\t');
    if (tab == std::string::npos || trim(line.substr(tab)).empty())
      out.push_back({std::string(trim(line.substr(0, tab))), "", line_number,
                     Error{ErrorCode::usage, "", "这一行不是“编号<制表符>检索内容”",
                           "编号和检索内容之间用一个制表符（Tab）隔开"}});
    else
      out.push_back({line.substr(0, tab), std::string(trim(line.substr(tab + 1))), line_number});
  }
  return out;
}

// The passage with its hits in bold red on a terminal, plain elsewhere.
std::string passage(const indexer::Snippet& snippet, bool color) {
  if (!color) return printable(snippet.text);
  std::string out;
  std::size_t at = 0;
  for (const auto& range : snippet.highlights) {
    out += printable(snippet.text.substr(at, range.begin - at));
    out += "\x1b[1;31m" + printable(snippet.text.substr(range.begin, range.end - range.begin)) + "\x1b[0m";
    at = range.end;
  }
  return out + printable(snippet.text.substr(at));
}

std::string document_line(const indexer::StoredDocument& document) {
  const indexer::PolicyDocument& data = document.data;
  std::vector<std::string> parts;
  for (const auto& part :
       {data.number, data.date, data.status, indexer::standing(document, local_minute().date),
        data.text_kind == "摘编" ? "摘编" : std::string()})
    if (!part.empty()) parts.push_back(part);
  return joined(parts, " · ");
}

// （第二款）, (a): typed back with the clause's label it means that part. A measure of a long paragraph
// (三是) cannot be cited; it stands apart.
std::string shown_part(const indexer::Hit& hit) {
  const std::string& part = hit.best_item;
  if (part.empty()) return {};
  const auto items = indexer::clause_items(hit.clause.own_number, hit.clause.text);
  if (std::none_of(items.begin(), items.end(), [&](const auto& item) { return item.label == part; }))
    return "　其中" + part;
  return part.starts_with("(") || part.starts_with("（") ? part : "（" + part + "）";
}

void print_hit(const indexer::Hit& hit, std::size_t rank, bool color) {
  const std::string bold = color ? "\x1b[1m" : "", plain = color ? "\x1b[0m" : "";
  std::string crumbs = joined(hit.clause.path, " › ");
  const std::string own = indexer::clause_heading(hit.clause);
  if (!own.empty()) crumbs += (crumbs.empty() ? "" : " › ") + own;
  const std::string item = shown_part(hit);
  print(fmt::format("{}. {}{}{}\n", rank, bold, printable(hit.document.data.title), plain));
  if (!crumbs.empty()) print("   " + printable(crumbs) + "\n");
  print("   " + printable(hit.citation + "　" + indexer::clause_label(hit.document, hit.clause) + item) +
        "\n");
  print("   " + printable(document_line(hit.document) + (hit.index.empty() ? "" : " · " + hit.index)) + "\n");
  print("   " + passage(hit.snippet, color) + "\n");
}

std::string_view name_of(indexer::Answer answer) {
  switch (answer) {
  case indexer::Answer::exact:
    return "exact";
  case indexer::Answer::ranked:
    return "ranked";
  default:
    return "near";
  }
}

// What a script asks first: was there an answer?
int code_of(const indexer::SearchResult& result) {
  return result.answer == indexer::Answer::near ? static_cast<int>(ErrorCode::not_found) : 0;
}

// 得分 31.2 = 词面 14.0（邻居、装修、噪音）＋ 词义 9.1 ＋ …
std::string explanation(const indexer::Hit& hit) {
  constexpr std::size_t kShownTerms = 8;
  const indexer::Evidence& e = hit.evidence;
  if (hit.cited) return "直接引据，排在最前";
  if (e.score() == 0) return "符合所写的条件，按文件和条次列出";
  std::vector<std::string> terms = hit.terms;
  const std::string more = terms.size() > kShownTerms ? "…" : "";
  terms.resize(std::min(terms.size(), kShownTerms));
  std::string out = fmt::format("得分 {:.1f} = 词面 {:.1f}", hit.score, e.words);
  if (!terms.empty()) out += "（" + joined(terms, "、") + more + "）";
  const std::pair<const char*, double> parts[] = {
      {"词义", e.likeness},   {"别的文件里切题的条款引用它", e.citing}, {"常被引用的法", e.law},
      {"单字", e.characters}, {"集中在一项措施里", e.measure},          {"同一文件的其他条款", e.document}};
  for (const auto& [name, points] : parts)
    if (std::abs(points) >= 0.05)
      out += fmt::format(" {} {} {:.1f}", points < 0 ? "－" : "＋", name, std::abs(points));
  return out;
}

void print_text(const indexer::SearchResult& result, bool color, bool explain) {
  if (result.answer == indexer::Answer::near && !result.hits.empty()) print("未收录，以下为相近条款\n\n");
  for (std::size_t i = 0; i < result.hits.size(); ++i) {
    if (i > 0) print("\n");
    print_hit(result.hits[i], i + 1, color);
    if (explain) print("   " + printable(explanation(result.hits[i])) + "\n");
  }
}

indexer::SearchResult nothing() {
  return {{}, {}, indexer::Answer::near};
}

Json shown_hit(const indexer::Hit& hit, std::size_t rank, bool explain) {
  Json out = hit_json(hit, rank, explain);
  const std::string standing = indexer::standing(hit.document, local_minute().date);
  if (!standing.empty()) out["standing"] = standing;
  return out;
}

Json result_json(const Question& question, const indexer::SearchResult& result, bool explain) {
  Json out;
  if (!question.qid.empty()) out["qid"] = question.qid;
  out["query"] = question.text;
  out["match"] = name_of(result.answer);
  Json hits = Json::array();
  for (std::size_t i = 0; i < result.hits.size(); ++i)
    hits.push_back(shown_hit(result.hits[i], i + 1, explain));
  out["hits"] = std::move(hits);
  out["notes"] = result.notes;
  return out;
}

// A line a hit; a question of a file that has none gets one of its own, so that none is lost.
void print_lines(const Question& question, const indexer::SearchResult& result, bool explain) {
  if (result.hits.empty() && !question.qid.empty())
    print(one_line(Json{
        {"qid", question.qid}, {"query", question.text}, {"match", name_of(result.answer)}, {"hits", 0}}));
  for (std::size_t i = 0; i < result.hits.size(); ++i) {
    Json line;
    if (!question.qid.empty()) line["qid"] = question.qid;
    line.update(shown_hit(result.hits[i], i + 1, explain));
    line["match"] = name_of(result.answer);
    print(one_line(line));
  }
}

indexer::Query query_for(const SearchOptions& options, const std::string& text) {
  indexer::Query query;
  query.text = text;
  query.count = static_cast<std::size_t>(std::max(options.count, 1));
  query.explain = options.explain;
  if (options.format == Format::text) query.passage_columns = kPassageLines * line_columns();
  query.filter = {options.documents, options.issuers,   options.kinds,
                  options.statuses,  options.date_from, options.date_to};
  return query;
}

int search_one(indexer::Searcher& searcher, const CommonOptions& common, const SearchOptions& options) {
  const Question question{"", joined(options.query, " "), 0};
  auto result = searcher.search(query_for(options, question.text));
  if (!result && !(result.error().code == ErrorCode::not_found && options.format == Format::json))
    return report(result.error());
  const int code = result ? code_of(*result) : static_cast<int>(result.error().code);
  if (options.format == Format::json) {
    Json out;
    out["version"] = 1;
    out.update(result_json(question, result.value_or(nothing()), options.explain));
    print(pretty(out));
    if (!result) report(result.error());
    return code;
  }
  if (options.format == Format::jsonl)
    print_lines(question, *result, options.explain);
  else
    print_text(*result, common.color, options.explain);
  for (const auto& text : result->notes)
    note(text);
  return code;
}

Error at_line(Error error, const std::string& file, int line) {
  error.where = place(file, line);
  return error;
}

// Many questions in one process. One that has no answer is no error; 3 only where none has one. One
// that cannot be asked (no question in its line, too long, dates the wrong way round) is named and counts as
// one that finds nothing.
int search_many(indexer::Searcher& searcher, const CommonOptions& common, const SearchOptions& options) {
  const auto questions = read_questions(options.queries_file);
  if (!questions) return report(questions.error());
  bool any = false;
  int code = 0; // of the first question that cannot be asked
  Json all = Json::array();
  for (const auto& question : *questions) {
    const auto found =
        question.refused ? fail(*question.refused) : searcher.search(query_for(options, question.text));
    const bool odd =
        !found && (found.error().code == ErrorCode::limit || found.error().code == ErrorCode::usage);
    if (odd) {
      const int refused = report(at_line(found.error(), options.queries_file, question.line));
      if (code == 0) code = refused;
    } else if (!found && found.error().code != ErrorCode::not_found) {
      return report(found.error());
    }
    const indexer::SearchResult result = found.value_or(nothing());
    any = any || code_of(result) == 0;
    if (options.format == Format::json) {
      all.push_back(result_json(question, result, options.explain));
    } else if (options.format == Format::jsonl) {
      print_lines(question, result, options.explain);
    } else {
      print(fmt::format("== {}　{}\n", printable(question.qid), printable(question.text)));
      print_text(result, common.color, options.explain);
      print(result.hits.empty() ? "没有找到\n\n" : "\n");
    }
  }
  if (options.format == Format::json) {
    Json out;
    out["version"] = 1;
    out["results"] = std::move(all);
    print(pretty(out));
  }
  if (any || code != 0) return code;
  return report(Error{ErrorCode::not_found, options.queries_file, "没有一条检索找到所问的条款",
                      options.documents.empty() ? "换一个说法再试" : "去掉一些筛选条件再试"});
}

} // namespace

int run(const CommonOptions& common, const SearchOptions& options) {
  if (!options.queries_file.empty() && !options.query.empty())
    return report(
        Error{ErrorCode::usage, "", "--queries 和检索词不能同时用", "检索词写进那个文件，或去掉 --queries"});
  auto searcher = indexer::Searcher::open(places_to_read(common));
  if (!searcher) return report(searcher.error());
  if (searcher->index().clause_count() == 0 && options.format == Format::text) return report(empty_index());
  const int code = options.queries_file.empty() ? search_one(*searcher, common, options)
                                                : search_many(*searcher, common, options);
  warn_unavailable(searcher->index());
  return code;
}

} // namespace fengqiao::cli
