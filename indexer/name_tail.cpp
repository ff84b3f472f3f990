#include "indexer/name_tail.hpp"

#include "core/text.hpp"

namespace fengqiao::indexer {

std::string_view tail_before(std::string_view text, std::size_t at) {
  constexpr std::size_t han = 3, longest = 12 * han; // bytes
  std::size_t begin = at;
  while (begin >= han && at - begin < longest) {
    std::size_t pos = begin - han;
    if (!is_han(next_code_point(text, pos)) || pos != begin) break;
    begin -= han;
  }
  return text.substr(begin, at - begin);
}

} // namespace fengqiao::indexer
