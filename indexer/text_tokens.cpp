#include "indexer/text_tokens.hpp"

#include "core/fold.hpp"

#include <algorithm>
#include <iterator>

namespace fengqiao::indexer {
namespace {

// The longer of two that begin alike stands first.
constexpr std::u32string_view kUnits[] = {
    U"个工作日", U"工作日", U"个月",   U"个小时", U"小时", U"分钟", U"周岁", U"学时", U"公里",
    U"千米",     U"平方米", U"立方米", U"公斤",   U"千克", U"毫克", U"毫升", U"年",   U"月",
    U"日",       U"天",     U"周",     U"时",     U"分",   U"秒",   U"元",   U"角",   U"人",
    U"名",       U"个",     U"次",     U"岁",     U"倍",   U"级",   U"户",   U"件",   U"起",
    U"条",       U"款",     U"项",     U"米",     U"吨",   U"克",   U"升",   U"台",   U"辆",
    U"份",       U"家",     U"组",     U"张",     U"套",   U"支",   U"笔",   U"期",   U"届",
    U"类",       U"种",     U"度",     U"成",     U"号",   U"%",    U"‰",    U"°c",   U"°"};

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

bool is_latin(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
         (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

bool is_numeral(char32_t c) {
  return std::u32string_view(U"〇零一二三四五六七八九十百千万亿两").find(c) != std::u32string_view::npos;
}

// Reads tokens off folded text; every function takes a position and returns the one behind what it read, or
// the same position where nothing fits.
class Reader {
public:
  explicit Reader(std::u32string_view text) : text_(text) {}

  struct Piece {
    std::size_t end;
    bool figure;
  };

  // `signed_`: a minus at `at` is the sign of the number behind it.
  [[nodiscard]] Piece piece(std::size_t at, bool signed_) const {
    if (const std::size_t end = ordinal(at); end > at) return {end, false};
    if (signed_ && is_digit(peek(at + 1))) return figure(at + 1, number(at + 1));
    if (const std::size_t end = some(at); end > at) return figure(at, end);
    if (const std::size_t end = number(at); end > at) return figure(at, end);
    if (is_latin(text_[at])) return {word(at), false};
    return {at + 1, false};
  }

private:
  [[nodiscard]] char32_t peek(std::size_t at) const { return at < text_.size() ? text_[at] : U'\0'; }

  // 3,000.5 and 2023-02-01 with what is written between digits; 一百二十; 三万; 3万.
  [[nodiscard]] std::size_t number(std::size_t at) const {
    std::size_t end = at;
    while (is_digit(peek(end)) ||
           (end > at && is_digit(peek(end - 1)) && is_digit(peek(end + 1)) &&
            std::u32string_view(U".,:-/").find(peek(end)) != std::u32string_view::npos))
      ++end;
    while (is_numeral(peek(end)))
      ++end;
    return end;
  }

  // 数十, 几百; no 人数十, no 数百分之
  [[nodiscard]] std::size_t some(std::size_t at) const {
    constexpr std::u32string_view counted = U"人总次件户个基系指分天岁少多倍";
    if (peek(at) != U'数' && peek(at) != U'几') return at;
    if (at > 0 && peek(at) == U'数' && counted.find(text_[at - 1]) != counted.npos) return at;
    std::size_t end = at + 1;
    while (std::u32string_view(U"十百千万亿").find(peek(end)) != std::u32string_view::npos)
      ++end;
    return end == at + 1 || text_.substr(end, 2) == U"分之" ? at : end;
  }

  // 第四十三条之一, 第(三)项, 第43条
  [[nodiscard]] std::size_t ordinal(std::size_t at) const {
    if (peek(at) != U'第') return at;
    const bool bracket = peek(at + 1) == U'(';
    const std::size_t begin = at + (bracket ? 2 : 1);
    std::size_t end = number(begin);
    if (end == begin || (bracket && peek(end) != U')')) return at;
    if (bracket) ++end;
    if (std::u32string_view(U"条款项章节编目").find(peek(end)) == std::u32string_view::npos) return end;
    ++end;
    if (peek(end) != U'之') return end;
    const std::size_t sub = number(end + 1);
    return sub > end + 1 ? sub : end;
  }

  [[nodiscard]] std::size_t unit(std::size_t at) const {
    for (const auto each : kUnits)
      if (text_.substr(at, each.size()) == each) return at + each.size();
    return at;
  }

  // The figure whose first number ends at `end`. A lone numeral without a unit is a part of a word (统一).
  [[nodiscard]] Piece figure(std::size_t at, std::size_t end) const {
    if (text_.substr(end, 2) == U"分之") // 百分之四十, 三分之二
      if (const std::size_t whole = number(end + 2); whole > end + 2) return {whole, true};
    const bool about = peek(end) == U'余' || peek(end) == U'多';
    std::size_t done = unit(end + (about ? 1 : 0));
    if (done == end + (about ? 1 : 0)) {
      if (is_digit(text_[at]) && is_latin(peek(end))) return {word(end), true}; // 110kv
      return {end, is_digit(text_[at]) || end > at + 1};
    }
    while (peek(done - 1) == U'年' || peek(done - 1) == U'月') { // 2023年2月1日
      const std::size_t next = number(done);
      if (next == done || std::u32string_view(U"月日").find(peek(next)) == std::u32string_view::npos) break;
      done = next + 1;
    }
    return {done, true};
  }

  [[nodiscard]] std::size_t word(std::size_t at) const {
    const auto inner = [&](std::size_t i) { return is_latin(peek(i)) || is_digit(peek(i)); };
    std::size_t end = at;
    while (inner(end) || (end > at && inner(end + 1) &&
                          std::u32string_view(U"._/-'@").find(peek(end)) != std::u32string_view::npos))
      ++end;
    return end;
  }

  std::u32string_view text_;
};

// A minus, in any of its forms; no dash of a range.
bool is_minus(std::string_view text) {
  for (const std::string_view minus : {"-", "−", "－", "﹣"})
    if (text.starts_with(minus)) return true;
  return false;
}

void append_token(std::vector<TextToken>& out, std::u32string_view key, std::uint32_t begin, bool figure) {
  // Blanks in front of everything belong to the first token.
  const std::uint32_t from = out.empty() ? 0 : begin;
  if (!out.empty()) out.back().end = from;
  out.push_back({std::u32string(key), from, 0, figure});
}

} // namespace

std::vector<TextToken> text_tokens(std::string_view utf8) {
  const Folded folded = fold_with_origin(utf8);
  const std::u32string_view text = folded.text;
  const Reader reader(text);
  std::vector<TextToken> out;
  for (std::size_t at = 0; at < text.size();) {
    if (utf8[folded.origin[at]] == '\n') {
      append_token(out, U"\n", folded.origin[at], false);
      ++at;
      continue;
    }
    if (text[at] == U' ') {
      ++at;
      continue;
    }
    // 温度-5℃; not 3-5日, 2023年-2025年, GA-5, --5
    const bool follows_word = !out.empty() && (out.back().figure || is_latin(out.back().key.back()) ||
                                               out.back().key.back() == U'-');
    auto [end, figure] = reader.piece(at, is_minus(utf8.substr(folded.origin[at])) && !follows_word);
    while (end < text.size() && folded.origin[end] == folded.origin[end - 1])
      ++end; // one character that folds to several (㎡ → m2) stays whole
    append_token(out, text.substr(at, end - at), folded.origin[at], figure);
    at = end;
  }
  if (!out.empty()) out.back().end = static_cast<std::uint32_t>(utf8.size());
  return out;
}

std::u32string_view figure_unit(std::u32string_view key) {
  const auto last =
      std::find_if(key.rbegin(), key.rend(), [](char32_t c) { return is_digit(c) || is_numeral(c); });
  return key.substr(static_cast<std::size_t>(std::distance(last, key.rend())));
}

} // namespace fengqiao::indexer
