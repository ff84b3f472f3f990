#include "indexer/terms.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kLongestWord = 64; // characters; Xapian's limit is 245 bytes a term

bool in(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

// Written without blanks: Han, kana, and private-use characters (rare names in old systems).
bool is_run_char(char32_t c) {
  return is_han(c) || in(c, 0x3041, 0x30FF) || in(c, 0xE000, 0xF8FF) || in(c, 0xF0000, 0x10FFFD);
}

bool is_word_char(char32_t c) {
  return in(c, '0', '9') || in(c, 'a', 'z') || in(c, 'A', 'Z') || in(c, 0xC0, 0x24F) || in(c, 0x370, 0x52F);
}

// Calls pair(i), last(i) for runs and word(i, n) for words of `text`.
template <class Pair, class Last, class Word>
void walk(std::u32string_view text, Pair&& pair, Last&& last, Word&& word) {
  for (std::size_t i = 0; i < text.size();) {
    if (is_run_char(text[i])) {
      for (; i + 1 < text.size() && is_run_char(text[i + 1]); ++i)
        pair(i);
      last(i++);
    } else if (is_word_char(text[i])) {
      std::size_t end = i + 1;
      while (end < text.size() && is_word_char(text[end]))
        ++end;
      word(i, end - i);
      i = end;
    } else {
      ++i;
    }
  }
}

std::string word_term(std::u32string_view word) {
  return to_utf8(word.substr(0, kLongestWord));
}

// Sums the counts of equal keys.
template <class Key> void merge(std::vector<std::pair<Key, std::uint32_t>>& counts) {
  std::sort(counts.begin(), counts.end());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (kept > 0 && counts[kept - 1].first == counts[i].first)
      counts[kept - 1].second += counts[i].second;
    else if (kept++ != i)
      counts[kept - 1] = std::move(counts[i]);
  }
  counts.resize(kept);
}

} // namespace

Folded term_text(std::string_view utf8) {
  Folded folded = fold_with_origin(utf8);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < folded.text.size(); ++i) {
    if (folded.text[i] == '"') continue;
    folded.text[kept] = folded.text[i];
    folded.origin[kept++] = folded.origin[i];
  }
  folded.text.resize(kept);
  folded.origin.resize(kept);
  return folded;
}

std::vector<Term> terms_of(std::u32string_view folded) {
  std::vector<Term> out;
  const auto add = [&](std::size_t at, std::size_t size, bool run_end) {
    out.push_back({word_term(folded.substr(at, size)), static_cast<std::uint32_t>(at),
                   static_cast<std::uint32_t>(size), run_end});
  };
  walk(
      folded, [&](std::size_t i) { add(i, 2, false); }, [&](std::size_t i) { add(i, 1, true); },
      [&](std::size_t i, std::size_t n) { add(i, n, false); });
  return out;
}

void TermCounter::add(std::string_view utf8, std::uint32_t times) {
  std::u32string text = fold32(utf8);
  std::erase(text, U'"');
  walk(
      text, [&](std::size_t i) { pairs_.emplace_back(std::uint64_t{text[i]} << 32 | text[i + 1], times); },
      [&](std::size_t i) { pairs_.emplace_back(std::uint64_t{text[i]} << 32, times); },
      [&](std::size_t i, std::size_t n) {
        words_.emplace_back(word_term(std::u32string_view(text).substr(i, n)), times);
      });
}

std::vector<TermCounter::Count> TermCounter::take() {
  merge(pairs_);
  merge(words_);
  std::vector<Count> out;
  out.reserve(pairs_.size() + words_.size());
  for (const auto& [key, times] : pairs_) {
    std::string term;
    append_utf8(term, static_cast<char32_t>(key >> 32));
    if (const auto second = static_cast<char32_t>(key & 0xFFFFFFFF)) append_utf8(term, second);
    out.push_back({std::move(term), times});
  }
  for (auto& [word, times] : words_)
    out.push_back({std::move(word), times});
  pairs_.clear();
  words_.clear();
  return out;
}

} // namespace fengqiao::indexer
