#include "indexer/number_lookup.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/document_number.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace fengqiao::indexer {
namespace {

using View = std::u32string_view;

constexpr std::size_t kNearest = 3, kLongestNumber = 40;

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

// 公安部令第127号 or 公安部令127号: where it ends; 0 where the text does not begin so.
std::size_t behind_order(View text) {
  const auto order = text.substr(0, kLongestNumber).find(U'令');
  if (order == View::npos || order < 2 ||
      !std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(order), is_han))
    return 0;
  std::size_t at = order + 1;
  if (at < text.size() && text[at] == U'第') ++at;
  const std::size_t digits = at;
  while (at < text.size() && is_digit(text[at]))
    ++at;
  return at > digits && at < text.size() && text[at] == U'号' ? at + 1 : 0;
}

// 公通字2005-100号, 公发2002 6号, 公发2002年第6号 → 公通字〔2005〕100号; empty for everything else.
std::string with_brackets(View text) {
  constexpr std::size_t kYear = 4, kLongestCode = 12;
  std::size_t code = 0;
  while (code < text.size() && is_han(text[code]))
    ++code;
  if (code < 2 || code > kLongestCode || text.size() < code + kYear + 2 || text[code - 1] == U'第') return {};
  const View year = text.substr(code, kYear);
  View rest = text.substr(code + kYear);
  if (!std::all_of(year.begin(), year.end(), is_digit) || is_digit(rest.front())) return {};
  while (!rest.empty() && (is_space(rest.front()) || View(U"-年第.").find(rest.front()) != View::npos))
    rest.remove_prefix(1);
  if (rest.size() < 2 || !std::all_of(rest.begin(), rest.end() - 1, is_digit)) return {};
  return to_utf8(text.substr(0, code)) + "〔" + to_utf8(year) + "〕" + to_utf8(rest);
}

// The characters of a folded text that are no blanks, up to and with the first 号.
std::u32string up_to_number(View text, std::size_t& end) {
  std::u32string out;
  for (end = 0; end < text.size() && out.size() < kLongestNumber; ++end) {
    if (!is_space(text[end])) out.push_back(text[end]);
    if (text[end] == U'号') {
      ++end;
      return out;
    }
  }
  return {};
}

// 公通字 of 公通字〔2005〕100号, 公安部令 of 公安部令第146号; the numbers in it are year and number.
std::string code_of(const std::string& number, std::vector<int>& numbers) {
  const std::u32string text = fold32(number);
  const auto end = std::min(text.find_first_of(U"[("), text.find(U'令'));
  std::string digits;
  for (const char32_t c : text) {
    if (is_digit(c) && digits.size() < 9)
      digits.push_back(static_cast<char>(c));
    else if (!digits.empty())
      numbers.push_back(std::atoi(std::exchange(digits, {}).c_str()));
  }
  return end == text.npos ? "" : to_utf8(text.substr(0, end));
}

} // namespace

std::optional<TypedNumber> number_at_front(std::string_view typed) {
  const std::u32string text = fold32(typed);
  // 关于印发某办法的通知 样发〔2005〕1号: what stands in front of the code makes it a title, not a number.
  const auto mark =
      std::min({text.find_first_of(U"[("), text.find(U'令'), text.find_first_of(U"0123456789")});
  const std::u32string code = text.substr(0, mark);
  if (code.size() == text.size() || code.find_first_of(U" 的") != code.npos) return std::nullopt;
  std::size_t end = 0;
  std::u32string front = up_to_number(text, end);
  if (front.empty()) return std::nullopt;
  TypedNumber out{{}, false, std::string(trim(to_utf8(View(text).substr(end))))};
  if (const auto bracketed = with_brackets(View(text).substr(0, end)); !bracketed.empty()) {
    out.number = bracketed;
    out.rewritten = true;
    return out;
  }
  if (behind_order(front) == front.size()) {
    if (const auto order = front.find(U'令'); front[order + 1] != U'第') front.insert(order + 1, U"第");
    out.number = to_utf8(front);
    out.rewritten = true;
    return out;
  }
  out.number = bracketed_number(to_utf8(front));
  if (out.number.empty() || count_code_points(out.number) < front.size()) return std::nullopt;
  return out;
}

std::vector<StoredDocument> documents_with_code_of(const IndexReader& index, const std::string& number) {
  std::vector<int> wanted;
  const std::string code = code_of(number, wanted);
  std::multimap<std::vector<int>, StoredDocument> near; // by the distance, then as listed
  for (auto& document : index.documents().value_or(std::vector<StoredDocument>{})) {
    std::vector<int> numbers, distance;
    if (code.empty() || code_of(document.data.number, numbers) != code) continue;
    for (std::size_t i = 0; i < std::min(numbers.size(), wanted.size()); ++i)
      distance.push_back(std::abs(numbers[i] - wanted[i]));
    near.emplace(std::move(distance), std::move(document));
  }
  std::vector<StoredDocument> out;
  for (auto& [distance, document] : near)
    if (out.size() < kNearest) out.push_back(std::move(document));
  return out;
}

} // namespace fengqiao::indexer
