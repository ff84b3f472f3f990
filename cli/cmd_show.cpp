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
#include "core/text.hpp"
#include "indexer/citation_query.hpp"
#include "indexer/cited_clauses.hpp"
#include "indexer/resolver.hpp"

#include <fmt/format.h>

namespace fengqiao::cli {
namespace {

constexpr std::size_t kOutlineFrom = 12; // a whole document with more clauses is shown as an outline

constexpr std::size_t kMostCited = 50; // clauses of a list or range

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
    out += (out.empty() ? "" : " › ") + heading;
  const std::string own = indexer::clause_heading(clause);
  return out + (out.empty() || own.empty() ? "" : " › ") + own;
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

// What is shown of one citation.
struct Page {
  indexer::Located located;
  std::vector<std::string> notes;
  std::optional<ShownAt> at;
  std::vector<Shown> clauses;
  std::vector<OutlineLine> outline; // of a document or a division; of a clause only where it is asked for
  bool texts = true;                // print the clauses' texts
  ShownLinks links;

  [[nodiscard]] int code() const {
    return at && !shows_something(*at) ? static_cast<int>(ErrorCode::not_found) : 0;
  }
};

Result<std::vector<std::string>> notes_of(const indexer::IndexReader& index, const indexer::Located& located,
                                          bool today) {
  std::vector<std::string> out;
  if (std::string guess = indexer::guess_note(located); !guess.empty()) out.push_back(std::move(guess));
  if (std::string order = indexer::order_note(located.document); !order.empty())
    out.push_back(std::move(order));
  if (!today) return out;
  auto standing = standing_note(index, located);
  if (!standing) return fail(standing.error());
  if (!standing->empty()) out.push_back(std::move(*standing));
  return out;
}

// A document with few clauses is shown by their texts, one with many by its outline, a division by both.
bool shows_outline(const ShowOptions& options, const Page& page) {
  const bool division = page.located.whole && !page.located.division.empty();
  return options.outline || division || (page.located.whole && page.clauses.size() > kOutlineFrom);
}

Result<Page> page_of(const indexer::IndexReader& index, indexer::Located located,
                     const ShowOptions& options) {
  Page page;
  auto notes = notes_of(index, located, options.at.empty());
  if (!notes) return fail(notes.error());
  page.notes = std::move(*notes);
  page.located = std::move(located);
  if (!options.at.empty()) {
    auto then = shown_at(index, page.located, options.at);
    if (!then) return fail(then.error());
    page.at = std::move(*then);
    if (page.at->located) page.located = *page.at->located;
  }
  auto clauses = clauses_of(index, page.located, options.neighbours);
  if (!clauses) return fail(clauses.error());
  page.clauses = std::move(*clauses);
  if (shows_outline(options, page)) {
    auto outline = outline_of(index, page.located);
    if (!outline) return fail(outline.error());
    page.outline = std::move(*outline);
  }
  page.texts = !options.outline && (page.outline.empty() || !page.located.division.empty());
  auto links = links_of(index, page.located);
  if (!links) return fail(links.error());
  page.links = std::move(*links);
  return page;
}

Json page_json(const Page& page, bool outline) {
  Json json = shown_json(page.located, page.clauses);
  if (!page.notes.empty()) json["notes"] = page.notes;
  if (page.at) json["at"] = at_json(*page.at);
  if (outline) json["outline"] = outline_json(page.outline);
  add_links(json, page.links);
  return json;
}

void print_notes(const std::vector<std::string>& notes) {
  for (const auto& text : notes)
    print("提示：" + printable(text) + "\n");
  if (!notes.empty()) print("\n");
}

// `before` has told of the document already, where it is the same one.
void print_page(const Page& page, const Page* before, bool color) {
  const bool same = before && before->located.document.ref == page.located.document.ref;
  if (page.at) print_at(*page.at);
  if (page.code() != 0) return;
  if (!same || before->notes != page.notes) print_notes(page.notes);
  print(printable(page.located.label) + "\n");
  if (!same) {
    print("\n");
    print_document(page.located.document);
  }
  if (page.located.item)
    print(fmt::format("\n{}：{}\n", printable(page.located.item->label),
                      text_for_terminal(page.located.item->text, line_columns())));
  if (!page.outline.empty()) print_outline(page.outline, color);
  if (before && before->located.clauses == page.located.clauses) return; // another 项 of the same clause
  if (page.texts)
    for (const auto& shown : page.clauses)
      print_clause(page.located.document, shown, color);
  print_links(page.links);
}

// What a list or a range means (刑法第264、266条), where the citation as a whole means nothing; the error of
// the latter where it is none.
struct Cited {
  std::vector<indexer::Located> all;
  std::vector<std::string> notes; // what of a list is not there, and what was guessed
  bool complete = true;
};

Result<Cited> cited_by(const indexer::IndexReader& index, const std::string& typed) {
  auto one = indexer::IndexResolver(index).locate(typed);
  if (one) return Cited{{std::move(*one)}, {}, true};
  if (indexer::cites_without_name(typed))
    return fail(ErrorCode::citation, "", "引据“" + shorten(typed, 60) + "”" + indexer::name_needed_note());
  auto cited = indexer::cited_clauses(index, typed, "", {});
  using Found = indexer::CitedClauses::Found;
  if (cited.found != Found::clauses || !cited.asks_only || cited.located.empty()) return fail(one.error());
  Cited out{std::move(cited.located), std::move(cited.notes), cited.complete};
  if (out.all.size() > kMostCited) {
    out.notes.push_back(
        fmt::format("一次最多显示 {} 条，后面的 {} 条没有显示", kMostCited, out.all.size() - kMostCited));
    out.all.resize(kMostCited);
  }
  return out;
}

void print_json(const std::vector<Page>& pages, const Cited& cited, const ShowOptions& options) {
  Json list = Json::array();
  for (const Page& page : pages)
    list.push_back(page_json(page, options.outline));
  const bool pretty_form = options.format == Format::json;
  if (pages.size() == 1) {
    for (const auto& note : cited.notes)
      list[0]["notes"].push_back(note);
    return print(pretty_form ? pretty(list[0]) : one_line(list[0]));
  }
  if (pretty_form) return print(pretty({{"version", 1}, {"notes", cited.notes}, {"citations", list}}));
  for (const Json& each : list)
    print(one_line(each));
}

} // namespace

int run(const CommonOptions& common, const ShowOptions& options) {
  const auto index = open_indexes(common);
  if (!index) return report(index.error());
  const indexer::RemoteWork work = index->begin_work();
  if (index->clause_count() == 0) return report(empty_index());
  auto cited = cited_by(*index, fmt::format("{}", fmt::join(options.citation, " ")));
  if (!cited) return report(cited.error());
  std::vector<Page> pages;
  int code = cited->complete ? 0 : static_cast<int>(ErrorCode::citation);
  for (auto& located : cited->all) {
    auto page = page_of(*index, std::move(located), options);
    if (!page) return report(page.error());
    if (code == 0) code = page->code();
    pages.push_back(std::move(*page));
  }
  if (options.format != Format::text) {
    print_json(pages, *cited, options);
    return code;
  }
  print_notes(cited->notes);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (i > 0) print("\n");
    print_page(pages[i], i > 0 ? &pages[i - 1] : nullptr, common.color);
  }
  return code;
}

} // namespace fengqiao::cli
