// What a hit must contain: the phrases, prefixes, AND, OR and NOT of a query.
#pragma once

#include "indexer/index_store.hpp"
#include "indexer/query_parser.hpp"
#include "indexer/vocabulary.hpp"

#include <string>
#include <vector>

namespace fengqiao::indexer {

// "Contains" means: a substring of the clause's text or headings or of its document's title, after folding,
// without blanks and quotation marks, numerals in either spelling (第43条 = 第四十三条); a line end is no
// blank.
class QueryConstraint {
public:
  QueryConstraint(const QueryTree& tree, const Vocabulary& vocabulary);

  // A query of words alone demands nothing.
  [[nodiscard]] bool empty() const { return root_.kind == Node::Kind::anything; }

  // NOT alone: what is looked for says nothing of what a hit contains.
  [[nodiscard]] bool only_excludes() const;

  // Takes every clause that fits, and few others: for the index, which knows pairs of characters only.
  [[nodiscard]] QueryNode candidates() const;

  // Costs about 20 µs for a clause of usual length.
  [[nodiscard]] bool holds(const StoredDocument& document, const Clause& clause) const;

private:
  struct Node {
    enum class Kind { anything, contains, begins_word, all, any, none };
    Kind kind = Kind::anything;
    std::u32string text; // contains, begins_word; as it is looked for
    std::vector<Node> children;
  };
  struct ClauseText;

  static Node node_of(const QueryTree& tree, const Vocabulary& vocabulary, bool operand);
  static Node word_node(const std::string& word, const Vocabulary& vocabulary);
  static Node contains(std::u32string_view text);
  static QueryNode at_least(const Node& node);
  static QueryNode at_most(const Node& node);
  static bool holds(const Node& node, const ClauseText& text);

  Node root_;
};

} // namespace fengqiao::indexer
