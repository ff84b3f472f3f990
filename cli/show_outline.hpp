// A document as its outline: headings by level, and each clause's number and heading.
#pragma once

#include "cli/json.hpp"
#include "core/result.hpp"
#include "indexer/resolver.hpp"

#include <string>
#include <vector>

namespace fengqiao::cli {

struct OutlineLine {
  int level = 0;                          // 0: outermost
  std::string citation;                   // of a clause; empty for a heading
  std::string number, heading, beginning; // 第四十三条; its own heading; the first words where it has none
  int line = 0;
  bool cited = false;
};

// The whole document of `located`, all parts of a code, its cited clauses marked; of a division only what it
// holds.
Result<std::vector<OutlineLine>> outline_of(const indexer::IndexReader& index,
                                            const indexer::Located& located);
void print_outline(const std::vector<OutlineLine>& outline, bool color);
Json outline_json(const std::vector<OutlineLine>& outline);

} // namespace fengqiao::cli
