#include "indexer/snippet.hpp"

#include "core/text.hpp"
#include "indexer/terms.hpp"

#include <algorithm>
#include <set>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kReach = 16; // how far a cut moves to meet punctuation, in characters

struct Occurrence {
  std::size_t at, size; // characters of the term text
  const std::string* term;
  double weight;
};

std::vector<Occurrence> occurrences_of(std::u32string_view text,
                                       const std::map<std::string, double>& weights) {
  std::vector<Occurrence> out;
  const std::vector<Term> terms = terms_of(text);
  for (const auto& term : terms)
    if (const auto found = weights.find(term.text); found != weights.end())
      out.push_back({term.at, term.size, &found->first, found->second});
  // Single characters that were asked for stand inside pairs.
  for (const auto& [term, weight] : weights) {
    if (count_code_points(term) != 1) continue;
    std::size_t pos = 0;
    const char32_t c = next_code_point(term, pos);
    if (!is_han(c)) continue;
    for (auto at = text.find(c); at != text.npos; at = text.find(c, at + 1))
      out.push_back({at, 1, &term, weight});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  return out;
}

bool ends_sentence(char32_t c) {
  return c == U'。' || c == U';' || c == U'!' || c == U'?' || c == '\n';
}

bool is_pause(char32_t c) {
  return ends_sentence(c) || c == ',' || c == U'、' || c == U':' || c == U'，' || c == U'；' || c == U'：';
}

struct Window {
  std::size_t begin = 0, end = 0;
};

// From the first to the last of the occurrences within `length` characters that weigh most, each term counted
// once; of equals the shortest, then the earliest.
Window weightiest(const std::vector<Occurrence>& found, std::size_t length) {
  Window best;
  double best_weight = -1;
  for (std::size_t i = 0; i < found.size(); ++i) {
    std::set<const std::string*> seen;
    double weight = 0;
    std::size_t end = found[i].at;
    for (std::size_t k = i; k < found.size() && found[k].at + found[k].size <= found[i].at + length; ++k) {
      if (!seen.insert(found[k].term).second) continue;
      weight += found[k].weight;
      end = std::max(end, found[k].at + found[k].size);
    }
    const bool shorter = weight > best_weight - 1e-9 && end - found[i].at < best.end - best.begin;
    if (weight > best_weight + 1e-9 || shorter) {
      best_weight = std::max(weight, best_weight);
      best = {found[i].at, end};
    }
  }
  return best;
}

// `core` with text around it, `length` characters in all; both ends are moved to punctuation within reach.
Window window_around(std::u32string_view text, const Window& core, std::size_t length) {
  if (text.size() <= length + kReach) return {0, text.size()};
  const std::size_t spare = length - std::min(length, core.end - core.begin);
  std::size_t begin = core.begin - std::min(core.begin, std::min(spare / 2, length / 6));
  if (begin + length > text.size()) begin = text.size() - length;
  for (std::size_t back = 0; back <= kReach * 2 && begin > back; ++back)
    if (is_pause(text[begin - back - 1])) {
      begin -= back;
      break;
    }
  if (begin <= kReach) begin = 0;
  std::size_t end = std::min(std::max(begin + length, core.end), text.size());
  for (std::size_t on = 0; on <= kReach && end + on < text.size(); ++on)
    if (is_pause(text[end + on])) {
      end += on + 1;
      break;
    }
  return {begin, end};
}

std::size_t byte_at(const Folded& folded, std::size_t at, std::string_view utf8) {
  return at < folded.origin.size() ? folded.origin[at] : utf8.size();
}

} // namespace

Snippet make_snippet(std::string_view text, const std::map<std::string, double>& weights,
                     std::size_t length) {
  const Folded folded = term_text(text);
  const auto found = occurrences_of(folded.text, weights);
  const Window window = window_around(folded.text, weightiest(found, length), length);
  const std::size_t begin = window.begin == 0 ? 0 : byte_at(folded, window.begin, text);
  const std::size_t end = byte_at(folded, window.end, text);
  Snippet out;
  if (begin > 0) out.text = "…";
  const std::size_t shift = out.text.size();
  out.text += text.substr(begin, end - begin);
  std::replace(out.text.begin(), out.text.end(), '\n', ' ');
  for (const auto& hit : found) {
    if (hit.at < window.begin || hit.at + hit.size > window.end) continue;
    const ByteRange range{byte_at(folded, hit.at, text) - begin + shift,
                          byte_at(folded, hit.at + hit.size, text) - begin + shift};
    if (!out.highlights.empty() && out.highlights.back().end >= range.begin)
      out.highlights.back().end = std::max(out.highlights.back().end, range.end);
    else
      out.highlights.push_back(range);
  }
  if (end < text.size()) out.text += "…";
  return out;
}

double passage_weight(std::string_view text, const std::map<std::string, double>& weights) {
  std::set<const std::string*> seen;
  double sum = 0;
  for (const auto& hit : occurrences_of(term_text(text).text, weights))
    if (seen.insert(hit.term).second) sum += hit.weight;
  return sum;
}

} // namespace fengqiao::indexer
