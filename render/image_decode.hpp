// The two decoders behind render/image.hpp, each the only file that knows its library.
#pragma once

#include "render/image.hpp"

#include <optional>

namespace fengqiao::render {

Result<Image> decode_png(std::string_view bytes, const std::string& name, const ImageLimits& limits);
Result<Image> decode_jpeg(std::string_view bytes, const std::string& name, const ImageLimits& limits);

// What both check as soon as the header is read.
std::optional<Error> size_fault(std::size_t width, std::size_t height, const std::string& name,
                                const ImageLimits& limits);
Error damaged(const std::string& name, std::string_view reason);

// The orientation (1…8) that an EXIF block ("Exif\0\0", then TIFF) gives; 1 where it gives none.
int exif_orientation(std::string_view app1);

} // namespace fengqiao::render
