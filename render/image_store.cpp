#include "render/image_store.hpp"

#include "core/file_below.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

namespace fengqiao::render {
namespace {

// RFC 4648, 4.
std::string base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      out += i + k <= bytes.size() ? letters[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

Error placed(Error error, const MdNode& node, const std::string& file) {
  error.message = fmt::format("图片“{}”：{}", shorten(node.text, 40), error.message);
  error.where = node.origin.empty() ? place(file, node.line) : node.origin;
  if (error.code == ErrorCode::not_found) error.code = ErrorCode::data; // of the document
  return error;
}

} // namespace

Result<std::string> ImageStore::read(const Key& key) const {
  const std::string& path = key.second;
  for (const std::string_view scheme : {"http:", "https:", "ftp:", "file:", "data:"})
    if (path.starts_with(scheme))
      return fail(ErrorCode::data, path, "不能用网址", "把图片存到本文件所在的文件夹里，写文件名");
  return read_file_below(key.first ? folders_.record : folders_.markdown, path, limits::image_file_bytes);
}

Error ImageStore::too_large(const Key& key) {
  return {ErrorCode::limit, key.second,
          fmt::format("全文图片合计超出上限 {} MB", limits::document_image_bytes >> 20),
          "缩小图片，或拆成几个文件"};
}

Result<std::shared_ptr<const Image>> ImageStore::keep(const Key& key, const std::string& bytes) {
  auto image = decode_image(bytes, key.second);
  if (!image) return fail(image.error());
  bytes_ += image->bytes.size();
  if (bytes_ > limits::document_image_bytes) return fail(too_large(key));
  return std::make_shared<const Image>(std::move(*image));
}

ImageStore::Key ImageStore::key_of(const MdNode& node) {
  const bool web = node.text.find("://") != std::string::npos;
  return {!node.origin.empty(),
          web ? node.text : std::filesystem::path(node.text).lexically_normal().string()};
}

Result<std::shared_ptr<const Image>> ImageStore::get(const MdNode& node, const std::string& file) {
  const Key key = key_of(node);
  auto found = known_.find(key);
  if (found == known_.end()) {
    const auto bytes = read(key);
    auto image = bytes ? keep(key, *bytes) : Result<std::shared_ptr<const Image>>(fail(bytes.error()));
    found = known_.emplace(key, std::move(image)).first;
  }
  if (!found->second) return fail(placed(found->second.error(), node, file));
  return found->second;
}

Result<std::string> ImageStore::data_url(const MdNode& node, const std::string& file) {
  const Key key = key_of(node);
  auto found = urls_.find(key);
  if (found == urls_.end()) found = urls_.emplace(key, make_url(key)).first;
  if (!found->second) return fail(placed(found->second.error(), node, file));
  url_bytes_ += found->second->size();
  if (url_bytes_ > limits::document_image_bytes) return fail(placed(too_large(key), node, file));
  return *found->second;
}

Result<std::string> ImageStore::make_url(const Key& key) const {
  const auto bytes = read(key);
  if (!bytes) return fail(bytes.error());
  if (const auto image = decode_image(*bytes, key.second); !image) return fail(image.error());
  return fmt::format("data:image/{};base64,{}", image_type(*bytes), base64(*bytes));
}

} // namespace fengqiao::render
