#include "indexer/query_parser.hpp"

#include "core/fold.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace fengqiao::indexer {
namespace {

using View = std::u32string_view;
using Kind = QueryTree::Kind;

enum class Field { title, number, issuer, date, status, kind, document };

struct FieldName {
  View name;
  Field field;
};

constexpr std::array<FieldName, 23> kFields{
    {{U"标题", Field::title},      {U"题名", Field::title},    {U"名称", Field::title},
     {U"title", Field::title},     {U"文号", Field::number},   {U"发文字号", Field::number},
     {U"number", Field::number},   {U"机关", Field::issuer},   {U"发文机关", Field::issuer},
     {U"制定机关", Field::issuer}, {U"issuer", Field::issuer}, {U"日期", Field::date},
     {U"成文日期", Field::date},   {U"date", Field::date},     {U"状态", Field::status},
     {U"时效", Field::status},     {U"效力", Field::status},   {U"status", Field::status},
     {U"类别", Field::kind},       {U"种类", Field::kind},     {U"kind", Field::kind},
     {U"文件", Field::document},   {U"doc", Field::document}}};

struct Token {
  enum class Kind { word, phrase, prefix, field, open, close, both, either, negate };
  Kind kind;
  std::u32string text;
  Field field = Field::title;
};

std::optional<Token::Kind> chinese_operator(View word) {
  for (const View each : {View(U"与"), View(U"并且"), View(U"且")})
    if (word == each) return Token::Kind::both;
  for (const View each : {View(U"或"), View(U"或者")})
    if (word == each) return Token::Kind::either;
  for (const View each : {View(U"非"), View(U"不含")})
    if (word == each) return Token::Kind::negate;
  return std::nullopt;
}

// Folded text cut into tokens, with notes on what was left out.
class Tokenizer {
public:
  Tokenizer(std::string_view typed, std::vector<std::string>& notes)
      : typed_(typed), folded_(fold_with_origin(typed)), text_(folded_.text), notes_(notes) {}

  std::vector<Token> run() {
    while (skip_blanks(), at_ < text_.size())
      next();
    if (depth_ > 0) note("括号没有配对，已按普通文字理解");
    return std::move(out_);
  }

private:
  void next() {
    const char32_t c = text_[at_];
    if (c == '(')
      open();
    else if (c == ')')
      close();
    else if ((c == '"' || c == '\'') && phrase(c))
      return;
    else if (!field())
      word();
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_space(text_[at_]))
      ++at_;
  }

  [[nodiscard]] bool ends_token(std::size_t at) const {
    return at >= text_.size() || is_space(text_[at]) || text_[at] == ')';
  }

  void open() {
    ++at_;
    ++depth_;
    push(Token::Kind::open);
  }

  void close() {
    ++at_;
    if (depth_ == 0) return note("多了一个右括号，已略去");
    --depth_;
    push(Token::Kind::close);
  }

  // "…" that stands free; false where the mark only quotes inside a sentence.
  bool phrase(char32_t mark) {
    if (no_partner_ == mark) return lone_mark();
    const auto end = text_.find(mark, at_ + 1);
    if (end == View::npos) {
      no_partner_ = mark; // no other one is looked for: a line of marks would cost quadratic time
      note("引号没有配对，已按普通文字理解");
      return lone_mark();
    }
    if (!ends_token(end + 1)) return false;
    const View inside = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (std::all_of(inside.begin(), inside.end(), is_space)) return true;
    push(Token::Kind::phrase, std::u32string(inside));
    return true;
  }

  bool lone_mark() {
    ++at_;
    return true;
  }

  bool field() {
    for (const auto& [name, which] : kFields) {
      if (text_.compare(at_, name.size(), name) != 0) continue;
      std::size_t colon = at_ + name.size();
      if (colon >= text_.size() || text_[colon] != ':') continue;
      at_ = colon + 1;
      skip_blanks();
      std::u32string value = field_value();
      if (value.empty())
        note("“" + to_utf8(name) + ":”后面没有内容，已略去");
      else
        out_.push_back({Token::Kind::field, std::move(value), which});
      return true;
    }
    return false;
  }

  std::u32string field_value() {
    if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\''))
      if (const auto end = text_.find(text_[at_], at_ + 1); end != View::npos) {
        const View value = text_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        return std::u32string(value);
      }
    return plain_text();
  }

  // Up to a blank, or to the bracket that closes a group; brackets inside (行动计划(2023-2025)) belong to it.
  std::u32string plain_text() {
    const std::size_t begin = at_;
    std::size_t inner = 0;
    for (; at_ < text_.size() && !is_space(text_[at_]); ++at_) {
      if (text_[at_] == '(') ++inner;
      if (text_[at_] == ')') {
        if (inner == 0 && depth_ > 0) break;
        inner -= inner > 0;
      }
    }
    return std::u32string(text_.substr(begin, at_ - begin));
  }

  void word() {
    const std::size_t begin = at_;
    std::u32string text = plain_text();
    if (const auto op = operator_of(text, begin)) return push(*op);
    if (text.find(U'*') == text.npos) return push(Token::Kind::word, std::move(text));
    const bool is_prefix = text.back() == '*';
    std::erase(text, U'*');
    if (text.empty()) return note("“*”前面要有字，如 治安*；已略去");
    if (!is_prefix) note("“*”只能写在词的末尾，如 治安*；已略去");
    push(is_prefix ? Token::Kind::prefix : Token::Kind::word, std::move(text));
  }

  // AND, OR, NOT in capitals, and the Chinese ones.
  [[nodiscard]] std::optional<Token::Kind> operator_of(View word, std::size_t begin) const {
    if (const auto op = chinese_operator(word)) return op;
    const auto op = word == U"and"   ? std::optional(Token::Kind::both)
                    : word == U"or"  ? std::optional(Token::Kind::either)
                    : word == U"not" ? std::optional(Token::Kind::negate)
                                     : std::nullopt;
    for (std::size_t i = 0; op && i < word.size(); ++i) {
      std::size_t pos = folded_.origin[begin + i];
      const char32_t typed = next_code_point(typed_, pos);
      if (!((typed >= 'A' && typed <= 'Z') || (typed >= U'Ａ' && typed <= U'Ｚ'))) return std::nullopt;
    }
    return op;
  }

  void push(Token::Kind kind, std::u32string text = {}) { out_.push_back({kind, std::move(text)}); }

  void note(std::string text) {
    if (std::find(notes_.begin(), notes_.end(), text) == notes_.end()) notes_.push_back(std::move(text));
  }

  std::string_view typed_;
  Folded folded_;
  View text_;
  std::vector<std::string>& notes_;
  std::vector<Token> out_;
  std::size_t at_ = 0, depth_ = 0;
  char32_t no_partner_ = 0;
};

// 2019..2023, 2019-03至2020, 2019.., ..2020, 2019-2023; else one date.
void set_dates(SearchFilter& filter, const std::u32string& value) {
  const auto range = [&](std::size_t at, std::size_t size) {
    filter.date_from = to_utf8(View(value).substr(0, at));
    filter.date_to = to_utf8(View(value).substr(at + size));
  };
  if (const auto dots = value.find(U".."); dots != value.npos)
    return range(dots, value.find_first_not_of(U'.', dots) == value.npos
                           ? value.size() - dots
                           : value.find_first_not_of(U'.', dots) - dots);
  for (const char32_t word : {U'至', U'到'})
    if (const auto at = value.find(word); at != value.npos) return range(at, 1);
  if (value.size() == 9 && value[4] == '-') return range(4, 1);
  filter.date_from = filter.date_to = to_utf8(value);
}

void set_field(SearchFilter& filter, const Token& token) {
  const std::string value = to_utf8(token.text);
  switch (token.field) {
  case Field::title:
    filter.titles.push_back(value);
    break;
  case Field::number:
    filter.numbers.push_back(value);
    break;
  case Field::issuer:
    filter.issuers.push_back(value);
    break;
  case Field::date:
    set_dates(filter, token.text);
    break;
  case Field::status:
    filter.statuses.push_back(value);
    break;
  case Field::kind:
    filter.kinds.push_back(value);
    break;
  case Field::document:
    filter.documents.push_back(value);
    break;
  }
}

// or := and (OR and)*; and := sequence (AND sequence)*; sequence := ([NOT] item)+
class TreeBuilder {
public:
  TreeBuilder(const std::vector<Token>& tokens, ParsedQuery& out) : tokens_(tokens), out_(out) {}

  QueryTree run() { return alternatives(0); }

private:
  [[nodiscard]] bool next_is(Token::Kind kind) const {
    return at_ < tokens_.size() && tokens_[at_].kind == kind;
  }

  static bool is_empty(const QueryTree& tree) { return tree.kind == Kind::sequence && tree.children.empty(); }

  // Operands with `op` between them. One that is only a field is no part of the tree.
  template <class Operand>
  QueryTree joined(Token::Kind op, Kind kind, std::string_view name, Operand operand) {
    std::vector<QueryTree> parts;
    bool several = false, lacking = false, fields_only = false;
    for (bool more = true; more; several = several || more) {
      const std::size_t begin = at_;
      QueryTree part = operand();
      if (!is_empty(part))
        parts.push_back(std::move(part));
      else
        (at_ == begin ? lacking : fields_only) = true;
      more = next_is(op);
      at_ += more;
    }
    if (several && lacking) note("“" + std::string(name) + "”的一边没有内容，已略去");
    if (several && fields_only && kind == Kind::any && !parts.empty())
      note("栏目条件（标题: 状态: 等）总是与其余条件同时成立");
    if (parts.empty()) return {};
    if (parts.size() == 1) return std::move(parts.front());
    out_.plain = false;
    return {kind, {}, std::move(parts)};
  }

  void note(std::string text) {
    if (std::find(out_.notes.begin(), out_.notes.end(), text) == out_.notes.end())
      out_.notes.push_back(std::move(text));
  }

  QueryTree alternatives(std::size_t depth) {
    return joined(Token::Kind::either, Kind::any, "或", [&] {
      return joined(Token::Kind::both, Kind::all, "与", [&] { return sequence(depth); });
    });
  }

  QueryTree sequence(std::size_t depth) {
    QueryTree out;
    while (at_ < tokens_.size()) {
      const Token::Kind kind = tokens_[at_].kind;
      if (kind == Token::Kind::both || kind == Token::Kind::either) break;
      if (kind == Token::Kind::close) {
        if (depth > 0) break;
        ++at_; // its partner was too deep
        continue;
      }
      if (kind == Token::Kind::negate) {
        ++at_;
        append_negated(out, depth);
      } else {
        add_item(out, item(depth));
      }
    }
    if (out.children.size() == 1) return QueryTree(std::move(out.children.front()));
    return out;
  }

  void append_negated(QueryTree& out, std::size_t depth) {
    while (next_is(Token::Kind::negate))
      ++at_;
    const bool is_operand = at_ < tokens_.size() && tokens_[at_].kind != Token::Kind::close &&
                            tokens_[at_].kind != Token::Kind::both &&
                            tokens_[at_].kind != Token::Kind::either;
    if (!is_operand) return note("“非”的一边没有内容，已略去");
    out_.plain = false;
    ++negated_;
    QueryTree child = item(depth);
    --negated_;
    if (!is_empty(child)) out.children.push_back({Kind::none, {}, {std::move(child)}});
  }

  static void add_item(QueryTree& out, QueryTree item) {
    if (is_empty(item)) return;
    if (item.kind == Kind::sequence) // brackets without an operator inside mean nothing
      for (auto& child : item.children)
        out.children.push_back(std::move(child));
    else
      out.children.push_back(std::move(item));
  }

  QueryTree item(std::size_t depth) {
    const Token& token = tokens_[at_++];
    switch (token.kind) {
    case Token::Kind::field:
      out_.plain = false;
      set_field(negated_ % 2 == 1 ? out_.excluded : out_.fields, token);
      return {};
    case Token::Kind::open: {
      if (depth >= limits::nesting_depth) return {};
      QueryTree inside = alternatives(depth + 1);
      at_ += next_is(Token::Kind::close);
      return inside;
    }
    case Token::Kind::phrase:
      out_.plain = false;
      return leaf(Kind::phrase, token.text);
    case Token::Kind::prefix:
      out_.plain = false;
      return leaf(Kind::prefix, token.text);
    default:
      return leaf(Kind::words, token.text);
    }
  }

  QueryTree leaf(Kind kind, const std::u32string& text) {
    if (negated_ == 0) out_.words += (out_.words.empty() ? "" : " ") + to_utf8(text);
    return {kind, to_utf8(text), {}};
  }

  const std::vector<Token>& tokens_;
  ParsedQuery& out_;
  std::size_t at_ = 0, negated_ = 0;
};

} // namespace

ParsedQuery parse_query(std::string_view typed) {
  ParsedQuery out;
  std::vector<Token> tokens = Tokenizer(typed, out.notes).run();
  // 与, NOT: a word alone is what is looked for.
  if (tokens.size() == 1 && tokens[0].text.empty() && !trim(typed).empty() &&
      (tokens[0].kind == Token::Kind::both || tokens[0].kind == Token::Kind::either ||
       tokens[0].kind == Token::Kind::negate))
    tokens[0] = {Token::Kind::word, fold32(trim(typed))};
  out.tree = TreeBuilder(tokens, out).run();
  return out;
}

} // namespace fengqiao::indexer
