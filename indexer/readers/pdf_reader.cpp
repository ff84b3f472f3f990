// PDF with text, through poppler's pdftotext, which also says where each word stands.
#include "core/file.hpp"
#include "core/process.hpp"
#include "core/text.hpp"
#include "core/xml.hpp"
#include "indexer/readers/paper.hpp"
#include "indexer/readers/printed_lines.hpp"
#include "indexer/source_lines.hpp"

#include <fmt/format.h>

#include <cstdlib>

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

void collect_lines(const XmlNode& node, PrintedLine& page, std::vector<PrintedLine>& lines) {
  for (const XmlNode& child : node.children) {
    if (child.name == "page") {
      ++page.page;
      page.page_width = number_of(child, "width");
      page.page_height = number_of(child, "height");
      collect_lines(child, page, lines);
    } else if (child.name == "line") {
      PrintedLine line = read_line(child);
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
  for (const Block& block : join_printed_lines(std::move(lines)))
    add_paragraphs(paper.blocks, block.text, block.centered);
  paper.remarks.emplace_back("由 PDF 还原段落，表格按行读出，请对照原件看一遍");
  return paper;
}

} // namespace fengqiao::indexer
