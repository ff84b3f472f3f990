// Big-endian output, as every table of a TrueType font and every field of an ICC profile wants it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace fengqiao::render {

class BigEndian {
public:
  void u8(unsigned value) { data_.push_back(static_cast<char>(value & 0xFF)); }
  void u16(unsigned value) {
    u8(value >> 8);
    u8(value);
  }
  void i16(int value) { u16(static_cast<unsigned>(value)); }
  void u32(std::uint32_t value) {
    u16(value >> 16);
    u16(value);
  }
  void zeros(std::size_t count) { data_.append(count, '\0'); }
  void append(std::string_view bytes) { data_.append(bytes); }
  void pad_to_two() { data_.append(data_.size() % 2, '\0'); }
  void pad_to_four() { data_.append((4 - data_.size() % 4) % 4, '\0'); }
  void overwrite_u32(std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i)
      data_[at + i] = static_cast<char>(value >> (24 - 8 * i));
  }
  std::size_t size() const { return data_.size(); }
  const std::string& str() const { return data_; }
  std::string take() { return std::move(data_); }

private:
  std::string data_;
};

} // namespace fengqiao::render
