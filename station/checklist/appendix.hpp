// The clauses that a paper cites, printed in full behind it.
#pragma once

#include "render/fill.hpp"
#include "station/citations.hpp"

#include <string_view>
#include <vector>

namespace fengqiao::station {

// The line of a template that the appendix takes the place of.
inline constexpr std::string_view appendix_directive = "<!-- 引据附录 -->";

// The record's field that switches it off: 附录: 否.
inline constexpr std::string_view appendix_field = "附录";

// A bare citation means the document as a whole: it is printed in full up to this many characters.
inline constexpr std::size_t appendix_document_chars = 2000;

// Puts the appendix in the place of the directive: each clause once, numbered, with its document, status and
// text, and links back to the items that cite it. Texts travel as tokens, so that none can become markup.
// Without a directive nothing changes; without clauses the directive goes.
void add_appendix(render::Filled& filled, const std::vector<CitedClause>& clauses);

// Takes the directive out.
void drop_appendix(render::Filled& filled);

} // namespace fengqiao::station
