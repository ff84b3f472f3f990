#include "render/html_writer.hpp"

#include "core/text.hpp"
#include "render/anchors.hpp"
#include "render/chart.hpp"
#include "render/directive.hpp"
#include "render/figure.hpp"
#include "render/table_model.hpp"

#include <fmt/format.h>

#include <numeric>
#include <set>
#include <vector>

namespace fengqiao::render {
namespace {

// GB/T 9704—2012 5.2 as far as a browser can follow it.
constexpr std::string_view kStyle = R"(@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
body { font-family: FangSong, 仿宋, STFangsong, serif; font-size: 16pt; line-height: 29.6pt; max-width: 156mm; margin: 0 auto; }
h1 { font-family: 小标宋, STSong, SimSun, serif; font-size: 22pt; line-height: 36pt; text-align: center; }
h2, h3, h4, h5, h6 { font-size: 16pt; font-weight: normal; margin: 0; text-indent: 2em; }
h2 { font-family: SimHei, 黑体, sans-serif; }
h3 { font-family: KaiTi, 楷体, serif; }
p { margin: 0; text-indent: 2em; text-align: justify; }
li > p, td > p, th > p, blockquote > p { text-indent: 0; }
ul.tasks { list-style: none; }
blockquote { font-family: KaiTi, 楷体, serif; }
table { border-collapse: collapse; width: 100%; font-size: 12pt; line-height: 16pt; margin: 4pt 0; }
th, td { border: 0.5pt solid #000; padding: 3pt 4pt; }
th { font-family: SimHei, 黑体, sans-serif; font-weight: normal; text-align: center; }
caption { font-family: SimHei, 黑体, sans-serif; }
thead { display: table-header-group; }
.total { font-weight: bold; }
tr { page-break-inside: avoid; }
h1, h2, h3, h4, h5, h6 { page-break-after: avoid; }
figure { margin: 4pt 0; text-align: center; }
figure img { max-width: 100%; }
figcaption { font-family: SimHei, 黑体, sans-serif; font-size: 14pt; line-height: 22pt; }
.page { page-break-before: always; }
.notes { font-size: 12pt; line-height: 18pt; }
)";

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_code_point(text, pos);
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0))
      append_utf8(out, 0xFFFD); // HTML allows no controls
    else
      append_utf8(out, c);
  }
  return out;
}

std::string_view align_attribute(MdAlign align) {
  switch (align) {
  case MdAlign::left:
    return R"( align="left")";
  case MdAlign::center:
    return R"( align="center")";
  case MdAlign::right:
    return R"( align="right")";
  default:
    return "";
  }
}

class HtmlWriter {
public:
  explicit HtmlWriter(const MdNode& document) : anchors_(document, {}, ignored_) { find_linked(document); }

  std::string run(const MdNode& document, const std::string& title) {
    out_ = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
        escaped(title.empty() ? first_heading(document) : title), kStyle);
    blocks(document);
    notes(document);
    out_ += "</body>\n</html>\n";
    return std::move(out_);
  }

private:
  // Headings that no link leads to need no id.
  void find_linked(const MdNode& parent) {
    for (const MdNode& node : parent.children) {
      if (node.kind == MdKind::link)
        if (const auto anchor = anchors_.find(node.text)) linked_.insert(*anchor);
      find_linked(node);
    }
  }

  static std::string inner_text(const MdNode& node) {
    std::string text = node.kind == MdKind::text || node.kind == MdKind::code ? node.text : std::string();
    for (const MdNode& child : node.children)
      text += inner_text(child);
    return text;
  }

  static std::string first_heading(const MdNode& document) {
    for (const MdNode& node : document.children)
      if (node.kind == MdKind::heading) return inner_text(node);
    return "文档";
  }

  void blocks(const MdNode& parent) {
    for (const MdNode& node : parent.children)
      block(node);
  }

  void block(const MdNode& node) {
    switch (node.kind) {
    case MdKind::heading:
      element(fmt::format("h{}", node.level), node, anchors_.of_heading(node));
      break;
    case MdKind::paragraph:
      if (holds_only_images(node))
        figures(node);
      else
        element("p", node);
      break;
    case MdKind::list:
      list(node);
      break;
    case MdKind::block_quote:
      out_ += "<blockquote" + page_class() + ">\n";
      blocks(node);
      out_ += "</blockquote>\n";
      break;
    case MdKind::code_block:
      out_ += "<pre" + page_class() + "><code>" + escaped(node.text) + "</code></pre>\n";
      break;
    case MdKind::chart:
      chart(node);
      break;
    case MdKind::thematic_break:
      out_ += "<hr" + page_class() + ">\n";
      break;
    case MdKind::table:
      table(node);
      break;
    case MdKind::directive:
      directive(node.text);
      break;
    default:
      break; // footnotes come at the end
    }
  }

  // What a word processor can follow of the directives; they hold for the next block.
  void directive(std::string_view text) {
    if (const auto name = given_anchor(text)) out_ += fmt::format("<a id=\"{}\"></a>\n", escaped(*name));
    if (text == "另起一页") page_break_ = true;
    if (text == "居中") align_ = "center";
    if (text == "右对齐" || text == "署名") align_ = "right";
    if (text.starts_with("列宽")) widths_ = read_widths(text);
    if (text.starts_with("表头")) header_rows_ = read_header_rows(text);
    if (text.starts_with("图宽"))
      if (const auto width = read_image_width(text.substr(std::string_view("图宽").size())))
        image_width_ = width->share > 0 ? fmt::format("{:g}%", 100 * width->share)
                                        : fmt::format("{:g}mm", width->points / kPointsPerMillimetre);
    if (text.starts_with("表题 ")) caption_ = trim(text.substr(std::string_view("表题 ").size()));
  }

  // The attributes of the first block after such directives.
  std::string page_class() {
    std::string out = page_break_ ? R"( class="page")" : "";
    if (!align_.empty())
      out += fmt::format(R"( align="{}" style="text-align: {}; text-indent: 0")", align_, align_);
    page_break_ = false;
    align_ = {};
    return out;
  }

  void element(std::string_view name, const MdNode& node, const std::string& id = {}) {
    const std::string id_attribute = !linked_.contains(id) ? "" : fmt::format(" id=\"{}\"", escaped(id));
    out_ += fmt::format("<{}{}{}>", name, id_attribute, page_class());
    inlines(node);
    out_ += fmt::format("</{}>\n", name);
  }

  void figures(const MdNode& node) {
    for (const MdNode& child : node.children) {
      if (child.kind != MdKind::image) continue;
      out_ += "<figure" + page_class() + ">";
      image(child);
      const std::string caption = figures_.caption(inner_text(child));
      if (!caption.empty()) out_ += "<figcaption>" + escaped(caption) + "</figcaption>";
      out_ += "</figure>\n";
    }
    image_width_.clear();
  }

  void image(const MdNode& node) {
    const std::string text = escaped(inner_text(node));
    if (!node.text.starts_with("data:image/")) {
      out_ += "〔图片：" + text + "〕";
      return;
    }
    out_ += fmt::format(R"(<img src="{}" alt="{}")", escaped(node.text), text);
    if (!image_width_.empty()) out_ += fmt::format(R"( style="width: {}")", image_width_);
    out_ += ">";
  }

  void list(const MdNode& node) {
    const bool tasks = !node.children.empty() && node.children.front().task;
    const std::string_view name = node.ordered ? "ol" : "ul";
    out_ += fmt::format("<{}{}{}>\n", name, tasks ? R"( class="tasks")" : "",
                        node.ordered && node.level != 1 ? fmt::format(R"( start="{}")", node.level) : "");
    int next = node.level;
    for (const MdNode& item : node.children) {
      out_ += node.ordered && item.level != next ? fmt::format("<li value=\"{}\">", item.level) : "<li>";
      next = item.level + 1;
      if (item.task) out_ += item.checked ? "☑ " : "☐ ";
      if (node.tight)
        tight_item(item);
      else
        blocks(item);
      out_ += "</li>\n";
    }
    out_ += fmt::format("</{}>\n", name);
  }

  void tight_item(const MdNode& item) {
    for (const MdNode& child : item.children) {
      if (child.kind == MdKind::paragraph)
        inlines(child);
      else
        block(child);
    }
  }

  void table(const MdNode& node) {
    const TableModel model = read_table(node, header_rows_);
    // The border attribute is what LibreOffice reads.
    out_ += "<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\"" + page_class() + ">\n";
    if (!caption_.empty()) out_ += "<caption>" + escaped(caption_) + "</caption>\n";
    columns(model.columns);
    if (model.header_rows > 0) out_ += "<thead>\n";
    std::size_t next = 0;
    for (std::size_t row = 0; row < model.rows; ++row) {
      const bool header = row < model.header_rows;
      if (row == model.header_rows) out_ += row > 0 ? "</thead>\n<tbody>\n" : "<tbody>\n";
      out_ += model.totals[row] ? R"(<tr class="total">)" : "<tr>";
      for (; next < model.cells.size() && model.cells[next].row == row; ++next)
        table_cell(model.cells[next], header ? "th" : "td");
      out_ += "</tr>\n";
    }
    out_ += model.rows > model.header_rows ? "</tbody>\n" : model.rows > 0 ? "</thead>\n" : "";
    out_ += "</table>\n";
    caption_.clear();
    widths_.clear();
    header_rows_ = 0;
  }

  // A chart's numbers; PDF draws it. What cannot be read stands as it was written.
  void chart(const MdNode& node) {
    const auto read = read_chart(node, {});
    if (!read) {
      out_ += "<pre>" + escaped(node.text) + "</pre>\n";
      return;
    }
    caption_ = figures_.caption(chart_caption(*read));
    table(chart_table(*read));
  }

  void columns(std::size_t count) {
    if (widths_.size() != count) return;
    const double sum = std::accumulate(widths_.begin(), widths_.end(), 0.0);
    out_ += "<colgroup>";
    for (const double width : widths_)
      out_ += fmt::format(R"(<col style="width: {:.1f}%">)", 100 * width / sum);
    out_ += "</colgroup>\n";
  }

  void table_cell(const TableCell& cell, std::string_view name) {
    out_ += fmt::format("<{}{}", name, align_attribute(cell.node->align));
    if (cell.rows > 1) out_ += fmt::format(R"( rowspan="{}")", cell.rows);
    if (cell.columns > 1) out_ += fmt::format(R"( colspan="{}")", cell.columns);
    out_ += ">";
    inlines(*cell.node);
    out_ += fmt::format("</{}>", name);
  }

  void notes(const MdNode& document) {
    bool any = false;
    for (const MdNode& node : document.children) {
      if (node.kind != MdKind::footnote_definition) continue;
      if (!any) out_ += "<hr>\n<div class=\"notes\">\n";
      any = true;
      out_ += fmt::format("<div id=\"note-{0}\">[{0}] ", node.level);
      tight_item(node);
      out_ += "</div>\n";
    }
    if (any) out_ += "</div>\n";
  }

  void inlines(const MdNode& parent) {
    for (const MdNode& node : parent.children)
      inline_node(node);
  }

  // Depth is bounded by the Markdown reader.
  void inline_node(const MdNode& node) {
    switch (node.kind) {
    case MdKind::text:
      out_ += escaped(node.text);
      break;
    case MdKind::soft_break:
      out_ += '\n';
      break;
    case MdKind::line_break:
      out_ += "<br>\n";
      break;
    case MdKind::emphasis:
      wrapped("em", node);
      break;
    case MdKind::strong:
      wrapped("strong", node);
      break;
    case MdKind::strikethrough:
      wrapped("del", node);
      break;
    case MdKind::code:
      out_ += "<code>" + escaped(node.text) + "</code>";
      break;
    case MdKind::link:
      link(node);
      break;
    case MdKind::image:
      image(node);
      break;
    case MdKind::directive:
      if (const auto name = given_anchor(node.text)) out_ += fmt::format("<a id=\"{}\"></a>", escaped(*name));
      break;
    case MdKind::footnote_reference:
      out_ += fmt::format("<sup><a href=\"#note-{0}\">[{0}]</a></sup>", node.level);
      break;
    default:
      inlines(node);
      break;
    }
  }

  void wrapped(std::string_view name, const MdNode& node) {
    out_ += fmt::format("<{}>", name);
    inlines(node);
    out_ += fmt::format("</{}>", name);
  }

  // javascript: and file: addresses have no business in a report.
  void link(const MdNode& node) {
    const auto anchor = anchors_.find(node.text);
    if (!anchor && !is_web_address(node.text)) return inlines(node);
    out_ += "<a href=\"" + escaped(anchor ? "#" + *anchor : node.text) + "\">";
    inlines(node);
    out_ += "</a>";
  }

  Errors ignored_; // an anchor given twice: a browser takes the first
  Anchors anchors_;
  std::set<std::string> linked_;
  std::string out_;
  bool page_break_ = false;
  std::string_view align_;
  std::string caption_, image_width_;
  std::vector<double> widths_; // of the next table's columns
  std::size_t header_rows_ = 0;
  FigureNumbers figures_;
};

} // namespace

std::string write_html(const MdNode& document, const std::string& title) {
  return HtmlWriter(document).run(document, title);
}

} // namespace fengqiao::render
