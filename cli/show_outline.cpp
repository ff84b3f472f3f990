#include "cli/show_outline.hpp"

#include "cli/console.hpp"
#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/labels.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::cli {
namespace {

constexpr int kBeginning = 40; // columns

// The documents that the clauses lie in, each once; of a single clause its document.
Result<std::vector<indexer::StoredDocument>> documents_of(const indexer::IndexReader& index,
                                                          const indexer::Located& located) {
  std::vector<indexer::StoredDocument> out{located.document};
  for (const auto ref : located.clauses) {
    const auto first = index.spans()[index.span_of(ref)].ref;
    const bool known = std::any_of(out.begin(), out.end(), [&](const auto& d) { return d.ref == first; });
    if (known) continue;
    auto document = index.document(first);
    if (!document) return fail(document.error());
    out.push_back(std::move(*document));
  }
  return out;
}

std::string first_words(const std::string& text) {
  return shorten(text.substr(0, text.find('\n')), kBeginning);
}

// The headings of `path` that `before` does not share.
void add_headings(std::vector<OutlineLine>& out, const std::vector<std::string>& before,
                  const indexer::Clause& clause) {
  const auto& path = clause.path;
  std::size_t shared = 0;
  while (shared < std::min(before.size(), path.size()) && before[shared] == path[shared])
    ++shared;
  for (; shared < path.size(); ++shared)
    out.push_back({static_cast<int>(shared), "", "", path[shared], "", clause.line, false});
}

} // namespace

Result<std::vector<OutlineLine>> outline_of(const indexer::IndexReader& index,
                                            const indexer::Located& located) {
  const auto documents = documents_of(index, located);
  if (!documents) return fail(documents.error());
  std::vector<OutlineLine> out;
  for (const auto& document : *documents) {
    std::vector<std::string> before;
    for (std::uint32_t i = 0; i < document.clause_count; ++i) {
      const auto ref = document.ref + i;
      const auto clause = index.clause(ref);
      if (!clause) return fail(clause.error());
      const auto& cited = located.clauses;
      const bool is_cited = std::find(cited.begin(), cited.end(), ref) != cited.end();
      if (!located.division.empty() && !is_cited) continue;
      const std::string beginning = first_words(clause->text);
      // Invisible characters alone on a line are no clause that anybody looks for.
      if (clause->own_number.empty() && clause->heading.empty() && fold(beginning).empty()) continue;
      add_headings(out, before, *clause);
      before = clause->path;
      out.push_back({static_cast<int>(clause->path.size()), indexer::citation_key(document, *clause),
                     clause->own_number, clause->heading, clause->heading.empty() ? beginning : "",
                     clause->line, !located.whole && is_cited});
    }
  }
  return out;
}

void print_outline(const std::vector<OutlineLine>& outline, bool color) {
  const auto clauses = std::count_if(outline.begin(), outline.end(),
                                     [](const OutlineLine& line) { return !line.citation.empty(); });
  print(fmt::format("\n共 {} 条：\n", clauses));
  for (const auto& line : outline) {
    const std::string indent(static_cast<std::size_t>(2 + 2 * line.level), ' ');
    const bool marked = color && line.cited;
    std::string text = line.citation;
    for (const auto* part : {&line.number, &line.heading, &line.beginning})
      if (!part->empty()) text += (text.empty() ? "" : "　") + *part;
    print(indent + (marked ? "\x1b[1m" : "") + printable(text) + (marked ? "\x1b[0m" : "") +
          (line.cited ? "　←" : "") + "\n");
  }
}

Json outline_json(const std::vector<OutlineLine>& outline) {
  Json out = Json::array();
  for (const auto& line : outline) {
    Json each{{"level", line.level}, {"heading", line.heading}, {"line", line.line}};
    if (!line.citation.empty()) {
      each["citation"] = line.citation;
      each["own_number"] = line.number;
      each["beginning"] = line.beginning;
      each["cited"] = line.cited;
    }
    out.push_back(std::move(each));
  }
  return out;
}

} // namespace fengqiao::cli
