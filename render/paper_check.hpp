// What a 公文 lacks, and where its parts contradict each other.
#pragma once

#include "render/markdown.hpp"
#include "render/paper_elements.hpp"
#include "render/paper_style.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

// An attachment printed behind the text: from <!-- 附件 1 --> to the next one (GB/T 9704—2012 7.3.7).
struct PaperAttachment {
  // Of the document's children: the first of the 另起一页 and 锚 right before the directive, the directive,
  // and behind the last block.
  std::size_t begin = 0, directive = 0, end = 0;
  std::string number; // as the directive says; may be empty
};
std::vector<PaperAttachment> paper_attachments(const MdNode& document);

// How many attachments the paper has: as 附件说明 lists them, or as they are printed. One alone bears no
// number.
std::size_t attachment_count(const PaperElements& paper, const std::vector<PaperAttachment>& printed);

// Problems (ErrorCode::data): an element that the style requires (必填) is not there. Warnings: one that it
// expects (应填); a 印发日期 before the 成文日期; attachments whose number, count or title is not what
// 附件说明 says. A list without printed attachments is none: they may be sent along. Each with its place: of
// the element, in `file` where there is none, in `markdown_file` where it is a block of the document.
void check_paper(const MdNode& document, const PaperElements& paper, const PaperStyle& style,
                 const std::string& file, const std::string& markdown_file, Errors& problems,
                 Errors& warnings);

} // namespace fengqiao::render
