#include "render/ttf_builder.hpp"

#include "render/outline_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace fengqiao::render {
namespace {

constexpr int kUnitsPerEm = 1000;

// Big-endian output, as every table of a TrueType font wants it.
class Bytes {
public:
  void u8(unsigned value) { data_.push_back(static_cast<char>(value & 0xFF)); }
  void u16(unsigned value) {
    u8(value >> 8);
    u8(value);
  }
  void i16(int value) { u16(static_cast<unsigned>(value)); }
  void u32(std::uint32_t value) {
    u16(value >> 16);
    u16(value);
  }
  void zeros(std::size_t count) { data_.append(count, '\0'); }
  void append(std::string_view bytes) { data_.append(bytes); }
  void pad_to_four() { data_.append((4 - data_.size() % 4) % 4, '\0'); }
  void overwrite_u32(std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i)
      data_[at + i] = static_cast<char>(value >> (24 - 8 * i));
  }
  std::size_t size() const { return data_.size(); }
  const std::string& str() const { return data_; }
  std::string take() { return std::move(data_); }

private:
  std::string data_;
};

// ---- glyphs ----

struct UnitPoint {
  int x = 0, y = 0;
  bool on = true;
  friend bool operator==(const UnitPoint&, const UnitPoint&) = default;
};

int to_units(float value) {
  // Differences between two points have to fit 16 bits too.
  return static_cast<int>(std::lround(std::clamp(value, -16000.0F, 16000.0F)));
}

bool is_implied(const UnitPoint& before, const UnitPoint& p, const UnitPoint& after) {
  return p.on && !before.on && !after.on && 2 * p.x == before.x + after.x && 2 * p.y == before.y + after.y;
}

std::vector<UnitPoint> round_contour(std::span<const PathPoint> contour) {
  std::vector<UnitPoint> points;
  for (const PathPoint& p : contour) {
    const UnitPoint unit{to_units(p.x), to_units(p.y), p.kind == PointKind::on};
    if (!unit.on || points.empty() || points.back() != unit) points.push_back(unit);
  }
  while (points.size() > 1 && points.back().on && points.back() == points.front())
    points.pop_back();

  std::vector<UnitPoint> kept;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const UnitPoint& before = points[(i + points.size() - 1) % points.size()];
    if (!is_implied(before, points[i], points[(i + 1) % points.size()])) kept.push_back(points[i]);
  }
  return kept;
}

std::vector<std::vector<UnitPoint>> round_outline(const Outline& outline) {
  std::vector<std::vector<UnitPoint>> contours;
  const Outline curves = fit_quadratics(outline);
  std::size_t begin = 0;
  for (const std::size_t end : curves.ends) {
    auto contour = round_contour(std::span(curves.points).subspan(begin, end - begin));
    if (contour.size() > 2) contours.push_back(std::move(contour)); // fewer points enclose nothing
    begin = end;
  }
  return contours;
}

struct Extent {
  int x_min = 0, y_min = 0, x_max = 0, y_max = 0;
  bool set = false;

  void include(int x, int y) {
    x_min = set ? std::min(x_min, x) : x;
    y_min = set ? std::min(y_min, y) : y;
    x_max = set ? std::max(x_max, x) : x;
    y_max = set ? std::max(y_max, y) : y;
    set = true;
  }
};

struct GlyphData {
  std::string bytes; // of the glyf table; empty for a blank glyph
  Extent extent;
  std::size_t points = 0, contours = 0;
};

enum Flag : unsigned {
  on_curve = 1,
  x_short = 2,
  y_short = 4,
  repeat = 8,
  x_same_or_plus = 16,
  y_same_or_plus = 32
};

// One coordinate: how it is stored goes into the flags, the bytes into `out`.
unsigned append_delta(Bytes& out, int delta, Flag is_short, Flag same_or_plus) {
  if (delta == 0) return same_or_plus;
  if (std::abs(delta) < 256) {
    out.u8(static_cast<unsigned>(std::abs(delta)));
    return delta > 0 ? is_short | same_or_plus : is_short;
  }
  out.i16(delta);
  return 0;
}

void append_flags(Bytes& out, const std::vector<unsigned>& flags) {
  for (std::size_t i = 0; i < flags.size();) {
    std::size_t count = 1;
    while (i + count < flags.size() && count < 256 && flags[i + count] == flags[i])
      ++count;
    if (count > 2) {
      out.u8(flags[i] | repeat);
      out.u8(static_cast<unsigned>(count - 1));
    } else {
      for (std::size_t k = 0; k < count; ++k)
        out.u8(flags[i]);
    }
    i += count;
  }
}

GlyphData encode_glyph(const GlyphShape& shape) {
  GlyphData glyph;
  const auto contours = round_outline(shape.outline);
  if (contours.empty()) return glyph;

  Bytes xs, ys, ends;
  std::vector<unsigned> flags;
  UnitPoint last;
  for (const auto& contour : contours) {
    for (const UnitPoint& p : contour) {
      glyph.extent.include(p.x, p.y);
      unsigned flag = p.on ? on_curve : 0U;
      flag |= append_delta(xs, p.x - last.x, x_short, x_same_or_plus);
      flag |= append_delta(ys, p.y - last.y, y_short, y_same_or_plus);
      flags.push_back(flag);
      last = p;
    }
    ends.u16(static_cast<unsigned>(flags.size() - 1));
  }
  glyph.points = flags.size();
  glyph.contours = contours.size();

  Bytes out;
  out.i16(static_cast<int>(contours.size()));
  out.i16(glyph.extent.x_min);
  out.i16(glyph.extent.y_min);
  out.i16(glyph.extent.x_max);
  out.i16(glyph.extent.y_max);
  out.append(ends.str());
  out.u16(0); // no instructions
  append_flags(out, flags);
  out.append(xs.str());
  out.append(ys.str());
  out.pad_to_four();
  glyph.bytes = out.take();
  return glyph;
}

// ---- tables ----

struct Metric {
  int advance = kUnitsPerEm, left = 0;
};

struct FontData {
  std::string glyf, loca;
  std::vector<Metric> metrics; // .notdef first
  Extent extent;
  std::size_t max_points = 0, max_contours = 0;

  std::size_t glyph_count() const { return metrics.size(); }
};

FontData encode_glyphs(std::span<const GlyphShape* const> shapes) {
  FontData font;
  Bytes glyf, loca;
  loca.u32(0);
  loca.u32(0); // .notdef is blank
  font.metrics.push_back({});
  for (const GlyphShape* shape : shapes) {
    const GlyphData glyph = encode_glyph(*shape);
    glyf.append(glyph.bytes);
    loca.u32(static_cast<std::uint32_t>(glyf.size()));
    font.metrics.push_back({stored_advance(*shape), glyph.extent.x_min});
    font.max_points = std::max(font.max_points, glyph.points);
    font.max_contours = std::max(font.max_contours, glyph.contours);
    if (glyph.extent.set) {
      font.extent.include(glyph.extent.x_min, glyph.extent.y_min);
      font.extent.include(glyph.extent.x_max, glyph.extent.y_max);
    }
  }
  if (glyf.size() == 0) glyf.zeros(4); // readers dislike an empty table
  font.glyf = glyf.take();
  font.loca = loca.take();
  return font;
}

// searchRange, entrySelector, rangeShift of a table with `count` entries of `unit` bytes.
std::array<unsigned, 3> search_fields(unsigned count, unsigned unit) {
  unsigned power = 1, log = 0;
  while (power * 2 <= count)
    power *= 2, ++log;
  return {power * unit, log, count * unit - power * unit};
}

// One segment for the private codes, one for U+FFFF as the format demands.
std::string cmap_table(std::size_t private_codes) {
  const bool any = private_codes > 0;
  const unsigned segments = any ? 2 : 1;
  const auto search = search_fields(segments, 2);
  Bytes out;
  out.u16(0);
  out.u16(1); // one subtable: platform 3 (Windows), encoding 1 (BMP)
  out.u16(3);
  out.u16(1);
  out.u32(12);
  out.u16(4);
  out.u16(16 + 8 * segments);
  out.u16(0);
  out.u16(2 * segments);
  for (const unsigned field : search)
    out.u16(field);
  if (any) out.u16(static_cast<unsigned>(kFirstPrivateCode + private_codes - 1));
  out.u16(0xFFFF);
  out.u16(0);
  if (any) out.u16(kFirstPrivateCode);
  out.u16(0xFFFF);
  if (any) out.i16(1 - static_cast<int>(kFirstPrivateCode)); // code U+E000 is glyph 1
  out.u16(1);
  out.zeros(std::size_t{2} * segments);
  return out.take();
}

std::string head_table(const FontData& font) {
  Bytes out;
  out.u32(0x00010000);
  out.u32(0x00010000);
  out.u32(0); // checkSumAdjustment, set at the end
  out.u32(0x5F0F3CF5);
  out.u16(3); // base line at y = 0, left side bearing at x = 0
  out.u16(kUnitsPerEm);
  out.zeros(16); // created, modified: no clock
  out.i16(font.extent.x_min);
  out.i16(font.extent.y_min);
  out.i16(font.extent.x_max);
  out.i16(font.extent.y_max);
  out.u16(0);
  out.u16(8);
  out.i16(2);
  out.i16(1); // long loca
  out.i16(0);
  return out.take();
}

int max_advance(const FontData& font) {
  return std::ranges::max(font.metrics, {}, &Metric::advance).advance;
}

std::string hhea_table(const FontData& font, int ascent, int descent) {
  Bytes out;
  out.u32(0x00010000);
  out.i16(ascent);
  out.i16(-descent);
  out.i16(0);
  out.u16(static_cast<unsigned>(max_advance(font)));
  out.i16(font.extent.x_min);
  out.i16(0);
  out.i16(font.extent.x_max);
  out.i16(1);
  out.zeros(14);
  out.u16(static_cast<unsigned>(font.glyph_count()));
  return out.take();
}

std::string hmtx_table(const FontData& font) {
  Bytes out;
  for (const Metric& metric : font.metrics) {
    out.u16(static_cast<unsigned>(metric.advance));
    out.i16(metric.left);
  }
  return out.take();
}

std::string maxp_table(const FontData& font) {
  Bytes out;
  out.u32(0x00010000);
  out.u16(static_cast<unsigned>(font.glyph_count()));
  out.u16(static_cast<unsigned>(font.max_points));
  out.u16(static_cast<unsigned>(font.max_contours));
  out.zeros(4);
  out.u16(1); // zones
  out.zeros(16);
  return out.take();
}

std::string name_table(const std::string& name) {
  std::string utf16;
  for (const char c : name)
    utf16.append({'\0', c});
  constexpr std::array<std::pair<unsigned, std::string_view>, 4> ids{
      {{1, ""}, {2, "Regular"}, {4, ""}, {6, ""}}}; // family, style, full name, PostScript name
  Bytes records, strings;
  for (const auto& [id, text] : ids) {
    std::string value = utf16;
    if (!text.empty()) {
      value.clear();
      for (const char c : text)
        value.append({'\0', c});
    }
    for (const unsigned field : {3U, 1U, 0x409U, id})
      records.u16(field);
    records.u16(static_cast<unsigned>(value.size()));
    records.u16(static_cast<unsigned>(strings.size()));
    strings.append(value);
  }
  Bytes out;
  out.u16(0);
  out.u16(ids.size());
  out.u16(static_cast<unsigned>(6 + records.size()));
  out.append(records.str());
  out.append(strings.str());
  return out.take();
}

std::string os2_table(const FontData& font, int ascent, int descent) {
  Bytes out;
  out.u16(3);
  out.i16(kUnitsPerEm);
  out.u16(400);
  out.u16(5);
  out.u16(0); // fsType: the writer embeds only fonts that allow it
  for (const int value : {650, 700, 0, 140, 650, 700, 0, 480, 50, 260})
    out.i16(value);
  out.i16(0);
  out.zeros(10 + 16);
  out.append("FQIA");
  out.u16(0x40);
  out.u16(kFirstPrivateCode);
  out.u16(static_cast<unsigned>(kFirstPrivateCode + std::max<std::size_t>(font.glyph_count(), 2) - 2));
  out.i16(ascent);
  out.i16(-descent);
  out.i16(0);
  out.u16(static_cast<unsigned>(ascent));
  out.u16(static_cast<unsigned>(descent));
  out.zeros(8);
  out.i16(500);
  out.i16(700);
  out.u16(0);
  out.u16(0x20);
  out.u16(1);
  return out.take();
}

std::string post_table() {
  Bytes out;
  out.u32(0x00030000); // no glyph names
  out.zeros(28);
  return out.take();
}

std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    sum += std::uint32_t{static_cast<unsigned char>(bytes[i])} << (24 - 8 * (i % 4));
  return sum;
}

using Table = std::pair<std::string_view, std::string>; // tag, bytes

std::string assemble(const std::vector<Table>& tables) {
  const auto count = static_cast<unsigned>(tables.size());
  Bytes out;
  out.u32(0x00010000);
  out.u16(count);
  for (const unsigned field : search_fields(count, 16))
    out.u16(field);

  std::size_t offset = 12 + 16 * tables.size(), head = 0;
  for (const auto& [tag, bytes] : tables) {
    if (tag == "head") head = offset;
    out.append(tag);
    out.u32(checksum(bytes));
    out.u32(static_cast<std::uint32_t>(offset));
    out.u32(static_cast<std::uint32_t>(bytes.size()));
    offset += (bytes.size() + 3) / 4 * 4;
  }
  for (const auto& [tag, bytes] : tables) {
    out.append(bytes);
    out.pad_to_four();
  }
  out.overwrite_u32(head + 8, 0xB1B0AFBAU - checksum(out.str()));
  return out.take();
}

bool is_postscript_name(const std::string& name) {
  const auto allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !name.empty() && name.size() <= 100 && std::ranges::all_of(name, allowed);
}

} // namespace

int stored_advance(const GlyphShape& glyph) {
  return static_cast<int>(std::lround(std::clamp(glyph.advance, 0.0, 32767.0)));
}

Result<std::string> build_ttf(const TtfNames& names, std::span<const GlyphShape* const> glyphs) {
  if (glyphs.size() > kPrivateCodes)
    return fail(ErrorCode::general, {}, "一个字体子集最多 " + std::to_string(kPrivateCodes) + " 个字符");
  if (!is_postscript_name(names.postscript_name))
    return fail(ErrorCode::general, {}, "字体名称不合 PostScript 规则：" + names.postscript_name);
  const auto too_big = [](const GlyphShape* g) { return g->outline.points.size() > kGlyphPoints; };
  if (std::ranges::any_of(glyphs, too_big))
    return fail(ErrorCode::general, {}, "字体 " + names.postscript_name + " 有一个字形过于复杂，可能已损坏");

  const FontData font = encode_glyphs(glyphs);
  const auto ascent = static_cast<int>(std::lround(std::clamp(names.ascent, 0.0, 4000.0)));
  const auto descent = static_cast<int>(std::lround(std::clamp(names.descent, 0.0, 4000.0)));
  return assemble({{"OS/2", os2_table(font, ascent, descent)},
                   {"cmap", cmap_table(glyphs.size())},
                   {"glyf", font.glyf},
                   {"head", head_table(font)},
                   {"hhea", hhea_table(font, ascent, descent)},
                   {"hmtx", hmtx_table(font)},
                   {"loca", font.loca},
                   {"maxp", maxp_table(font)},
                   {"name", name_table(names.postscript_name)},
                   {"post", post_table()}});
}

} // namespace fengqiao::render
