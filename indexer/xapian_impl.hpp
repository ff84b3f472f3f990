// Xapian's exceptions as Results. Included by the files behind the wall only.
#pragma once

#include "core/result.hpp"

#include <xapian.h>

#include <filesystem>
#include <type_traits>

namespace fengqiao::indexer {

Error to_error(const Xapian::Error& error, const std::filesystem::path& index);

// Runs `work`; its value, or the error that it threw.
template <class Work>
auto guarded(const std::filesystem::path& index, Work&& work) -> Result<std::invoke_result_t<Work>> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const Xapian::Error& error) {
    return fail(to_error(error, index));
  }
}

} // namespace fengqiao::indexer
