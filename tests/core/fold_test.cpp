#include "core/fold.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;

TEST_CASE("width, tradition, brackets, dashes and case fold to one form") {
  struct Row {
    const char *text, *expected;
  };
  const Row rows[] = {
      {"２０２３", "2023"},
      {"ＡＢｃ", "abc"},
      {"公發〔２００２〕６號", "公发[2002]6号"},
      {"公发［2002］6号", "公发[2002]6号"},
      {"公发【2002】6号", "公发[2002]6号"},
      {"2023—2025", "2023-2025"},
      {"2023～2025", "2023-2025"},
      {"2023–2025", "2023-2025"},
      {"派出所主防", "派出所主防"},
      {"值班備勤與審定", "值班备勤与审定"},
      {"治安狀況", "治安状况"},
      {"㎡", "m2"},
      {"（一）", "(一)"},
      {"“两队一室”", "\"两队一室\""},
      {"40％", "40%"},
      {"𠮷", "𠮷"},
      {"　", " "},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(fold(row.text) == row.expected);
  }
}

TEST_CASE("each folded character knows the byte it came from") {
  const Folded folded = fold_with_origin("Ａ㎡派");
  CHECK(folded.text == U"am2派");
  CHECK(folded.origin == std::vector<std::uint32_t>{0, 3, 3, 6});
}

TEST_CASE("folding is stable: folding twice changes nothing") {
  const std::string once = fold("《決定》二·主要職責，公發〔2002〕6號 ㈠ ① Ⅳ ﬁ");
  CHECK(fold(once) == once);
}
