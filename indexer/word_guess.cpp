#include "indexer/word_guess.hpp"

#include "core/fold.hpp"
#include "core/pinyin.hpp"
#include "core/text.hpp"
#include "indexer/spoken_words.hpp"
#include "indexer/terms.hpp"
#include "indexer/vector_store.hpp"

#include <algorithm>
#include <map>

namespace fengqiao::indexer {
namespace {

using View = std::u32string_view;

constexpr std::size_t kLongestGuessed = 60;  // characters of a query
constexpr std::size_t kLongestWord = 40;     // characters of a known word
constexpr std::size_t kShortestTypo = 3;     // a word of two has too many that sound the same
constexpr std::size_t kShortestInitials = 3; // letters
constexpr std::size_t kShortestByEye = 4;    // characters, of which one may be any other
constexpr std::size_t kOthersShown = 3;
constexpr std::uint32_t kSmallCollection = 5000; // clauses whose headings are read

// Likelier first: a station's vocabulary, names of documents, headings, what stands in the texts by how
// often, everyday words, learnt words by how often they are used.
constexpr float kVocabularyRank = 0, kNameRank = 1, kHeadingRank = 2, kTextRank = 2.1F, kLearntRank = 3,
                kEverydayRank = kLearntRank;
constexpr float kAnyRank = 1000;

bool is_letter(char32_t c) {
  return c >= 'a' && c <= 'z';
}

bool all_han(View text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char32_t c) { return is_han(c); });
}

std::u32string text_of(WordKey key) {
  std::u32string out;
  for (int shift = 48; shift >= 0; shift -= 16)
    if (const auto c = static_cast<char32_t>(key >> shift & 0xFFFF)) out.push_back(c);
  return out;
}

// The letters of a typed run: fu mian'qing dan → fumianqingdan, lv → lu.
std::string letters_of(View typed) {
  std::string out;
  for (const char32_t c : typed)
    if (is_letter(c)) out.push_back(c == 'v' ? 'u' : static_cast<char>(c));
  return out;
}

// Where the words of Latin letters stand that the index has nowhere. A name with digits is none.
std::vector<std::pair<std::size_t, std::size_t>> unknown_letters(const IndexReader& index, View query) {
  const auto is_digit = [](char32_t c) { return c >= '0' && c <= '9'; };
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (std::size_t at = 0; at < query.size(); ++at) {
    if (!is_letter(query[at])) continue;
    const std::size_t begin = at;
    while (at < query.size() && is_letter(query[at]))
      ++at;
    if ((begin > 0 && is_digit(query[begin - 1])) || (at < query.size() && is_digit(query[at]))) continue;
    if (index.frequency(to_utf8(query.substr(begin, at - begin))) == 0) out.emplace_back(begin, at);
  }
  return out;
}

// 房东, which the vocabulary only has so that it is read as 出租人.
bool is_everyday(const Vocabulary& vocabulary, View word) {
  const auto found = vocabulary.find_in(word);
  if (found.size() != 1 || found.front().size != word.size()) return false;
  const Vocabulary::Words& words = *found.front().words;
  return !words.narrower.empty() && words.same.empty() && words.related.empty() && words.note.empty();
}

// Words with nothing but a blank or an apostrophe between them may be the syllables of one.
std::vector<std::vector<std::pair<std::size_t, std::size_t>>>
in_rows(const std::vector<std::pair<std::size_t, std::size_t>>& words, View query) {
  std::vector<std::vector<std::pair<std::size_t, std::size_t>>> out;
  for (const auto& word : words) {
    const bool goes_on =
        !out.empty() && query.substr(out.back().back().second, word.first - out.back().back().second)
                                .find_first_not_of(U" '") == View::npos;
    if (!goes_on) out.emplace_back();
    out.back().push_back(word);
  }
  return out;
}

} // namespace

bool has_unknown_letters(const IndexReader& index, View query) {
  const auto unknown = unknown_letters(index, query);
  return query.size() <= kLongestGuessed && std::any_of(unknown.begin(), unknown.end(), [](const auto& word) {
           return word.second - word.first >= kShortestInitials;
         });
}

void KnownWords::add(std::u32string text, float rank) {
  if (text.size() < 2 || text.size() > kLongestWord || !all_han(text)) return;
  words_.push_back({std::move(text), {}, {}, {}, rank});
}

void KnownWords::finish() {
  std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) {
    return a.text != b.text ? a.text < b.text : a.rank < b.rank;
  });
  words_.erase(std::unique(words_.begin(), words_.end(),
                           [](const Word& a, const Word& b) { return a.text == b.text; }),
               words_.end());
  const std::size_t count = words_.size();
  for (std::size_t i = 0; i < count; ++i) {
    words_[i].read(kLongestWord);
    for (std::size_t at = 0; at < words_[i].text.size(); ++at) {
      if (other_pinyin_of(words_[i].text[at]).empty()) continue;
      words_.push_back(words_[i]);
      words_.back().read(at);
      if (words_.back().initials == words_[i].initials) words_.back().initials.clear();
    }
  }
}

// `other`: the character that has its other reading.
void KnownWords::Word::read(std::size_t other) {
  pinyin.clear();
  initials.clear();
  blurred.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view syllable = i == other ? other_pinyin_of(text[i]) : pinyin_of(text[i]);
    pinyin += syllable;
    if (!syllable.empty()) initials.push_back(syllable.front());
    blurred.push_back(blurred_pinyin(syllable));
  }
}

Result<KnownWords> KnownWords::of(const IndexReader& index, const Vocabulary& vocabulary, View query) {
  KnownWords out;
  std::vector<std::string> letters;
  if (query.size() <= kLongestGuessed)
    for (const auto& row : in_rows(unknown_letters(index, query), query))
      letters.push_back(letters_of(query.substr(row.front().first, row.back().second - row.front().first)));
  SpokenWords spoken(letters);
  for (const auto& word : vocabulary.all_words()) {
    std::u32string text = to_utf32(word);
    const bool everyday = is_everyday(vocabulary, text);
    out.add(std::move(text), everyday ? kEverydayRank : kVocabularyRank);
  }
  const auto documents = index.documents();
  if (!documents) return fail(documents.error());
  for (const auto& document : *documents) {
    out.add(fold32(document.data.title), kNameRank);
    out.add(fold32(document.data.short_title), kNameRank);
    spoken.look_at(document.data.title);
    for (std::uint32_t i = 0; index.clause_count() <= kSmallCollection && i < document.clause_count; ++i) {
      if (!index.at_hand(document.ref + i)) continue; // each would be a question to another machine
      const auto clause = index.clause(document.ref + i);
      if (!clause) return fail(clause.error());
      out.add(fold32(clause->heading), kHeadingRank);
      for (const auto& heading : clause->path)
        out.add(fold32(heading), kHeadingRank);
      spoken.look_at(clause->heading);
      spoken.look_at(clause->text);
    }
  }
  for (const auto& [word, count] : spoken.found())
    out.add(word, kTextRank + 0.8F / static_cast<float>(count));
  if (index.words())
    for (const auto& word : index.words()->words())
      out.add(text_of(word.key), kLearntRank + word.cost);
  out.finish();
  return out;
}

// Whole words first, then initials; the likelier first.
std::vector<const KnownWords::Word*> KnownWords::by_sound(const std::string& letters,
                                                          float initials_to) const {
  std::vector<const Word*> whole, initials;
  for (const auto& word : words_) {
    if (word.pinyin == letters) whole.push_back(&word);
    if (letters.size() >= kShortestInitials && word.initials == letters && word.rank <= initials_to)
      initials.push_back(&word);
  }
  auto& out = whole.empty() ? initials : whole;
  std::stable_sort(out.begin(), out.end(), [](const Word* a, const Word* b) { return a->rank < b->rank; });
  return out;
}

WordGuess KnownWords::pinyin_guess(View typed, float initials_to) const {
  const std::string letters = letters_of(typed);
  WordGuess out{std::string(trim(to_utf8(typed))), {}, {}};
  const auto found = by_sound(letters, initials_to);
  if (!found.empty()) {
    out.meant = to_utf8(found.front()->text);
    for (std::size_t i = 1; i < std::min(found.size(), kOthersShown + 1); ++i)
      out.others.push_back(to_utf8(found[i]->text));
    return out;
  }
  // Several words in a row: the fewest, of equals the likeliest.
  struct Step {
    std::size_t words = 0;
    float rank = 0;
    const Word* last = nullptr;
  };
  std::map<std::string_view, const Word*> by_pinyin;
  for (const auto& word : words_) {
    const Word*& best = by_pinyin[word.pinyin];
    if (!best || word.rank < best->rank) best = &word;
  }
  std::vector<Step> steps(letters.size() + 1);
  for (std::size_t end = 1; end <= letters.size(); ++end)
    for (std::size_t begin = 0; begin < end; ++begin) {
      if (begin > 0 && !steps[begin].last) continue;
      const auto word = by_pinyin.find(std::string_view(letters).substr(begin, end - begin));
      if (word == by_pinyin.end()) continue;
      const Step step{steps[begin].words + 1, steps[begin].rank + word->second->rank, word->second};
      Step& best = steps[end];
      if (!best.last || step.words < best.words || (step.words == best.words && step.rank < best.rank))
        best = step;
    }
  for (std::size_t end = letters.size(); end > 0 && steps[end].last; end -= steps[end].last->pinyin.size())
    out.meant.insert(0, to_utf8(steps[end].last->text));
  return out;
}

std::vector<WordGuess> KnownWords::typo_guesses(const IndexReader& index, View run) const {
  std::vector<bool> unknown(run.size(), false); // a character in a pair that no clause has
  std::vector<std::string> pairs;
  for (std::size_t i = 0; i + 1 < run.size(); ++i)
    pairs.push_back(to_utf8(run.substr(i, 2)));
  const auto frequencies = index.frequencies(pairs);
  for (std::size_t i = 0; i + 1 < run.size(); ++i)
    if (const auto found = frequencies.find(pairs[i]); found == frequencies.end() || found->second == 0)
      unknown[i] = unknown[i + 1] = true;
  std::vector<std::string> sounds;
  for (const char32_t c : run)
    sounds.push_back(blurred_pinyin(pinyin_of(c)));
  struct Fit {
    std::size_t at = 0, silent = 0; // silent: characters that differ in sound, too
    const Word* word = nullptr;
  };
  std::vector<Fit> fits;
  for (const auto& word : words_) {
    const std::size_t size = word.text.size();
    if (size < kShortestTypo || size > run.size()) continue;
    for (std::size_t at = 0; at + size <= run.size(); ++at) {
      std::size_t wrong = 0, silent = 0;
      bool known = false;
      for (std::size_t i = 0; i < size && silent < 2; ++i) {
        if (run[at + i] == word.text[i]) continue;
        ++wrong;
        known = known || !unknown[at + i];
        silent += sounds[at + i] != word.blurred[i];
      }
      // What was learnt may be no word (标准由省), and everyday words are many: by eye they would turn right
      // questions into others.
      const std::size_t forgiven = size >= kShortestByEye && word.rank < kLearntRank ? 1 : 0;
      if (wrong == 0 || known || silent > forgiven || (silent == 1 && wrong > 1)) continue;
      fits.push_back({at, silent, &word});
    }
  }
  // The same sound before the same look, longer words before shorter ones, likelier before others.
  std::stable_sort(fits.begin(), fits.end(), [](const Fit& a, const Fit& b) {
    if (a.silent != b.silent) return a.silent < b.silent;
    if (a.word->text.size() != b.word->text.size()) return a.word->text.size() > b.word->text.size();
    return a.word->rank < b.word->rank;
  });
  std::vector<bool> taken(run.size(), false);
  std::map<std::size_t, WordGuess> out;
  for (const auto& fit : fits) {
    const auto begin = taken.begin() + static_cast<std::ptrdiff_t>(fit.at);
    const auto end = begin + static_cast<std::ptrdiff_t>(fit.word->text.size());
    if (std::find(begin, end, true) != end) continue;
    std::fill(begin, end, true);
    out[fit.at] = {to_utf8(run.substr(fit.at, fit.word->text.size())), to_utf8(fit.word->text), {}};
  }
  std::vector<WordGuess> in_order;
  in_order.reserve(out.size());
  for (auto& [at, guess] : out)
    in_order.push_back(std::move(guess));
  return in_order;
}

// A row of words as one, else each of them alone.
std::vector<WordGuess> KnownWords::letter_guesses(const IndexReader& index, View query,
                                                  float initials_to) const {
  std::vector<WordGuess> out;
  const auto guess = [&](std::size_t begin, std::size_t end) {
    if (end - begin < kShortestInitials) return false;
    auto found = pinyin_guess(query.substr(begin, end - begin), initials_to);
    if (found.meant.empty()) return false;
    out.push_back(std::move(found));
    return true;
  };
  for (const auto& row : in_rows(unknown_letters(index, query), query)) {
    if (guess(row.front().first, row.back().second) || row.size() == 1) continue;
    for (const auto& [begin, end] : row)
      guess(begin, end);
  }
  return out;
}

std::vector<WordGuess> KnownWords::sure_guesses(const IndexReader& index, View query) const {
  return query.size() > kLongestGuessed ? std::vector<WordGuess>{} : letter_guesses(index, query, kNameRank);
}

std::vector<WordGuess> KnownWords::guesses(const IndexReader& index, View query) const {
  if (query.size() > kLongestGuessed) return {};
  std::vector<WordGuess> out = letter_guesses(index, query, kAnyRank);
  for (std::size_t at = 0; at < query.size();) {
    std::size_t end = at;
    while (end < query.size() && is_han(query[end]))
      ++end;
    for (auto& guess : typo_guesses(index, query.substr(at, end - at)))
      out.push_back(std::move(guess));
    at = end + 1;
  }
  return out;
}

} // namespace fengqiao::indexer
