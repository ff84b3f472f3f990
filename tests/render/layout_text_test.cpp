#include "render/page_layout.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::render;

TEST_CASE("a layout is shown as text, one element a line, in millimetres") {
  PageLayout layout;
  layout.title = "日报";
  layout.date = fengqiao::DateTime{{2026, 3, 9}, 8, 30};
  layout.bookmarks.push_back({U"一、概况", 0, 0, 72});
  Page& page = layout.pages.emplace_back();
  page.watermark = Watermark{.text = U"草稿", .face = 2, .size = 60, .angle = {}};
  page.boxes.push_back({72, 144, 36, 18, {1, 0.5, 0}});
  page.rules.push_back({72, 144, 144, 144, 0.5, {}});
  TextRun run;
  run.x = 72, run.y = -0.01, run.face = 1, run.size = 16;
  run.text = U"张𠮷";
  run.advances = {16, 16};
  run.bold = true;
  run.color = {0.8, 0, 0};
  page.runs.push_back(run);
  CHECK(to_text(layout) == "title 日报\n"
                           "date 2026-03-09T08:30\n"
                           "bookmark level=0 page=1 y=25.4 | 一、概况\n"
                           "page 1 210.0x297.0\n"
                           "  watermark face=2 size=60.0pt 草稿\n"
                           "  box x=25.4 y=50.8 w=12.7 h=6.3 fill=#ff8000\n"
                           "  rule x1=25.4 y1=50.8 x2=50.8 y2=50.8 width=0.50pt\n"
                           "  text x=25.4 y=0.0 w=11.3 face=1 size=16.0pt color=#cc0000 bold | 张𠮷\n");
}
