// Where pages break, and what stands at their head and foot.
#include "tests/render/composed.hpp"

#include <algorithm>
#include <numeric>

using namespace fengqiao;
using namespace fengqiao::render;
using namespace fengqiao::test;

TEST_CASE("No heading stands at a page's foot and no paragraph leaves a lone line") {
  for (int before = 1; before < 60; ++before) {
    const PageLayout layout =
        composed(paragraphs(before, 20) + "## 一、标题在此\n\n" + paragraphs(1, 28 * 4));
    for (const Page& page : layout.pages) {
      const auto lines = lines_of(page);
      CAPTURE(before);
      CHECK(lines.back().find("标题在此") == std::string::npos);
    }
    const std::size_t tail = lines_of(layout.pages.back()).size();
    if (layout.pages.size() > 1) CHECK(tail != 1);
  }
}

TEST_CASE("A footer of many words wraps clear of the page number, one that leaves the paper is refused") {
  const std::string words = "采用软件默认标准，非正式办法；数据取自台账，以审定的为准；";
  for (const PageNumbers place : {PageNumbers::outer, PageNumbers::centered}) {
    PageStyle style;
    style.page_number.place = place;
    ComposeOptions options;
    options.footer = words + words;
    const PageLayout layout = composed(paragraphs(30, 20), options, style);
    REQUIRE(layout.pages.size() == 2);
    for (const Page& page : layout.pages) {
      double left = 1e9, right = 0, lines = 0; // of the footer
      const TextRun* number = nullptr;
      for (const TextRun& run : page.runs) {
        if (run.y < style.top + style.area_height + 5) continue;
        if (run.text.find(U'—') != run.text.npos) {
          number = &run;
          continue;
        }
        const double end = run.x + std::accumulate(run.advances.begin(), run.advances.end(), 0.0);
        left = std::min(left, run.x), right = std::max(right, end);
        CHECK(run.y < style.height);
        ++lines;
      }
      REQUIRE(number);
      CHECK(lines >= 2);
      const double number_end =
          number->x + std::accumulate(number->advances.begin(), number->advances.end(), 0.0);
      CHECK((right < number->x - 5 || left > number_end + 5));
    }
  }
  ComposeOptions options;
  for (int i = 0; i < 12; ++i)
    options.footer += words;
  const auto refused = try_compose("文\n", options);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().front().message.find("页脚的文字太长") != std::string::npos);
  options.footer = "采用𰀀标准";
  const auto missing = try_compose("文\n", options);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().front().where.find("页脚") != std::string::npos);
}

TEST_CASE(
    "A sign-off stands at the right, two characters in, its date two characters further, it never stands alone") {
  const PageStyle style;
  const double em = style.character_pitch();
  const PageLayout layout = composed("正文\n\n<!-- 署名 -->\n青石派出所治安巡逻大队<br>2026年3月9日");
  const TextRun &name = run_with(layout, U"青石"), &date = run_with(layout, U"2026");
  CHECK(name.x + 11 * em == Approx(style.left + style.area_width - 2 * em).margin(0.5));
  CHECK(date.x == Approx(name.x + 2 * em).margin(0.5));
  for (int n = 15; n < 30; ++n) {
    const PageLayout pages = composed(paragraphs(n, 10) + "<!-- 署名 -->\n青石派出所<br>2026年3月9日");
    CAPTURE(n);
    CHECK(lines_of(pages.pages.back()).size() != 2);
  }
}

TEST_CASE("Page numbers stand right on odd and left on even pages, 7 mm below the type area") {
  const PageStyle style;
  const PageLayout layout = composed(paragraphs(40, 20));
  const TextRun &first = layout.pages[0].runs.back(), &second = layout.pages[1].runs.back();
  CHECK(first.text == U"— 1 —");
  CHECK(second.text == U"— 2 —");
  CHECK(first.x > 300);
  CHECK(second.x == Approx(style.left + 14));
  CHECK(first.y > style.top + style.area_height + 19.8);
  PageStyle centered;
  centered.page_number.place = PageNumbers::centered;
  CHECK(composed("甲", {}, centered).pages[0].runs.back().x ==
        Approx(style.left + style.area_width / 2).margin(25));
}

TEST_CASE("A text that ends in a colon stays with the table that it announces") {
  for (int before = 10; before < 24; ++before) {
    const PageLayout layout = composed(paragraphs(before, 20) + "情况如下：\n\n" + table(3));
    CAPTURE(before);
    for (const Page& page : layout.pages)
      CHECK(lines_of(page).back() != "情况如下：");
  }
}

TEST_CASE("A heading stays with the small type below it and with the text below that") {
  for (int before = 10; before < 24; ++before) {
    const PageLayout layout =
        composed(paragraphs(before, 20) + "## 一、条款\n\n<!-- 小字 -->\n出处\n\n" + paragraphs(3, 20));
    CAPTURE(before);
    for (const Page& page : layout.pages)
      CHECK(lines_of(page).back() != "出处");
  }
}

TEST_CASE("Pages of headings with small type below them are cut between the parts, never below a heading") {
  std::string parts;
  for (int i = 0; i < 12; ++i)
    parts += "### 标题在此\n\n<!-- 小字 -->\n出处\n\n<!-- 小字 -->\n" + paragraphs(1, 150) +
             "<!-- 小字 -->\n" + paragraphs(1, 200);
  for (int before = 0; before < 12; ++before) {
    const PageLayout layout = composed(paragraphs(before, 20) + parts);
    CAPTURE(before);
    CHECK(layout.pages.size() <= 6);
    for (const Page& page : layout.pages) {
      CHECK(lines_of(page).back() != "标题在此");
      CHECK(lines_of(page).back() != "出处");
    }
  }
}

TEST_CASE("The last page never has one lone line") {
  for (int before = 10; before < 60; ++before) {
    const PageLayout layout = composed(paragraphs(before, 20) + "完。\n");
    CAPTURE(before);
    if (layout.pages.size() > 1) CHECK(lines_of(layout.pages.back()).size() > 1);
  }
}

TEST_CASE("盖章处 is an empty dashed box that stays with what goes before it") {
  for (int before = 8; before < 24; ++before) {
    const PageLayout layout = composed(paragraphs(before, 20) + "<!-- 盖章处 -->\n");
    CAPTURE(before);
    CHECK(layout.pages.back().rules.size() > 40);
    CHECK_FALSE(lines_of(layout.pages.back()).empty());
  }
}
