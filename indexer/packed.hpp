// A flat byte form for what the index stores beside its terms: numbers as base-128, texts with their length.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

class Packer {
public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7)
      bytes.push_back(static_cast<char>(value | 0x80));
    bytes.push_back(static_cast<char>(value));
  }
  void text(std::string_view value) {
    number(value.size());
    bytes += value;
  }
  void texts(const std::vector<std::string>& values) {
    number(values.size());
    for (const auto& value : values)
      text(value);
  }

  std::string bytes;
};

// Reads what Packer wrote, in the same order. Damaged bytes never read outside `bytes`: ok() turns false and
// everything after is 0 or empty.
class Unpacker {
public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return value;
    }
    return damaged();
  }
  std::string_view view() {
    const std::uint64_t size = number();
    if (size > rest_.size()) {
      damaged();
      return {};
    }
    const std::string_view value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
  }
  std::string text() { return std::string(view()); }
  std::vector<std::string> texts() {
    std::vector<std::string> values;
    for (std::uint64_t n = number(); n > 0 && ok_; --n)
      values.push_back(text());
    return values;
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool done() const { return rest_.empty(); }

private:
  std::uint64_t damaged() {
    ok_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool ok_ = true;
};

} // namespace fengqiao::indexer
