// Builds a DataNode out of paths and values: 接报警.刑事.本期 = 2, 质态问题[1].环节 = 办案.
#pragma once

#include "core/data_node.hpp"
#include "core/error.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace fengqiao::render {

class PathTree {
public:
  explicit PathTree(std::string file) : file_(std::move(file)) {}

  // Faults (a path that cannot be read, given twice, or both a value and a group) are collected in `errors`.
  void add(const std::string& path, DataNode value);

  // Maps in the order in which their first path was added, list items in that of their numbers; items without
  // any value are left out, and a list of nothing else becomes a null. Where the numbers of those that stay
  // are not 1, 2, 3 …, the list bears them in its `scalar`, for written_number.
  [[nodiscard]] DataNode build() const;

  Errors errors;

private:
  struct Node {
    std::string name; // of a member; of a list item: its number
    bool item = false;
    bool leaf = false;
    DataNode value;
    int line = 0, column = 0;
    std::vector<Node> children;
    std::unordered_map<std::string, std::size_t> places; // of the children, by name
    bool filled = false;                                 // something in it has a value
  };
  struct Step {
    std::string name;
    bool item = false;
  };
  static bool split(const std::string& path, std::vector<Step>& steps);
  static DataNode to_data(const Node& node);
  static DataNode to_list(const Node& node, DataNode list);

  std::string file_;
  Node root_;
};

// The number that a person wrote for the item of a list that a PathTree built (items counted from 0); of
// other lists its place, from 1.
std::string written_number(const DataNode& list, std::size_t index);

} // namespace fengqiao::render
