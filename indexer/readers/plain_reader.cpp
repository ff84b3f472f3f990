// Plain text in any usual encoding, with or without hard line ends.
#include "core/encoding.hpp"
#include "core/text.hpp"
#include "indexer/readers/paper.hpp"
#include "indexer/source_lines.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

constexpr int kNarrowest = 40; // columns: shorter lines were not cut by a machine
constexpr int kSlack = 4;      // a cut line may end this much before the widest

struct RawLine {
  std::string_view text;
  int width = 0;
  bool indented = false;
};

std::vector<RawLine> raw_lines(std::string_view text) {
  std::vector<RawLine> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view whole = text.substr(begin, end - begin), inside = trim(whole);
    const std::string_view before = whole.substr(0, static_cast<std::size_t>(inside.data() - whole.data()));
    const int indent = inside.empty() ? 0 : display_width(before);
    lines.push_back({inside, indent + display_width(inside), indent >= 2});
    begin = end + 1;
  }
  return lines;
}

// The column at which a machine cut the lines, or 0: at least a third of the lines end there, and none goes
// beyond it.
int cut_width(const std::vector<RawLine>& lines) {
  int widest = 0;
  std::size_t filled = 0, full = 0;
  for (const RawLine& line : lines)
    widest = std::max(widest, line.width);
  for (const RawLine& line : lines) {
    filled += !line.text.empty();
    full += line.width >= widest - kSlack;
  }
  return widest >= kNarrowest && widest <= 120 && filled >= 6 && full * 3 >= filled ? widest : 0;
}

bool begins_paragraph(const RawLine& before, const RawLine& line, int width) {
  if (width == 0 || before.text.empty() || line.indented || before.width < width - kSlack) return true;
  return article_line(line.text) || numbered_line(line.text) || division_rank(line.text) > 0 ||
         heading_line(line.text);
}

} // namespace

Result<Paper> read_plain(std::string_view bytes, const std::string& file) {
  const auto decoded = decode(bytes, file);
  if (!decoded) return fail(decoded.error());
  Paper paper;
  paper.format = std::string(encoding_name(decoded->encoding)) + " 文本";
  const auto lines = raw_lines(decoded->text);
  const int width = cut_width(lines);
  std::string open;
  const auto close = [&] {
    add_paragraphs(paper.blocks, open);
    open.clear();
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0 && begins_paragraph(lines[i - 1], lines[i], width)) close();
    open += lines[i].text;
  }
  close();
  if (width > 0) paper.remarks.emplace_back("每行的硬回车已去掉，段落重新连起");
  return paper;
}

} // namespace fengqiao::indexer
