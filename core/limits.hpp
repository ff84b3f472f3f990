// Every upper bound of the program, as values with names. A refusal says the number and exits with
// ErrorCode::limit.
#pragma once

#include <cstddef>

namespace fengqiao::limits {

inline constexpr std::size_t policy_file_bytes = 64u << 20;    // one policy text
inline constexpr std::size_t record_file_bytes = 8u << 20;     // one record, template, schema or style file
inline constexpr std::size_t markdown_bytes = 8u << 20;        // Markdown handed to cmark-gfm
inline constexpr std::size_t markdown_line_bytes = 256u << 10; // one line of it
inline constexpr std::size_t table_columns = 64;               // columns of a Markdown table
inline constexpr std::size_t table_cells = 400'000;            // cells of all tables of a document
inline constexpr std::size_t nesting_depth = 64;               // nested quotes, lists, YAML levels
inline constexpr std::size_t yaml_nodes = 500'000;             // nodes of one YAML file
inline constexpr std::size_t query_chars = 1000;               // characters of one search query
inline constexpr std::size_t pages = 5000;                     // pages of one PDF
inline constexpr std::size_t font_file_bytes = 128u << 20;     // a font file

} // namespace fengqiao::limits
