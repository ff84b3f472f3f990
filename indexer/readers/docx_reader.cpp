// DOCX, read directly: pandoc and others lose automatic numbers such as 第%1条 and （%2）.
#include "core/limits.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"
#include "core/xml.hpp"
#include "indexer/readers/docx_numbering.hpp"
#include "indexer/readers/docx_parts.hpp"
#include "indexer/readers/docx_styles.hpp"
#include "indexer/readers/docx_symbols.hpp"
#include "indexer/readers/paper.hpp"
#include "indexer/readers/superscript.hpp"
#include "indexer/source_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>

namespace fengqiao::indexer {
namespace {

constexpr int kNoHeading = 9;

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool switched_on(const XmlNode* node) {
  return node && !is_one_of(node->attribute("val"), {"0", "false", "off"});
}

// What belongs to no reader's text: deleted revisions, the place from which text was moved, field codes,
// properties, the pronunciation above a character.
bool is_silent(const XmlNode& node) {
  return is_one_of(node.name, {"del", "moveFrom", "delText", "instrText", "rPr", "pPr", "tblPr", "tblGrid",
                               "trPr", "tcPr", "sectPr", "sdtPr", "rt", "comment", "proofErr"});
}

class DocxReader {
public:
  DocxReader(DocxStyles styles, DocxNumbering numbering, std::map<std::string, std::string> notes)
      : styles_(std::move(styles)), numbering_(std::move(numbering)), notes_(std::move(notes)) {}

  Paper read(const XmlNode& document) {
    if (const XmlNode* body = document.child("body")) blocks(*body);
    for (std::size_t i = 0; i < cited_.size(); ++i)
      paper_.blocks.push_back(
          {BlockKind::note, 0, fmt::format("[^{}]: {}", i + 1, notes_[cited_[i]]), false});
    if (revisions_) paper_.remarks.emplace_back("文件带有修订痕迹：已按接受修订后的文字导入");
    if (pictures_ > 0)
      paper_.remarks.push_back(fmt::format("{} 处图片没有导入，其中的文字请补录", pictures_));
    if (strange_symbols_ > 0)
      paper_.remarks.push_back(
          fmt::format("{} 处符号字体的字符认不出，写作 〓，请对照原件", strange_symbols_));
    if (large_tables_ > 0) paper_.remarks.push_back(large_tables_remark(large_tables_));
    paper_.format = "DOCX";
    return std::move(paper_);
  }

private:
  // Block-level content, in whatever wrappers.
  void blocks(const XmlNode& parent) {
    for (const XmlNode& node : parent.children) {
      if (is_silent(node)) {
        revisions_ |= is_one_of(node.name, {"del", "moveFrom"});
      } else if (node.name == "p") {
        paragraph(node);
      } else if (node.name == "tbl") {
        table(node);
      } else if (node.name == "sdt") {
        if (!is_contents(node)) blocks(node);
      } else if (node.name == "AlternateContent") {
        blocks(alternative(node));
      } else {
        blocks(node);
      }
    }
  }

  static const XmlNode& alternative(const XmlNode& node) {
    const XmlNode* choice = node.child("Choice");
    if (!choice) choice = node.child("Fallback");
    return choice ? *choice : node;
  }

  // A table of contents that Word made.
  static bool is_contents(const XmlNode& sdt) {
    const XmlNode* properties = sdt.child("sdtPr");
    const XmlNode* part = properties ? properties->child("docPartObj") : nullptr;
    return part && part->of_child("docPartGallery", "val") == "Table of Contents";
  }

  void paragraph(const XmlNode& node) {
    const XmlNode* properties = node.child("pPr");
    DocxParagraph own = properties ? read_paragraph_properties(*properties) : DocxParagraph();
    std::string style(properties ? properties->of_child("pStyle", "val") : std::string_view());
    if (style.empty()) style = styles_.default_style();
    const std::string name = styles_.name(style);
    if (name.starts_with("toc ") || name.starts_with("目录")) return;
    const DocxParagraph base = styles_.paragraph(style);
    // The number is counted whether or not anything stands behind it; a paragraph mark that a revision
    // deleted has none.
    const std::string number = mark_deleted(properties) ? std::string() : number_of(own, base, style);
    std::string text;
    run_text(node, text);
    const bool empty = trim(text).empty();
    const auto alignment = own.alignment ? own.alignment : base.alignment;
    if (!empty || (!number.empty() && number.starts_with("第"))) {
      const bool sentence = number.empty() && is_sentence(trim(text));
      add(number + std::string(trim(text)), sentence ? 0 : heading_level(own, base, name),
          alignment == "center");
    }
    for (const XmlNode* box : std::exchange(boxes_, {}))
      blocks(*box);
  }

  // A paragraph that was left in the style of the heading above it; no （一）加强领导。
  static bool is_sentence(std::string_view text) {
    for (const std::string_view end : {"。", "；", "：", ";", ":"})
      if (text.ends_with(end)) return !numbered_line(text) && division_rank(text) == 0 && !article_line(text);
    return false;
  }

  static bool mark_deleted(const XmlNode* properties) {
    const XmlNode* mark = properties ? properties->child("rPr") : nullptr;
    return mark && mark->child("del");
  }

  // A text in several lines (soft line ends) is several paragraphs to a Chinese typist.
  void add(const std::string& text, int level, bool centered) {
    const auto first = paper_.blocks.size();
    add_paragraphs(paper_.blocks, text, centered);
    if (level == 0 || first == paper_.blocks.size()) return;
    if (count_code_points(paper_.blocks[first].text) > kLongestHeading) return;
    // A title over two lines is one title.
    for (auto i = first + 1; i < paper_.blocks.size(); ++i)
      paper_.blocks[first].text += paper_.blocks[i].text;
    paper_.blocks.resize(first + 1);
    paper_.blocks[first].kind = BlockKind::heading;
    paper_.blocks[first].level = level;
  }

  // From 1; 0: no heading. The title style is above 标题 1.
  int heading_level(const DocxParagraph& own, const DocxParagraph& base, const std::string& name) const {
    if (name == "title" || name == "标题") return 1;
    if (const auto outline = own.outline ? own.outline : base.outline)
      return *outline >= 0 && *outline < kNoHeading ? *outline + 2 : 0;
    for (const std::string_view prefix : {"heading ", "标题 "})
      if (name.starts_with(prefix) && name.size() == prefix.size() + 1 && name.back() >= '1' &&
          name.back() <= '9')
        return name.back() - '0' + 1;
    return 0;
  }

  std::string number_of(const DocxParagraph& own, const DocxParagraph& base, const std::string& style) {
    const auto list = own.list ? own.list : base.list;
    if (!list) return {};
    auto level = own.level ? own.level : base.level;
    if (!own.list && !own.level)
      if (const auto tied = numbering_.level_of_style(*list, style)) level = tied;
    return numbering_.next(*list, level.value_or(0));
  }

  // Inline content. Text boxes are set aside: they come behind their paragraph.
  void run_text(const XmlNode& parent, std::string& out) {
    if (parent.name == "r" && parent.child("rPr") && switched_on(parent.child("rPr")->child("vanish")))
      return;
    for (const XmlNode& node : parent.children) {
      if (is_silent(node)) {
        revisions_ |= is_one_of(node.name, {"del", "moveFrom"});
      } else if (node.name == "t") {
        add_text(is_raised(parent) ? superscript(node.inner_text()) : node.inner_text(), font_of(parent),
                 out);
      } else if (node.name == "sym") {
        std::uint32_t place = 0;
        const std::string_view hex = node.attribute("char");
        std::from_chars(hex.data(), hex.data() + hex.size(), place, 16);
        add_symbol(node.attribute("font"), place, out);
      } else if (node.name == "checkBox") { // of a form: ticked, or ticked as it comes
        const XmlNode* ticked = node.child("checked");
        out += switched_on(ticked ? ticked : node.child("default")) ? "☑" : "□";
      } else if (is_one_of(node.name, {"tab", "ptab"})) {
        out += " ";
      } else if (node.name == "br" || node.name == "cr") {
        if (node.attribute("type").empty() || node.attribute("type") == "textWrapping") out += "\n";
      } else if (node.name == "noBreakHyphen") {
        out += "-";
      } else if (is_one_of(node.name, {"footnoteReference", "endnoteReference"})) {
        note(std::string(node.name.substr(0, 1)) + std::string(node.attribute("id")), out);
      } else if (node.name == "txbxContent") {
        boxes_.push_back(&node);
      } else if (node.name == "AlternateContent") {
        run_text(alternative(node), out);
      } else {
        if (node.name == "blip" || node.name == "imagedata") ++pictures_;
        run_text(node, out);
      }
    }
  }

  static bool is_raised(const XmlNode& run) {
    const XmlNode* properties = run.child("rPr");
    return properties && properties->of_child("vertAlign", "val") == "superscript";
  }

  static std::string_view font_of(const XmlNode& run) {
    const XmlNode* properties = run.child("rPr");
    return properties ? properties->of_child("rFonts", "ascii") : std::string_view();
  }

  // Text in a symbol font bears characters of the private area.
  void add_text(const std::string& text, std::string_view font, std::string& out) {
    for (std::size_t pos = 0; pos < text.size();) {
      const char32_t c = next_code_point(text, pos);
      if (is_symbol_place(c))
        add_symbol(font, c, out);
      else
        append_utf8(out, c);
    }
  }

  void add_symbol(std::string_view font, char32_t place, std::string& out) {
    const char32_t c = symbol_character(font, place);
    if (c == 0) ++strange_symbols_;
    append_utf8(out, c == 0 ? U'〓' : c);
  }

  void note(const std::string& id, std::string& out) {
    if (!notes_.contains(id)) return;
    const auto [number, is_new] = numbers_.try_emplace(id, cited_.size() + 1);
    if (is_new) cited_.push_back(id);
    out += fmt::format("[^{}]", number->second);
  }

  void table(const XmlNode& node) {
    std::vector<std::vector<const XmlNode*>> grid;
    each(node, "tr", [&](const XmlNode& row) {
      each(row, "tc", [&, first = true](const XmlNode& cell) mutable {
        if (first) grid.emplace_back();
        first = false;
        grid.back().push_back(&cell);
      });
    });
    const bool frame = std::all_of(grid.begin(), grid.end(), [](const auto& row) { return row.size() == 1; });
    if (frame) { // round a text, which may hold tables of its own
      for (const auto& row : grid)
        blocks(*row.front());
      return;
    }
    std::vector<std::vector<std::string>> rows;
    const std::size_t outer = std::exchange(padding_left_, limits::table_cells);
    for (const auto& cells : grid) {
      rows.emplace_back();
      for (const XmlNode* cell : cells)
        add_cell(*cell, rows.back());
    }
    padding_left_ = outer;
    if (!add_table(paper_.blocks, rows, cells_left_)) ++large_tables_;
  }

  // The cell's paragraphs by lines; a merged cell leaves the places that it covers empty.
  void add_cell(const XmlNode& cell, std::vector<std::string>& row) {
    const XmlNode* properties = cell.child("tcPr");
    const XmlNode* merged = properties ? properties->child("vMerge") : nullptr;
    const bool covered = merged && merged->attribute("val") != "restart";
    std::string text;
    if (!covered) {
      Paper outer = std::move(paper_);
      paper_ = {};
      blocks(cell);
      for (const Block& block : paper_.blocks)
        text += (text.empty() ? "" : "\n") + block.text;
      paper_ = std::move(outer);
    }
    row.push_back(std::move(text));
    const auto span =
        parse_numeral(properties ? properties->of_child("gridSpan", "val") : std::string_view());
    for (int i = 1; i < span.value_or(1) && row.size() <= limits::table_columns && padding_left_ > 0;
         ++i, --padding_left_)
      row.emplace_back();
  }

  template <class Use> static void each(const XmlNode& parent, std::string_view name, Use&& use) {
    for (const XmlNode& node : parent.children)
      if (node.name == name)
        use(node);
      else if (is_one_of(node.name, {"sdt", "sdtContent", "ins", "moveTo", "customXml"}))
        each(node, name, use);
  }

  static constexpr std::size_t kLongestHeading =
      120; // characters: longer is a paragraph in a heading's style

  DocxStyles styles_;
  DocxNumbering numbering_;
  std::map<std::string, std::string> notes_;   // f1, e2: footnotes and endnotes
  std::vector<std::string> cited_;             // in the order of their first mark
  std::map<std::string, std::size_t> numbers_; // of those, from 1
  std::vector<const XmlNode*> boxes_;
  Paper paper_;
  std::size_t cells_left_ = limits::table_cells; // of all tables
  std::size_t padding_left_ = 0;                 // places that merged cells of the open table may cover
  std::size_t large_tables_ = 0;
  bool revisions_ = false;
  std::size_t pictures_ = 0, strange_symbols_ = 0;
};

std::string one_line(std::string_view text) {
  std::vector<Block> parts;
  add_paragraphs(parts, text);
  std::string out;
  for (const Block& part : parts)
    out += part.text;
  return out;
}

// The texts of footnotes.xml (prefix f) and endnotes.xml (e) by their ids.
void collect_notes(const XmlNode& root, const std::string& prefix,
                   std::map<std::string, std::string>& notes) {
  for (const XmlNode& node : root.children)
    if (is_one_of(node.name, {"footnote", "endnote"}) && node.attribute("type").empty())
      notes[prefix + std::string(node.attribute("id"))] = one_line(node.inner_text());
}

} // namespace

Result<Paper> read_docx(std::string_view bytes, const std::string& file) {
  auto parts = read_docx_parts(bytes, file);
  if (!parts) return fail(parts.error());
  std::map<std::string, std::string> notes;
  collect_notes(parts->footnotes, "f", notes);
  collect_notes(parts->endnotes, "e", notes);
  const DocxStyles styles{parts->styles};
  const DocxNumbering numbering{parts->numbering};
  return DocxReader(styles, numbering, std::move(notes)).read(parts->document);
}

} // namespace fengqiao::indexer
