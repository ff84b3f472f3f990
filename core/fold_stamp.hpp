// Which folding rules this program has: they come from ICU when it is built, and two builds may differ.
#pragma once

#include <cstdint>

namespace fengqiao {

// Of the whole table of core/fold.hpp. An index made with another one would miss words without an error.
std::uint32_t fold_stamp();

} // namespace fengqiao
