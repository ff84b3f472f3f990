#include "cli/show_links.hpp"

#include "cli/console.hpp"
#include "core/text.hpp"
#include "indexer/labels.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::cli {
namespace {

constexpr std::size_t kShown = 10; // of each list, on the screen

std::string link_line(const indexer::LinkedClause& link) {
  const std::string status = link.document.superseded ? "〔旧版〕" : "";
  const std::string& text = link.clause.text;
  return "  " + indexer::citation_key(link.document, link.clause) + status + "　" +
         shorten(text.substr(0, text.find('\n')), 40);
}

void print_list(std::string_view title, const std::vector<indexer::LinkedClause>& list) {
  if (list.empty()) return;
  print(fmt::format("\n{}（{} 条）：\n", title, list.size()));
  for (std::size_t i = 0; i < std::min(list.size(), kShown); ++i)
    print(printable(link_line(list[i])) + "\n");
  if (list.size() > kShown)
    print(fmt::format("  还有 {} 条，--format json 可见全部\n", list.size() - kShown));
}

std::string relation(const indexer::Counterpart& counterpart) {
  return counterpart.same_text ? (counterpart.same_number ? "相同" : "文字相同，条号不同") : "有修改";
}

void print_edition(const OtherEdition& edition) {
  const auto& data = edition.document.data;
  std::string line =
      "  " + data.id + "　" + (data.date.empty() ? "日期不详" : data.date) + "　" + data.status;
  if (edition.clause)
    line += "　" + indexer::citation_key(edition.document, edition.clause->clause) + "　" +
            relation(*edition.clause);
  print(printable(line) + "\n");
}

Json link_json(const indexer::LinkedClause& link) {
  return {{"citation", indexer::citation_key(link.document, link.clause)},
          {"label", indexer::clause_label(link.document, link.clause)},
          {"doc", link.document.data.id},
          {"status", link.document.data.status},
          {"superseded", link.document.superseded},
          {"text", link.clause.text}};
}

Json list_json(const std::vector<indexer::LinkedClause>& list) {
  Json out = Json::array();
  for (const auto& link : list)
    out.push_back(link_json(link));
  return out;
}

Json edition_json(const OtherEdition& edition) {
  const auto& data = edition.document.data;
  Json out{{"doc", data.id}, {"date", data.date}, {"effective", data.effective}, {"status", data.status}};
  out["citation"] =
      edition.clause ? Json(indexer::citation_key(edition.document, edition.clause->clause)) : Json();
  if (!edition.clause) return out;
  out["same_text"] = edition.clause->same_text;
  out["text"] = edition.clause->clause.text;
  return out;
}

Result<std::vector<OtherEdition>> other_editions(const indexer::IndexReader& index,
                                                 const indexer::StoredDocument& document,
                                                 const std::optional<indexer::Clause>& clause) {
  auto editions = indexer::editions_of(index, document);
  if (!editions) return fail(editions.error());
  std::vector<OtherEdition> out;
  for (auto& edition : *editions) {
    if (edition.ref == document.ref) continue;
    OtherEdition other{std::move(edition), std::nullopt};
    if (clause) {
      auto there = indexer::counterpart(index, *clause, other.document);
      if (!there) return fail(there.error());
      other.clause = std::move(*there);
    }
    out.push_back(std::move(other));
  }
  return out;
}

} // namespace

Result<ShownLinks> links_of(const indexer::IndexReader& index, const indexer::Located& located) {
  ShownLinks out;
  const auto& document = located.document;
  std::optional<indexer::Clause> clause;
  out.of_clause = !located.whole;
  out.mentions = index.spans()[index.span_of(document.ref)].mentions;
  if (out.of_clause) {
    auto read = index.clause(located.clauses.front());
    if (!read) return fail(read.error());
    clause = std::move(*read);
    indexer::CitationLinks links(index);
    auto cites = links.cited_by(document, *clause);
    if (!cites) return fail(cites.error());
    auto cited_by = links.citing(document, *clause);
    if (!cited_by) return fail(cited_by.error());
    out.cites = std::move(*cites);
    out.cited_by = std::move(*cited_by);
  }
  auto editions = other_editions(index, document, clause);
  if (!editions) return fail(editions.error());
  out.editions = std::move(*editions);
  return out;
}

void print_links(const ShownLinks& links) {
  print_list("引用", links.cites.found);
  for (const auto& written : links.cites.not_found)
    print("\n引用的" + printable(written) + "，索引里没有\n");
  print_list("被引用", links.cited_by);
  if (!links.of_clause && links.mentions > 0) print(fmt::format("\n被其他 {} 份文件提到\n", links.mentions));
  if (links.editions.empty()) return;
  print("\n其他版本：\n");
  for (const auto& edition : links.editions)
    print_edition(edition);
}

void add_links(Json& out, const ShownLinks& links) {
  out["mentions"] = links.mentions;
  if (links.of_clause) {
    out["cites"] = list_json(links.cites.found);
    out["cites_not_found"] = links.cites.not_found;
    out["cited_by"] = list_json(links.cited_by);
  }
  Json editions = Json::array();
  for (const auto& edition : links.editions)
    editions.push_back(edition_json(edition));
  out["editions"] = std::move(editions);
}

} // namespace fengqiao::cli
