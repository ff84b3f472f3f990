// The words that a schema may use, in tables.
#pragma once

#include "core/data_node.hpp"
#include "core/error.hpp"
#include "render/schema.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace fengqiao::render {

inline constexpr std::array<std::pair<std::string_view, FieldType>, 6> kFieldTypes{{
    {"object", FieldType::object},
    {"array", FieldType::array},
    {"string", FieldType::string},
    {"integer", FieldType::integer},
    {"number", FieldType::number},
    {"boolean", FieldType::boolean},
}};
inline constexpr std::array<std::pair<std::string_view, FieldFormat>, 4> kFieldFormats{{
    {"date", FieldFormat::date},
    {"date-time", FieldFormat::date_time},
    {"citation", FieldFormat::citation},
    {"multiline", FieldFormat::multiline},
}};

// Refuses keywords that do not exist (naming the nearest), that say nothing about this type, or that belong
// to the outermost level.
void check_keywords(const DataNode& node, FieldType type, bool outermost, const std::string& file,
                    Errors& errors);

} // namespace fengqiao::render
