// The characters that numbers of clauses are typed with.
#pragma once

#include <string_view>

namespace fengqiao::indexer {

inline bool is_numeral(char32_t c) {
  return (c >= '0' && c <= '9') ||
         std::u32string_view(U"零〇一二三四五六七八九十百千两廿卅").find(c) != std::u32string_view::npos;
}

} // namespace fengqiao::indexer
