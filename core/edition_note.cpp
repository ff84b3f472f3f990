#include "core/edition_note.hpp"

#include "core/date.hpp"
#include "core/fold.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace fengqiao {
namespace {

constexpr std::size_t kLongestNote = 24; // characters
constexpr std::u32string_view kActs = U"修订正改版本颁布公施行通过文";

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

} // namespace

std::string edition_note(std::string_view inside) {
  const std::u32string folded = fold32(trim(inside));
  std::u32string_view text = folded;
  if (text.size() < 4 || text.size() > kLongestNote) return {};
  const std::u32string_view year = text.substr(0, 4);
  if (!std::all_of(year.begin(), year.end(), is_digit)) return {};
  while (kActs.find(text.back()) != kActs.npos)
    text.remove_suffix(1);
  if (const auto date = parse_date(to_utf8(text))) {
    std::string out = to_iso(*date);
    std::erase(out, '-');
    return out;
  }
  // 2002年第二次修正: the year is sure.
  const std::u32string_view behind = text.substr(4);
  const bool named = behind.starts_with(U"年") && std::none_of(behind.begin(), behind.end(), is_digit);
  return named ? to_utf8(year) : std::string();
}

} // namespace fengqiao
