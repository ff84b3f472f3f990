#include "station/expression.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <optional>

namespace fengqiao::station {
namespace {

struct Token {
  enum class Kind { name, number, text, sign, end };
  Kind kind = Kind::end;
  std::string text;
  std::size_t at = 0; // 1-based character
};

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

bool is_name_char(char32_t c) {
  return is_han(c) || is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// The signs of the language in the forms that an input method produces.
char32_t plain_sign(char32_t c) {
  switch (c) {
  case U'（':
    return '(';
  case U'）':
    return ')';
  case U'，':
    return ',';
  case U'＋':
    return '+';
  case U'－':
  case U'−':
    return '-';
  case U'×':
  case U'＊':
    return '*';
  case U'÷':
  case U'／':
    return '/';
  case U'＝':
    return '=';
  case U'＜':
    return '<';
  case U'＞':
    return '>';
  case U'．':
    return '.';
  case U'！':
    return '!';
  case U'≦':
    return U'≤';
  case U'≧':
    return U'≥';
  default:
    return c;
  }
}

Error fault(std::size_t at, const std::string& what) {
  return {ErrorCode::data, {}, fmt::format("算式第 {} 字：{}", at, what), {}};
}

class Scanner {
public:
  explicit Scanner(std::string_view utf8) : text_(to_utf32(utf8)) {}

  Result<std::vector<Token>> scan() {
    std::vector<Token> out;
    while (true) {
      while (at_ < text_.size() && is_space(text_[at_]))
        ++at_;
      auto token = next();
      if (!token) return fail(token.error());
      out.push_back(std::move(*token));
      if (out.back().kind == Token::Kind::end) return out;
    }
  }

private:
  Result<Token> next() {
    const std::size_t from = at_;
    if (at_ == text_.size()) return Token{Token::Kind::end, {}, from + 1};
    const char32_t c = text_[at_];
    if (is_name_char(c)) return name_or_number();
    if (c == '"' || c == U'“') return quoted(c == '"' ? '"' : U'”');
    ++at_;
    std::string sign = to_utf8(std::u32string(1, plain_sign(c)));
    const bool before_equals = at_ < text_.size() && plain_sign(text_[at_]) == '=';
    if (before_equals && (sign == "!" || sign == "<" || sign == ">")) {
      ++at_;
      sign = sign == "!" ? "≠" : sign == "<" ? "≤" : "≥";
    }
    static constexpr std::string_view known[] = {"(", ")", ",", "+", "-", "*", "/",
                                                 ".", "=", "≠", "<", "≤", ">", "≥"};
    for (const auto candidate : known)
      if (sign == candidate) return Token{Token::Kind::sign, sign, from + 1};
    return fail(fault(from + 1, fmt::format("不认识“{}”", printable(sign))));
  }

  // A run of letters, digits and Han is a name; a run of digits alone is a number and may go on behind a
  // point.
  Result<Token> name_or_number() {
    const std::size_t from = at_;
    bool digits_only = true;
    for (; at_ < text_.size() && is_name_char(text_[at_]); ++at_)
      digits_only = digits_only && is_digit(text_[at_]);
    if (digits_only && at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1])) {
      ++at_;
      while (at_ < text_.size() && is_digit(text_[at_]))
        ++at_;
    }
    const auto kind = digits_only ? Token::Kind::number : Token::Kind::name;
    return Token{kind, to_utf8(std::u32string_view(text_).substr(from, at_ - from)), from + 1};
  }

  Result<Token> quoted(char32_t closing) {
    const std::size_t from = at_++;
    const std::size_t end = text_.find(closing, at_);
    if (end == std::u32string::npos) return fail(fault(from + 1, "引号没有配对"));
    Token token{Token::Kind::text, to_utf8(std::u32string_view(text_).substr(at_, end - at_)), from + 1};
    at_ = end + 1;
    return token;
  }

  std::u32string text_;
  std::size_t at_ = 0;
};

// Recursive descent, one function a level of precedence. The first fault ends it; `fault_` remembers it.
class Parser {
public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Result<Expression> parse() {
    Expression out = comparison(0);
    if (!fault_ && peek().kind != Token::Kind::end) stop(fmt::format("“{}”多余", peek().text));
    if (fault_) return fail(*fault_);
    return out;
  }

private:
  Expression comparison(std::size_t depth) {
    Expression left = addition(depth);
    for (const std::string_view op : {"=", "≠", "<", "≤", ">", "≥"})
      if (accept(op)) return binary(Expression::Kind::comparison, op, std::move(left), addition(depth));
    return left;
  }

  Expression addition(std::size_t depth) {
    Expression left = multiplication(depth);
    while (!fault_) {
      if (accept("+"))
        left = binary(Expression::Kind::arithmetic, "+", std::move(left), multiplication(depth));
      else if (accept("-"))
        left = binary(Expression::Kind::arithmetic, "-", std::move(left), multiplication(depth));
      else
        break;
    }
    return left;
  }

  Expression multiplication(std::size_t depth) {
    Expression left = primary(depth);
    while (!fault_) {
      if (accept("*"))
        left = binary(Expression::Kind::arithmetic, "*", std::move(left), primary(depth));
      else if (accept("/"))
        left = binary(Expression::Kind::arithmetic, "/", std::move(left), primary(depth));
      else
        break;
    }
    return left;
  }

  Expression primary(std::size_t depth) {
    Expression out;
    if (depth > max_expression_depth) {
      fault_ = Error{ErrorCode::limit, {}, fmt::format("算式嵌套超过 {} 层", max_expression_depth), {}};
      return out;
    }
    const Token token = peek();
    if (accept("(")) {
      out = comparison(depth + 1);
      expect(")");
    } else if (accept("-")) {
      out.kind = Expression::Kind::arithmetic;
      out.text = "-";
      out.operands.push_back(primary(depth + 1));
    } else if (token.kind == Token::Kind::number) {
      number(out);
    } else if (token.kind == Token::Kind::text) {
      ++at_;
      out.kind = Expression::Kind::text;
      out.text = token.text;
    } else if (token.kind == Token::Kind::name) {
      ++at_;
      accept("(") ? call(out, token.text, depth) : path(out, token.text);
    } else {
      stop(token.kind == Token::Kind::end ? "这里还缺一个栏目或数字"
                                          : fmt::format("“{}”的前面缺一个栏目或数字", token.text));
    }
    return out;
  }

  void number(Expression& out) {
    const auto value = parse_decimal(peek().text);
    if (!value) return stop("数字超过 30 位");
    out.kind = Expression::Kind::number;
    out.number = *value;
    ++at_;
  }

  void call(Expression& out, const std::string& name, std::size_t depth) {
    out.kind = Expression::Kind::call;
    out.text = name;
    if (accept(")")) return;
    do
      out.operands.push_back(comparison(depth + 1));
    while (!fault_ && accept(","));
    expect(")");
  }

  void path(Expression& out, const std::string& first) {
    out.kind = Expression::Kind::path;
    out.path.push_back(first);
    while (!fault_ && accept(".")) {
      const Token token = peek();
      if (token.kind != Token::Kind::name && token.kind != Token::Kind::number && token.text != "*")
        return stop("点号后面缺栏目名");
      out.path.push_back(token.text);
      ++at_;
    }
  }

  static Expression binary(Expression::Kind kind, std::string_view op, Expression left, Expression right) {
    Expression out;
    out.kind = kind;
    out.text = op;
    out.operands.push_back(std::move(left));
    out.operands.push_back(std::move(right));
    return out;
  }

  [[nodiscard]] const Token& peek() const { return tokens_[at_]; }

  bool accept(std::string_view sign) {
    if (fault_ || peek().kind != Token::Kind::sign || peek().text != sign) return false;
    ++at_;
    return true;
  }

  void expect(std::string_view sign) {
    if (!fault_ && !accept(sign)) stop(fmt::format("缺“{}”", sign));
  }

  void stop(const std::string& what) {
    if (!fault_) fault_ = fault(peek().at, what);
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::optional<Error> fault_;
};

} // namespace

Result<Expression> parse_expression(std::string_view utf8) {
  if (count_code_points(utf8) > max_expression_chars)
    return fail(ErrorCode::limit, {}, fmt::format("算式超过 {} 字", max_expression_chars));
  auto tokens = Scanner(utf8).scan();
  if (!tokens) return fail(tokens.error());
  return Parser(std::move(*tokens)).parse();
}

} // namespace fengqiao::station
