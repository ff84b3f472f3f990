#include "station/grading/standard.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::station::grading {
namespace {

constexpr std::string_view kForms =
    "可写：无否决；上年度 ≥ 二级；E2 ≥ 95%；A、C、D、E 类 ≥ 80%；声明：一句话";

tl::unexpected<Error> fault(std::string_view written, const std::string& what) {
  return fail(ErrorCode::data, "", fmt::format("条件“{}”{}", written, what), std::string(kForms));
}

std::string without_blanks(std::string_view text) {
  std::string out;
  std::size_t pos = 0;
  while (pos < text.size()) {
    const char32_t c = next_code_point(text, pos);
    if (!is_space(c)) append_utf8(out, c);
  }
  return out;
}

// Splits at 、 or ','.
std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> parts(1);
  std::size_t pos = 0;
  while (pos < text.size()) {
    const char32_t c = next_code_point(text, pos);
    if (c == U'、' || c == U',' || c == U'，')
      parts.emplace_back();
    else
      append_utf8(parts.back(), c);
  }
  return parts;
}

bool strip_front(std::string& text, std::string_view front) {
  if (!text.starts_with(front)) return false;
  text.erase(0, front.size());
  return true;
}

bool strip_end(std::string& text, std::string_view end) {
  if (!text.ends_with(end)) return false;
  text.resize(text.size() - end.size());
  return true;
}

// 五级, 最高四级 → the level's index.
std::size_t cap_index(std::string name, const Standard& standard) {
  strip_front(name, "最高");
  return standard.level_index(name);
}

Result<Condition> no_veto(Condition out, std::string rest, const Standard& standard) {
  if (rest.empty()) return out;
  if (!((strip_front(rest, "（") && strip_end(rest, "）")) ||
        (strip_front(rest, "(") && strip_end(rest, ")"))))
    return fault(out.written, "看不懂");
  for (const auto& name : listed(rest)) {
    const std::size_t level = cap_index(name, standard);
    if (level == none) return fault(out.written, fmt::format("里没有等级“{}”", name));
    out.which.push_back(level);
  }
  return out;
}

Result<Condition> categories(Condition out, std::string names, const Standard& standard) {
  out.kind = Condition::Kind::categories;
  if (!strip_end(names, "各类")) strip_end(names, "类");
  for (const auto& name : listed(names)) {
    const std::size_t category = standard.category_index(name);
    if (category == none) return fault(out.written, fmt::format("里没有类“{}”", name));
    out.which.push_back(category);
  }
  return out;
}

// Left and right of ≥ or <.
struct Comparison {
  std::string left, right;
  bool below = false;
};

std::optional<Comparison> split_comparison(const std::string& text) {
  for (const auto& [sign, below] :
       {std::pair<std::string_view, bool>{"≥", false}, {">=", false}, {"＜", true}, {"<", true}})
    if (const auto at = text.find(sign); at != std::string::npos)
      return Comparison{text.substr(0, at), text.substr(at + sign.size()), below};
  return std::nullopt;
}

// 95%: written as a percentage, so that 0.95 cannot be meant; a share lies between 0% and 100%.
Result<Condition> with_bound(Condition out, const std::string& written, bool share) {
  std::string number = written;
  const bool percent = strip_end(number, "%") || strip_end(number, "％");
  const auto bound = parse_decimal(number);
  if (!percent || !bound) return fault(out.written, fmt::format("里的“{}”不是百分数", written));
  if (share && (*bound < 0 || *bound > 100))
    return fault(out.written, fmt::format("里的“{}”不在 0% 到 100% 之间", written));
  out.bound = *bound;
  return out;
}

Result<Condition> item_condition(Condition out, const Comparison& sides, const Standard& standard) {
  const Item& item = standard.items[out.subject];
  if (item.rules.front().kind == RuleKind::map) {
    out.kind = Condition::Kind::choice;
    out.choice = sides.right;
    const auto& steps = item.rules.front().steps;
    if (std::none_of(steps.begin(), steps.end(), [&](const auto& step) { return step.name == out.choice; }))
      return fault(out.written, fmt::format("里的“{}”不是 {} 的档", sides.right, item.number));
    return out;
  }
  const RuleKind kind = item.rules.front().kind;
  const bool share = kind == RuleKind::lin || kind == RuleKind::inv || kind == RuleKind::ge;
  if (item.raw.size() != 2) return fault(out.written, fmt::format("里的 {} 没有率", item.number));
  out.kind = Condition::Kind::rate;
  return with_bound(std::move(out), sides.right, share);
}

} // namespace

Result<Condition> parse_condition(std::string_view written, Standard& standard) {
  Condition out;
  out.written = std::string(trim(written));
  std::string text = without_blanks(written);
  if (strip_front(text, "无否决")) return no_veto(std::move(out), std::move(text), standard);
  if (strip_front(text, "声明：") || strip_front(text, "声明:")) {
    if (text.empty() || text.find_first_of(".[") != std::string::npos)
      return fault(out.written, "里的声明不能这样写");
    out.kind = Condition::Kind::declared;
    out.written = text;
    const auto at = std::find(standard.declarations.begin(), standard.declarations.end(), text);
    out.subject = static_cast<std::size_t>(at - standard.declarations.begin());
    if (at == standard.declarations.end()) standard.declarations.push_back(text);
    return out;
  }
  const auto sides = split_comparison(text);
  if (!sides) return fault(out.written, "看不懂");
  out.below = sides->below;
  if (sides->left == "上年度" && !out.below) {
    out.kind = Condition::Kind::last_level;
    out.level = standard.level_index(sides->right);
    if (out.level == none) return fault(out.written, fmt::format("里没有等级“{}”", sides->right));
    return out;
  }
  out.subject = standard.item_index(sides->left);
  if (out.subject != none) return item_condition(std::move(out), *sides, standard);
  if (out.below || !sides->left.ends_with("类"))
    return fault(out.written, fmt::format("里没有评分项“{}”", sides->left));
  auto bounded = with_bound(std::move(out), sides->right, true);
  if (!bounded) return bounded;
  return categories(std::move(*bounded), sides->left, standard);
}

} // namespace fengqiao::station::grading
