// Texts compared whatever blanks somebody put into them: 通　知, 第 十 条.
#pragma once

#include "core/text.hpp"

#include <string>
#include <string_view>

namespace fengqiao::indexer {

inline std::string without_blanks(std::string_view text) {
  std::string out;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_code_point(text, pos);
    if (!is_space(c)) append_utf8(out, c);
  }
  return out;
}

} // namespace fengqiao::indexer
