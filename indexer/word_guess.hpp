// A query that finds nothing good may be typed by sound: 负面轻单, fumianqingdan, fmqd for 负面清单.
#pragma once

#include "indexer/index_store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct WordGuess {
  std::string typed, meant;        // folded: 负面轻单, 负面清单
  std::vector<std::string> others; // as likely by their sound; of pinyin only
  friend bool operator==(const WordGuess&, const WordGuess&) = default;
};

// Whether a folded query has a word of three Latin letters and more that no clause of the index has: no part
// of a name with digits (v2ray), of which PDF, OFD and App in a text that has them are none.
bool has_unknown_letters(const IndexReader& index, std::u32string_view query);

// The words that an index holds: its vocabulary, titles and short titles, of small collections headings and
// what the texts have that sounds like the query's letters, of large ones the words learnt from their texts.
// Made for one query: costs 10 to 30 ms in an index of 65,000 clauses.
class KnownWords {
public:
  static Result<KnownWords> of(const IndexReader& index, const Vocabulary& vocabulary,
                               std::u32string_view query);

  // What the folded query may have meant, each kind from left to right: Latin letters that are no term of the
  // index read as pinyin (whole words or their initials, from three letters on; blanks and apostrophes
  // between syllables), and runs of Han in which pairs of characters that the index does not know are one
  // word by sound, or in names and words of the vocabulary of four characters and more but for one
  // character. Empty where nothing fits.
  // Queries of more than a few dozen characters are not guessed at.
  [[nodiscard]] std::vector<WordGuess> guesses(const IndexReader& index, std::u32string_view query) const;

  // Of these the readings of Latin letters that may be taken although the query's other words are found:
  // syllables, and initials of the vocabulary's and the documents' names (fmqd; not GPS).
  [[nodiscard]] std::vector<WordGuess> sure_guesses(const IndexReader& index,
                                                    std::u32string_view query) const;

private:
  struct Word {
    std::u32string text;
    std::string pinyin, initials;     // letters only; a word with 调 or 重 stands for each of its readings
    std::vector<std::string> blurred; // one for each character
    float rank = 0;                   // smaller is likelier
    void read(std::size_t other);
  };

  void add(std::u32string text, float rank);
  void finish();
  [[nodiscard]] std::vector<const Word*> by_sound(const std::string& letters, float initials_to) const;
  [[nodiscard]] WordGuess pinyin_guess(std::u32string_view typed, float initials_to) const;
  [[nodiscard]] std::vector<WordGuess> letter_guesses(const IndexReader& index, std::u32string_view query,
                                                      float initials_to) const;
  [[nodiscard]] std::vector<WordGuess> typo_guesses(const IndexReader& index, std::u32string_view run) const;

  std::vector<Word> words_;
};

} // namespace fengqiao::indexer
