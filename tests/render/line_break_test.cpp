#include "core/text.hpp"
#include "render/line_break.hpp"
#include "tests/support/growth.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

constexpr double kEm = 10;
constexpr std::u32string_view kClosing = U"。，、；：？！）］｝〕〉》」』】”’";
constexpr std::u32string_view kOpening = U"（［｛〔〈《「『【“‘";
constexpr std::u32string_view kNoStart = U"。，、；：？！）］｝〕〉》」』】”’－～·／％‰℃%";
constexpr std::u32string_view kNoEnd = U"（［｛〔〈《「『【“‘￥＄";

// A made-up face: Han one em, ASCII half, marks with their ink in one half as in mainland print.
std::vector<LineItem> measured(std::string_view utf8) {
  std::vector<LineItem> items;
  for (const char32_t c : to_utf32(utf8)) {
    LineItem item{c, kEm, kEm, 0.05 * kEm, 0.95 * kEm};
    if (c < 0x80) item.advance = kEm / 2, item.right = 0.45 * kEm;
    if (kClosing.find(c) != kClosing.npos) item.right = 0.4 * kEm;
    if (kOpening.find(c) != kOpening.npos) item.left = 0.6 * kEm;
    items.push_back(item);
  }
  return items;
}

std::vector<std::string> lines_of(std::string_view utf8, double chars, double indent = 0) {
  const auto items = measured(utf8);
  const std::u32string text = to_utf32(utf8);
  std::vector<std::string> lines;
  for (const Line& line : break_lines(items, {.width = chars * kEm, .first_indent = indent * kEm}).lines)
    lines.push_back(to_utf8(text.substr(line.begin, line.end - line.begin)));
  return lines;
}

bool unsplit(const std::vector<std::string>& lines, std::string_view token) {
  for (const std::string& line : lines)
    if (line.find(token) != std::string::npos) return true;
  return false;
}

} // namespace

TEST_CASE("A text that fits is one line, ragged") {
  const auto items = measured("一二三");
  const auto broken = break_lines(items, {.width = 100});
  REQUIRE(broken.lines.size() == 1);
  CHECK(broken.lines[0].width == Approx(30));
  CHECK(break_lines({}, {}).lines.size() == 1);
}

TEST_CASE("Line feeds end lines, also empty ones") {
  CHECK(lines_of("甲\n\n乙\n", 10) == std::vector<std::string>{"甲", "", "乙", ""});
}

TEST_CASE("No mark begins or ends a line against GB/T 15834") {
  for (const char32_t mark : std::u32string(kNoStart) + std::u32string(kNoEnd))
    for (int at = 1; at < 24; ++at) {
      std::u32string text(30, U'字');
      text[static_cast<std::size_t>(at)] = mark;
      for (const std::string& line : lines_of(to_utf8(text), 8)) {
        const std::u32string chars = to_utf32(line);
        INFO(to_utf8(text) << " → " << line);
        CHECK(kNoStart.find(chars.front()) == kNoStart.npos);
        CHECK(kNoEnd.find(chars.back()) == kNoEnd.npos);
      }
    }
}

TEST_CASE("The sliding probe finds no bad line start or end and no split …… or ——") {
  const std::string sentences[] = {
      "所长讲：“夜里有人报警（含节假日），‘马上出警’；办完了吗？”答：“办完了！”见《规定》第3条、第12条……",
      "一件事一件事地办——不留尾巴，不打折扣——件件有回音……"};
  int lines = 0, bad = 0;
  for (const std::string& sentence : sentences)
    for (int push = 1; push <= 30; ++push) {
      std::string text;
      for (int i = 0; i < push; ++i)
        text += "字";
      text += sentence + sentence;
      std::u32string before;
      for (const std::string& line : lines_of(text, 28, 2)) {
        const std::u32string chars = to_utf32(line);
        ++lines;
        bad += kNoStart.find(chars.front()) != kNoStart.npos;
        bad += kNoEnd.find(chars.back()) != kNoEnd.npos;
        bad += !before.empty() && before.back() == chars.front() &&
               (chars.front() == U'—' || chars.front() == U'…');
        before = chars;
      }
    }
  CHECK(lines > 150);
  CHECK(bad == 0);
}

TEST_CASE("Numbers, units, dates, document numbers and words are kept whole") {
  const std::string_view tokens[] = {"82起",       "12.5%",
                                     "1,234.50元", "3月9日",
                                     "8时30分",    "公发〔2002〕6号",
                                     "第十三条",   "第12条",
                                     "100余起",    "3万元",
                                     "45℃",        "100～150",
                                     "2023—2025",  "￥3.50",
                                     "fengqiao",   "0571-0000 1234",
                                     "63%～68%",   "24小时",
                                     "XD2023-1.3", "3个百分点",
                                     "1:500",      "——",
                                     "……",         "km/h"};
  for (const std::string_view token : tokens)
    for (int at = 0; at < 30; ++at) {
      std::string text;
      for (int i = 0; i < 40; ++i)
        text += i == at ? std::string(token) : "字";
      CAPTURE(token, at);
      CHECK(unsplit(lines_of(text, 14), token));
    }
}

TEST_CASE("A long ordinal number is broken rather than a line stretched for it to be seen") {
  const std::string before = "走私本法规定以外的其他货物的，依照刑法",
                    after = "的规定处罚，情节特别严重的从重";
  const auto first_line = [&](std::string_view more, double width) {
    return lines_of(before + std::string(more) + "第一百五十三条" + after, width)[0];
  };
  CHECK(first_line("", 24).ends_with("刑法第一百五十"));
  CHECK(first_line("", 22).ends_with("刑法第一百"));
  CHECK(first_line("甲乙丙丁戊己庚", 28).ends_with("戊己庚")); // the line hardly shows it
  CHECK(unsplit(lines_of("依照刑法第一百五十三条的规定处罚，", 10), "第一百五十三条")); // a narrow column
  for (int at = 0; at < 60; ++at) {
    std::string text;
    for (int i = 0; i < 60; ++i)
      text += i == at ? "第二百三十六条" : "字";
    for (const std::string& line : lines_of(text, 28)) {
      CAPTURE(at, line);
      CHECK_FALSE(line.ends_with("第"));
      CHECK_FALSE(line.starts_with("条"));
      CHECK_FALSE(line.starts_with("百"));
    }
  }
}

TEST_CASE("A long unit is broken behind 个, a date behind its year, rather than a line stretched for it") {
  CHECK(lines_of("国务院自然资源主管部门应当自受理申请之日起45个工作日内作出决定并且通知申请的人", 24)[0]
            .ends_with("45个"));
  CHECK(unsplit(lines_of("应当自受理申请之日起45个工作日内", 9), "45个工作日"));
  CHECK(lines_of("本条例自公布之日起的下一个月份施行。国务院在1998年12月29日发布的条例同时废止", 26)[0]
            .ends_with("1998年"));
}

TEST_CASE("< and > around a name are brackets: neither cut off from it nor set apart") {
  for (int at = 0; at < 30; ++at) {
    std::string text;
    for (int i = 0; i < 40; ++i)
      text += i == at ? "《关于修改<某法>的决定》" : "字";
    for (const std::string& line : lines_of(text, 14)) {
      CAPTURE(at, line);
      CHECK_FALSE(line.starts_with(">"));
      CHECK_FALSE(line.ends_with("<"));
    }
  }
  const std::string text = "改<某法>的";
  const auto broken = break_lines(measured(text), {.width = 100});
  for (const double advance : broken.advances)
    CHECK((advance == Approx(kEm) || advance == Approx(kEm / 2)));
  // Signs between figures stay signs.
  CHECK(break_lines(measured("值<5的"), {.width = 100}).advances[0] > kEm);
}

TEST_CASE("A stretched line does not pull its dates apart") {
  const std::string text = "于2026年3月9日开展字字字字字字字字字字字字";
  const auto items = measured(text);
  const auto broken = break_lines(items, {.width = 16.8 * kEm});
  REQUIRE(broken.lines.size() == 2);
  const double unit = broken.advances[4] - items[4].advance; // 6|年
  const double han = broken.advances[13] - items[13].advance;
  CHECK(han > 0.1);
  CHECK(unit < 0.25 * kEm + 0.6 * han);
}

TEST_CASE("Numbering stays with the first character of what it numbers") {
  for (const std::string_view start : {"一、", "（一）", "1.", "（1）"})
    for (int at = 1; at < 12; ++at) {
      std::string text;
      for (int i = 0; i < at; ++i)
        text += "字";
      text += "。" + std::string(start) + "甲字字字字字字字字";
      CAPTURE(text);
      CHECK(unsplit(lines_of(text, 9), std::string(start) + "甲"));
    }
}

TEST_CASE("What is wider than a line is broken rather than left to stick out") {
  const std::string texts[] = {std::string(200, 'a'),
                               "见https://example.cn/a/very/long/path/that/does/not/end?x=1&y=2。",
                               std::string("。。。。。。。。。。。。。。。。"),
                               "（（（（（（（（（（（（（（",
                               "2026年3月9日2026年3月9日",
                               "————————————————————"};
  for (const std::string& text : texts)
    for (const double width : {3.0, 5.0, 9.0}) {
      const auto items = measured(text);
      const auto broken = break_lines(items, {.width = width * kEm});
      CAPTURE(text, width);
      for (const Line& line : broken.lines)
        CHECK(line.width <= width * kEm + 0.5 * kEm + 0.001); // a last mark's blank half may hang out
    }
}

TEST_CASE("Lines reach the right edge, the last one does not") {
  std::string text;
  for (int i = 0; i < 20; ++i)
    text += "截至24时，全所接警82起（其中刑事3起）；";
  const auto items = measured(text);
  const auto broken = break_lines(items, {.width = 280, .first_indent = 20});
  REQUIRE(broken.lines.size() > 5);
  for (std::size_t i = 0; i + 1 < broken.lines.size(); ++i)
    CHECK(broken.lines[i].width == Approx(280).margin(0.01));
  CHECK(broken.lines.back().width < 280);
  CHECK(broken.lines[0].x == Approx(20));
}

TEST_CASE("Marks side by side are squeezed by their boxes, never into the ink") {
  const auto width = [](std::string_view text) {
    return break_lines(measured(text), {.width = 1000}).lines[0].width;
  };
  CHECK(width("甲。”乙") == Approx(35));
  CHECK(width("甲），乙") == Approx(35));
  CHECK(width("甲：“乙") == Approx(35));
  CHECK(width("甲，乙") == Approx(30));
  // Marks in the middle of their em (as in some Taiwan faces) have less to give.
  auto items = measured("甲。”乙");
  items[1].left = 0.38 * kEm, items[1].right = 0.62 * kEm;
  CHECK(break_lines(items, {.width = 1000}).lines[0].width == Approx(40 - 3.3));
}

TEST_CASE("A quarter em stands between Han and Latin, none where a space is typed") {
  const auto width = [](std::string_view text) {
    return break_lines(measured(text), {.width = 1000}).lines[0].width;
  };
  CHECK(width("第3条") == Approx(20 + 5 + 2 * 2.5));
  CHECK(width("第 3 条") == Approx(20 + 15));
  CHECK(width("，3") == Approx(15));
  auto items = measured("2%甲"); // a sign as wide as a Han character is still Latin
  items[1].advance = 0.83 * kEm, items[1].right = 0.8 * kEm;
  CHECK(break_lines(items, {.width = 1000}).lines[0].width == Approx(5 + 8.3 + 2.5 + 10));
}

TEST_CASE("An opening mark at a line's start is squeezed to the edge") {
  const auto items = measured("字字字字字《办法》字字字字字字");
  const auto broken = break_lines(items, {.width = 50});
  CHECK(broken.lines[1].x < -4);
}

TEST_CASE("A mark at a full line's end gives its blank half: the ink reaches the edge, and 28 Han stay 28") {
  int marks = 0;
  for (int n = 20; n < 40; ++n) {
    std::string text;
    for (int i = 0; i < 120; ++i)
      text += i % n == n - 1 ? "。" : "字";
    const auto items = measured(text);
    const auto broken = break_lines(items, {.width = 28 * kEm, .first_indent = 2 * kEm});
    for (std::size_t k = 0; k + 1 < broken.lines.size(); ++k) {
      const Line& line = broken.lines[k];
      double x = line.x;
      for (std::size_t i = line.begin; i + 1 < line.end; ++i)
        x += broken.advances[i];
      CAPTURE(n, k);
      CHECK(x + items[line.end - 1].right == Approx(28 * kEm).margin(0.11 * kEm));
      CHECK(line.width == Approx(28 * kEm).margin(0.01));
      marks += items[line.end - 1].character == U'。' ? 1 : 0;
    }
  }
  CHECK(marks > 0);
  const auto han = lines_of(to_utf8(std::u32string(80, U'字')), 28);
  CHECK(count_code_points(han[0]) == 28);
}

TEST_CASE("Ragged lines are as wide as they look: blank halves at both ends do not count") {
  const auto line = [](std::string_view text) {
    return break_lines(measured(text), {.width = 100, .justify = false}).lines[0];
  };
  CHECK(line("甲乙，").width == Approx(25));
  CHECK(line("《甲》").width == Approx(20));
  CHECK(line("《甲》").x == Approx(-5));
}

TEST_CASE("A date goes to the next line after its year, where the line would be stretched too far") {
  const auto lines = lines_of("该局定于会后拟于2026年3月16日至20日开展一次全面检查工作", 14, 2);
  CHECK(lines[0].ends_with("2026年"));
  CHECK(lines[1].starts_with("3月16日"));
}

TEST_CASE("Blanks left to write a date in stay with what follows them") {
  for (int at = 1; at < 20; ++at) {
    std::string text;
    for (int i = 0; i < at; ++i)
      text += "字";
    text += "时间：　　年　　月　　日止";
    for (const std::string& line : lines_of(text, 14))
      for (const char* unit : {"年", "月", "日"})
        CHECK_FALSE(line.starts_with(unit));
  }
}

TEST_CASE("Narrow ragged lines are cut between words") {
  const auto narrow = [](std::string_view text, double width) {
    const auto items = measured(text);
    const std::u32string characters = to_utf32(text);
    std::vector<std::string> lines;
    for (const Line& line : break_lines(items, {.width = width * kEm, .justify = false}).lines)
      lines.push_back(to_utf8(characters.substr(line.begin, line.end - line.begin)));
    return lines;
  };
  using Lines = std::vector<std::string>;
  CHECK(narrow("标准地址库", 3) == Lines{"标准", "地址库"});
  CHECK(narrow("业主责任书签订率", 6) == Lines{"业主责任书", "签订率"});
  CHECK(narrow("整改率", 2.5) == Lines{"整改", "率"});
  CHECK(narrow("整改（期限、判定）", 7.5) == Lines{"整改（期限、", "判定）"});
  CHECK(narrow("占道堆物（市容）", 6) == Lines{"占道堆物", "（市容）"});
}

TEST_CASE("A justified line that cannot reach the edge is no excuse for a short one") {
  const auto items = measured("《行动计划（2023—2025）》基本能力提升·练兵与作风建设");
  const auto broken = break_lines(items, {.width = 80, .most_stretch = 0.15});
  CHECK(broken.lines[0].end >= 5);
}

TEST_CASE("A last line of one character is avoided") {
  for (int n = 50; n < 120; ++n) {
    std::string text;
    for (int i = 0; i < n; ++i)
      text += i % 5 == 4 ? "，" : "字";
    text += "完。";
    const auto lines = lines_of(text, 28, 2);
    CAPTURE(text);
    CHECK(count_code_points(lines.back()) > 2);
  }
}

TEST_CASE("A last line of two characters is avoided where the lines before can spare one more") {
  for (int n = 60; n < 120; ++n) {
    std::string text;
    for (int i = 0; i < n; ++i)
      text += i % 9 == 8 ? "，" : "字";
    text += "完了。";
    const auto lines = lines_of(text, 28, 2);
    CAPTURE(text);
    CHECK(count_code_points(lines.back()) > 3);
  }
}

TEST_CASE("A mark in the line gives its half rather than leave two characters for a line of their own") {
  const auto lines = lines_of("户口登记簿和户口簿登记的事项，具有证明公民身份的效力。", 28, 2);
  CHECK(lines.size() == 1);
}

TEST_CASE("A paragraph of 200,000 characters takes about twice as long as one of 100,000") {
  const auto prose = [](std::size_t count) {
    std::string text;
    while (text.size() < 3 * count)
      text += "全所接警82起，“快接、快止、快查”——件件有回音；见《办法》第3条。";
    return text;
  };
  const auto time = [](const std::string& text) {
    const auto items = measured(text);
    std::size_t lines = 0;
    const double seconds = test::processor_time(
        [&] { lines = break_lines(items, {.width = 280, .first_indent = 20}).lines.size(); });
    CHECK(lines > 1000);
    return seconds;
  };
  CHECK(test::grows_linearly(time, prose(100'000), prose(200'000)));
  for (const char c : {'a', '.'})
    CHECK(test::grows_linearly(time, std::string(100'000, c), std::string(200'000, c)));
  const auto blanks = [](std::size_t count) { // characters that take no width at a line's end
    std::string text = "甲";
    for (std::size_t i = 0; i < count; ++i)
      text += "\u3000";
    return text + "乙";
  };
  const auto any_lines = [](const std::string& text) {
    const auto items = measured(text);
    return test::processor_time([&] { break_lines(items, {.width = 280, .first_indent = 20}); });
  };
  CHECK(test::grows_linearly(any_lines, blanks(10'000), blanks(20'000)));
}

TEST_CASE("Content widths bound a column") {
  const auto width = content_width(measured("甲乙丙82起\n丁"));
  CHECK(width.most == Approx(50 + 2 * 2.5));
  CHECK(width.least == Approx(10 + 10 + 2.5));
  const auto date = content_width(measured("2026年3月9日")); // a column has room for a date, if any
  CHECK(date.least == Approx(date.most));
  CHECK(date.word < date.most);
}
