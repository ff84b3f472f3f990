#include "core/masking.hpp"

#include "core/date.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace fengqiao {
namespace {

// A run of digits (and one final X): where it stands, and its digits in half width.
struct Group {
  std::size_t begin = 0, end = 0; // bytes of the text
  std::string digits;
  bool joined = false; // only blanks and hyphens (or the bracket of an area code) since the group before
};

struct Found {
  std::size_t groups = 0; // how many groups the number takes; 0: none
  std::string masked;
};

char half_width_digit(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<char>(c);
  if (c >= U'０' && c <= U'９') return static_cast<char>('0' + (c - U'０'));
  return 0;
}

bool is_x(char32_t c) {
  return c == U'x' || c == U'X' || c == U'ｘ' || c == U'Ｘ';
}

bool is_joint(char32_t c) {
  return is_space(c) || c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == U'－' || c == U')' ||
         c == U'）';
}

bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

constexpr std::size_t kMostJoints = 3; // "138 - 1234"

std::vector<Group> digit_groups(std::string_view text) {
  std::vector<Group> groups;
  std::size_t joints = 0;
  bool only_joints = false, in_run = false;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    const char32_t c = next_code_point(text, pos);
    if (const char digit = half_width_digit(c)) {
      if (!in_run) groups.push_back({begin, pos, {}, only_joints && joints <= kMostJoints});
      groups.back().digits += digit;
      groups.back().end = pos;
      in_run = true;
      only_joints = true;
      joints = 0;
      continue;
    }
    if (is_x(c) && only_joints && !groups.empty() && joints <= kMostJoints) {
      std::size_t behind = pos;
      const bool ends = pos >= text.size() || !is_letter(next_code_point(text, behind));
      if (ends && in_run) {
        groups.back().digits += 'X';
        groups.back().end = pos;
      } else if (ends) {
        groups.push_back({begin, pos, "X", true});
      }
      in_run = only_joints = false;
      continue;
    }
    in_run = false;
    only_joints = only_joints && is_joint(c);
    ++joints;
  }
  return groups;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) {
  int out = 0;
  for (const char c : digits)
    out = out * 10 + (c - '0');
  return out;
}

bool is_day(int year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

bool is_province(std::string_view two) {
  constexpr std::array codes{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43,
                             44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};
  return std::find(codes.begin(), codes.end(), number(two)) != codes.end();
}

char check_digit(std::string_view first17) {
  constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i)
    sum += weights[i] * (first17[i] - '0');
  return "10X98765432"[sum % 11];
}

bool has_identity_shape(std::string_view d) {
  if (d.size() != 18 || !all_digits(d.substr(0, 17)) || !is_province(d.substr(0, 2))) return false;
  const int year = number(d.substr(6, 4));
  return year >= 1880 && year <= 2099 && is_day(year, number(d.substr(10, 2)), number(d.substr(12, 2)));
}

bool is_old_identity(std::string_view d) {
  if (d.size() != 15 || !all_digits(d) || !is_province(d.substr(0, 2))) return false;
  const int year = 1900 + number(d.substr(6, 2));
  return year >= 1930 && is_day(year, number(d.substr(8, 2)), number(d.substr(10, 2)));
}

bool is_identity(std::string_view d, bool named) {
  const auto x = d.find('X');
  if (x != d.npos && x != 17) return false;
  if (named && (d.size() == 15 || d.size() == 18)) return true;
  return is_identity_number(d) || (has_identity_shape(d) && d[17] == 'X') || is_old_identity(d);
}

bool is_mobile(std::string_view d) {
  return d.size() == 11 && all_digits(d) && d[0] == '1' && d[1] >= '3';
}

// The area code's digits behind the 0: 10, 2x, or three digits whose first two are in use.
bool is_area(std::string_view code) {
  if (!all_digits(code)) return false;
  if (code.size() == 2) return code == "10" || code[0] == '2';
  if (code.size() != 3) return false;
  constexpr std::array used{31, 33, 34, 35, 37, 39, 41, 42, 43, 44, 45, 46, 47, 48, 51, 52,
                            53, 54, 55, 56, 57, 58, 59, 63, 66, 69, 71, 72, 73, 74, 75, 76,
                            77, 79, 81, 82, 83, 85, 87, 88, 89, 90, 91, 93, 94, 95, 97, 99};
  return std::find(used.begin(), used.end(), number(code.substr(0, 2))) != used.end();
}

bool looks_like_day(std::string_view d) {
  return d.size() == 8 && (d.starts_with("19") || d.starts_with("20")) &&
         is_day(number(d.substr(0, 4)), number(d.substr(4, 2)), number(d.substr(6, 2)));
}

bool is_local(std::string_view d) {
  return (d.size() == 7 || d.size() == 8) && all_digits(d) && d[0] >= '2' && d[0] <= '8' &&
         !looks_like_day(d);
}

std::string stars(std::size_t n) {
  return std::string(n, '*');
}

std::string mask_local(std::string_view d) {
  return stars(4) + std::string(d.substr(4));
}

// Looks at the groups from `at` on; the text around them decides about names (电话) and amounts (元).
class Finder {
public:
  Finder(std::string_view text, const std::vector<Group>& groups) : text_(text), groups_(groups) {}

  [[nodiscard]] Found find(std::size_t at) const {
    if (in_digest(at)) return {};
    if (auto found = identity(at); found.groups > 0) return found;
    if (is_amount(at)) return {};
    if (auto found = with_country_code(at); found.groups > 0) return found;
    if (auto found = mobile(at); found.groups > 0) return found;
    return landline(at);
  }

private:
  // The digits of the groups from `at`, `count` of them, or empty where they do not hang together.
  [[nodiscard]] std::string joined(std::size_t at, std::size_t count) const {
    std::string out;
    if (at + count > groups_.size()) return {};
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0 && !groups_[at + i].joined) return {};
      out += groups_[at + i].digits;
    }
    return out;
  }

  [[nodiscard]] std::string_view digits(std::size_t at, bool has_to_join = false) const {
    if (at >= groups_.size() || (has_to_join && !groups_[at].joined)) return {};
    return groups_[at].digits;
  }

  [[nodiscard]] std::string_view before(std::size_t at, std::size_t bytes) const {
    const std::size_t end = groups_[at].begin, begin = end > bytes ? end - bytes : 0;
    return text_.substr(begin, end - begin);
  }

  // What stands between a group and the next: "-", ")", " ".
  [[nodiscard]] std::string_view between(std::size_t at) const {
    return text_.substr(groups_[at].end, groups_[at + 1].begin - groups_[at].end);
  }

  [[nodiscard]] bool named_identity(std::size_t at) const {
    const auto words = before(at, 36);
    return words.find("身份证") != words.npos || words.find("证件号") != words.npos;
  }

  // 电话, then nothing but 号码：: and blanks.
  [[nodiscard]] bool named_telephone(std::size_t at) const {
    auto words = before(at, 36);
    for (bool more = true; more;) {
      more = false;
      words = trim(words);
      for (const std::string_view filler : {"号码", "号", "：", ":", "为", "是", "（", "("})
        if (words.ends_with(filler)) {
          words.remove_suffix(filler.size());
          more = true;
        }
    }
    for (const std::string_view name : {"电话", "座机", "手机", "联系方式", "Tel", "TEL", "tel"})
      if (words.ends_with(name)) return true;
    return false;
  }

  // 元 behind, a decimal point at either end, ¥ in front.
  [[nodiscard]] bool is_amount(std::size_t at) const {
    const auto behind = text_.substr(groups_[at].end);
    const auto front = before(at, 3);
    if (starts_with_any(behind, {"元", "万元", "亿元", " 元"})) return true;
    if (behind.size() > 1 && behind[0] == '.' && all_digits(behind.substr(1, 1))) return true;
    const bool fraction = front.ends_with('.') && at > 0 && groups_[at - 1].end + 1 == groups_[at].begin;
    return fraction || front.ends_with("¥") || front.ends_with("￥");
  }

  // Inside a word of 32 or more hexadecimal digits: a digest, not a number.
  [[nodiscard]] bool in_digest(std::size_t at) const {
    const auto hex = [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    std::size_t begin = groups_[at].begin, end = groups_[at].end;
    bool letters = false;
    while (begin > 0 && hex(text_[begin - 1]) && end - begin < 128)
      letters = is_letter(static_cast<unsigned char>(text_[--begin])) || letters;
    while (end < text_.size() && hex(text_[end]) && end - begin < 128)
      letters = is_letter(static_cast<unsigned char>(text_[end++])) || letters;
    return letters && end - begin >= 32;
  }

  [[nodiscard]] Found identity(std::size_t at) const {
    const bool named = named_identity(at);
    for (std::size_t count = 1; count <= 18; ++count) {
      const std::string d = joined(at, count);
      if (d.empty() || d.size() > 18) return {};
      // Old numbers have no check digit: groups are joined only in the shape that people write.
      const bool shape = d.size() == 18 || count == 1 || (count == 3 && digits(at).size() == 6);
      if (shape && is_identity(d, named)) return {count, d.substr(0, 6) + stars(d.size() - 6)};
    }
    return {};
  }

  [[nodiscard]] Found mobile(std::size_t at) const {
    static const std::vector<std::vector<std::size_t>> shapes = {
        {11},      {3, 4, 4}, {4, 3, 4},
        {3, 8},    {7, 4},    {3, 3, 5},
        {3, 5, 3}, {4, 4, 3}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}};
    for (const auto& shape : shapes) {
      const std::string d = joined(at, shape.size());
      if (!is_mobile(d)) continue;
      bool fits = true;
      for (std::size_t i = 0; i < shape.size(); ++i)
        fits = fits && digits(at + i).size() == shape[i];
      if (fits) return {shape.size(), d.substr(0, 3) + stars(4) + d.substr(7)};
    }
    return {};
  }

  [[nodiscard]] Found with_country_code(std::size_t at) const {
    const auto d = digits(at);
    for (const std::string_view code : {"0086", "86"}) {
      if (!d.starts_with(code)) continue;
      const auto rest = d.substr(code.size());
      if (is_mobile(rest)) // 8613912345678 in one
        return {1,
                std::string(code) + std::string(rest.substr(0, 3)) + stars(4) + std::string(rest.substr(7))};
      if (!rest.empty() || digits(at + 1, true).empty()) continue;
      if (auto found = mobile(at + 1); found.groups > 0)
        return {found.groups + 1, std::string(d) + " " + found.masked};
      const auto area = digits(at + 1), local = digits(at + 2, true);
      if (is_area(area) && is_local(local))
        return {3, std::string(d) + " " + std::string(area) + "-" + mask_local(local)};
    }
    return {};
  }

  [[nodiscard]] Found landline(std::size_t at) const {
    const auto d = digits(at);
    if (d.starts_with('0')) {
      for (const std::size_t area : {std::size_t{3}, std::size_t{4}}) {
        if (d.size() < area || !is_area(d.substr(1, area - 1))) continue;
        const std::string code(d.substr(0, area));
        if (d.size() > area && is_local(d.substr(area))) return {1, code + "-" + mask_local(d.substr(area))};
        if (d.size() != area) continue;
        for (const std::size_t count : {std::size_t{1}, std::size_t{2}})
          if (const std::string local = digits(at + 1, true).empty() ? "" : joined(at + 1, count);
              is_local(local))
            return {count + 1, code + std::string(between(at)) + mask_local(local)};
      }
    }
    if (!named_telephone(at)) return {};
    for (const std::size_t count : {std::size_t{1}, std::size_t{2}}) {
      const std::string local = joined(at, count);
      const bool shape = count == 1 || (digits(at).size() >= 3 && digits(at + 1).size() == 4);
      if (shape && is_local(local)) return {count, mask_local(local)};
    }
    return {};
  }

  std::string_view text_;
  const std::vector<Group>& groups_;
};

// Cheap: most cells of a ledger end here.
bool may_hold_a_number(std::string_view text) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    digits += (c >= '0' && c <= '9') || (c == 0xEF && text.substr(i, 2) == "\xEF\xBC");
  }
  return digits >= 7;
}

} // namespace

bool is_identity_number(std::string_view digits) {
  if (!has_identity_shape(digits)) return false;
  return check_digit(digits.substr(0, 17)) == (digits[17] == 'x' ? 'X' : digits[17]);
}

Masked mask_personal_data(std::string_view utf8) {
  if (!may_hold_a_number(utf8)) return {std::string(utf8), 0};
  const auto groups = digit_groups(utf8);
  const Finder finder(utf8, groups);
  Masked out;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < groups.size();) {
    const Found found = finder.find(at);
    if (found.groups == 0) {
      ++at;
      continue;
    }
    out.text.append(utf8, copied, groups[at].begin - copied);
    out.text += found.masked;
    at += found.groups;
    copied = groups[at - 1].end;
    ++out.places;
  }
  out.text.append(utf8, copied);
  return out;
}

} // namespace fengqiao
