#include "indexer/text_diff.hpp"

#include "indexer/edit_script.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kMostEdits = 1000;  // of tokens, and of sentences
constexpr std::size_t kMostFigures = 500; // of one hunk that are paired
constexpr std::size_t kLongestGap = 4;    // equal tokens that a rewritten passage may swallow

using Hunks = std::vector<Hunk>;
using Numbers = std::vector<std::uint32_t>;

// Equal keys get equal numbers.
class Numbering {
public:
  std::uint32_t of(const std::u32string& key) {
    return numbers_.emplace(key, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

private:
  std::unordered_map<std::u32string, std::uint32_t> numbers_;
};

// One of the two passages.
struct Passage {
  std::string_view source;
  std::vector<TextToken> tokens;
  Numbers numbers;

  [[nodiscard]] std::string text(std::size_t begin, std::size_t end) const {
    if (begin == end) return {};
    return std::string(source.substr(tokens[begin].begin, tokens[end - 1].end - tokens[begin].begin));
  }
};

Passage passage_of(std::string_view source, Numbering& numbering) {
  Passage out{source, text_tokens(source), {}};
  for (const auto& token : out.tokens)
    out.numbers.push_back(numbering.of(token.key));
  return out;
}

bool is_break(const TextToken& token) {
  constexpr std::u32string_view breaks = U"。，；：、,;:!?\n";
  return token.key.size() == 1 && breaks.find(token.key.front()) != breaks.npos;
}

bool ends_sentence(const TextToken& token) {
  constexpr std::u32string_view ends = U"。;!?\n";
  return token.key.size() == 1 && ends.find(token.key.front()) != ends.npos;
}

// Where each sentence begins, and the end of the last.
std::vector<std::size_t> sentence_bounds(const Passage& passage) {
  std::vector<std::size_t> out{0};
  for (std::size_t i = 0; i < passage.tokens.size(); ++i)
    if (ends_sentence(passage.tokens[i]) || i + 1 == passage.tokens.size()) out.push_back(i + 1);
  return out;
}

Numbers sentence_numbers(const Passage& passage, const std::vector<std::size_t>& bounds,
                         std::map<Numbers, std::uint32_t>& known) {
  Numbers out;
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
    const auto at = passage.numbers.begin();
    const Numbers sentence(at + static_cast<std::ptrdiff_t>(bounds[i]),
                           at + static_cast<std::ptrdiff_t>(bounds[i + 1]));
    out.push_back(known.emplace(sentence, static_cast<std::uint32_t>(known.size())).first->second);
  }
  return out;
}

void append_hunks_within(Hunks& out, const Passage& a, const Passage& b, const Hunk& area) {
  const std::span<const std::uint32_t> from(a.numbers), to(b.numbers);
  const auto script = edit_script(from.subspan(area.a_begin, area.a_end - area.a_begin),
                                  to.subspan(area.b_begin, area.b_end - area.b_begin), kMostEdits);
  if (!script) {
    out.push_back(area);
    return;
  }
  for (const auto& hunk : *script)
    out.push_back({hunk.a_begin + area.a_begin, hunk.a_end + area.a_begin, hunk.b_begin + area.b_begin,
                   hunk.b_end + area.b_begin});
}

// Sentences first, then tokens inside the sentences that differ; an area that is still too different is one
// hunk.
Hunks by_sentences(const Passage& a, const Passage& b) {
  const auto a_bounds = sentence_bounds(a), b_bounds = sentence_bounds(b);
  std::map<Numbers, std::uint32_t> known;
  const Numbers from = sentence_numbers(a, a_bounds, known), to = sentence_numbers(b, b_bounds, known);
  const auto areas = edit_script(from, to, kMostEdits);
  if (!areas) return {{0, a.tokens.size(), 0, b.tokens.size()}};
  Hunks out;
  for (const auto& area : *areas)
    append_hunks_within(
        out, a, b,
        {a_bounds[area.a_begin], a_bounds[area.a_end], b_bounds[area.b_begin], b_bounds[area.b_end]});
  return out;
}

Hunks token_hunks(const Passage& a, const Passage& b) {
  if (auto hunks = edit_script(a.numbers, b.numbers, kMostEdits)) return std::move(*hunks);
  return by_sentences(a, b);
}

std::size_t size_of(const Hunk& hunk) {
  return std::max(hunk.a_end - hunk.a_begin, hunk.b_end - hunk.b_begin);
}

// Whether tokens[begin, end), where they alone came or went, could as well be read `gap` tokens further left
// or right.
bool slides_left(const Numbers& numbers, std::size_t begin, std::size_t end, std::size_t gap) {
  return begin < end && std::equal(numbers.begin() + static_cast<std::ptrdiff_t>(begin - gap),
                                   numbers.begin() + static_cast<std::ptrdiff_t>(begin),
                                   numbers.begin() + static_cast<std::ptrdiff_t>(end - gap));
}
bool slides_right(const Numbers& numbers, std::size_t begin, std::size_t end, std::size_t gap) {
  return begin < end && std::equal(numbers.begin() + static_cast<std::ptrdiff_t>(begin),
                                   numbers.begin() + static_cast<std::ptrdiff_t>(begin + gap),
                                   numbers.begin() + static_cast<std::ptrdiff_t>(end));
}

// One hunk for two where one of them can be moved to touch the other.
std::optional<Hunk> joined(const Hunk& left, const Hunk& right, const Passage& a, const Passage& b) {
  const std::size_t gap = right.b_begin - left.b_end;
  if (right.a_begin == right.a_end && slides_left(b.numbers, right.b_begin, right.b_end, gap))
    return Hunk{left.a_begin, left.a_end, left.b_begin, right.b_end - gap};
  if (right.b_begin == right.b_end && slides_left(a.numbers, right.a_begin, right.a_end, gap))
    return Hunk{left.a_begin, right.a_end - gap, left.b_begin, left.b_end};
  if (left.a_begin == left.a_end && slides_right(b.numbers, left.b_begin, left.b_end, gap))
    return Hunk{right.a_begin, right.a_end, left.b_begin + gap, right.b_end};
  if (left.b_begin == left.b_end && slides_right(a.numbers, left.a_begin, left.a_end, gap))
    return Hunk{left.a_begin + gap, right.a_end, right.b_begin, right.b_end};
  return std::nullopt;
}

// 处5000元以上 → 处以500元以上 comes as 处[-5000元-]以{+500元以+}上: the figures belong together.
Hunks joined_hunks(const Hunks& hunks, const Passage& a, const Passage& b) {
  Hunks out;
  for (const auto& hunk : hunks) {
    const auto both = out.empty() ? std::nullopt : joined(out.back(), hunk, a, b);
    if (both)
      out.back() = *both;
    else
      out.push_back(hunk);
  }
  return out;
}

// A rewritten passage keeps a character here and there by chance; shown one by one they hide what was
// written. A gap is swallowed where the changes on both sides are longer, unless it holds a figure or a line
// end.
bool swallows(const Hunk& left, const Hunk& right, const Passage& b) {
  const std::size_t gap = right.b_begin - left.b_end;
  if (gap > kLongestGap || gap >= std::min(size_of(left), size_of(right))) return false;
  for (std::size_t i = left.b_end; i < right.b_begin; ++i)
    if (b.tokens[i].figure || b.tokens[i].key == U"\n") return false;
  return true;
}

Hunks without_chance_matches(const Hunks& hunks, const Passage& b) {
  Hunks out;
  for (const auto& hunk : hunks) {
    if (!out.empty() && swallows(out.back(), hunk, b)) {
      out.back().a_end = hunk.a_end;
      out.back().b_end = hunk.b_end;
    } else {
      out.push_back(hunk);
    }
  }
  return out;
}

// How well a removal or insertion of tokens[begin, end) reads: whole phrases begin behind a mark and end with
// one.
int phrase_score(const Passage& passage, std::size_t begin, std::size_t end) {
  return (begin == 0 || is_break(passage.tokens[begin - 1]) ? 1 : 0) +
         (is_break(passage.tokens[end - 1]) ? 1 : 0) + (end == passage.tokens.size() ? 1 : 0);
}

// An insertion of 乙， into 甲，丙 may be found as ，乙: both are right, one reads better. Moves a pure
// removal or insertion to where it reads best, between `low` and `high` in its own passage.
void slide(std::size_t& begin, std::size_t& end, std::size_t& other, const Passage& passage, std::size_t low,
           std::size_t high) {
  std::size_t first = begin, size = end - begin;
  while (first > low && passage.numbers[first - 1] == passage.numbers[first - 1 + size])
    --first;
  std::size_t best = begin;
  int best_score = phrase_score(passage, begin, end);
  for (std::size_t at = first;; ++at) {
    if (const int score = phrase_score(passage, at, at + size); score > best_score) {
      best = at;
      best_score = score;
    }
    if (at + size >= high || passage.numbers[at] != passage.numbers[at + size]) break;
  }
  other = other + best - begin; // the place in the other passage moves with it
  begin = best;
  end = best + size;
}

void slide_hunks(Hunks& hunks, const Passage& a, const Passage& b) {
  for (std::size_t i = 0; i < hunks.size(); ++i) {
    Hunk& hunk = hunks[i];
    // One equal token stays between neighbours, so that they never touch.
    const Hunk* left = i > 0 ? &hunks[i - 1] : nullptr;
    const Hunk* right = i + 1 < hunks.size() ? &hunks[i + 1] : nullptr;
    if (hunk.a_begin == hunk.a_end) {
      slide(hunk.b_begin, hunk.b_end, hunk.a_begin, b, left ? left->b_end + 1 : 0,
            right ? right->b_begin - 1 : b.tokens.size());
      hunk.a_end = hunk.a_begin;
    } else if (hunk.b_begin == hunk.b_end) {
      slide(hunk.a_begin, hunk.a_end, hunk.b_begin, a, left ? left->a_end + 1 : 0,
            right ? right->a_begin - 1 : a.tokens.size());
      hunk.b_end = hunk.b_begin;
    }
  }
}

std::vector<const TextToken*> figures_in(const Passage& passage, std::size_t begin, std::size_t end) {
  std::vector<const TextToken*> out;
  for (std::size_t i = begin; i < end && out.size() < kMostFigures; ++i)
    if (passage.tokens[i].figure) out.push_back(&passage.tokens[i]);
  return out;
}

std::string spelled(const Passage& passage, const TextToken& token) {
  std::string text(passage.source.substr(token.begin, token.end - token.begin));
  text.erase(text.find_last_not_of(" \t") + 1);
  return text;
}

// In one hunk the figures are paired in order: each with the next that counts the same thing; where their
// number is the same, simply each with each.
void append_figures(std::vector<FigureChange>& out, const Passage& a, const Passage& b, const Hunk& hunk) {
  const auto before = figures_in(a, hunk.a_begin, hunk.a_end),
             after = figures_in(b, hunk.b_begin, hunk.b_end);
  const bool same_count = before.size() == after.size();
  std::size_t next = 0;
  for (const auto* old : before) {
    std::size_t at = next;
    while (!same_count && at < after.size() && figure_unit(after[at]->key) != figure_unit(old->key))
      ++at;
    if (at >= after.size()) continue;
    next = at + 1;
    if (after[at]->key != old->key) out.push_back({spelled(a, *old), spelled(b, *after[at])});
  }
}

void append_change(std::vector<TextChange>& out, TextOp op, std::string text) {
  if (!text.empty()) out.push_back({op, std::move(text)});
}

} // namespace

TextDiff diff_text(std::string_view before, std::string_view after) {
  Numbering numbering;
  const Passage a = passage_of(before, numbering), b = passage_of(after, numbering);
  Hunks hunks = without_chance_matches(joined_hunks(token_hunks(a, b), a, b), b);
  slide_hunks(hunks, a, b);
  TextDiff out;
  std::size_t done = 0; // in b
  for (const auto& hunk : hunks) {
    append_change(out.changes, TextOp::equal, b.text(done, hunk.b_begin));
    append_change(out.changes, TextOp::removed, a.text(hunk.a_begin, hunk.a_end));
    append_change(out.changes, TextOp::inserted, b.text(hunk.b_begin, hunk.b_end));
    append_figures(out.figures, a, b, hunk);
    done = hunk.b_end;
  }
  append_change(out.changes, TextOp::equal, b.text(done, b.tokens.size()));
  return out;
}

} // namespace fengqiao::indexer
