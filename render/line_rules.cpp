#include "render/line_rules.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace fengqiao::render {
namespace {

using View = std::u32string_view;
using enum LineClass;

constexpr BreakCost kBeforeDash = 120, kBeforeEllipsis = 200, kWideSpaceStart = 240, kHyphen = 50,
                    kBeforeRank = 100;  // 第一|百五十三条: rather 第一百|五十三条
constexpr std::size_t kLongOrdinal = 3; // numerals
constexpr BreakCost kInUnit = 200;      // 20个|工作日

// Counters and units that stay with the figure before them.
constexpr View kUnits =
    U"年月日时分秒号条款项起件人次名个卷元万亿岁户家所类级天周届期章节页份张辆台套处间栋层楼室组宗例批笔枚"
    U"只头亩米克吨升里度点倍成折余多几册辑部本把支段回场班轮排列行步区村角字封位千百十";
constexpr std::array<View, 24> kLongUnits{U"小时",     U"分钟",     U"公里",     U"千米", U"厘米", U"毫米",
                                          U"平方米",   U"平方公里", U"立方米",   U"千克", U"公斤", U"人次",
                                          U"个月",     U"工作日",   U"个工作日", U"世纪", U"年代", U"百分点",
                                          U"个百分点", U"件次",     U"车次",     U"场次", U"周年", U"周岁"};
constexpr View kMultipliers = U"万亿余多几千百十"; // 3万元, 100余起: the next unit belongs to it too
constexpr View kNumerals = U"零〇一二三四五六七八九十百千";
constexpr View kOrdinalEnds = U"条款项章节编号届次期页行批组个类级层名";

bool in(View set, char32_t c) {
  return set.find(c) != View::npos;
}
bool is_word(LineClass c) {
  return c == latin || c == digit;
}

BreakCost pair_cost(char32_t a, LineClass class_a, char32_t b, LineClass class_b) {
  if (class_a == feed) return kForced;
  if (class_b == joined || class_b == feed) return kNever;
  if (class_b == space) return kNever; // spaces stay at the line's end, where they take no width
  if (class_a == dash && class_b == dash) return kNever;
  if (class_a == ellipsis && class_b == ellipsis) return kNever;
  if (class_b == close || class_b == percent || class_b == middle || class_b == connector || class_b == slash)
    return kMark;
  if (class_a == open || class_a == currency || class_a == slash) return kMark;
  if (class_b == wide_space) return class_a == wide_space ? kToken : kWideSpaceStart;
  if (class_a == wide_space && in(U"年月日时分秒", b)) return kToken; // room to write a date in
  if (class_b == dash) return kBeforeDash;
  if (class_b == ellipsis) return kBeforeEllipsis;
  if (class_a == sign && class_b == digit) return kToken;
  if (class_a == connector && is_word(class_b)) return kToken;
  if (class_b == sign && is_word(class_a)) return kToken;
  if (is_word(class_a) && is_word(class_b)) return a == '-' && b > '9' ? kHyphen : kToken;
  return 0;
}

// The rules that need more than two characters; each only makes a break dearer.
class TokenRules {
public:
  TokenRules(View text, const std::vector<LineClass>& classes, bool open_long, std::vector<BreakCost>& costs)
      : text_(text), classes_(classes), open_long_(open_long), costs_(costs) {}

  void apply() {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (classes_[i] == digit) after_digit(i);
      if (text_[i] == U'第') ordinal(i);
      if (text_[i] == U'〔') document_number(i);
      if (starts_sentence(i)) enumerator(i);
    }
  }

private:
  void hold(std::size_t i) { // no break after character i
    if (i + 1 < text_.size() && costs_[i] >= 0) costs_[i] = std::max(costs_[i], kToken);
  }

  void hold(std::size_t from, std::size_t count) {
    for (std::size_t i = from; i < from + count; ++i)
      hold(i);
  }

  [[nodiscard]] bool digit_at(std::size_t i) const { return i < text_.size() && classes_[i] == digit; }

  void after_digit(std::size_t i) {
    if (i + 2 < text_.size() && classes_[i + 1] == space && digit_at(i + 2)) hold(i + 1); // 0571-0000 1234
    if (i + 1 >= text_.size() || classes_[i + 1] != han) return;
    const std::size_t unit = i + 1, length = unit_length(unit);
    if (length == 0) return;
    hold(i, length);
    if (open_long_ && length > 3 && text_[unit] == U'个') costs_[unit] = kInUnit;
    const std::size_t last = unit + length - 1;
    if (in(kMultipliers, text_[last])) {
      if (const std::size_t more = unit_length(last + 1)) hold(last, more);
    }
    // 3月9日, 8时30分; a year may stand on the line before
    if (digit_at(last + 1) && in(U"月日分秒", after_figure(last + 1))) {
      if (in(U"月时分", text_[last])) hold(last);
      if (text_[last] == U'年') costs_[last] = std::max(costs_[last], kAfterYear);
    }
  }

  [[nodiscard]] std::size_t unit_length(std::size_t i) const {
    const View rest = text_.substr(std::min(i, text_.size()));
    std::size_t best = !rest.empty() && in(kUnits, rest.front()) ? 1 : 0;
    for (const View unit : kLongUnits)
      if (rest.starts_with(unit)) best = std::max(best, unit.size());
    return best;
  }

  [[nodiscard]] char32_t after_figure(std::size_t i) const {
    while (digit_at(i))
      ++i;
    return i < text_.size() ? text_[i] : U'\0';
  }

  // 第四十三条, 第3款
  void ordinal(std::size_t i) {
    std::size_t end = i + 1;
    while (end < text_.size() && end < i + 12 && (in(kNumerals, text_[end]) || classes_[end] == digit))
      ++end;
    if (end == i + 1) return;
    const bool with_end = end < text_.size() && in(kOrdinalEnds, text_[end]);
    hold(i, end - i - (with_end ? 0 : 1));
    if (with_end && end + 2 < text_.size() && text_[end + 1] == U'之' && in(kNumerals, text_[end + 2]))
      hold(end, 2); // 第二百二十四条之一
    if (open_long_ && end - i - 1 >= kLongOrdinal) open_ordinal(i + 1, end);
  }

  // A long one is cut between its ranks, never behind 第 or before 条.
  void open_ordinal(std::size_t first, std::size_t end) {
    for (std::size_t i = first; i + 1 < end; ++i)
      if (classes_[i] == han && classes_[i + 1] == han)
        costs_[i] = kInOrdinal + (in(U"十百千", text_[i + 1]) ? kBeforeRank : 0);
  }

  // 公发〔2002〕6号: the issuer's code, the year and the number
  void document_number(std::size_t i) {
    std::size_t end = i + 1;
    while (digit_at(end))
      ++end;
    if (end == i + 1 || end >= text_.size() || text_[end] != U'〕') return;
    std::size_t begin = i;
    while (begin > 0 && i - begin < 3 && is_han(text_[begin - 1]))
      --begin;
    hold(begin, i - begin);
    if (digit_at(end + 1)) hold(end);
  }

  [[nodiscard]] bool starts_sentence(std::size_t i) const {
    return i == 0 || in(U"。；：\n　", text_[i - 1]);
  }

  // 一、 （一） 1. （1）: kept with the first character of what they number
  void enumerator(std::size_t i) {
    const bool bracket = text_[i] == U'（' || text_[i] == '(';
    std::size_t end = i + (bracket ? 1 : 0);
    const std::size_t first = end;
    while (end < text_.size() && end < first + 4 && (in(kNumerals, text_[end]) || classes_[end] == digit))
      ++end;
    if (end == first || end >= text_.size() || !in(bracket ? View(U"）)") : View(U"、.．"), text_[end]))
      return;
    while (end + 1 < text_.size() && classes_[end + 1] == space)
      ++end;
    hold(first, end - first + 1);
  }

  View text_;
  const std::vector<LineClass>& classes_;
  bool open_long_;
  std::vector<BreakCost>& costs_;
};

} // namespace

std::vector<BreakCost> break_costs(View text, const std::vector<LineClass>& classes, bool open_long) {
  std::vector<BreakCost> costs(text.size(), 0);
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    costs[i] = pair_cost(text[i], classes[i], text[i + 1], classes[i + 1]);
  TokenRules(text, classes, open_long, costs).apply();
  if (!text.empty() && classes.back() == feed) costs.back() = kForced;
  return costs;
}

BreakCost loosened_cost(char32_t a, LineClass class_a, LineClass class_b) {
  if (class_a == han && class_b == digit) return 500;
  if (in(U"/?&=._-#:", a) && class_a == latin) return 300;
  if (class_a == digit && class_b == digit) return 3000;
  if (is_word(class_a) && is_word(class_b)) return 2000;
  return 1500;
}

} // namespace fengqiao::render
