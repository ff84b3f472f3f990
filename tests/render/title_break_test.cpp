#include "render/title_break.hpp"

#include "core/text.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

std::vector<std::string> lines_of(std::u32string_view text) {
  std::vector<LineItem> items;
  for (const char32_t c : text)
    items.push_back({c, 22, 22, 1, 21});
  const BrokenParagraph broken = break_title(items, 442.2, 0.25);
  std::vector<std::string> lines;
  for (const Line& line : broken.lines)
    lines.push_back(to_utf8(text.substr(line.begin, line.end - line.begin)));
  return lines;
}

} // namespace

TEST_CASE("Titles break where the sense allows it and their lines are of like length") {
  using Lines = std::vector<std::string>;
  CHECK(lines_of(U"关于做好夏季治安工作的通知") == Lines{"关于做好夏季治安工作的通知"});
  CHECK(lines_of(U"示例县公安局关于开展夏季治安防范宣传工作的通知") ==
        Lines{"示例县公安局关于开展夏季", "治安防范宣传工作的通知"});
  CHECK(lines_of(U"示例县公安局、示例县司法局关于联合开展矛盾纠纷排查化解的通知") ==
        Lines{"示例县公安局、示例县司法局", "关于联合开展矛盾纠纷排查化解的通知"});
}

TEST_CASE("No line of a title cuts a word, begins with 的 or is shorter than four characters") {
  const auto title =
      GENERATE(as<std::u32string>{}, U"示例县公安局关于印发示例县公安派出所等级评定工作实施方案的通知",
               U"示例县公安局关于进一步加强和改进全县公安派出所社区警务工作的若干意见",
               U"关于转发市公安局关于开展安全生产专项整治行动的通知的通知",
               U"示例县公安局示例县教育局示例县司法局关于建立校园周边治安综合治理联动协作制度的实施意见");
  for (const std::string& line : lines_of(title)) {
    CAPTURE(line);
    CHECK_FALSE(line.starts_with("的"));
    CHECK(to_utf32(line).size() >= 4);
    for (const char* half : {"派出", "社", "警", "通", "纠", "方"})
      CHECK_FALSE(line.ends_with(half));
  }
}

TEST_CASE("A title takes one line more rather than cut the name of a law or of an office") {
  using Lines = std::vector<std::string>;
  CHECK(lines_of(U"最高人民法院、最高人民检察院关于执行《中华人民共和国刑法》确定罪名的补充规定（四）") ==
        Lines{"最高人民法院、最高人民检察院", "关于执行《中华人民共和国刑法》", "确定罪名的补充规定（四）"});
}
