// Bytes at the door: which encoding are they in, and are they text at all?
#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>

namespace fengqiao {

enum class Encoding { utf8, utf8_bom, utf16le, utf16be, gb18030 };

// "UTF-8", "UTF-8（带 BOM）", "UTF-16LE", "UTF-16BE", "GB18030"
std::string_view encoding_name(Encoding encoding);

struct Decoded {
  std::string text; // valid UTF-8, line ends as \n, no byte order mark
  Encoding encoding = Encoding::utf8;
};

// Detects UTF-8, UTF-16 (with a byte order mark) and GB18030/GBK/GB 2312 and converts to UTF-8.
// GB18030 is believed only where nearly all of its two-byte characters lie in the GB 2312 area, so that UTF-8
// with a damaged byte is not taken for it. Errors (ErrorCode::data): a NUL byte (not a text file), or bytes
// of no known encoding; the message gives the 1-based position of the first offending byte. Cost: linear, two
// passes.
Result<Decoded> decode(std::string_view bytes, const std::string& file);

// Bytes that are known to be GB18030 (a piece of a file whose whole was judged before), as UTF-8 with its
// line ends.
Result<std::string> decode_gb18030(std::string_view bytes, const std::string& file);

// UTF-8 to GB18030, for files that go to old office programs. Lossless for every code point.
Result<std::string> encode_gb18030(std::string_view utf8);

} // namespace fengqiao
