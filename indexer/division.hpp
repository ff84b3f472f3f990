// Parts of a text that are cited by their heading: 第三章, 第三章第一节, 附则, 侵权责任编, 附件1.
#pragma once

#include "indexer/policy_document.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// What a citation says of a division, step by step from the outside in.
class Division {
public:
  // 第三章 · 第三章第一节 · 第四章处罚程序 · 附则 · 侵权责任编 · 侵权责任编第二章 · 附件1 · a heading without
  // its number. Numbers in either spelling, blanks and brackets anywhere. Nothing where nothing is left of
  // it.
  static std::optional<Division> parse(std::string_view typed);

  // Its form alone tells that it is one: 第三章, 总则, 附件1; not 侵权责任编, which only the text can tell.
  [[nodiscard]] bool certain() const { return certain_; }
  // It begins with 第N章, 附件1 and the like.
  [[nodiscard]] bool is_numbered() const { return !steps_.front().unit.empty(); }
  // 附件 without a number means all annexes.
  [[nodiscard]] bool all_annexes() const;
  [[nodiscard]] bool in_annex() const;
  [[nodiscard]] std::string annex_word() const; // 附件, 附表, 附录
  // The same without its last step: 第三章 of 第三章第一节; nothing where there is one step only.
  [[nodiscard]] std::optional<Division> outer() const;
  // 附件 for 附件1, which is what an only annex without a number may be called.
  [[nodiscard]] std::optional<Division> without_annex_number() const;

  // How many of the clause's headings lead to the division: 0 where the clause lies elsewhere. `part_number`
  // is the number of the file in a code whose parts are files (民法典第七编), else 0.
  [[nodiscard]] std::size_t depth_in(const Clause& clause, std::size_t part_number = 0) const;

private:
  struct Step {
    std::u32string unit;  // 编, 分编, 章, 节, 附件 …; empty for one by its name
    int number = 0;       // 附件: 0 means any
    std::u32string title; // 附则, 侵权责任; behind a number what stands there
  };
  static Step take_step(std::u32string_view& text);
  [[nodiscard]] static bool is_heading_of(const std::string& heading, const Step& step);

  std::vector<Step> steps_;
  bool certain_ = true;
};

// 第三章, 总则, 附件1: Division::parse(typed)->certain().
bool is_certain_division(std::string_view typed);

// The first `depth` headings of the clause as a citation writes them: 第二编第一章, 附则, 附件1.
std::string division_name(const Clause& clause, std::size_t depth);

// A name with a division behind it: 治安管理处罚法第三章第一节 → 治安管理处罚法 and 第三章第一节.
struct DividedName {
  std::string name, division; // folded
  bool certain = false;       // as Division::certain()
};

// The ways to part `name` so, the longest division first, those that are not certain last; whether such a
// text and such a division exist is the index's question. Quadratic in the length; nothing for more than 160
// characters.
std::vector<DividedName> divided_names(std::string_view name);

} // namespace fengqiao::indexer
