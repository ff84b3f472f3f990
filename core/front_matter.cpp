#include "core/front_matter.hpp"

#include "core/text.hpp"
#include "core/yaml.hpp"

#include <algorithm>

namespace fengqiao {

FrontMatterBlock find_front_matter(std::string_view text) {
  FrontMatterBlock block;
  const std::size_t first_end = text.find('\n');
  if (first_end == std::string_view::npos || trim(text.substr(0, first_end)) != "---") return block;
  block.lines = 1;
  for (std::size_t at = first_end + 1; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = trim(text.substr(at, end - at));
    ++block.lines;
    if (line == "---" || line == "...") {
      block.yaml = text.substr(first_end + 1, at - first_end - 1);
      block.size = std::min(end + 1, text.size());
      return block;
    }
    at = end + 1;
  }
  block.closed = false;
  return block;
}

Result<FrontMatter, Errors> split_front_matter(std::string_view text, const std::string& file) {
  const FrontMatterBlock block = find_front_matter(text);
  if (!block.closed)
    return fail_all({{ErrorCode::data, place(file, 1), "文件头没有结束", "在文件头的最后另起一行写 ---"}});
  if (block.size == 0) return FrontMatter{{}, text, 1};
  auto data = parse_yaml(block.yaml, file, 2);
  if (!data) return fail_all(std::move(data.error()));
  if (!data->is_map() && !data->is_null())
    return fail_all({{ErrorCode::data, place(file, 2), "文件头应为“名称: 值”的形式", "例如 title: 标题"}});
  return FrontMatter{std::move(*data), text.substr(block.size), block.lines + 1};
}

} // namespace fengqiao
