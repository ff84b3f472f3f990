// A policy text taken apart into clauses: plain data, no behaviour.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// The unit of search and citation: one 条 of a statute, one numbered item of a 公文, one keyed clause of a
// digest, one section or paragraph of anything else.
struct Clause {
  // Unique in its document (and in all parts of a code) and stable: 48, 287-1, 1.3. Text without a number of
  // its own gets p1, p2, … in reading order; it cannot be cited alone (citable is false).
  std::string key;
  std::string own_number;        // as printed in the text: 第四十八条, 二, （三）; may be empty
  std::string heading;           // the clause's own heading without number and key; may be empty
  std::vector<std::string> path; // breadcrumb from the outside in: part, 编, 章, 节 or headings
  std::string text;              // paragraphs joined by \n, without the heading and the own number
  int line = 0, line_end = 0;    // 1-based, inclusive
  bool citable = true;
};

// 时效: the only values that front matter and filters know. (类别: document_kinds.hpp)
inline constexpr std::array<std::string_view, 5> kStatuses{"现行", "已修改", "已废止", "期满", "待核"};

// 《中华人民共和国民事诉讼法》（以下简称民诉法）: what a text calls another one from there on.
struct DeclaredName {
  std::string name, title;
  friend bool operator==(const DeclaredName&, const DeclaredName&) = default;
};

struct PolicyDocument {
  // As the file says or as its title gives it. Which of several editions owns the bare id is decided over all
  // documents of an index: see edition.hpp.
  std::string id;
  std::string title, short_title;
  std::string
      base; // 走访办法 for 走访办法（试行）: what its editions are called (edition_base, law_name.hpp)
  std::string draft;     // 征求意见稿: the text is not passed; else empty
  std::string part;      // 物权编, for a file that holds one part of a code
  std::string issuer;    // 公安部
  std::string number;    // 文号
  std::string date;      // ISO, may be partial: 2023-02
  std::string effective; // 施行日期, ISO, may be empty
  std::string status; // 现行 | 已修改 | 已废止 | 期满 | 待核; plain law files say nothing: 待核
  std::string kind; // 规范性 | 法律 | 行政法规 | 部门规章 | 司法解释 | 地方法规 | 研究 | 资料
  std::string text_kind;   // 原文 | 摘编
  std::string source_note; // where a reader finds the original
  std::string file;        // relative to the indexed root, with /
  std::string preamble;    // text between title and first clause that is about the text (dates, notes)
  std::vector<DeclaredName> names;
  std::vector<Clause> clauses;
};

// Something a person should look at; the document was read all the same.
struct Diagnostic {
  int line = 0;
  std::string message;
};

} // namespace fengqiao::indexer
