#include "indexer/readers/pdf_tables.hpp"

#include "core/text.hpp"
#include "indexer/readers/table_cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <optional>

namespace fengqiao::indexer {
namespace {

constexpr double kThin = 2.5;              // points: a filled box that thin is a line
constexpr double kShortest = 6;            // points: shorter is a mark, not a line
constexpr double kTouch = 3;               // points: nearer lines touch, nearer edges are one
constexpr std::size_t kMostRulings = 4000; // of a page
constexpr std::size_t kMostCells = 20000;

struct Point {
  double x = 0, y = 0;
};

// a b c d e f of transform="matrix(…)".
using Matrix = std::array<double, 6>;

std::vector<double> numbers_in(std::string_view text) {
  std::vector<double> out;
  const std::string all(text);
  for (const char* at = all.c_str(); *at != '\0';) {
    char* end = nullptr;
    const double value = std::strtod(at, &end);
    if (end == at) {
      ++at;
      continue;
    }
    out.push_back(std::isfinite(value) ? value : 0);
    at = end;
  }
  return out;
}

Matrix matrix_of(const XmlNode& node) {
  const auto values = numbers_in(node.attribute("transform"));
  Matrix out{1, 0, 0, 1, 0, 0};
  if (values.size() == out.size()) std::copy(values.begin(), values.end(), out.begin());
  return out;
}

// Whether a path's lines are drawn (else it is filled).
bool is_stroked(const XmlNode& path) {
  const std::string_view style = path.attribute("style"), own = path.attribute("stroke");
  if (const auto at = style.find("stroke:"); at != style.npos)
    return !style.substr(at).starts_with("stroke:none");
  return !own.empty() && own != "none";
}

class Strokes {
public:
  std::vector<Ruling> take() && { return std::move(out_); }

  void collect(const XmlNode& node) {
    if (node.name == "defs" || node.name == "clipPath" || node.name == "symbol") return;
    if (node.name == "path") path(node);
    if (node.name == "rect") rectangle(node);
    for (const XmlNode& child : node.children)
      collect(child);
  }

private:
  // Pieces of straight lines: M x y L x y … Z. One with a curve is a drawing.
  void path(const XmlNode& node) {
    const std::string_view data = node.attribute("d");
    if (data.find_first_of("CcSsQqTtAa") != data.npos) return;
    const bool stroked = is_stroked(node);
    const Matrix matrix = matrix_of(node);
    for (std::size_t at = 0; at < data.size() && out_.size() < kMostRulings;) {
      const std::size_t end = std::min(data.find('M', at + 1), data.size());
      const std::string_view piece = data.substr(at, end - at);
      const auto values = numbers_in(piece);
      std::vector<Point> points;
      for (std::size_t i = 0; i + 1 < values.size(); i += 2)
        points.push_back({matrix[0] * values[i] + matrix[2] * values[i + 1] + matrix[4],
                          matrix[1] * values[i] + matrix[3] * values[i + 1] + matrix[5]});
      if (stroked && piece.find('Z') != piece.npos && !points.empty()) points.push_back(points.front());
      add(points, stroked);
      at = end;
    }
  }

  void rectangle(const XmlNode& node) {
    const auto value = [&](const char* name) {
      const auto found = numbers_in(node.attribute(name));
      return found.empty() ? 0 : found.front();
    };
    const double x = value("x"), y = value("y"), width = value("width"), height = value("height");
    add({{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}}, is_stroked(node));
  }

  void add(const std::vector<Point>& points, bool stroked) {
    if (points.size() < 2) return;
    if (stroked) {
      for (std::size_t i = 0; i + 1 < points.size(); ++i)
        add_line(points[i], points[i + 1]);
      return;
    }
    Point low = points.front(), high = points.front();
    for (const Point& point : points) {
      low = {std::min(low.x, point.x), std::min(low.y, point.y)};
      high = {std::max(high.x, point.x), std::max(high.y, point.y)};
    }
    const double x = (low.x + high.x) / 2, y = (low.y + high.y) / 2;
    if (high.y - low.y <= kThin && high.x - low.x >= kShortest) add_line({low.x, y}, {high.x, y});
    if (high.x - low.x <= kThin && high.y - low.y >= kShortest) add_line({x, low.y}, {x, high.y});
  }

  void add_line(Point a, Point b) {
    if (std::max(std::abs(a.x - b.x), std::abs(a.y - b.y)) < kShortest) return;
    if (std::min(std::abs(a.x - b.x), std::abs(a.y - b.y)) > 1) return; // slanting
    out_.push_back({std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)});
  }

  std::vector<Ruling> out_;
};

bool is_level(const Ruling& ruling) {
  return ruling.right - ruling.left > ruling.bottom - ruling.top;
}

bool touch(const Ruling& a, const Ruling& b) {
  return a.left <= b.right + kTouch && b.left <= a.right + kTouch && a.top <= b.bottom + kTouch &&
         b.top <= a.bottom + kTouch;
}

// The lines in groups of such as touch each other.
std::vector<std::vector<Ruling>> groups_of(const std::vector<Ruling>& rulings) {
  std::vector<std::size_t> group(rulings.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (group[i] != i)
      i = group[i] = group[group[i]];
    return i;
  };
  for (std::size_t i = 0; i < rulings.size(); ++i)
    for (std::size_t k = i + 1; k < rulings.size(); ++k)
      if (touch(rulings[i], rulings[k])) group[root(k)] = root(i);
  std::vector<std::vector<Ruling>> out(rulings.size());
  for (std::size_t i = 0; i < rulings.size(); ++i)
    out[root(i)].push_back(rulings[i]);
  std::erase_if(out, [](const auto& each) { return each.size() < 4; });
  return out;
}

// Places that differ by more than kTouch, ascending.
std::vector<double> edges_of(std::vector<double> places) {
  std::sort(places.begin(), places.end());
  std::vector<double> out;
  for (const double place : places)
    if (out.empty() || place - out.back() > kTouch) out.push_back(place);
  return out;
}

std::optional<std::size_t> band_of(const std::vector<double>& edges, double place) {
  const auto at = std::upper_bound(edges.begin(), edges.end(), place);
  if (at == edges.begin() || at == edges.end()) return std::nullopt;
  return static_cast<std::size_t>(at - edges.begin()) - 1;
}

class Grid {
public:
  explicit Grid(std::vector<Ruling> rulings) : rulings_(std::move(rulings)) {
    std::vector<double> xs, ys;
    for (const auto& each : rulings_)
      if (is_level(each))
        ys.push_back(each.top);
      else
        xs.push_back(each.left);
    xs_ = edges_of(std::move(xs));
    ys_ = edges_of(std::move(ys));
    if (is_table()) mark_sides();
  }

  [[nodiscard]] bool is_table() const {
    return xs_.size() >= 3 && ys_.size() >= 3 && (xs_.size() - 1) * (ys_.size() - 1) <= kMostCells;
  }

  [[nodiscard]] PrintedLine table(const std::vector<PlacedWord>& words) const {
    const std::size_t columns = xs_.size() - 1, rows = ys_.size() - 1;
    std::vector<std::vector<const PlacedWord*>> cells(columns * rows);
    for (const auto& word : words) {
      const auto column = band_of(xs_, (word.left + word.right) / 2);
      const auto row = band_of(ys_, (word.top + word.bottom) / 2);
      if (column && row) cells[owner(*row, *column)].push_back(&word);
    }
    PrintedLine out;
    out.left = xs_.front();
    out.right = xs_.back();
    out.top = ys_.front();
    out.bottom = ys_.back();
    out.columns = xs_;
    for (std::size_t row = 0; row < rows; ++row) {
      std::vector<std::string> texts;
      for (std::size_t column = 0; column < columns; ++column)
        texts.push_back(text_of(cells[row * columns + column]));
      if (std::any_of(texts.begin(), texts.end(), [](const auto& text) { return !text.empty(); }))
        out.table.push_back(std::move(texts));
    }
    return out;
  }

private:
  // The cell that a place belongs to: to the left, then up, while no line stands between.
  [[nodiscard]] std::size_t owner(std::size_t row, std::size_t column) const {
    const std::size_t columns = xs_.size() - 1;
    while (column > 0 && !line_left_[row * columns + column])
      --column;
    while (row > 0 && !line_above_[row * columns + column])
      --row;
    return row * columns + column;
  }

  // Which cells have a line on their left, and above them, at their middle.
  void mark_sides() {
    const std::size_t columns = xs_.size() - 1, rows = ys_.size() - 1;
    line_left_.assign(columns * rows, false);
    line_above_.assign(columns * rows, false);
    for (const auto& each : rulings_) {
      const bool level = is_level(each);
      const std::size_t edge = nearest(level ? ys_ : xs_, level ? each.top : each.left);
      if (edge == (level ? rows : columns)) continue; // the last edge bounds no further cell
      for (std::size_t i = 0; i < (level ? columns : rows); ++i) {
        const double middle = level ? (xs_[i] + xs_[i + 1]) / 2 : (ys_[i] + ys_[i + 1]) / 2;
        const bool there =
            level ? each.left <= middle && middle <= each.right : each.top <= middle && middle <= each.bottom;
        if (there) (level ? line_above_ : line_left_)[level ? edge * columns + i : i * columns + edge] = true;
      }
    }
  }

  static std::size_t nearest(const std::vector<double>& edges, double place) {
    const auto at = std::min_element(edges.begin(), edges.end(), [&](double a, double b) {
      return std::abs(a - place) < std::abs(b - place);
    });
    return static_cast<std::size_t>(at - edges.begin());
  }

  // Line by line, from left to right. Two Latin words keep their blank.
  static std::string text_of(std::vector<const PlacedWord*> words) {
    std::stable_sort(words.begin(), words.end(),
                     [](const PlacedWord* a, const PlacedWord* b) { return a->top < b->top; });
    std::string out;
    for (std::size_t begin = 0; begin < words.size();) {
      const double middle = (words[begin]->top + words[begin]->bottom) / 2;
      std::size_t end = begin;
      while (end < words.size() && words[end]->top < middle)
        ++end;
      const auto first = words.begin() + static_cast<std::ptrdiff_t>(begin);
      const auto last = words.begin() + static_cast<std::ptrdiff_t>(std::max(end, begin + 1));
      std::stable_sort(first, last,
                       [](const PlacedWord* a, const PlacedWord* b) { return a->left < b->left; });
      for (auto word = first; word != last; ++word)
        append_to_cell(out, (*word)->text);
      begin = std::max(end, begin + 1);
    }
    return out;
  }

  std::vector<Ruling> rulings_;
  std::vector<double> xs_, ys_;              // the edges of the columns and of the rows
  std::vector<bool> line_left_, line_above_; // by cell
};

} // namespace

std::vector<Ruling> rulings_of(const XmlNode& svg) {
  Strokes strokes;
  strokes.collect(svg);
  return std::move(strokes).take();
}

std::vector<PrintedLine> ruled_tables(const std::vector<Ruling>& rulings,
                                      const std::vector<PlacedWord>& words) {
  std::vector<PrintedLine> out;
  if (rulings.size() > kMostRulings) return out;
  for (auto& group : groups_of(rulings)) {
    const Grid grid(std::move(group));
    if (!grid.is_table()) continue;
    PrintedLine table = grid.table(words);
    const auto filled = std::count_if(table.table.begin(), table.table.end(), [](const auto& row) {
      return std::count_if(row.begin(), row.end(), [](const auto& cell) { return !cell.empty(); }) >= 2;
    });
    if (filled >= 1 && table.table.size() >= 2) out.push_back(std::move(table)); // no frame round a text
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const PrintedLine& a, const PrintedLine& b) { return a.top < b.top; });
  return out;
}

} // namespace fengqiao::indexer
