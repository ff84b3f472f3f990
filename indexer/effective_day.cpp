#include "indexer/effective_day.hpp"

#include "indexer/dates_in_text.hpp"

#include <algorithm>
#include <initializer_list>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kBehindADate = 24; // bytes in which 起施行 follows
constexpr std::size_t kBehindADay = 6;   // and 施行 behind 自公布之日起

bool holds(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != text.npos; });
}

} // namespace

std::optional<EffectiveDay> effective_day(std::string_view line) {
  if (!holds(line, {"施行", "实施", "执行", "生效"})) return std::nullopt;
  for (const auto& found : dates_in(line))
    if (line.substr(0, found.begin).ends_with("自") &&
        holds(line.substr(found.end, kBehindADate), {"起施行", "起实施", "起执行", "起生效"}))
      return EffectiveDay{found.date, false};
  for (const std::string_view day : {"自公布之日起", "自发布之日起", "自印发之日起", "自下发之日起"}) {
    const auto at = line.find(day);
    if (at != line.npos && holds(line.substr(at + day.size(), kBehindADay), {"施行", "实施", "执行", "生效"}))
      return EffectiveDay{{}, true};
  }
  return std::nullopt;
}

} // namespace fengqiao::indexer
