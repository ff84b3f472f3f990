// An office paper of any format as the sequence of what a reader sees: the form in which all readers hand
// over.
#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

enum class BlockKind { heading, paragraph, table, note };

struct Block {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;         // of a heading, from 1 (the document's title, where it is marked as one)
  std::string text;      // one line, automatic numbers written out; a table: Markdown lines joined by \n
  bool centered = false; // stands in the middle of its line
};

struct Paper {
  std::string format; // DOCX, PDF（12 页）, GB18030 文本
  std::vector<Block> blocks;
  std::vector<std::string> remarks; // Chinese: what was left out or may be wrong
  std::string page_title;           // of a web page: what the browser's window says
};

// One reader a format. `bytes` is the whole file, `file` its name for messages. Errors name the file; a
// format that needs a program which is not installed says which package has it.
Result<Paper> read_docx(std::string_view bytes, const std::string& file);
Result<Paper> read_pdf(std::string_view bytes, const std::string& file);       // pdftotext
Result<Paper> read_html(std::string_view bytes, const std::string& file);      // pandoc --sandbox
Result<Paper> read_odt(std::string_view bytes, const std::string& file);       // LibreOffice, else pandoc
Result<Paper> read_old_office(std::string_view bytes, const std::string& file, // LibreOffice: .doc .wps .rtf
                              const std::string& extension);
Result<Paper> read_ofd(std::string_view bytes, const std::string& file);
Result<Paper> read_plain(std::string_view bytes, const std::string& file); // text in any usual encoding

// Which reader a file gets is decided by what it begins with, then by the extension (lower case, with the
// dot): a DOCX that was named .doc is read all the same. Errors: an unknown kind (data).
Result<Paper> read_paper(std::string_view bytes, const std::string& file);

// True for a name whose extension read_paper knows and the indexer itself does not read: .docx, .pdf, …
bool needs_import(std::string_view file_name);

// Helpers of the readers.

// The second choice of read_odt: automatic numbers may become 1. 2. 3., which a remark says.
Result<Paper> odt_through_pandoc(std::string_view bytes, const std::string& file);

// Lower-case extension with its dot, or empty.
std::string extension_of(std::string_view file_name);

// Splits at line feeds, trims, and adds each part that is not empty.
void add_paragraphs(std::vector<Block>& blocks, std::string_view text, bool centered = false);

// Adds rows of cells as a Markdown table, each filled up to the widest. Cells lose line ends and bars. A
// table of one column is not one: nothing. One of more columns than limits::table_columns, or of more cells
// than `cells_left`, is none either: its cells become paragraphs, and the answer is false. Readers set
// limits::table_cells for all tables of a paper and tell how many were too large.
bool add_table(std::vector<Block>& blocks, const std::vector<std::vector<std::string>>& rows,
               std::size_t& cells_left);
std::string large_tables_remark(std::size_t tables);

} // namespace fengqiao::indexer
