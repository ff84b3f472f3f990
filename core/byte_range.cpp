#include "core/byte_range.hpp"

#include "core/descriptor.hpp"
#include "core/digest.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace fengqiao {
namespace {

constexpr std::size_t kPiece = 1u << 20;

} // namespace

ByteRange::ByteRange(std::shared_ptr<const Descriptor> file, std::size_t offset, std::size_t size)
    : file_(std::move(file)), offset_(offset), size_(size) {}

Result<ByteRange> ByteRange::open(const std::filesystem::path& path, std::size_t max_bytes) {
  auto opened = open_regular_file(path);
  if (!opened) return fail(std::move(opened.error()));
  const auto size = static_cast<std::size_t>(::lseek(opened->get(), 0, SEEK_END));
  if (size > max_bytes)
    return fail(ErrorCode::limit, path.string(), fmt::format("文件太大，上限是 {} 字节", max_bytes),
                "请拆分文件后再试");
  return ByteRange(std::make_shared<const Descriptor>(std::move(*opened)), 0, size);
}

std::size_t ByteRange::read(std::size_t at, char* to, std::size_t length) const {
  if (at >= size_) return 0;
  length = std::min(length, size_ - at);
  if (!file_) {
    std::memcpy(to, memory_.data() + at, length);
    return length;
  }
  std::size_t have = 0;
  while (have < length) {
    const ssize_t n =
        ::pread(file_->get(), to + have, length - have, static_cast<off_t>(offset_ + at + have));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    have += static_cast<std::size_t>(n);
  }
  return have;
}

std::string ByteRange::text(std::size_t at, std::size_t length) const {
  std::string out(at >= size_ ? 0 : std::min(length, size_ - at), '\0');
  out.resize(read(at, out.data(), out.size()));
  return out;
}

std::size_t ByteRange::find(std::string_view needle, std::size_t from) const {
  if (!file_) return memory_.find(needle, from);
  const std::size_t overlap = needle.empty() ? 0 : needle.size() - 1;
  for (std::size_t at = from; at < size_; at += kPiece) {
    const std::string piece = text(at, kPiece + overlap);
    if (const std::size_t found = piece.find(needle); found != piece.npos) return at + found;
  }
  return npos;
}

std::string range_sha256_hex(const ByteRange& bytes, std::size_t blank_at, std::size_t blank_length) {
  Sha256 digest;
  std::string piece(std::min(kPiece, bytes.size()), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t n = bytes.read(at, piece.data(), piece.size());
    if (n == 0) break;
    if (blank_at != ByteRange::npos)
      for (std::size_t i = std::max(at, blank_at); i < std::min(at + n, blank_at + blank_length); ++i)
        piece[i - at] = '0';
    digest.update({piece.data(), n});
    at += n;
  }
  return digest.hex();
}

} // namespace fengqiao
