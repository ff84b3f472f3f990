// The wall around libpng. Its errors leave by longjmp: each call is made inside `guarded`, whose frame holds
// nothing that would have to be destroyed.
#include "render/image_decode.hpp"
#include "render/image_deflate.hpp"

#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <new>
#include <span>
#include <vector>

namespace fengqiao::render {
namespace {

constexpr png_alloc_size_t kChunkBytes = 8U << 20; // of a compressed text or colour profile, unpacked

// Why reading stopped, in words.
std::string_view reason_of(std::string_view message) {
  if (message == "end") return "文件不完整，后面缺了一段";
  if (message.find("CRC") != message.npos) return "校验和不对";
  return "数据读不通";
}

class PngReader {
public:
  explicit PngReader(std::string_view bytes) : rest_(bytes) {
    png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, on_error, on_warning);
    if (png_ != nullptr) info_ = png_create_info_struct(png_);
    if (info_ == nullptr) {
      png_destroy_read_struct(&png_, nullptr, nullptr);
      throw std::bad_alloc();
    }
  }
  ~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;

  // Each is false after an error of libpng; then `reason` says why.
  bool read_header() {
    return guarded([this] {
      png_set_read_fn(png_, this, on_read);
      png_set_user_limits(png_, PNG_UINT_31_MAX, PNG_UINT_31_MAX); // ours are told apart from damage
      png_set_chunk_malloc_max(png_, kChunkBytes);
      png_set_crc_action(png_, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
      png_read_info(png_, info_);
    });
  }

  // Every kind becomes 8-bit gray, gray + alpha, RGB or RGBA.
  bool set_form() {
    return guarded([this] {
      png_set_scale_16(png_);
      png_set_expand(png_); // palettes, 1 to 4 bits, transparent colours
      passes_ = png_set_interlace_handling(png_);
      png_read_update_info(png_, info_);
    });
  }

  bool read_row(std::uint8_t* row) {
    return guarded([&] { png_read_row(png_, row, nullptr); });
  }
  bool read_rows(std::uint8_t* rows) { // in all passes, one below the other
    return guarded([&] {
      for (int pass = 0; pass < passes_; ++pass)
        for (png_uint_32 y = 0; y < height(); ++y)
          png_read_row(png_, rows + y * row_bytes(), nullptr);
    });
  }
  bool read_end() {
    return guarded([this] { png_read_end(png_, nullptr); });
  }

  [[nodiscard]] png_uint_32 width() const { return png_get_image_width(png_, info_); }
  [[nodiscard]] png_uint_32 height() const { return png_get_image_height(png_, info_); }
  [[nodiscard]] std::size_t row_bytes() const { return png_get_rowbytes(png_, info_); }
  [[nodiscard]] std::size_t channels() const { return png_get_channels(png_, info_); }
  [[nodiscard]] bool interlaced() const { return passes_ > 1; }
  [[nodiscard]] double dpi() const { return png_get_pixels_per_meter(png_, info_) * 0.0254; }
  [[nodiscard]] std::string_view reason() const { return reason_of(reason_); }

private:
  template <class Work> bool guarded(Work work) {
    if (setjmp(png_jmpbuf(png_)) != 0) return false; // NOLINT(cert-err52-cpp): libpng's way
    work();
    return true;
  }

  static void on_read(png_structp png, png_bytep out, std::size_t size) {
    auto& self = *static_cast<PngReader*>(png_get_io_ptr(png));
    if (self.rest_.size() < size) png_error(png, "end");
    std::memcpy(out, self.rest_.data(), size);
    self.rest_.remove_prefix(size);
  }
  [[noreturn]] static void on_error(png_structp png, png_const_charp message) {
    auto& self = *static_cast<PngReader*>(png_get_error_ptr(png));
    std::strncpy(self.reason_, message, sizeof self.reason_ - 1);
    png_longjmp(png, 1);
  }
  static void on_warning(png_structp, png_const_charp) {}

  std::string_view rest_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  int passes_ = 1;
  char reason_[80] = {};
};

// Takes the pixel's alpha away by laying it on white.
void lay_on_white(std::span<const std::uint8_t> row, std::size_t channels, std::vector<std::uint8_t>& out) {
  const std::size_t colours = channels - 1;
  out.resize(row.size() / channels * colours);
  for (std::size_t i = 0, k = 0; i + channels <= row.size(); i += channels) {
    const unsigned alpha = row[i + colours];
    for (std::size_t c = 0; c < colours; ++c)
      out[k++] = static_cast<std::uint8_t>((row[i + c] * alpha + 255 * (255 - alpha) + 127) / 255);
  }
}

// The pixels row by row into the deflater; false after an error of libpng.
bool deflate_rows(PngReader& png, RowDeflater& deflater) {
  const std::size_t row_bytes = png.row_bytes(), channels = png.channels();
  const bool alpha = channels == 2 || channels == 4, whole = png.interlaced();
  std::vector<std::uint8_t> pixels(whole ? row_bytes * png.height() : row_bytes), opaque;
  if (whole && !png.read_rows(pixels.data())) return false;
  for (std::size_t y = 0; y < png.height(); ++y) {
    if (!whole && !png.read_row(pixels.data())) return false;
    const std::span<const std::uint8_t> row(pixels.data() + (whole ? y * row_bytes : 0), row_bytes);
    if (alpha) lay_on_white(row, channels, opaque);
    deflater.add(alpha ? std::span<const std::uint8_t>(opaque) : row);
  }
  return png.read_end();
}

} // namespace

Result<Image> decode_png(std::string_view bytes, const std::string& name, const ImageLimits& limits) {
  try {
    PngReader png(bytes);
    if (!png.read_header()) return fail(damaged(name, png.reason()));
    if (auto fault = size_fault(png.width(), png.height(), name, limits)) return fail(std::move(*fault));
    if (!png.set_form()) return fail(damaged(name, png.reason()));
    Image image;
    image.width = png.width();
    image.height = png.height();
    image.components = png.channels() >= 3 ? 3 : 1;
    image.dpi = png.dpi();
    const auto components = static_cast<std::size_t>(image.components);
    RowDeflater deflater(image.width * components, components);
    if (!deflate_rows(png, deflater)) return fail(damaged(name, png.reason()));
    image.bytes = deflater.finish();
    return image;
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::limit, name, "内存不够，读不了这张图片", "缩小后再用");
  }
}

} // namespace fengqiao::render
