#include "indexer/asking_words.hpp"

#include <algorithm>
#include <array>

namespace fengqiao::indexer {
namespace {

// Longer ones before their parts.
constexpr std::array<std::u32string_view, 38> kAskingWords{
    U"几个人", U"几个",     U"怎么办", U"怎么样", U"为什么", U"什么样", U"什么时候", U"是不是",
    U"能不能", U"可不可以", U"有没有", U"怎么",   U"怎样",   U"如何",   U"什么",     U"是否",
    U"能否",   U"可否",     U"哪些",   U"哪个",   U"哪里",   U"哪几",   U"哪种",     U"哪年",
    U"多少",   U"多久",     U"请问",   U"可以",   U"应该",   U"吗",     U"呢",       U"呀",
    U"啊",     U"吧",       U"么",     U"咋",     U"啥",     U"哪"};

} // namespace

std::u32string without_asking_words(std::u32string_view folded,
                                    const std::function<bool(std::size_t at, std::size_t size)>& keep) {
  std::u32string out(folded);
  for (const auto word : kAskingWords)
    for (auto at = out.find(word); at != out.npos; at = out.find(word, at + word.size()))
      if (!keep || !keep(at, word.size()))
        std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(at), word.size(), U' ');
  return out;
}

} // namespace fengqiao::indexer
