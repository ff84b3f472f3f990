// Several texts in one file: a folder of a station's rules that somebody typed one below the other.
#pragma once

#include "indexer/text_parsers.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// Where a text of its own begins behind the file's first one.
struct TextTitle {
  std::size_t at = 0; // index of its line
  std::string title;  // 枪支管理制度
};

// A title is a short line that stands alone and ends as texts are called (制度, 办法, 职责 …); the count that
// began in the text in front of it begins anew below it. Where no count stands in front (the file's own title
// is that of a collection), there have to be two. 一、枪支管理制度 is a title only above 第一条; a deeper
// Markdown heading below the file's own # heading is a section of it, unless that calls itself a collection
// (汇编). The first line is the file's title, except where `title` (of the front matter) is another one.
// Tables of contents are passed over; 附件 begin no text. Linear.
std::vector<TextTitle> further_titles(Lines lines, std::string_view title = {});

} // namespace fengqiao::indexer
