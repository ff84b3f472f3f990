#include "indexer/named_text.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/resolver.hpp"

#include <algorithm>
#include <array>

namespace fengqiao::indexer {
namespace {

using View = std::u32string_view;

constexpr std::size_t kLongestName = 60, kMostNames = 4;
constexpr std::array<View, 8> kBefore{U"请问", U"我国的", U"我国", U"根据", U"依据", U"按照", U"依照", U"新"};
constexpr std::array<View, 15> kKinds{U"法",   U"法典", U"条例", U"办法", U"规定", U"细则", U"解释", U"规则",
                                      U"决定", U"意见", U"规程", U"规范", U"制度", U"方案", U"计划"};
// What stands between a name and what is asked of it.
constexpr std::array<View, 10> kBetween{U"中关于", U"里关于", U"关于", U"对于", U"有关",
                                        U"规定的", U"规定",   U"中的", U"里的", U"的"};
constexpr std::array<View, 11> kBehind{U"是怎么规定的", U"是如何规定的", U"有什么规定", U"有哪些规定",
                                       U"怎么规定的",   U"如何规定的",   U"怎么规定",   U"如何规定",
                                       U"的规定",       U"的条款",       U"的内容"};
constexpr View kMarks = U" ,.?!:;、。·";
// 法院, 法律, 法官 …: the 法 of such a word ends no name.
constexpr View kAfterFa = U"院律官人制治庭警医学网盲典条式子";

View trimmed(View text) {
  while (!text.empty() && kMarks.find(text.front()) != View::npos)
    text.remove_prefix(1);
  while (!text.empty() && kMarks.find(text.back()) != View::npos)
    text.remove_suffix(1);
  return text;
}

std::string asked_words(View rest) {
  rest = trimmed(rest);
  for (bool again = true; again;) {
    again = false;
    for (const View word : kBetween)
      if (rest.starts_with(word)) {
        rest = trimmed(rest.substr(word.size()));
        again = true;
      }
  }
  for (const View word : kBehind)
    if (rest.ends_with(word)) {
      rest = trimmed(rest.substr(0, rest.size() - word.size()));
      break;
    }
  return to_utf8(rest);
}

// May the name end in front of `rest`?
bool ends_here(View name, View rest) {
  if (rest.empty()) return false;
  if (rest.front() == ' ') return true;
  if (View(U"和与及或、》").find(rest.front()) != View::npos) return false;
  if (rest.starts_with(U"规") && !rest.starts_with(U"规定")) return false;
  if (rest.starts_with(U"定")) return false;
  return !name.ends_with(U"法") || kAfterFa.find(rest.front()) == View::npos;
}

std::vector<std::size_t> ends_of_names(View text) {
  std::vector<std::size_t> out;
  for (std::size_t end = std::min(text.size(), kLongestName); end > 1; --end) {
    const View name = text.substr(0, end);
    const bool kind = std::any_of(kKinds.begin(), kKinds.end(), [&](View each) {
      return name.size() > each.size() && name.ends_with(each);
    });
    const bool word = name.size() > 2 && end < text.size() && text[end] == ' ';
    if ((kind || word) && ends_here(name, text.substr(end))) out.push_back(end);
  }
  return out;
}

std::optional<AskedText> named_in_marks(const IndexResolver& resolver, View text) {
  AskedText out;
  std::u32string rest;
  std::size_t names = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != U'《') {
      rest.push_back(text[at++]);
      continue;
    }
    int depth = 0;
    std::size_t end = at;
    for (; end < text.size(); ++end) {
      if (text[end] == U'《') ++depth;
      if (text[end] == U'》' && --depth == 0) break;
    }
    if (end == text.size() || ++names > kMostNames) return std::nullopt;
    auto documents = resolver.find_documents(to_utf8(text.substr(at + 1, end - at - 1)), Names::known);
    if (!documents) return std::nullopt;
    out.documents.insert(out.documents.end(), documents->begin(), documents->end());
    while (names > 1 && !rest.empty() && View(U"和与及、 ").find(rest.back()) != View::npos)
      rest.pop_back();
    rest.push_back(' ');
    at = end + 1;
  }
  out.words = asked_words(rest);
  return out;
}

} // namespace

std::optional<AskedText> text_named_in(const IndexReader& index, std::string_view typed) {
  const std::u32string folded = fold32(trim(typed));
  const IndexResolver resolver(index);
  View text = folded;
  std::optional<AskedText> out;
  if (text.find(U'《') != View::npos) {
    out = named_in_marks(resolver, text);
  } else {
    for (const View word : kBefore)
      if (text.starts_with(word)) text.remove_prefix(word.size());
    for (const std::size_t end : ends_of_names(text))
      if (auto documents = resolver.find_documents(to_utf8(text.substr(0, end)), Names::known)) {
        out = AskedText{std::move(*documents), asked_words(text.substr(end))};
        break;
      }
  }
  return out && !out->words.empty() && !out->documents.empty() ? out : std::nullopt;
}

} // namespace fengqiao::indexer
