// The numbers of a citation inside a text: 第四十三条, 第二、三条, 第二至四条, 第十条之一, 前条. Each of
// these functions looks at some tens of bytes only.
#pragma once

#include "indexer/text_limits.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

inline constexpr std::string_view kOrdinal = "第", kArticle = "条", kPrevious = "前";
inline constexpr std::size_t kHan = 3;                // bytes
inline constexpr std::size_t kNumberBytes = 9 * kHan; // of a numeral

// The clauses between the ends of a text's ranges, as long as there is room for them.
class RangeRoom {
public:
  void add_between(int from, int to, std::vector<std::string>& keys);

private:
  std::size_t left_ = limits::range_clauses;
};

// 第…条 with 之一 behind it; places in bytes of the text.
struct Article {
  std::size_t begin = 0, end = 0;
  int number = 0; // the last one
  std::string key;
  std::vector<std::string> before = {}; // 2 and 3 of 第二、三、四条, whose key is 4
};

// The article that is written at `at`, where 第 stands.
std::optional<Article> article_at(std::string_view text, std::size_t at, RangeRoom& room);

// 前条, 前两条 at `at`, where 前 stands: the articles in front of the clause, as far as `before` knows their
// keys, the nearest first. 目前条件 is none.
std::optional<Article> previous_at(std::string_view text, std::size_t at,
                                   const std::vector<std::string>& before);

// Takes `mark` off the front of the text, if it stands there.
bool take(std::string_view& text, std::string_view mark);

} // namespace fengqiao::indexer
