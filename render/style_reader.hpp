// Reads one map of a page style: each value is asked for by its key; finish() reports the keys that nobody
// asked for.
#pragma once

#include "core/data_node.hpp"
#include "core/error.hpp"
#include "render/font.hpp"
#include "render/page_layout.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

template <class T> struct Choice {
  std::string_view name;
  T value;
};
inline constexpr std::array kYesNo{Choice<bool>{"是", true}, Choice<bool>{"否", false}};

// The whole text as a number; as a colour, "#FF0000". false, and `out` as it was: it is none.
bool read_number(std::string_view text, double& out);
bool read_color(std::string_view text, Color& out);

class MapReader {
public:
  // `whole`: every key that is asked for has to be there.
  MapReader(const DataNode& map, std::string name, const std::string& file, Errors& errors,
            bool whole = false);

  const DataNode* find(std::string_view key);
  [[nodiscard]] bool has(std::string_view key) const { return map_.find(key) != nullptr; }

  // Each leaves `out` as it was where the key is missing or the value is refused.
  void number(std::string_view key, double& out, double low, double high, double factor = 1);
  void count(std::string_view key, int& out, int low, int high);
  void size(std::string_view key, double& out); // 三号, or points
  void text(std::string_view key, std::string& out);
  void font(std::string_view key, FontRole& out);
  void color(std::string_view key, Color& out); // "#FF0000"
  template <class T, std::size_t N>
  void choice(std::string_view key, T& out, const std::array<Choice<T>, N>& choices) {
    const DataNode* node = find(key);
    if (!node) return;
    std::string names;
    for (const auto& [name, value] : choices) {
      if (node->is_scalar() && node->scalar == name) {
        out = value;
        return;
      }
      names += (names.empty() ? "" : "、") + std::string(name);
    }
    report(*node, fmt::format("“{}”不能是“{}”", key, node->scalar), "可用：" + names);
  }

  template <class Read> void section(std::string_view key, Read read, bool whole = false) {
    const DataNode* node = find(key);
    if (!node) return;
    MapReader reader(*node, std::string(key), file_, errors_, whole || whole_);
    read(reader);
    reader.finish();
  }

  void finish();
  void report(const DataNode& node, std::string message, std::string hint);

private:
  const DataNode& map_;
  std::string name_;
  const std::string& file_;
  Errors& errors_;
  bool whole_;
  std::vector<std::string_view> known_;
};

} // namespace fengqiao::render
