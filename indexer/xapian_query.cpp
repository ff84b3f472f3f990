#include "indexer/xapian_query_impl.hpp"

#include <string>
#include <vector>

namespace fengqiao::indexer {
namespace {

Xapian::Query::op operator_of(QueryNode::Kind kind) {
  switch (kind) {
  case QueryNode::Kind::all:
    return Xapian::Query::OP_AND;
  case QueryNode::Kind::without:
    return Xapian::Query::OP_AND_NOT;
  default:
    return Xapian::Query::OP_OR;
  }
}

// The words that begin so, as one word. Each of several indexes would take its own words only, and weigh them
// by themselves: there all of them are named to all.
Xapian::Query prefix_query(const Xapian::Database& database, const std::string& prefix, bool joined) {
  if (!joined)
    return {Xapian::Query::OP_WILDCARD, prefix, 0, Xapian::Query::WILDCARD_LIMIT_ERROR,
            Xapian::Query::OP_SYNONYM};
  const std::vector<std::string> words(database.allterms_begin(prefix), database.allterms_end(prefix));
  return {Xapian::Query::OP_SYNONYM, words.begin(), words.end()};
}

// A word's own terms (`forms` front, a sum), or another form of it that stands in the clause whole. Each
// clause gets the points of one form only: of the word where all of it is there, else of the first other
// form, else of what there is of the word. OP_MAX says nearly that, but in Xapian 1.4.22 it reads freed
// memory when all that is under it ends in one step while the matcher no longer needs clauses without it; a
// server that is asked so crashes likewise.
Xapian::Query best_form(const std::vector<Xapian::Query>& forms, const std::vector<Xapian::Query>& own) {
  using Query = Xapian::Query;
  const Query whole(Query::OP_AND, own.begin(), own.end());
  Query better = whole; // clauses that have got their points
  std::vector<Query> parts(1);
  for (std::size_t i = 1; i < forms.size(); ++i) {
    parts.emplace_back(Query::OP_AND_NOT, forms[i], better);
    better = Query(Query::OP_OR, better, forms[i]);
  }
  const Query others(Query::OP_OR, forms.begin() + 1, forms.end());
  parts.front() = Query(Query::OP_AND_NOT, forms.front(), Query(Query::OP_AND_NOT, others, whole));
  return {Query::OP_OR, parts.begin(), parts.end()};
}

} // namespace

Xapian::Query to_xapian(const QueryNode& node, const Xapian::Database& database, bool joined) {
  const auto scaled = [&](Xapian::Query query) {
    return node.scale == 1 ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, node.scale);
  };
  if (node.kind == QueryNode::Kind::term) return scaled(Xapian::Query(node.text));
  if (node.kind == QueryNode::Kind::prefix) return scaled(prefix_query(database, node.text, joined));
  if (node.kind == QueryNode::Kind::everything)
    return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(std::string()), 0);
  const auto each = [&](const std::vector<QueryNode>& nodes) {
    std::vector<Xapian::Query> out;
    out.reserve(nodes.size());
    for (const auto& child : nodes)
      out.push_back(to_xapian(child, database, joined));
    return out;
  };
  const std::vector<Xapian::Query> children = each(node.children);
  if (node.kind == QueryNode::Kind::best)
    return children.size() == 1 ? scaled(children.front())
                                : scaled(best_form(children, each(node.children.front().children)));
  if (node.kind == QueryNode::Kind::filter)
    return Xapian::Query(Xapian::Query::OP_AND_MAYBE,
                         Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, children.at(1), 0), children.at(0));
  return scaled(Xapian::Query(operator_of(node.kind), children.begin(), children.end()));
}

} // namespace fengqiao::indexer
