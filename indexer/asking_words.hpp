// Words that ask and say nothing of what is asked for.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace fengqiao::indexer {

// The folded text with such words (怎么, 是否, 哪些 …) blanked, except where `keep(at, size)` says so.
[[nodiscard]] std::u32string
without_asking_words(std::u32string_view folded,
                     const std::function<bool(std::size_t at, std::size_t size)>& keep);

} // namespace fengqiao::indexer
