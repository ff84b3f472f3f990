// Layouts of Markdown for the tests of this folder, and what stands on their pages.
#pragma once

#include "core/text.hpp"
#include "render/compose.hpp"
#include "tests/render/typesetter.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace fengqiao::test {

inline Result<PageLayout, Errors> try_compose(std::string_view markdown, ComposeOptions options = {},
                                              const PageStyle& style = {}) {
  options.file = "样.md";
  return compose(parse_markdown(markdown, {}, "样.md").value(), style, fonts(), options);
}

inline PageLayout composed(std::string_view markdown, ComposeOptions options = {},
                           const PageStyle& style = {}) {
  auto layout = try_compose(markdown, std::move(options), style);
  INFO((layout ? std::string() : to_text(layout.error().front())));
  REQUIRE(layout);
  return std::move(*layout);
}

// The lines of a page, top to bottom; runs on one base line joined from left to right. Page numbers left out.
inline std::vector<std::string> lines_of(const Page& page) {
  std::map<long, std::map<double, std::u32string>> lines;
  for (const TextRun& run : page.runs)
    if (run.y < 37 * kPointsPerMillimetre + 638 + 5 || page.width > 600)
      lines[std::lround(run.y * 10)][run.x] += run.text;
  std::vector<std::string> out;
  for (const auto& [y, runs] : lines) {
    std::string line;
    for (const auto& [x, text] : runs)
      line += to_utf8(text);
    out.push_back(line);
  }
  return out;
}

inline std::string paragraphs(int count, int characters) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    for (int k = 0; k < characters; ++k)
      out += "字";
    out += "。\n\n";
  }
  return out;
}

inline const TextRun& run_with(const PageLayout& layout, std::u32string_view text) {
  for (const Page& page : layout.pages)
    for (const TextRun& run : page.runs)
      if (run.text.find(text) != run.text.npos) return run;
  FAIL("no run with " << to_utf8(text));
  return layout.pages.front().runs.front();
}

inline std::string table(int rows) {
  std::string out = "| 序号 | 事项 |\n|--|--|\n";
  for (int i = 1; i <= rows; ++i)
    out += "| " + std::to_string(i) + " | 第" + std::to_string(i) + "项 |\n";
  return out;
}

} // namespace fengqiao::test
