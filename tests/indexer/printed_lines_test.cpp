// Lines of a printed page put together again.
#include "indexer/readers/printed_lines.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace fengqiao;
using namespace fengqiao::indexer;

namespace {

PrintedLine line(const char* text, double left, double top, double right = 500) {
  PrintedLine out;
  out.page = 1;
  out.left = left;
  out.right = right;
  out.top = top;
  out.bottom = top + 14;
  out.page_width = 595;
  out.page_height = 842;
  out.text = text;
  return out;
}

} // namespace

TEST_CASE("numbers of an automatic list that a PDF holds as a column of their own go to their texts") {
  std::vector<PrintedLine> lines = {
      line("第一条 各所做到：", 84, 100),
      line("1.", 84, 130, 94),
      line("（2）", 84, 170, 104),
      line("③", 84, 190, 94),
      line("4.", 84, 260, 94),
      line("办公室每日清扫，不得堆放杂", 108, 130),
      line("物；", 108, 150, 140),
      line("宿舍每日整理；", 108, 170),
      line("食堂每餐消毒；", 108, 190),
      line("第二条 违反的扣2分。", 84, 220),
      line("远处的栏", 400, 260),
  };
  join_list_numbers(lines);
  std::vector<std::string> texts;
  for (const auto& each : lines)
    texts.push_back(each.text);
  CHECK(texts == std::vector<std::string>{"第一条 各所做到：", "4.", "1.办公室每日清扫，不得堆放杂", "物；",
                                          "（2）宿舍每日整理；", "③食堂每餐消毒；", "第二条 违反的扣2分。",
                                          "远处的栏"});

  lines.erase(lines.begin() + 1); // the number without a text
  std::vector<std::string> paragraphs;
  for (const auto& block : join_printed_lines(lines))
    paragraphs.push_back(block.text);
  CHECK(std::find(paragraphs.begin(), paragraphs.end(), "1.办公室每日清扫，不得堆放杂物；") !=
        paragraphs.end());
}
