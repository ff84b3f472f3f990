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
};

struct EditionName {
  std::string id;          // 治安管理处罚法, or 治安管理处罚法@2005 for an older edition
  std::string alias;       // the owner is found under its year too: 治安管理处罚法@2012; else empty
  bool superseded = false; // a newer edition is in the index
  // The text of which nobody can say whether it is newer, because one of the two has no date: its place among
  // the inputs.
  std::optional<std::size_t> unordered_with = {};
};

// One answer for each input, in the inputs' order. Of one id, part and issuer the newest date owns the bare
// id; the others are id@year, id@yyyymmdd where two fall into one year, with _2, _3 … where even that is the
// same. A text without a date (id@无日期) neither is older nor makes another one older. Where two issuers use
// one id, each has its own, 值班制度@甲派出所, and nobody the bare one.
std::vector<EditionName> name_editions(const std::vector<EditionInput>& texts);

} // namespace fengqiao::indexer
