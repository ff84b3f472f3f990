#include "indexer/spoken_words.hpp"

#include "core/fold.hpp"
#include "core/pinyin.hpp"
#include "core/text.hpp"
#include "indexer/terms.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kLetters = 64;
constexpr std::size_t kFewest = 2, kMost = 8; // Han of a word
constexpr std::size_t kMostRuns = 500'000;    // that are counted; in texts that people wrote a few hundred

struct Spoken {
  std::string_view usual, other; // empty where no word goes on; where there is one reading only

  // How many of the first letters one of the readings is.
  [[nodiscard]] std::size_t at(std::string_view letters) const {
    for (const auto reading : {usual, other})
      if (!reading.empty() && letters.starts_with(reading)) return reading.size();
    return 0;
  }
};

} // namespace

SpokenWords::SpokenWords(const std::vector<std::string>& letters) : letters_(letters) {
  for (auto& each : letters_)
    each.resize(std::min(each.size(), kLetters));
}

void SpokenWords::look_at(std::string_view text) {
  if (letters_.empty()) return;
  const std::u32string folded = fold32(text);
  std::vector<Spoken> spoken;
  for (const char32_t c : folded)
    spoken.push_back(is_han(c) ? Spoken{pinyin_of(c), other_pinyin_of(c)} : Spoken{});
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (spoken[at].usual.empty()) continue;
    if (runs_ > kMostRuns) return;
    for (const std::string_view letters : letters_)
      for (std::size_t from = 0; from < letters.size(); ++from) {
        std::size_t next = from;
        for (std::size_t size = 1; size <= kMost && at + size <= folded.size(); ++size) {
          const std::size_t syllable = spoken[at + size - 1].at(letters.substr(next));
          if (syllable == 0) break;
          next += syllable;
          if (size < kFewest) continue;
          ++found_[folded.substr(at, size)];
          ++runs_;
        }
      }
  }
}

} // namespace fengqiao::indexer
