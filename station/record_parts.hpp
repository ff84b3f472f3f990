// Pieces of which a program puts a record together (station/grading/report.hpp, station/rollup/report.hpp).
#pragma once

#include "core/data_node.hpp"

#include <string>
#include <utility>
#include <vector>

namespace fengqiao::station::record_parts {

// A text; nothing where it is empty.
inline DataNode text(std::string value) {
  DataNode node;
  if (value.empty()) return node;
  node.kind = DataNode::Kind::scalar;
  node.scalar = std::move(value);
  node.quoted = true;
  return node;
}

inline DataNode list() {
  DataNode node;
  node.kind = DataNode::Kind::list;
  return node;
}

inline DataNode texts(const std::vector<std::string>& values) {
  DataNode node = list();
  for (const auto& value : values)
    node.items.push_back(text(value));
  return node;
}

// Map().add("名次", "1").add("单位", name).take()
class Map {
public:
  Map() { node_.kind = DataNode::Kind::map; }
  Map& add(std::string key, DataNode value) {
    node_.members.push_back({std::move(key), 0, 0, std::move(value)});
    return *this;
  }
  Map& add(std::string key, std::string value) { return add(std::move(key), text(std::move(value))); }
  [[nodiscard]] DataNode take() { return std::move(node_); }

private:
  DataNode node_;
};

} // namespace fengqiao::station::record_parts
