// Xapian's exceptions as Results. Included by the files behind the wall only.
#pragma once

#include "core/result.hpp"
#include "indexer/damage.hpp"

#include <xapian.h>

#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>
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
  } catch (const std::logic_error& error) { // a damaged length: std::length_error, std::out_of_range
    return fail(ErrorCode::general, index.string(),
                "索引已损坏或不能打开（" + std::string(error.what()) + "）", rebuild_hint);
  } catch (const std::bad_alloc&) { // likewise, or there really is none left
    return fail(ErrorCode::general, index.string(), "内存不够，或者索引已损坏",
                "请关闭其他程序后再试；仍不行时运行 fengqiao index --rebuild");
  }
}

} // namespace fengqiao::indexer
