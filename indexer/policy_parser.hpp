// Policy text → clauses. Cannot fail: what is odd is told in diagnostics, and every text gives a document.
#pragma once

#include "indexer/policy_document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct ParsedPolicy {
  PolicyDocument document;
  // Texts of their own that stand behind it in the same file (text_titles.hpp): what front matter says of the
  // issuer, the days and the status holds for them, too.
  std::vector<PolicyDocument> further;
  std::vector<Diagnostic> diagnostics;
};

// `file`: relative to the indexed root, with '/'. `root_name`: the root's own folder name; with the folders
// in `file` it gives the kind of a law without front matter (…/行政法规/… → 行政法规).
//
// What a clause is, tried in this order:
//
// - keyed: headings that end in {#1.3}; each is a clause (digests).
//
// - statute: lines that begin with 第X条 (or 第X条之一) and a blank; each is a clause. Its paragraphs are 款,
//   lines （一） are 项. 第X条 inside a sentence starts nothing. Headings, and lines 第X章 …, end it.
//
//   A number whose blank got lost (第一条为了…) counts where it is the next one.
//
// - decimal: 1, 1.1, 1.1.1; each number is a clause, also below another one that has text. The chapters may
//   be 1. 一、 or 第一章 too. Keys as printed: 2.1.3.
//
// - 公文: 一、 （一） 1. （1） 1) ①, nested as this text nests them (level_order.hpp). An item whose line is
// only a heading opens a level; any other is a
//   clause with all that is below it. Keys: 2, 2.3, 2.3.1.
//
// - questions and answers: 问：, 问题三：, each with its answer 答： a clause, whose heading is the question;
//   案例一：… with 【基本案情】 and so on below it likewise. Key 3 where a number is printed.
//
// - speeches: paragraphs that begin with 第一，第二， (or 一是 二是), each with all below it. Keys 1, 2.
//
// - sections: headings without numbers; the text below each is a clause p1, p2, …
//
// - paragraphs: each paragraph is a clause p1, p2, …
//
// Footnotes ([^1] and [^1]: …) become a last line 注：… of the clause that cites them; those that only a
// heading cites, or nothing, a pN clause at the end. A table of contents is
// skipped, 附件 and 附表 begin a part that counts by itself, and the signature above the date is a pN clause.
//
// Text before the first numbered clause, or between a heading and a clause, becomes pN clauses, so that all
// of the text is found. A # line longer than limits::heading_chars is text, unless it has a number or is the
// title; facts of the front matter are cut at limits::title_chars. Example:
// parse_policy(text, "行政法/治安管理处罚法(2012-10-26).md"). Cost: linear.
[[nodiscard]] ParsedPolicy parse_policy(std::string_view text, const std::string& file,
                                        std::string_view root_name = {});

} // namespace fengqiao::indexer
