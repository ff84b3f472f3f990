#include "core/pinyin.hpp"

#include <iterator>

namespace fengqiao {
namespace {

#include "pinyin_table.inc"

} // namespace

std::string_view pinyin_of(char32_t c) {
  if (c < kPinyinFirst || c - kPinyinFirst >= std::size(kSyllableOf)) return {};
  return kSyllables[kSyllableOf[c - kPinyinFirst]];
}

std::string blurred_pinyin(std::string_view syllable) {
  std::string out;
  for (std::size_t i = 0; i < syllable.size(); ++i) {
    const bool retroflex = i == 0 && syllable.size() > 1 && syllable[1] == 'h' &&
                           std::string_view("zcs").find(syllable[0]) != std::string_view::npos;
    out.push_back(syllable[i] == 'v' ? 'u' : syllable[i]);
    if (retroflex) ++i;
  }
  if (out.ends_with("ng")) out.pop_back();
  return out;
}

} // namespace fengqiao
