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
