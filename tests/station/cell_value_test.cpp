#include "station/ledger/cell_value.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::station;

namespace {

const Column kMoment{"时刻", ColumnType::moment}, kDay{"日期", ColumnType::day},
    kCount{"数", ColumnType::count}, kAmount{"分值", ColumnType::amount}, kFlag{"重复", ColumnType::flag},
    kText{"事项", ColumnType::text}, kId{"编号", ColumnType::number},
    kDue{"时限", ColumnType::moment, false, false, {}, {}, {}, true};

// As stored, or "!" and the message.
std::string read(const Column& column, std::string_view cell, CellRules rules = {2026, false}) {
  std::size_t masked = 0;
  const auto value = read_cell(cell, column, rules, masked);
  if (!value) return "!" + value.error().message;
  if (const auto* number = std::get_if<std::int64_t>(&*value)) return std::to_string(*number);
  const auto* text = std::get_if<std::string>(&*value);
  return text == nullptr ? "" : *text;
}

} // namespace

TEST_CASE("moments are read in every form that platforms export") {
  const std::pair<const char*, const char*> rows[] = {
      {"2026-03-09", "2026-03-09T00:00"},
      {"2026-3-9 8:5", "2026-03-09T08:05"},
      {"2026/3/9 8:05", "2026-03-09T08:05"},
      {"2026/03/09 08:05:33", "2026-03-09T08:05"},
      {"2026-03-09 08:05:33.120", "2026-03-09T08:05"},
      {"2026-03-09T08:05:33", "2026-03-09T08:05"},
      {"2026.3.9", "2026-03-09T00:00"},
      {"20260309", "2026-03-09T00:00"},
      {"202603090805", "2026-03-09T08:05"},
      {"20260309080533", "2026-03-09T08:05"},
      {"2026年3月9日", "2026-03-09T00:00"},
      {"2026年3月9日8时5分", "2026-03-09T08:05"},
      {"2026年3月9日 08:05", "2026-03-09T08:05"},
      {"3月9日", "2026-03-09T00:00"},
      {"3月9日20时", "2026-03-09T20:00"},
      {"２０２６－３－９　８：０５", "2026-03-09T08:05"},
      {"46090", "2026-03-09T00:00"},
      {"46090.3368055556", "2026-03-09T08:05"},
      {"2026-03-09 24:00", "2026-03-10T00:00"},
      {"2026-12-31 24:00", "2027-01-01T00:00"},
      {"2024-02-29", "2024-02-29T00:00"},
      {"", ""},
      {"—", ""},
  };
  for (const auto& [cell, expected] : rows) {
    INFO(cell);
    CHECK(read(kMoment, cell) == expected);
  }
  CHECK(read(kDay, "2026/3/9 8:05") == "2026-03-09");
  CHECK(read(kDay, "2026-03-09 24:00") == "2026-03-09");
  CHECK(read(kMoment, "44628", {2026, true}) == "2026-03-09T00:00");
}

TEST_CASE("what is due on a day is due at its end") {
  const std::pair<const char*, const char*> rows[] = {
      {"2026-11-22", "2026-11-22T24:00"},       {"20261122", "2026-11-22T24:00"},
      {"2026年11月22日", "2026-11-22T24:00"},   {"46348", "2026-11-22T24:00"},
      {"2026-11-22 18:00", "2026-11-22T18:00"}, {"2026-11-22 0:00", "2026-11-22T00:00"},
      {"2026-11-22 24:00", "2026-11-22T24:00"},
  };
  for (const auto& [cell, expected] : rows) {
    INFO(cell);
    CHECK(read(kDue, cell) == expected);
  }
}

TEST_CASE("a day without a year is the last there was, except where something is due") {
  const CellRules rules{2026, false, Date{2026, 3, 10}};
  CHECK(read(kMoment, "3月10日", rules) == "2026-03-10T00:00");
  CHECK(read(kMoment, "12月31日 08:00", rules) == "2025-12-31T08:00");
  CHECK(read(kDay, "3月11日", rules) == "2025-03-11");
  CHECK(read(kMoment, "2026-12-31", rules) == "2026-12-31T00:00"); // written in full: as it is
  CHECK(read(kDue, "3月11日", rules) == "2026-03-11T24:00");
  CHECK(read(kMoment, "12月31日", {2026, false, {}}) == "2026-12-31T00:00");
}

TEST_CASE("dates that do not exist or cannot be told are refused and say why") {
  const std::pair<const char*, const char*> rows[] = {
      {"2026-02-30", "没有这一天或这一时刻：“2026-02-30”"},
      {"2026年13月1日", "没有这一天或这一时刻"},
      {"13月9日", "没有这一天或这一时刻"},
      {"20260230", "没有这一天或这一时刻"},
      {"26-3-9", "年份只有两位"},
      {"26/03/09 8:00", "年份只有两位"},
      {"26年3月9日", "年份只有两位"},
      {"3/9/2026", "不是日期"},
      {"昨天", "不是日期"},
      {"2026-03-09 25:00", "没有这一天或这一时刻"},
      {"2026-03-09 8:61", "没有这一天或这一时刻"},
      {"2026-03-09 8:05 前后", "不是日期"},
      {"12", "不是日期"},
  };
  for (const auto& [cell, expected] : rows) {
    INFO(cell);
    CHECK(read(kMoment, cell).starts_with(std::string("!") + expected));
  }
  CHECK(read(kMoment, "3月9日", {0, false}).starts_with("!不是日期"));
}

TEST_CASE("counts and amounts are exact, blank is not 0, and what is no number is refused") {
  CHECK(read(kCount, "12") == "12");
  CHECK(read(kCount, "１２") == "12");
  CHECK(read(kCount, "12.0") == "12");
  CHECK(read(kCount, "1,234") == "1234");
  CHECK(read(kCount, "0") == "0");
  CHECK(read(kCount, "") == "");
  CHECK(read(kCount, "-1").starts_with("!不能是负数"));
  CHECK(read(kCount, "两起").starts_with("!应是整数"));
  CHECK(read(kCount, "3起").starts_with("!应是整数"));
  CHECK(read(kCount, "1.5").starts_with("!应是整数"));
  CHECK(read(kCount, "1,23").starts_with("!应是整数"));
  CHECK(read(kCount, "99999999999999999999").starts_with("!数太大"));
  CHECK(read(kAmount, "0.5") == "50");
  CHECK(read(kAmount, "-1.25") == "-125");
  CHECK(read(kAmount, "0.125").starts_with("!最多两位小数"));
  CHECK(to_text(CellValue(std::int64_t{-125}), kAmount) == "-1.25");
  CHECK(read(kFlag, "是") == "1");
  CHECK(read(kFlag, "否") == "0");
  CHECK(read(kFlag, "也许").starts_with("!应是“是”或“否”"));
}

TEST_CASE("texts are masked, ids that hold personal numbers or lost their digits are refused") {
  CHECK(read(kText, " 电话13912345678 ") == "电话139****5678");
  CHECK(read(kId, "620102202603090017") == "620102202603090017"); // a platform's own number
  CHECK(read(kId, "620102199003070018").starts_with("!编号像是身份证号"));
  CHECK(read(kId, "620102199003070018").find("19900307") == std::string::npos);
  for (const char* lost : {"6.20102E+17", "6.20102E17", "6.20102e17", "6.20102E"})
    CHECK(read(kId, lost).starts_with("!编号被表格程序改成了科学计数法"));
  CHECK(read(kId, "A1.2E5") == "A1.2E5");
}

TEST_CASE("an id is the same however the spreadsheet wrote it, and an error value is none") {
  const auto id = [](std::string_view cell) { return read(kId, bare_cell(cell, kId)); };
  for (const char* cell : {"12345", "12345.0", "=\"12345\"", "'12345", " '12345 "}) {
    INFO(cell);
    CHECK(id(cell) == "12345");
  }
  CHECK(id("Q10") == "Q10");
  CHECK(id("'Q10") == "Q10");
  CHECK(id("1.50") == "1.50");
  CHECK(bare_cell("'样例'", kText) == "'样例'");
  for (const char* error : {"#N/A", "#REF!", "#DIV/0!"}) {
    CHECK(read(kId, error).starts_with("!是表格公式的错误值"));
    CHECK(read(kText, error).starts_with("!是表格公式的错误值"));
    CHECK(read(kCount, error).starts_with("!是表格公式的错误值"));
  }
}
