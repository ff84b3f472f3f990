#include "core/text.hpp"

#include <array>

namespace fengqiao {
namespace {

// Length of the sequence that starts with `lead`, 0 if it cannot start one.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// Decodes one code point at `pos`; returns its length, or 0 where the bytes are not valid UTF-8.
std::size_t decode_at(std::string_view text, std::size_t pos, char32_t& out) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t length = sequence_length(byte(pos));
  if (length == 0 || pos + length > text.size()) return 0;
  if (length == 1) {
    out = byte(pos);
    return 1;
  }
  char32_t value = byte(pos) & (0x7F >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(pos + i) & 0xC0) != 0x80) return 0;
    value = (value << 6) | (byte(pos + i) & 0x3F);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return 0;
  out = value;
  return length;
}

struct Range {
  char32_t first, last;
};

template <std::size_t N> bool in_ranges(const std::array<Range, N>& ranges, char32_t c) {
  for (const auto& range : ranges)
    if (c >= range.first && c <= range.last) return true;
  return false;
}

constexpr std::array<Range, 12> kWide{{{0x1100, 0x115F},
                                       {0x2E80, 0x303E},
                                       {0x3041, 0x33FF},
                                       {0x3400, 0x4DBF},
                                       {0x4E00, 0x9FFF},
                                       {0xA000, 0xA4CF},
                                       {0xAC00, 0xD7A3},
                                       {0xF900, 0xFAFF},
                                       {0xFE30, 0xFE6F},
                                       {0xFF00, 0xFF60},
                                       {0xFFE0, 0xFFE6},
                                       {0x20000, 0x3FFFD}}};

constexpr std::array<Range, 6> kZeroWidth{{{0x0300, 0x036F},
                                           {0x200B, 0x200F},
                                           {0x202A, 0x202E},
                                           {0x2060, 0x206F},
                                           {0xFE00, 0xFE0F},
                                           {0xFEFF, 0xFEFF}}};

constexpr std::array<Range, 4> kBidiControl{
    {{0x061C, 0x061C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}}};

} // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
  std::size_t pos = 0;
  char32_t c = 0;
  while (pos < bytes.size()) {
    const std::size_t length = decode_at(bytes, pos, c);
    if (length == 0) return pos;
    pos += length;
  }
  return std::nullopt;
}

char32_t next_code_point(std::string_view text, std::size_t& pos) {
  char32_t c = 0;
  const std::size_t length = decode_at(text, pos, c);
  pos += length == 0 ? 1 : length;
  return length == 0 ? U'\uFFFD' : c;
}

std::u32string to_utf32(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size() / 2);
  for (std::size_t pos = 0; pos < utf8.size();)
    out.push_back(next_code_point(utf8, pos));
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t value) { out.push_back(static_cast<char>(value)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (const char32_t c : text)
    append_utf8(out, c);
  return out;
}

std::size_t count_code_points(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t pos = 0; pos < utf8.size(); ++count)
    next_code_point(utf8, pos);
  return count;
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFD) ||
         (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0xFEFF;
}

int display_width(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0) || in_ranges(kZeroWidth, c)) return 0;
  return in_ranges(kWide, c) ? 2 : 1;
}

int display_width(std::string_view utf8) {
  int width = 0;
  for (std::size_t pos = 0; pos < utf8.size();)
    width += display_width(next_code_point(utf8, pos));
  return width;
}

std::string_view trim(std::string_view utf8) {
  std::size_t begin = utf8.size(), end = 0;
  for (std::size_t pos = 0; pos < utf8.size();) {
    const std::size_t at = pos;
    if (is_space(next_code_point(utf8, pos))) continue;
    if (begin == utf8.size()) begin = at;
    end = pos;
  }
  return begin < end ? utf8.substr(begin, end - begin) : std::string_view{};
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  for (const auto prefix : prefixes)
    if (text.starts_with(prefix)) return true;
  return false;
}

std::string printable(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t pos = 0; pos < utf8.size();) {
    const char32_t c = next_code_point(utf8, pos);
    const bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
    const bool no_character = c == 0xFFFE || c == 0xFFFF; // which no XML may hold
    append_utf8(out, control || no_character || in_ranges(kBidiControl, c) ? U'\uFFFD' : c);
  }
  return out;
}

std::string shorten(std::string_view utf8, std::size_t max_chars) {
  std::size_t pos = 0;
  for (std::size_t n = 0; pos < utf8.size() && n < max_chars; ++n)
    next_code_point(utf8, pos);
  return pos == utf8.size() ? std::string(utf8) : std::string(utf8.substr(0, pos)) + "…";
}

} // namespace fengqiao
