// The wall around libjpeg. Its errors leave by longjmp: each call is made inside `guarded`, whose frame holds
// nothing that would have to be destroyed.
#include "render/image_decode.hpp"

#include <cstdio> // jpeglib.h needs it before it
#include <jerror.h>
#include <jpeglib.h>

#include <fmt/format.h>

#include <array>
#include <csetjmp>
#include <new>
#include <vector>

namespace fengqiao::render {
namespace {

constexpr int kMostScans = 100;           // a progressive picture has about ten
constexpr long kMemory = 512L << 20;      // for the coefficients of a progressive picture
constexpr unsigned kApp1 = JPEG_APP0 + 1; // EXIF
constexpr unsigned kScaleDown = 8;        // proves all of the data, without the cost of all pixels

class JpegReader {
public:
  explicit JpegReader(std::string_view bytes) {
    jpeg_.err = jpeg_std_error(&errors_);
    jpeg_.client_data = this;
    errors_.error_exit = on_error;
    errors_.emit_message = on_message;
    if (!guarded([&] {
          jpeg_create_decompress(&jpeg_);
          jpeg_.mem->max_memory_to_use = kMemory;
          jpeg_mem_src(&jpeg_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
          jpeg_save_markers(&jpeg_, static_cast<int>(kApp1), 0xFFFF);
        }))
      throw std::bad_alloc();
    progress_.progress_monitor = on_progress;
    jpeg_.progress = &progress_;
  }
  ~JpegReader() { jpeg_destroy_decompress(&jpeg_); }
  JpegReader(const JpegReader&) = delete;
  JpegReader& operator=(const JpegReader&) = delete;

  // Each is false after an error or a warning of libjpeg; then `reason` says why.
  bool read_header() {
    return guarded([this] { jpeg_read_header(&jpeg_, TRUE); });
  }
  bool start() {
    return guarded([this] {
      jpeg_.scale_num = 1;
      jpeg_.scale_denom = kScaleDown;
      jpeg_.out_color_space = jpeg_.jpeg_color_space;
      jpeg_.do_fancy_upsampling = FALSE;
      jpeg_start_decompress(&jpeg_);
    });
  }
  bool read_rows(std::vector<unsigned char>& row) {
    row.resize(static_cast<std::size_t>(jpeg_.output_width) * static_cast<unsigned>(jpeg_.output_components));
    return guarded([&] {
      JSAMPROW at = row.data();
      while (jpeg_.output_scanline < jpeg_.output_height)
        jpeg_read_scanlines(&jpeg_, &at, 1);
      jpeg_finish_decompress(&jpeg_);
    });
  }

  [[nodiscard]] const jpeg_decompress_struct& data() const { return jpeg_; }
  [[nodiscard]] std::string_view reason() const {
    if (too_many_scans_) return "遍数太多";
    return code_ == JWRN_JPEG_EOF || code_ == JERR_INPUT_EOF ? "文件不完整，后面缺了一段" : "数据读不通";
  }
  [[nodiscard]] bool out_of_memory() const {
    return code_ == JERR_OUT_OF_MEMORY || code_ == JERR_NO_BACKING_STORE;
  }
  [[nodiscard]] bool too_big() const { return code_ == JERR_IMAGE_TOO_BIG; } // libjpeg's own limit: 65,500
  [[nodiscard]] std::size_t unread() const { return jpeg_.src->bytes_in_buffer; }

private:
  template <class Work> bool guarded(Work work) {
    if (setjmp(escape_) != 0) return false; // NOLINT(cert-err52-cpp): libjpeg's way
    work();
    return true;
  }

  static JpegReader& self(j_common_ptr jpeg) { return *static_cast<JpegReader*>(jpeg->client_data); }
  [[noreturn]] static void escape(JpegReader& reader, int code) {
    reader.code_ = code;
    longjmp(reader.escape_, 1); // NOLINT(cert-err52-cpp)
  }
  [[noreturn]] static void on_error(j_common_ptr jpeg) { escape(self(jpeg), jpeg->err->msg_code); }
  // A warning (-1) means that libjpeg made something up; only bytes too many between parts are harmless.
  static void on_message(j_common_ptr jpeg, int level) {
    if (level < 0 && jpeg->err->msg_code != JWRN_EXTRANEOUS_DATA) escape(self(jpeg), jpeg->err->msg_code);
  }
  static void on_progress(j_common_ptr jpeg) {
    JpegReader& reader = self(jpeg);
    if (reader.jpeg_.input_scan_number <= kMostScans) return;
    reader.too_many_scans_ = true;
    escape(reader, 0);
  }

  jpeg_decompress_struct jpeg_{};
  jpeg_error_mgr errors_{};
  jpeg_progress_mgr progress_{};
  std::jmp_buf escape_{};
  int code_ = 0;
  bool too_many_scans_ = false;
};

int components_of(J_COLOR_SPACE space) {
  switch (space) {
  case JCS_GRAYSCALE:
    return 1;
  case JCS_RGB:
  case JCS_YCbCr:
    return 3;
  case JCS_CMYK:
  case JCS_YCCK:
    return 4;
  default:
    return 0;
  }
}

int orientation_of(const jpeg_decompress_struct& jpeg) {
  for (const auto* marker = jpeg.marker_list; marker != nullptr; marker = marker->next)
    if (marker->marker == kApp1) {
      const int found = exif_orientation({reinterpret_cast<const char*>(marker->data), marker->data_length});
      if (found != 1) return found;
    }
  return 1;
}

double dpi_of(const jpeg_decompress_struct& jpeg) {
  if (jpeg.saw_JFIF_marker == 0 || jpeg.X_density != jpeg.Y_density) return 0;
  return jpeg.density_unit == 1 ? jpeg.X_density : jpeg.density_unit == 2 ? jpeg.X_density * 2.54 : 0;
}

} // namespace

Result<Image> decode_jpeg(std::string_view bytes, const std::string& name, const ImageLimits& limits) {
  try {
    JpegReader jpeg(bytes);
    if (!jpeg.read_header()) {
      if (jpeg.too_big())
        return fail(ErrorCode::limit, name, fmt::format("图片的边长超出上限 {}", limits.side), "缩小后再用");
      return fail(damaged(name, jpeg.reason()));
    }
    const auto& data = jpeg.data();
    if (auto fault = size_fault(data.image_width, data.image_height, name, limits))
      return fail(std::move(*fault));
    Image image;
    image.width = data.image_width;
    image.height = data.image_height;
    image.encoding = ImageEncoding::jpeg;
    image.components = components_of(data.jpeg_color_space);
    if (image.components == 0 || data.arith_code != 0) // PDF readers know Huffman codes only
      return fail(ErrorCode::data, name, "这种 JPEG（颜色或编码方式少见）不能印", "另存为普通 JPEG 再用");
    image.inverted = image.components == 4 && data.saw_Adobe_marker != 0;
    image.plain_rgb = data.jpeg_color_space == JCS_RGB && data.saw_Adobe_marker == 0;
    image.orientation = orientation_of(data);
    image.dpi = dpi_of(data);
    std::vector<unsigned char> row;
    if (!jpeg.start() || !jpeg.read_rows(row)) {
      if (jpeg.out_of_memory()) return fail(ErrorCode::limit, name, "内存不够，读不了这张图片", "缩小后再用");
      return fail(damaged(name, jpeg.reason()));
    }
    image.bytes = bytes.substr(0, bytes.size() - jpeg.unread()); // without what phones append
    return image;
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::limit, name, "内存不够，读不了这张图片", "缩小后再用");
  }
}

} // namespace fengqiao::render
