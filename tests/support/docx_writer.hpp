// DOCX files of a test's own: a few lines of WordprocessingML in a ZIP.
#pragma once

#include <string>

namespace fengqiao::test {

// One paragraph. `list`/`level`: automatic numbering; -1 none. `properties`: more of w:pPr.
std::string docx_paragraph(const std::string& text, int list = -1, int level = 0,
                           const std::string& properties = {});

// `body`: the inside of w:body; `numbering`: of w:numbering; `styles`: of w:styles; `notes`: of w:footnotes.
std::string docx(const std::string& body, const std::string& numbering = {}, const std::string& styles = {},
                 const std::string& notes = {});

// A list 1 whose levels are written with `formats` and `texts` (chineseCounting, 第%1条), one abstract list.
std::string docx_list(const std::initializer_list<std::pair<const char*, const char*>>& levels);

} // namespace fengqiao::test
