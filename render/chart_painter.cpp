#include "render/chart_painter.hpp"

#include "core/text.hpp"
#include "render/chart_scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace fengqiao::render {
namespace {

constexpr Color kInk = gray_of(0), kPaper = gray_of(255);

struct Rect {
  double x, y, width, height;
};

class ChartPainter {
public:
  ChartPainter(const Chart& chart, Setting& setting, double left, double width, const std::string& origin)
      : chart_(chart), setting_(setting), origin_(origin), style_(setting.style.chart), left_(left),
        right_(left + width), width_(width) {
    look_ = run_style(setting.style.note);
    look_.size = std::min(look_.size, style_.text_size);
    size_ = look_.size;
  }

  ChartDrawing draw() {
    read_values();
    narrow_ = thickness() < style_.narrow;
    if (needs_legend()) draw_legend();
    if (chart_.kind == ChartKind::bar)
      draw_bars();
    else
      draw_upright();
    return {std::move(ink_), foot_};
  }

private:
  using Values = std::vector<std::optional<double>>;

  void read_values() {
    std::vector<double> up(points(), 0), down(points(), 0);
    double least = 0, most = 0;
    for (const ChartSeries& series : chart_.series) {
      Values& values = values_.emplace_back();
      for (std::size_t i = 0; i < points(); ++i) {
        values.push_back(chart_number(series.values[i]));
        const double value = values.back().value_or(0);
        (value > 0 ? up : down)[i] += value;
        least = std::min(least, stacked() ? down[i] : value);
        most = std::max(most, stacked() ? up[i] : value);
      }
    }
    scale_ = chart_scale(least, most);
  }

  [[nodiscard]] std::size_t points() const { return chart_.categories.size(); }
  // More points than `most`.
  [[nodiscard]] bool many(int most) const { return points() > static_cast<std::size_t>(most); }
  [[nodiscard]] bool stacked() const { return chart_.kind == ChartKind::stacked; }
  [[nodiscard]] std::size_t columns() const { return stacked() ? 1 : chart_.series.size(); } // a category
  [[nodiscard]] bool drawn(std::size_t s, std::size_t i) const { return values_[s][i].has_value(); }

  // Roughly, of a column or a bar: the axis' labels are not measured yet.
  [[nodiscard]] double thickness() const {
    const double room = chart_.kind == ChartKind::bar ? style_.tallest * setting_.style.area_height : width_;
    return style_.filled * room / static_cast<double>(points() * columns());
  }

  // ---- text ----

  struct Label {
    RichText text;
    BrokenParagraph broken;
    double width = 0, size = 0, height = 0;
  };

  // In at most `lines` lines of the width; what is too long ends in ….
  Label label(std::string_view words, double width = 1e5, std::size_t lines = 1) const {
    return set_label(words, width, lines, look_);
  }
  Label number(std::string_view value) const {
    RunStyle look = look_;
    look.size = number_size_;
    std::string text(value);
    if (text.starts_with('-')) text.replace(0, 1, "−");
    return set_label(text, 1e5, 1, look);
  }
  Label set_label(std::string_view words, double width, std::size_t lines, const RunStyle& look) const {
    Label out;
    out.size = look.size;
    for (auto characters = static_cast<std::size_t>(style_.label_characters);; --characters) {
      out.text = rich_text(shorten(words, characters), look, setting_, origin_);
      out.broken = break_lines(out.text.items, {.width = width, .justify = false, .gap = setting_.style.gap});
      if (out.broken.lines.size() <= lines || characters == 1) break;
      characters = std::min(characters, out.broken.lines[lines - 1].end + 1);
    }
    for (const Line& line : out.broken.lines)
      out.width = std::max(out.width, line.width);
    out.height = style_.leading * out.size * static_cast<double>(out.broken.lines.size());
    return out;
  }

  // `at` 0: x is its left end, 0.5 its middle, 1 its right end; y is the middle of its height.
  void draw_label(const Label& label, double x, double y, double at) {
    double top = y - label.height / 2 + (style_.leading - 1) / 2 * label.size;
    for (const Line& line : label.broken.lines) {
      draw_line(label.text, label.broken, line, x - at * line.width, top + kEmAscent * label.size, ink_);
      top += style_.leading * label.size;
    }
  }

  void draw_on_paper(const Label& label, double x, double y) {
    area({x - label.width / 2 - 1, y - label.size / 2, label.width + 2, label.size}, kPaper, 0);
    draw_label(label, x, y, 0.5);
  }

  [[nodiscard]] double widest_number() const {
    double widest = 0;
    for (const ChartSeries& series : chart_.series)
      for (const std::string& value : series.values)
        widest = std::max(widest, number(value).width);
    return widest;
  }

  // Whether all numbers are printed in the room that one has: smaller where that helps.
  bool numbers_fit(double room) {
    if (many(style_.marked_points)) return false;
    number_size_ = size_;
    const double widest = widest_number();
    if (widest > 0) number_size_ = std::min(size_, std::floor(2 * size_ * room / widest) / 2);
    return number_size_ >= style_.least_text_size;
  }

  // ---- legend ----

  // One series is what the title says, or its name stands nowhere else.
  [[nodiscard]] bool needs_legend() const {
    return chart_.series.size() > 1 ||
           (chart_.title + "\n" + chart_.unit).find(chart_.series.front().name) == std::string::npos;
  }

  void draw_legend() {
    const double row = 1.6 * size_, sample = 2.4 * size_;
    double x = left_, y = row / 2;
    for (std::size_t s = 0; s < chart_.series.size(); ++s) {
      const Label name = label(chart_.series[s].name, width_ - sample - size_ / 2);
      const double width = sample + size_ / 2 + name.width;
      if (x > left_ && x + width > right_) x = left_, y += row;
      if (chart_.kind == ChartKind::line) {
        polyline({{x, y}, {x + sample, y}}, s);
        marker({x + sample / 2, y}, s);
      } else {
        fill({x, y - size_ / 2, sample, size_}, s);
      }
      draw_label(name, x + sample + size_ / 2, y, 0);
      x += width + 1.5 * size_;
    }
    top_ = y + row / 2 + style_.gap;
  }

  // ---- upright charts ----

  void draw_upright() {
    double axis = 0;
    for (const double tick : scale_.ticks)
      axis = std::max(axis, label(scale_.text(tick)).width);
    const bool line = chart_.kind == ChartKind::line, ends = line && chart_.series.size() > 1;
    number_size_ = size_;
    const double end_room = ends ? widest_number() + style_.marker + style_.gap : 0;
    plot_ = {left_ + axis + style_.gap + 2, top_ + size_ + style_.gap, 0, style_.height * width_};
    plot_.width = right_ - plot_.x - end_room;
    for (const double tick : scale_.ticks) {
      grid(plot_.x, y_of(tick), plot_.x + plot_.width, y_of(tick));
      draw_label(label(scale_.text(tick)), plot_.x - style_.gap, y_of(tick), 1);
    }
    foot_ = plot_.y + plot_.height;
    const double axis_foot = foot_;
    if (!line) draw_columns();
    stroke(plot_.x, plot_.y, plot_.x, axis_foot, style_.axis);
    stroke(plot_.x, y_of(0), plot_.x + plot_.width, y_of(0), style_.axis);
    for (std::size_t s = 0; line && s < values_.size(); ++s)
      draw_curve(s);
    if (ends) draw_end_numbers();
    if (line && !ends && !many(style_.numbered_points)) draw_curve_numbers();
    draw_categories(axis_foot);
  }

  [[nodiscard]] double slot() const { return plot_.width / static_cast<double>(points()); }
  [[nodiscard]] double x_of(std::size_t i) const { return plot_.x + (static_cast<double>(i) + 0.5) * slot(); }
  [[nodiscard]] double y_of(double value) const {
    return plot_.y + (scale_.high - value) / (scale_.high - scale_.low) * plot_.height;
  }

  // A few stand under their slots in several lines; of many as many as stand side by side, evenly chosen.
  void draw_categories(double axis_foot) {
    const bool wrap = !many(style_.wrapped_points);
    std::vector<Label> labels;
    double widest = 0, tallest = 0;
    for (const std::string& category : chart_.categories) {
      labels.push_back(wrap ? label(category, slot() - 4, static_cast<std::size_t>(style_.label_lines))
                            : label(category, width_ / 4));
      widest = std::max(widest, labels.back().width);
      tallest = std::max(tallest, labels.back().height);
    }
    const auto every = wrap ? 1 : static_cast<std::size_t>(std::max(1.0, std::ceil((widest + 4) / slot())));
    double taken = left_ - size_;
    for (std::size_t i = 0; i < points(); i += every) {
      const double half = labels[i].width / 2, x = std::clamp(x_of(i), left_ + half, right_ - half);
      if (x - half < taken + 2) continue; // the first was moved inwards
      taken = x + half;
      draw_label(labels[i], x, foot_ + style_.gap + labels[i].height / 2, 0.5);
      stroke(x_of(i), axis_foot, x_of(i), axis_foot + 2, style_.edge);
    }
    foot_ += style_.gap + tallest + size_ / 2;
  }

  void draw_curve(std::size_t s) {
    std::vector<Point> piece;
    for (std::size_t i = 0; i <= points(); ++i) {
      if (i < points() && drawn(s, i)) {
        piece.push_back(point(s, i));
        continue;
      }
      if (piece.size() == 1) marker(piece.front(), s); // alone between gaps it is seen all the same
      polyline(std::move(piece), s);
      piece.clear();
    }
    for (std::size_t i = 0; i < points() && !many(style_.marked_points); ++i)
      if (drawn(s, i)) marker(point(s, i), s);
  }

  [[nodiscard]] Point point(std::size_t s, std::size_t i) const { return {x_of(i), y_of(*values_[s][i])}; }

  // Over the points of the one curve; under a point that lies below its neighbours.
  void draw_curve_numbers() {
    const Values& values = values_.front();
    for (std::size_t i = 0; i < points(); ++i) {
      if (!values[i]) continue;
      const auto above = [&](std::size_t other) {
        return other >= points() || !values[other] || *values[other] > *values[i];
      };
      const Label text = number(chart_.series.front().values[i]);
      const Point at = point(0, i);
      const double away = size_ / 2 + style_.marker + 1;
      const bool valley =
          points() > 1 && above(i - 1) && above(i + 1) && at.y + away + size_ / 2 < plot_.y + plot_.height;
      draw_on_paper(text, std::min(at.x, right_ - text.width / 2), valley ? at.y + away : at.y - away);
    }
  }

  // To the right of where each curve ends, apart from one another.
  void draw_end_numbers() {
    struct End {
      double y;
      std::size_t series;
    };
    std::vector<End> ends;
    for (std::size_t s = 0; s < values_.size(); ++s)
      if (drawn(s, points() - 1)) ends.push_back({point(s, points() - 1).y, s});
    std::ranges::stable_sort(ends, {}, &End::y);
    double least = plot_.y;
    for (End& end : ends)
      least = (end.y = std::max(end.y, least)) + size_;
    double most = plot_.y + plot_.height - size_ / 2;
    for (auto end = ends.rbegin(); end != ends.rend(); ++end)
      most = (end->y = std::min(end->y, most)) - size_;
    const double x = x_of(points() - 1) + style_.marker + style_.gap;
    for (const End& end : ends)
      draw_label(number(chart_.series[end.series].values.back()), x, end.y, 0);
  }

  void draw_columns() {
    const double group =
        std::min(slot() * style_.filled, style_.widest_column * static_cast<double>(columns()));
    const double each = group / static_cast<double>(columns());
    const bool numbers = !narrow_ && numbers_fit(stacked()        ? each - 4
                                                 : columns() == 1 ? slot() - 2
                                                                  : each - 1.5);
    for (std::size_t i = 0; i < points(); ++i) {
      double up = 0, down = 0;
      for (std::size_t s = 0; s < values_.size(); ++s) {
        if (!drawn(s, i)) continue;
        const double value = *values_[s][i];
        double& base = value >= 0 ? up : down;
        const double from = stacked() ? base : 0, to = from + value;
        base = to;
        const double left = x_of(i) - group / 2 + (stacked() ? 0 : static_cast<double>(s) * each);
        const Rect column{left, std::min(y_of(from), y_of(to)), each, std::abs(y_of(from) - y_of(to))};
        fill(column, s);
        if (numbers) draw_column_number(number(chart_.series[s].values[i]), column, value);
      }
    }
  }

  void draw_column_number(const Label& text, const Rect& column, double value) {
    const double x = column.x + column.width / 2, away = text.size / 2 + 1;
    if (stacked()) {
      if (column.height >= text.size + 2) draw_on_paper(text, x, column.y + column.height / 2);
    } else if (value >= 0) {
      draw_label(text, x, column.y - away, 0.5);
    } else {
      const double y = column.y + column.height + away;
      draw_label(text, x, y, 0.5);
      foot_ = std::max(foot_, y + text.size / 2); // the categories stand below it
    }
  }

  // ---- bars from left to right ----

  void draw_bars() {
    const auto count = static_cast<double>(points()), groups = static_cast<double>(values_.size());
    const double most = style_.tallest * setting_.style.area_height - top_ - 2 * size_;
    const double row = std::min(std::max(style_.row, style_.row_per_series * groups), most / count);
    const double each = style_.filled * row / groups;
    number_size_ = size_;
    double room = each >= 0.8 * size_ ? widest_number() + style_.gap : 0;
    if (room > width_ / 5) room = 0; // rather no numbers than no bars
    const double negative_room = scale_.low < 0 ? room : 0;

    const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(size_ / row)));
    const auto lines = static_cast<std::size_t>(std::max(1.0, std::floor(row / size_)));
    std::vector<Label> names;
    double widest = 0;
    for (std::size_t i = 0; i < points(); i += every) {
      names.push_back(label(chart_.categories[i], style_.names_share * width_, lines));
      widest = std::max(widest, names.back().width);
    }
    double half_tick = 0;
    for (const double tick : scale_.ticks)
      half_tick = std::max(half_tick, label(scale_.text(tick)).width / 2);
    plot_ = {left_ + std::max(widest + style_.gap + 2 + negative_room, half_tick), top_, 0, row * count};
    plot_.width = right_ - plot_.x - std::max(room, half_tick);
    foot_ = plot_.y + plot_.height;

    double taken = left_ - 2;
    for (const double tick : scale_.ticks) {
      grid(bar_x(tick), plot_.y, bar_x(tick), foot_);
      const Label text = label(scale_.text(tick));
      if (bar_x(tick) - text.width / 2 < taken + 2) continue; // wide numbers: not all have room
      taken = bar_x(tick) + text.width / 2;
      draw_label(text, bar_x(tick), foot_ + style_.gap + size_ / 2, 0.5);
    }
    for (std::size_t i = 0; i < points(); ++i) {
      const double middle = plot_.y + (static_cast<double>(i) + 0.5) * row;
      if (i % every == 0) draw_label(names[i / every], plot_.x - negative_room - style_.gap, middle, 1);
      for (std::size_t s = 0; s < values_.size(); ++s)
        if (drawn(s, i))
          draw_bar(s, i, middle + (static_cast<double>(s) - groups / 2) * each, each, room > 0);
    }
    stroke(bar_x(0), plot_.y, bar_x(0), foot_, style_.axis);
    foot_ += style_.gap + 1.5 * size_;
  }

  void draw_bar(std::size_t s, std::size_t i, double y, double thick, bool numbered) {
    const double value = *values_[s][i], end = bar_x(value);
    fill({std::min(bar_x(0), end), y, std::abs(end - bar_x(0)), thick}, s);
    if (numbered)
      draw_label(number(chart_.series[s].values[i]), end + (value < 0 ? -style_.gap : style_.gap),
                 y + thick / 2, value < 0 ? 1 : 0);
  }

  [[nodiscard]] double bar_x(double value) const {
    return plot_.x + (value - scale_.low) / (scale_.high - scale_.low) * plot_.width;
  }

  // ---- marks ----

  void grid(double x1, double y1, double x2, double y2) {
    ink_.rules.push_back({x1, y1, x2, y2, style_.hair, style_.grid});
  }

  void stroke(double x1, double y1, double x2, double y2, double width) {
    ink_.shapes.push_back({.points = {{x1, y1}, {x2, y2}},
                           .closed = false,
                           .fill = {},
                           .width = width,
                           .color = kInk,
                           .dashes = {}});
  }

  void area(const Rect& at, Color color, double edge) {
    const double right = at.x + at.width, foot = at.y + at.height;
    ink_.shapes.push_back({.points = {{at.x, at.y}, {right, at.y}, {right, foot}, {at.x, foot}},
                           .closed = true,
                           .fill = color,
                           .width = edge,
                           .color = kInk,
                           .dashes = {}});
  }

  void polyline(std::vector<Point> points, std::size_t s) {
    if (points.size() < 2) return;
    ink_.shapes.push_back({.points = std::move(points),
                           .closed = false,
                           .fill = {},
                           .width = many(style_.marked_points) ? style_.thin_curve : style_.curve,
                           .color = kInk,
                           .dashes = style_.dashes[s]});
  }

  // ● ○ ■ □ ▲ △
  void marker(Point at, std::size_t s) {
    Shape shape{.points = {},
                .closed = true,
                .fill = s % 2 == 0 ? kInk : kPaper,
                .width = style_.axis,
                .color = kInk,
                .dashes = {}};
    const std::size_t corners = s < 2 ? 12 : s < 4 ? 4 : 3;
    const double turn = corners == 4 ? 0.25 * std::numbers::pi : -0.5 * std::numbers::pi;
    for (std::size_t i = 0; i < corners; ++i) {
      const double angle =
          turn + 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
      shape.points.push_back(
          {at.x + style_.marker * std::cos(angle), at.y + style_.marker * std::sin(angle)});
    }
    ink_.shapes.push_back(std::move(shape));
  }

  void fill(const Rect& at, std::size_t s) {
    if (at.width <= 0 || at.height <= 0) return;
    const double gray = style_.narrow_grays[s];
    if (narrow_) return area(at, {gray, gray, gray}, 0);
    const ChartFill& look = style_.fills[s];
    area(at, look.color, style_.edge);
    if (look.rising) hatch(at, false);
    if (look.falling) hatch(at, true);
  }

  // Slanted lines, cut at the area's edge.
  void hatch(const Rect& at, bool falling) {
    for (double d = style_.hatch_step; d < at.width + at.height; d += style_.hatch_step) {
      const double x1 = std::max(0.0, d - at.height), x2 = std::min(at.width, d);
      const double y1 = falling ? at.height - (d - x1) : d - x1, y2 = falling ? at.height - (d - x2) : d - x2;
      stroke(at.x + x1, at.y + y1, at.x + x2, at.y + y2, style_.hair);
    }
  }

  const Chart& chart_;
  Setting& setting_;
  const std::string& origin_;
  const ChartStyle& style_;
  double left_, right_, width_;
  RunStyle look_;
  double size_ = 0, number_size_ = 0;
  ChartScale scale_;
  std::vector<Values> values_;
  bool narrow_ = false; // columns or bars too narrow for hatching
  double top_ = 0, foot_ = 0;
  Rect plot_{};
  Ink ink_;
};

} // namespace

ChartDrawing draw_chart(const Chart& chart, Setting& setting, double left, double width,
                        const std::string& origin) {
  return ChartPainter(chart, setting, left, width, origin).draw();
}

} // namespace fengqiao::render
