#include "indexer/document_names.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kShortestInOrder = 3; // 刑法 stands in order in 刑事诉讼法 and is another law

enum class Fit { none, in_order, at_an_end };

bool contains_in_order(std::u32string_view name, std::u32string_view part) {
  std::size_t at = 0;
  for (const char32_t c : name)
    if (at < part.size() && part[at] == c) ++at;
  return at == part.size();
}

// 道路交通安全法 is a name in full: what follows it in 道路交通安全法实施条例 makes another text.
bool is_full_name(std::u32string_view part) {
  for (const std::u32string_view kind : {U"法", U"条例", U"办法", U"规定", U"细则", U"解释"})
    if (part.ends_with(kind)) return true;
  return false;
}

Fit fit_of(std::u32string_view name, std::u32string_view part) {
  constexpr std::size_t kSlack = 4; // characters that an abbreviation of any length may leave out
  if (name.size() > part.size() * 3 + kSlack) return Fit::none;
  if (name.ends_with(part) || (name.starts_with(part) && !is_full_name(part))) return Fit::at_an_end;
  if (part.size() < kShortestInOrder) return Fit::none;
  const bool same_ends = !name.empty() && name.front() == part.front() && name.back() == part.back();
  return same_ends && contains_in_order(name, part) ? Fit::in_order : Fit::none;
}

} // namespace

std::vector<StoredDocument> fitting_documents(const std::vector<StoredDocument>& documents,
                                              std::string_view name) {
  const std::u32string part = to_utf32(name_form(name));
  std::vector<StoredDocument> best;
  if (part.size() < 2) return best;
  Fit best_fit = Fit::in_order;
  for (const auto& document : documents) {
    if (document.superseded) continue;
    const Fit fit = std::max(fit_of(to_utf32(name_form(document.data.short_title)), part),
                             fit_of(to_utf32(name_form(document.own_id)), part));
    if (fit < best_fit || fit == Fit::none) continue;
    if (fit > best_fit) best.clear();
    best_fit = fit;
    best.push_back(document);
  }
  return best;
}

bool is_one_text(const std::vector<StoredDocument>& documents) {
  return std::all_of(documents.begin(), documents.end(),
                     [&](const StoredDocument& d) { return d.data.id == documents.front().data.id; });
}

} // namespace fengqiao::indexer
