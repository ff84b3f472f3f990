// Names, dates and kinds that plain law files carry in their titles, preambles and folders.
#pragma once

#include "indexer/policy_document.hpp"

#include <string>
#include <string_view>

namespace fengqiao::indexer {

// 《中华人民共和国公司法（2018年修正）》 → 公司法: without 中华人民共和国, 《》, blanks, and brackets that
// hold a date or the year of a revision. 宪法修正案（1988年） keeps its year: it is part of the name.
std::string short_law_name(std::string_view title);

// 专利法实施细则（2002年修订）, 专利法实施细则@2002 → 专利法实施细则 and 2002: the name and the digits of the
// edition's day (core/edition_note.hpp), which are empty where the name says nothing of an edition.
struct NamedEdition {
  std::string name, date;
};
NamedEdition edition_in_name(std::string_view name);

// What the editions of one text share of their names, as an id: 走访办法 for 走访办法（试行）,
// 走访办法（修订）, 走访办法（2021年修订）, 走访办法（征求意见稿）. Empty for papers (通知, 批复, 报告 …) of
// which a later one under the same title is another paper.
std::string edition_base(std::string_view name);

// 征求意见稿 of 走访办法（征求意见稿）, 走访办法草案, 关于《走访办法（征求意见稿）》公开征求意见的公告: the
// text has not been passed. Empty for any other title, 关于《…（草案）》的说明 among them.
std::string draft_word(std::string_view title);

// 关于印发《值班办法（试行）》的通知 → 值班办法（试行）: the one text that a paper says it brings; empty
// where its title names none, or several. 印发, 转发, 发布 and 公布 bring; 修改 and 废止 do not.
std::string brought_title(std::string_view title);

// Does a line of a paper repeat the title of the text that it brings, 附件 in front of it or not? Blanks and
// widths apart. Cost: linear in the line; `name` is folded each time, so lines beyond kLongestTitleLine are
// refused first.
bool is_title_of_brought(std::string_view line, std::string_view name);

// 治安管理处罚法, 民法典: a short name that only a law bears; not 走访办法.
bool is_law_name(std::string_view name);

// 国务院令第588号 of （根据2011年1月8日国务院令第588号修订）: an order of one of the makers that are told
// apart from the words in front of them; else empty.
std::string known_order(std::string_view line);

// A name as a document id: letters, digits and Han only. 刑法修正案（四） → 刑法修正案四.
std::string document_id(std::string_view name);

// 样例市人民代表大会常务委员会 of （2023年9月27日样例市第八届人民代表大会常务委员会第十次会议通过 …）: the
// congress of a place that passed a local regulation; empty for any other line.
std::string local_congress(std::string_view line);

// 行政法规, 司法解释, 部门规章, 地方法规 where a folder of `path` is named so; else empty.
std::string kind_of_folder(std::string_view path);

// Dates, 文号 and issuer from the lines between title and text. `date` is the latest day on which the text
// was passed, revised or made public (a 施行 day alone is `effective`); without one, the day in the file's
// name.
void read_law_preamble(PolicyDocument& document);

} // namespace fengqiao::indexer
