#include "render/pdf_image.hpp"

#include <algorithm>

namespace fengqiao::render {

HPDF_XObject PdfImages::get(const Image& image) {
  const auto same = [&](const auto& entry) { return entry.first == &image || *entry.first == image; };
  const auto found = std::find_if(embedded_.begin(), embedded_.end(), same);
  if (found != embedded_.end()) return found->second;
  embedded_.emplace_back(&image, pdf_.add_image(image));
  return embedded_.back().second;
}

} // namespace fengqiao::render
