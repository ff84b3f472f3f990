// A policy text cut where another count begins: at its annexes, and at the rule that a notice brings.
#pragma once

#include "indexer/text_parsers.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct TextPart {
  Lines lines;         // without the heading
  std::string name;    // 附件1, 附表2, 附录; empty for the text itself
  std::string heading; // 附件1：检查标准, as it stands in the text; empty where the part has none
  int heading_rank = 1;
  int heading_line = 0; // of the file
  bool brought = false; // the rule that a notice brings: what the document is cited for
};

// 附件 begins an annex where a text follows it, and is a note (附件：1.带班表) where a signature does: the
// note stays in the part. An annex without a number of its own gets the next one where there are several. A
// notice that says 印发《…》 ends where a line (附件 in front of it or not) repeats that title. Tables of
// contents are passed over. Cost: linear.
std::vector<TextPart> text_parts(Lines lines, std::string_view title);

// The line behind a note of annexes that begins at `at` (附件：1.带班表 and the lines 2. 3. … below), or `at`
// where none begins there.
std::size_t behind_annex_note(Lines lines, std::size_t at);

} // namespace fengqiao::indexer
