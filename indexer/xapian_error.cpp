#include "indexer/damage.hpp"
#include "indexer/xapian_impl.hpp"

#include <fmt/format.h>

#include <string_view>

namespace fengqiao::indexer {

Error to_error(const Xapian::Error& error, const std::filesystem::path& index) {
  const std::string_view type = error.get_type();
  if (type == "DatabaseLockError")
    return {ErrorCode::locked, index.string(), "索引正在被另一个进程更新", "等它结束后再运行"};
  if (type == "NetworkTimeoutError")
    return {ErrorCode::general, index.string(), "没有按时回答", "请稍后再试"};
  if (type == "NetworkError")
    return {ErrorCode::general, index.string(),
            fmt::format("连接不上，或中途断开（{}）",
                        error.get_error_string() ? error.get_error_string() : error.get_msg()),
            "请检查网络"};
  if (type == "DatabaseCorruptError" || type == "DatabaseVersionError" || type == "DatabaseOpeningError")
    return {ErrorCode::general, index.string(), fmt::format("索引已损坏或不能打开（{}）", error.get_msg()),
            rebuild_hint};
  const std::string reason = error.get_error_string() ? error.get_error_string() : error.get_msg();
  return {ErrorCode::general, index.string(), fmt::format("读写索引时出错（{}）", reason),
          "请检查磁盘空间和权限；仍不行时运行 fengqiao index --rebuild"};
}

} // namespace fengqiao::indexer
