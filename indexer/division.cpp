#include "indexer/division.hpp"

#include "core/fold.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/labels.hpp"
#include "indexer/source_lines.hpp"

#include <algorithm>
#include <array>

namespace fengqiao::indexer {
namespace {

using View = std::u32string_view;

constexpr std::array<View, 4> kUnits{U"分编", U"编", U"章", U"节"};
constexpr std::array<View, 4> kNamed{U"附则", U"总则", U"分则", U"序言"};
constexpr std::array<View, 3> kAnnexes{U"附件", U"附表", U"附录"};
constexpr std::size_t kLongestName = 160, kLongestTitle = 40;
constexpr std::size_t kLongestOwnName = 13;    // characters of 婚姻家庭编, written behind a text's name
constexpr View kMarks = U"《》\"'()[],.:;、·"; // folded

bool is_mark(char32_t c) {
  return kMarks.find(c) != View::npos;
}

// Folded, without blanks and marks: 侵犯人身权利、财产权利罪 is typed with and without them.
std::u32string bare(std::string_view text) {
  std::u32string out = fold32(text);
  std::erase_if(out, [](char32_t c) { return is_space(c) || is_mark(c); });
  return out;
}

// 附件1、2 must not become 12.
bool joins_numbers(View text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i)
    if ((is_mark(text[i]) || is_space(text[i])) && is_numeral(text[i - 1]) && is_numeral(text[i + 1]))
      return true;
  return false;
}

int take_numeral(View& text) {
  std::size_t size = 0;
  while (size < text.size() && is_numeral(text[size]))
    ++size;
  const auto number = parse_numeral(to_utf8(text.substr(0, size)));
  if (!number) return 0;
  text.remove_prefix(size);
  return *number;
}

template <std::size_t N> View word_at_front(View text, const std::array<View, N>& words) {
  for (const View word : words)
    if (text.starts_with(word)) return word;
  return {};
}

struct Numbered {
  View unit;
  int number = 0;
};

// 第三章 at the front of `text`, which is cut behind it.
std::optional<Numbered> take_numbered(View& text) {
  if (!text.starts_with(U'第')) return std::nullopt;
  View rest = text.substr(1);
  const int number = take_numeral(rest);
  const View unit = word_at_front(rest, kUnits);
  if (number == 0 || unit.empty()) return std::nullopt;
  text = rest.substr(unit.size());
  return Numbered{unit, number};
}

// 附件1, 附件 at the front of `text`, which is cut behind it.
std::optional<Numbered> take_annex(View& text) {
  const View word = word_at_front(text, kAnnexes);
  if (word.empty()) return std::nullopt;
  text.remove_prefix(word.size());
  return Numbered{word, take_numeral(text)};
}

// The text up to the next 第N章.
View title_at_front(View text) {
  std::size_t size = 0;
  for (; size < text.size(); ++size) {
    View next = text.substr(size);
    if (take_numbered(next)) break;
  }
  return text.substr(0, size);
}

// 侵权责任编, 处罚程序一章 → 侵权责任, 处罚程序
View without_unit(View name) {
  for (const View unit : {View(U"一章"), View(U"一节"), View(U"一编"), View(U"编"), View(U"章"), View(U"节")})
    if (name.size() > unit.size() + 1 && name.ends_with(unit))
      return name.substr(0, name.size() - unit.size());
  return name;
}

// The heading's words behind its number: 处罚程序 of 第四章 处罚程序, 指导思想 of 一、指导思想.
std::u32string title_of(const std::string& heading) {
  const std::u32string text = bare(heading);
  View rest = text;
  if (take_numbered(rest)) return std::u32string(rest);
  const auto numbered = numbered_line(heading);
  return numbered ? bare(numbered->rest) : text;
}

// 附件1 2023年计划 is the first annex.
std::optional<Numbered> annex_of(const std::string& heading) {
  if (!annex_line(heading)) return std::nullopt;
  const std::u32string text = fold32(heading);
  View rest = text;
  auto out = take_annex(rest);
  if (!out || out->number > 0) return out;
  while (!rest.empty() && is_space(rest.front()))
    rest.remove_prefix(1);
  out->number = take_numeral(rest);
  return out;
}

bool is_annex_word(View unit) {
  return !word_at_front(unit, kAnnexes).empty();
}

} // namespace

Division::Step Division::take_step(View& text) {
  if (const auto annex = take_annex(text)) return Step{std::u32string(annex->unit), annex->number, {}};
  Step out;
  if (const auto numbered = take_numbered(text)) out = {std::u32string(numbered->unit), numbered->number, {}};
  const View title = title_at_front(text);
  text.remove_prefix(title.size());
  out.title = out.unit.empty() ? without_unit(title) : title;
  return out;
}

std::optional<Division> Division::parse(std::string_view typed) {
  const std::u32string text = bare(typed);
  if (text.size() > kLongestName || joins_numbers(fold32(typed))) return std::nullopt;
  Division out;
  for (View rest = text; !rest.empty();) {
    Step step = take_step(rest);
    if (step.title.size() > kLongestTitle) return std::nullopt;
    const bool named = std::find(kNamed.begin(), kNamed.end(), View(step.title)) != kNamed.end();
    out.certain_ = out.certain_ && (step.title.empty() || named);
    out.steps_.push_back(std::move(step));
  }
  return out.steps_.empty() ? std::nullopt : std::optional(std::move(out));
}

bool Division::in_annex() const {
  return is_annex_word(steps_.front().unit);
}

std::string Division::annex_word() const {
  return to_utf8(steps_.front().unit);
}

bool Division::all_annexes() const {
  return steps_.size() == 1 && in_annex() && steps_.front().number == 0;
}

std::optional<Division> Division::outer() const {
  if (steps_.size() < 2) return std::nullopt;
  Division out = *this;
  out.steps_.pop_back();
  return out;
}

std::optional<Division> Division::without_annex_number() const {
  if (!in_annex() || steps_.front().number != 1) return std::nullopt;
  Division out = *this;
  out.steps_.front().number = 0;
  return out;
}

bool Division::is_heading_of(const std::string& heading, const Step& step) {
  if (is_annex_word(step.unit)) {
    const auto own = annex_of(heading);
    return own && own->unit == step.unit && (own->number == step.number || step.number == 0);
  }
  const std::u32string title = title_of(heading);
  if (step.unit.empty()) return title == step.title || without_unit(title) == step.title;
  const std::u32string text = bare(heading);
  View rest = text;
  const auto own = take_numbered(rest);
  return own && own->unit == step.unit && own->number == step.number &&
         (step.title.empty() || title == step.title);
}

std::size_t Division::depth_in(const Clause& clause, std::size_t part_number) const {
  const auto& path = clause.path;
  std::size_t next = 0, depth = 0;
  // The key of an annex that counts by itself tells its number where the heading does not.
  const std::string part(clause.citable ? part_of_key(clause.key) : std::string_view());
  for (std::size_t i = 0; i < path.size() && next < steps_.size(); ++i) {
    const Step& step = steps_[next];
    bool is_it = is_heading_of(path[i], step) || (annex_line(path[i]) && is_heading_of(part, step));
    // Parts of a code do not print their numbers; what follows the last of them is none.
    if (i == 0 && part_number > 0 && step.unit == U"编" && title_of(path[i]) != U"附则")
      is_it = step.number == static_cast<int>(part_number);
    if (!is_it) continue;
    ++next;
    depth = i + 1;
  }
  return next == steps_.size() ? depth : 0;
}

bool is_certain_division(std::string_view typed) {
  const auto division = Division::parse(typed);
  return division && division->certain();
}

std::string division_name(const Clause& clause, std::size_t depth) {
  std::string out;
  for (std::size_t i = 0; i < std::min(depth, clause.path.size()); ++i) {
    const std::string& heading = clause.path[i];
    if (const auto annex = annex_of(heading)) {
      const std::string_view part = clause.citable ? part_of_key(clause.key) : std::string_view();
      out = part.empty() ? to_utf8(annex->unit) + (annex->number ? std::to_string(annex->number) : "")
                         : std::string(part);
      continue;
    }
    const std::u32string text = bare(heading);
    View rest = text;
    const auto numbered = take_numbered(rest);
    out += numbered ? "第" + chinese_numeral(numbered->number) + to_utf8(numbered->unit)
                    : to_utf8(title_of(heading));
  }
  return out;
}

std::vector<DividedName> divided_names(std::string_view name) {
  constexpr View begins = U"第附总分序", ends = U"编章节";
  std::u32string text = fold32(name);
  std::vector<DividedName> out, by_name;
  if (text.size() > kLongestName || joins_numbers(text)) return out;
  std::erase_if(text, is_space);
  const bool may_be_own = !text.empty() && ends.find(text.back()) != View::npos;
  for (std::size_t at = 2; at < text.size(); ++at) {
    const bool begun = begins.find(text[at]) != View::npos;
    if (!begun && !(may_be_own && text.size() - at <= kLongestOwnName)) continue;
    const std::string division = to_utf8(View(text).substr(at));
    const auto parsed = Division::parse(division);
    if (!begun && parsed && (is_mark(text[at]) || parsed->is_numbered())) continue; // begins further on
    if (!parsed || !(parsed->certain() || parsed->is_numbered() || may_be_own)) continue;
    (parsed->certain() ? out : by_name)
        .push_back({to_utf8(View(text).substr(0, at)), division, parsed->certain()});
  }
  out.insert(out.end(), by_name.begin(), by_name.end());
  return out;
}

} // namespace fengqiao::indexer
