// SHA-256 (FIPS 180-4), through nettle.
#pragma once

#include <string>
#include <string_view>

namespace fengqiao {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

} // namespace fengqiao
