// Several texts under one name: which owns the bare id, and what are the others called?
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::indexer {

struct EditionInput {
  std::string id;          // as the file says or its title gives
  std::string part;        // 物权编: parts of one code are no editions of each other
  std::string date;        // ISO, may be partial or empty
  std::string file;        // breaks ties, so that the answer does not depend on the order of arrival
  std::string issuer = {}; // rules of two offices are no editions of each other; empty for national law
  // What it shares with editions that have ids of their own: 走访办法 for 走访办法（试行）; empty: nothing.
  std::string base = {};
  std::string text_kind = {}; // 原文, 摘编: a digest shares no base with the text itself
  std::string draft = {};     // 征求意见稿: an edition of other drafts only
};

struct EditionName {
  std::string id;          // 治安管理处罚法, or 治安管理处罚法@2005 for an older edition
  std::string alias;       // the owner is found under its year too: 治安管理处罚法@2012; else empty
  bool superseded = false; // a newer edition is in the index
  // The text of which nobody can say whether it is newer, because one of the two has no date: its place among
  // the inputs.
  std::optional<std::size_t> unordered_with = {};
  std::size_t newest = 0; // its place among the inputs: the newest edition of the text, perhaps itself
  std::string base = {};  // the name that means any of the editions, where their ids differ; else empty
};

// One answer for each input, in the inputs' order. Editions of one text have the same part, issuer and draft,
// and the same id or the same base. Of one id the newest owns it bare, unless it is the name of a text that
// has a newer edition under another id; the others are id@year, id@yyyymmdd where two fall into one year,
// with _2, _3 … where even that is the same. A text without a date (id@无日期) neither is older nor makes
// another one older. Where two issuers use one id, each has its own, 值班制度@甲派出所, and nobody the bare
// one; a draft is 走访办法@征求意见稿 beside a text that has that id.
std::vector<EditionName> name_editions(const std::vector<EditionInput>& texts);

} // namespace fengqiao::indexer
