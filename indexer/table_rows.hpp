// Markdown tables inside a clause, for people: a search passage and `show` never print |---|.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct TextTable {
  std::vector<std::string> header; // empty where the table has none, or none with words
  std::vector<std::vector<std::string>> rows;
};

// | 赌博 | 拘留5日 |; a rule is one, too: |---|:-:|.
bool is_table_row(std::string_view line);
bool is_table_rule(std::string_view line);
std::vector<std::string> table_cells(std::string_view line);

// A text as its parts in reading order: paragraphs and tables.
struct TextBlock {
  std::string_view text; // paragraphs: as they are; a table: its lines
  TextTable table;
  bool is_table = false;
};

// A table is two lines and more that begin and end with | and have a line |---| below the first. Cells are
// trimmed,
// \| is |, <br> a blank. Linear.
std::vector<TextBlock> text_blocks(std::string_view text);

// The text with a sentence for each row of its tables: 赌博：拘留5日; of three columns and more with the
// heads, 城关所：户籍民警 3，社区民警 5. A column 序号 is left out, empty cells too. `before`: what stands in
// the same clause in front of the text; where its last table goes on at the text's beginning, its heads are
// used. A text without a table comes back as it is.
std::string readable_tables(std::string_view text, std::string_view before = {});

} // namespace fengqiao::indexer
