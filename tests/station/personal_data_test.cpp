// Numbers of people that somebody typed into a record.
#include "station/personal_data.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::station;
using render::Value;

namespace {

Value record(const std::string& text) {
  Value out;
  out.set_path("整改", Value());
  Value* list = out.find("整改");
  list->kind = Value::Kind::list;
  Value item;
  item.set_path("事项", Value::of_text(text, "日报.yaml:12 栏目“整改.事项”"));
  list->items.push_back(item);
  return out;
}

const std::string& matter(const Value& value) {
  return value.find("整改")->items[0].find("事项")->text;
}

} // namespace

TEST_CASE("what is typed into a record is masked if it is somebody's number, and only then") {
  struct Row {
    const char* typed;
    const char* printed;
    std::size_t places;
  };
  const Row rows[] = {
      {"当事人电话13912345678", "当事人电话139****5678", 1},
      {"联系 139 1234 5678 或 0931-8123456", "联系 139****5678 或 0931-****456", 2},
      {"身份证号620102199003070018", "身份证号620102************", 1},
      {"１３９１２３４５６７８", "139****5678", 1},
      {"12345三件、街道两件", "12345三件、街道两件", 0}, // hotlines
      {"拨打110、119、120、12389举报", "拨打110、119、120、12389举报", 0},
      {"12345热线转来，编号GD20260309001", "12345热线转来，编号GD20260309001", 0},
      {"JQ20260309001", "JQ20260309001", 0}, // record numbers
      {"示日〔2026〕69号", "示日〔2026〕69号", 0},
      {"示公（行）受案字〔2026〕00123号", "示公（行）受案字〔2026〕00123号", 0},
      {"2026-03-09T08:30", "2026-03-09T08:30", 0},
      {"罚款20000000元", "罚款20000000元", 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    Value value = record(row.typed);
    const auto masked = mask_values(value, "");
    CHECK(matter(value) == row.printed);
    CHECK(masked.places == row.places);
    CHECK(masked.found.size() == (row.places > 0 ? 1 : 0));
  }
}

TEST_CASE("a masked number is told with its file and line, without the number") {
  Value value = record("当事人电话13912345678");
  const auto masked = mask_values(value, "");
  REQUIRE(masked.found.size() == 1);
  CHECK(masked.found[0].where == "日报.yaml:12");
  CHECK(masked.found[0].message.find("栏目“整改.事项”里有 1 处") != std::string::npos);
  CHECK(to_text(masked.found[0]).find("13912345678") == std::string::npos);
}

TEST_CASE("numbers that a template calls public are printed, others beside them are not") {
  const std::string typed = "值班电话0931-8123456";
  for (const char* list : {"整改.事项", "单位 整改.事项", "单位、整改.事项", "全部"}) {
    CAPTURE(list);
    Value value = record(typed);
    CHECK(mask_values(value, list).places == 0);
    CHECK(matter(value) == typed);
  }
  for (const char* list : {"", "整改", "事项", "整改.事", "全"}) {
    CAPTURE(list);
    Value value = record(typed);
    const bool whole = std::string(list) == "整改"; // a group is public with all that is in it
    CHECK(mask_values(value, list).places == (whole ? 0 : 1));
  }
}

TEST_CASE("masking twice changes nothing, and a record full of numbers stays bounded") {
  Value value = record("13912345678");
  CHECK(mask_values(value, "").places == 1);
  const std::string once = matter(value);
  CHECK(mask_values(value, "").places == 0);
  CHECK(matter(value) == once);
  Value many = record("13912345678");
  Value& list = *many.find("整改");
  list.items.resize(1000, list.items.front());
  const auto masked = mask_values(many, "");
  CHECK(masked.places == 1000);
  CHECK(masked.found.size() <= 50);
}

TEST_CASE("a message that quotes a number shows it masked, even one that is cut") {
  const Error error{ErrorCode::data, "日报.yaml:3", "栏目“填报”应为文字，实际是“13912345678”",
                    "证号620102199003070018不用写"};
  const std::string text = to_text(error);
  CHECK(text.find("139****5678") != std::string::npos);
  CHECK(text.find("13912345678") == std::string::npos);
  CHECK(text.find("620102199003070018") == std::string::npos);
}
