// Paragraphs, headings and sign-offs as strips of one line each.
#include "render/block_flow.hpp"

#include "core/text.hpp"
#include "render/list_number.hpp"
#include "render/plain_text.hpp"
#include "render/title_break.hpp"

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr std::string_view kTypedIndent = "　　"; // two full-width blanks, as word processors' users type it

bool begins_typed(const MdNode& node) {
  return node.kind == MdKind::text && node.text.starts_with(kTypedIndent) &&
         !std::string_view(node.text).substr(kTypedIndent.size()).starts_with("　"); // more: room to write in
}

// A value of several lines is as many paragraphs; a <br> of the template's own is none. A line that begins
// with a typed indent is a paragraph, too, and loses that for the style's own. Empty where the paragraph is
// one and stays as it is.
std::vector<MdNode> paragraphs_of(const MdNode& paragraph) {
  const std::vector<MdNode>& children = paragraph.children;
  const auto ends_line = [&](std::size_t i) {
    if (children[i].kind == MdKind::line_break && !children[i].origin.empty()) return true;
    return (children[i].kind == MdKind::soft_break || children[i].kind == MdKind::line_break) &&
           i + 1 < children.size() && begins_typed(children[i + 1]);
  };
  std::vector<MdNode> parts;
  bool several = !children.empty() && begins_typed(children.front());
  for (std::size_t i = 0; i < children.size() && !several; ++i)
    several = ends_line(i);
  if (!several) return parts;
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (parts.empty() || ends_line(i)) {
      parts.emplace_back().kind = MdKind::paragraph;
      parts.back().line = paragraph.line;
    }
    if (ends_line(i)) continue;
    parts.back().children.push_back(children[i]);
    MdNode& added = parts.back().children.back();
    if (parts.back().children.size() == 1 && begins_typed(added)) added.text.erase(0, kTypedIndent.size());
  }
  std::erase_if(parts, [](const MdNode& part) { return part.children.empty(); });
  return parts;
}

bool looks_like_date(const RichText& text, const Line& line) {
  bool digit = false, year = false, day = false;
  for (std::size_t i = line.begin; i < line.end; ++i) {
    const char32_t c = text.text[i];
    digit = digit || (c >= '0' && c <= '9') || c == U'〇';
    year = year || c == U'年';
    day = day || c == U'日';
  }
  return digit && year && day;
}

} // namespace

void BlockFlow::add_paragraph(const MdNode& node, const Directives& directives, const BlockPlace& at,
                              const RichText* label, double label_x) {
  TextStyle style = directives.small ? setting_.style.note : text_style(at);
  if (directives.align != MdAlign::none) style.align = directives.align;
  if (directives.sign_off) return add_sign_off(node, style, at);
  const bool indented = !at.plain_indent && !directives.no_indent && style.align == MdAlign::none;
  BlockShape shape{.style = style, .label = label, .label_x = label_x};
  if (!indented) return add_text(rich_text(node, run_style(style), setting_), shape, at);
  shape.first_indent = style.indent * setting_.style.han_advance(style.size);
  const std::vector<MdNode> parts = paragraphs_of(node);
  take_number(node, at);
  if (parts.empty()) return add_text(rich_text(node, run_style(style), setting_), shape, at);
  for (const MdNode& part : parts) {
    take_number(part, at);
    add_text(rich_text(part, run_style(style), setting_), shape, at);
    shape.label = nullptr;
  }
}

// A paragraph of the text that begins with a number of its own: lists below it go on from there.
void BlockFlow::take_number(const MdNode& paragraph, const BlockPlace& at) {
  if (setting_.style.list_numbers != ListNumbers::paper || at.text != nullptr || at.number_level >= 0) return;
  if (const PaperNumber number = leading_number(plain_text(paragraph)); number.level >= 0) number_ = number;
}

void BlockFlow::add_plain_paragraph(std::string_view text, const TextStyle& style) {
  add_text(rich_text(text, run_style(style), setting_),
           {.style = style, .first_indent = style.indent * setting_.style.han_advance(style.size)}, {});
}

void BlockFlow::add_heading(const MdNode& node, const Directives& directives, const BlockPlace& at) {
  number_ = leading_number(plain_text(node));
  const PageStyle& page = setting_.style;
  TextStyle style = node.level == 1
                        ? page.title
                        : page.headings[std::min<std::size_t>(static_cast<std::size_t>(node.level) - 2, 2)];
  if (directives.align != MdAlign::none) style.align = directives.align;
  BlockShape shape{.style = style};
  if (style.align == MdAlign::none && !directives.no_indent)
    shape.first_indent = style.indent * page.han_advance(style.size);
  const std::size_t first = flow_.strips.size();
  add_text(rich_text(node, run_style(style), setting_), shape, at);
  for (std::size_t i = first; i < flow_.strips.size(); ++i)
    flow_.strips[i].keep_next = true;
  heading_end_ = flow_.strips.size();
  if (first == flow_.strips.size()) return;
  flow_.strips[first].bookmark = Bookmark{plain_text(node), node.level - 1, 0, 0};
  if (const std::string anchor = setting_.anchors.of_heading(node); !anchor.empty())
    flow_.strips[first].anchors.push_back(anchor);
}

// Without a seal (GB/T 9704 7.3.5.2): one line below the text, the signature two characters in from the
// right; the date begins two characters to the right of it, or, where it is longer, ends two characters in.
void BlockFlow::add_sign_off(const MdNode& node, const TextStyle& style, const BlockPlace& at) {
  MdNode lines = node; // as written: the date stands on a line of its own
  for (MdNode& child : lines.children)
    if (child.kind == MdKind::soft_break) child.kind = MdKind::line_break;
  const RichText text = rich_text(lines, run_style(style), setting_);
  const SignOffStyle& look = setting_.style.sign_off;
  const double em = setting_.style.han_advance(style.size), right = width(at) - look.inset * em;
  const BrokenParagraph broken =
      break_lines(text.items, {.width = right, .justify = false, .gap = setting_.style.gap});
  std::vector<double> x;
  for (const Line& line : broken.lines)
    x.push_back(right - line.width);
  if (x.size() >= 2 && looks_like_date(text, broken.lines.back())) {
    double &name = x[x.size() - 2], &date = x.back();
    date = std::min(name + look.date_shift * em, right - broken.lines.back().width);
    name = std::min(name, date - look.date_shift * em);
  }
  const std::size_t first = flow_.strips.size();
  for (std::size_t i = 0; i < broken.lines.size(); ++i) {
    Strip strip = line_strip(style);
    draw_line(text, broken, broken.lines[i], at.left + std::max(0.0, x[i]), kEmAscent * style.size,
              strip.ink);
    flow_.strips.push_back(std::move(strip));
  }
  if (first < flow_.strips.size()) flow_.strips[first].before = look.gap * line_pitch(style);
}

void BlockFlow::add_text(const RichText& text, const BlockShape& shape, const BlockPlace& at) {
  const TextStyle& style = shape.style;
  const double left = at.left + shape.hanging, room = width(at) - shape.hanging;
  const bool centered = style.align == MdAlign::center;
  const BrokenParagraph broken = centered ? break_title(text.items, room, setting_.style.gap)
                                          : break_lines(text.items, {.width = room,
                                                                     .first_indent = shape.first_indent,
                                                                     .justify = style.align == MdAlign::none,
                                                                     .gap = setting_.style.gap});
  const std::size_t first = flow_.strips.size();
  const double base = kEmAscent * style.size;
  for (const Line& line : broken.lines) {
    Strip strip = line_strip(style);
    // The label is drawn first, so that it is copied and read aloud before its text.
    if (shape.label && &line == &broken.lines.front()) {
      const BrokenParagraph label = break_lines(shape.label->items, {.width = room, .justify = false});
      draw_line(*shape.label, label, label.lines.front(), at.left + shape.label_x, base, strip.ink);
    }
    double x = left;
    if (centered) x += (room - line.width) / 2;
    if (style.align == MdAlign::right) x += room - line.width;
    draw_line(text, broken, line, x, base, strip.ink);
    flow_.strips.push_back(std::move(strip));
  }
  flow_.strips[first].before = style.before * setting_.style.line_pitch();
  flow_.strips.back().after = style.after * setting_.style.line_pitch();
  hold_lines(first);
  text_begin_ = first, text_end_ = flow_.strips.size();
}

Strip BlockFlow::line_strip(const TextStyle& style) const {
  Strip strip;
  strip.height = line_pitch(style);
  strip.ink_height = style.size;
  // Text in the body's pitch stays on the grid, so that facing pages line up and a full page has all its
  // lines.
  strip.on_grid = style.pitch <= 0;
  return strip;
}

void BlockFlow::hold_lines(std::size_t first) {
  const std::size_t end = flow_.strips.size(), lines = end - first;
  if (lines < 2) return;
  flow_.strips[first].keep_next = true;
  flow_.strips[end - 2].keep_next = true;
}

} // namespace fengqiao::render
