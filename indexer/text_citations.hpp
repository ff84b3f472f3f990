// Which clauses a text names: 《…》第四十三条, 刑法第二百八十七条之一, 本法第五条至第八条, 第九条和第十条,
// 第二、三条.
#pragma once

#include "indexer/policy_document.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct TextCitation {
  enum class Document {
    own,    // 本法, 本条例, or nothing in front: the text itself
    titled, // 《…》: `name` is what stands between
    tail, // the end of `name` is one: 依照刑法, 按照公发〔2002〕6号, 依照刑法修正案（八）
  };
  Document document = Document::own;
  std::string name;
  std::string bracket = {};       // behind 《…》: 2018年修正, 公发〔2002〕6号, 以下简称…
  std::vector<std::string> keys;  // 43, 287-1; several for 第五条至第八条
  std::size_t begin = 0, end = 0; // in bytes, from the name (where it is sure where that begins) to 条
};

// Adds the names that a text declares, each once, fifty at most; 以下统称, 以下分别简称 and 本… declare none.
void add_declared_names(std::string_view text, std::vector<DeclaredName>& names);

// What the rest of its document says of a clause.
struct CitingPlace {
  std::vector<std::string> before = {}; // the keys of the articles in front of it, the nearest first: 前条
  std::vector<DeclaredName> names = {};
};

// In reading order. 、和 and the like go on in the same document, 该法 means the text named before, if it is
// of that kind; a clause that is quoted after an opening quotation mark (修改为：“第五条 …) is no citation,
// and what is quoted cites nothing of the text that it stands in. Between the ends of its ranges a text names
// limits::range_clauses clauses at most; behind these only the ends count. Linear.
std::vector<TextCitation> text_citations(std::string_view text, const CitingPlace& place = {});

// The index term of clauses that cite some document's clause `key`. No text gives such a term: it begins with
// a colon.
std::string citing_term(std::string_view key);
// The terms of a clause's text, each once.
std::vector<std::string> citing_terms(std::string_view text);

} // namespace fengqiao::indexer
