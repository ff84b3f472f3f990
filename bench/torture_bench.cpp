// Every text of a folder set as a document, and each page looked at: forbidden marks at a line's start or
// end, lines whose ink goes beyond the right edge, ink outside the type area, full lines whose ink ends short
// of the right edge, how far lines are stretched or pulled together, last lines of a paragraph that hold one
// or two characters, and whether the text read back from the PDF is the source's but for what a page does not
// print (bare, body_of) and the headers that it repeats.
//   fengqiao_torture_bench FOLDER [--style NAME] [--styles FOLDER] [--fonts FOLDER] [-j THREADS] [-v]
//                          [--loosest LINES]
#include "bench/options.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/parallel.hpp"
#include "core/process.hpp"
#include "core/text.hpp"
#include "render/font_config.hpp"
#include "station/paperwork.hpp"
#include "station/printing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;
using namespace fengqiao;

// GB/T 15834—2011 chapter 5, written down apart from the typesetter's own table.
constexpr std::u32string_view kNeverFirst = U"。，、；：？！）］｝〕〉》」』】”’－·～％‰℃,.;:?!)]}%";
constexpr std::u32string_view kNeverLast = U"（［｛〔〈《「『【“‘￥＄([{";

struct Options {
  fs::path folder, styles = "templates/版式", fonts = "build/fonts";
  std::string style = "材料";
  std::size_t threads = 2;
  bool verbose = false;
  std::size_t loosest = 0; // lines to name
};

struct Line {
  double left = 1e9, right = -1e9;         // of the ink
  double top = 1e9, bottom = -1e9;         // of the characters' squares, which a type area is counted in
  double ink_top = 1e9, ink_bottom = -1e9; // of the ink: fonts draw brackets and commas a little beyond
  double size = 0;
  std::u32string text;
  std::vector<double> steps; // em, from one Han character to the next beside it
};

// How far the Han characters of a line stand apart: in em beyond their cells.
struct Looseness {
  double gap = 0;
  std::string text;
};

struct Finding {
  std::size_t pages = 0, lines = 0, starts = 0, ends = 0, overfull = 0, outside = 0;
  std::size_t full = 0, ragged = 0;  // lines that go on in the next one; of these, not to the edge
  std::size_t lonely = 0, pairs = 0; // last lines of a paragraph with one character, with two
  double overshoot = 0;              // points, of ink above or below the type area
  bool failed = false, differs = false;
  bool no_glyph = false;        // refused because no font has one of its characters, as is promised
  std::vector<Looseness> loose; // of each full line
  std::string remark;
};

constexpr double kAscent = 0.86; // of a Han character's square above the base line, in em

// Adds what the run's glyphs blacken: their measured boxes, not their advances.
void add_ink(const render::TextRun& run, render::FontSet& fonts, Line& line) {
  double x = run.x;
  line.size = std::max(line.size, run.size);
  for (std::size_t i = 0; i < run.text.size(); ++i) {
    const auto glyph = fonts.measure_in(run.face, run.text[i]);
    if (glyph && !is_space(run.text[i])) {
      line.left = std::min(line.left, x + glyph->left * run.size);
      line.right = std::max(line.right, x + glyph->right * run.size);
      line.top = std::min(line.top, run.y - kAscent * run.size);
      line.bottom = std::max(line.bottom, run.y + (1 - kAscent) * run.size);
      line.ink_top = std::min(line.ink_top, run.y - glyph->top * run.size);
      line.ink_bottom = std::max(line.ink_bottom, run.y - glyph->bottom * run.size);
    }
    if (i + 1 < run.text.size() && is_han(run.text[i]) && is_han(run.text[i + 1]))
      line.steps.push_back(run.advances[i] / run.size);
    x += run.advances[i];
  }
  line.text += run.text;
}

// The runs of a page by base line, page numbers left out.
std::vector<Line> lines_of(const render::Page& page, double area_bottom, render::FontSet& fonts) {
  std::map<long, Line> lines;
  for (const auto& run : page.runs)
    if (run.y <= area_bottom) add_ink(run, fonts, lines[std::lround(run.y * 4)]);
  std::vector<Line> out;
  for (auto& [y, line] : lines)
    if (line.left <= line.right) out.push_back(std::move(line));
  return out;
}

// Letters, figures and Han, no marks.
std::size_t characters_in(std::u32string_view text) {
  constexpr std::u32string_view marks = U"。，、；：？！（）［］｛｝〔〕〈〉《》「」『』【】“”‘’—…·";
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [&](char32_t c) { return !is_space(c) && marks.find(c) == marks.npos; }));
}

// What is plain to see without being against a rule: an uneven right edge, short last lines. A line that
// begins at the left edge goes on from the one before it, as paragraphs are indented.
void look_at_edges(const std::vector<Line>& lines, const render::PageStyle& style, Finding& out) {
  constexpr double kUneven = 0.3; // em, more than the blank beside a Han character
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto goes_on = [&](const Line& line) {
      return std::abs(line.left - style.left) < 0.3 * line.size && line.size == style.body.size;
    };
    if (!goes_on(lines[i])) continue;
    const std::size_t held = characters_in(lines[i].text);
    out.lonely += held == 1 ? 1 : 0;
    out.pairs += held == 2 ? 1 : 0;
    if (i == 0) continue;
    const Line& before = lines[i - 1];
    ++out.full;
    if (auto steps = before.steps; !steps.empty() && before.size == style.body.size) {
      std::nth_element(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2),
                       steps.end());
      out.loose.push_back(
          {steps[steps.size() / 2] - style.han_advance(before.size) / before.size, to_utf8(before.text)});
    }
    const double short_by = style.left + style.area_width - before.right;
    if (short_by <= kUneven * before.size) continue;
    ++out.ragged;
    if (out.remark.empty()) out.remark = fmt::format("右边差 {:.1f} 磅：{}", short_by, to_utf8(before.text));
  }
}

void look_at(const render::PageLayout& layout, const render::PageStyle& style, render::FontSet& fonts,
             Finding& out) {
  constexpr double kTolerance = 0.3 * render::kPointsPerMillimetre; // what a printed page may be off
  const double right = style.left + style.area_width, bottom = style.top + style.area_height;
  out.pages = layout.pages.size();
  for (std::size_t number = 0; number < layout.pages.size(); ++number) {
    const std::vector<Line> lines = lines_of(layout.pages[number], bottom + kTolerance, fonts);
    for (const Line& line : lines) {
      ++out.lines;
      const auto bad = [&](std::size_t& count, const char* what) {
        ++count;
        if (out.remark.empty())
          out.remark = fmt::format("第 {} 页：{}：{}", number + 1, what, to_utf8(line.text));
      };
      if (kNeverFirst.find(line.text.front()) != std::u32string_view::npos) bad(out.starts, "行首");
      if (kNeverLast.find(line.text.back()) != std::u32string_view::npos) bad(out.ends, "行末");
      if (line.right > right + kTolerance) bad(out.overfull, "超出右边");
      if (line.left < style.left - kTolerance || line.top < style.top - kTolerance ||
          line.bottom > bottom + kTolerance)
        bad(out.outside, "版心以外");
      out.overshoot = std::max({out.overshoot, style.top - line.ink_top, line.ink_bottom - bottom});
    }
    look_at_edges(lines, style, out);
  }
}

// Printed as nothing: zero-width and direction controls, soft hyphens, variation selectors.
bool prints_nothing(char32_t c) {
  return c == 0xAD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || (c >= 0xFE00 && c <= 0xFE0F);
}

// Letters, digits and marks only: blanks, line ends and Markdown's signs are no text.
std::u32string bare(std::string_view utf8) {
  std::u32string out;
  for (const char32_t c : to_utf32(utf8))
    if (!is_space(c) && !prints_nothing(c) && c != U'#' && c != U'*' && c != U'\\' && c != U'|' &&
        c != U'\f' && c != 0x3000)
      out += c;
  return out;
}

struct ReadText {
  std::u32string text;
  std::set<std::size_t> page_starts; // indices into `text`
};

// What pdftotext says, without each page's last line where it is a page number.
ReadText read_pages(const std::string& text) {
  ReadText out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\f', begin), text.size());
    std::string page = text.substr(begin, end - begin);
    while (!page.empty() && page.back() == '\n')
      page.pop_back();
    const std::size_t last = page.rfind('\n') == std::string::npos ? 0 : page.rfind('\n') + 1;
    if (page.compare(last, 3, "—") == 0 && page.ends_with("—")) page.resize(last);
    out.page_starts.insert(out.text.size());
    out.text += bare(page);
    begin = end + 1;
  }
  return out;
}

// The row of a Markdown table that says where its columns are: | --- | :-: |
bool is_delimiter_row(std::string_view line) {
  return line.find('|') != std::string_view::npos && line.find('-') != std::string_view::npos &&
         line.find_first_not_of("|-: \t\r") == std::string_view::npos;
}

// Front matter, comments and the delimiter rows of tables are not printed.
std::string body_of(std::string source) {
  if (source.starts_with("---\n")) source.erase(0, source.find("\n---\n", 3) + 5);
  for (std::size_t at = source.find("<!--"); at != std::string::npos; at = source.find("<!--", at))
    source.erase(at, source.find("-->", at) + 3 - at);
  std::string out;
  for (std::size_t begin = 0; begin < source.size();) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    const std::string_view line = std::string_view(source).substr(begin, end - begin);
    if (!is_delimiter_row(line)) out.append(line) += '\n';
    begin = end + 1;
  }
  return out;
}

// The header rows of the Markdown's tables, which a page repeats where a table goes on.
std::vector<std::u32string> header_rows(const std::string& source) {
  std::vector<std::u32string> rows;
  std::string_view before;
  for (std::size_t begin = 0; begin < source.size();) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    const std::string_view line = std::string_view(source).substr(begin, end - begin);
    if (is_delimiter_row(line) && !bare(before).empty()) rows.push_back(bare(before));
    before = line;
    begin = end + 1;
  }
  return rows;
}

// How many characters at `at`, a page's first, repeat the header of a table that goes on.
std::size_t repeated_header(const ReadText& got, std::size_t at, std::u32string_view wanted,
                            const std::vector<std::u32string>& headers) {
  if (!got.page_starts.contains(at)) return 0;
  const auto rest = std::u32string_view(got.text).substr(at);
  for (const auto& header : headers)
    if (rest.starts_with(header) && !wanted.starts_with(header)) return header.size();
  return 0;
}

// Where the two part: indices into both; nullopt if they say the same.
std::optional<std::pair<std::size_t, std::size_t>>
first_difference(const ReadText& got, const std::u32string& wanted,
                 const std::vector<std::u32string>& headers) {
  std::size_t i = 0, j = 0;
  while (true) {
    i += repeated_header(got, i, std::u32string_view(wanted).substr(j), headers);
    if (i == got.text.size() && j == wanted.size()) return std::nullopt;
    if (i == got.text.size() || j == wanted.size() || got.text[i] != wanted[j]) return std::pair{i, j};
    ++i, ++j;
  }
}

void read_back(const std::string& pdf, const std::string& source, Finding& out) {
  const auto read = run_child({.program = "pdftotext",
                               .package = "poppler-utils",
                               .arguments = {"-raw", "-enc", "UTF-8", "-", "-"},
                               .input = pdf,
                               .memory_bytes = 0});
  if (!read || read->code != 0) {
    out.differs = true;
    out.remark = "读不回来";
    return;
  }
  const ReadText got = read_pages(read->out);
  const std::u32string wanted = bare(body_of(source));
  const auto at = first_difference(got, wanted, header_rows(source));
  if (!at) return;
  out.differs = true;
  const auto around = [](const std::u32string& text, std::size_t place) {
    const std::size_t begin = place < 8 ? 0 : place - 8;
    return begin < text.size() ? to_utf8(text.substr(begin, 24)) : std::string{};
  };
  if (out.remark.empty())
    out.remark = fmt::format("读回“{}”，原文“{}”", around(got.text, at->first), around(wanted, at->second));
}

Finding examine(const fs::path& file, const Options& options, std::optional<render::FontSet>& fonts) {
  Finding out;
  const auto refuse = [&](const Errors& errors) {
    const auto no_glyph = [](const Error& e) { return e.message.starts_with("字库里没有"); };
    out.no_glyph = !errors.empty() && std::all_of(errors.begin(), errors.end(), no_glyph);
    out.failed = !out.no_glyph;
    out.remark = errors.empty() ? "没有说明" : errors.front().message;
    return out;
  };
  const station::PrintOptions printing{options.styles, options.style, false};
  const auto prepared = station::prepare(file, {});
  if (!prepared) return refuse(prepared.error());
  const auto style = station::page_style(*prepared, printing);
  if (!style) return refuse(style.error());
  const auto layout = station::lay_out(*prepared, printing, *fonts);
  if (!layout) return refuse(layout.error());
  look_at(*layout, *style, *fonts, out);
  const auto pdf = station::print_pdf(*prepared, printing, *fonts);
  if (!pdf) return refuse(pdf.error());
  read_back(pdf->bytes, prepared->source, out);
  return out;
}

std::optional<Options> read_options(int argc, char** argv) {
  Options options;
  bench::read_options(
      argc, argv,
      {{"--style", [&](const std::string& value) { options.style = value; }},
       {"--styles", [&](const std::string& value) { options.styles = value; }},
       {"--fonts", [&](const std::string& value) { options.fonts = value; }},
       {"-j", [&](const std::string& value) { options.threads = bench::whole_number(value); }},
       {"--loosest", [&](const std::string& value) { options.loosest = bench::whole_number(value); }},
       {"-v", nullptr, [&] { options.verbose = true; }}},
      [&](const std::string& word) { options.folder = word; });
  if (options.folder.empty()) return std::nullopt;
  return options;
}

std::vector<fs::path> texts_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".md") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

// How many of the full lines stand how far apart, and the loosest of them.
void print_looseness(std::vector<Looseness> lines, std::size_t loosest) {
  if (lines.empty()) return;
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Looseness& a, const Looseness& b) { return a.gap > b.gap; });
  const auto wider = [&](double gap) {
    return std::count_if(lines.begin(), lines.end(), [&](const Looseness& line) { return line.gap > gap; });
  };
  fmt::print(
      "字间加大（字宽的千分之几）：最多 {:.0f}，每百行第一 {:.0f}，第五 {:.0f}，中间 {:.0f}；超过 50 的 {} "
      "行，超过 75 的 {}，超过 100 的 {}\n",
      lines.front().gap * 1000, lines[lines.size() / 100].gap * 1000, lines[lines.size() / 20].gap * 1000,
      lines[lines.size() / 2].gap * 1000, wider(0.05), wider(0.075), wider(0.1));
  for (std::size_t i = 0; i < std::min(loosest, lines.size()); ++i)
    fmt::print("  {:.0f}：{}\n", lines[i].gap * 1000, lines[i].text);
}

} // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) {
    std::fputs(
        "fengqiao_torture_bench 文件夹 [--style 版式] [--styles 文件夹] [--fonts 文件夹] [-j 线程] [-v] "
        "[--loosest 行数]\n",
        stderr);
    return 2;
  }
  const auto files = texts_in(options->folder);
  const auto begin = std::chrono::steady_clock::now();
  Finding all;
  std::vector<Looseness> loose;
  std::size_t failed = 0, no_glyph = 0, differing = 0;
  work_in_order<std::optional<render::FontSet>, Finding>(
      files.size(), options->threads,
      [&](std::size_t) {
        auto fonts = render::FontSet::open(render::default_font_config({options->fonts}));
        if (!fonts) {
          std::fputs((to_text(fonts.error()) + "\n").c_str(), stderr);
          std::exit(1);
        }
        return std::optional<render::FontSet>(std::move(*fonts));
      },
      [&](std::optional<render::FontSet>& fonts, std::size_t i) {
        return examine(files[i], *options, fonts);
      },
      [&](std::size_t i, const Finding& found) {
        all.pages += found.pages;
        all.lines += found.lines;
        all.starts += found.starts;
        all.ends += found.ends;
        all.overfull += found.overfull;
        all.outside += found.outside;
        all.full += found.full;
        all.ragged += found.ragged;
        all.lonely += found.lonely;
        all.pairs += found.pairs;
        loose.insert(loose.end(), found.loose.begin(), found.loose.end());
        all.overshoot = std::max(all.overshoot, found.overshoot);
        failed += found.failed ? 1 : 0;
        no_glyph += found.no_glyph ? 1 : 0;
        differing += found.differs ? 1 : 0;
        if (options->verbose && !found.remark.empty())
          fmt::print("{}：{}\n", files[i].filename().string(), found.remark);
      });
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  fmt::print("{} 份，{} 页，{} 行；没有排成 {} 份，另有 {} 份含有字库里没有的字，按约定拒绝\n", files.size(),
             all.pages, all.lines, failed, no_glyph);
  fmt::print("行首禁排 {}，行末禁排 {}，超出右边 {}，版心以外 {}，读回与原文不同 {} 份\n", all.starts,
             all.ends, all.overfull, all.outside, differing);
  fmt::print("标点、括号的笔画超出版心上下边最多 {:.2f} 毫米\n",
             all.overshoot / render::kPointsPerMillimetre);
  fmt::print("接到下一行的 {} 行，其中右边差十分之三字以上 {}；段末一字的行 {}，二字的 {}\n", all.full,
             all.ragged, all.lonely, all.pairs);
  print_looseness(std::move(loose), options->loosest);
  fmt::print("{:.1f} 秒，每秒 {:.0f} 页（含两次排版和读回）\n", seconds,
             static_cast<double>(all.pages) / seconds);
  return failed + differing + all.starts + all.ends + all.overfull + all.outside == 0 ? 0 : 1;
}
