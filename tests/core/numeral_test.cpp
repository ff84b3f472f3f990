#include "core/numeral.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string_view>

using namespace fengqiao;

TEST_CASE("Chinese numerals are read in every usual form") {
  struct Row {
    const char* text;
    std::optional<int> expected;
  };
  const Row rows[] = {
      {"一", 1},
      {"十", 10},
      {"十二", 12},
      {"二十", 20},
      {"四十三", 43},
      {"一百", 100},
      {"一百零三", 103},
      {"一百〇三", 103},
      {"二百八十七", 287},
      {"一千二百六十", 1260},
      {"二〇二三", 2023},
      {"43", 43},
      {"４３", 43},
      {"两", 2},
      {"廿三", 23},
      {"零", 0},
      {"", std::nullopt},
      {"四43", std::nullopt},
      {"条", std::nullopt},
      {"四三十", std::nullopt},
      {"四十十三", std::nullopt},
      {"二十百", std::nullopt},
      {"一百零二十", std::nullopt},
      {"二十廿", std::nullopt},
      {"一千零二十", 1020},
      {"一千零五", 1005},
      {"一百廿三", 123},
      {"99999999", 99999999},
      {"999999999", std::nullopt},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(parse_numeral(row.text) == row.expected);
  }
}

TEST_CASE("a character is a numeral where a number can hold it") {
  const auto all = [](std::u32string_view characters, bool expected) {
    for (const char32_t c : characters) {
      INFO(static_cast<std::uint32_t>(c));
      CHECK(is_numeral(c) == expected);
    }
  };
  all(U"0123456789０９零〇○一二三四五六七八九十百千两廿卅", true);
  all(U"万亿第条之aO -.、", false);
}

TEST_CASE("every number up to 9999 is written so that it reads back") {
  for (int n = 0; n <= 9999; ++n)
    REQUIRE(parse_numeral(chinese_numeral(n)) == n);
  CHECK(chinese_numeral(10) == "十");
  CHECK(chinese_numeral(12) == "十二");
  CHECK(chinese_numeral(110) == "一百一十");
  CHECK(chinese_numeral(1005) == "一千零五");
  CHECK(roman_numeral(4) == "iv");
  CHECK(roman_numeral(1994) == "mcmxciv");
  CHECK(roman_numeral(0).empty());
}
