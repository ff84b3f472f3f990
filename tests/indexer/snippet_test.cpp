#include "indexer/snippet.hpp"

#include "core/text.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;

TEST_CASE("a short clause is given whole, with its hits marked") {
  const Snippet snippet = make_snippet("每日零报告。", {{"零报", 1}, {"报告", 1}});
  CHECK(snippet.text == "每日零报告。");
  REQUIRE(snippet.highlights.size() == 1);
  CHECK(snippet.text.substr(snippet.highlights[0].begin,
                            snippet.highlights[0].end - snippet.highlights[0].begin) == "零报告");
}

TEST_CASE("a long clause is cut at punctuation around the weightiest passage") {
  std::string text;
  for (int i = 0; i < 30; ++i)
    text += "派出所应当做好各项基础工作，";
  text += "没有突出情况也要交零报告。";
  for (int i = 0; i < 30; ++i)
    text += "派出所应当做好各项基础工作。";
  const Snippet snippet = make_snippet(text, {{"零报", 5}, {"报告", 3}, {"派出", 0.1}});
  CHECK(snippet.text.find("零报告") != std::string::npos);
  CHECK(snippet.text.starts_with("…"));
  CHECK(snippet.text.ends_with("…"));
  CHECK(snippet.text.find("…派出所") == 0);
  CHECK(count_code_points(snippet.text) < 180);
}

TEST_CASE("full-width, traditional and quoted text is marked where it stands") {
  const Snippet snippet = make_snippet("兩個４０％和“兩隊一室”。", {{"两个", 1}, {"40", 1}, {"队一", 1}});
  CHECK(snippet.highlights.size() == 2); // 兩個 and ４０ touch
  for (const auto& range : snippet.highlights)
    CHECK_FALSE(first_invalid_utf8(snippet.text.substr(range.begin, range.end - range.begin)));
}

TEST_CASE("no term, no text and one character") {
  CHECK(make_snippet("", {{"零报", 1}}).text.empty());
  CHECK(make_snippet("甲乙丙", {}).highlights.empty());
  CHECK(make_snippet("禁毒法", {{"毒", 1}}).highlights == std::vector<ByteRange>{{3, 6}});
}

TEST_CASE("a passage is one or two sentences within the columns, and no bracket or number is cut") {
  const std::string text =
      "第一句讲别的事情，没有所问的内容。第二句说巡逻必到点（共82个，其中重点48个。分三级）有82个。"
      "第三句又讲别的。第四句更讲别的，也没有所问的内容。";
  const Snippet snippet = make_snippet(text, {{"必到", 3}, {"巡逻", 2}}, 90);
  CHECK(snippet.text == "…第二句说巡逻必到点（共82个，其中重点48个。分三级）有82个。第三句又讲别的。…");
  std::string figures = "共计";
  for (int i = 0; i < 40; ++i)
    figures += "123,456.78元";
  const Snippet cut = make_snippet(figures, {{"共计", 1}}, 40);
  CHECK(display_width(cut.text) <= 40);
  CHECK(cut.text.ends_with("元…"));
  for (std::size_t columns : {20, 40, 60, 80})
    CHECK(display_width(make_snippet(figures + "，" + figures, {{"共计", 1}}, columns).text) <=
          static_cast<int>(columns));
}

TEST_CASE("a long sentence is shortened at its clause marks") {
  const std::string text = "派出所应当做好基础工作，加强巡逻防控，落实值班备勤，严格执行每日零报告，"
                           "及时上报重要情况，做好信息采集工作，完成上级交办的其他任务，接受群众监督。";
  const Snippet snippet = make_snippet(text, {{"零报", 3}, {"报告", 2}}, 60);
  CHECK(snippet.text.find("零报告，") != std::string::npos);
  CHECK(snippet.text.starts_with("…"));
  CHECK(snippet.text.ends_with("，…"));
  CHECK(display_width(snippet.text) <= 60);
}
