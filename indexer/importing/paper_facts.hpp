// What a paper says about itself: title, 文号, issuer, dates. Everything is a guess that a person checks.
#pragma once

#include "indexer/policy_document.hpp"
#include "indexer/readers/paper.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct GuessedField {
  std::string field; // as in the front matter: title, number, date …
  std::string value;
  std::optional<std::size_t> block; // where it stands; none: made by rule, or from the file's name
};

struct PaperFacts {
  PolicyDocument document; // its front matter; no clauses
  std::vector<GuessedField> guesses;
  // The blocks before the text proper are [0, head_end); of them [title_begin, title_end) are the title.
  std::size_t title_begin = 0, title_end = 0, head_end = 0;
  std::vector<std::string> remarks; // what a person should decide: 有效期, 同时废止
};

// `stem`: the file's name without folder and extension, the title of last resort. Rules:
// - title: of a web page the line that its window's title begins with; else what is marked as one; else the
//   first lines that are no red head (…文件), 文号, 密级 or date. Of an order (某令第88号) the text that it
//   makes known, where its name comes again.
// - number: 〔2023〕6号 in any brackets, or 令第12号, in the head, outside sentences.
// - issuer: the red head; else what stands before 关于 in the title; else the signature above the date.
// - date: the latest day in the head's notes (通过, 修正, 公布); else the line that is only a date
//   (成文日期) or an agency with a day; else the year in the 文号.
// - effective: the head's note, else 本办法自…起施行; 自公布（印发、发布）之日起施行 takes the date. Not the
//   day of the first edition that a text keeps when it is revised.
// - status: only what the head says (已废止, 失效, 现行有效); else 待核. A paper cannot know that it was
//   abolished later.
// - short, id: of a 关于印发《…》的通知 the text that it brings, where that stands below.
PaperFacts guess_facts(const Paper& paper, const std::string& stem);

// 某县公安局文件: the red head of a 公文, and nothing else.
bool is_red_head(std::string_view line);

} // namespace fengqiao::indexer
