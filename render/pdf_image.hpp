// The pictures of one PDF: each embedded once, however often it is placed.
#pragma once

#include "render/haru.hpp"

#include <utility>
#include <vector>

namespace fengqiao::render {

class PdfImages {
public:
  explicit PdfImages(HaruDocument& pdf) : pdf_(pdf) {}

  // Embeds the picture unless an equal one is there already.
  HPDF_XObject get(const Image& image);

private:
  HaruDocument& pdf_;
  std::vector<std::pair<const Image*, HPDF_XObject>> embedded_;
};

} // namespace fengqiao::render
