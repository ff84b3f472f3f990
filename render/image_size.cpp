#include "render/image_size.hpp"

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr double kUsualDpi = 96, kLeastDpi = 50, kMostDpi = 1200; // a file's own value is believed between

} // namespace

PrintedSize usual_size(const Image& image) {
  const double dpi = image.dpi >= kLeastDpi && image.dpi <= kMostDpi ? image.dpi : kUsualDpi;
  return {image.seen_width() / dpi * 72, image.seen_height() / dpi * 72};
}

PrintedSize fitted(PrintedSize size, double most_width, double most_height) {
  const double factor = std::min({1.0, most_width / size.width, most_height / size.height});
  return {size.width * factor, size.height * factor};
}

} // namespace fengqiao::render
