#include "render/image_decode.hpp"

namespace fengqiao::render {
namespace {

// A TIFF block in its own byte order; reads beyond its end give 0.
class Tiff {
public:
  explicit Tiff(std::string_view bytes) : bytes_(bytes), big_(bytes.starts_with("MM")) {}

  [[nodiscard]] bool valid() const { return (big_ || bytes_.starts_with("II")) && number(2, 2) == 42; }
  [[nodiscard]] std::size_t number(std::size_t at, std::size_t size) const {
    if (at + size > bytes_.size()) return 0;
    std::size_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value = value << 8 | static_cast<unsigned char>(bytes_[big_ ? at + i : at + size - 1 - i]);
    return value;
  }

private:
  std::string_view bytes_;
  bool big_;
};

constexpr std::size_t kOrientationTag = 0x0112, kEntryBytes = 12;

} // namespace

int exif_orientation(std::string_view app1) {
  constexpr std::string_view kHead("Exif\0\0", 6);
  if (!app1.starts_with(kHead)) return 1;
  const Tiff tiff(app1.substr(kHead.size()));
  if (!tiff.valid()) return 1;
  const std::size_t folder = tiff.number(4, 4), entries = tiff.number(folder, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = folder + 2 + i * kEntryBytes;
    if (tiff.number(entry, 2) != kOrientationTag) continue;
    const std::size_t value = tiff.number(entry + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

} // namespace fengqiao::render
