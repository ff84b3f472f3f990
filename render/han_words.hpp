// Where a break would cut a word: Chinese shows no spaces, so words come from a list.
#pragma once

#include <string_view>
#include <vector>

namespace fengqiao::render {

enum class WordCut : unsigned char {
  none,   // between words
  parts,  // between the parts of a longer word: 整改|率
  inside, // of a word
};

// Element i: what a break between characters i and i + 1 cuts. The text is cut into the fewest words and
// single characters; what is not in the list (names, for one) is taken to be single characters. Cost: linear.
std::vector<WordCut> word_cuts(std::u32string_view text);

} // namespace fengqiao::render
