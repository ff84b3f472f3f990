// The comparison as a page to be printed: 原文 | 新文 | 说明.
#pragma once

#include "cli/diff_output.hpp"
#include "station/paperwork.hpp"

namespace fengqiao::cli {

// Title, both documents with their status, the counts, the figures that changed in a table of their own, then
// the clauses: what the old text lost is struck through there, what the new one gained is bold there, and the
// last column says what happened. Every text is a token: nothing in it can become markup. Same input, same
// page: no date.
station::Prepared diff_page(const Comparison& comparison);

} // namespace fengqiao::cli
