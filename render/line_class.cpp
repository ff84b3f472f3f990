#include "render/line_class.hpp"

#include "core/text.hpp"

#include <cstddef>

namespace fengqiao::render {
namespace {

using View = std::u32string_view;

constexpr View kOpen = U"（［｛〔〈《「『【〖“‘";
constexpr View kClose = U"。，、；：？！）］｝〕〉》」』】〗”’．";
constexpr View kAsciiClose = U",.;:!?)]}";
constexpr View kAsciiOpen = U"([{";
constexpr View kPercent = U"%‰℃°％′″㎡";
constexpr View kCurrency = U"￥＄$¥№";
constexpr View kConnector = U"—～－–〜";
// Signs that a full-width neighbour may follow or precede at will.
bool is_free_symbol(char32_t c) {
  return c >= 0x2100 && c < 0x2E80;
}

bool in(View set, char32_t c) {
  return set.find(c) != View::npos;
}
bool is_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= U'０' && c <= U'９');
}
bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC0 && c < 0x2000 && c != U'×' && c != U'÷');
}
bool is_word(char32_t c) {
  return is_digit(c) || is_letter(c);
}
// < and > beside it stand for 〈 and 〉.
bool is_full_width(char32_t c) {
  return c >= 0x2E80;
}
bool is_graph(char32_t c) {
  return c > ' ' && c < 0x7F;
}

bool is_joined(char32_t c) {
  return (c >= 0x300 && c < 0x370) || (c >= 0x20D0 && c < 0x2100) || (c >= 0xFE00 && c < 0xFE10) ||
         (c >= 0xE0100 && c < 0xE01F0) || c == 0x200D || (c >= 0x3099 && c < 0x309B);
}

// The end of an address (https://…, www.…) that begins at `at`; `at` if none does.
std::size_t address_end(View text, std::size_t at) {
  const View rest = text.substr(at);
  if (!rest.starts_with(U"http://") && !rest.starts_with(U"https://") && !rest.starts_with(U"ftp://") &&
      !rest.starts_with(U"www."))
    return at;
  std::size_t end = at;
  while (end < text.size() && is_graph(text[end]))
    ++end;
  return end;
}

class Classifier {
public:
  explicit Classifier(View text) : text_(text), classes_(text.size(), LineClass::han) {}

  std::vector<LineClass> run() && {
    for (std::size_t i = 0; i < text_.size();) {
      // Only "h", "f" and "w" may begin an address: the scan stays linear.
      const std::size_t end =
          in(U"hfw", text_[i]) && (i == 0 || !is_word(text_[i - 1])) ? address_end(text_, i) : i;
      if (end == i) {
        classes_[i] = one(i);
        ++i;
      }
      for (; i < end; ++i)
        classes_[i] = LineClass::latin;
    }
    return std::move(classes_);
  }

private:
  LineClass one(std::size_t i) {
    const char32_t c = text_[i];
    const char32_t before = i > 0 ? text_[i - 1] : 0, after = i + 1 < text_.size() ? text_[i + 1] : 0;
    if (c == '\n') return LineClass::feed;
    if (c == 0x3000) return LineClass::wide_space;
    if (c == 0xA0 || c == 0x202F) return LineClass::latin; // no-break spaces
    if (is_space(c)) return LineClass::space;
    if (is_joined(c)) return LineClass::joined;
    if (is_digit(c)) return LineClass::digit;
    if (is_letter(c)) return LineClass::latin;
    if (c == U'—') return before == c || after == c ? LineClass::dash : LineClass::connector;
    if (c == U'⸺') return LineClass::dash;
    if (c == U'…' || c == U'⋯') return LineClass::ellipsis;
    if (c == U'’' && is_letter(before) && is_letter(after)) return LineClass::latin;
    if (in(kPercent, c)) return LineClass::percent;
    if (is_word(before) && is_word(after) && (is_graph(c) || in(U"×÷∶·", c))) return LineClass::latin;
    if (in(kOpen, c) || in(kAsciiOpen, c) || (c == '<' && is_full_width(after))) return LineClass::open;
    if (in(kClose, c) || in(kAsciiClose, c) || (c == '>' && is_full_width(before))) return LineClass::close;
    if (in(kCurrency, c)) return LineClass::currency;
    if (in(kConnector, c)) return LineClass::connector;
    if (c == U'·' || c == U'•' || c == U'‧') return LineClass::middle;
    if (c == U'／' || c == '/') return LineClass::slash;
    if (c == '"' || c == '\'') return straight_quote(c);
    if (in(U"+-−±＋", c)) return is_digit(after) ? LineClass::sign : LineClass::latin;
    if (is_graph(c)) return LineClass::latin;
    if (is_free_symbol(c) || c >= 0x2E80) return LineClass::han;
    return LineClass::latin;
  }

  // " and ' show no side: they open and close in turn.
  LineClass straight_quote(char32_t c) {
    bool& open = c == '"' ? double_open_ : single_open_;
    open = !open;
    return open ? LineClass::open : LineClass::close;
  }

  View text_;
  std::vector<LineClass> classes_;
  bool double_open_ = false, single_open_ = false;
};

} // namespace

std::vector<LineClass> classify(View text) {
  return Classifier(text).run();
}

} // namespace fengqiao::render
