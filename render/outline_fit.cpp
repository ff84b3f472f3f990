#include "render/outline_fit.hpp"

#include <algorithm>
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

double distance_to_line(Vec p, Vec a, Vec b) {
  const Vec d = b - a, v = p - a;
  const double size = d.x * d.x + d.y * d.y;
  if (size == 0) return length(v);
  const double t = std::clamp((v.x * d.x + v.y * d.y) / size, 0.0, 1.0);
  return length({v.x - t * d.x, v.y - t * d.y});
}

// A run of pieces as points: where it starts, what lies on its way, where it ends.
struct Samples {
  std::vector<Vec> points;
  std::vector<double> along; // the polygon's length up to each point
  std::vector<double> t;     // their parameters on the curve that is fitted, 0 to 1

  void begin(Vec from) {
    points.assign(1, from);
    along.assign(1, 0);
  }

  void append(const Piece& piece) {
    const int steps = piece.kind == PointKind::on ? 2 : 4;
    for (int k = 1; k <= steps; ++k) {
      const Vec p = at(piece, double(k) / steps);
      along.push_back(along.back() + length(p - points.back()));
      points.push_back(p);
    }
  }

  // First parameters: by length.
  void spread() {
    t.resize(points.size());
    const double whole = along.back();
    for (std::size_t i = 0; i < t.size(); ++i)
      t[i] = whole > 0 ? along[i] / whole : 0;
  }
};

bool fits_line(const Samples& samples, double tolerance) {
  return std::ranges::all_of(samples.points, [&](Vec p) {
    return distance_to_line(p, samples.points.front(), samples.points.back()) <= tolerance;
  });
}

Vec on_quadratic(Vec a, Vec c, Vec b, double t) {
  return mix(mix(a, c, t), mix(c, b, t), t);
}

// The control of least squared distance at the samples' parameters.
Vec best_control(const Samples& samples) {
  const Vec a = samples.points.front(), b = samples.points.back();
  double weight = 0;
  Vec sum;
  for (std::size_t i = 1; i + 1 < samples.points.size(); ++i) {
    const double t = samples.t[i], w = 2 * t * (1 - t);
    const Vec rest{samples.points[i].x - (1 - t) * (1 - t) * a.x - t * t * b.x,
                   samples.points[i].y - (1 - t) * (1 - t) * a.y - t * t * b.y};
    sum.x += w * rest.x;
    sum.y += w * rest.y;
    weight += w * w;
  }
  return weight > 0 ? Vec{sum.x / weight, sum.y / weight} : mix(a, b, 0.5);
}

// Moves each parameter towards the curve's nearest point (one step of Newton's method). The square of the
// widest distance that is left; one beyond `hopeless` is returned at once.
double follow(Samples& samples, Vec c, double hopeless) {
  const Vec a = samples.points.front(), b = samples.points.back();
  const Vec ac = c - a, cb = b - c, d2{2 * (b.x - 2 * c.x + a.x), 2 * (b.y - 2 * c.y + a.y)};
  double worst = 0;
  for (std::size_t i = 1; i + 1 < samples.points.size(); ++i) {
    const Vec p = samples.points[i];
    double& t = samples.t[i];
    const Vec off = on_quadratic(a, c, b, t) - p;
    const Vec d1{2 * ((1 - t) * ac.x + t * cb.x), 2 * ((1 - t) * ac.y + t * cb.y)};
    const double slope = d1.x * d1.x + d1.y * d1.y + off.x * d2.x + off.y * d2.y;
    if (slope > 0) t = std::clamp(t - (off.x * d1.x + off.y * d1.y) / slope, 0.0, 1.0);
    const Vec rest = on_quadratic(a, c, b, t) - p;
    worst = std::max(worst, rest.x * rest.x + rest.y * rest.y);
    if (worst > hopeless) return worst;
  }
  return worst;
}

std::optional<Vec> fitting_control(Samples& samples, double tolerance) {
  constexpr int kRounds = 3;
  const double enough = tolerance * tolerance, hopeless = 16 * enough; // no further round gets there
  samples.spread();
  for (int round = 0; round < kRounds; ++round) {
    const Vec c = best_control(samples);
    const double worst = follow(samples, c, hopeless);
    if (worst <= enough) return c;
    if (worst > hopeless) return std::nullopt;
  }
  return std::nullopt;
}

void add(Outline& out, Vec p, PointKind kind) {
  out.points.push_back({static_cast<float>(p.x), static_cast<float>(p.y), kind});
}

// The controls of the quadratics that replace a cubic. The pieces have equal parameter ranges, and so meet
// exactly midway between their controls: the points between them can be left implied.
void add_cubic_controls(Outline& out, const Piece& cubic, double tolerance) {
  const auto& [p0, a, b, p3, kind] = cubic;
  const double bend = length({p3.x - 3 * b.x + 3 * a.x - p0.x, p3.y - 3 * b.y + 3 * a.y - p0.y});
  const double error_of_one = bend * std::sqrt(3.0) / 36;
  const int count = static_cast<int>(std::clamp(std::ceil(std::cbrt(error_of_one / tolerance)), 1.0, 64.0));
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

void add_piece(Outline& out, const Piece& piece, double tolerance) {
  if (piece.kind == PointKind::cubic) add_cubic_controls(out, piece, tolerance);
  if (piece.kind == PointKind::conic) add(out, piece.a, PointKind::conic);
}

// The longest run from `begin` that one line or one quadratic can stand for.
struct Run {
  std::size_t end = 0;
  std::optional<Vec> control; // none: a line
};

std::optional<Run> longest_run(const std::vector<Piece>& pieces, std::size_t begin, double tolerance,
                               Samples& work) {
  std::optional<Run> best;
  work.begin(pieces[begin].from);
  for (std::size_t end = begin + 1; end <= pieces.size() && end <= begin + kLongestRun; ++end) {
    if (end > begin + 1 && is_corner(pieces[end - 2], pieces[end - 1])) break;
    work.append(pieces[end - 1]);
    if (fits_line(work, kLineShare * tolerance)) {
      best = Run{end, std::nullopt};
    } else if (const auto control = fitting_control(work, tolerance)) {
      best = Run{end, control};
    } else if (end > begin + 1) {
      break;
    }
  }
  return best;
}

void fit_contour(Outline& out, std::vector<Piece> pieces, double tolerance, Samples& work) {
  const std::size_t n = pieces.size();
  for (std::size_t i = 0; i < n; ++i) // begin at a corner, so that the seam is none
    if (is_corner(pieces[(i + n - 1) % n], pieces[i])) {
      std::ranges::rotate(pieces, pieces.begin() + static_cast<std::ptrdiff_t>(i));
      break;
    }
  for (std::size_t i = 0; i < n;) {
    add(out, pieces[i].from, PointKind::on);
    const auto run = longest_run(pieces, i, tolerance, work);
    if (run && run->control) add(out, *run->control, PointKind::conic);
    if (!run) add_piece(out, pieces[i], tolerance);
    i = run ? run->end : i + 1;
  }
  out.ends.push_back(static_cast<std::uint32_t>(out.points.size()));
}

} // namespace

Outline fit_quadratics(const Outline& outline, double tolerance) {
  Outline result;
  Samples work;
  std::size_t begin = 0;
  for (const std::size_t end : outline.ends) {
    auto pieces = pieces_of(std::span(outline.points).subspan(begin, end - begin));
    if (!pieces.empty()) fit_contour(result, std::move(pieces), tolerance, work);
    begin = end;
  }
  return result;
}

} // namespace fengqiao::render
