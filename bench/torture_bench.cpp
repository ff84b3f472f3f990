// Every text of a folder set as a document, and each page looked at: forbidden marks at a line's start or
// end, lines that are too long, text outside the type area, and whether the text read back from the PDF is
// the source's.
//   fengqiao_torture_bench FOLDER [--style NAME] [--styles FOLDER] [--fonts FOLDER] [-j THREADS] [-v]
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
#include <string>
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
};

// Marks whose ink fills half of their square: at a line's end, or start, the blank half may stand outside.
constexpr std::u32string_view kBlankBehind = U"。，、；：？！）］｝〕〉》」』】”’",
                              kBlankBefore = U"（［｛〔〈《「『【“‘";

struct Line {
  double left = 1e9, right = -1e9, y = 0; // of the ink, as far as the marks tell
  std::u32string text;
};

struct Finding {
  std::size_t pages = 0, lines = 0, starts = 0, ends = 0, overfull = 0, outside = 0;
  bool failed = false, differs = false;
  std::string remark;
};

// The runs of a page by base line, page numbers left out.
std::vector<Line> lines_of(const render::Page& page, double bottom) {
  std::map<long, Line> lines;
  for (const auto& run : page.runs) {
    if (run.y > bottom) continue; // the page number
    Line& line = lines[std::lround(run.y * 4)];
    double width = 0;
    for (const double advance : run.advances)
      width += advance;
    line.y = run.y;
    const auto blank = [&](std::u32string_view marks, char32_t c) {
      return marks.find(c) != std::u32string_view::npos ? run.size / 2 : 0;
    };
    if (run.text.empty()) continue;
    line.left = std::min(line.left, run.x + blank(kBlankBefore, run.text.front()));
    line.right = std::max(line.right, run.x + width - blank(kBlankBehind, run.text.back()));
    line.text += run.text;
  }
  std::vector<Line> out;
  for (auto& [y, line] : lines)
    out.push_back(std::move(line));
  return out;
}

void look_at(const render::PageLayout& layout, const render::PageStyle& style, Finding& out) {
  constexpr double kSlack = 0.6; // points: rounding, and the ink of a squeezed mark
  const double right = style.left + style.area_width, bottom = style.top + style.area_height;
  out.pages = layout.pages.size();
  for (std::size_t number = 0; number < layout.pages.size(); ++number)
    for (const Line& line : lines_of(layout.pages[number], bottom + kSlack)) {
      ++out.lines;
      const auto bad = [&](std::size_t& count, const char* what) {
        ++count;
        if (out.remark.empty())
          out.remark = fmt::format("第 {} 页：{}：{}", number + 1, what, to_utf8(line.text));
      };
      if (line.text.empty()) continue;
      if (kNeverFirst.find(line.text.front()) != std::u32string_view::npos) bad(out.starts, "行首");
      if (kNeverLast.find(line.text.back()) != std::u32string_view::npos) bad(out.ends, "行末");
      if (line.right > right + kSlack) bad(out.overfull, "超出右边");
      if (line.left < style.left - kSlack || line.y < style.top) bad(out.outside, "版心以外");
    }
}

// Letters, digits and marks only: blanks, line ends and Markdown's signs are no text.
std::u32string bare(std::string_view utf8) {
  std::u32string out;
  for (const char32_t c : to_utf32(utf8))
    if (!is_space(c) && c != U'#' && c != U'*' && c != U'\\' && c != U'|' && c != U'\f' && c != 0x3000)
      out += c;
  return out;
}

// Without each page's last line where it is a page number.
std::string without_page_numbers(const std::string& text) {
  std::string out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\f', begin), text.size());
    std::string page = text.substr(begin, end - begin);
    while (!page.empty() && page.back() == '\n')
      page.pop_back();
    const std::size_t last = page.rfind('\n') == std::string::npos ? 0 : page.rfind('\n') + 1;
    if (page.compare(last, 3, "—") == 0 && page.ends_with("—")) page.resize(last);
    out += page + "\n";
    begin = end + 1;
  }
  return out;
}

// Front matter and comments are not printed.
std::string body_of(std::string source) {
  if (source.starts_with("---\n")) source.erase(0, source.find("\n---\n", 3) + 5);
  for (std::size_t at = source.find("<!--"); at != std::string::npos; at = source.find("<!--", at))
    source.erase(at, source.find("-->", at) + 3 - at);
  return source;
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
  const std::u32string got = bare(without_page_numbers(read->out)), wanted = bare(body_of(source));
  if (got == wanted) return;
  out.differs = true;
  const auto at = std::mismatch(got.begin(), got.end(), wanted.begin(), wanted.end());
  const auto around = [](const std::u32string& text, std::ptrdiff_t place) {
    const auto begin = static_cast<std::size_t>(std::max<std::ptrdiff_t>(place - 8, 0));
    return begin < text.size() ? to_utf8(text.substr(begin, 24)) : std::string{};
  };
  if (out.remark.empty())
    out.remark = fmt::format("读回“{}”，原文“{}”", around(got, at.first - got.begin()),
                             around(wanted, at.second - wanted.begin()));
}

Finding examine(const fs::path& file, const Options& options, std::optional<render::FontSet>& fonts) {
  Finding out;
  const auto refuse = [&](const Errors& errors) {
    out.failed = true;
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
  look_at(*layout, *style, out);
  const auto pdf = station::print_pdf(*prepared, printing, *fonts);
  if (!pdf) return refuse(pdf.error());
  read_back(pdf->bytes, prepared->source, out);
  return out;
}

std::optional<Options> read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const auto value = [&]() -> std::string { return i + 1 < argc ? argv[++i] : ""; };
    if (argument == "--style") {
      options.style = value();
    } else if (argument == "--styles") {
      options.styles = value();
    } else if (argument == "--fonts") {
      options.fonts = value();
    } else if (argument == "-j") {
      options.threads = static_cast<std::size_t>(std::max(1, std::atoi(value().c_str())));
    } else if (argument == "-v") {
      options.verbose = true;
    } else {
      options.folder = argument;
    }
  }
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

} // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) {
    std::fputs(
        "fengqiao_torture_bench 文件夹 [--style 版式] [--styles 文件夹] [--fonts 文件夹] [-j 线程] [-v]\n",
        stderr);
    return 2;
  }
  const auto files = texts_in(options->folder);
  const auto begin = std::chrono::steady_clock::now();
  Finding all;
  std::size_t failed = 0, differing = 0;
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
        failed += found.failed ? 1 : 0;
        differing += found.differs ? 1 : 0;
        if (options->verbose && !found.remark.empty())
          fmt::print("{}：{}\n", files[i].filename().string(), found.remark);
      });
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  fmt::print("{} 份，{} 页，{} 行；没有排成 {} 份\n", files.size(), all.pages, all.lines, failed);
  fmt::print("行首禁排 {}，行末禁排 {}，超出右边 {}，版心以外 {}，读回与原文不同 {} 份\n", all.starts,
             all.ends, all.overfull, all.outside, differing);
  fmt::print("{:.1f} 秒，每秒 {:.0f} 页（含两次排版和读回）\n", seconds,
             static_cast<double>(all.pages) / seconds);
  return failed + differing + all.starts + all.ends + all.overfull + all.outside == 0 ? 0 : 1;
}
