#include "core/fold.hpp"

#include "core/fold_stamp.hpp"
#include "core/text.hpp"

namespace fengqiao {
namespace {

#include "fold_table.inc"

struct FoldedChar {
  const char32_t* text;
  std::size_t length; // 0 with text == nullptr: unchanged
};

FoldedChar look_up(char32_t c) {
  if (c > kFoldLast) return {nullptr, 0};
  const unsigned short entry = kPages[kPageOf[c >> 8]][c & 0xFF];
  if (entry == 0) return {nullptr, 0};
  const Entry& e = kEntries[entry - 1];
  return {kPool + e.offset, e.length};
}

template <class Sink> void fold_into(std::string_view utf8, Sink&& sink) {
  for (std::size_t pos = 0; pos < utf8.size();) {
    const std::size_t at = pos;
    const char32_t c = next_code_point(utf8, pos);
    const FoldedChar folded = look_up(c);
    if (folded.text == nullptr)
      sink(c, at);
    else
      for (std::size_t i = 0; i < folded.length; ++i)
        sink(folded.text[i], at);
  }
}

} // namespace

std::uint32_t fold_stamp() {
  return kStamp;
}

Folded fold_with_origin(std::string_view utf8) {
  Folded out;
  out.text.reserve(utf8.size() / 2);
  out.origin.reserve(utf8.size() / 2);
  fold_into(utf8, [&](char32_t c, std::size_t at) {
    out.text.push_back(c);
    out.origin.push_back(static_cast<std::uint32_t>(at));
  });
  return out;
}

std::u32string fold32(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size() / 2);
  fold_into(utf8, [&](char32_t c, std::size_t) { out.push_back(c); });
  return out;
}

std::string fold(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  fold_into(utf8, [&](char32_t c, std::size_t) { append_utf8(out, c); });
  return out;
}

} // namespace fengqiao
