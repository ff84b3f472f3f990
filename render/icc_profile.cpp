#include "render/icc_profile.hpp"

#include "render/big_endian.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace fengqiao::render {
namespace {

// s15Fixed16Number
void add_fixed(BigEndian& out, double value) {
  out.u32(static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536))));
}

std::string element(std::string_view type, std::initializer_list<double> numbers) {
  BigEndian out;
  out.append(type);
  out.u32(0);
  for (const double number : numbers)
    add_fixed(out, number);
  return out.take();
}

// multiLocalizedUnicodeType with one record, en-US.
std::string text(std::string_view ascii) {
  BigEndian out;
  out.append("mluc");
  out.u32(0);
  out.u32(1);  // records
  out.u32(12); // bytes each
  out.append("enUS");
  out.u32(static_cast<std::uint32_t>(2 * ascii.size()));
  out.u32(28);
  for (const char c : ascii)
    out.u16(static_cast<unsigned char>(c));
  return out.take();
}

// parametricCurveType 3: Y = (aX + b)^g from X = d on, else cX; the numbers of IEC 61966-2-1.
std::string tone_curve() {
  BigEndian out;
  out.append("para");
  out.u32(0);
  out.u16(3);
  out.u16(0);
  for (const double number : {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045})
    add_fixed(out, number);
  return out.take();
}

std::string header(std::size_t size) {
  BigEndian out;
  out.u32(static_cast<std::uint32_t>(size));
  out.u32(0);          // no preferred module
  out.u32(0x04200000); // version 4.2
  out.append("mntrRGB XYZ ");
  for (const unsigned field :
       {2026U, 1U, 1U, 0U, 0U, 0U}) // when this profile was drawn up, not when it is used
    out.u16(field);
  out.append("acsp");
  out.zeros(4 + 4 + 4 + 4 + 8);                    // platform, flags, maker, model, attributes
  out.u32(0);                                      // perceptual
  for (const double white : {0.9642, 1.0, 0.8249}) // D50
    add_fixed(out, white);
  out.zeros(4 + 16 + 28); // creator, profile ID, reserved
  return out.take();
}

} // namespace

std::string srgb_profile() {
  // The primaries and the white of sRGB, adapted from D65 to D50 (Bradford).
  const std::vector<std::pair<std::string_view, std::string>> tags{
      {"desc", text("sRGB IEC61966-2-1")},
      {"cprt", text("No copyright, use freely")},
      {"wtpt", element("XYZ ", {0.9642, 1.0, 0.8249})},
      {"chad", element("sf32", {1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491,
                                -0.0092345, 0.0150436, 0.7521316})},
      {"rXYZ", element("XYZ ", {0.4360747, 0.2225045, 0.0139322})},
      {"gXYZ", element("XYZ ", {0.3850649, 0.7168786, 0.0971045})},
      {"bXYZ", element("XYZ ", {0.1430804, 0.0606169, 0.7141733})},
      {"rTRC", tone_curve()},
      {"gTRC", tone_curve()},
      {"bTRC", tone_curve()},
  };
  BigEndian table, data;
  table.u32(static_cast<std::uint32_t>(tags.size()));
  const std::size_t data_begin = 128 + 4 + 12 * tags.size();
  std::size_t curve = 0; // the three channels share one
  for (const auto& [tag, bytes] : tags) {
    const bool is_curve = tag.ends_with("TRC");
    const std::size_t at = is_curve && curve != 0 ? curve : data_begin + data.size();
    if (at == data_begin + data.size()) {
      data.append(bytes);
      data.pad_to_four();
    }
    if (is_curve) curve = at;
    table.append(tag);
    table.u32(static_cast<std::uint32_t>(at));
    table.u32(static_cast<std::uint32_t>(bytes.size()));
  }
  return header(data_begin + data.size()) + table.str() + data.str();
}

} // namespace fengqiao::render
