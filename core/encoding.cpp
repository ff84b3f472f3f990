#include "core/encoding.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>

namespace fengqiao {
namespace {

// The wall around iconv. Returns nullopt if any byte cannot be converted; `stopped` learns which one.
std::optional<std::string> convert(std::string_view bytes, const char* from, const char* to,
                                   std::size_t* stopped = nullptr) {
  const iconv_t handle = iconv_open(to, from);
  // NOLINTNEXTLINE(performance-no-int-to-ptr): iconv's own error value is a pointer of -1
  if (handle == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  const std::unique_ptr<void, int (*)(iconv_t)> closer(handle, iconv_close);
  std::string out;
  out.reserve(bytes.size() * 3 / 2);
  char buffer[16384];
  char* in = const_cast<char*>(bytes.data());
  std::size_t in_left = bytes.size();
  while (in_left > 0) {
    char* to_pos = buffer;
    std::size_t to_left = sizeof buffer;
    const std::size_t done = iconv(handle, &in, &in_left, &to_pos, &to_left);
    out.append(buffer, static_cast<std::size_t>(to_pos - buffer));
    if (done == static_cast<std::size_t>(-1) && errno != E2BIG) {
      if (stopped) *stopped = bytes.size() - in_left;
      return std::nullopt;
    }
  }
  return out;
}

// At least nine tenths of the two-byte sequences must lie in the GB 2312 area (both bytes ≥ A1, lead ≤ F7):
// true of Chinese office texts in GBK, untrue of UTF-8 that merely lost a byte.
bool plausible_gb18030(std::string_view bytes) {
  std::size_t pairs = 0, common = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) continue;
    if (i + 1 >= bytes.size()) return false;
    const auto trail = static_cast<unsigned char>(bytes[i + 1]);
    ++pairs;
    if (lead >= 0xA1 && lead <= 0xF7 && trail >= 0xA1) ++common;
    i += trail >= 0x30 && trail <= 0x39 ? 3 : 1;
  }
  return pairs > 0 && common * 10 >= pairs * 9;
}

unsigned utf16_unit(std::string_view bytes, std::size_t at, bool big_endian) {
  const auto first = static_cast<unsigned char>(bytes[at]),
             second = static_cast<unsigned char>(bytes[at + 1]);
  return static_cast<unsigned>(big_endian ? first << 8 | second : second << 8 | first);
}

// The first byte of a NUL, of a surrogate without its partner, or of half a unit; `begin` is behind the byte
// order mark.
std::optional<std::size_t> first_bad_utf16(std::string_view bytes, bool big_endian, std::size_t begin = 2) {
  const auto unit = [&](std::size_t at) { return utf16_unit(bytes, at, big_endian); };
  for (std::size_t at = begin; at < bytes.size(); at += 2) {
    if (at + 1 == bytes.size() || unit(at) == 0) return at;
    const unsigned high = unit(at);
    if (high < 0xD800 || high > 0xDFFF) continue;
    if (high > 0xDBFF || at + 3 >= bytes.size()) return at;
    const unsigned low = unit(at + 2);
    if (low < 0xDC00 || low > 0xDFFF) return at;
    at += 2;
  }
  return std::nullopt;
}

// UTF-16 without a byte order mark: read in this order, nine tenths of the units are Han, their punctuation
// or ASCII (the other order makes of 0A00 and 2030 what no text has).
bool looks_like_utf16(std::string_view bytes, bool big_endian) {
  if (bytes.size() < 4 || bytes.size() % 2 != 0 || first_bad_utf16(bytes, big_endian, 0)) return false;
  std::size_t han = 0,
              marks = 0; // pairs of ASCII read as Han in one order; marks and line ends they never give
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    const unsigned unit = utf16_unit(bytes, at, big_endian);
    han += unit >= 0x4E00 && unit <= 0x9FFF;
    marks += (unit >= 0x3000 && unit <= 0x303F) || (unit >= 0xFF00 && unit <= 0xFF65) ||
             (unit >= 0x20 && unit < 0x7F) || unit == '\n' || unit == '\r' || unit == '\t' ||
             (unit >= 0x2010 && unit <= 0x2030);
  }
  return marks > 0 && (han + marks) * 10 >= bytes.size() / 2 * 9;
}

std::string with_unix_line_ends(std::string text) {
  if (text.find('\r') == std::string::npos) return text;
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out.push_back(text[i]);
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out.push_back('\n');
  }
  return out;
}

tl::unexpected<Error> not_text(const std::string& file, std::size_t position) {
  return fail(ErrorCode::data, file, fmt::format("不是文本文件：第 {} 个字节是 NUL", position + 1),
              "请换成 UTF-8 或 GB18030 编码的文本文件（Word、PDF 等请先另存为文本）");
}

} // namespace

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
  case Encoding::utf8:
    return "UTF-8";
  case Encoding::utf8_bom:
    return "UTF-8（带 BOM）";
  case Encoding::utf16le:
    return "UTF-16LE";
  case Encoding::utf16be:
    return "UTF-16BE";
  case Encoding::gb18030:
    return "GB18030";
  }
  return "";
}

Result<Decoded> decode(std::string_view bytes, const std::string& file) {
  const bool utf16le = bytes.starts_with("\xFF\xFE"), utf16be = bytes.starts_with("\xFE\xFF");
  if (utf16le || utf16be) {
    if (const auto bad = first_bad_utf16(bytes, utf16be))
      return fail(ErrorCode::data, file, fmt::format("UTF-16 文本有误：第 {} 个字节", *bad + 1),
                  "文件可能不完整；请用编辑器另存为 UTF-8 后再试");
    auto text = convert(bytes.substr(2), utf16le ? "UTF-16LE" : "UTF-16BE", "UTF-8");
    if (!text) return fail(ErrorCode::data, file, "UTF-16 文本不能转换", "请用编辑器另存为 UTF-8 后再试");
    return Decoded{with_unix_line_ends(std::move(*text)), utf16le ? Encoding::utf16le : Encoding::utf16be};
  }
  if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
    for (const bool big_endian : {false, true})
      if (looks_like_utf16(bytes, big_endian))
        if (auto text = convert(bytes, big_endian ? "UTF-16BE" : "UTF-16LE", "UTF-8"))
          return Decoded{with_unix_line_ends(std::move(*text)),
                         big_endian ? Encoding::utf16be : Encoding::utf16le};
    return not_text(file, nul);
  }
  const auto bad = first_invalid_utf8(bytes);
  if (!bad) {
    const bool bom = bytes.starts_with("\xEF\xBB\xBF");
    return Decoded{with_unix_line_ends(std::string(bytes.substr(bom ? 3 : 0))),
                   bom ? Encoding::utf8_bom : Encoding::utf8};
  }
  if (plausible_gb18030(bytes))
    if (auto text = convert(bytes, "GB18030", "UTF-8"))
      return Decoded{with_unix_line_ends(std::move(*text)), Encoding::gb18030};
  // A text that changes from GBK to UTF-8 on its way is good at its first bad byte of UTF-8.
  std::size_t at = *bad, stopped = 0;
  if (!convert(bytes, "GB18030", "UTF-8", &stopped)) at = std::max(at, stopped);
  return fail(ErrorCode::data, file,
              fmt::format("编码无法识别：第 {} 个字节（0x{:02X}）既不是 UTF-8，也不是 GB18030", at + 1,
                          static_cast<unsigned char>(bytes[at])),
              "文件可能已损坏，或混用了两种编码；请用编辑器另存为 UTF-8 后再试");
}

Result<std::string> decode_gb18030(std::string_view bytes, const std::string& file) {
  auto text = convert(bytes, "GB18030", "UTF-8");
  if (!text)
    return fail(ErrorCode::data, file, "有不是 GB18030 的字节",
                "文件可能已损坏；请重新导出，或另存为 UTF-8 后再试");
  return std::move(*text);
}

Result<std::string> encode_gb18030(std::string_view utf8) {
  auto out = convert(utf8, "UTF-8", "GB18030");
  if (!out) return fail(ErrorCode::data, "", "文本不能转换为 GB18030");
  return std::move(*out);
}

} // namespace fengqiao
