#include "render/rich_text.hpp"

#include "core/text.hpp"
#include "render/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace fengqiao::render {
namespace {

constexpr char32_t kGeta = U'〓';              // prints for a missing character in a draft
constexpr char32_t kStaysWithPrevious = 0x301; // breaks like a combining mark: never before it
constexpr double kMiddle = 0.36;               // em above the base line: the middle of a Han character
constexpr FaceId kNoFace = 0xFFFF;

// Format characters that fonts do not draw and that print nothing: zero-width and bidi controls, variation
// selectors.
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

class TextBuilder {
public:
  TextBuilder(const RunStyle& base, Setting& setting) : setting_(setting) { text_.styles.push_back(base); }

  RichText take() { return std::move(text_); }

  void add_children(const MdNode& node, const RunStyle& look) {
    for (const MdNode& child : node.children)
      add(child, look);
  }

  void add_utf8(std::string_view utf8, const RunStyle& look, const std::string& origin, int line) {
    const std::uint16_t style = look_index(look);
    for (std::size_t pos = 0; pos < utf8.size();)
      add_character(next_code_point(utf8, pos), look, style, origin, line);
  }

  void add_number(int note, const RunStyle& look) {
    text_.notes.emplace(text_.items.size(), note);
    add_utf8("①", look, {}, 0);
  }

private:
  // Depth is bounded by the Markdown reader.
  void add(const MdNode& node, RunStyle look) {
    const PageStyle& style = setting_.style;
    switch (node.kind) {
    case MdKind::text:
      add_utf8(node.text, look, node.origin, node.line);
      break;
    case MdKind::soft_break:
      soft_break_ = true;
      break;
    case MdKind::line_break:
      add_feed(look);
      break;
    case MdKind::strong:
      if (style.strong_bold)
        look.bold = true;
      else
        look.font = style.strong_font;
      add_children(node, look);
      break;
    case MdKind::emphasis:
      look.font = style.emphasis_font;
      add_children(node, look);
      break;
    case MdKind::strikethrough:
      look.strike = style.strike_rule;
      add_children(node, look);
      break;
    case MdKind::code:
      look.font = style.code.font;
      add_utf8(node.text, look, node.origin, node.line);
      break;
    case MdKind::image:
      add_image(node, look);
      break;
    case MdKind::footnote_reference:
      add_note_mark(node.level, look);
      break;
    case MdKind::link:
      add_link(node, look);
      break;
    default:
      add_children(node, look);
      break;
    }
  }

  // A link prints its text. Addresses that are neither in this document nor on the web lead nowhere.
  void add_link(const MdNode& node, const RunStyle& look) {
    std::optional<std::string> anchor;
    if (node.text.starts_with('#')) {
      anchor = setting_.anchors.find(node.text);
      if (!anchor) return add_lost_link(node, look);
      text_.targets.push_back("#" + *anchor);
    } else if (is_web_address(node.text)) {
      text_.targets.push_back(node.text);
    } else {
      return add_children(node, look);
    }
    link_ = static_cast<std::uint32_t>(text_.targets.size());
    if (anchor && to_utf8(plain_text(node)) == kPageOfAnchor) {
      setting_.prints_page_numbers = true;
      add_utf8(setting_.anchors.page_of(*anchor), look, {}, node.line);
    } else {
      add_children(node, look);
    }
    link_ = 0;
  }

  void add_lost_link(const MdNode& node, const RunStyle& look) {
    setting_.problems.add(setting_.anchors.lost_link(node, setting_.options.file, setting_.lost_links++));
    add_children(node, look);
  }

  void add_image(const MdNode& node, const RunStyle& look) {
    setting_.problem(ErrorCode::data, node.line, fmt::format("图片“{}”夹在文字里", shorten(node.text, 40)),
                     "图片要单独成段：前后各空一行；表格里要独占一格");
    add_utf8("〔图片：", look, {}, node.line);
    add_children(node, look);
    add_utf8("〕", look, {}, node.line);
  }

  void add_note_mark(int number, RunStyle look) {
    const std::size_t begin = text_.items.size();
    look.rise = setting_.style.footnote.mark_rise * look.size;
    look.size *= setting_.style.footnote.mark_size;
    soft_break_ = false;
    add_number(number, look);
    if (begin > 0)
      for (std::size_t i = begin; i < text_.items.size(); ++i)
        text_.items[i].character = kStaysWithPrevious;
  }

  void add_feed(const RunStyle& look) {
    soft_break_ = false;
    push(0, kNoFace, LineItem{U'\n', look.size, 0, 0, 0}, look_index(look));
  }

  // A line end in the source is a space between Latin words and nothing between Han characters.
  void settle_soft_break(char32_t next, const RunStyle& look, std::uint16_t style) {
    if (!soft_break_) return;
    soft_break_ = false;
    if (text_.items.empty()) return;
    const char32_t before = text_.items.back().character;
    if (line_end_is_space(before, next)) add_space(U' ', look, style);
  }

  void add_character(char32_t c, const RunStyle& look, std::uint16_t style, const std::string& origin,
                     int line) {
    if (is_invisible(c)) return;
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    settle_soft_break(c, look, style);
    if (is_space(c)) return add_space(c, look, style);
    auto glyph = setting_.fonts.measure(font_of(c, look), c);
    char32_t printed = c;
    if (!glyph) {
      setting_.problems.add_missing(c, origin.empty() ? place(setting_.options.file, line) : origin, line,
                                    setting_.in_notes);
      printed = kGeta;
      glyph = setting_.fonts.measure(look.font, kGeta);
    }
    if (glyph) push(printed, glyph->face, measured(c, *glyph, look), style);
  }

  [[nodiscard]] FontRole font_of(char32_t c, const RunStyle& look) const {
    const bool light = look.font == FontRole::fangsong || look.font == FontRole::kaiti;
    return light && c < 0x80 ? setting_.style.latin_font : look.font;
  }

  // Full-width characters take the grid's cell, which is a little narrower than the body size.
  LineItem measured(char32_t c, const GlyphMeasure& glyph, const RunStyle& look) const {
    const double size = look.size;
    const double cell = setting_.style.han_advance(size);
    const bool full = glyph.advance > 0.98 && glyph.advance < 1.02;
    return {c, size, full ? cell : glyph.advance * size, glyph.left * size, glyph.right * size};
  }

  void add_space(char32_t c, const RunStyle& look, std::uint16_t style) {
    const auto glyph = setting_.fonts.measure(font_of(c, look), c);
    LineItem item{c, look.size, c == 0x3000 ? setting_.style.han_advance(look.size) : look.size / 4, 0, 0};
    if (glyph && c != 0x3000) item.advance = glyph->advance * look.size;
    push(glyph ? c : U'\0', glyph ? glyph->face : kNoFace, item, style);
  }

  void push(char32_t printed, FaceId face, const LineItem& item, std::uint16_t style) {
    text_.items.push_back(item);
    text_.text += printed;
    text_.faces.push_back(face);
    text_.looks.push_back(style);
    text_.links.push_back(link_);
  }

  std::uint16_t look_index(const RunStyle& look) {
    const auto at = std::find(text_.styles.begin(), text_.styles.end(), look);
    const auto index = static_cast<std::uint16_t>(at - text_.styles.begin());
    if (at == text_.styles.end()) text_.styles.push_back(look);
    return index;
  }

  Setting& setting_;
  RichText text_;
  bool soft_break_ = false;
  std::uint32_t link_ = 0; // of the characters that follow, as in RichText::links
};

} // namespace

void Problems::add_missing(char32_t c, const std::string& where, int line, bool in_note) {
  const auto [at, fresh] = missing_.try_emplace(c);
  Missing& missing = at->second;
  const int rank = line == 0 ? 2 : in_note ? 1 : 0;
  if (fresh) {
    missing.error = errors_.size();
    add({ErrorCode::data, "", "",
         "核对这个字；确有其字的，用 --fonts 指定收有它的字体文件夹；赶时间可用 --draft，此字印作〓"});
  }
  Error& error = errors_[missing.error];
  if (fresh || rank < missing.rank) {
    error.where = where;
    missing.rank = rank;
  }
  if (line > 0) missing.places.insert(where);
  error.message = fmt::format(
      "字库里没有“{}”（U+{:04X}）这个字{}", to_utf8(std::u32string(1, c)), static_cast<std::uint32_t>(c),
      missing.places.size() > 1 ? fmt::format("，共 {} 处", missing.places.size()) : "");
}

RunStyle run_style(const TextStyle& style) {
  return {.font = style.font, .size = style.size, .bold = style.bold};
}

RichText rich_text(const MdNode& block, const RunStyle& base, Setting& setting) {
  TextBuilder builder(base, setting);
  builder.add_children(block, base);
  return builder.take();
}

RichText rich_text(std::string_view text, const RunStyle& base, Setting& setting, const std::string& origin) {
  TextBuilder builder(base, setting);
  builder.add_utf8(text, base, origin, 0);
  return builder.take();
}

RichText note_mark(int note, const RunStyle& look, Setting& setting) {
  TextBuilder builder(look, setting);
  builder.add_number(note, look);
  return builder.take();
}

std::vector<NoteGlyph> circled_numbers(Setting& setting) {
  std::vector<NoteGlyph> glyphs;
  for (int i = 0; i < 50; ++i) {
    const int block = i < 20 ? 0x2460 + i : i < 35 ? 0x3251 + i - 20 : 0x32B1 + i - 35;
    const auto c = static_cast<char32_t>(block);
    const auto glyph = setting.fonts.measure(setting.style.note.font, c);
    if (!glyph) break;
    glyphs.push_back({c, glyph->face});
  }
  return glyphs;
}

namespace {

// Extends the link area that ends at x, or begins one.
void add_link_area(const std::string& target, double size, double x, double y, double advance, Ink& ink) {
  const double top = y - kEmAscent * size;
  if (!ink.links.empty()) {
    LinkArea& last = ink.links.back();
    if (last.target == target && last.y == top && std::abs(last.x + last.width - x) < 0.01) {
      last.width += advance;
      return;
    }
  }
  ink.links.push_back({x, top, advance, size, target});
}

} // namespace

void add_ink(const Ink& ink, double dx, double dy, Page& page) {
  for (TextRun run : ink.runs) {
    run.x += dx;
    run.y += dy;
    page.runs.push_back(std::move(run));
  }
  for (Rule rule : ink.rules) {
    rule.x1 += dx, rule.x2 += dx;
    rule.y1 += dy, rule.y2 += dy;
    page.rules.push_back(rule);
  }
  for (LinkArea link : ink.links) {
    link.x += dx, link.y += dy;
    page.links.push_back(std::move(link));
  }
  for (Box box : ink.boxes) {
    box.x += dx, box.y += dy;
    page.boxes.push_back(box);
  }
  for (Shape shape : ink.shapes) {
    for (Point& point : shape.points)
      point.x += dx, point.y += dy;
    page.shapes.push_back(std::move(shape));
  }
  for (PlacedImage image : ink.images) {
    image.x += dx, image.y += dy;
    page.images.push_back(std::move(image));
  }
}

void draw_line(const RichText& text, const BrokenParagraph& broken, const Line& line, double x, double y,
               Ink& ink) {
  x += line.x;
  TextRun* run = nullptr;
  std::uint16_t run_look = 0;
  for (std::size_t i = line.begin; i < line.end; ++i) {
    const double advance = broken.advances[i];
    const RunStyle& look = text.styles[text.looks[i]];
    if (text.links[i] != 0 && advance > 0)
      add_link_area(text.targets[text.links[i] - 1], look.size, x, y, advance, ink);
    if (look.strike > 0 && advance > 0) {
      const double at = y - kMiddle * look.size;
      if (!ink.rules.empty() && ink.rules.back().y1 == at && ink.rules.back().x2 == x)
        ink.rules.back().x2 = x + advance;
      else
        ink.rules.push_back({x, at, x + advance, at, look.strike, {}});
    }
    if (text.text[i] == 0) {
      run = nullptr;
    } else if (const bool mark = text.notes.contains(i);
               mark || !run || run_look != text.looks[i] || run->face != text.faces[i]) {
      run = &ink.runs.emplace_back();
      *run = {.x = x,
              .y = y - look.rise,
              .face = text.faces[i],
              .size = look.size,
              .text = {},
              .advances = {},
              .color = {},
              .bold = look.bold};
      run_look = text.looks[i];
    }
    if (run) {
      run->text += text.text[i];
      run->advances.push_back(advance);
    }
    if (const auto note = text.notes.find(i); note != text.notes.end() && run) {
      ink.notes.push_back({ink.runs.size() - 1, note->second});
      run = nullptr;
    }
    x += advance;
  }
}

} // namespace fengqiao::render
