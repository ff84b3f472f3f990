// One parser for each way in which policy texts are numbered; policy_parser.hpp says how they are told apart.
#pragma once

#include "indexer/clause_builder.hpp"
#include "indexer/source_lines.hpp"

#include <span>

namespace fengqiao::indexer {

using Lines = std::span<const SourceLine>;

void parse_statute(Lines lines, ClauseBuilder& builder);    // law_text.cpp
void parse_gongwen(Lines lines, ClauseBuilder& builder);    // gongwen_text.cpp
void parse_sections(Lines lines, ClauseBuilder& builder);   // digest_text.cpp: keyed headings too
void parse_paragraphs(Lines lines, ClauseBuilder& builder); // digest_text.cpp

// Nothing to read in it: blank, a rule, an HTML comment.
bool is_empty_line(std::string_view line);

} // namespace fengqiao::indexer
