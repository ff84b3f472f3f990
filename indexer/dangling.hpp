// Citations that lead nowhere: 本办法第九条 in a text of three articles, 刑法第九百条.
#pragma once

#include "indexer/policy_document.hpp"
#include "indexer/text_citations.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// The articles that a text is known to have.
class KnownArticles {
public:
  // `keys`: of the clauses of a text, or of one part of it (附件1) that counts by itself.
  explicit KnownArticles(std::span<const std::string> keys, std::string_view part = {});

  // Is it sure that the text has no such article? Not of one with fewer than three, or with a gap between the
  // first and the last: then it is rather the text that is not whole.
  [[nodiscard]] bool lacks(const std::string& key) const;

private:
  std::set<std::string> keys_; // without the part
  int last_ = 0;               // 0: nothing can be said
};

// 修正案, 关于修改……的决定: the numbers that it names may be those of a text before or behind the change.
bool amends_others(std::string_view title);

// Is a citation without a name in front (TextCitation::Document::own) its own text's beyond doubt? 本办法
// stands in front, or it is one of an article in which no other text is named before and none changed.
bool is_surely_own(const TextCitation& citation, const Clause& clause, std::span<const TextCitation> before);

// How a reader would write what is missing of a citation's keys: all of it as it stands in the text, or some
// (第十条 of 第一条和第十条), with `name` (刑法) or 本办法 where that stands in front. Empty where none is.
std::string missing_part(const TextCitation& citation, std::string_view text,
                         const std::set<std::string>& missing, std::string_view name = {});

struct DanglingCitation {
  int line = 0; // of its clause
  std::string written;
};
// The citations of its own articles that a whole text has and that lead nowhere. Linear but for
// looking up the numbers.
std::vector<DanglingCitation> dangling_own(const PolicyDocument& document);

} // namespace fengqiao::indexer
