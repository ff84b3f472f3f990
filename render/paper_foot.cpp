// What follows a 公文's text: 附件说明, 署名 and 成文日期, 附注, the pages of its attachments, and 版记 at
// the last page's foot (GB/T 9704—2012 7.3.4–7.4).
#include "render/block_flow.hpp"
#include "render/paper_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace fengqiao::render {
namespace {

// A label and a text whose further lines begin where the text begins: 抄送：…, 附件：1. …
struct HangingText {
  RichText text;
  BrokenParagraph broken;
};

HangingText hanging_text(std::string_view text, const RunStyle& look, double width, const std::string& where,
                         Setting& setting) {
  HangingText out;
  out.text = rich_text(text, look, setting, where);
  out.broken = break_lines(out.text.items, {.width = width, .gap = setting.style.gap});
  return out;
}

} // namespace

// 主送机关 (7.3.2): from the left edge, with a full-width colon.
void BlockFlow::add_recipients() {
  const PaperElements& paper = setting_.options.paper;
  if (paper.recipients.empty()) return;
  const TextStyle& style = setting_.style.body;
  add_text(rich_text(paper.recipients + "：", run_style(style), setting_, paper.place_of("主送")),
           {.style = style}, {});
  recipients_end_ = flow_.strips.size();
}

// The text of a 公文 has ended: what still belongs to it, kept together with its last lines.
void BlockFlow::add_paper_end() {
  const std::size_t first = flow_.strips.size();
  add_attachment_list();
  add_rolls();
  const PaperElements& paper = setting_.options.paper;
  if (paper.seal == Seal::signature)
    add_stamp();
  else if (paper.seal == Seal::seal)
    add_sealed_sign_off();
  else
    add_plain_sign_off();
  add_paper_note();
  if (first == flow_.strips.size() || first == 0) return;
  if (paper.date.empty() && paper.signatures.empty()) return;
  hold_paper_end(first);
}

// From strip `first` on to the sign-off all stays on one page with the text's last line, so that no page
// bears a sign-off alone. Where that would take a short text off the first page, it stays behind there:
// 附件说明 is company enough, and without one the text's last line goes along.
void BlockFlow::hold_paper_end(std::size_t first) {
  const bool loose = setting_.loose_text && text_end_ == first;
  const bool alone = loose && !setting_.options.paper.attachments.empty();
  if (loose)
    for (std::size_t i = text_begin_; i < text_end_; ++i)
      flow_.strips[i].keep_next = false;
  for (std::size_t i = alone ? first : first - 1; i + 1 < flow_.strips.size(); ++i)
    flow_.strips[i].keep_next = true;
}

// A label at the left and beside it lines that begin where the first one does.
void BlockFlow::add_hanging(std::string_view label, FontRole label_font, std::string_view text, double left,
                            double lines_above, const std::string& where) {
  const TextStyle& style = setting_.style.body;
  const PaperLine tag(label, {.font = label_font, .size = style.size}, setting_, where);
  const double x = left + tag.width() + (label.ends_with('.') ? setting_.style.gap * style.size : 0);
  const HangingText body =
      hanging_text(text, run_style(style), setting_.style.area_width - x, where, setting_);
  const std::size_t first = flow_.strips.size();
  for (const Line& line : body.broken.lines) {
    Strip strip = line_strip(style);
    draw_line(body.text, body.broken, line, x, kEmAscent * style.size, strip.ink);
    flow_.strips.push_back(std::move(strip));
  }
  tag.draw(left, kEmAscent * style.size, flow_.strips[first].ink);
  flow_.strips[first].before = lines_above * setting_.style.line_pitch();
  hold_lines(first);
}

// 附件：1. 名称 (7.3.4); one attachment bears no number.
void BlockFlow::add_attachment_list() {
  const PaperElements& paper = setting_.options.paper;
  const TextStyle& style = setting_.style.body;
  const double em = setting_.style.han_advance(style.size);
  const auto& names = paper.attachments;
  if (names.empty()) return;
  const double gap = setting_.style.paper->body.attachments_gap;
  const std::string& where = paper.place_of("附件");
  if (names.size() == 1) return add_hanging("附件：", style.font, names.front(), 2 * em, gap, where);
  const double tag = PaperLine("附件：", run_style(style), setting_, where).width();
  for (std::size_t i = 0; i < names.size(); ++i)
    add_hanging(fmt::format("{}{}.", i == 0 ? "附件：" : "", i + 1), style.font, names[i],
                2 * em + (i == 0 ? 0 : tag), i == 0 ? gap : 0, where);
}

// 出席：请假：列席： of minutes (10.3.2).
void BlockFlow::add_rolls() {
  const PaperElements& paper = setting_.options.paper;
  const PaperBodyStyle& look = setting_.style.paper->body;
  const double em = setting_.style.han_advance(setting_.style.body.size);
  bool first = true;
  for (const auto& [name, names] : {std::pair{"出席", &paper.present}, std::pair{"请假", &paper.away},
                                    std::pair{"列席", &paper.sitting_in}}) {
    if (names->empty()) continue;
    std::string text;
    for (const std::string& person : *names)
      text += (text.empty() ? "" : "，") + person;
    add_hanging(std::string(name) + "：", look.roll_font, text, 2 * em, first ? look.roll_gap : 0,
                paper.place_of(name));
    first = false;
  }
}

// A line of its own, its left edge at x.
void BlockFlow::add_line_at(const PaperLine& line, double x, double lines_above) {
  const TextStyle& style = setting_.style.body;
  Strip strip = line_strip(style);
  line.draw(std::max(0.0, x), kEmAscent * style.size, strip.ink);
  strip.before = lines_above * setting_.style.line_pitch();
  flow_.strips.push_back(std::move(strip));
}

// Without a seal (7.3.5.2): the signature two characters in from the right, the date beginning two characters
// to the right of it; a date longer than that ends two characters in, and the signature moves to the left.
void BlockFlow::add_plain_sign_off() {
  const PaperElements& paper = setting_.options.paper;
  const PaperBodyStyle& look = setting_.style.paper->body;
  const RunStyle style = run_style(setting_.style.body);
  const double em = setting_.style.han_advance(style.size);
  const double right = setting_.style.area_width - look.plain_inset * em, shift = look.date_shift * em;
  const PaperLine date(paper.date, style, setting_, paper.place_of("成文日期"));
  std::vector<PaperLine> names;
  for (const std::string& name : paper.signatures)
    names.emplace_back(name, style, setting_, paper.place_of("署名"));
  double moved = 0; // of all names, where the date is longer than the last one
  if (!names.empty() && !paper.date.empty())
    moved = std::max(0.0, date.width() + shift - names.back().width());
  double gap = look.plain_gap;
  for (const PaperLine& name : names) {
    add_line_at(name, right - moved - name.width(), gap);
    gap = 0;
  }
  if (!names.empty() && !paper.date.empty())
    add_line_at(date, right - moved - names.back().width() + shift, 0);
  if (paper.signatures.empty() && !paper.date.empty()) add_line_at(date, right - date.width(), gap);
}

// With a seal (7.3.5.1): the date four characters in from the right, the signature centred on it, and so far
// below the text that a seal over both ends within a line of it. The seals of a joint issue stand side by
// side, the last one over the date.
void BlockFlow::add_sealed_sign_off() {
  const PaperElements& paper = setting_.options.paper;
  const PaperBodyStyle& look = setting_.style.paper->body;
  const RunStyle style = run_style(setting_.style.body);
  const double em = setting_.style.han_advance(style.size), width = setting_.style.area_width;
  const PaperLine date(paper.date, style, setting_, paper.place_of("成文日期"));
  const double center = width - look.sealed_inset * em - date.width() / 2;
  const std::size_t count = paper.signatures.size();
  double widest = 0;
  for (const std::string& signature : paper.signatures)
    widest = std::max(widest, PaperLine(signature, style, setting_, paper.place_of("署名")).width());
  // Each name stays in the middle under its seal: long ones stand wider apart, fewer a line.
  const double step = std::max(look.seal_step, widest + em);
  const auto across = static_cast<int>((center - widest / 2) / step) + 1;
  const auto per_line = static_cast<std::size_t>(std::clamp(across, 1, std::max(1, look.seals_per_line)));
  const double row_lines = look.seal_step / setting_.style.line_pitch() - 1;
  for (std::size_t begin = 0; begin < count; begin += per_line) {
    const std::size_t end = std::min(count, begin + per_line);
    Strip strip = line_strip(setting_.style.body);
    for (std::size_t i = begin; i < end; ++i) {
      const PaperLine name(paper.signatures[i], style, setting_, paper.place_of("署名"));
      const double middle = center - static_cast<double>(end - 1 - i) * step;
      const double x = std::min(middle - name.width() / 2, width - name.width());
      name.draw(std::max(0.0, x), kEmAscent * style.size, strip.ink);
    }
    strip.before = (begin == 0 ? look.sealed_gap : row_lines) * setting_.style.line_pitch();
    flow_.strips.push_back(std::move(strip));
  }
  add_line_at(date, center - date.width() / 2, count == 0 ? look.sealed_gap : 0);
}

// 签名章 (7.3.5.3): the stamp four characters in from the right, two lines below the text, the post two
// characters to the left of it; the date below with an empty line between.
void BlockFlow::add_stamp() {
  const PaperElements& paper = setting_.options.paper;
  const PaperBodyStyle& look = setting_.style.paper->body;
  const RunStyle style = run_style(setting_.style.body);
  const double em = setting_.style.han_advance(style.size), width = setting_.style.area_width;
  const PaperLine post(paper.post, style, setting_, paper.place_of("职务"));
  const PaperLine date(paper.date, style, setting_, paper.place_of("成文日期"));
  const double stamp_left = width - look.sealed_inset * em - look.stamp_width;
  Strip strip;
  strip.height = strip.ink_height = look.stamp_height;
  strip.before = look.stamp_gap * setting_.style.line_pitch();
  post.draw(std::max(0.0, stamp_left - look.post_gap * em - post.width()),
            (look.stamp_height - style.size) / 2 + kEmAscent * style.size, strip.ink);
  flow_.strips.push_back(std::move(strip));
  add_line_at(date, width - look.sealed_inset * em - date.width(), 1);
}

// 附注 (7.3.6): in brackets, two characters in.
void BlockFlow::add_paper_note() {
  const PaperElements& paper = setting_.options.paper;
  if (paper.note.empty()) return;
  const TextStyle& style = setting_.style.body;
  const double indent = setting_.style.paper->body.note_indent * setting_.style.han_advance(style.size);
  add_text(rich_text("（" + paper.note + "）", run_style(style), setting_, paper.place_of("附注")),
           {.style = style, .first_indent = indent}, {});
}

// 附件1 at the top left of a new page, its title on the third line (7.3.7).
void BlockFlow::add_attachment(std::string_view label, std::span<const MdNode> nodes) {
  const PaperBodyStyle& look = setting_.style.paper->body;
  TextStyle style = setting_.style.body;
  style.font = look.attachment_font;
  const std::size_t first = flow_.strips.size();
  add_text(rich_text(label, run_style(style), setting_), {.style = style}, {});
  flow_.strips[first].page_break = true;
  for (std::size_t i = first; i < flow_.strips.size(); ++i)
    flow_.strips[i].keep_next = true;
  const std::size_t title = flow_.strips.size();
  add_blocks(nodes, {}, nullptr, 0);
  if (title < flow_.strips.size() && flow_.strips[title].bookmark)
    flow_.strips[title].before = (look.attachment_title_line - 2) * setting_.style.line_pitch();
}

// 版记 (7.4): 抄送, then 印发机关 and 印发日期, between rules as wide as the type area; the last rule is the
// type area's lower edge.
void BlockFlow::add_imprint() {
  const PaperElements& paper = setting_.options.paper;
  const PaperFootStyle& look = setting_.style.paper->foot;
  const bool printer = look.printer && !paper.printer.empty();
  if (paper.copies.empty() && !printer) return;
  const RunStyle style{.font = look.font, .size = look.size};
  const double width = setting_.style.area_width, inset = look.inset * look.size;
  const double padding = look.padding, base = kEmAscent * look.size;
  Strip strip;
  double y = 0;
  const auto rule = [&](double thickness) {
    if (thickness > 0) strip.ink.rules.push_back({0, y, width, y, thickness, {}});
  };
  rule(look.thick);
  if (!paper.copies.empty()) {
    const PaperLine label("抄送：", style, setting_, paper.place_of("抄送"));
    const double x = inset + label.width();
    const HangingText text =
        hanging_text(paper.copies + "。", style, width - x - inset, paper.place_of("抄送"), setting_);
    y += padding;
    label.draw(inset, y + base, strip.ink);
    for (const Line& line : text.broken.lines) {
      draw_line(text.text, text.broken, line, x, y + base, strip.ink);
      y += look.pitch;
    }
    y += look.size - look.pitch + padding;
    if (printer) rule(look.thin);
  }
  if (printer) {
    const PaperLine name(paper.printer, style, setting_, paper.place_of("印发机关"));
    const PaperLine date(paper.print_date + "印发", style, setting_, paper.place_of("印发日期"));
    y += padding;
    name.draw(inset, y + base, strip.ink);
    date.draw(width - inset - date.width(), y + base, strip.ink);
    y += look.size + padding;
  }
  rule(look.thick);
  strip.height = strip.ink_height = y;
  flow_.foot = std::move(strip);
}

} // namespace fengqiao::render
