// What is said wherever an index turns out to be damaged.
#pragma once

#include "core/result.hpp"

#include <filesystem>

namespace fengqiao::indexer {

inline constexpr const char* rebuild_hint = "请运行 fengqiao index --rebuild 重建索引";

inline tl::unexpected<Error> damaged_index(const std::filesystem::path& where) {
  return fail(ErrorCode::general, where.string(), "索引已损坏", rebuild_hint);
}

} // namespace fengqiao::indexer
