// One parser for each way in which policy texts are numbered; policy_parser.hpp says how they are told apart.
#pragma once

#include "indexer/clause_builder.hpp"
#include "indexer/source_lines.hpp"

#include <span>

namespace fengqiao::indexer {

using Lines = std::span<const SourceLine>;

void parse_statute(Lines lines, ClauseBuilder& builder);    // law_text.cpp
void parse_gongwen(Lines lines, ClauseBuilder& builder);    // gongwen_text.cpp
void parse_decimal(Lines lines, ClauseBuilder& builder);    // decimal_text.cpp: 1, 1.1, 1.1.1
void parse_sections(Lines lines, ClauseBuilder& builder);   // digest_text.cpp: keyed headings too
void parse_paragraphs(Lines lines, ClauseBuilder& builder); // digest_text.cpp
void parse_speech(Lines lines, ClauseBuilder& builder);     // speech_text.cpp
void parse_questions(Lines lines, ClauseBuilder& builder);  // question_text.cpp

// Are its points counted by 第一，第二， (or 一是 二是) at the front of paragraphs?
bool is_speech_text(Lines lines);

// Two questions (问：, 3. 问：, 问题三：) and answers (答：) at least, or two cases (【基本案情】)?
bool is_question_text(Lines lines);

// Is there a table whose rows are articles (条目: 第一条, 第二条 …)? parse_paragraphs makes a clause of each.
bool has_article_table(Lines lines);

// 目录, 目　录: a table of contents follows, and the text proper begins at the index that behind_contents
// gives. Entries are headings or short lines; they end where one comes a second time or an article begins.
bool is_contents_title(std::string_view line);
std::size_t behind_contents(Lines lines, std::size_t at);

// Are the clauses numbered 1.1, 1.2, 2.1 …? Two of them at least, and hardly one out of count: figures at the
// start of a broken line are. The chapters above may be 1, 1. 一、 or 第一章. Cost: linear.
bool is_decimal_text(Lines lines);

// What stands behind a number: is it nothing but a heading (short, no mark of a sentence)?
bool is_heading_only(std::string_view rest);

// True where line `at` begins the signature (落款): a short line above a line that is only a date (the names
// of up to five offices), or such a line alone. It is no part of the clause above it.
bool begins_signature(Lines lines, std::size_t at);

// What stands beside the clauses of a paper and belongs to none of them, whatever headings are open: its
// signature, 抄送：…, 出席：…. Read as a pN clause named 落款, 抄送 …; returns the line behind it, `at` where
// none begins there.
std::size_t read_aside(Lines lines, std::size_t at, ClauseBuilder& builder);

// Nothing to read in it: blank, a rule, an HTML comment.
bool is_empty_line(std::string_view line);

} // namespace fengqiao::indexer
