// What stands above a text: the lines that say by whom, when and under which number it was made.
#pragma once

#include "indexer/policy_document.hpp"
#include "indexer/text_parsers.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// A line between title and text that says when and by whom the text was made, or its 文号, and nothing else:
// it has a day and one of a few words, or is a bracket, a 文号 or a red head (样例县公安局文件).
bool tells_only_facts(std::string_view line);

// One that stands below a title and is about the text: not a bracket without a day, which may be its first
// line.
bool is_head_note(std::string_view line);

// The head of a text whose front matter names no title, by the rules of an import (guess_facts): the same
// paper gives the same title, id, 文号, issuer, dates and kind, whether it is indexed as it is or imported
// first. What was set before stays. Lines above and below the title go to the preamble, and those that tell
// more than facts to `remarks`, too. Returns the lines of the text proper. Cost: linear.
Lines read_own_head(Lines lines, const std::string& stem, PolicyDocument& document,
                    std::vector<SourceLine>& remarks);

} // namespace fengqiao::indexer
