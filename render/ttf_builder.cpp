#include "render/ttf_builder.hpp"

#include "render/big_endian.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace fengqiao::render {
namespace {

struct Metric {
  int advance = 0, left = 0;
};

struct FontData {
  int units_per_em = 1000;
  std::string glyf;
  std::vector<std::size_t> ends; // in glyf, of each glyph; .notdef first
  std::vector<Metric> metrics;   // .notdef first
  Extent extent;
  std::size_t max_points = 0, max_contours = 0;

  std::size_t glyph_count() const { return metrics.size(); }
};

FontData encode_glyphs(int units_per_em, std::span<const EncodedGlyph* const> glyphs) {
  FontData font;
  font.units_per_em = units_per_em;
  BigEndian glyf;
  font.ends.push_back(0); // .notdef is blank
  font.metrics.push_back({units_per_em, 0});
  for (const EncodedGlyph* glyph : glyphs) {
    glyf.append(glyph->bytes);
    font.ends.push_back(glyf.size());
    font.metrics.push_back({glyph->advance, glyph->extent.x_min});
    font.max_points = std::max(font.max_points, glyph->points);
    font.max_contours = std::max(font.max_contours, glyph->contours);
    if (glyph->extent.set) {
      font.extent.include(glyph->extent.x_min, glyph->extent.y_min);
      font.extent.include(glyph->extent.x_max, glyph->extent.y_max);
    }
  }
  if (glyf.size() == 0) glyf.zeros(4); // readers dislike an empty table
  font.glyf = glyf.take();
  return font;
}

// searchRange, entrySelector, rangeShift of a table with `count` entries of `unit` bytes.
std::array<unsigned, 3> search_fields(unsigned count, unsigned unit) {
  unsigned power = 1, log = 0;
  while (power * 2 <= count)
    power *= 2, ++log;
  return {power * unit, log, count * unit - power * unit};
}

// One segment for the glyph codes, one for U+FFFF as the format demands.
std::string cmap_table(std::size_t codes) {
  const bool any = codes > 0;
  const unsigned segments = any ? 2 : 1;
  const auto search = search_fields(segments, 2);
  BigEndian out;
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
  if (any) out.u16(static_cast<unsigned>(kFirstCode + codes - 1));
  out.u16(0xFFFF);
  out.u16(0);
  if (any) out.u16(kFirstCode);
  out.u16(0xFFFF);
  if (any) out.i16(1 - static_cast<int>(kFirstCode)); // the first code is glyph 1
  out.u16(1);
  out.zeros(std::size_t{2} * segments);
  return out.take();
}

// Offsets are stored as they are, or halved where two bytes hold them: glyphs begin at even places.
bool has_short_loca(const FontData& font) {
  return font.glyf.size() <= std::size_t{2} * 0xFFFF;
}

std::string loca_table(const FontData& font) {
  BigEndian out;
  const bool is_short = has_short_loca(font);
  const auto add = [&](std::size_t offset) {
    if (is_short)
      out.u16(static_cast<unsigned>(offset / 2));
    else
      out.u32(static_cast<std::uint32_t>(offset));
  };
  add(0);
  for (const std::size_t end : font.ends)
    add(end);
  return out.take();
}

std::string head_table(const FontData& font) {
  BigEndian out;
  out.u32(0x00010000);
  out.u32(0x00010000);
  out.u32(0); // checkSumAdjustment, set at the end
  out.u32(0x5F0F3CF5);
  out.u16(3); // base line at y = 0, left side bearing at x = 0
  out.u16(static_cast<unsigned>(font.units_per_em));
  out.zeros(16); // created, modified: no clock
  out.i16(font.extent.x_min);
  out.i16(font.extent.y_min);
  out.i16(font.extent.x_max);
  out.i16(font.extent.y_max);
  out.u16(0);
  out.u16(8);
  out.i16(2);
  out.i16(has_short_loca(font) ? 0 : 1);
  out.i16(0);
  return out.take();
}

int max_advance(const FontData& font) {
  return std::ranges::max(font.metrics, {}, &Metric::advance).advance;
}

std::string hhea_table(const FontData& font, const FontHeight& height) {
  BigEndian out;
  out.u32(0x00010000);
  out.i16(height.ascent * font.units_per_em / 1000);
  out.i16(-height.descent * font.units_per_em / 1000);
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
  BigEndian out;
  for (const Metric& metric : font.metrics) {
    out.u16(static_cast<unsigned>(metric.advance));
    out.i16(metric.left);
  }
  return out.take();
}

std::string maxp_table(const FontData& font) {
  BigEndian out;
  out.u32(0x00010000);
  out.u16(static_cast<unsigned>(font.glyph_count()));
  out.u16(static_cast<unsigned>(font.max_points));
  out.u16(static_cast<unsigned>(font.max_contours));
  out.zeros(4);
  out.u16(1); // zones
  out.zeros(16);
  return out.take();
}

Extent in_thousandths(const FontData& font) {
  Extent extent = font.extent;
  for (int* edge : {&extent.x_min, &extent.y_min, &extent.x_max, &extent.y_max})
    *edge = *edge * 1000 / font.units_per_em;
  return extent;
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
  BigEndian out;
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

} // namespace

Result<BuiltFont> build_ttf(const FontHeight& height, Fineness fineness,
                            std::span<const EncodedGlyph* const> glyphs) {
  if (glyphs.size() > kMaxGlyphs)
    return fail(ErrorCode::general, {}, "一个字体子集最多 " + std::to_string(kMaxGlyphs) + " 个字符");
  const auto too_big = [](const EncodedGlyph* g) { return g->points > kGlyphPoints; };
  if (std::ranges::any_of(glyphs, too_big))
    return fail(ErrorCode::general, {}, "字体里有一个字形过于复杂，可能已损坏");

  const FontData font = encode_glyphs(grid_of(fineness).units_per_em, glyphs);
  std::string bytes = assemble({{"cmap", cmap_table(glyphs.size())},
                                {"glyf", font.glyf},
                                {"head", head_table(font)},
                                {"hhea", hhea_table(font, height)},
                                {"hmtx", hmtx_table(font)},
                                {"loca", loca_table(font)},
                                {"maxp", maxp_table(font)}});
  return BuiltFont{std::move(bytes), in_thousandths(font)};
}

} // namespace fengqiao::render
