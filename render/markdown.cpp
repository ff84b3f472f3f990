#include "render/markdown.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"
#include "render/directive.hpp"
#include "render/han_emphasis.hpp"
#include "render/markdown_limits.hpp"
#include "render/markdown_losses.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <unordered_set>

namespace fengqiao::render {
namespace {

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Parser = std::unique_ptr<cmark_parser, FreeParser>;
using Root = std::unique_ptr<cmark_node, FreeNode>;
using Iterator = std::unique_ptr<cmark_iter, FreeIterator>;

// Two tildes only: "5~10件、20~30件" is no strikethrough.
constexpr int kOptions = CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE | CMARK_OPT_VALIDATE_UTF8;

Root run_cmark(std::string_view markdown) {
  cmark_gfm_core_extensions_ensure_registered();
  const Parser parser(cmark_parser_new(kOptions));
  for (const char* name : {"table", "strikethrough", "tasklist"})
    if (auto* extension = cmark_find_syntax_extension(name))
      cmark_parser_attach_syntax_extension(parser.get(), extension);
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  return Root(cmark_parser_finish(parser.get()));
}

std::string_view view(const char* text) {
  return text ? std::string_view(text) : std::string_view();
}

std::string literal(cmark_node* node) {
  return without_emphasis_help(view(cmark_node_get_literal(node)));
}

bool holds_token(std::string_view text, const TokenTable& tokens) {
  for (auto at = find_token_character(text); at; at = find_token_character(text)) {
    if (tokens.read(text.substr(*at))) return true;
    text.remove_prefix(*at + 4); // a character of plane 15 has four bytes
  }
  return false;
}

bool holds_han(std::string_view text) {
  for (std::size_t pos = 0; pos < text.size();)
    if (is_han(next_code_point(text, pos))) return true;
  return false;
}

bool is_line_break_tag(std::string_view html) {
  if (!html.starts_with('<') || !html.ends_with('>')) return false;
  html = trim(html.substr(1, html.size() - 2));
  if (html.ends_with('/')) html = trim(html.substr(0, html.size() - 1));
  return html == "br" || html == "BR" || html == "Br";
}

constexpr std::size_t kLinkBytes = 2000; // of a link's target; libharu takes no string far longer

MdAlign align_of(std::uint8_t letter) {
  switch (letter) {
  case 'l':
    return MdAlign::left;
  case 'c':
    return MdAlign::center;
  case 'r':
    return MdAlign::right;
  default:
    return MdAlign::none;
  }
}

// Turns cmark's nodes into ours in one pass, freeing each of cmark's when it is done with, so that the two
// trees never stand in memory together. The stack is explicit: depth is checked, never trusted.
class TreeBuilder {
public:
  TreeBuilder(const TokenTable& tokens, const std::string& file, int first_line, std::string_view text)
      : tokens_(tokens), file_(file), line_offset_(first_line - 1), rest_(text) {}

  Errors errors;

  MdNode build(const Root& root) {
    const Iterator iterator(cmark_iter_new(root.get()));
    MdNode document;
    for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
      cmark_node* node = cmark_iter_get_node(iterator.get());
      if (event == CMARK_EVENT_ENTER) enter(node);
      if (event == CMARK_EVENT_EXIT && node == root.get()) document = std::move(stack_.back());
      // Footnote references get an exit event although they are leaves.
      if (event == CMARK_EVENT_EXIT && node != root.get() &&
          cmark_node_get_type(node) != CMARK_NODE_FOOTNOTE_REFERENCE)
        leave();
      if (stack_.size() > 2 * limits::nesting_depth) return refuse_depth(), document;
      if (event == CMARK_EVENT_EXIT && node != root.get()) cmark_node_free(node);
    }
    return document;
  }

  // Values that cmark dropped without a word: in an unused footnote, a link label, a cell too many.
  void report_lost_tokens(std::string_view markdown) {
    int line = line_offset_ + 1;
    for (std::size_t pos = 0; pos < markdown.size();) {
      const TokenTable::Value* value =
          static_cast<unsigned char>(markdown[pos]) == 0xF3 ? tokens_.read(markdown.substr(pos)) : nullptr;
      if (value && !seen_.contains(value))
        error(line, fmt::format("{}在这里印不出来", name_of(*value)),
              "脚注要被引用；表格一行的栏数不能多于表头；链接定义里不能用栏目");
      if (markdown[pos] == '\n') ++line;
      pos += value ? token_bytes : 1;
    }
  }

private:
  void enter(cmark_node* node) {
    if (const int line = cmark_node_get_start_line(node); line > 0) line_ = line + line_offset_;
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT)
      add_text(literal(node), MdKind::text);
    else if (type == CMARK_NODE_CODE)
      add_text(literal(node), MdKind::code);
    else if (type == CMARK_NODE_SOFTBREAK)
      add(MdKind::soft_break);
    else if (type == CMARK_NODE_LINEBREAK)
      add(MdKind::line_break);
    else if (type == CMARK_NODE_THEMATIC_BREAK)
      add(MdKind::thematic_break);
    else if (type == CMARK_NODE_FOOTNOTE_REFERENCE)
      add(MdKind::footnote_reference).level = std::atoi(cmark_node_get_literal(node));
    else if (type == CMARK_NODE_CODE_BLOCK)
      add_code_block(node);
    else if (type == CMARK_NODE_HTML_BLOCK)
      add_html_block(literal(node));
    else if (type == CMARK_NODE_HTML_INLINE)
      add_html_inline(literal(node));
    else
      stack_.push_back(open(node, type));
  }

  void leave() {
    MdNode node = std::move(stack_.back());
    stack_.pop_back();
    if (node.kind == MdKind::paragraph && node.children.empty()) return; // held a comment only
    if (node.kind == MdKind::list && node.ordered) number_items(node);
    stack_.back().children.push_back(std::move(node));
  }

  // Nodes with children; cmark's iterator leaves them with an exit event.
  MdNode open(cmark_node* node, cmark_node_type type) {
    MdNode out;
    out.line = line_;
    if (type == CMARK_NODE_DOCUMENT) {
      out.kind = MdKind::document;
    } else if (type == CMARK_NODE_HEADING) {
      out.kind = MdKind::heading;
      out.level = cmark_node_get_heading_level(node);
    } else if (type == CMARK_NODE_LIST) {
      out.kind = MdKind::list;
      out.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
      out.level = cmark_node_get_list_start(node);
      out.tight = cmark_node_get_list_tight(node) != 0;
    } else if (type == CMARK_NODE_BLOCK_QUOTE) {
      out.kind = MdKind::block_quote;
    } else if (type == CMARK_NODE_EMPH) {
      out.kind = MdKind::emphasis;
    } else if (type == CMARK_NODE_STRONG) {
      out.kind = MdKind::strong;
    } else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
      open_link(out, node, type == CMARK_NODE_LINK ? MdKind::link : MdKind::image);
    } else if (type == CMARK_NODE_FOOTNOTE_DEFINITION) {
      out.kind = MdKind::footnote_definition;
      out.level = ++footnotes_; // cmark puts them in the order of their references
    } else {
      open_extension(out, node);
    }
    return out;
  }

  void open_link(MdNode& out, cmark_node* node, MdKind kind) {
    out.kind = kind;
    out.text = without_emphasis_help(view(cmark_node_get_url(node)));
    const TokenTable::Value* path = kind == MdKind::image ? tokens_.read(out.text) : nullptr;
    if (path && out.text.size() == token_bytes) { // a picture that the record names
      seen_.insert(path);
      out.text = path->text;
      out.origin = path->origin.empty() ? file_ : path->origin;
      return;
    }
    if (out.text.size() > kLinkBytes)
      errors.push_back({ErrorCode::limit, place(file_, line_),
                        fmt::format("链接地址有 {} 字节，超出上限 {} 字节", out.text.size(), kLinkBytes),
                        "改短链接"});
    if (holds_token(out.text, tokens_) || holds_token(view(cmark_node_get_title(node)), tokens_))
      misplaced(out.text, "链接地址里");
  }

  void open_extension(MdNode& out, cmark_node* node) {
    const std::string_view type = view(cmark_node_get_type_string(node));
    out.kind = MdKind::paragraph;
    if (type == "table") {
      out.kind = MdKind::table;
      const std::uint8_t* letters = cmark_gfm_extensions_get_table_alignments(node);
      for (std::uint16_t i = 0; i < cmark_gfm_extensions_get_table_columns(node); ++i)
        out.aligns.push_back(align_of(letters ? letters[i] : std::uint8_t{0}));
    } else if (type == "table_row" || type == "table_header") {
      out.kind = MdKind::table_row;
      out.header = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
    } else if (type == "table_cell") {
      out.kind = MdKind::table_cell;
      const MdNode& table = stack_[stack_.size() - 2];
      const std::size_t column = stack_.back().children.size();
      if (column < table.aligns.size()) out.align = table.aligns[column];
    } else if (type == "tasklist") {
      out.kind = MdKind::item;
      out.task = true;
      out.checked = cmark_gfm_extensions_get_tasklist_item_checked(node);
    } else if (type == "strikethrough") {
      out.kind = MdKind::strikethrough;
    } else if (cmark_node_get_type(node) == CMARK_NODE_ITEM) {
      out.kind = MdKind::item;
    }
    if (out.kind == MdKind::item) out.level = written_number(node);
  }

  // The digits that an item of an ordered list begins with; 0: none are there. Items come in the order of
  // their lines.
  int written_number(cmark_node* node) {
    for (const int line = cmark_node_get_start_line(node); rest_line_ < line; ++rest_line_) {
      const std::size_t end = rest_.find_first_of("\r\n");
      if (end == std::string_view::npos) return 0;
      rest_.remove_prefix(end + (rest_.substr(end).starts_with("\r\n") ? 2 : 1));
    }
    std::size_t at = static_cast<std::size_t>(std::max(1, cmark_node_get_start_column(node)) - 1);
    int number = 0;
    for (; at < rest_.size() && rest_[at] >= '0' && rest_[at] <= '9' && number < 100'000'000; ++at)
      number = number * 10 + (rest_[at] - '0');
    return number;
  }

  // cmark counts on from the first number. What was written stands, unless all numbers are alike, which asks
  // for counting.
  static void number_items(MdNode& list) {
    std::vector<MdNode>& items = list.children;
    const bool counted =
        std::ranges::all_of(items, [&](const MdNode& item) { return item.level == items.front().level; });
    for (std::size_t i = 0; counted && i < items.size(); ++i)
      items[i].level = list.level + static_cast<int>(i);
  }

  MdNode& add(MdKind kind) {
    MdNode node;
    node.kind = kind;
    node.line = line_;
    return stack_.back().children.emplace_back(std::move(node));
  }

  // Text with its tokens replaced, each by a node of its own.
  void add_text(std::string_view text, MdKind kind) {
    std::size_t plain = 0;
    for (std::size_t pos = 0; pos < text.size();) {
      const TokenTable::Value* value =
          static_cast<unsigned char>(text[pos]) == 0xF3 ? tokens_.read(text.substr(pos)) : nullptr;
      if (!value) {
        ++pos;
        continue;
      }
      add_plain(text.substr(plain, pos - plain), kind);
      add_value(*value, kind);
      pos += token_bytes;
      plain = pos;
    }
    add_plain(text.substr(plain), kind);
  }

  void add_plain(std::string_view text, MdKind kind) {
    if (text.empty()) return;
    auto& siblings = stack_.back().children;
    // cmark cuts text at each character that might have been markup.
    if (!siblings.empty() && kind == MdKind::text && siblings.back().kind == kind &&
        siblings.back().origin.empty())
      siblings.back().text += text;
    else
      add(kind).text = text;
  }

  void add_value(const TokenTable::Value& value, MdKind kind) {
    seen_.insert(&value);
    std::string_view rest = value.text;
    while (true) {
      const auto end = rest.find('\n');
      std::string_view line = rest.substr(0, end);
      if (line.ends_with('\r')) line.remove_suffix(1);
      MdNode& node = add(kind);
      node.text = line;
      const std::string origin = value.origin.empty() ? file_ : value.origin;
      node.origin = origin;
      if (end == std::string_view::npos) return;
      add(MdKind::line_break).origin = origin;
      rest.remove_prefix(end + 1);
    }
  }

  void add_code_block(cmark_node* node) {
    if (holds_token(view(cmark_node_get_fence_info(node)), tokens_))
      misplaced(view(cmark_node_get_fence_info(node)), "代码块的语言名里");
    const std::string text = literal(node);
    if (trim(view(cmark_node_get_fence_info(node))) == "图表") return add_chart(text);
    int length = 0, offset = 0;
    char mark = 0;
    if (cmark_node_get_fenced(node, &length, &offset, &mark) == 0 && holds_han(text))
      return add_indented(text);
    MdNode& block = add(MdKind::code_block);
    for (std::size_t pos = 0; pos < text.size();) {
      const TokenTable::Value* value = tokens_.read(std::string_view(text).substr(pos));
      if (value) {
        seen_.insert(value);
        block.text += value->text;
        block.origin = value->origin;
      } else {
        block.text += text[pos];
      }
      pos += value ? token_bytes : 1;
    }
  }

  // A value inside is kept apart until the chart's YAML has been read.
  // Four blanks in front of Chinese are meant as an indent, not as a program's text: each line a paragraph.
  void add_indented(std::string_view text) {
    MdNode& paragraph = stack_.emplace_back();
    paragraph.kind = MdKind::paragraph;
    paragraph.line = line_;
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), line.size() + 1));
      if (trim(line).empty()) continue;
      if (!stack_.back().children.empty()) add(MdKind::soft_break);
      add_text("　　" + std::string(trim(line)), MdKind::text);
    }
    MdNode node = std::move(stack_.back());
    stack_.pop_back();
    stack_.back().children.push_back(std::move(node));
  }

  void add_chart(std::string_view text) {
    MdNode& block = add(MdKind::chart);
    TokenTable own;
    for (std::size_t pos = 0; pos < text.size();) {
      const TokenTable::Value* value = tokens_.read(text.substr(pos));
      if (value) {
        seen_.insert(value);
        block.text += own.add(value->text, value->origin);
        MdNode& inside = block.children.emplace_back();
        inside.kind = MdKind::text;
        inside.text = value->text;
        inside.origin = value->origin;
      } else {
        block.text += text[pos];
      }
      pos += value ? token_bytes : 1;
    }
  }

  // Comments become directives; what stands beside them prints as text.
  void add_html_block(std::string_view html) {
    while (!trim(html).empty()) {
      const auto begin = html.find("<!--");
      if (const auto text = trim(html.substr(0, begin)); !text.empty()) add_html_paragraph(text);
      if (begin == std::string_view::npos) return;
      const auto end = html.find("-->", begin);
      if (end == std::string_view::npos)
        return error(line_, "注释没有写完，后面的文字都印不出来", "在注释末尾补上 -->");
      add_directive(html.substr(begin + 4, end - begin - 4));
      html.remove_prefix(end + 3);
    }
  }

  void add_directive(std::string_view inside) {
    if (holds_token(inside, tokens_)) return misplaced(inside, "注释（<!-- -->）里");
    add(MdKind::directive).text = trim(inside);
  }

  void add_html_paragraph(std::string_view html) {
    if (holds_token(html, tokens_)) misplaced(html, "HTML 里");
    stack_.push_back({});
    stack_.back().kind = MdKind::paragraph;
    stack_.back().line = line_;
    while (!html.empty()) {
      const auto end = std::min(html.find('\n'), html.size());
      const auto line = trim(html.substr(0, end));
      if (!is_line_break_tag(line)) add_plain(line, MdKind::text);
      html.remove_prefix(std::min(end + 1, html.size()));
      if (!html.empty()) add(MdKind::line_break);
    }
    leave();
  }

  void add_html_inline(std::string_view html) {
    if (holds_token(html, tokens_)) return misplaced(html, "HTML 里");
    if (is_line_break_tag(html))
      add(MdKind::line_break);
    else if (!html.starts_with("<!--"))
      add_plain(html, MdKind::text);
    else if (const auto inside = html.substr(4, html.size() - std::min<std::size_t>(html.size(), 7));
             is_directive(inside))
      add_directive(inside); // of notes to the author within a text nothing remains
  }

  // Marks the tokens as dealt with, so that they are not reported again as lost.
  void misplaced(std::string_view text, std::string_view where) {
    for (auto at = find_token_character(text); at; at = find_token_character(text)) {
      if (const auto* value = tokens_.read(text.substr(*at))) {
        seen_.insert(value);
        error(line_, fmt::format("{}不能放在{}", name_of(*value), where), "把它移到正文文字里");
      }
      text.remove_prefix(*at + 4);
    }
  }

  static std::string name_of(const TokenTable::Value& value) {
    return value.origin.empty() ? fmt::format("取值“{}”", shorten(value.text, 20))
                                : fmt::format("取值（{}）", value.origin);
  }

  void error(int line, std::string message, std::string hint) {
    errors.push_back({ErrorCode::data, place(file_, line), std::move(message), std::move(hint)});
  }

  void refuse_depth() {
    errors.push_back({ErrorCode::limit, place(file_, line_),
                      fmt::format("列表、引用或强调套得太深，超出上限 {} 层", limits::nesting_depth),
                      "减少层数"});
  }

  const TokenTable& tokens_;
  const std::string& file_;
  int line_offset_;
  int line_ = 0, footnotes_ = 0;
  std::string_view rest_; // of the text that cmark reads, from the line rest_line_
  int rest_line_ = 1;
  std::vector<MdNode> stack_;
  std::unordered_set<const TokenTable::Value*> seen_;
};

} // namespace

Result<MdNode, Errors> parse_markdown(std::string_view markdown, const TokenTable& tokens,
                                      const std::string& file, int first_line, Losses losses) {
  if (auto errors = check_markdown_limits(markdown, file, first_line); !errors.empty())
    return fail_all(std::move(errors));
  const std::string helped = help_han_emphasis(markdown);
  const Root root = run_cmark(helped);
  TreeBuilder builder(tokens, file, first_line, helped);
  MdNode document = builder.build(root);
  if (builder.errors.empty() && !tokens.empty()) builder.report_lost_tokens(markdown);
  if (builder.errors.empty() && losses == Losses::refuse)
    builder.errors = find_losses(document, markdown, file, first_line);
  if (!builder.errors.empty()) return fail_all(std::move(builder.errors));
  return document;
}

} // namespace fengqiao::render
