// The middle of the typesetter: a Markdown tree and a page style → pages.
#pragma once

#include "core/result.hpp"
#include "render/font.hpp"
#include "render/image_store.hpp"
#include "render/markdown.hpp"
#include "render/page_layout.hpp"
#include "render/page_style.hpp"
#include "render/paper_elements.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

inline constexpr std::string_view kDraftMark = "草稿—未核验"; // on each page of a draft

struct ComposeOptions {
  std::string file = {};             // for messages
  std::string title = {};            // document property; empty: the first heading
  std::string author = {};           // document property
  std::optional<DateTime> date = {}; // the same
  PaperElements paper =
      {}; // what stands around a 公文's text; a style without a 公文 section has no place for it
  std::string watermark = {};      // on each page; empty: none. A draft has its own.
  ImageFolders image_folders = {}; // where pictures are looked for
  std::string footer = {};         // on each page, beside the page number; empty: none
  bool draft = false; // print whatever comes: 草稿—未核验 on each page, a list of problems in front
  std::vector<std::string> draft_problems = {}; // what else is wrong, for that list
};

// clang-format off
// Sets the document. Each directive (MdKind::directive) acts on the block after it:
//   锚 名称              links lead here: [附表一](#名称); 见第[页码](#名称)页 prints its page number
//   附件 1               a 公文's attachment from here on, on a page of its own
//   目录, 目录 3         the headings with leaders and page numbers: of two levels, of three
//   盖章处               an empty dashed box for a seal
//   另起一页, 另编页码    a new page; one that is numbered 1, those before i, ii, …
//   署名                 right, kept with the paragraph before
//   居中, 右对齐, 小字, 不缩进
//   同页                 not split over pages
//   接上                 kept with the block before
//   列宽 1:3:1           of the table after it
//   表题 表1 接报警情     of the table after it
//   对齐 左 中 右 小数点   of its columns; - leaves a column as the Markdown says
//   表头 2               how many rows its header has
//   斜线表头              its first cell, "项目 \\ 日期", has a line from corner to corner
//   图宽 80mm, 图宽 50%   of the pictures after it
// Other comments are passed over. A paragraph of pictures only is a row of them, each with its description
// as caption (图1 …). Links lead to anchors and headings (#标题文字, without spaces) or to http, https and
// mailto addresses; of others only the text is printed.
//
// Errors, all at once: ErrorCode::data for each character that no font has (its first place), each
// picture that cannot be read or stands amid text, each directive that cannot be followed, each link to an
// anchor that is not there, merged cells that do not work out, each table too narrow for its columns; ErrorCode::limit for more
// than limits::pages pages. In a draft these become entries of the front page; such a character prints as 〓.
// `notes` gets what was set otherwise than it was written, and why: a 主送 that had to move to the 版记.
// The same input gives the same layout.
// clang-format on
Result<PageLayout, Errors> compose(const MdNode& document, const PageStyle& style, FontSet& fonts,
                                   const ComposeOptions& options, Errors* notes = nullptr);

} // namespace fengqiao::render
