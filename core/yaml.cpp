#include "core/yaml.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>
#include <vector>

namespace fengqiao {
namespace {

// Thrown inside this file only, to leave yaml-cpp's parser.
struct Refused {
  Error error;
};

// Builds the tree from yaml-cpp's events; events (not its Node tree) because they show duplicate keys,
// anchors and marks.
class TreeBuilder : public YAML::EventHandler {
public:
  TreeBuilder(std::string_view text, std::string file, int first_line)
      : file_(std::move(file)), first_line_(first_line) {
    for (std::size_t pos = 0; pos <= text.size();) {
      const std::size_t end = std::min(text.find('\n', pos), text.size());
      lines_.push_back(text.substr(pos, end - pos));
      pos = end + 1;
    }
  }

  DataNode root;
  Errors errors;

  // yaml-cpp counts bytes; people count characters. Counts on from the last place asked for, since a line may
  // hold a hundred thousand items.
  [[nodiscard]] int column(const YAML::Mark& mark) {
    const auto line = static_cast<std::size_t>(mark.line), bytes = static_cast<std::size_t>(mark.column);
    if (mark.line < 0 || line >= lines_.size()) return mark.column + 1;
    if (line != counted_.line || bytes < counted_.bytes) counted_ = {line, 0, 0};
    counted_.characters += count_code_points(lines_[line].substr(counted_.bytes, bytes - counted_.bytes));
    counted_.bytes = bytes;
    return static_cast<int>(counted_.characters) + 1;
  }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    add(make(DataNode::Kind::null, mark));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_anchor(mark, 1); }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    DataNode node = make(DataNode::Kind::scalar, mark);
    node.scalar = value;
    node.quoted = tag == "!";
    if (!node.quoted && (value.empty() || value == "~" || value == "null")) node.kind = DataNode::Kind::null;
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    open(make(DataNode::Kind::list, mark));
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    open(make(DataNode::Kind::map, mark));
  }
  void OnMapEnd() override { close(); }

private:
  struct Level {
    DataNode node;
    bool have_key = false;
    DataMember member;
    std::unordered_map<std::string, int> lines; // of the keys so far
  };

  struct Counted {
    std::size_t line = 0, bytes = 0, characters = 0;
  };

  [[nodiscard]] std::string where(int line, int column) const { return place(file_, line, column); }

  DataNode make(DataNode::Kind kind, const YAML::Mark& mark) {
    DataNode node;
    node.kind = kind;
    node.line = mark.line + first_line_;
    node.column = column(mark);
    if (++count_ > limits::yaml_nodes)
      throw Refused{{ErrorCode::limit, where(node.line, node.column),
                     fmt::format("内容太多，上限是 {} 项", limits::yaml_nodes), "请拆成几个文件"}};
    return node;
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == 0) return;
    throw Refused{{ErrorCode::data, where(mark.line + first_line_, column(mark)),
                   "不能使用 YAML 的锚点（&）和引用（*）",
                   "请把内容直接写出来；以 & 或 * 开头的文字要加引号"}};
  }

  // yaml-cpp says "?" for a plain value and "!" for one in quotes; anything else stood in the file
  // (!!binary), and reading the value as if it did not would change its meaning.
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    throw Refused{{ErrorCode::data, where(mark.line + first_line_, column(mark)),
                   fmt::format("不能使用 YAML 的标签“{}”", shorten(tag, 40)),
                   "请直接写内容；以 ! 开头的文字要加引号"}};
  }

  void open(DataNode node) {
    if (levels_.size() >= limits::nesting_depth)
      throw Refused{{ErrorCode::limit, where(node.line, node.column),
                     fmt::format("嵌套太深，上限是 {} 层", limits::nesting_depth), "请减少嵌套"}};
    if (!levels_.empty() && levels_.back().node.is_map() && !levels_.back().have_key)
      throw Refused{{ErrorCode::data, where(node.line, node.column), "栏目名必须是文字",
                     "花括号和方括号开头的文字要加引号"}};
    levels_.push_back({std::move(node), false, {}, {}});
  }

  void close() {
    DataNode node = std::move(levels_.back().node);
    levels_.pop_back();
    add(std::move(node));
  }

  void add(DataNode node) {
    if (levels_.empty()) {
      root = std::move(node);
      return;
    }
    Level& level = levels_.back();
    if (level.node.is_list()) {
      level.node.items.push_back(std::move(node));
    } else if (!level.have_key) {
      level.member = DataMember{node.scalar, node.line, node.column, {}};
      level.have_key = true;
    } else {
      level.have_key = false;
      if (node.is_null()) { // yaml-cpp gives an empty value the place of what follows it
        node.line = level.member.line;
        node.column = level.member.column;
      }
      level.member.value = std::move(node);
      add_member(level);
    }
  }

  void add_member(Level& level) {
    const auto [first, is_new] = level.lines.try_emplace(level.member.key, level.member.line);
    if (is_new)
      level.node.members.push_back(std::move(level.member));
    else
      errors.push_back({ErrorCode::data, where(level.member.line, level.member.column),
                        fmt::format("栏目“{}”重复，第 {} 行已经写过", level.member.key, first->second),
                        "请只保留一处"});
  }

  std::string file_;
  int first_line_;
  std::vector<std::string_view> lines_;
  Counted counted_;
  std::size_t count_ = 0;
  std::vector<Level> levels_;
};

// "键: |", "键: >-", also with a comment behind it.
bool opens_block_scalar(std::string_view line) {
  if (const auto comment = line.find(" #"); comment != std::string_view::npos) line = line.substr(0, comment);
  line = trim(line);
  const auto mark = line.find_last_of("|>");
  return mark != std::string_view::npos && mark >= 2 && line.substr(mark - 2, 2) == ": " &&
         line.find_first_not_of("+-0123456789", mark + 1) == std::string_view::npos;
}

// What yaml-cpp reports badly (a full-width colon is blamed on the next line) is looked for beforehand, line
// by line.
Errors scan_lines(std::string_view text, const std::string& file, int first_line) {
  Errors errors;
  int number = first_line;
  std::size_t block_indent =
      std::string_view::npos; // inside a block scalar (| or >) of a key at this indentation
  for (std::size_t pos = 0; pos <= text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', pos), text.size());
    const std::string_view line = text.substr(pos, end - pos);
    pos = end + 1;
    const std::size_t indent = line.find_first_not_of(" \t");
    if (indent == std::string_view::npos || line[indent] == '#') continue;
    if (block_indent != std::string_view::npos && indent > block_indent) continue;
    block_indent = std::string_view::npos;
    if (const auto tab = line.substr(0, indent).find('\t'); tab != std::string_view::npos) {
      errors.push_back({ErrorCode::data, place(file, number, static_cast<int>(tab) + 1),
                        "行首用了制表符（Tab）", "缩进请用空格"});
      continue;
    }
    std::string_view content = line.substr(indent);
    while (content.starts_with("- "))
      content = trim(content.substr(2));
    const auto colon = content.find("：");
    const bool has_key = content.find(": ") < colon || content.ends_with(":") || content.find(":\t") < colon;
    if (colon != std::string_view::npos && !has_key && !starts_with_any(content, {"\"", "'", "[", "{"}) &&
        line.substr(indent, 2) != "- ") {
      const std::string key(content.substr(0, colon));
      if (count_code_points(key) <= 20)
        errors.push_back(
            {ErrorCode::data,
             place(file, number,
                   static_cast<int>(count_code_points(line.substr(0, indent)) + count_code_points(key)) + 1),
             fmt::format("“{}”后面是全角冒号", key), fmt::format("请改成半角冒号加空格：{}: …", key)});
    }
    if (opens_block_scalar(line)) block_indent = indent;
  }
  return errors;
}

// "键: ", "- 键:": what a line looks like that has a field of its own.
bool looks_like_field(std::string_view line) {
  line = trim(line);
  while (line.starts_with("- "))
    line = trim(line.substr(2));
  if (line.starts_with("template:")) return true;
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const bool ends = colon + 1 == line.size() || line[colon + 1] == ' ';
  return ends && count_code_points(line.substr(0, colon)) <= 20 &&
         line.substr(0, colon).find_first_of(" \t\"'") == std::string_view::npos;
}

// A quotation mark that was opened and not closed makes text of everything up to the next one; what YAML
// reports then is only the consequence, somewhere below. So quoted values that swallow lines which look like
// fields are looked for, and named by the line of their opening mark.
class QuoteScan {
public:
  QuoteScan(std::string_view text, int first_line) : text_(text), line_(first_line) {}

  // Places of a # that cuts off what was to be text: 3号楼 #2单元. Comments have a blank behind their #.
  std::vector<std::pair<int, int>> cuts; // line, column

  // The line of the first mark that is not closed where its value ends; 0: none.
  int run(char& mark) {
    while (pos_ < text_.size()) {
      if ((pos_ == 0 || text_[pos_ - 1] == '\n') && skip_line()) continue;
      const char c = text_[pos_];
      if (c == '#' && pos_ > 0 && (text_[pos_ - 1] == ' ' || text_[pos_ - 1] == '\t')) { // a comment
        look_at_comment();
        pos_ = std::min(text_.find('\n', pos_), text_.size());
      } else if (value_begins_ && (c == '"' || c == '\'')) {
        mark = c;
        if (!pass_quoted(c)) return line_;
      } else {
        pass(c);
      }
    }
    return 0;
  }

private:
  // At a line's start: block scalars (|) hold text, quotation marks and all; comments too.
  bool skip_line() {
    const std::string_view row = text_.substr(pos_, std::min(text_.find('\n', pos_), text_.size()) - pos_);
    const std::size_t indent = row.find_first_not_of(' ');
    const bool inside = block_indent_ != std::string_view::npos &&
                        (indent == std::string_view::npos || indent > block_indent_);
    if (!inside) block_indent_ = opens_block_scalar(row) ? indent : std::string_view::npos;
    value_begins_ = true;
    if (!inside && (indent == std::string_view::npos || row[indent] != '#')) return false;
    pos_ += row.size() + 1;
    ++line_;
    return true;
  }

  // A quotation mark opens a value only where one begins: behind "键: ", "- ", "[", ", ".
  void pass(char c) {
    const bool before_blank = pos_ + 1 < text_.size() && (text_[pos_ + 1] == ' ' || text_[pos_ + 1] == '\n');
    if (c != ' ' && c != '\t')
      value_begins_ = c == '[' || c == '{' || c == ',' || ((c == ':' || c == '-') && before_blank);
    if (c == '\n') ++line_;
    ++pos_;
  }

  void look_at_comment() {
    const char next = pos_ + 1 < text_.size() ? text_[pos_ + 1] : ' ';
    if (std::string_view(" \t\r\n#-=").find(next) != std::string_view::npos) return;
    const std::size_t start = text_.rfind('\n', pos_) + 1; // npos + 1: the first line
    const std::string_view before = text_.substr(start, pos_ - start), value = trim(before);
    if (value.empty() || std::string_view("]},\"'|>").find(value.back()) != std::string_view::npos) return;
    cuts.emplace_back(line_, static_cast<int>(count_code_points(before)) + 1);
  }

  [[nodiscard]] std::size_t end_of_quoted(char mark) const {
    std::size_t end = pos_ + 1;
    for (; end < text_.size(); ++end)
      if (mark == '"' && text_[end] == '\\')
        ++end;
      else if (mark == '\'' && text_[end] == mark && end + 1 < text_.size() && text_[end + 1] == mark)
        ++end; // '' inside '…'
      else if (text_[end] == mark)
        break;
    return std::min(end, text_.size());
  }

  bool pass_quoted(char mark) {
    const std::size_t end = end_of_quoted(mark);
    if (end == text_.size()) return false;
    const std::string_view inside = text_.substr(pos_ + 1, end - pos_ - 1);
    int feeds = 0;
    for (auto at = inside.find('\n'); at != std::string_view::npos; at = inside.find('\n', at + 1), ++feeds)
      if (looks_like_field(inside.substr(at + 1, inside.find('\n', at + 1) - at - 1))) return false;
    line_ += feeds;
    pos_ = end + 1;
    value_begins_ = false;
    return true;
  }

  std::string_view text_;
  int line_;
  std::size_t pos_ = 0, block_indent_ = std::string_view::npos;
  bool value_begins_ = true;
};

Errors scan_quotes(std::string_view text, const std::string& file, int first_line) {
  char mark = '"';
  QuoteScan scan(text, first_line);
  const int line = scan.run(mark);
  if (line == 0) {
    Errors errors;
    for (const auto& [row, column] : scan.cuts)
      errors.push_back({ErrorCode::data, place(file, row, column), "从 # 起会被当作注释，不算在文字里",
                        "要写进去，请把整段文字加上引号；是注释的，# 后面空一格"});
    return errors;
  }
  return {{ErrorCode::data, place(file, line), fmt::format("这一行的引号（{}）没有合上", mark),
           "请在这一行的末尾补上引号；要写几行文字的，用 | 另起一行"}};
}

// yaml-cpp's English messages that clerks meet, as advice.
std::string advice(const std::string& message) {
  if (message.find("end of map") != std::string::npos) return "常见原因：缩进没有对齐，或冒号后面少了空格";
  if (message.find("tab") != std::string::npos) return "缩进请用空格，不要用制表符";
  if (message.find("end of sequence") != std::string::npos)
    return "方括号或列表没有结束，请检查 [ ] 和 “- ” 的对齐";
  return "请检查这一行的缩进、引号和冒号；含 : # [ ] { } 的文字要加引号";
}

} // namespace

Result<DataNode, Errors> parse_yaml(std::string_view text, const std::string& file, int first_line) {
  if (Errors errors = scan_quotes(text, file, first_line); !errors.empty())
    return fail_all(std::move(errors));
  if (Errors errors = scan_lines(text, file, first_line); !errors.empty()) return fail_all(std::move(errors));
  TreeBuilder builder(text, file, first_line);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    TreeBuilder second(text, file, first_line);
    if (parser.HandleNextDocument(second) && !second.root.is_null())
      return fail_all({{ErrorCode::data, place(file, second.root.line), "一个文件里只能有一份内容",
                        "请删去后面的 --- 及其内容，或另存为一个文件"}});
  } catch (const Refused& refused) {
    builder.errors.push_back(refused.error);
  } catch (const YAML::Exception& e) {
    builder.errors.push_back({ErrorCode::data, place(file, e.mark.line + first_line, builder.column(e.mark)),
                              "YAML 格式有误", advice(e.msg)});
  }
  if (!builder.errors.empty()) return fail_all(std::move(builder.errors));
  return std::move(builder.root);
}

std::string yaml_scalar(std::string_view text) {
  const auto needs_quotes = [&] {
    if (text.empty() || text == "~" || text == "null" || trim(text) != text) return true;
    if (std::string_view("-?:,[]{}#&*!|>'\"%@`").find(text.front()) != std::string_view::npos) return true;
    for (const char c : text)
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
    return text.find(": ") != text.npos || text.find(" #") != text.npos || text.ends_with(":") ||
           text.find("：") != text.npos || first_invalid_utf8(text);
  };
  if (!needs_quotes()) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out + "\"";
}

} // namespace fengqiao
