#include "render/ttf_builder.hpp"

#include "render/big_endian.hpp"

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

FontData encode_glyphs(std::span<const EncodedGlyph* const> glyphs) {
  FontData font;
  BigEndian glyf, loca;
  loca.u32(0);
  loca.u32(0); // .notdef is blank
  font.metrics.push_back({});
  for (const EncodedGlyph* glyph : glyphs) {
    glyf.append(glyph->bytes);
    loca.u32(static_cast<std::uint32_t>(glyf.size()));
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

std::string head_table(const FontData& font) {
  BigEndian out;
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
  BigEndian out;
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

std::string name_table(const std::string& name) {
  std::string utf16;
  for (const char c : name)
    utf16.append({'\0', c});
  constexpr std::array<std::pair<unsigned, std::string_view>, 4> ids{
      {{1, ""}, {2, "Regular"}, {4, ""}, {6, ""}}}; // family, style, full name, PostScript name
  BigEndian records, strings;
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
  BigEndian out;
  out.u16(0);
  out.u16(ids.size());
  out.u16(static_cast<unsigned>(6 + records.size()));
  out.append(records.str());
  out.append(strings.str());
  return out.take();
}

std::string os2_table(const FontData& font, int ascent, int descent) {
  BigEndian out;
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
  out.u16(kFirstCode);
  out.u16(static_cast<unsigned>(kFirstCode + std::max<std::size_t>(font.glyph_count(), 2) - 2));
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
  BigEndian out;
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

bool is_postscript_name(const std::string& name) {
  const auto allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !name.empty() && name.size() <= 100 && std::ranges::all_of(name, allowed);
}

} // namespace

Result<std::string> build_ttf(const TtfNames& names, std::span<const EncodedGlyph* const> glyphs) {
  if (glyphs.size() > kMaxGlyphs)
    return fail(ErrorCode::general, {}, "一个字体子集最多 " + std::to_string(kMaxGlyphs) + " 个字符");
  if (!is_postscript_name(names.postscript_name))
    return fail(ErrorCode::general, {}, "字体名称不合 PostScript 规则：" + names.postscript_name);
  const auto too_big = [](const EncodedGlyph* g) { return g->points > kGlyphPoints; };
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
