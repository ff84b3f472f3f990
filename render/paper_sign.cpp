// 署名 and 成文日期 below a 公文's text: without a seal, with one, with a signature stamp (GB/T 9704—2012
// 7.3.5).
#include "render/block_flow.hpp"
#include "render/paper_line.hpp"
#include "render/seal_rows.hpp"

#include <algorithm>
#include <vector>

namespace fengqiao::render {

// A line of its own, its left edge at x.
void BlockFlow::add_line_at(const PaperLine& line, double x, double lines_above) {
  const TextStyle& style = setting_.style.body;
  Strip strip = line_strip(style);
  line.draw(std::max(0.0, x), kEmAscent * style.size, strip.ink);
  strip.before = lines_above * setting_.style.line_pitch();
  flow_.strips.push_back(std::move(strip));
}

// The names of 署名, none wider than `room`.
std::vector<PaperLine> BlockFlow::signature_lines(double room) {
  std::vector<PaperLine> names;
  for (const std::string& name : setting_.options.paper.signatures) {
    names.emplace_back(name, run_style(setting_.style.body), setting_,
                       setting_.options.paper.place_of("署名"));
    check_room(names.back(), room, "署名", setting_);
  }
  return names;
}

PaperLine BlockFlow::date_line() {
  const PaperElements& paper = setting_.options.paper;
  return {paper.date, run_style(setting_.style.body), setting_, paper.place_of("成文日期")};
}

// Without a seal (7.3.5.2): the signature two characters in from the right, the date beginning two characters
// to the right of it; a date longer than that ends two characters in, and the signature moves to the left.
void BlockFlow::add_plain_sign_off() {
  const PaperElements& paper = setting_.options.paper;
  const PaperBodyStyle& look = setting_.style.paper->body;
  const double em = setting_.style.han_advance(setting_.style.body.size);
  const double right = setting_.style.area_width - look.plain_inset * em, shift = look.date_shift * em;
  const PaperLine date = date_line();
  const std::vector<PaperLine> names = signature_lines(right);
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
  const PaperBodyStyle& look = setting_.style.paper->body;
  const double em = setting_.style.han_advance(setting_.style.body.size), width = setting_.style.area_width;
  const PaperLine date = date_line();
  const std::vector<PaperLine> names = signature_lines(width);
  std::vector<double> widths;
  for (const PaperLine& name : names)
    widths.push_back(name.width());
  const SealRows seals = seal_rows(widths, {.width = width,
                                            .seal = look.seal_size,
                                            .step = look.seal_step,
                                            .least_gap = (look.seal_step - look.seal_size) / 2,
                                            .name_gap = em / 2,
                                            .date = date.width(),
                                            .center = width - look.sealed_inset * em - date.width() / 2,
                                            .per_row = static_cast<std::size_t>(look.seals_per_line)});
  const double row_lines = look.seal_step / setting_.style.line_pitch() - 1;
  double gap = look.sealed_gap;
  for (const SealRow& row : seals.rows) {
    Strip strip = line_strip(setting_.style.body);
    for (std::size_t i = row.begin; i < row.end; ++i)
      names[i].draw(std::max(0.0, row.middles[i - row.begin] - widths[i] / 2),
                    kEmAscent * setting_.style.body.size, strip.ink);
    strip.before = gap * setting_.style.line_pitch();
    flow_.strips.push_back(std::move(strip));
    gap = row_lines;
  }
  add_line_at(date, seals.center - date.width() / 2, names.empty() ? look.sealed_gap : 0);
}

// 签名章 (7.3.5.3): the stamp four characters in from the right, two lines below the text, the post two
// characters to the left of it; the date below with an empty line between.
void BlockFlow::add_stamp() {
  const PaperElements& paper = setting_.options.paper;
  const PaperBodyStyle& look = setting_.style.paper->body;
  const RunStyle style = run_style(setting_.style.body);
  const double em = setting_.style.han_advance(style.size), width = setting_.style.area_width;
  const PaperLine post(paper.post, style, setting_, paper.place_of("职务"));
  const PaperLine date = date_line();
  const double post_right = width - look.sealed_inset * em - look.stamp_width - look.post_gap * em;
  check_room(post, post_right, "职务", setting_);
  Strip strip;
  strip.height = strip.ink_height = look.stamp_height;
  strip.before = look.stamp_gap * setting_.style.line_pitch();
  post.draw(std::max(0.0, post_right - post.width()),
            (look.stamp_height - style.size) / 2 + kEmAscent * style.size, strip.ink);
  flow_.strips.push_back(std::move(strip));
  add_line_at(date, width - look.sealed_inset * em - date.width(), look.stamp_date_gap);
}

} // namespace fengqiao::render
