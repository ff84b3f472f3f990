#include "render/han_emphasis.hpp"

#include "core/text.hpp"

namespace fengqiao::render {
namespace {

// U+2E0E editorial coronis: punctuation for cmark, and in no Chinese paper.
constexpr std::string_view kHelp = "\xE2\xB8\x8E";

bool is_chinese_mark(char32_t c) {
  return (c >= 0x3001 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
         (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65) || c == U'“' || c == U'”' ||
         c == U'‘' || c == U'’' || c == U'—' || c == U'…' || c == U'·';
}

bool is_text(char32_t c) {
  return is_han(c) || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         c >= 0xF0000;
}

} // namespace

std::string help_han_emphasis(std::string_view markdown) {
  std::string out;
  char32_t before = 0;
  for (std::size_t pos = 0; pos < markdown.size();) {
    std::size_t end = markdown.find_first_not_of('*', pos);
    if (end == std::string_view::npos) end = markdown.size();
    if (end - pos >= 2 && before != '\\') {
      std::size_t next = end;
      const char32_t after = end < markdown.size() ? next_code_point(markdown, next) : U'\0';
      if (is_text(before) && is_chinese_mark(after)) out += kHelp;
      out += markdown.substr(pos, end - pos);
      if (is_chinese_mark(before) && is_text(after)) out += kHelp;
      before = '*';
      pos = end;
      continue;
    }
    const std::size_t at = pos;
    before = next_code_point(markdown, pos);
    out += markdown.substr(at, pos - at);
  }
  return out;
}

std::string without_emphasis_help(std::string_view text) {
  std::string out;
  for (auto at = text.find(kHelp); at != std::string_view::npos; at = text.find(kHelp)) {
    out += text.substr(0, at);
    text.remove_prefix(at + kHelp.size());
  }
  return out.append(text);
}

} // namespace fengqiao::render
