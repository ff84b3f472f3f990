// A text file as a person typed it: what printing, copying and scanning did to its lines undone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct PlainText {
  std::string text;                 // as many lines as before
  std::vector<std::string> remarks; // Chinese: what was changed
};

// Lines that a machine cut at a column or behind so many characters are joined, page numbers with their marks
// (- 3 -, 第 3 页 共 4 页; two at least, rising) left out and the sentence that one of them cut in two
// joined, blanks between all characters (第 一 条) taken out. What is joined stands on the first of its
// lines, the others are empty: the lines of everything else keep their numbers. A text that shows none of
// this comes back as it is. Linear.
PlainText plain_text(std::string_view text);

} // namespace fengqiao::indexer
