// The tree that a person's file (YAML record, front matter, schema, two-column CSV form) is read into.
// Scalars stay text: a schema decides later what "0123" or "是" means. Every node knows its place, so that
// every message can name it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao {

struct DataMember;

struct DataNode {
  enum class Kind { null, scalar, list, map };

  Kind kind = Kind::null;
  std::string scalar;              // Kind::scalar; UTF-8
  bool quoted = false;             // a scalar in quotes or a block scalar: text, whatever it looks like
  std::vector<DataNode> items;     // Kind::list
  std::vector<DataMember> members; // Kind::map, in the file's order, keys unique
  int line = 0, column = 0;        // 1-based; columns count characters

  [[nodiscard]] bool is_null() const { return kind == Kind::null; }
  [[nodiscard]] bool is_scalar() const { return kind == Kind::scalar; }
  [[nodiscard]] bool is_list() const { return kind == Kind::list; }
  [[nodiscard]] bool is_map() const { return kind == Kind::map; }

  // The member of a map, or nullptr.
  [[nodiscard]] const DataNode* find(std::string_view key) const;
  [[nodiscard]] DataNode* find(std::string_view key);
  // The scalar of a member, or `fallback` where it is missing or no scalar.
  [[nodiscard]] std::string text(std::string_view key, std::string_view fallback = {}) const;
};

struct DataMember {
  std::string key;
  int line = 0, column = 0; // of the key
  DataNode value;
};

} // namespace fengqiao
