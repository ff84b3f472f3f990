#include "indexer/citation_parts.hpp"

#include "core/fold.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"

#include <array>

namespace fengqiao::indexer {
namespace {

using View = std::u32string_view;

constexpr std::size_t kLongestTyped = 600; // characters: twenty citations of usual length

View trimmed(View text) {
  while (!text.empty() && is_space(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_space(text.back()))
    text.remove_suffix(1);
  return text;
}

// 第 264: such a number ends with its 条.
bool is_open_number(View text) {
  while (!text.empty() && (is_numeral(text.back()) || is_space(text.back())))
    text.remove_suffix(1);
  return !text.empty() && text.back() == U'第';
}

// Does what stands so far end as a citation does?
bool ends_with_clause(View text) {
  for (const View behind : {View(U"的规定"), View(U"规定")})
    if (text.ends_with(behind)) text = trimmed(text.substr(0, text.size() - behind.size()));
  if (text.empty()) return false;
  const char32_t last = text.back();
  if (is_numeral(last)) return !is_open_number(text);
  if (last == ')') return text.size() > 3 && text.find(U'(') != 0;
  if (text.size() < 2 || View(U"条款项章节编号").find(last) == View::npos) return false;
  return is_numeral(text[text.size() - 2]) || text[text.size() - 2] == ')' || is_space(text[text.size() - 2]);
}

bool is_number_first(View text) {
  if (text.starts_with(U'第')) text = trimmed(text.substr(1));
  return !text.empty() && is_numeral(text.front());
}

// 第二款, 3项, (三), 之一 go on with the clause before them.
bool goes_on(View text) {
  if (text.empty() || View(U"条款项号之的(至到-").find(text.front()) != View::npos) return true;
  if (text.starts_with(U'第')) text.remove_prefix(1);
  while (!text.empty() && (is_numeral(text.front()) || is_space(text.front())))
    text.remove_prefix(1);
  return text.starts_with(U'款') || text.starts_with(U'项');
}

// The characters of a joint at the front of `text`; 0 where there is none.
std::size_t joint_size(View text) {
  constexpr std::array<View, 10> joints{U"以及", U"或者", U"、", U",",  U";",
                                        U"和",   U"与",   U"及", U"并", U"或"};
  std::size_t at = 0;
  while (at < text.size() && is_space(text[at]))
    ++at;
  for (const View joint : joints)
    if (text.substr(at).starts_with(joint)) return at + joint.size();
  return at;
}

} // namespace

bool begins_with_number(std::string_view part) {
  return is_number_first(trimmed(to_utf32(part)));
}

std::vector<std::string> citation_parts(std::string_view typed) {
  const std::u32string text = fold32(typed);
  if (text.size() > kLongestTyped) return {};
  std::vector<std::string> out;
  int depth = 0;
  std::size_t begin = 0;
  const auto close_part = [&](std::size_t end) {
    if (const View part = trimmed(View(text).substr(begin, end - begin)); !part.empty())
      out.push_back(to_utf8(part));
  };
  for (std::size_t at = 0; at < text.size() && out.size() < max_citation_parts;) {
    const View rest = View(text).substr(at);
    const View sofar = trimmed(View(text).substr(begin, at - begin));
    std::size_t joint = depth == 0 ? joint_size(rest) : 0;
    const View next = trimmed(rest.substr(joint));
    const bool numbers = is_number_first(next), blank = joint > 0 && is_space(rest[joint - 1]);
    const bool mark = joint > 0 && !is_space(rest[joint - 1]);
    // 公发〔2002〕6号 二 is one citation
    const bool of_number = !sofar.empty() && sofar.back() == U'号' && (!mark || numbers);
    const bool parts = (joint > 0 || rest.front() == U'《') && depth == 0 && ends_with_clause(sofar) &&
                       !goes_on(next) && !of_number && (!numbers || blank || !is_numeral(sofar.back()));
    if (parts) {
      close_part(at);
      begin = at += joint;
      if (joint > 0) continue;
    }
    if (View(U"《([").find(text[at]) != View::npos) ++depth;
    if (View(U"》)]").find(text[at]) != View::npos && depth > 0) --depth;
    ++at;
  }
  if (out.size() < max_citation_parts) close_part(text.size());
  return out.size() > 1 ? out : std::vector<std::string>{};
}

} // namespace fengqiao::indexer
