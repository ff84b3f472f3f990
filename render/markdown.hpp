// The wall around cmark-gfm: Markdown text in, a plain tree out. The tree is all that layout and HTML output
// see.
#pragma once

#include "core/result.hpp"
#include "render/token.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

enum class MdKind {
  document,
  heading,
  paragraph,
  list,
  item,
  block_quote,
  code_block,
  chart, // a code block named 图表: `text` is its inside, whose tokens are those of a TokenTable that holds
         // the children's texts in order (render/chart.hpp)
  thematic_break,
  table,
  table_row,
  table_cell,
  footnote_definition,
  directive, // an HTML comment that stands alone: <!-- 另起一页 -->; `text` is its inside, trimmed
  text,
  soft_break,
  line_break,
  emphasis,
  strong,
  strikethrough,
  code,
  link,
  image,
  footnote_reference
};

enum class MdAlign { none, left, center, right };

struct MdNode {
  MdKind kind = MdKind::document;
  int level = 0;                      // heading: 1–6; list: the first number; item, footnotes: their number
  bool ordered = false;               // list
  bool tight = true;                  // list
  bool header = false;                // table_row
  bool task = false, checked = false; // item of a task list
  std::vector<MdAlign> aligns;        // table: one a column
  MdAlign align = MdAlign::none;      // table_cell
  std::string text;                   // text, code, code_block, directive; link and image: the destination
  std::string origin; // text that came from a record: "记录.yaml:12 栏目“接报警.刑事”"; empty: from the
                      // Markdown itself
  int line = 0; // 1-based line of the Markdown (blocks; inlines carry their block's)
  std::vector<MdNode> children;
};

// Parses GitHub Flavored Markdown (tables, task lists, strikethrough, footnotes). Each token of `tokens`
// (render/token.hpp) becomes a text node of its own whose text is the value, unparsed: data cannot become
// markup; a line feed in a value becomes a line_break. Raw HTML: a lone comment is a directive, <br> a line
// break, other HTML prints as text. Errors: a token where no text can stand (link destination, code fence
// info, HTML; a picture's destination may be one token, then `origin` is the value's): ErrorCode::data with
// the line; text beyond core/limits.hpp (bytes, line length, nesting, table columns and cells — checked
// before cmark sees them, since cmark-gfm 0.29.0.gfm.6 takes quadratic time and memory on some inputs):
// ErrorCode::limit; a comment that does not end; and, unless a draft allows them, words that would not print
// (render/markdown_losses.hpp).
enum class Losses { refuse, allow };
Result<MdNode, Errors> parse_markdown(std::string_view markdown, const TokenTable& tokens,
                                      const std::string& file, int first_line = 1,
                                      Losses losses = Losses::refuse);

} // namespace fengqiao::render
