#include "render/html_writer.hpp"

#include "core/text.hpp"
#include "render/anchors.hpp"
#include "render/chart.hpp"
#include "render/directive.hpp"
#include "render/figure.hpp"
#include "render/html_text.hpp"
#include "render/list_number.hpp"
#include "render/page_style.hpp"
#include "render/plain_text.hpp"
#include "render/table_model.hpp"

#include <fmt/format.h>

#include <numeric>
#include <set>
#include <utility>
#include <vector>

namespace fengqiao::render {
namespace {

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

// The class and style attributes that directives ask for; `fixed`: a class of the block's own.
std::string attributes(const Directives& directives, std::string_view fixed = {}) {
  std::string classes(fixed), out;
  const auto add = [&](bool given, std::string_view name) {
    if (given) classes += (classes.empty() ? "" : " ") + std::string(name);
  };
  add(directives.page_break, "page");
  add(directives.follows, "follows");
  add(directives.together, "together");
  add(directives.small, "small");
  if (!classes.empty()) out = fmt::format(R"( class="{}")", classes);
  const std::string_view align = directives.align == MdAlign::center                         ? "center"
                                 : directives.align == MdAlign::right || directives.sign_off ? "right"
                                                                                             : "";
  if (!align.empty())
    out += fmt::format(R"( align="{}" style="text-align: {}; text-indent: 0{}")", align, align,
                       directives.sign_off ? "; margin-right: 2em" : "");
  else if (directives.no_indent)
    out += R"( style="text-indent: 0")";
  return out;
}

// 对齐 goes before the Markdown's own; HTML knows no decimal points.
MdAlign align_of(ColumnAlign asked, const MdNode& cell) {
  switch (asked) {
  case ColumnAlign::left:
    return MdAlign::left;
  case ColumnAlign::center:
    return MdAlign::center;
  case ColumnAlign::right:
  case ColumnAlign::decimal:
    return MdAlign::right;
  default:
    return cell.align;
  }
}

class HtmlWriter {
public:
  HtmlWriter(const MdNode& document, const HtmlOptions& options)
      : options_(options), anchors_(document, options.file, faults_) {
    report(faults_);
    report(misplaced_directives(document, options.file));
    find_linked(document);
  }

  std::string run(const MdNode& document) {
    const std::string& title = options_.title;
    out_ = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
        escaped(title.empty() ? first_heading(document) : title), html_style);
    blocks(document);
    notes(document);
    if (!options_.footer.empty())
      out_ += "<hr>\n<p class=\"small\" style=\"text-indent: 0\">" + escaped(options_.footer) + "</p>\n";
    out_ += "</body>\n</html>\n";
    return std::move(out_);
  }

private:
  void report(const Errors& errors) {
    if (options_.problems != nullptr)
      options_.problems->insert(options_.problems->end(), errors.begin(), errors.end());
  }

  // Headings that neither a link nor a list of headings leads to need no id.
  void find_linked(const MdNode& parent) {
    for (const MdNode& node : parent.children) {
      if (node.kind == MdKind::link)
        if (const auto anchor = anchors_.find(node.text)) linked_.insert(*anchor);
      if (node.kind == MdKind::directive)
        if (const auto drawn = drawn_directive(node))
          for (const HeadingEntry& entry : anchors_.headings())
            if (is_listed(entry, *drawn)) linked_.insert(entry.anchor);
      find_linked(node);
    }
  }

  static bool is_listed(const HeadingEntry& entry, const DrawnDirective& contents) {
    return entry.node->level > 1 && entry.node->level <= contents.deepest;
  }

  static std::string first_heading(const MdNode& document) {
    for (const MdNode& node : document.children)
      if (node.kind == MdKind::heading) return to_utf8(plain_text(node));
    return "文档";
  }

  // `inside`: the first paragraph stands in its container without a <p> of its own.
  void blocks(const MdNode& parent, bool inside = false) {
    Directives directives;
    bool first = true;
    for (const MdNode& node : parent.children) {
      if (node.kind == MdKind::footnote_definition) continue; // at the end
      if (node.kind == MdKind::directive) {
        directive(node, directives);
        continue;
      }
      report(unused_directives(directives, &node, options_.file));
      if (!number_.empty() && node.kind != MdKind::paragraph) out_ += "<p>" + take_number() + "</p>\n";
      if (inside && first && node.kind == MdKind::paragraph && attributes(directives).empty())
        inlines(node);
      else
        block(node, directives);
      first = false;
      directives = {};
    }
    if (!number_.empty()) out_ += "<p>" + take_number() + "</p>\n";
    report(unused_directives(directives, nullptr, options_.file));
  }

  std::string take_number() { return escaped(std::exchange(number_, {})); }

  void block(const MdNode& node, const Directives& directives) {
    switch (node.kind) {
    case MdKind::heading:
      last_number_ = leading_number(plain_text(node));
      element(fmt::format("h{}", node.level), node, directives, anchors_.of_heading(node));
      break;
    case MdKind::paragraph:
      if (holds_only_images(node)) {
        figures(node, directives);
      } else {
        take_number_of(node, directives);
        element("p", node, directives);
      }
      break;
    case MdKind::list:
      list(node, directives);
      break;
    case MdKind::block_quote:
      out_ += "<blockquote" + attributes(directives) + ">\n";
      ++quotes_;
      blocks(node);
      --quotes_;
      out_ += "</blockquote>\n";
      break;
    case MdKind::code_block:
      out_ += "<pre" + attributes(directives) + "><code>" + escaped(node.text) + "</code></pre>\n";
      break;
    case MdKind::chart:
      chart(node, directives);
      break;
    case MdKind::thematic_break:
      out_ += "<hr" + attributes(directives) + ">\n";
      break;
    case MdKind::table:
      table(node, directives);
      break;
    default:
      break;
    }
  }

  void directive(const MdNode& node, Directives& directives) {
    if (const auto drawn = drawn_directive(node)) {
      report(unused_directives(directives, &node, options_.file));
      if (drawn->kind == DrawnDirective::Kind::seal_box)
        out_ += "<div" + attributes(directives, "seal") + ">盖章处</div>\n";
      else
        contents(*drawn, directives);
      directives = {};
      return;
    }
    const std::size_t given = directives.anchors.size();
    report(read_directive(node, directives, options_.file));
    for (std::size_t i = given; i < directives.anchors.size(); ++i)
      out_ += fmt::format("<a id=\"{}\"></a>\n", escaped(directives.anchors[i]));
  }

  // A list of links: page numbers are a word processor's to give.
  void contents(const DrawnDirective& contents, const Directives& directives) {
    out_ += "<div" + attributes(directives, "contents") + ">\n";
    for (const HeadingEntry& entry : anchors_.headings())
      if (is_listed(entry, contents))
        out_ +=
            fmt::format("<p style=\"margin-left: {}em\"><a href=\"#{}\">{}</a></p>\n", entry.node->level - 2,
                        escaped(entry.anchor), escaped(to_utf8(plain_text(*entry.node))));
    out_ += "</div>\n";
  }

  void element(std::string_view name, const MdNode& node, const Directives& directives,
               const std::string& id = {}) {
    const std::string id_attribute = !linked_.contains(id) ? "" : fmt::format(" id=\"{}\"", escaped(id));
    out_ += fmt::format("<{}{}{}>{}", name, id_attribute, attributes(directives), take_number());
    sign_off_ = directives.sign_off;
    inlines(node);
    sign_off_ = false;
    out_ += fmt::format("</{}>\n", name);
  }

  void figures(const MdNode& node, const Directives& directives) {
    const ImageWidth& width = directives.image_width;
    if (width.share > 0) image_width_ = fmt::format("{:g}%", 100 * width.share);
    if (width.points > 0) image_width_ = fmt::format("{:g}mm", width.points / kPointsPerMillimetre);
    std::string first = attributes(directives);
    for (const MdNode& child : node.children) {
      if (child.kind != MdKind::image) continue;
      out_ += "<figure" + std::exchange(first, {}) + ">";
      image(child);
      const std::string caption = figures_.caption(to_utf8(plain_text(child)));
      if (!caption.empty()) out_ += "<figcaption>" + escaped(caption) + "</figcaption>";
      out_ += "</figure>\n";
    }
    image_width_.clear();
  }

  void image(const MdNode& node) {
    const std::string text = escaped(to_utf8(plain_text(node)));
    if (!node.text.starts_with("data:image/")) {
      out_ += "〔图片：" + text + "〕";
      return;
    }
    out_ += fmt::format(R"(<img src="{}" alt="{}")", escaped(node.text), text);
    if (!image_width_.empty()) out_ += fmt::format(R"( style="width: {}")", image_width_);
    out_ += ">";
  }

  void list(const MdNode& node, const Directives& directives) {
    const bool tasks = !node.children.empty() && node.children.front().task;
    if (options_.paper_numbers && node.ordered && !tasks && !plain_lists_)
      return paper_list(node, directives);
    const std::string_view name = node.ordered ? "ol" : "ul";
    out_ += fmt::format("<{}{}{}>\n", name, attributes(directives, tasks ? "tasks" : ""),
                        node.ordered && node.level != 1 ? fmt::format(R"( start="{}")", node.level) : "");
    int next = node.level;
    const bool outer = std::exchange(plain_lists_, true);
    for (const MdNode& item : node.children) {
      out_ += node.ordered && item.level != next ? fmt::format("<li value=\"{}\">", item.level) : "<li>";
      next = item.level + 1;
      if (item.task) out_ += item.checked ? "☑ " : "☐ ";
      blocks(item, node.tight);
      out_ += "</li>\n";
    }
    plain_lists_ = outer;
    out_ += fmt::format("</{}>\n", name);
  }

  // A paragraph of the text that begins with a number of its own: lists below it go on from there.
  void take_number_of(const MdNode& paragraph, const Directives& directives) {
    const bool indented = directives.align == MdAlign::none && !directives.no_indent && !directives.sign_off;
    if (!options_.paper_numbers || plain_lists_ || quotes_ > 0 || number_level_ >= 0 || !indented) return;
    if (const PaperNumber number = leading_number(plain_text(paragraph)); number.level >= 0)
      last_number_ = number;
  }

  // 一、（一）1.（1）: paragraphs that begin with their number, as on the pages of a 公文 (BlockFlow).
  void paper_list(const MdNode& node, const Directives& directives) {
    const bool goes_on = number_level_ < 0 && last_number_.level >= 0 && last_number_.number > 0 &&
                         node.level == last_number_.number + 1;
    const int level = number_level_ >= 0 ? number_level_ : last_number_.level + (goes_on ? 0 : 1);
    if (goes_on && !node.children.empty()) last_number_.number = node.children.back().level;
    out_ += "<div" + attributes(directives) + ">\n";
    const int outer = std::exchange(number_level_, level + 1);
    for (const MdNode& item : node.children) {
      number_ = paper_number(level, item.level);
      blocks(item);
    }
    number_level_ = outer;
    out_ += "</div>\n";
  }

  void table(const MdNode& node, const Directives& directives) {
    const TableModel model = read_table(node, directives.header_rows);
    // The border attribute is what LibreOffice reads.
    out_ += "<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\"" + attributes(directives) + ">\n";
    if (!directives.caption.empty()) out_ += "<caption>" + escaped(directives.caption) + "</caption>\n";
    columns(model.columns, directives.widths);
    if (model.header_rows > 0) out_ += "<thead>\n";
    std::size_t next = 0;
    for (std::size_t row = 0; row < model.rows; ++row) {
      const bool header = row < model.header_rows;
      if (row == model.header_rows) out_ += row > 0 ? "</thead>\n<tbody>\n" : "<tbody>\n";
      out_ += model.totals[row] ? R"(<tr class="total">)" : "<tr>";
      for (; next < model.cells.size() && model.cells[next].row == row; ++next)
        table_cell(model.cells[next], header ? "th" : "td", directives.columns);
      out_ += "</tr>\n";
    }
    out_ += model.rows > model.header_rows ? "</tbody>\n" : model.rows > 0 ? "</thead>\n" : "";
    out_ += "</table>\n";
  }

  // A chart's numbers; PDF draws it. What cannot be read stands as it was written.
  void chart(const MdNode& node, const Directives& directives) {
    const auto read = read_chart(node, {});
    if (!read) {
      out_ += "<pre>" + escaped(node.text) + "</pre>\n";
      return;
    }
    Directives captioned = directives;
    captioned.caption = figures_.caption(chart_caption(*read));
    table(chart_table(*read), captioned);
  }

  void columns(std::size_t count, const std::vector<double>& widths) {
    if (widths.size() != count) return;
    const double sum = std::accumulate(widths.begin(), widths.end(), 0.0);
    out_ += "<colgroup>";
    for (const double width : widths)
      out_ += fmt::format(R"(<col style="width: {:.1f}%">)", 100 * width / sum);
    out_ += "</colgroup>\n";
  }

  void table_cell(const TableCell& cell, std::string_view name, const std::vector<ColumnAlign>& columns) {
    const ColumnAlign asked = cell.column < columns.size() ? columns[cell.column] : ColumnAlign::none;
    out_ += fmt::format("<{}{}", name,
                        align_attribute(name == "th" ? cell.node->align : align_of(asked, *cell.node)));
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
      const bool outer = std::exchange(plain_lists_, true);
      blocks(node, true);
      plain_lists_ = outer;
      out_ += "</div>\n";
    }
    if (any) out_ += "</div>\n";
  }

  // A block's text.
  void inlines(const MdNode& block) {
    last_ = 0;
    line_ended_ = false;
    inline_nodes(block);
  }

  void inline_nodes(const MdNode& parent) {
    for (const MdNode& node : parent.children)
      inline_node(node);
  }

  void text(std::string_view utf8) {
    if (utf8.empty()) return;
    std::size_t pos = 0;
    const char32_t first = next_code_point(utf8, pos);
    if (line_ended_ && last_ != 0 && line_end_is_space(last_, first)) out_ += '\n';
    line_ended_ = false;
    last_ = to_utf32(utf8).back();
    out_ += escaped(utf8);
  }

  // Depth is bounded by the Markdown reader.
  void inline_node(const MdNode& node) {
    switch (node.kind) {
    case MdKind::text:
      text(node.text);
      break;
    case MdKind::soft_break: // a browser would put a space between Han characters
      if (sign_off_)
        out_ += "<br>\n";
      else
        line_ended_ = true;
      break;
    case MdKind::line_break:
      out_ += "<br>\n";
      line_ended_ = false;
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
      out_ += "<code>";
      text(node.text);
      out_ += "</code>";
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
      line_ended_ = false;
      out_ += fmt::format("<sup><a href=\"#note-{0}\">[{0}]</a></sup>", node.level);
      break;
    default:
      inline_nodes(node);
      break;
    }
  }

  void wrapped(std::string_view name, const MdNode& node) {
    out_ += fmt::format("<{}>", name);
    inline_nodes(node);
    out_ += fmt::format("</{}>", name);
  }

  // javascript: and file: addresses have no business in a report.
  void link(const MdNode& node) {
    const auto anchor = anchors_.find(node.text);
    if (!anchor && node.text.starts_with('#'))
      report({anchors_.lost_link(node, options_.file, lost_links_++)});
    if (!anchor && !is_web_address(node.text)) return inline_nodes(node);
    if (anchor && options_.warnings != nullptr && to_utf8(plain_text(node)) == kPageOfAnchor)
      options_.warnings->push_back({ErrorCode::data, place(options_.file, node.line),
                                    fmt::format("HTML 没有页码，“{}”处只印“页码”二字", shorten(*anchor, 40)),
                                    "印出来的页码在 PDF 里"});
    out_ += "<a href=\"" + escaped(anchor ? "#" + *anchor : node.text) + "\">";
    inline_nodes(node);
    out_ += "</a>";
  }

  const HtmlOptions& options_;
  Errors faults_; // of the anchors
  Anchors anchors_;
  std::set<std::string> linked_;
  std::string out_;
  std::string image_width_; // of the pictures of this paragraph
  FigureNumbers figures_;
  std::size_t lost_links_ = 0;
  std::string number_;                 // of a 公文's list, for the next paragraph to begin with
  int number_level_ = -1, quotes_ = 0; // of a list in a 公文's list; quotes around
  PaperNumber last_number_;            // of the last heading or numbered paragraph
  bool plain_lists_ = false;           // inside a list with marks or figures of its own, where no 一、 is
  bool sign_off_ = false;              // lines end as they are written
  bool line_ended_ = false;            // in the source, behind last_
  char32_t last_ = 0;                  // of the block's text so far; 0: none
};

} // namespace

std::string write_html(const MdNode& document, const HtmlOptions& options) {
  return HtmlWriter(document, options).run(document);
}

} // namespace fengqiao::render
