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

} // namespace

SpokenWords::SpokenWords(const std::vector<std::string>& letters) : letters_(letters) {
  for (auto& each : letters_)
    each.resize(std::min(each.size(), kLetters));
}

void SpokenWords::look_at(std::string_view text) {
  if (letters_.empty()) return;
  const std::u32string folded = fold32(text);
  std::vector<std::string_view> spoken; // empty where no word goes on
  for (const char32_t c : folded)
    spoken.push_back(is_han(c) ? pinyin_of(c) : std::string_view{});
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (spoken[at].empty()) continue;
    if (runs_ > kMostRuns) return;
    for (const std::string_view letters : letters_)
      for (std::size_t from = letters.find(spoken[at]); from != letters.npos;
           from = letters.find(spoken[at], from + 1)) {
        std::size_t next = from;
        for (std::size_t size = 1; size <= kMost && at + size <= folded.size(); ++size) {
          const std::string_view syllable = spoken[at + size - 1];
          if (syllable.empty() || !letters.substr(next).starts_with(syllable)) break;
          next += syllable.size();
          if (size < kFewest) continue;
          ++found_[folded.substr(at, size)];
          ++runs_;
        }
      }
  }
}

} // namespace fengqiao::indexer
