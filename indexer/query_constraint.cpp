#include "indexer/query_constraint.hpp"

#include "core/text.hpp"
#include "indexer/asking_words.hpp"
#include "indexer/numeral_forms.hpp"
#include "indexer/terms.hpp"

#include <algorithm>
#include <set>

namespace fengqiao::indexer {
namespace {

using View = std::u32string_view;

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

bool is_latin(char32_t c) {
  return is_digit(c) || (c >= 'a' && c <= 'z');
}

std::u32string squeezed(std::u32string text) {
  std::erase_if(text, is_space);
  return text;
}

// Arabic and Chinese figures: what may go on a number.
bool is_figure(char32_t c) {
  constexpr View chinese = U"〇零一二三四五六七八九十百千万亿";
  return is_digit(c) || chinese.find(c) != View::npos;
}

// A number is found as a whole only: 15日 is not in 25日 nor in 115日, 五日 not in 十五日.
bool contains_whole_numbers(View text, View part) {
  for (auto at = text.find(part); at != View::npos; at = text.find(part, at + 1)) {
    const bool cut_before = is_figure(part.front()) && at > 0 && is_figure(text[at - 1]);
    const std::size_t end = at + part.size();
    const bool cut_behind = is_figure(part.back()) && end < text.size() && is_figure(text[end]);
    if (!cut_before && !cut_behind) return true;
  }
  return false;
}

QueryNode everything() {
  return {QueryNode::Kind::everything, {}, 1, {}};
}

QueryNode nothing() {
  return {QueryNode::Kind::any, {}, 1, {}};
}

// All terms of a text; the last character alone where there is nothing else.
std::vector<QueryNode> term_nodes(View text) {
  std::vector<QueryNode> out;
  std::set<std::string> seen;
  const auto terms = terms_of(text);
  for (const auto& term : terms)
    if (!term.run_end && seen.insert(term.text).second)
      out.push_back({QueryNode::Kind::term, term.text, 1, {}});
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const bool alone =
        terms[i].run_end && (i == 0 || terms[i - 1].run_end || terms[i - 1].at + 1 != terms[i].at);
    if (alone && seen.insert(terms[i].text).second)
      out.push_back({QueryNode::Kind::prefix, terms[i].text, 1, {}});
  }
  return out;
}

QueryNode all_terms(View text) {
  auto nodes = term_nodes(text);
  if (nodes.empty()) return everything(); // marks alone: only reading tells
  return {QueryNode::Kind::all, {}, 1, std::move(nodes)};
}

} // namespace

// The folded text of a clause, in both spellings of numbers.
struct QueryConstraint::ClauseText {
  std::u32string text, arabic;

  ClauseText(const StoredDocument& document, const Clause& clause) {
    add(document.data.title);
    for (const auto& heading : clause.path)
      add(heading);
    add(clause.own_number);
    add(clause.heading);
    const std::string_view body = clause.text;
    for (std::size_t begin = 0; begin <= body.size();) {
      const std::size_t end = std::min(body.find('\n', begin), body.size());
      add(body.substr(begin, end - begin));
      begin = end + 1;
    }
    arabic = with_arabic_numerals(text);
  }

private:
  void add(std::string_view piece) {
    if (!text.empty()) text.push_back('\n');
    text += squeezed(term_text(piece).text);
  }
};

QueryConstraint::QueryConstraint(const QueryTree& tree, const Vocabulary& vocabulary)
    : root_(node_of(tree, vocabulary, false)) {}

QueryConstraint::Node QueryConstraint::contains(View text) {
  std::u32string squeezed_text = squeezed(std::u32string(text));
  std::erase(squeezed_text, U'"');
  if (squeezed_text.empty()) return {};
  return {Node::Kind::contains, std::move(squeezed_text), {}};
}

// The word or one of its synonyms; of a question all parts between the words that only ask.
QueryConstraint::Node QueryConstraint::word_node(const std::string& word, const Vocabulary& vocabulary) {
  Node all{Node::Kind::all, {}, {}};
  const std::u32string text = without_asking_words(term_text(word).text, {});
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(U' ', at), text.size());
    const View part = View(text).substr(at, end - at);
    at = end + 1;
    if (part.empty()) continue;
    Node any{Node::Kind::any, {}, {contains(part)}};
    const auto matches = vocabulary.find_in(part);
    if (matches.size() == 1 && matches[0].size == part.size()) {
      for (const auto& other : matches[0].words->same)
        any.children.push_back(contains(to_utf32(other)));
      for (const auto& other : matches[0].words->narrower)
        any.children.push_back(contains(to_utf32(other)));
    }
    all.children.push_back(std::move(any));
  }
  return all.children.empty() ? contains(to_utf32(word)) : all;
}

QueryConstraint::Node QueryConstraint::node_of(const QueryTree& tree, const Vocabulary& vocabulary,
                                               bool operand) {
  switch (tree.kind) {
  case QueryTree::Kind::words:
    return operand ? word_node(tree.text, vocabulary) : Node{};
  case QueryTree::Kind::phrase:
    return contains(to_utf32(tree.text));
  case QueryTree::Kind::prefix:
    return {Node::Kind::begins_word, to_utf32(tree.text), {}};
  case QueryTree::Kind::none:
    return {Node::Kind::none, {}, {node_of(tree.children.front(), vocabulary, true)}};
  case QueryTree::Kind::all:
  case QueryTree::Kind::any: {
    Node out{tree.kind == QueryTree::Kind::all ? Node::Kind::all : Node::Kind::any, {}, {}};
    for (const auto& child : tree.children)
      out.children.push_back(node_of(child, vocabulary, true));
    return out;
  }
  case QueryTree::Kind::sequence:
    break;
  }
  // Side by side: what is not a plain word holds; of plain words alone, as an operand, one is enough.
  Node must{Node::Kind::all, {}, {}}, words{Node::Kind::any, {}, {}};
  for (const auto& child : tree.children)
    (child.kind == QueryTree::Kind::words ? words : must)
        .children.push_back(node_of(child, vocabulary, child.kind != QueryTree::Kind::words || operand));
  if (!must.children.empty()) return must;
  return operand && !words.children.empty() ? words : Node{};
}

QueryNode QueryConstraint::at_least(const Node& node) {
  switch (node.kind) {
  case Node::Kind::anything:
    return everything();
  case Node::Kind::contains: {
    QueryNode out{QueryNode::Kind::any, {}, 1, {all_terms(node.text)}};
    for (const auto& form : {with_arabic_numerals(node.text), with_chinese_numerals(node.text)})
      if (form != node.text) out.children.push_back(all_terms(form));
    return out;
  }
  case Node::Kind::begins_word: {
    const bool one_term = node.text.size() == 1 || std::all_of(node.text.begin(), node.text.end(), is_latin);
    if (one_term) return {QueryNode::Kind::prefix, to_utf8(node.text), 1, {}};
    return all_terms(node.text);
  }
  case Node::Kind::none: {
    QueryNode out{QueryNode::Kind::without, {}, 1, {everything(), at_most(node.children.front())}};
    return out;
  }
  case Node::Kind::all:
  case Node::Kind::any:
    break;
  }
  QueryNode out{node.kind == Node::Kind::all ? QueryNode::Kind::all : QueryNode::Kind::any, {}, 1, {}};
  for (const auto& child : node.children)
    out.children.push_back(at_least(child));
  return out;
}

// Takes only clauses that fit: where pairs of characters cannot tell for sure, none.
QueryNode QueryConstraint::at_most(const Node& node) {
  switch (node.kind) {
  case Node::Kind::contains: {
    const bool sure = node.text.size() == 2 && is_han(node.text[0]) && is_han(node.text[1]);
    return sure ? all_terms(node.text) : nothing();
  }
  case Node::Kind::all:
  case Node::Kind::any: {
    QueryNode out{node.kind == Node::Kind::all ? QueryNode::Kind::all : QueryNode::Kind::any, {}, 1, {}};
    for (const auto& child : node.children)
      out.children.push_back(at_most(child));
    return out;
  }
  default:
    return nothing();
  }
}

bool QueryConstraint::only_excludes() const {
  const auto excludes = [](const Node& node) { return node.kind == Node::Kind::none; };
  return excludes(root_) || (root_.kind == Node::Kind::all &&
                             std::all_of(root_.children.begin(), root_.children.end(), excludes));
}

QueryNode QueryConstraint::candidates() const {
  return at_least(root_);
}

bool QueryConstraint::holds(const Node& node, const ClauseText& text) {
  const auto child_holds = [&](const Node& child) { return holds(child, text); };
  switch (node.kind) {
  case Node::Kind::anything:
    return true;
  case Node::Kind::contains:
    return contains_whole_numbers(text.text, node.text) ||
           contains_whole_numbers(text.arabic, with_arabic_numerals(node.text));
  case Node::Kind::begins_word:
    for (auto at = text.text.find(node.text); at != View::npos; at = text.text.find(node.text, at + 1))
      if (at == 0 || !is_latin(node.text.front()) || !is_latin(text.text[at - 1])) return true;
    return false;
  case Node::Kind::all:
    return std::all_of(node.children.begin(), node.children.end(), child_holds);
  case Node::Kind::any:
    return std::any_of(node.children.begin(), node.children.end(), child_holds);
  case Node::Kind::none:
    return !holds(node.children.front(), text);
  }
  return false;
}

bool QueryConstraint::holds(const StoredDocument& document, const Clause& clause) const {
  return holds(root_, ClauseText(document, clause));
}

} // namespace fengqiao::indexer
