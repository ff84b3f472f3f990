// Identity card and telephone numbers that somebody typed into a record: masked before anything is printed or
// stored, and listed, so that they are taken out of the record as well.
#pragma once

#include "core/result.hpp"
#include "render/value.hpp"

#include <string>
#include <string_view>

namespace fengqiao::station {

struct PersonalData {
  std::size_t places = 0;
  Errors found; // one for each value, with its file and line; they stop no print
};

inline constexpr std::string_view all_public = "全部";

// Masks every text of the record by the rule of core/masking.hpp. `public_fields`: from the template's front
// matter, dotted fields separated by blanks or 、 whose numbers are meant to be read (an office's own
// telephone); 全部: nothing is masked. These show the masked form only.
PersonalData mask_values(render::Value& record, std::string_view public_fields);

} // namespace fengqiao::station
