// Reads one map of a scoring standard: each value is asked for by its key; finish() reports the keys that
// nobody asked for.
#pragma once

#include "core/data_node.hpp"
#include "core/error.hpp"
#include "core/rational.hpp"
#include "core/text.hpp"
#include "render/nearest.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::station::grading {

template <class T> struct Choice {
  std::string_view name;
  T value;
};

class Section {
public:
  // Faults go to `errors`. One is there at once where the node is no map.
  Section(const DataNode& node, std::string name, const std::string& file, Errors& errors);

  // nullptr where the key is missing or has no value; `required` reports that.
  [[nodiscard]] const DataNode* optional(const std::string& key);
  [[nodiscard]] const DataNode* required(const std::string& key);

  // Without blanks at its ends; empty where it is missing.
  [[nodiscard]] std::string text(const std::string& key, bool needed = true);
  // One text, or a list of them.
  [[nodiscard]] std::vector<std::string> texts(const std::string& key, bool needed = true);

  // Each leaves `out` as it was where the key is missing or the value is refused.
  void number(const std::string& key, Rational& out, int most); // between 0 and `most`
  void percent(const std::string& key, Rational& out); // 5%: with its sign, so that 0.05 cannot be meant
  template <class T, std::size_t N>
  void choice(const std::string& key, T& out, const std::array<Choice<T>, N>& choices) {
    const DataNode* found = optional(key);
    if (found == nullptr) return;
    std::vector<std::string> names;
    for (const auto& [name, value] : choices) {
      names.emplace_back(name);
      if (!found->is_scalar() || trim(found->scalar) != name) continue;
      out = value;
      return;
    }
    fault(*found, fmt::format("“{}”不能是“{}”", key, shorten(found->scalar, 20)),
          "可用：" + render::quoted_list(names));
  }

  void fault(const DataNode& at, std::string message, std::string hint = {});
  void finish();

private:
  void read_number(const DataNode& at, std::string_view text, Rational& out, int most,
                   const std::string& wanted);

  const DataNode& node_;
  std::string name_;
  const std::string& file_;
  Errors& errors_;
  std::vector<std::string> known_;
};

} // namespace fengqiao::station::grading
