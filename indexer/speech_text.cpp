#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/text_parsers.hpp"

#include <optional>
#include <string>

namespace fengqiao::indexer {
namespace {

// 第一，提高认识。 and 一是抓基础。 at the front of a paragraph.
struct SpokenNumber {
  bool outer = false; // 第一
  int value = 0;
  std::string label;
  std::string_view rest;
};

std::optional<SpokenNumber> spoken_number(std::string_view line) {
  constexpr std::size_t kLongest = 9; // bytes of a numeral
  const bool outer = line.starts_with("第");
  const std::string_view behind = line.substr(outer ? std::string_view("第").size() : 0);
  for (std::size_t size = std::min(kLongest, behind.size()); size > 0; --size) {
    const auto value = parse_numeral(behind.substr(0, size));
    if (!value || *value == 0 || (behind.front() >= '0' && behind.front() <= '9')) continue;
    std::string_view rest = behind.substr(size);
    const std::size_t label = line.size() - rest.size();
    for (const std::string_view mark : {"，", "、", "：", ",", "是", "要"}) {
      const bool verb = mark == "是" || mark == "要";
      if (verb == outer || !rest.starts_with(mark)) continue;
      rest.remove_prefix(mark.size());
      return SpokenNumber{outer, *value, std::string(line.substr(0, label + (verb ? mark.size() : 0))),
                          trim(rest)};
    }
    return std::nullopt;
  }
  return std::nullopt;
}

// 同志们，……, 谢谢大家！: what closes a speech is no part of its last point.
bool closes_speech(std::string_view line) {
  for (const std::string_view word : {"同志们", "谢谢", "最后，", "我就讲", "总之"})
    if (line.starts_with(word)) return true;
  return false;
}

// Which of the two ways of counting makes the clauses: the outer one where there is one. nullopt: neither
// goes on from one twice.
std::optional<bool> counted_outer(Lines lines) {
  int outer = 0, inner = 0;
  for (const auto& line : lines)
    if (const auto number = spoken_number(line.text)) {
      int& last = number->outer ? outer : inner;
      if (number->value == last + 1) last = number->value;
    }
  if (outer >= 2) return true;
  return inner >= 2 ? std::optional(false) : std::nullopt;
}

} // namespace

bool is_speech_text(Lines lines) {
  return counted_outer(lines).has_value();
}

void parse_speech(Lines lines, ClauseBuilder& builder) {
  const bool outer = counted_outer(lines).value_or(true);
  int last = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& [number, line] = lines[i];
    if (is_empty_line(line)) continue;
    const auto spoken = spoken_number(line);
    if (spoken && spoken->outer == outer && spoken->value == last + 1) {
      last = spoken->value;
      Clause clause;
      clause.key = std::to_string(last);
      clause.own_number = spoken->label;
      builder.begin(std::move(clause), number);
      builder.text(spoken->rest, number);
    } else if (const auto aside = read_aside(lines, i, builder); aside > i) {
      i = aside - 1;
    } else {
      if (last == 0 || closes_speech(line)) builder.end(); // a paragraph of its own
      builder.text(line, number);
    }
  }
}

} // namespace fengqiao::indexer
