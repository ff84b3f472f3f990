#include "indexer/nearest.hpp"

#include "indexer/labels.hpp"
#include "indexer/terms.hpp"

#include <set>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kShown = 3;

} // namespace

std::string nearest_documents(const IndexReader& index, std::string_view name) {
  QueryNode query;
  for (const auto& term : terms_of(term_text(name).text))
    if (!term.run_end) query.children.push_back({QueryNode::Kind::term, term.text, 1, {}});
  if (query.children.empty()) return {};
  const auto found = index.match(query, 50);
  if (!found) return {};
  std::string out;
  std::set<std::size_t> seen;
  for (const auto& match : *found) {
    const std::size_t span = index.span_of(match.clause);
    if (seen.size() == kShown || !seen.insert(span).second) continue;
    const auto document = index.document(index.spans()[span].ref);
    if (document)
      out += (out.empty() ? "" : "、") + document->data.id + "（" + document_label(*document) + "）";
  }
  return out;
}

} // namespace fengqiao::indexer
