// Bytes that lie in memory or in a file, read piece by piece: how large files pass through without being held
// as a whole.
#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace fengqiao {

class Descriptor;

// Cheap to copy. A range of a file keeps the file open, whatever becomes of its name.
class ByteRange {
public:
  ByteRange() = default;
  // Of memory that has to outlive the range.
  ByteRange(std::string_view bytes) : memory_(bytes), size_(bytes.size()) {}
  ByteRange(const std::string& bytes) : ByteRange(std::string_view(bytes)) {}
  ByteRange(const char* text) : ByteRange(std::string_view(text)) {}

  // `size` bytes of an open file from `offset` on.
  ByteRange(std::shared_ptr<const Descriptor> file, std::size_t offset, std::size_t size);

  // A whole file. Refuses what read_file refuses.
  static Result<ByteRange> open(const std::filesystem::path& path, std::size_t max_bytes);

  [[nodiscard]] std::size_t size() const { return size_; }

  // The bytes from `at` on, at most `length` of them, fewer only at the end or where the file has become
  // shorter or cannot be read. Never throws but for memory.
  std::size_t read(std::size_t at, char* to, std::size_t length) const;
  [[nodiscard]] std::string text(std::size_t at = 0, std::size_t length = std::string::npos) const;

  // Where `needle` begins at or behind `from`; npos. Memory: 1 MiB and twice the needle.
  static constexpr std::size_t npos = std::string::npos;
  [[nodiscard]] std::size_t find(std::string_view needle, std::size_t from = 0) const;

private:
  std::string_view memory_;
  std::shared_ptr<const Descriptor> file_;
  std::size_t offset_ = 0, size_ = 0;
};

// The SHA-256 of all of it; a file that has become shorter since it was opened gives the digest of what there
// is. With `blank_at`: as if `blank_length` bytes from there on were '0'.
std::string range_sha256_hex(const ByteRange& bytes, std::size_t blank_at = ByteRange::npos,
                             std::size_t blank_length = 0);

} // namespace fengqiao
