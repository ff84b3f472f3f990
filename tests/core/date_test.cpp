#include "core/date.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;

TEST_CASE("dates are read as office papers write them") {
  struct Row {
    const char* text;
    std::optional<Date> expected;
  };
  const Row rows[] = {
      {"2026-03-09", Date{2026, 3, 9}},
      {"20260309", Date{2026, 3, 9}},
      {"2026年3月9日", Date{2026, 3, 9}},
      {"２０２６年３月９日", Date{2026, 3, 9}},
      {"2026/3/9", Date{2026, 3, 9}},
      {"2026.3.9", Date{2026, 3, 9}},
      {"2023-02", Date{2023, 2, 0}},
      {"2023年2月", Date{2023, 2, 0}},
      {"2023", Date{2023, 0, 0}},
      {"2023年", Date{2023, 0, 0}},
      {"2024-02-29", Date{2024, 2, 29}},
      {"2026-02-29", std::nullopt},
      {"2026-13-01", std::nullopt},
      {"2026-3-32", std::nullopt},
      {"3月9日", std::nullopt},
      {"", std::nullopt},
      {"2026-03/09", std::nullopt},
      {"2026-00-01", std::nullopt},
      {"今天", std::nullopt},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(parse_date(row.text) == row.expected);
  }
}

TEST_CASE("the next day crosses months, years and 29 February") {
  CHECK(next_day({2026, 3, 9}) == Date{2026, 3, 10});
  CHECK(next_day({2024, 2, 28}) == Date{2024, 2, 29});
  CHECK(next_day({2026, 2, 28}) == Date{2026, 3, 1});
  CHECK(next_day({2025, 12, 31}) == Date{2026, 1, 1});
}

TEST_CASE("times of day are read, and 24:00 is the end of the day") {
  CHECK(parse_date_time("2026-03-10T08:30") == DateTime{{2026, 3, 10}, 8, 30});
  CHECK(parse_date_time("2026-03-10 08:30") == DateTime{{2026, 3, 10}, 8, 30});
  CHECK(parse_date_time("2026年3月10日8时30分") == DateTime{{2026, 3, 10}, 8, 30});
  CHECK(parse_date_time("2026-03-10T24:00") == DateTime{{2026, 3, 10}, 24, 0});
  for (const char* bad :
       {"2026-03-10", "2026-03-10T25:00", "2026-03-10T08:61", "2026-03T08:30", "2026-03-10T24:01"})
    CHECK_FALSE(parse_date_time(bad));
}

TEST_CASE("the previous day crosses months, years and 29 February") {
  CHECK(previous_day({2026, 3, 1}) == Date{2026, 2, 28});
  CHECK(previous_day({2024, 3, 1}) == Date{2024, 2, 29});
  CHECK(previous_day({2026, 1, 1}) == Date{2025, 12, 31});
}

TEST_CASE("printed dates have no leading zeros, ISO dates have them") {
  CHECK(to_chinese(Date{2026, 3, 9}) == "2026年3月9日");
  CHECK(to_iso(Date{2026, 3, 9}) == "2026-03-09");
  CHECK(to_chinese(Date{2023, 2, 0}) == "2023年2月");
  CHECK(to_iso(DateTime{{2026, 3, 10}, 8, 5}) == "2026-03-10T08:05");
}
