// Words learnt from the indexed texts themselves, and text cut into them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// A word of one to four Han characters, packed 16 bits each from the top. The order of numbers is the order
// of words.
using WordKey = std::uint64_t;
inline constexpr std::size_t kLongestLearntWord = 4;

struct LearntWord {
  WordKey key = 0;
  float cost = 0; // -ln of the word's share of all words
  float idf = 0;  // ln of how few clauses have it; learn_words leaves it 0
};

// The Han characters of a text after folding (core/fold.hpp), each run closed by one 0; the rare ones beyond
// 16 bits close a run too. Digits and Latin letters are no words here: the terms of the index have them.
std::u16string han_runs(std::string_view utf8);
std::u16string han_runs_of_folded(std::u32string_view folded);

// The words of a collection, sorted by key. Begins with n-grams whose characters stand together more often
// than by chance, then cuts the texts with them, counts, drops what is seldom used as a word, and repeats.
// Every single character that is seen often enough is a word. Depends on the texts as a set, not on their
// order. Costs about 0.4 s of one core and 24 bytes a character; 19,000 words from 8
// million.
std::vector<LearntWord> learn_words(std::span<const std::u16string> texts);

// Finds words fast. Does not own `words`, which are sorted by key.
class WordCutter {
public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // For many texts a table is made of the words (0.5 ms and 0.5 MB for 19,000); for a single question they
  // are found by halving, so that no more of a mapped file is read than the question needs.
  enum class For { many_texts, one_text };
  explicit WordCutter(std::span<const LearntWord> words, For use = For::many_texts);

  // The cheapest cut of the text into words, as indexes into `words`, appended to `out` in reading order;
  // characters that are no word are left out.
  void cut(std::u16string_view text, std::vector<std::uint32_t>& out) const;

private:
  [[nodiscard]] std::uint32_t find(WordKey key) const;
  void cut_run(std::u16string_view run, std::vector<std::uint32_t>& out) const;

  std::span<const LearntWord> words_;
  std::vector<std::uint32_t> slots_; // open addressing, a power of two; empty for one text
};

} // namespace fengqiao::indexer
