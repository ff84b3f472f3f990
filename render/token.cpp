#include "render/token.hpp"

#include "core/text.hpp"

namespace fengqiao::render {
namespace {

constexpr char32_t kHigh = 0xF0000, kLow = 0xF1000, kEnd = 0xF2000; // 4,096 characters each
constexpr std::size_t kRadix = 4096;

} // namespace

std::string TokenTable::add(std::string text, std::string origin) {
  const std::size_t index = values_.size();
  values_.push_back({std::move(text), std::move(origin)});
  std::string token;
  append_utf8(token, kHigh + static_cast<char32_t>(index / kRadix % kRadix));
  append_utf8(token, kLow + static_cast<char32_t>(index % kRadix));
  return token;
}

const TokenTable::Value* TokenTable::read(std::string_view text) const {
  if (text.size() < token_bytes) return nullptr;
  std::size_t pos = 0;
  const char32_t high = next_code_point(text, pos);
  if (high < kHigh || high >= kLow) return nullptr;
  const char32_t low = next_code_point(text, pos);
  if (low < kLow || low >= kEnd) return nullptr;
  const std::size_t index = (high - kHigh) * kRadix + (low - kLow);
  return index < values_.size() ? &values_[index] : nullptr;
}

std::optional<std::size_t> find_token_character(std::string_view text) {
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t at = pos;
    const char32_t c = next_code_point(text, pos);
    if (c >= kHigh && c < kEnd) return at;
  }
  return std::nullopt;
}

} // namespace fengqiao::render
