// word/numbering.xml: which number a paragraph bears.
#pragma once

#include "core/xml.hpp"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace fengqiao::indexer {

// Counts through a document: numbers must be asked for in reading order. (ECMA-376 part 1, 17.9.)
class DocxNumbering {
public:
  static constexpr int kLevels = 9;

  DocxNumbering() = default;
  explicit DocxNumbering(const XmlNode& numbering);

  // The text in front of the next paragraph of that list and level: "第三条 ", "（一）", "1. ", "- " for a
  // bullet. Empty for a list that does not exist (list 0 takes numbering away).
  std::string next(int list, int level);
  // The level that a list ties to a paragraph style, if any.
  [[nodiscard]] std::optional<int> level_of_style(int list, std::string_view style) const;

private:
  struct Level {
    std::string format = "decimal", text, style;
    int start = 1;
    std::optional<int> restart; // restarts only behind a level below this one; 0: never
    bool arabic = false;        // isLgl: all numbers in Arabic digits
  };
  using Levels = std::array<Level, kLevels>;
  struct List {
    int abstract = -1;
    std::map<int, int> starts;   // startOverride
    std::map<int, Level> levels; // levels of its own
  };

  static Level read_level(const XmlNode& node);
  [[nodiscard]] const Level& level_of(const List& list, int level) const;
  [[nodiscard]] std::string written(const List& list, int level,
                                    const std::array<int, kLevels>& counts) const;

  std::map<int, Levels> abstracts_;
  std::map<int, List> lists_;
  std::map<int, std::array<int, kLevels>> counts_; // of an abstract list: lists made from it count on
  std::set<std::pair<int, int>> started_;          // list and level whose startOverride has been used
};

} // namespace fengqiao::indexer
