// The names of a 公文's elements, as front matter and records write them.
#pragma once

#include <string>
#include <vector>

namespace fengqiao::render {

std::vector<std::string> element_names(); // 发文机关, 发文字号, …

} // namespace fengqiao::render
