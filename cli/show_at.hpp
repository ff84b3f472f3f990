// show --at: the edition that was in force on a day, in the place of the one that was cited.
#pragma once

#include "cli/json.hpp"
#include "core/result.hpp"
#include "indexer/edition_history.hpp"
#include "indexer/resolver.hpp"

#include <optional>
#include <string>

namespace fengqiao::cli {

struct ShownAt {
  std::string day;
  indexer::InForce force;
  std::optional<indexer::Located> located; // in that edition; none: it has no such clause
};

// ErrorCode::usage where `day` is no day.
Result<ShownAt> shown_at(const indexer::IndexReader& index, const indexer::Located& located,
                         const std::string& day);
// What a person has to be told of a text that is shown without a day: that it is not in force, and what is.
Result<std::string> standing_note(const indexer::IndexReader& index, const indexer::Located& located);
void print_at(const ShownAt& at);
Json at_json(const ShownAt& at);

// Was there anything in force to be shown, for all that is known?
bool shows_something(const ShownAt& at);

} // namespace fengqiao::cli
