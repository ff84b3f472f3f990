#include "core/data_node.hpp"

namespace fengqiao {

const DataNode* DataNode::find(std::string_view key) const {
  for (const auto& member : members)
    if (member.key == key) return &member.value;
  return nullptr;
}

DataNode* DataNode::find(std::string_view key) {
  for (auto& member : members)
    if (member.key == key) return &member.value;
  return nullptr;
}

std::string DataNode::text(std::string_view key, std::string_view fallback) const {
  const DataNode* node = find(key);
  return node != nullptr && node->is_scalar() ? node->scalar : std::string(fallback);
}

} // namespace fengqiao
