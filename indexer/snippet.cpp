#include "indexer/snippet.hpp"

#include "core/text.hpp"
#include "indexer/terms.hpp"
#include "indexer/text_tokens.hpp"

#include <algorithm>
#include <set>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kSentences = 2;
constexpr std::size_t kEllipses = 4;   // columns of both
constexpr std::size_t kNarrowest = 20; // columns that a passage gets at least

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

struct Window {
  std::size_t begin = 0, end = 0;
};

std::size_t byte_at(const Folded& folded, std::size_t at, std::string_view utf8) {
  return at < folded.origin.size() ? folded.origin[at] : utf8.size();
}

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

// Finds where a clause may be cut, and what its parts weigh.
class Passage {
public:
  Passage(std::string_view source, const Folded& folded, const std::vector<Occurrence>& found)
      : source_(source), folded_(folded), text_(folded.text), found_(found) {}

  Window best(std::size_t columns) {
    const Window all{0, text_.size()};
    if (width(all) <= columns) return all;
    const auto sentences = pieces(all, [&](std::size_t i) { return ends_sentence(i); });
    const Window best = heaviest(sentences, columns, kSentences);
    if (width(best) <= columns) return best;
    const std::size_t room = columns - kEllipses;
    const auto clauses = pieces(best, [&](std::size_t i) { return ends_clause(i); });
    const Window part = heaviest(clauses, room, clauses.size());
    if (width(part) <= room) return part;
    return heaviest(tokens(part), room, text_.size());
  }

private:
  [[nodiscard]] std::size_t width(const Window& window) const {
    const std::size_t begin = byte_at(folded_, window.begin, source_);
    return static_cast<std::size_t>(
        display_width(source_.substr(begin, byte_at(folded_, window.end, source_) - begin)));
  }

  [[nodiscard]] bool is_line_end(std::size_t i) const { return source_[folded_.origin[i]] == '\n'; }

  [[nodiscard]] bool ends_sentence(std::size_t i) const {
    const char32_t c = text_[i];
    return c == U'。' || c == '!' || c == '?' || is_line_end(i);
  }

  // 1,000 and 08:25 are no places to cut.
  [[nodiscard]] bool ends_clause(std::size_t i) const {
    const char32_t c = text_[i];
    if (c != ',' && c != ';' && c != ':' && c != U'、') return ends_sentence(i);
    return !(i > 0 && i + 1 < text_.size() && is_digit(text_[i - 1]) && is_digit(text_[i + 1]));
  }

  // A window cut behind each character that `ends` one, but not inside brackets.
  template <class Ends> [[nodiscard]] std::vector<Window> pieces(const Window& window, Ends ends) const {
    std::vector<Window> out;
    int depth = 0;
    std::size_t begin = window.begin;
    for (std::size_t i = window.begin; i < window.end; ++i) {
      const char32_t c = text_[i];
      if (c == '(' || c == '[' || c == U'《') ++depth;
      if (c == ')' || c == ']' || c == U'》') depth = std::max(0, depth - 1);
      if (is_line_end(i)) depth = 0; // one that is never closed ends with its line
      if (depth > 0 || !ends(i)) continue;
      out.push_back({begin, i + 1});
      begin = i + 1;
    }
    if (begin < window.end) out.push_back({begin, window.end});
    return out;
  }

  // The smallest pieces: a bracket with what is in it where it is short, a number with its unit, a character.
  [[nodiscard]] std::vector<Window> tokens(const Window& window) const {
    const std::size_t first = byte_at(folded_, window.begin, source_);
    std::vector<Window> out;
    std::size_t at = window.begin;
    for (const auto& token :
         text_tokens(source_.substr(first, byte_at(folded_, window.end, source_) - first))) {
      const std::size_t begin = at;
      while (at < window.end && folded_.origin[at] < first + token.end)
        ++at;
      if (at > begin) out.push_back({begin, at});
    }
    return out;
  }

  // Up to `most` neighbouring pieces within `columns` that weigh most, each term counted once; of equals the
  // longest, then the first. One piece at least, however wide.
  [[nodiscard]] Window heaviest(const std::vector<Window>& from, std::size_t columns,
                                std::size_t most) const {
    std::vector<std::size_t> widths;
    for (const auto& piece : from)
      widths.push_back(width(piece));
    Window best;
    double best_weight = -1;
    std::size_t best_width = 0;
    const std::size_t starts = found_.empty() ? std::min<std::size_t>(from.size(), 1) : from.size();
    for (std::size_t i = 0; i < starts; ++i) {
      std::set<const std::string*> seen;
      double weight = 0;
      std::size_t total = 0;
      for (std::size_t k = i; k < from.size() && k - i < most; ++k) {
        total += widths[k];
        if (k > i && total > columns) break;
        weight += new_weight(from[k], seen);
        const bool wider = weight > best_weight - 1e-9 && total <= columns && total > best_width;
        if (weight < best_weight + 1e-9 && !wider) continue;
        best_weight = std::max(weight, best_weight);
        best = {from[i].begin, from[k].end};
        best_width = total;
      }
    }
    return best;
  }

  // Of the terms that begin in the piece and were not seen before.
  double new_weight(const Window& piece, std::set<const std::string*>& seen) const {
    double sum = 0;
    auto hit = std::lower_bound(found_.begin(), found_.end(), piece.begin,
                                [](const Occurrence& o, std::size_t at) { return o.at < at; });
    for (; hit != found_.end() && hit->at < piece.end; ++hit)
      if (seen.insert(hit->term).second) sum += hit->weight;
    return sum;
  }

  std::string_view source_;
  const Folded& folded_;
  std::u32string_view text_;
  const std::vector<Occurrence>& found_;
};

} // namespace

Snippet make_snippet(std::string_view text, const std::map<std::string, double>& weights,
                     std::size_t columns) {
  const Folded folded = term_text(text);
  const auto found = occurrences_of(folded.text, weights);
  Window window = Passage(text, folded, found).best(std::max(columns, kNarrowest));
  while (window.begin < window.end && is_space(folded.text[window.begin]))
    ++window.begin;
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
