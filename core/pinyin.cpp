#include "core/pinyin.hpp"

#include <algorithm>
#include <iterator>

namespace fengqiao {
namespace {

#include "pinyin_table.inc"

struct TwoReadings {
  char32_t character;
  std::string_view one, other;
};

// 调解 and 调查, 重复 and 重点, 银行 and 行为, 没收 and 没有, 弹药 and 弹劾: words of laws and station
// papers.
constexpr TwoReadings kTwoReadings[] = {
    {U'传', "chuan", "zhuan"}, {U'便', "bian", "pian"},   {U'勒', "le", "lei"},
    {U'单', "dan", "shan"},    {U'卡', "ka", "qia"},      {U'会', "hui", "kuai"},
    {U'宿', "su", "xiu"},      {U'差', "cha", "chai"},    {U'弹', "dan", "tan"},
    {U'恶', "e", "wu"},        {U'折', "zhe", "she"},     {U'提', "ti", "di"},
    {U'曾', "ceng", "zeng"},   {U'朝', "chao", "zhao"},   {U'校', "xiao", "jiao"},
    {U'没', "mei", "mo"},      {U'率', "lv", "shuai"},    {U'盛', "sheng", "cheng"},
    {U'省', "sheng", "xing"},  {U'称', "cheng", "chen"},  {U'系', "xi", "ji"},
    {U'给', "gei", "ji"},      {U'落', "luo", "la"},      {U'藏', "cang", "zang"},
    {U'行', "xing", "hang"},   {U'识', "shi", "zhi"},     {U'调', "diao", "tiao"},
    {U'还', "hai", "huan"},    {U'都', "du", "dou"},      {U'重', "zhong", "chong"},
    {U'长', "zhang", "chang"}, {U'降', "jiang", "xiang"}, {U'露', "lu", "lou"},
};

} // namespace

std::string_view pinyin_of(char32_t c) {
  if (c < kPinyinFirst || c - kPinyinFirst >= std::size(kSyllableOf)) return {};
  return kSyllables[kSyllableOf[c - kPinyinFirst]];
}

std::string_view other_pinyin_of(char32_t c) {
  const auto found = std::find_if(std::begin(kTwoReadings), std::end(kTwoReadings),
                                  [&](const TwoReadings& each) { return each.character == c; });
  if (found == std::end(kTwoReadings)) return {};
  return pinyin_of(c) == found->one ? found->other : found->one;
}

std::string blurred_pinyin(std::string_view syllable) {
  std::string out;
  for (std::size_t i = 0; i < syllable.size(); ++i) {
    const bool retroflex = i == 0 && syllable.size() > 1 && syllable[1] == 'h' &&
                           std::string_view("zcs").find(syllable[0]) != std::string_view::npos;
    out.push_back(syllable[i] == 'v' ? 'u' : syllable[i]);
    if (retroflex) ++i;
  }
  if (out.ends_with("ng")) out.pop_back();
  return out;
}

} // namespace fengqiao
