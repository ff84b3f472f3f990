#include "render/block_flow.hpp"

#include "core/text.hpp"
#include "render/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fengqiao::render {

void BlockFlow::add_document(const MdNode& document) {
  setting_.in_notes = true;
  for (const MdNode& node : document.children)
    if (node.kind == MdKind::footnote_definition) add_note(node);
  setting_.in_notes = false;
  if (setting_.style.paper)
    add_paper(document);
  else
    add_blocks(document.children, {}, nullptr, 0);
  // The last line does not stand alone on a page.
  if (const std::size_t end = flow_.strips.size(); end > 1) flow_.strips[end - 2].like_next = true;
}

// The children of a block that holds blocks. A label (of a list item) stands beside the first of them.
void BlockFlow::add_blocks(std::span<const MdNode> nodes, const BlockPlace& place, const RichText* label,
                           double label_x) {
  BlockPlace at = place;
  Directives directives;
  bool labelled = label == nullptr, announced = false;
  for (const MdNode& node : nodes) {
    if (node.kind == MdKind::footnote_definition) continue;
    if (node.kind == MdKind::directive) {
      const std::size_t first = flow_.strips.size();
      if (const auto drawn = drawn_directive(node))
        add_drawn(*drawn, at);
      else
        setting_.add(read_directive(node, directives, setting_.options.file));
      if (first < flow_.strips.size()) {
        setting_.add(unused_directives(directives, &node, setting_.options.file));
        add_anchors(directives.anchors, flow_.strips[first]);
        steer(directives, first);
        directives = {};
      }
      continue;
    }
    setting_.add(unused_directives(directives, &node, setting_.options.file));
    // “如下：” stays with the table that it announces.
    if (announced && (node.kind == MdKind::table || node.kind == MdKind::chart) && !flow_.strips.empty())
      flow_.strips.back().like_next = true;
    announced = node.kind == MdKind::paragraph && plain_text(node).ends_with(U'：');
    const bool carries_label = !labelled && node.kind == MdKind::paragraph;
    if (!labelled && !carries_label)
      add_text({}, {.style = text_style(at), .label = label, .label_x = label_x}, at);
    if (at.number != nullptr)
      add_numbered(&node, directives, at);
    else
      add_block(node, directives, at, carries_label ? label : nullptr, label_x);
    labelled = true;
    directives = {};
  }
  if (!labelled) add_text({}, {.style = text_style(at), .label = label, .label_x = label_x}, at);
  if (at.number != nullptr) add_numbered(nullptr, {}, at);
  setting_.add(unused_directives(directives, nullptr, setting_.options.file));
  // An anchor behind everything is at the last line.
  if (!directives.anchors.empty() && !flow_.strips.empty())
    add_anchors(directives.anchors, flow_.strips.back());
}

void BlockFlow::add_anchors(const std::vector<std::string>& names, Strip& strip) {
  strip.anchors.insert(strip.anchors.end(), names.begin(), names.end());
}

void BlockFlow::add_drawn(const DrawnDirective& drawn, const BlockPlace& at) {
  if (drawn.kind == DrawnDirective::Kind::seal_box)
    add_seal_box(at);
  else
    add_contents(drawn.deepest);
}

void BlockFlow::add_block(const MdNode& node, const Directives& directives, const BlockPlace& at,
                          const RichText* label, double label_x) {
  const std::size_t first = flow_.strips.size();
  switch (node.kind) {
  case MdKind::heading:
    add_heading(node, directives, at);
    break;
  case MdKind::list:
    add_list(node, at);
    break;
  case MdKind::block_quote:
    add_quote(node, at);
    break;
  case MdKind::code_block:
    add_code_block(node, at);
    break;
  case MdKind::chart:
    add_chart(node, directives, at);
    break;
  case MdKind::thematic_break:
    add_thematic_break(at);
    break;
  case MdKind::table:
    add_table(node, directives, at);
    break;
  default:
    if (label == nullptr && holds_only_images(node)) {
      add_images(node, directives, at);
      break;
    }
    add_paragraph(node, directives, at, label, label_x);
    break;
  }
  if (first == flow_.strips.size()) return;
  add_anchors(directives.anchors, flow_.strips[first]);
  if (node.kind == MdKind::paragraph || node.kind == MdKind::heading)
    add_inline_anchors(node, flow_.strips[first].anchors);
  steer(directives, first);
}

// Where the strips from `first` stand: on which page, together with what.
void BlockFlow::steer(const Directives& directives, std::size_t first) {
  if (directives.page_break) flow_.strips[first].page_break = true;
  if (directives.page_one) flow_.strips[first].page_one = true;
  // What a heading is followed by in small type (where a clause comes from) belongs to it.
  if (directives.small && first > 0 && first == heading_end_) flow_.strips.back().keep_next = true;
  if ((directives.sign_off || directives.follows) && first > 0) flow_.strips[first - 1].keep_next = true;
  for (std::size_t i = first; i + 1 < flow_.strips.size(); ++i) {
    flow_.strips[i].keep_next |= directives.sign_off;
    flow_.strips[i].like_next |= directives.together;
  }
}

// The numbers print as they were written; that they go back or come twice is told.
void BlockFlow::check_numbers(const MdNode& list) {
  for (std::size_t i = 1; i < list.children.size(); ++i) {
    const int before = list.children[i - 1].level, number = list.children[i].level;
    if (number > before) continue;
    return setting_.notes.push_back({ErrorCode::data, place(setting_.options.file, list.children[i].line),
                                     fmt::format("编号列表里 {} 的后面是 {}，照写的印", before, number),
                                     "改成连续的号；或各条都写 1.，由程序编"});
  }
}

// Each item a paragraph that begins with its number, as the text of a 公文 has it; the first level is the one
// below the last number's in the text, or the same where the list goes on counting from there.
void BlockFlow::add_paper_list(const MdNode& node, const BlockPlace& at) {
  const bool goes_on =
      at.number_level < 0 && number_.level >= 0 && number_.number > 0 && node.level == number_.number + 1;
  const int level = at.number_level >= 0 ? at.number_level : number_.level + (goes_on ? 0 : 1);
  if (level > kDeepestPaperLevel)
    return setting_.problem(ErrorCode::data, node.line, "编号列表超过五层",
                            "五层是 一、（一）1.（1）①；更深的写成段落，或并到上一层");
  if (goes_on && !node.children.empty()) number_.number = node.children.back().level;
  BlockPlace inside = at;
  inside.number_level = level + 1;
  for (const MdNode& item : node.children) {
    MdNode number;
    number.kind = MdKind::text;
    number.text = paper_number(level, item.level);
    number.line = item.line;
    inside.number = &number;
    add_blocks(item.children, inside, nullptr, 0);
  }
}

// The first block of such an item: a paragraph behind its number; the number by itself before another block,
// or where there is none. The tree is not copied: headings are known by their address.
void BlockFlow::add_numbered(const MdNode* node, const Directives& directives, BlockPlace& at) {
  const MdNode number = *std::exchange(at.number, nullptr);
  const bool text = node != nullptr && node->kind == MdKind::paragraph;
  MdNode paragraph;
  paragraph.kind = MdKind::paragraph;
  paragraph.line = number.line;
  if (text) paragraph = *node;
  paragraph.children.insert(paragraph.children.begin(), number);
  add_block(paragraph, text ? directives : Directives(), at, nullptr, 0);
  if (node != nullptr && !text) add_block(*node, directives, at, nullptr, 0);
}

void BlockFlow::add_list(const MdNode& node, const BlockPlace& at) {
  const bool tasks = !node.children.empty() && node.children.front().task;
  if (node.ordered && !tasks) check_numbers(node);
  if (node.ordered && !tasks && !at.plain_indent && setting_.style.list_numbers == ListNumbers::paper)
    return add_paper_list(node, at);
  const TextStyle& style = text_style(at);
  const double em = setting_.style.han_advance(style.size);
  // A nested list begins where the text of the item around it begins.
  const double left = at.plain_indent ? at.left : at.left + setting_.style.list_indent * em;
  std::vector<RichText> labels;
  double label_width = 0;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const MdNode& item = node.children[i];
    const std::string text = item.task      ? (item.checked ? "☑" : "☐")
                             : node.ordered ? fmt::format("{}.", item.level)
                                            : setting_.style.bullet;
    labels.push_back(rich_text(text, run_style(style), setting_));
    double width = 0;
    for (const LineItem& character : labels.back().items)
      width += character.advance;
    label_width = std::max(label_width, width);
  }
  BlockPlace inside = at;
  // Some characters stay for the text, however deep the list.
  inside.left = std::max(
      at.left, std::min(left + label_width + setting_.style.list_gap * em,
                        setting_.style.area_width - at.right - setting_.style.list_least_width * em));
  inside.plain_indent = true;
  for (std::size_t i = 0; i < node.children.size(); ++i)
    add_blocks(node.children[i].children, inside, &labels[i], std::min(left, inside.left) - inside.left);
}

void BlockFlow::add_quote(const MdNode& node, const BlockPlace& at) {
  const double em = setting_.style.han_advance(setting_.style.quote.size);
  BlockPlace inside = at;
  inside.text = &setting_.style.quote;
  const double inset = setting_.style.quote_inset * em;
  if (width(at) - 2 * inset > 10 * em) {
    inside.left += inset;
    inside.right += inset;
  }
  add_blocks(node.children, inside, nullptr, 0);
}

void BlockFlow::add_code_block(const MdNode& node, const BlockPlace& at) {
  const TextStyle& style = setting_.style.code;
  MdNode lines;
  std::string_view rest = node.text;
  while (rest.ends_with('\n'))
    rest.remove_suffix(1);
  while (true) {
    const auto end = rest.find('\n');
    MdNode& text = lines.children.emplace_back();
    text.kind = MdKind::text;
    text.line = node.line;
    text.origin = node.origin;
    for (const char c : rest.substr(0, end))
      text.text += c == '\t' ? std::string("    ") : std::string(1, c);
    if (end == std::string_view::npos) break;
    lines.children.emplace_back().kind = MdKind::line_break;
    rest.remove_prefix(end + 1);
  }
  add_text(rich_text(lines, run_style(style), setting_),
           {.style = style, .hanging = setting_.style.code_indent * style.size}, at);
}

void BlockFlow::add_thematic_break(const BlockPlace& at) {
  Strip strip = line_strip(text_style(at));
  const double y = strip.height / 2;
  strip.ink.rules.push_back({at.left, y, at.left + width(at), y, setting_.style.break_rule, {}});
  flow_.strips.push_back(std::move(strip));
}

// A footnote, to be placed at the foot of the page that refers to it; its number is the page's to give.
// (Where a table refers to it, below the table.)
void BlockFlow::add_note(const MdNode& note) {
  if (flow_.note_glyphs.empty()) flow_.note_glyphs = circled_numbers(setting_);
  const TextStyle& style = setting_.style.note;
  const double left = setting_.style.footnote.hanging * style.size;
  RichText label = note_mark(note.level, run_style(style), setting_);
  BlockFlow inside(setting_);
  inside.add_blocks(note.children, {.left = left, .right = 0, .text = &style, .plain_indent = true}, &label,
                    -left);
  for (const TableFrame& table : inside.flow_.tables)
    if (!table.spans.empty()) { // drawn with the frame, which a note has none of
      setting_.problem(ErrorCode::data, note.line, "脚注里的表格有合并的格或拆行，印不出来",
                       "把表格移到正文里，或不用合并的格");
      break;
    }
  std::vector<Strip> strips = std::move(inside.flow_.strips);
  for (Strip& strip : strips)
    strip.table = -1; // a table in a note goes without rules
  flow_.notes.emplace(note.level, std::move(strips));
}

double BlockFlow::width(const BlockPlace& at) const {
  return setting_.style.area_width - at.left - at.right;
}

const TextStyle& BlockFlow::text_style(const BlockPlace& at) const {
  return at.text ? *at.text : setting_.style.body;
}

double BlockFlow::line_pitch(const TextStyle& style) const {
  return style.pitch > 0 ? style.pitch : setting_.style.line_pitch();
}

} // namespace fengqiao::render
