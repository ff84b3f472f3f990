// A 公文 set and read back from the finished PDF: where its words stand, how large and in which face, and
// which lines are drawn. For the tests of papers.
#pragma once

#include "core/file.hpp"
#include "core/front_matter.hpp"
#include "core/limits.hpp"
#include "render/compose.hpp"
#include "render/pdf_writer.hpp"
#include "render/rich_text.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>

namespace fengqiao::test {

inline constexpr double kMm = kPointsPerMillimetre;
inline constexpr double kLine = 29.61; // points from line to line

inline PageStyle style(const std::string& name) {
  const auto path = source_dir() / "templates" / "版式" / (name + ".yaml");
  const auto read = read_page_style(read_text(path, limits::record_file_bytes)->text, path.string());
  for (const auto& error : read ? Errors{} : read.error())
    UNSCOPED_INFO(to_text(error));
  REQUIRE(read);
  return *read;
}

inline Result<PageLayout, Errors> try_paper(const std::string& text, const std::string& style_name = "公文",
                                            Errors* notes = nullptr) {
  const auto head = split_front_matter(text, "样.md");
  REQUIRE(head);
  ComposeOptions options{.file = "样.md"};
  Errors problems;
  options.paper = read_elements(element_texts(head->data, "样.md"), problems);
  if (!problems.empty()) return fail_all(problems);
  return compose(parse_markdown(head->body, {}, "样.md", head->body_line).value(), style(style_name), fonts(),
                 options, notes);
}

struct Word { // points from the page's top left corner
  std::size_t page = 0;
  double left = 0, right = 0, top = 0, foot = 0; // top and foot of the font's box
  std::string text;
};

struct Stroke {
  std::size_t page = 0;
  double x1 = 0, x2 = 0, y = 0, width = 0;
  bool red = false;
};

inline double attribute(const std::string& line, const std::string& name) {
  const auto at = line.find(name + "=\"");
  return std::stod(line.substr(at + name.size() + 2));
}

// The words and lines of a layout written as PDF.
class Finished {
public:
  explicit Finished(const PageLayout& layout) {
    const auto bytes = write_pdf(layout, fonts());
    REQUIRE(bytes);
    file_ = folder_.write("a.pdf", *bytes);
    read_words();
    read_strokes();
  }

  std::vector<Word> words;
  std::vector<Stroke> strokes;

  const Word& word(std::string_view text, std::size_t page = 1) const {
    for (const Word& word : words)
      if (word.page == page && word.text.find(text) != std::string::npos) return word;
    FAIL("not on page " << page << ": " << text);
    return words.front();
  }

  // The size of a word in the face that the role has for the character.
  double size(const Word& word, FontRole role, char32_t c) const {
    const auto vertical = fonts().vertical(fonts().measure(role, c)->face);
    return (word.foot - word.top) / (vertical.ascent + vertical.descent);
  }
  // The top of its characters' squares.
  double top(const Word& word, FontRole role, char32_t c) const {
    const auto vertical = fonts().vertical(fonts().measure(role, c)->face);
    return word.top + (vertical.ascent - kEmAscent) * size(word, role, c);
  }

  std::string fonts_list() const { return run({"pdffonts", file_}).out; }

private:
  void read_words() {
    std::istringstream lines(run({"pdftotext", "-bbox", file_, "-"}).out);
    std::size_t page = 0;
    for (std::string line; std::getline(lines, line);) {
      if (line.find("<page") != std::string::npos) ++page;
      const auto begin = line.find("<word");
      if (begin == std::string::npos) continue;
      const auto text = line.find('>', begin) + 1;
      words.push_back({page, attribute(line, "xMin"), attribute(line, "xMax"), attribute(line, "yMin"),
                       attribute(line, "yMax"), line.substr(text, line.find("</word>") - text)});
    }
  }

  void read_strokes() {
    std::istringstream lines(run({"qpdf", "--qdf", "--object-streams=disable", file_, "-"}).out);
    std::size_t page = 0;
    bool red = false;
    double width = 0, x1 = 0;
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words_of(line);
      std::vector<std::string> parts;
      for (std::string part; words_of >> part;)
        parts.push_back(part);
      if (line.starts_with("%% Contents for page")) page = std::stoul(parts.back());
      // Strings of text hold any byte: only whole numbers in front of an operator count.
      const auto number = [&](std::size_t i) {
        char* end = nullptr;
        const double value = std::strtod(parts[i].c_str(), &end);
        return *end == '\0' ? value : std::nan("");
      };
      for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] == "RG" && i >= 3) red = number(i - 3) == 1 && number(i - 2) == 0;
        if (parts[i] == "G") red = false;
        if (parts[i] == "w" && i >= 1) width = number(i - 1);
        if (parts[i] == "m" && i >= 2) x1 = number(i - 2);
        if (parts[i] == "l" && i >= 2 && std::isfinite(number(i - 1)))
          strokes.push_back({page, x1, number(i - 2), 841.89 - number(i - 1), width, red});
      }
    }
  }

  TemporaryFolder folder_;
  std::string file_;
};

inline auto within(double millimetres) {
  return Approx(millimetres).margin(0.3);
}

inline std::string filler(int paragraphs) {
  std::string out;
  for (int i = 0; i < paragraphs; ++i)
    out += "各单位要结合实际制定方案，明确责任，细化措施，确保工作落到实处，并按时报送工作情况。\n\n";
  return out;
}

inline PageLayout paper(const std::string& text, const std::string& style_name = "公文") {
  auto layout = try_paper(text, style_name);
  for (const auto& error : layout ? Errors{} : layout.error())
    UNSCOPED_INFO(to_text(error));
  REQUIRE(layout);
  return std::move(*layout);
}

} // namespace fengqiao::test
