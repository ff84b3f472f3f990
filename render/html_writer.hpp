// Markdown tree → a complete HTML5 file, for offices that go on editing: LibreOffice Writer and WPS open it
// with its headings and tables whole.
#pragma once

#include "core/error.hpp"
#include "render/markdown.hpp"

#include <string>

namespace fengqiao::render {

struct HtmlOptions {
  std::string title = {};     // empty: the first heading
  std::string footer = {};    // stands once, at the end; empty: none
  std::string file = {};      // for messages
  bool paper_numbers = false; // ordered lists are numbered 一、（一）1. as on a 公文's pages
  Errors* problems = nullptr; // get what is said below; null: nobody asks
  Errors* warnings = nullptr;
};

// UTF-8, lang=zh-CN, the print style inside. Everything from the tree is escaped; links keep only http, https
// and mailto addresses. Task items are written as ☐ and ☑. Directives are read as for pages
// (render/directive.hpp) and followed as far as a word processor can: 目录 becomes a list of links, 盖章处 a
// dashed box that says so, 对齐 小数点 right-aligned; 另编页码 and the line of 斜线表头 have no counterpart.
// A picture shows if its destination has been made a data: URL (render/image_store.hpp), else its description
// stands there.
// Problems: directives that cannot be read or have no use, links to anchors that are not there. Warnings:
// page numbers, which HTML has not.
std::string write_html(const MdNode& document, const HtmlOptions& options = {});

} // namespace fengqiao::render
