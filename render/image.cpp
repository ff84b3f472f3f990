#include "render/image.hpp"

#include "render/image_decode.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace fengqiao::render {
namespace {

constexpr std::string_view kUse = "另存为 PNG 或 JPEG 再用";

bool begins(std::string_view bytes, std::string_view magic, std::size_t at = 0) {
  return bytes.size() >= at && bytes.substr(at).starts_with(magic);
}

// What people mistake for a picture that prints.
std::string_view other_type(std::string_view bytes) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kMagics{{
      {"GIF8", "GIF"},
      {"BM", "BMP"},
      {"II*", "TIFF"},
      {"MM", "TIFF"},
      {"%PDF", "PDF"},
      {"<svg", "SVG"},
      {"<?xml", "SVG 或 XML"},
  }};
  if (begins(bytes, "RIFF") && begins(bytes, "WEBP", 8)) return "WebP";
  if (begins(bytes, "ftyphei", 4) || begins(bytes, "ftypmif", 4)) return "HEIC";
  if (begins(bytes, "ftypavi", 4)) return "AVIF";
  for (const auto& [magic, type] : kMagics)
    if (bytes.starts_with(magic)) return type;
  return {};
}

} // namespace

std::string_view image_type(std::string_view bytes) {
  if (begins(bytes, "\x89PNG\r\n\x1a\n")) return "png";
  if (begins(bytes, "\xFF\xD8\xFF")) return "jpeg";
  return {};
}

std::optional<Error> size_fault(std::size_t width, std::size_t height, const std::string& name,
                                const ImageLimits& limits) {
  if (width == 0 || height == 0) return damaged(name, "宽或高是 0");
  if (width > limits.side || height > limits.side)
    return Error{ErrorCode::limit, name,
                 fmt::format("图片有 {}×{} 像素，边长超出上限 {}", width, height, limits.side), "缩小后再用"};
  if (width * height > limits.pixels)
    return Error{ErrorCode::limit, name,
                 fmt::format("图片有 {}×{} 像素，超出上限 {} 万像素", width, height, limits.pixels / 10'000),
                 "缩小后再用"};
  return std::nullopt;
}

Error damaged(const std::string& name, std::string_view reason) {
  return {ErrorCode::data, name, fmt::format("图片文件已损坏：{}", reason), "换一份完好的文件"};
}

Result<Image> decode_image(std::string_view bytes, const std::string& name, const ImageLimits& limits) {
  if (bytes.empty()) return fail(damaged(name, "是空文件"));
  if (bytes.size() > limits.file_bytes)
    return fail(ErrorCode::limit, name, fmt::format("图片文件太大，上限是 {} MB", limits.file_bytes >> 20),
                "缩小后再用");
  const std::string_view type = image_type(bytes);
  if (type == "png") return decode_png(bytes, name, limits);
  if (type == "jpeg") return decode_jpeg(bytes, name, limits);
  if (const std::string_view other = other_type(bytes); !other.empty())
    return fail(ErrorCode::data, name, fmt::format("是 {} 文件，只支持 PNG 和 JPEG", other),
                std::string(kUse));
  return fail(ErrorCode::data, name, "不是 PNG 或 JPEG 图片", std::string(kUse));
}

} // namespace fengqiao::render
