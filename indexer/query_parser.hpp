// What a person typed into a search, taken apart. Plain data; knows no index.
//
//   没事也要交日报吗            a question: ranked, none of its words is compulsory
//   "零报告" 日报              free-standing quotation marks (any form): a hit contains it. Marks inside a
//                             sentence (名为“合伙”实为借贷) only quote
//   治安*                     a hit contains a word that begins so
//   标题:行动计划 状态:现行     fields: they choose documents; all hold, values of one field are alternatives
//   日期:2019-03..2022         2019.. and ..2022 too
//   巡逻 AND (值班 OR 备勤)     NOT; 与 并且 且, 或 或者, 非 不含 where they stand alone between blanks
//
// Colons, quotes, brackets, operators and digits in either width.
#pragma once

#include "indexer/search_filter.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// All texts are folded (core/fold.hpp), UTF-8.
struct QueryTree {
  enum class Kind {
    words,    // `text`: ranked; as an operand of AND, OR, NOT a hit contains it or a synonym
    phrase,   // `text`: a hit contains it
    prefix,   // `text`: a hit contains a word that begins with it
    sequence, // children side by side: everything but words holds
    all,      // AND
    any,      // OR
    none,     // NOT: one child
  };
  Kind kind = Kind::sequence;
  std::string text;
  std::vector<QueryTree> children;
  friend bool operator==(const QueryTree&, const QueryTree&) = default;
};

struct ParsedQuery {
  QueryTree tree;
  std::string words; // everything that is looked for, for ranking: without operators, fields and NOT
  bool plain = true; // words alone: no operator, phrase, prefix or field
  SearchFilter fields, excluded;  // 状态:现行; NOT 状态:已废止
  std::vector<std::string> notes; // Chinese: what could not be understood and how it was taken
};

// Never fails: a mark without its partner, an operator without an operand, a field without a value is left
// out and noted. Brackets nest to limits::nesting_depth, deeper ones are left out. Linear in the length.
[[nodiscard]] ParsedQuery parse_query(std::string_view typed);

} // namespace fengqiao::indexer
