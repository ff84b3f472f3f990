#include "render/page_compose.hpp"

#include "core/limits.hpp"
#include "render/table_frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <set>

namespace fengqiao::render {
namespace {

constexpr double kEpsilon = 0.01;      // points
constexpr double kMostEmpty = 1.0 / 3; // of a page, for the sake of what should stand together

class Cutter {
public:
  Cutter(const Flow& flow, const PageStyle& style) : flow_(flow), style_(style) {}

  ComposedPages out;

  // False when there are too many pages.
  bool run() {
    new_page();
    for (std::size_t begin = 0; begin < flow_.strips.size();) {
      std::size_t end = begin + 1;
      while (end < flow_.strips.size() && flow_.strips[end - 1].keeps_next() &&
             !begins_page(flow_.strips[end]))
        ++end;
      add_chunk(begin, end);
      if (too_many()) return false;
      begin = end;
    }
    close_table();
    if (!flow_.foot.empty()) add_foot();
    while (!notes_.empty() && !too_many()) {
      draw_notes(style_.area_height);
      if (!notes_.empty()) new_page();
    }
    return !too_many();
  }

private:
  [[nodiscard]] bool begins_page(const Strip& strip) const { return strip.page_break || strip.page_one; }

  // Each page that refers to a note draws it, so that what waits can grow faster than pages take it up.
  [[nodiscard]] bool too_many() const {
    constexpr std::size_t kMostWaiting = 200'000; // lines, more than limits::pages hold
    return out.pages.size() > limits::pages || notes_.size() > kMostWaiting;
  }

  void add_chunk(std::size_t begin, std::size_t end) {
    const bool first = flow_.strips[begin].page_one;
    if (!page_empty_ && begins_page(flow_.strips[begin])) turn_page(begin);
    if (first) begin_numbers();
    for (bool fresh = page_empty_; begin < end && !fits(begin, end);) {
      std::size_t cut = last_cut(begin, end);
      if (cut == begin && fresh) {
        cut = firm_end(begin, end);
        place_anyhow(begin, cut);
        begin = cut;
        fresh = false;
        continue;
      }
      for (; begin < cut; ++begin)
        place(flow_.strips[begin]);
      turn_page(begin);
      fresh = true;
    }
    for (const std::size_t tail = foot_tail(begin, end); begin < end; ++begin) {
      if (begin == tail && !page_empty_) turn_page(begin);
      place(flow_.strips[begin]);
    }
  }

  // Where the last strips begin that go to the next page with the foot that has no room below them, so that
  // it does not stand alone there; `end`: none do. A 公文's text does not leave the first page for it.
  [[nodiscard]] std::size_t foot_tail(std::size_t begin, std::size_t end) const {
    const double foot = foot_height();
    if (flow_.foot.empty() || end != flow_.strips.size() || begin == end || fits(begin, end, foot))
      return end;
    std::size_t tail = end - 1;
    while (tail > begin && flow_.strips[tail - 1].keep_next)
      --tail;
    double height = foot;
    for (std::size_t i = tail; i < end; ++i) {
      if (flow_.strips[i].text_begins) return end;
      height += flow_.strips[i].height + (i > tail ? flow_.strips[i].before : 0);
    }
    return height <= style_.area_height ? tail : end;
  }

  // What holds together and is taller than a page is cut between its strips; a heading or header row then
  // still takes one with it.
  void place_anyhow(std::size_t begin, std::size_t end) {
    for (; begin < end; ++begin) {
      const std::size_t with = flow_.strips[begin].bookmark ? std::min(begin + 2, end) : begin + 1;
      if (!page_empty_ && !fits(begin, with)) turn_page(begin);
      place(flow_.strips[begin]);
    }
  }

  [[nodiscard]] std::size_t firm_end(std::size_t begin, std::size_t end) const {
    while (begin + 1 < end && flow_.strips[begin].keep_next)
      ++begin;
    return begin + 1;
  }

  // Up to where a chunk that has no room here may begin on this page all the same: the last place where it
  // only should stand together, once too much of the page would stay empty for it. `begin`: nowhere.
  [[nodiscard]] std::size_t last_cut(std::size_t begin, std::size_t end) const {
    const bool small_loss = style_.area_height - y_ <= kMostEmpty * style_.area_height;
    std::size_t cut = begin;
    for (std::size_t i = begin + 1; !small_loss && i < end && fits(begin, i); ++i)
      if (!flow_.strips[i - 1].keep_next) cut = i;
    return cut;
  }

  // Page 1 is a sheet's front, so that its number stands outside: an odd page before it gets a blank back.
  void begin_numbers() {
    if (style_.page_number.place == PageNumbers::outer && out.pages.size() % 2 == 0) new_page();
    out.starts.push_back(out.pages.size() - 1);
  }

  // With `below` kept free under the last strip.
  [[nodiscard]] bool fits(std::size_t begin, std::size_t end, double below = 0) const {
    double y = y_, after = after_, grid = grid_;
    bool top = page_empty_;
    NoteRoom notes{notes_height_, {}};
    for (std::size_t i = begin; i < end; ++i) {
      const Strip& strip = flow_.strips[i];
      y = top_of(strip, y, after, top, grid);
      if (strip.new_grid) grid = y;
      const double needed = i + 1 < end || below <= 0 ? strip.ink_height : strip.height + below;
      if (y + needed > text_bottom(strip, notes) + kEpsilon || !enough_marks(notes)) return false;
      y += strip.height;
      after = strip.after;
      top = false;
    }
    return true;
  }

  // Where a strip begins that follows at y.
  [[nodiscard]] double top_of(const Strip& strip, double y, double after, bool page_top, double grid) const {
    if (page_top) return 0;
    y += std::max(after, strip.before);
    if (!strip.on_grid || strip.new_grid) return y;
    const double pitch = style_.line_pitch();
    return grid + std::ceil((y - grid - kEpsilon) / pitch) * pitch;
  }

  void turn_page(std::size_t next) {
    const int table = flow_.strips[next].table;
    const bool goes_on = table >= 0 && next > 0 && flow_.strips[next - 1].table == table;
    const bool amid_row = goes_on && !flow_.strips[next - 1].row_end;
    if (amid_row) place_padding(flow_.strips[next]);
    close_table();
    new_page();
    if (!goes_on) return;
    repeat_header(table);
    if (amid_row) place_padding(flow_.strips[next]);
  }

  // Above and below the cut of a row that is taller than a page.
  void place_padding(const Strip& row) {
    Strip strip;
    strip.height = strip.ink_height = style_.table.padding_y;
    strip.table = row.table;
    strip.row = row.row;
    strip.row_end = false;
    place(strip);
  }

  void repeat_header(int table) {
    const TableFrame& frame = flow_.tables[static_cast<std::size_t>(table)];
    double height = frame.continued ? frame.continued->height : 0;
    for (const Strip& head : frame.head)
      height += head.height;
    if (height > style_.area_height / 2) return; // a header that leaves no room is not repeated
    if (frame.continued) place(*frame.continued);
    for (const Strip& head : frame.head)
      place(head);
  }

  // ---- footnotes ----

  struct NoteRoom {
    double height = 0;
    std::set<int> seen;
  };

  // What stays for text on this page with the notes so far and those that this strip refers to; at least half
  // of it, since notes may go on over the page.
  [[nodiscard]] double text_bottom(const Strip& strip, NoteRoom& notes) const {
    for (const Ink::NoteMark& mark : strip.ink.notes)
      if (!numbers_.contains(mark.note) && notes.seen.insert(mark.note).second)
        notes.height += height_of(mark.note);
    const double height = notes.height > 0 ? notes.height + rule_height() : 0;
    return style_.area_height - std::min(height, style_.area_height / 2);
  }

  // A page takes no more notes than there are marks to tell them apart.
  [[nodiscard]] bool enough_marks(const NoteRoom& notes) const {
    return notes.seen.empty() || flow_.note_glyphs.empty() ||
           numbers_.size() + notes.seen.size() <= flow_.note_glyphs.size();
  }

  [[nodiscard]] double height_of(int note) const {
    double height = 0;
    if (const auto strips = flow_.notes.find(note); strips != flow_.notes.end())
      for (const Strip& strip : strips->second)
        height += strip.height;
    return height;
  }

  [[nodiscard]] double rule_height() const { return style_.footnote.rule_room * style_.note.size; }

  // Numbers the notes that a strip of this page refers to, and takes them for the page's foot: those that
  // they refer to themselves follow in the order of their numbers, however long the chain is.
  void take_notes(Ink& ink) {
    give_numbers(ink);
    for (; !numbered_.empty(); numbered_.pop_front()) {
      const auto strips = flow_.notes.find(numbered_.front());
      if (strips == flow_.notes.end()) continue;
      for (Strip strip : strips->second) {
        give_numbers(strip.ink);
        notes_height_ += strip.height;
        notes_.push_back(std::move(strip));
      }
    }
  }

  void give_numbers(Ink& ink) {
    for (const Ink::NoteMark& mark : ink.notes) {
      const auto [entry, is_new] = numbers_.emplace(mark.note, static_cast<int>(numbers_.size()) + 1);
      if (is_new) numbered_.push_back(mark.note);
      const auto number = static_cast<std::size_t>(entry->second);
      if (flow_.note_glyphs.empty()) continue;
      const NoteGlyph& glyph = flow_.note_glyphs[(number - 1) % flow_.note_glyphs.size()];
      ink.runs[mark.run].text = glyph.character;
      ink.runs[mark.run].face = glyph.face;
    }
  }

  // Under a short rule, ending at `bottom`; what does not fit stays for the next page, and so do the last
  // `kept` lines.
  void draw_notes(double bottom, std::size_t kept = 0) {
    double height = rule_height();
    std::size_t fit = 0;
    while (fit < notes_.size() &&
           (height + notes_[fit].height <= bottom - ink_foot_ + kEpsilon || (fit == 0 && ink_foot_ == 0)))
      height += notes_[fit++].height;
    for (; fit > 1 && fit + kept > notes_.size(); --fit)
      height -= notes_[fit - 1].height;
    if (fit == 0) return;
    double y = bottom - height + rule_height();
    const double line = style_.top + y - rule_height() / 2;
    const FootnoteStyle& look = style_.footnote;
    if (look.rule_width > 0)
      out.pages.back().rules.push_back(
          {style_.left, line, style_.left + look.rule_length * style_.area_width, line, look.rule_width, {}});
    for (std::size_t i = 0; i < fit; ++i) {
      draw(notes_[i], y);
      y += notes_[i].height;
      notes_height_ -= notes_[i].height;
    }
    notes_.erase(notes_.begin(), notes_.begin() + static_cast<std::ptrdiff_t>(fit));
    if (notes_.empty()) notes_height_ = 0;
    ink_foot_ = style_.area_height; // the page is closed
  }

  void new_page(std::size_t kept_notes = 0) {
    if (!out.pages.empty()) draw_notes(style_.area_height, kept_notes);
    numbers_.clear();
    ink_foot_ = 0;
    Page& page = out.pages.emplace_back();
    page.width = style_.width;
    page.height = style_.height;
    y_ = after_ = grid_ = 0;
    page_empty_ = true;
  }

  void place(const Strip& strip) {
    const double y = top_of(strip, y_, after_, page_empty_, grid_);
    if (strip.new_grid) grid_ = y;
    if (strip.text_begins) out.text_page = out.pages.size() - 1;
    if (part_ && strip.table != table_) close_table();
    if (strip.table >= 0 && !part_) begin_part(strip.table, y);
    if (strip.ink.notes.empty()) {
      draw(strip, y);
    } else {
      Strip numbered = strip;
      take_notes(numbered.ink);
      draw(numbered, y);
    }
    ink_foot_ = y + strip.ink_height;
    y_ = y + strip.height;
    after_ = strip.after;
    page_empty_ = false;
    if (part_) part_->add(strip, y);
  }

  // ---- 版记 ----

  [[nodiscard]] double foot_height() const {
    double height = 0;
    for (const Strip& line : flow_.foot)
      height += line.height;
    return height;
  }

  // On the last page, below all text and notes (7.4); a note's last lines go along, so that it does not stand
  // alone there.
  void add_foot() {
    constexpr std::size_t kLastNotes = 2;
    const double height = foot_height();
    if (height > style_.area_height) return add_long_foot();
    const auto room = [&] {
      return style_.area_height - height -
             (notes_.empty() ? 0 : style_.footnote.above_imprint * style_.note.size);
    };
    while ((!page_empty_ || !notes_.empty()) && !too_many() &&
           y_ + (notes_.empty() ? 0 : notes_height_ + rule_height()) > room() + kEpsilon)
      new_page(notes_.size() > kLastNotes ? kLastNotes : 0);
    draw_notes(room());
    draw_foot(0, flow_.foot.size());
  }

  // What no page holds fills the rest of the text's last page and as many pages as it takes.
  void add_long_foot() {
    constexpr std::size_t kLeastLines = 2; // on a page
    while (!notes_.empty() && !too_many())
      new_page();
    for (std::size_t begin = 0; begin < flow_.foot.size() && !too_many();) {
      std::size_t end = begin;
      for (double y = page_empty_ ? 0 : y_ + style_.line_pitch(); end < flow_.foot.size(); ++end) {
        y += flow_.foot[end].height;
        if (y > style_.area_height + kEpsilon) break;
      }
      if (end < flow_.foot.size()) end = std::min(end, flow_.foot.size() - kLeastLines);
      if (page_empty_ || end >= begin + kLeastLines) {
        end = std::max(end, begin + 1);
        draw_foot(begin, end);
        begin = end;
      }
      if (begin < flow_.foot.size()) new_page();
    }
  }

  // The last of these lines ends at the type area's lower edge.
  void draw_foot(std::size_t begin, std::size_t end) {
    double y = style_.area_height;
    for (std::size_t i = begin; i < end; ++i)
      y -= flow_.foot[i].height;
    for (std::size_t i = begin; i < end; ++i) {
      draw(flow_.foot[i], y);
      y += flow_.foot[i].height;
    }
  }

  void draw(const Strip& strip, double y) {
    Page& page = out.pages.back();
    const double dx = style_.left, dy = style_.top + y;
    add_ink(strip.ink, dx, dy, page);
    for (const std::string& name : strip.anchors)
      out.anchors.push_back({name, out.pages.size() - 1, dy});
    if (!strip.bookmark) return;
    Bookmark mark = *strip.bookmark;
    mark.page = out.pages.size() - 1;
    mark.y = dy;
    out.bookmarks.push_back(std::move(mark));
  }

  void begin_part(int table, double y) {
    if (table != table_) shown_spans_.clear();
    table_ = table;
    part_.emplace(flow_.tables[static_cast<std::size_t>(table)], y);
  }

  // The frame around the rows that stand on this page.
  void close_table() {
    if (part_) part_->draw(style_.table, style_.left, style_.top, shown_spans_, out.pages.back());
    part_.reset();
  }

  const Flow& flow_;
  const PageStyle& style_;
  double y_ = 0, after_ = 0, grid_ = 0; // below the last strip, from the type area's top
  bool page_empty_ = true;
  int table_ = -1; // the last table whose rows were placed
  std::optional<TablePart> part_;
  std::vector<bool> shown_spans_;          // of that table
  std::deque<Strip> notes_;                // to be drawn at this page's foot, numbered
  std::deque<int> numbered_;               // notes that have a number and are not taken into notes_ yet
  std::map<int, int> numbers_;             // of the notes that this page refers to
  double notes_height_ = 0, ink_foot_ = 0; // ink_foot_: where the text's last ink ends
};

} // namespace

Result<ComposedPages> cut_pages(const Flow& flow, const PageStyle& style, const std::string& file) {
  Cutter cutter(flow, style);
  if (!cutter.run())
    return fail(ErrorCode::limit, file, fmt::format("排出来超过 {} 页", limits::pages), "拆成几个文件");
  return std::move(cutter.out);
}

} // namespace fengqiao::render
