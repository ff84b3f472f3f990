// fengqiao show: a clause, its neighbours, its document, its links and editions. (show --cited-by:
// show_citing.cpp)
#include "cli/clause_json.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/indexes.hpp"
#include "cli/show_at.hpp"
#include "cli/show_links.hpp"
#include "cli/show_outline.hpp"
#include "cli/table_text.hpp"
#include "indexer/resolver.hpp"

#include <fmt/format.h>

namespace fengqiao::cli {
namespace {

constexpr std::size_t kOutlineFrom = 12; // a whole document with more clauses is shown as an outline

struct Shown {
  indexer::ClauseRef ref = 0;
  indexer::Clause clause;
  bool cited = true; // false: a neighbour
};

// The clauses to show: what was cited, with up to `neighbours` before and after it inside its document.
Result<std::vector<Shown>> clauses_of(const indexer::IndexReader& index, const indexer::Located& located,
                                      int neighbours) {
  const auto& document = located.document;
  const indexer::ClauseRef begin = document.ref, end = document.ref + document.clause_count;
  const auto around =
      located.whole ? indexer::ClauseRef{0} : static_cast<indexer::ClauseRef>(std::max(neighbours, 0));
  std::vector<indexer::ClauseRef> refs = located.clauses;
  if (around > 0) {
    const indexer::ClauseRef cited = located.clauses.front();
    const indexer::ClauseRef from = cited - begin > around ? cited - around : begin;
    refs.clear();
    for (indexer::ClauseRef ref = from; ref < end && ref <= cited + around; ++ref)
      refs.push_back(ref);
  }
  std::vector<Shown> out;
  for (const auto ref : refs) {
    auto clause = index.clause(ref);
    if (!clause) return fail(clause.error());
    out.push_back({ref, std::move(*clause), located.whole || ref == located.clauses.front()});
  }
  return out;
}

void print_field(std::string_view name, const std::string& value) {
  if (!value.empty()) print(fmt::format("{}：{}\n", name, printable(value)));
}

void print_document(const indexer::StoredDocument& document) {
  const auto& data = document.data;
  print_field("文件", data.title + (data.part.empty() ? "" : "　" + data.part));
  print_field("编号", data.id);
  print_field("发文", data.issuer);
  print_field("文号", data.number);
  print_field("日期", data.date);
  print_field("施行", data.effective);
  print_field("效力", data.status);
  print_field("类别", data.kind + (data.text_kind == "摘编" ? "（摘编，不是原文）" : ""));
  print_field("来源", data.source_note);
  print_field("位置", document.root + "/" + data.file);
}

std::string crumbs(const indexer::Clause& clause) {
  std::string out;
  for (const auto& heading : clause.path)
    out += heading + " › ";
  return out + indexer::clause_heading(clause);
}

void print_clause(const indexer::StoredDocument& document, const Shown& shown, bool color) {
  const std::string bold = color && shown.cited ? "\x1b[1m" : "", plain = bold.empty() ? "" : "\x1b[0m";
  print(fmt::format("\n{}{}{}　{}（第 {} 行）\n", bold,
                    printable(indexer::citation_key(document, shown.clause)), plain,
                    printable(crumbs(shown.clause)), shown.clause.line));
  print(text_for_terminal(shown.clause.text, line_columns()) + "\n");
}

Json shown_json(const indexer::Located& located, const std::vector<Shown>& clauses) {
  Json out;
  out["version"] = 1;
  out["citation"] = located.key;
  out["label"] = located.label;
  add_document(out, located.document);
  out["alias"] = located.document.alias;
  out["source_note"] = located.document.data.source_note;
  out["root"] = located.document.root;
  if (located.item) out["item"] = {{"label", located.item->label}, {"text", located.item->text}};
  Json list = Json::array();
  for (const auto& shown : clauses) {
    Json each;
    each["citation"] = indexer::citation_key(located.document, shown.clause);
    each["cited"] = shown.cited;
    add_clause(each, shown.clause);
    list.push_back(std::move(each));
  }
  out["clauses"] = std::move(list);
  return out;
}

} // namespace

int run(const CommonOptions& common, const ShowOptions& options) {
  const auto index = open_indexes(common);
  if (!index) return report(index.error());
  if (index->clause_count() == 0) return report(empty_index());
  auto located = indexer::IndexResolver(*index).locate(options.citation);
  if (!located) return report(located.error());
  std::vector<std::string> notes;
  if (std::string guess = indexer::guess_note(*located); !guess.empty()) notes.push_back(std::move(guess));
  if (std::string order = indexer::order_note(located->document); !order.empty())
    notes.push_back(std::move(order));
  if (options.at.empty()) {
    auto standing = standing_note(*index, *located);
    if (!standing) return report(standing.error());
    if (!standing->empty()) notes.push_back(std::move(*standing));
  }
  std::optional<ShownAt> at;
  if (!options.at.empty()) {
    auto then = shown_at(*index, *located, options.at);
    if (!then) return report(then.error());
    at = std::move(*then);
    if (at->located) located = *at->located;
  }
  const int code = at && !shows_something(*at) ? static_cast<int>(ErrorCode::not_found) : 0;
  const auto clauses = clauses_of(*index, *located, options.neighbours);
  if (!clauses) return report(clauses.error());
  const bool outlined = options.outline || (located->whole && clauses->size() > kOutlineFrom);
  const auto outline = outlined ? outline_of(*index, *located) : std::vector<OutlineLine>();
  if (!outline) return report(outline.error());
  const auto links = links_of(*index, *located);
  if (!links) return report(links.error());
  if (options.format != Format::text) {
    Json json = shown_json(*located, *clauses);
    if (!notes.empty()) json["notes"] = notes;
    if (at) json["at"] = at_json(*at);
    if (options.outline) json["outline"] = outline_json(*outline);
    add_links(json, *links);
    print(options.format == Format::json ? pretty(json) : one_line(json));
    return code;
  }
  if (at) print_at(*at);
  if (code != 0) return code;
  for (const auto& text : notes)
    print("提示：" + printable(text) + "\n");
  if (!notes.empty()) print("\n");
  print(printable(located->label) + "\n\n");
  print_document(located->document);
  if (located->item)
    print(fmt::format("\n{}：{}\n", printable(located->item->label),
                      text_for_terminal(located->item->text, line_columns())));
  if (outlined)
    print_outline(*outline, common.color);
  else
    for (const auto& shown : *clauses)
      print_clause(located->document, shown, common.color);
  print_links(*links);
  return 0;
}

} // namespace fengqiao::cli
