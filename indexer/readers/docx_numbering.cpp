#include "indexer/readers/docx_numbering.hpp"

#include "core/text.hpp"
#include "indexer/readers/list_number.hpp"

#include <algorithm>
#include <charconv>

namespace fengqiao::indexer {
namespace {

constexpr int kNotStarted = -1;

int number_of(std::string_view text, int otherwise) {
  int value = otherwise;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() ? value : otherwise;
}

// A list's first number; from there it is counted up, a million paragraphs at most.
int start_of(std::string_view text) {
  constexpr int kLast = 1'000'000;
  return std::clamp(number_of(text, 1), 0, kLast);
}

bool in_range(int level) {
  return level >= 0 && level < DocxNumbering::kLevels;
}

// A number needs a blank behind it where it would run into the text: 第一条 甲, 1. 甲; not （一）甲, 一、甲.
std::string with_gap(std::string number) {
  for (const std::string_view mark : {"）", "、", "．", ")", "：", "　", " "})
    if (number.ends_with(mark)) return number;
  return number.empty() ? number : number + " ";
}

} // namespace

DocxNumbering::DocxNumbering(const XmlNode& numbering) {
  for (const XmlNode& node : numbering.children) {
    if (node.name == "abstractNum") {
      Levels& levels = abstracts_[number_of(node.attribute("abstractNumId"), -1)];
      for (const XmlNode& child : node.children)
        if (const int level = number_of(child.attribute("ilvl"), -1); child.name == "lvl" && in_range(level))
          levels[static_cast<std::size_t>(level)] = read_level(child);
    } else if (node.name == "num") {
      List& list = lists_[number_of(node.attribute("numId"), -1)];
      list.abstract = number_of(node.of_child("abstractNumId", "val"), -1);
      for (const XmlNode& child : node.children) {
        const int level = number_of(child.attribute("ilvl"), -1);
        if (child.name != "lvlOverride" || !in_range(level)) continue;
        if (const XmlNode* start = child.child("startOverride"))
          list.starts[level] = start_of(start->attribute("val"));
        if (const XmlNode* own = child.child("lvl")) list.levels[level] = read_level(*own);
      }
    }
  }
}

DocxNumbering::Level DocxNumbering::read_level(const XmlNode& node) {
  Level level;
  if (const auto format = node.of_child("numFmt", "val"); !format.empty()) level.format = format;
  level.text = node.of_child("lvlText", "val");
  level.style = node.of_child("pStyle", "val");
  level.start = start_of(node.of_child("start", "val"));
  if (const XmlNode* restart = node.child("lvlRestart"))
    level.restart = number_of(restart->attribute("val"), 0);
  if (const XmlNode* legal = node.child("isLgl"))
    level.arabic = legal->attribute("val") != "0" && legal->attribute("val") != "false";
  return level;
}

const DocxNumbering::Level& DocxNumbering::level_of(const List& list, int level) const {
  if (const auto own = list.levels.find(level); own != list.levels.end()) return own->second;
  return abstracts_.at(list.abstract)[static_cast<std::size_t>(level)];
}

std::optional<int> DocxNumbering::level_of_style(int list, std::string_view style) const {
  const auto found = lists_.find(list);
  if (found == lists_.end() || !abstracts_.contains(found->second.abstract)) return std::nullopt;
  for (int level = 0; level < kLevels; ++level)
    if (level_of(found->second, level).style == style) return level;
  return std::nullopt;
}

std::string DocxNumbering::next(int id, int level) {
  const auto found = lists_.find(id);
  if (found == lists_.end() || !in_range(level) || !abstracts_.contains(found->second.abstract)) return {};
  const List& list = found->second;
  const auto [entry, fresh] = counts_.try_emplace(list.abstract);
  auto& counts = entry->second;
  if (fresh) counts.fill(kNotStarted);
  const auto own = static_cast<std::size_t>(level);
  const auto start = list.starts.find(level);
  if (start != list.starts.end() && started_.emplace(id, level).second)
    counts[own] = start->second;
  else if (counts[own] == kNotStarted)
    counts[own] = level_of(list, level).start;
  else
    ++counts[own];
  for (int outer = 0; outer < level; ++outer)
    if (auto& count = counts[static_cast<std::size_t>(outer)]; count == kNotStarted)
      count = level_of(list, outer).start;
  for (int deeper = level + 1; deeper < kLevels; ++deeper)
    if (const auto& restart = level_of(list, deeper).restart; !restart || level < *restart)
      counts[static_cast<std::size_t>(deeper)] = kNotStarted;
  return written(list, level, counts);
}

std::string DocxNumbering::written(const List& list, int level,
                                   const std::array<int, kLevels>& counts) const {
  const Level& own = level_of(list, level);
  if (own.format == "bullet") return "- ";
  std::string out;
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    const char digit = i + 1 < own.text.size() ? own.text[i + 1] : '\0';
    if (own.text[i] != '%' || digit < '1' || digit > '9') {
      out.push_back(own.text[i]);
      continue;
    }
    const int shown = digit - '1';
    const std::string_view format =
        own.arabic ? std::string_view("decimal") : std::string_view(level_of(list, shown).format);
    out += list_number(std::max(counts[static_cast<std::size_t>(shown)], 0), format);
    ++i;
  }
  return with_gap(out);
}

} // namespace fengqiao::indexer
