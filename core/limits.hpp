// Every upper bound of the program, as values with names. A refusal says the number and exits with
// ErrorCode::limit.
#pragma once

#include <cstddef>

namespace fengqiao::limits {

inline constexpr std::size_t policy_file_bytes = 64u << 20;     // one policy text
inline constexpr std::size_t record_file_bytes = 8u << 20;      // one record, template, schema or style file
inline constexpr std::size_t markdown_bytes = 8u << 20;         // Markdown handed to cmark-gfm
inline constexpr std::size_t markdown_line_bytes = 256u << 10;  // one line of it
inline constexpr std::size_t table_columns = 64;                // columns of a Markdown table
inline constexpr std::size_t table_cells = 400'000;             // cells of all tables of a document
inline constexpr std::size_t nesting_depth = 64;                // nested quotes, lists, YAML levels
inline constexpr std::size_t yaml_nodes = 500'000;              // nodes of one YAML file
inline constexpr std::size_t query_chars = 1000;                // characters of one search query
inline constexpr std::size_t citation_chars = 600;              // characters of one citation
inline constexpr std::size_t pages = 5000;                      // pages of one PDF
inline constexpr std::size_t image_file_bytes = 32u << 20;      // a PNG or JPEG file
inline constexpr std::size_t image_pixels = 64'000'000;         // width × height of a picture
inline constexpr std::size_t image_side = 30'000;               // width or height of a picture
inline constexpr std::size_t document_image_bytes = 256u << 20; // all pictures of a document, as embedded
inline constexpr std::size_t font_file_bytes = 128u << 20;      // a font file

inline constexpr int child_seconds = 120;                      // another program's wall clock
inline constexpr std::size_t child_memory_bytes = 4ull << 30;  // its address space
inline constexpr std::size_t child_output_bytes = 64u << 20;   // what it prints
inline constexpr std::size_t archive_entries = 10'000;         // files in a ZIP
inline constexpr std::size_t archive_entry_bytes = 64u << 20;  // one of them, inflated
inline constexpr std::size_t archive_total_bytes = 256u << 20; // all that is read of a ZIP, inflated
inline constexpr std::size_t archive_ratio = 200;              // inflated to packed, above 1 MB
inline constexpr std::size_t xml_bytes = 64u << 20;            // one XML file
inline constexpr std::size_t xml_depth = 200;                  // nested elements
inline constexpr std::size_t xml_nodes = 1'000'000;            // elements and texts of one XML file
inline constexpr std::size_t xml_attributes = 256;             // of one element

inline constexpr std::size_t ledger_row_bytes = 4u << 20;       // one line of an export
inline constexpr std::size_t ledger_columns = 1024;             // its columns
inline constexpr std::size_t ledger_workbook_bytes = 64u << 20; // an XLSX, XLS or HTML export
inline constexpr std::size_t ledger_sheet_cells = 2'000'000;    // cells of one of these
inline constexpr std::size_t ledger_problems = 200;             // bad rows of a file that are listed

} // namespace fengqiao::limits
