// What a page's own markup says and pandoc does not hand on: text that is not shown, lists numbered 一、二、.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fengqiao::indexer {

struct HtmlSource {
  std::string text;
  std::size_t hidden = 0; // elements with display:none or the attribute hidden, left out with all inside
};

// A list whose style counts in Chinese (list-style-type: cjk-ideographic and the like) is put into a
// <div class="…"> of these names; its items are numbered by the reader.
inline constexpr std::string_view kChineseList = "fq-chinese-list",
                                  kFormalChineseList = "fq-chinese-formal-list";

// Reads tags only, knows comments, scripts and quoted attributes; an element that is never closed stays as it
// is. Linear. Style sheets are not looked at.
HtmlSource html_source(std::string_view page);

} // namespace fengqiao::indexer
