// Footnotes where there are many, or where they refer to one another.
#include "render/compose.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/growth.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

Result<PageLayout, Errors> try_compose(std::string_view markdown) {
  static FontSet fonts = test::default_fonts();
  ComposeOptions options;
  options.file = "样.md";
  return compose(parse_markdown(markdown, {}, "样.md").value(), PageStyle(), fonts, options);
}

PageLayout composed(std::string_view markdown) {
  auto layout = try_compose(markdown);
  INFO((layout ? std::string() : to_text(layout.error().front())));
  REQUIRE(layout);
  return std::move(*layout);
}

std::string text_of(const PageLayout& layout) {
  std::string out;
  for (const Page& page : layout.pages)
    for (const TextRun& run : page.runs)
      out += to_utf8(run.text);
  return out;
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t n = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
    ++n;
  return n;
}

std::string chain_of(int notes) {
  std::string out = "正文[^1]\n";
  for (int i = 1; i < notes; ++i)
    out += "\n[^" + std::to_string(i) + "]: 注[^" + std::to_string(i + 1) + "]\n";
  return out + "\n[^" + std::to_string(notes) + "]: 末\n";
}

} // namespace

TEST_CASE("Notes that refer to one another in a long chain all print, in the order of their numbers") {
  const std::string text =
      text_of(composed("正文[^a]。\n\n[^a]: 甲见[^b]，余略\n[^b]: 乙见[^c]\n[^c]: 丙\n"));
  CHECK(text.find("余略") < text.find("乙见"));
  CHECK(text.find("乙见") < text.find("丙"));
  CHECK(count(text_of(composed(chain_of(16'000))), "注") == 15'999);
}

TEST_CASE("A note that a table's note refers to stands below the table, under a number of its own") {
  const std::string text =
      text_of(composed("| 项 | 数 |\n|--|--|\n| 甲[^1] | 1 |\n\n[^1]: 表注，又见[^2]\n[^2]: 注中之注\n"));
  CHECK(count(text, "①") == 2);
  CHECK(count(text, "②") == 2);
  CHECK(count(text, "注中之注") == 1);
}

TEST_CASE("A table in a note whose cells are merged is refused with its line: it would lose their text") {
  const auto layout =
      try_compose("正文[^1]。\n\n[^1]: 表\n\n    | 甲 | 乙 |\n    |--|--|\n    | 丙 | 1 |\n    | ^^ | 2 |\n");
  REQUIRE_FALSE(layout);
  CHECK(layout.error().front().where == "样.md:3");
  CHECK(layout.error().front().message.find("合并") != std::string::npos);
}

TEST_CASE("A page takes no more notes than there are marks, so that none bears another's number") {
  std::string text, notes;
  for (int i = 0; i < 60; ++i) {
    text += "第" + std::to_string(i) + "处文字[^" + std::to_string(i) + "]，";
    notes += "[^" + std::to_string(i) + "]: 甲\n";
  }
  for (const Page& page : composed(text + "\n\n" + notes).pages) {
    std::string on_page;
    for (const TextRun& run : page.runs)
      on_page += to_utf8(run.text);
    CHECK(count(on_page, "①") <= 2);
  }
}

TEST_CASE("A long note that every page refers to ends at the limit of pages, not at that of memory") {
  std::string markdown;
  for (int i = 0; i < 300; ++i)
    markdown += "第" + std::to_string(i) + "段[^1]\n\n<!-- 另起一页 -->\n";
  markdown += "末段[^1]\n\n[^1]: 始\n";
  for (int i = 0; i < 5000; ++i)
    markdown += "\n    段\n";
  const auto layout = try_compose(markdown);
  REQUIRE_FALSE(layout);
  CHECK(layout.error().front().code == ErrorCode::limit);
}
