#include "core/error.hpp"
#include "core/text.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;

TEST_CASE("invalid UTF-8 is found at its first byte") {
  struct Row {
    std::string bytes;
    std::optional<std::size_t> expected;
  };
  const Row rows[] = {
      {"", std::nullopt},
      {"派出所 abc 𠮷", std::nullopt},
      {"a\xFF", 1},
      {"\xC0\xAF", 0},         // overlong
      {"\xE0\x80\x80", 0},     // overlong
      {"\xED\xA0\x80", 0},     // surrogate
      {"\xF4\x90\x80\x80", 0}, // above U+10FFFF
      {"派\xE5\x87", 3},       // cut short
      {"\x80", 0},
  };
  for (const auto& row : rows) {
    INFO(row.bytes);
    CHECK(first_invalid_utf8(row.bytes) == row.expected);
  }
}

TEST_CASE("UTF-8 and UTF-32 convert both ways, invalid bytes become U+FFFD") {
  CHECK(to_utf8(to_utf32("枫桥𠮷ab")) == "枫桥𠮷ab");
  CHECK(to_utf32("a\xFFz") == U"a\uFFFDz");
  CHECK(count_code_points("张𠮷") == 2);
}

TEST_CASE("columns of a terminal count Han twice and marks not at all") {
  CHECK(display_width("派出所") == 6);
  CHECK(display_width("ab，") == 4);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("\x1b") == 0);
}

TEST_CASE("trim strips full-width spaces too") {
  CHECK(trim("　 值班\t\n") == "值班");
  CHECK(trim(" 　").empty());
  CHECK(trim("").empty());
}

TEST_CASE("control and bidi characters never reach a terminal") {
  CHECK(printable("a\x1b[31mb\x07") == "a\uFFFD[31mb\uFFFD");
  CHECK(printable("甲\u202E乙\u2066") == "甲\uFFFD乙\uFFFD");
  CHECK(printable("\u009B") == "\uFFFD");
  CHECK(printable("甲\xEF\xBF\xBE\xEF\xBF\xBF乙") ==
        "甲\uFFFD\uFFFD乙"); // U+FFFE and U+FFFF: no XML holds them
  CHECK(printable("一\n二\t三") == "一\n二\t三");
  CHECK(to_text({ErrorCode::data, "x\x1b]0;t", "m", "h"}) == "x\uFFFD]0;t: m\n  提示：h");
}

TEST_CASE("shorten counts characters, not bytes") {
  CHECK(shorten("综合指挥室", 5) == "综合指挥室");
  CHECK(shorten("综合指挥室", 2) == "综合…");
}

TEST_CASE("place leaves out what is not known") {
  CHECK(place("a.yaml") == "a.yaml");
  CHECK(place("a.yaml", 3) == "a.yaml:3");
  CHECK(place("a.yaml", 3, 5) == "a.yaml:3:5");
}
