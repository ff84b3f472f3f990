// Files that are no papers: what they are, and what a person does about them.
#pragma once

#include <string>
#include <string_view>

namespace fengqiao::indexer {

struct ForeignKind {
  std::string_view what;       // 表格
  std::string_view what_to_do; // 制度文字请另存为 .docx 或 .txt 再导入；…
};

// 是表格，没有读；其中的制度文字请…
std::string told(const ForeignKind& kind);

// By the extension (lower case, with the dot): spreadsheets, presentations, e-books, pictures, archives,
// drawings. nullptr for kinds that nobody would take for a text (.log, .db), and for what is imported.
const ForeignKind* foreign_kind(std::string_view extension);

// For what a ZIP holds where its name does not say it: xl/workbook.xml is a spreadsheet.
const ForeignKind* foreign_kind_of_part(std::string_view name_in_zip);

} // namespace fengqiao::indexer
