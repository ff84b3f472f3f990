// OFD (GB/T 33190—2016): pages of text pieces with their places, in a ZIP.
#include "core/archive.hpp"
#include "core/text.hpp"
#include "core/xml.hpp"
#include "indexer/readers/paper.hpp"
#include "indexer/readers/printed_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

namespace fengqiao::indexer {
namespace {

constexpr double kA4Width = 210, kA4Height = 297; // millimetres

using Box = std::array<double, 4>; // x, y, width, height

Box box_of(std::string_view text) {
  Box box{};
  const std::string copy(text);
  const char* at = copy.c_str();
  for (double& value : box) {
    char* end = nullptr;
    value = std::strtod(at, &end);
    at = end;
  }
  return box;
}

// Joins a location in the archive to the folder of the file that names it.
std::string located(const std::string& base, std::string_view location) {
  if (location.starts_with('/')) return std::string(location.substr(1));
  const auto slash = base.rfind('/');
  return (slash == std::string::npos ? "" : base.substr(0, slash + 1)) + std::string(location);
}

class OfdReader {
public:
  OfdReader(std::map<std::string, std::string> parts, const std::string& file)
      : parts_(std::move(parts)), file_(file) {}

  Result<Paper> read() {
    const auto root = tree("OFD.xml");
    if (!root) return fail(root.error());
    for (const XmlNode& body : root->children)
      if (const XmlNode* location = body.child("DocRoot"))
        if (auto done = document(located("OFD.xml", trim(location->inner_text()))); !done)
          return fail(done.error());
    Paper paper;
    paper.format = fmt::format("OFD（{} 页）", page_);
    if (lines_.empty())
      return fail(ErrorCode::data, file_, "OFD 里没有文字，可能是扫描件",
                  "请用文字识别（OCR）软件处理后另存，或取得文字版再导入");
    for (const Block& block : join_printed_lines(std::move(lines_)))
      add_paragraphs(paper.blocks, block.text, block.centered);
    paper.remarks.emplace_back("由 OFD 还原段落，表格按行读出，请对照原件看一遍");
    return paper;
  }

private:
  Result<XmlNode> tree(const std::string& name) {
    const auto part = parts_.find(name);
    if (part == parts_.end())
      return fail(ErrorCode::data, file_, "OFD 不完整：缺 " + name, "请重新取得文件，或另存为 PDF 再试");
    return parse_xml(part->second, file_ + " 里的 " + name);
  }

  Result<void> document(const std::string& name) {
    const auto root = tree(name);
    if (!root) return fail(root.error());
    Box size{0, 0, kA4Width, kA4Height};
    if (const XmlNode* common = root->child("CommonData"))
      if (const XmlNode* area = common->child("PageArea"))
        if (const XmlNode* box = area->child("PhysicalBox")) size = box_of(box->inner_text());
    const XmlNode* pages = root->child("Pages");
    if (!pages) return {};
    for (const XmlNode& entry : pages->children) {
      if (entry.name != "Page") continue;
      const auto page = tree(located(name, entry.attribute("BaseLoc")));
      if (!page) return fail(page.error());
      ++page_;
      std::vector<PrintedLine> pieces;
      collect(*page, size, pieces);
      add_lines(std::move(pieces));
    }
    return {};
  }

  // Each TextCode is a piece of a line.
  void collect(const XmlNode& node, const Box& size, std::vector<PrintedLine>& pieces) {
    for (const XmlNode& child : node.children) {
      if (child.name != "TextObject") {
        collect(child, size, pieces);
        continue;
      }
      const Box boundary = box_of(child.attribute("Boundary"));
      const double height = std::max(std::strtod(std::string(child.attribute("Size")).c_str(), nullptr), 1.0);
      for (const XmlNode& code : child.children) {
        if (code.name != "TextCode") continue;
        PrintedLine piece;
        piece.page = page_;
        piece.page_width = size[2];
        piece.page_height = size[3];
        piece.text = code.inner_text();
        piece.left = boundary[0] + std::strtod(std::string(code.attribute("X")).c_str(), nullptr);
        piece.bottom = boundary[1] + std::strtod(std::string(code.attribute("Y")).c_str(), nullptr);
        piece.top = piece.bottom - height;
        piece.right = std::max(piece.left + height, boundary[0] + boundary[2]);
        pieces.push_back(std::move(piece));
      }
    }
  }

  // Pieces at one height make a line.
  void add_lines(std::vector<PrintedLine> pieces) {
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const PrintedLine& a, const PrintedLine& b) { return a.bottom < b.bottom; });
    for (std::size_t begin = 0; begin < pieces.size();) {
      std::size_t end = begin + 1;
      const double size = pieces[begin].bottom - pieces[begin].top;
      while (end < pieces.size() && pieces[end].bottom - pieces[begin].bottom < size * 0.4)
        ++end;
      std::stable_sort(pieces.begin() + static_cast<std::ptrdiff_t>(begin),
                       pieces.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const PrintedLine& a, const PrintedLine& b) { return a.left < b.left; });
      PrintedLine line = pieces[begin];
      for (std::size_t i = begin + 1; i < end; ++i) {
        if (pieces[i].left - line.right > size * 0.6) line.text.push_back(' ');
        line.text += pieces[i].text;
        line.right = std::max(line.right, pieces[i].right);
      }
      lines_.push_back(std::move(line));
      begin = end;
    }
  }

  std::map<std::string, std::string> parts_;
  const std::string& file_;
  int page_ = 0;
  std::vector<PrintedLine> lines_;
};

} // namespace

Result<Paper> read_ofd(std::string_view bytes, const std::string& file) {
  auto parts = read_zip(bytes, file, [](const std::string& name) { return name.ends_with(".xml"); });
  if (!parts) return fail(parts.error());
  std::map<std::string, std::string> by_name;
  for (auto& part : *parts)
    by_name.emplace(std::move(part.name), std::move(part.bytes));
  return OfdReader(std::move(by_name), file).read();
}

} // namespace fengqiao::indexer
