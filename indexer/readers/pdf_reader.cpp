// PDF with text, through poppler's pdftotext, which also says where each word stands.
#include "core/file.hpp"
#include "core/process.hpp"
#include "core/text.hpp"
#include "core/xml.hpp"
#include "indexer/readers/open_tables.hpp"
#include "indexer/readers/paper.hpp"
#include "indexer/readers/pdf_tables.hpp"
#include "indexer/readers/printed_lines.hpp"
#include "indexer/source_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

namespace fengqiao::indexer {
namespace {

constexpr double kWordGap = 0.45;      // of a character: a wider gap beside a Han character is a blank
constexpr std::size_t kScanChars = 15; // fewer characters a page: a scan

double number_of(const XmlNode& node, std::string_view attribute) {
  return std::strtod(std::string(node.attribute(attribute)).c_str(), nullptr);
}

bool is_wide(std::string_view text, bool last) {
  const std::u32string all = to_utf32(text);
  return !all.empty() && display_width(last ? all.back() : all.front()) == 2;
}

bool is_number_alone(const std::string& text) {
  const auto article = article_line(text);
  return (article && article->rest.empty()) || division_rank(text) > 0;
}

// The words of a line; poppler cuts Chinese text at every wider gap.
PrintedLine read_line(const XmlNode& node) {
  PrintedLine line;
  line.left = number_of(node, "xMin");
  line.right = number_of(node, "xMax");
  line.top = number_of(node, "yMin");
  line.bottom = number_of(node, "yMax");
  double end = 0;
  for (const XmlNode& word : node.children) {
    if (word.name != "word") continue;
    const std::string text = word.inner_text();
    const double begin = number_of(word, "xMin"), size = number_of(word, "yMax") - number_of(word, "yMin");
    const bool beside_han = is_wide(line.text, true) || is_wide(text, false);
    // 第一条 甲: poppler saw a gap there, and the number needs its blank.
    const bool wanted = !beside_han || begin - end > kWordGap * size || is_number_alone(line.text);
    if (!line.text.empty() && wanted) line.text.push_back(' ');
    line.text += text;
    end = number_of(word, "xMax");
  }
  return line;
}

PlacedWord placed(const XmlNode& word) {
  return {number_of(word, "xMin"), number_of(word, "yMin"), number_of(word, "xMax"), number_of(word, "yMax"),
          word.inner_text()};
}

void collect_lines(const XmlNode& node, PrintedLine& page, std::vector<PrintedLine>& lines) {
  for (const XmlNode& child : node.children) {
    if (child.name == "page") {
      ++page.page;
      page.page_width = number_of(child, "width");
      page.page_height = number_of(child, "height");
      collect_lines(child, page, lines);
    } else if (child.name == "line") {
      PrintedLine line = read_line(child);
      for (const XmlNode& word : child.children)
        if (word.name == "word") line.words.push_back(placed(word));
      line.page = page.page;
      line.page_width = page.page_width;
      line.page_height = page.page_height;
      lines.push_back(std::move(line));
    } else if (!child.name.empty()) {
      collect_lines(child, page, lines);
    }
  }
}

// pdftotext writes XHTML with a document type, and passes control characters on.
std::string as_xml(std::string_view out) {
  const auto begin = out.find("<body");
  const auto end = out.rfind("</body>");
  if (begin == out.npos || end == out.npos || end < begin) return {};
  std::string xml(out.substr(begin, end + 7 - begin));
  for (char& c : xml)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n') c = ' ';
  return xml;
}

// Pages on which pieces of text stand beside each other at three heights and more: tables, or two columns.
std::vector<int> pages_with_columns(const std::vector<PrintedLine>& lines) {
  constexpr std::size_t kHeights = 3;
  std::map<int, std::vector<const PrintedLine*>> pages;
  for (const PrintedLine& line : lines)
    pages[line.page].push_back(&line);
  std::vector<int> out;
  for (auto& [page, all] : pages) {
    std::sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return a->top < b->top; });
    std::size_t heights = 0;
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
      heights += all[i + 1]->top < (all[i]->top + all[i]->bottom) / 2 &&
                 (all[i + 1]->left >= all[i]->right || all[i]->left >= all[i + 1]->right);
    if (heights >= kHeights) out.push_back(page);
  }
  return out;
}

// The lines that are drawn on a page; none where they cannot be had: then its tables are read as text.
std::vector<Ruling> rulings_on(int page, const std::filesystem::path& folder) {
  const std::string number = std::to_string(page);
  ChildProcess child{"pdftocairo", "poppler-utils", {"-svg", "-f", number, "-l", number, "paper.pdf", "-"}};
  child.folder = folder;
  child.memory_bytes = 1u << 30;
  const auto outcome = run_child(child);
  if (!outcome || outcome->code != 0) return {};
  const auto svg = parse_xml(outcome->out, "paper.svg");
  return svg ? rulings_of(*svg) : std::vector<Ruling>{};
}

// Puts tables into the places of the lines that they hold.
void put_tables(std::vector<PrintedLine>& lines, std::vector<PrintedLine> tables) {
  const auto inside = [](const PrintedLine& line, const PrintedLine& table) {
    const double x = (line.left + line.right) / 2, y = (line.top + line.bottom) / 2;
    return table.left <= x && x <= table.right && table.top <= y && y <= table.bottom;
  };
  for (PrintedLine& table : tables) {
    std::erase_if(lines, [&](const PrintedLine& line) {
      return line.page == table.page && line.table.empty() && inside(line, table);
    });
    auto at = std::find_if(lines.begin(), lines.end(), [&](const PrintedLine& line) {
      return line.page > table.page || (line.page == table.page && line.top >= table.bottom);
    });
    lines.insert(at, std::move(table));
  }
}

std::vector<PlacedWord> words_on(int page, const std::vector<PrintedLine>& lines) {
  std::vector<PlacedWord> out;
  for (const PrintedLine& line : lines)
    if (line.page == page) out.insert(out.end(), line.words.begin(), line.words.end());
  return out;
}

constexpr std::size_t kMostTablePages = 60; // each is drawn once more

// The tables with lines, then those that white space alone shows.
void find_tables(std::vector<PrintedLine>& lines, const std::filesystem::path& folder) {
  auto pages = pages_with_columns(lines);
  pages.resize(std::min(pages.size(), kMostTablePages));
  std::map<int, std::vector<Ruling>> rulings;
  for (const int page : pages) {
    rulings[page] = rulings_on(page, folder);
    auto tables = ruled_tables(rulings[page], words_on(page, lines));
    for (PrintedLine& table : tables)
      table.page = page;
    put_tables(lines, std::move(tables));
  }
  put_tables(lines, open_tables(lines, rulings));
}

Error refusal(const std::string& file, const ChildOutcome& outcome) {
  if (outcome.err.find("password") != std::string::npos)
    return {ErrorCode::data, file, "PDF 加了密，读不了", "请用密码打开后另存（打印）为不加密的 PDF"};
  const std::string_view first = trim(std::string_view(outcome.err).substr(0, outcome.err.find('\n')));
  return {ErrorCode::data, file, "不能读取 PDF：" + shorten(first, 120), "文件可能已损坏，请重新取得后再试"};
}

} // namespace

Result<Paper> read_pdf(std::string_view bytes, const std::string& file) {
  const auto folder = WorkFolder::make();
  if (!folder) return fail(folder.error());
  if (auto done = write_file_atomically(folder->path() / "paper.pdf", bytes, true); !done)
    return fail(done.error());
  ChildProcess child{"pdftotext", "poppler-utils", {"-bbox-layout", "-enc", "UTF-8", "paper.pdf", "-"}};
  child.folder = folder->path();
  child.memory_bytes = 1u << 30;
  auto outcome = run_child(child);
  if (!outcome) {
    outcome.error().where = file;
    return fail(outcome.error());
  }
  if (outcome->code != 0) return fail(refusal(file, *outcome));
  const auto tree = parse_xml(as_xml(outcome->out), file);
  if (!tree) return fail(tree.error());
  PrintedLine page;
  std::vector<PrintedLine> lines;
  collect_lines(*tree, page, lines);
  std::size_t characters = 0;
  for (const PrintedLine& line : lines)
    characters += count_code_points(line.text);
  if (characters < kScanChars * static_cast<std::size_t>(page.page))
    return fail(ErrorCode::data, file, fmt::format("PDF 共 {} 页，没有文字，是扫描件", page.page),
                "请用扫描软件做文字识别（OCR）后另存，或取得文字版再导入");
  Paper paper;
  paper.format = fmt::format("PDF（{} 页）", page.page);
  drop_running_lines(lines);
  order_rows(lines);
  find_tables(lines, folder->path());
  join_list_numbers(lines);
  for (Block& block : join_printed_lines(std::move(lines)))
    if (block.kind == BlockKind::table)
      paper.blocks.push_back(std::move(block));
    else
      add_paragraphs(paper.blocks, block.text, block.centered);
  paper.remarks.emplace_back("由 PDF 还原段落和表（没有框线的表按各栏的空白认），请对照原件看一遍");
  return paper;
}

} // namespace fengqiao::indexer
