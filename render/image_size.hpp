// How large a picture prints where nobody says.
#pragma once

#include "render/image.hpp"

namespace fengqiao::render {

struct PrintedSize {
  double width = 0, height = 0; // points
};

// By the resolution that the file states, where it can be believed; else 96 dots an inch. As seen: the
// picture's orientation is applied.
PrintedSize usual_size(const Image& image);

// The same picture no larger than a box.
PrintedSize fitted(PrintedSize size, double most_width, double most_height);

} // namespace fengqiao::render
