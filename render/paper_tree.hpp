// The elements of a 公文 as blocks of its text, for forms without pages: an office that goes on editing the
// HTML finds the number, the addressee, the signature and the date there, too.
#pragma once

#include "render/markdown.hpp"
#include "render/paper_elements.hpp"

#include <string>

namespace fengqiao::render {

// The tree with paragraphs for what `paper` holds, in the order of GB/T 9704—2012 chapter 7: 份号, 密级,
// 紧急程度, 发文机关, 发文字号, 签发人 and a rule before the title; 主送 behind it; 附件说明, 署名, 成文日期,
// 附注 and the rolls of a 纪要 behind the text, before the first attachment; 抄送 and 印发 at the end. 附件
// directives become the word 附件 and their number on a page of their own.
// `suffix`: what the style puts behind the issuer's name (文件).
MdNode with_elements(MdNode document, const PaperElements& paper, const std::string& suffix);

} // namespace fengqiao::render
