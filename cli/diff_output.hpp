// The comparison of two texts as the program prints it: for people, as JSON, as a Markdown table.
#pragma once

#include "cli/diff_source.hpp"
#include "indexer/plan_diff.hpp"

#include <string>
#include <vector>

namespace fengqiao::cli {

struct Comparison {
  DiffText from, to;
  std::vector<indexer::ClauseChange> changes;
  bool all = false; // unchanged clauses are listed, too
};

// Header, counts, then the clauses. Removed text is [-…-] and inserted text {+…+}, or with `color` red and
// struck through, and green. ¶ is a paragraph end that came or went.
std::string diff_text_output(const Comparison& comparison, bool color);

// {"version":1,"from":{…},"to":{…},"summary":{"same":…,"edited":…,"moved":…,"added":…,"removed":…},
//  "clauses":[{"kind","from","to","from_label","to_label","changes":[{"op","text"}],"figures":[{"from","to"}]}]}
// `kind` is one of the names of the summary; `op` equal, delete or insert; `from` and `to` of a clause are
// null where there is none.
std::string diff_json(const Comparison& comparison);

// A table 原条款 | 新条款 | 变化 that `fengqiao render` prints. What comes from the texts cannot become
// markup.
std::string diff_markdown(const Comparison& comparison);

} // namespace fengqiao::cli
