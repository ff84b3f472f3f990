// Pictures made for tests: PNG and JPEG files in memory, and PNG files read back as pixels.
#pragma once

#include <png.h>

#include <cstdio> // jpeglib.h needs it before it
#include <jpeglib.h>

#include <catch2/catch.hpp>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::test {

struct Pixels {
  unsigned width = 0, height = 0, channels = 3;
  std::vector<std::uint8_t> samples;

  [[nodiscard]] std::vector<std::uint8_t> at(unsigned x, unsigned y) const {
    const auto begin = samples.begin() + static_cast<std::ptrdiff_t>((y * width + x) * channels);
    return {begin, begin + static_cast<std::ptrdiff_t>(channels)};
  }
};

// A smooth picture with something different in each pixel.
inline Pixels gradient(unsigned width, unsigned height, unsigned channels = 3) {
  Pixels out{width, height, channels, {}};
  for (unsigned y = 0; y < height; ++y)
    for (unsigned x = 0; x < width; ++x)
      for (unsigned c = 0; c < channels; ++c)
        out.samples.push_back(static_cast<std::uint8_t>((x * 5 + y * 3 + c * 71) % 256));
  return out;
}

struct PngForm {
  int depth = 8;
  bool interlaced = false;
  bool palette = false; // of 16 grays; the samples are indices
  int transparent = -1; // gray value or index that is not drawn
  unsigned pixels_per_meter = 0;
};

inline std::string make_png(const Pixels& pixels, const PngForm& form = {}) {
  static constexpr int kTypes[] = {0, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB,
                                   PNG_COLOR_TYPE_RGB_ALPHA};
  std::string out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(
      png, &out,
      [](png_structp to, png_bytep bytes, std::size_t size) {
        static_cast<std::string*>(png_get_io_ptr(to))->append(reinterpret_cast<char*>(bytes), size);
      },
      nullptr);
  png_set_IHDR(png, info, pixels.width, pixels.height, form.depth,
               form.palette ? PNG_COLOR_TYPE_PALETTE : kTypes[pixels.channels],
               form.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  if (form.palette) {
    png_color colours[16];
    for (unsigned i = 0; i < 16; ++i)
      colours[i].red = colours[i].green = colours[i].blue = static_cast<png_byte>(i * 17);
    png_set_PLTE(png, info, colours, 16);
  }
  if (form.transparent >= 0) {
    png_color_16 gray{};
    gray.gray = static_cast<png_uint_16>(form.transparent);
    std::vector<png_byte> alpha(static_cast<std::size_t>(form.transparent) + 1, 255);
    alpha.back() = 0;
    if (form.palette)
      png_set_tRNS(png, info, alpha.data(), static_cast<int>(alpha.size()), nullptr);
    else
      png_set_tRNS(png, info, nullptr, 0, &gray);
  }
  if (form.pixels_per_meter > 0)
    png_set_pHYs(png, info, form.pixels_per_meter, form.pixels_per_meter, PNG_RESOLUTION_METER);
  png_write_info(png, info);
  if (form.depth < 8) png_set_packing(png); // samples come one a byte
  const std::size_t wide = form.depth == 16 ? 2 : 1;
  std::vector<std::uint8_t> bytes(pixels.samples.size() * wide);
  for (std::size_t i = 0; i < pixels.samples.size(); ++i)
    for (std::size_t k = 0; k < wide; ++k)
      bytes[i * wide + k] = pixels.samples[i]; // 16 bits: v × 257
  std::vector<png_bytep> rows;
  for (unsigned y = 0; y < pixels.height; ++y)
    rows.push_back(bytes.data() + y * pixels.width * pixels.channels * wide);
  png_write_image(png, rows.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return out;
}

// Reads a PNG with libpng's simple interface.
inline Pixels read_png(std::string_view bytes, unsigned channels) {
  png_image image;
  std::memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  REQUIRE(png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) != 0);
  image.format = channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
  Pixels out{image.width, image.height, channels, std::vector<std::uint8_t>(PNG_IMAGE_SIZE(image))};
  REQUIRE(png_image_finish_read(&image, nullptr, out.samples.data(), 0, nullptr) != 0);
  return out;
}

// An EXIF block that gives an orientation, in either byte order.
inline std::string exif(int orientation, bool big = false) {
  const auto number = [&](unsigned value, unsigned size) {
    std::string out;
    for (unsigned i = 0; i < size; ++i)
      out += static_cast<char>(value >> 8 * (big ? size - 1 - i : i));
    return out;
  };
  return std::string("Exif\0\0", 6) + (big ? "MM" : "II") + number(42, 2) + number(8, 4) + number(1, 2) +
         number(0x0112, 2) + number(3, 2) + number(1, 4) + number(static_cast<unsigned>(orientation), 2) +
         number(0, 2) + number(0, 4);
}

struct JpegForm {
  bool progressive = false;
  std::string app1 = {}; // an EXIF block
  int quality = 90;
};

inline std::string make_jpeg(const Pixels& pixels, const JpegForm& form = {}) {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &bytes, &size);
  jpeg.image_width = pixels.width;
  jpeg.image_height = pixels.height;
  jpeg.input_components = static_cast<int>(pixels.channels);
  jpeg.in_color_space = pixels.channels == 1 ? JCS_GRAYSCALE : pixels.channels == 4 ? JCS_CMYK : JCS_RGB;
  jpeg_set_defaults(&jpeg); // CMYK: with an Adobe marker
  jpeg_set_quality(&jpeg, form.quality, TRUE);
  if (form.progressive) jpeg_simple_progression(&jpeg);
  jpeg_start_compress(&jpeg, TRUE);
  if (!form.app1.empty())
    jpeg_write_marker(&jpeg, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(form.app1.data()),
                      static_cast<unsigned>(form.app1.size()));
  std::vector<std::uint8_t> row(pixels.width * pixels.channels);
  while (jpeg.next_scanline < jpeg.image_height) {
    std::memcpy(row.data(), pixels.samples.data() + jpeg.next_scanline * row.size(), row.size());
    JSAMPROW at = row.data();
    jpeg_write_scanlines(&jpeg, &at, 1);
  }
  jpeg_finish_compress(&jpeg);
  std::string out(reinterpret_cast<char*>(bytes), size);
  jpeg_destroy_compress(&jpeg);
  std::free(bytes);
  return out;
}

} // namespace fengqiao::test
