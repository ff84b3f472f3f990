// Pictures: PNG and JPEG files, proved whole and made ready for the PDF. Nothing of libpng or libjpeg is seen
// here, and libharu never sees an image file (a damaged PNG would bring it down): render/pdf_image.cpp places
// the bytes below as they are.
#pragma once

#include "core/limits.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fengqiao::render {

enum class ImageEncoding : std::uint8_t {
  flate, // rows of 8-bit samples, each behind its PNG filter byte, the whole zlib-compressed
  jpeg   // the JPEG file as it came
};

struct Image {
  std::uint32_t width = 0, height = 0; // pixels as stored
  int components = 3;                  // 1 gray, 3 RGB, 4 CMYK (JPEG only)
  ImageEncoding encoding = ImageEncoding::flate;
  bool inverted = false;  // CMYK whose 255 means no ink (Adobe's way)
  bool plain_rgb = false; // a JPEG that holds RGB without saying so in an Adobe marker
  int orientation = 1;    // EXIF 1…8; 5…8 lie on their side
  double dpi = 0;         // pixels per inch as the file says; 0: it does not
  std::string bytes;

  // As seen: orientation applied.
  [[nodiscard]] bool on_its_side() const { return orientation >= 5; }
  [[nodiscard]] std::uint32_t seen_width() const { return on_its_side() ? height : width; }
  [[nodiscard]] std::uint32_t seen_height() const { return on_its_side() ? width : height; }

  friend bool operator==(const Image&, const Image&) = default;
};

struct ImageLimits {
  std::size_t file_bytes = limits::image_file_bytes;
  std::size_t pixels = limits::image_pixels; // width × height
  std::size_t side = limits::image_side;     // width, height
};

// Decodes the whole file once. PNG: every kind (interlaced, 1 to 16 bits, palette, alpha laid on white)
// becomes 8-bit gray or RGB. JPEG: gray, RGB/YCbCr, CMYK/YCCK, sequential or progressive; decoded to prove it
// whole, kept as it is.
//
// Errors, with `where` = `name` and the reason in words: ErrorCode::data for what is neither (it names what
// it is: GIF, WebP, HEIC, TIFF, BMP, SVG, PDF) and for damaged files (truncated, wrong checksums, broken
// data; animated PNG gives its first picture); ErrorCode::limit beyond `limits`, told from the header, before
// memory is taken. Memory: for a JPEG or a plain PNG a few rows (a progressive JPEG its coefficients), for an
// interlaced PNG its pixels.
Result<Image> decode_image(std::string_view bytes, const std::string& name, const ImageLimits& limits = {});

// "png" or "jpeg" by the first bytes; empty: neither.
std::string_view image_type(std::string_view bytes);

} // namespace fengqiao::render
