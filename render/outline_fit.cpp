#include "render/outline_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace fengqiao::render {
namespace {

constexpr double kSharpTurn = 0.7;      // cosine of the angle (45°) from which a joint is a corner
constexpr double kLineShare = 0.6;      // of the tolerance, for lines: the eye sees corners sooner than bends
constexpr double kLongEnough = 6.0;     // units; a shorter edge beside a joint is noise, not a corner
constexpr std::size_t kLongestRun = 16; // joints merged into one curve

struct Vec {
  double x = 0, y = 0;
};

Vec vec(const PathPoint& p) {
  return {p.x, p.y};
}
Vec operator-(Vec a, Vec b) {
  return {a.x - b.x, a.y - b.y};
}
double length(Vec v) {
  return std::sqrt(v.x * v.x + v.y * v.y); // no overflow here, and several times as fast as hypot
}
Vec mix(Vec a, Vec b, double t) {
  return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

// One line, conic or cubic of a contour, with its points on the way.
struct Piece {
  Vec from, a, b, to; // controls as the kind has them
  PointKind kind = PointKind::on;
};

Vec at(const Piece& piece, double t) {
  switch (piece.kind) {
  case PointKind::on:
    return mix(piece.from, piece.to, t);
  case PointKind::conic:
    return mix(mix(piece.from, piece.a, t), mix(piece.a, piece.to, t), t);
  case PointKind::cubic:
    break;
  }
  const Vec ab = mix(piece.from, piece.a, t), bc = mix(piece.a, piece.b, t), cd = mix(piece.b, piece.to, t);
  return mix(mix(ab, bc, t), mix(bc, cd, t), t);
}

Vec leaving(const Piece& piece) {
  if (piece.kind != PointKind::on && length(piece.a - piece.from) > 0) return piece.a - piece.from;
  return (piece.kind == PointKind::cubic ? piece.b : piece.to) - piece.from;
}

Vec arriving(const Piece& piece) {
  const Vec& last = piece.kind == PointKind::cubic ? piece.b : piece.a;
  if (piece.kind != PointKind::on && length(piece.to - last) > 0) return piece.to - last;
  return piece.to - (piece.kind == PointKind::cubic ? piece.a : piece.from);
}

// The contour as pieces; implied points between conics are made explicit.
std::vector<Piece> pieces_of(std::span<const PathPoint> contour) {
  std::vector<Piece> pieces;
  if (contour.empty() || contour.front().kind != PointKind::on) return pieces; // not what OutlinePen makes
  const std::size_t n = contour.size();
  const auto point = [&](std::size_t i) -> const PathPoint& { return contour[i % n]; };
  Vec from = vec(contour[0]);
  for (std::size_t i = 1; i <= n;) {
    const PathPoint& p = point(i);
    Piece piece{from, {}, {}, vec(p), PointKind::on};
    if (p.kind == PointKind::on) {
      i += 1;
    } else if (p.kind == PointKind::conic) {
      const bool implied = point(i + 1).kind == PointKind::conic;
      const Vec to = implied ? mix(vec(p), vec(point(i + 1)), 0.5) : vec(point(i + 1));
      piece = {from, vec(p), {}, to, PointKind::conic};
      i += implied ? 1 : 2;
    } else {
      if (i + 1 >= n + 1 || point(i + 1).kind != PointKind::cubic) { // a lone control carries no meaning
        i += 1;
        continue;
      }
      piece = {from, vec(p), vec(point(i + 1)), vec(point(i + 2)), PointKind::cubic};
      i += 3;
    }
    from = piece.to;
    if (piece.kind != PointKind::on || length(piece.to - piece.from) > 0) pieces.push_back(piece);
  }
  return pieces;
}

bool is_corner(const Piece& before, const Piece& after) {
  const Vec in = arriving(before), out = leaving(after);
  const double lengths = length(in) * length(out);
  if (lengths == 0) return false;
  if ((in.x * out.x + in.y * out.y) / lengths > kSharpTurn) return false;
  return length(before.to - before.from) > kLongEnough && length(after.to - after.from) > kLongEnough;
}

// A contour as points: where each piece starts, what lies on its way, where the last one ends.
struct Samples {
  std::vector<Vec> points;
  std::vector<double> along;      // the polygon's length up to each point
  std::vector<std::size_t> joint; // the point at which each piece starts; at last the end

  explicit Samples(const std::vector<Piece>& pieces) {
    points.push_back(pieces.front().from);
    along.push_back(0);
    joint.push_back(0);
    for (const Piece& piece : pieces) {
      const int steps = piece.kind == PointKind::on ? 2 : 4;
      for (int k = 1; k <= steps; ++k) {
        const Vec p = at(piece, double(k) / steps);
        along.push_back(along.back() + length(p - points.back()));
        points.push_back(p);
      }
      joint.push_back(points.size() - 1);
    }
  }
};

// Some pieces in a row, and the parameters of their points on the curve that is fitted to them, 0 to 1.
struct Stretch {
  std::span<const Vec> points;
  std::span<const double> along;
  std::vector<double>& t;

  Stretch(const Samples& samples, std::size_t begin, std::size_t end, std::vector<double>& parameters)
      : t(parameters) {
    const std::size_t first = samples.joint[begin], count = samples.joint[end] - first + 1;
    points = std::span(samples.points).subspan(first, count);
    along = std::span(samples.along).subspan(first, count);
  }

  // First parameters: by length.
  void spread() {
    t.resize(points.size());
    const double whole = along.back() - along.front(), scale = whole > 0 ? 1 / whole : 0;
    for (std::size_t i = 0; i < t.size(); ++i)
      t[i] = (along[i] - along.front()) * scale;
  }
};

bool fits_line(const Stretch& samples, double tolerance) {
  const Vec a = samples.points.front(), d = samples.points.back() - a;
  const double size = d.x * d.x + d.y * d.y, enough = tolerance * tolerance;
  return std::ranges::all_of(samples.points, [&](Vec p) {
    const Vec v = p - a;
    const double along = v.x * d.x + v.y * d.y, off = v.x * d.y - v.y * d.x;
    if (size > 0 && along >= 0 && along <= size) return off * off <= enough * size;
    const Vec rest = along < 0 ? v : v - d;
    return rest.x * rest.x + rest.y * rest.y <= enough;
  });
}

// The control of least squared distance at the samples' parameters: p − a = 2t(1 − t)(c − a) + t²(b − a).
Vec best_control(const Stretch& samples) {
  const Vec a = samples.points.front(), b = samples.points.back(), ab = b - a;
  double weight = 0;
  Vec sum;
  for (std::size_t i = 1; i + 1 < samples.points.size(); ++i) {
    const double t = samples.t[i], w = 2 * t * (1 - t);
    const Vec ap = samples.points[i] - a;
    sum.x += w * (ap.x - t * t * ab.x);
    sum.y += w * (ap.y - t * t * ab.y);
    weight += w * w;
  }
  return weight > 0 ? Vec{a.x + sum.x / weight, a.y + sum.y / weight} : mix(a, b, 0.5);
}

// Moves each parameter towards the curve's nearest point (one step of Newton's method). The square of the
// widest distance that is left; one beyond `hopeless` is returned at once.
double follow(Stretch& samples, Vec c, double hopeless) {
  const Vec a = samples.points.front(), b = samples.points.back();
  const Vec ac = c - a, bend{b.x - 2 * c.x + a.x, b.y - 2 * c.y + a.y};
  // From a sample to the curve: a + 2t(c − a) + t²(b − 2c + a) − p.
  const auto offset = [&](Vec ap, double t) {
    return Vec{t * (2 * ac.x + t * bend.x) - ap.x, t * (2 * ac.y + t * bend.y) - ap.y};
  };
  double worst = 0;
  for (std::size_t i = 1; i + 1 < samples.points.size(); ++i) {
    const Vec ap = samples.points[i] - a;
    double& t = samples.t[i];
    const Vec off = offset(ap, t), half{ac.x + t * bend.x, ac.y + t * bend.y}; // half of the first derivative
    const double slope = 2 * (half.x * half.x + half.y * half.y) + off.x * bend.x + off.y * bend.y;
    if (slope > 0) t = std::clamp(t - (off.x * half.x + off.y * half.y) / slope, 0.0, 1.0);
    const Vec rest = offset(ap, t);
    worst = std::max(worst, rest.x * rest.x + rest.y * rest.y);
    if (worst > hopeless) return worst;
  }
  return worst;
}

std::optional<Vec> fitting_control(Stretch& samples, double tolerance) {
  // Squares of how many tolerances off a round may leave the curve, for the rounds after it to get it there.
  constexpr std::array kHopeless{9.0, 3.0, 1.0};
  const double enough = tolerance * tolerance;
  samples.spread();
  for (const double hopeless : kHopeless) {
    const Vec c = best_control(samples);
    const double worst = follow(samples, c, hopeless * enough);
    if (worst <= enough) return c;
    if (worst > hopeless * enough) return std::nullopt;
  }
  return std::nullopt;
}

void add(Outline& out, Vec p, PointKind kind) {
  out.points.push_back({static_cast<float>(p.x), static_cast<float>(p.y), kind});
}

// The control of the quadratic that has a cubic's ends and middle.
Vec mean_control(const Piece& cubic) {
  return {(3 * (cubic.a.x + cubic.b.x) - cubic.from.x - cubic.to.x) / 4,
          (3 * (cubic.a.y + cubic.b.y) - cubic.from.y - cubic.to.y) / 4};
}

// How far it strays from the cubic.
double error_of_one(const Piece& cubic) {
  const auto& [p0, a, b, p3, kind] = cubic;
  return length({p3.x - 3 * b.x + 3 * a.x - p0.x, p3.y - 3 * b.y + 3 * a.y - p0.y}) * std::sqrt(3.0) / 36;
}

// The controls of the quadratics that replace a cubic. The pieces have equal parameter ranges, and so meet
// exactly midway between their controls: the points between them can be left implied.
void add_cubic_controls(Outline& out, const Piece& cubic, double tolerance) {
  const int count =
      static_cast<int>(std::clamp(std::ceil(std::cbrt(error_of_one(cubic) / tolerance)), 1.0, 64.0));
  for (int i = 0; i < count; ++i) {
    const double t0 = double(i) / count, t1 = double(i + 1) / count;
    const auto blossom = [&](double r, double s, double t) {
      const Vec ab = mix(cubic.from, cubic.a, r), bc = mix(cubic.a, cubic.b, r),
                cd = mix(cubic.b, cubic.to, r);
      return mix(mix(ab, bc, s), mix(bc, cd, s), t);
    };
    const Vec q0 = blossom(t0, t0, t0), q1 = blossom(t0, t0, t1), q2 = blossom(t0, t1, t1),
              q3 = blossom(t1, t1, t1);
    add(out, {(3 * (q1.x + q2.x) - q0.x - q3.x) / 4, (3 * (q1.y + q2.y) - q0.y - q3.y) / 4},
        PointKind::conic);
  }
}

// What one line or one quadratic can stand for: the pieces up to `end`.
struct Run {
  std::size_t end = 0;
  std::optional<Vec> control; // none: a line
};

// One piece by itself: a line, a quadratic, or none where a cubic is too bent for one.
std::optional<Run> alone(const Piece& piece, std::size_t begin, double tolerance) {
  if (piece.kind == PointKind::on) return Run{begin + 1, std::nullopt};
  const bool cubic = piece.kind == PointKind::cubic;
  const double error = cubic ? error_of_one(piece) : 0;
  if (error > tolerance) return std::nullopt;
  const Vec c = cubic ? mean_control(piece) : piece.a;
  const Vec d = piece.to - piece.from, v = c - piece.from;
  const double size = d.x * d.x + d.y * d.y, off = v.x * d.y - v.y * d.x, along = v.x * d.x + v.y * d.y;
  // The quadratic's middle is half as far from the chord as its control.
  const double left = 2 * (kLineShare * tolerance - error);
  if (left > 0 && size > 0 && along >= 0 && along <= size && off * off <= left * left * size)
    return Run{begin + 1, std::nullopt};
  return Run{begin + 1, c};
}

// The longest run from `begin` that one line or one quadratic can stand for; none: a cubic too bent for one.
std::optional<Run> longest_run(const std::vector<Piece>& pieces, const Samples& samples, std::size_t begin,
                               double tolerance, std::vector<double>& parameters) {
  std::optional<Run> best = alone(pieces[begin], begin, tolerance);
  for (std::size_t end = begin + 2; end <= pieces.size() && end <= begin + kLongestRun; ++end) {
    if (is_corner(pieces[end - 2], pieces[end - 1])) break;
    Stretch stretch(samples, begin, end, parameters);
    if (fits_line(stretch, kLineShare * tolerance)) {
      best = Run{end, std::nullopt};
    } else if (const auto control = fitting_control(stretch, tolerance)) {
      best = Run{end, control};
    } else {
      break;
    }
  }
  return best;
}

void fit_contour(Outline& out, std::vector<Piece> pieces, double tolerance, std::vector<double>& parameters) {
  const std::size_t n = pieces.size();
  for (std::size_t i = 0; i < n; ++i) // begin at a corner, so that the seam is none
    if (is_corner(pieces[(i + n - 1) % n], pieces[i])) {
      std::rotate(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(i), pieces.end());
      break;
    }
  const Samples samples(pieces);
  for (std::size_t i = 0; i < n;) {
    add(out, pieces[i].from, PointKind::on);
    const auto run = longest_run(pieces, samples, i, tolerance, parameters);
    if (run && run->control) add(out, *run->control, PointKind::conic);
    if (!run) add_cubic_controls(out, pieces[i], tolerance);
    i = run ? run->end : i + 1;
  }
  out.ends.push_back(static_cast<std::uint32_t>(out.points.size()));
}

} // namespace

Outline fit_quadratics(const Outline& outline, double tolerance) {
  Outline result;
  std::vector<double> parameters;
  std::size_t begin = 0;
  for (const std::size_t end : outline.ends) {
    auto pieces = pieces_of(std::span(outline.points).subspan(begin, end - begin));
    if (!pieces.empty()) fit_contour(result, std::move(pieces), tolerance, parameters);
    begin = end;
  }
  return result;
}

} // namespace fengqiao::render
