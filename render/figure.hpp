// What pictures and charts have in common: their numbers, and which paragraphs are rows of pictures.
#pragma once

#include "render/markdown.hpp"

#include <string>

namespace fengqiao::render {

// 图1, 图2 … through the document; an author's own number (图3-1 …) is left alone, and an empty text stays
// empty.
class FigureNumbers {
public:
  std::string caption(const std::string& text);

private:
  int last_ = 0;
};

// A paragraph of pictures and blanks.
bool holds_only_images(const MdNode& node);

} // namespace fengqiao::render
