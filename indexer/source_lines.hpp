// The lines of a policy text with their numbers, and what a line begins with.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct SourceLine {
  int number = 0;        // 1-based
  std::string_view text; // blanks at both ends stripped (also U+3000)
};

std::vector<SourceLine> source_lines(std::string_view text);

// Bytes, a thousand characters: a longer line that begins with # is text. So is one without a number or key
// of its own that is longer than limits::heading_chars (a title, level 1: limits::title_chars), since every
// clause below a heading stores it.
inline constexpr std::size_t kLongestHeading = 3000;

// "### 主要职责 {#2.1}" → level 3, text "主要职责", key "2.1".
struct HeadingLine {
  int level = 0;
  std::string text;
  std::string key;
};
std::optional<HeadingLine> heading_line(std::string_view line);

// "第十条之一 正文" → label 第十条之一, key 10-1, rest 正文. Only with a blank (or the line's end) behind it.
struct ArticleLine {
  std::string label, key;
  std::string_view rest;
};
std::optional<ArticleLine> article_line(std::string_view line);

// "第一条为了…" → the same without the blank, for texts that lost it (old text files, PDF). Not where the
// number goes on as a reference: 第一条的, 第二条至第四条, 第三条第二款.
std::optional<ArticleLine> loose_article_line(std::string_view line);

// "第一百二十八 条　侦查人员", "笫五十四条　…": what scanning made of the article `number`, and of no other
// one; of any article where `number` is 0.
std::optional<ArticleLine> misread_article_line(std::string_view line, int number);

// "附件", "附件2：样表", "附表一 …", "附录": what follows is no longer the text itself.
bool annex_line(std::string_view line);

// A line such as "第二章 监督管理" without Markdown marks: its rank (编 1, 分编 2, 章 3, 节 4), or 0.
int division_rank(std::string_view line);

// 总则, 附　则: a division that bears no number of its own.
bool is_bare_division(std::string_view line);

// "第一章总则": a division that lost its blank. Only Han behind it; whether it is no sentence, its neighbours
// have to tell.
struct LooseDivision {
  int rank = 0, number = 0; // rank as in division_rank
};
std::optional<LooseDivision> loose_division(std::string_view line);

// 第四十三条, 第十条之一, as a clause's own number; not 第一部分一.
bool is_article_number(std::string_view own_number);

// The number a 公文 line begins with: level 1 一、 2 （一） ㈠ 3 1. ⒈ 4 （1） ⑴ 5 1) 6 ①.
struct NumberedLine {
  int level = 0; // 1 also for 一. and, in front of a short heading, 一，
  int value = 0;
  std::string label; // 二, （三）, 1, （1）
  std::string_view rest;
};
std::optional<NumberedLine> numbered_line(std::string_view line);

// "第一部分 总体要求", "第二部分：任务", "第三部分保障措施" → level 0, its value, 第一部分 and the rest.
std::optional<NumberedLine> part_line(std::string_view line);

// "- (a) 信息：…" or "(a) …" → a; 0 if the line is no such item.
char letter_item(std::string_view line);

// "1.1 目的", "2.1.3．每日两次": two to four numbers joined by dots. Whether it is a number and no figure
// (1.5 米以上), the lines around it have to tell.
struct DecimalLine {
  std::vector<int> numbers;
  std::string_view rest;
};
std::optional<DecimalLine> decimal_line(std::string_view line);

} // namespace fengqiao::indexer
