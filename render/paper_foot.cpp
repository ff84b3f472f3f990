// What follows a 公文's text: 附件说明, the rolls of minutes, 附注 and the pages of its attachments
// (GB/T 9704—2012 7.3.4–7.3.7); its sign-off is in paper_sign.cpp, its 版记 in paper_imprint.cpp.
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
  if (paper.recipients.empty() || setting_.recipients_in_foot) return;
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
  hold_paper_end(first);
}

// From strip `first` on to the sign-off all stays on one page with the text's last line, so that no page
// bears a sign-off or a roll of names alone. Where that would take a short text off the first page, it stays
// behind there: 附件说明 is company enough, and without one the text's last line goes along. A roll that ends
// the paper may part, its first lines with the text and two at least on the next page, so that no page is
// left half empty for it.
void BlockFlow::hold_paper_end(std::size_t first) {
  const bool loose = setting_.loose_text && text_end_ == first;
  const bool alone = loose && !setting_.options.paper.attachments.empty();
  if (loose)
    for (std::size_t i = text_begin_; i < text_end_; ++i)
      flow_.strips[i].keep_next = false;
  const std::size_t begin = alone ? first : first - 1, end = flow_.strips.size();
  const PaperElements& paper = setting_.options.paper;
  const bool roll_ends = paper.date.empty() && paper.signatures.empty();
  for (std::size_t i = begin; i + 1 < end; ++i)
    flow_.strips[i].keep_next |= !roll_ends || i == begin || i + 2 == end;
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
  const double left = setting_.style.paper->body.attachments_inset * em;
  const std::string& where = paper.place_of("附件");
  if (names.size() == 1) return add_hanging("附件：", style.font, names.front(), left, gap, where);
  const double tag = PaperLine("附件：", run_style(style), setting_, where).width();
  for (std::size_t i = 0; i < names.size(); ++i)
    add_hanging(fmt::format("{}{}.", i == 0 ? "附件：" : "", i + 1), style.font, names[i],
                left + (i == 0 ? 0 : tag), i == 0 ? gap : 0, where);
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
    add_hanging(std::string(name) + "：", look.roll_font, text, look.roll_inset * em,
                first ? look.roll_gap : 0, paper.place_of(name));
    first = false;
  }
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
void BlockFlow::add_attachment(std::string_view label, std::span<const MdNode> before,
                               std::span<const MdNode> nodes) {
  Directives directives;
  for (const MdNode& node : before)
    setting_.add(read_directive(node, directives, setting_.options.file));
  const PaperBodyStyle& look = setting_.style.paper->body;
  TextStyle style = setting_.style.body;
  style.font = look.attachment_font;
  const std::size_t first = flow_.strips.size();
  add_text(rich_text(label, run_style(style), setting_), {.style = style}, {});
  flow_.strips[first].page_break = true;
  add_anchors(directives.anchors, flow_.strips[first]);
  steer(directives, first);
  for (std::size_t i = first; i < flow_.strips.size(); ++i)
    flow_.strips[i].keep_next = true;
  const std::size_t title = flow_.strips.size();
  add_blocks(nodes, {}, nullptr, 0);
  if (title < flow_.strips.size() && flow_.strips[title].bookmark)
    flow_.strips[title].before = (look.attachment_title_line - 2) * setting_.style.line_pitch();
}

} // namespace fengqiao::render
