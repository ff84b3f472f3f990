#include "indexer/nearest.hpp"

#include "indexer/labels.hpp"
#include "indexer/terms.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kShown = 3;

// The numbers in a key: 287-1 → 287, 1; 2.1(a) → 2, 1. p3 has none.
std::vector<int> numbers_of(std::string_view key) {
  std::vector<int> out;
  if (key.starts_with('p')) return out;
  bool in_number = false;
  for (const char c : key) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !in_number) out.push_back(0);
    if (digit && out.back() < 1'000'000) out.back() = out.back() * 10 + (c - '0');
    in_number = digit;
  }
  return out;
}

double distance(const std::vector<int>& a, const std::vector<int>& b) {
  double sum = 0, scale = 1;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i, scale /= 1000)
    sum += scale * std::abs((i < a.size() ? a[i] : 0) - (i < b.size() ? b[i] : 0));
  return sum;
}

struct Candidate {
  double distance;
  const StoredDocument* document;
  ClauseRef ref;
};

} // namespace

NearestClauses nearest_clauses(const IndexReader& index, const std::vector<StoredDocument>& documents,
                               const std::string& key) {
  NearestClauses out;
  std::vector<Candidate> candidates;
  const std::vector<int> wanted = numbers_of(key);
  for (const auto& document : documents) {
    const auto keys = index.clause_keys(document.ref);
    if (!keys) continue;
    for (std::size_t i = 0; i < keys->size(); ++i) {
      const std::string& each = (*keys)[i];
      const auto numbers = numbers_of(each);
      if (numbers.empty()) continue;
      ++out.citable;
      if (key.starts_with(each + ".") || key.starts_with(each + "(")) out.clause_exists = true;
      candidates.push_back({distance(numbers, wanted), &document, document.ref + static_cast<ClauseRef>(i)});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.distance < b.distance; });
  candidates.resize(std::min(candidates.size(), kShown));
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.ref < b.ref; });
  for (const auto& candidate : candidates) {
    const auto clause = index.clause(candidate.ref);
    if (!clause) continue;
    const std::string heading = clause_heading(*clause);
    out.text += (out.text.empty() ? "" : "、") + citation_key(*candidate.document, *clause) +
                (heading.empty() ? "" : "（" + heading + "）");
  }
  return out;
}

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
