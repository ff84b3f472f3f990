#include "render/directive.hpp"

#include "core/text.hpp"
#include "render/anchors.hpp"
#include "render/figure.hpp"
#include "render/nearest.hpp"
#include "render/page_style.hpp"
#include "render/table_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace fengqiao::render {
namespace {

// The rest of "列宽 1:3:1" behind its name; nullopt if the comment is another.
std::optional<std::string_view> argument(std::string_view text, std::string_view name) {
  if (!text.starts_with(name)) return std::nullopt;
  text.remove_prefix(name.size());
  // "表头说明见下" is a note to the author.
  if (!text.empty() && static_cast<unsigned char>(text.front()) >= 0x80 && !text.starts_with("："))
    return std::nullopt;
  for (const std::string_view colon : {":", "："})
    if (text.starts_with(colon)) text.remove_prefix(colon.size());
  return trim(text);
}

// 1:3:1, with full-width colons or spaces too.
std::vector<double> read_proportion(std::string_view text) {
  std::vector<double> widths;
  while (!text.empty()) {
    double value = 0;
    const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || !(value > 0 && value <= 1000)) return {};
    widths.push_back(value);
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    const std::string_view before = text;
    for (const std::string_view separator : {":", "：", ",", "，", "、", " "})
      if (text.starts_with(separator)) {
        text.remove_prefix(separator.size());
        break;
      }
    text = trim(text);
    if (!text.empty() && text.size() == before.size()) return {};
  }
  return widths;
}

// 左 中 右 小数点, one a column; - leaves a column as it is.
std::vector<ColumnAlign> read_columns(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, ColumnAlign>, 7> kNames{{
      {"左", ColumnAlign::left},
      {"居中", ColumnAlign::center},
      {"中", ColumnAlign::center},
      {"右", ColumnAlign::right},
      {"小数点", ColumnAlign::decimal},
      {"-", ColumnAlign::none},
      {"—", ColumnAlign::none},
  }};
  std::vector<ColumnAlign> columns;
  while (!(text = trim(text)).empty()) {
    const auto* name =
        std::ranges::find_if(kNames, [&](const auto& entry) { return text.starts_with(entry.first); });
    if (name == kNames.end()) return {};
    columns.push_back(name->second);
    text.remove_prefix(name->first.size());
    for (const std::string_view separator : {":", "：", ",", "，", "、"})
      if (text.starts_with(separator)) {
        text.remove_prefix(separator.size());
        break;
      }
  }
  return columns;
}

std::size_t read_count(std::string_view text, std::size_t most) {
  std::size_t value = 0;
  const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view unit = trim(text.substr(static_cast<std::size_t>(stop - text.data())));
  return fault == std::errc{} && value <= most && (unit.empty() || unit == "行") ? value : 0;
}

std::optional<ImageWidth> read_image_width(std::string_view text) {
  double value = 0;
  const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || !(value > 0 && value <= 1000)) return std::nullopt;
  const std::string_view unit = trim(text.substr(static_cast<std::size_t>(stop - text.data())));
  if (unit == "mm" || unit == "毫米" || unit.empty()) return ImageWidth{value * kPointsPerMillimetre, 0};
  if (unit == "cm" || unit == "厘米") return ImageWidth{10 * value * kPointsPerMillimetre, 0};
  if (unit == "%" || unit == "％") return ImageWidth{0, value / 100};
  return std::nullopt;
}

// What a directive acts on, and whether something stands behind its name.
enum class Acts { any, text, paragraph, table, figure, itself };

struct Known {
  std::string_view name;
  Acts on;
  bool argument = false;
};
constexpr std::array<Known, 19> kKnown{{
    {"另起一页", Acts::any},
    {"另编页码", Acts::any},
    {"接上", Acts::any},
    {"同页", Acts::any},
    {kAnchorDirective, Acts::any, true},
    {"居中", Acts::text},
    {"右对齐", Acts::text},
    {"不缩进", Acts::text},
    {"署名", Acts::paragraph},
    {"小字", Acts::paragraph},
    {"表题", Acts::table, true},
    {"列宽", Acts::table, true},
    {"对齐", Acts::table, true},
    {"表头", Acts::table, true},
    {"斜线表头", Acts::table},
    {"图宽", Acts::figure, true},
    {"目录", Acts::itself, true},
    {"盖章处", Acts::itself},
    {kAttachmentDirective, Acts::itself, true}, // of a document's outermost level: render/paper_check.hpp
}};

const Known* find_known(std::string_view name) {
  const auto* at = std::ranges::find(kKnown, name, &Known::name);
  return at == kKnown.end() ? nullptr : at;
}

// The directive that a comment is, with what stands behind its name; null for a note to the author.
struct Reading {
  const Known* known = nullptr;
  std::string_view argument;
};

Reading reading_of(std::string_view comment) {
  const std::string_view text = trim(comment);
  for (const Known& known : kKnown) {
    if (text == known.name) return {&known, {}};
    if (!known.argument || (known.name == kAnchorDirective && !given_anchor(text))) continue;
    if (const auto rest = argument(text, known.name)) return {&known, *rest};
  }
  return {};
}

std::string_view needs(Acts on) {
  switch (on) {
  case Acts::text:
    return "段落或标题";
  case Acts::paragraph:
    return "段落";
  case Acts::table:
    return "表格";
  case Acts::figure:
    return "图片或图表";
  default:
    return "内容";
  }
}

bool acts_on(Acts on, const MdNode& block) {
  const bool pictures = holds_only_images(block);
  switch (on) {
  case Acts::any:
    return true;
  case Acts::text:
    return block.kind == MdKind::heading || (block.kind == MdKind::paragraph && !pictures);
  case Acts::paragraph:
    return block.kind == MdKind::paragraph && !pictures;
  case Acts::table:
    return block.kind == MdKind::table;
  case Acts::figure:
    return pictures || block.kind == MdKind::chart;
  default:
    return false;
  }
}

class Reader {
public:
  Reader(const MdNode& node, Directives& directives, const std::string& file)
      : node_(node), directives_(directives), file_(file) {}

  Errors read() {
    const auto [known, argument] = reading_of(node_.text);
    if (known == nullptr) return {};
    const std::string_view name = known->name;
    const bool again = directives_.line_of(name) > 0;
    directives_.given.push_back({name, node_.line});
    if (again && (known->on == Acts::table || known->on == Acts::figure))
      fault(fmt::format("“{}”写了两次，只有一次能用", name), "删去一处");
    if (!read_flag(name)) read_argument(name, argument);
    return std::move(errors_);
  }

private:
  bool read_flag(std::string_view name) {
    if (name == "另起一页")
      directives_.page_break = true;
    else if (name == "另编页码")
      directives_.page_one = true;
    else if (name == "署名")
      directives_.sign_off = true;
    else if (name == "接上")
      directives_.follows = true;
    else if (name == "小字")
      directives_.small = true;
    else if (name == "不缩进")
      directives_.no_indent = true;
    else if (name == "同页")
      directives_.together = true;
    else if (name == "居中")
      directives_.align = MdAlign::center;
    else if (name == "右对齐")
      directives_.align = MdAlign::right;
    else if (name == "斜线表头")
      directives_.diagonal_head = true;
    else
      return false;
    return true;
  }

  void read_argument(std::string_view name, std::string_view argument) {
    if (name == kAnchorDirective) {
      if (auto anchor = given_anchor(node_.text); anchor && !anchor->empty())
        directives_.anchors.push_back(std::move(*anchor));
    } else if (name == "表题") {
      directives_.caption = argument;
      if (argument.empty()) fault("表题后面没有文字", "如 <!-- 表题 表1 接报警情 -->");
    } else if (name == "列宽") {
      directives_.widths = read_proportion(argument);
      if (directives_.widths.empty())
        unreadable(name, argument, "每栏一个正数，用冒号隔开，如 <!-- 列宽 1:3:1 -->");
    } else if (name == "对齐") {
      directives_.columns = read_columns(argument);
      if (directives_.columns.empty())
        unreadable(name, argument, "每栏写左、中、右、小数点或 -，如 <!-- 对齐 左 小数点 右 -->");
    } else if (name == "表头") {
      directives_.header_rows = read_count(argument, kMostHeaderRows);
      if (directives_.header_rows == 0)
        unreadable(name, argument, fmt::format("写表头的行数，1 到 {}，如 <!-- 表头 2 -->", kMostHeaderRows));
    } else if (name == "图宽") {
      const auto width = read_image_width(argument);
      directives_.image_width = width.value_or(ImageWidth{});
      if (!width) unreadable(name, argument, "写毫米或百分比，如 <!-- 图宽 80mm -->、<!-- 图宽 50% -->");
    } else if (name == "目录") { // with a depth that can be read it is drawn and does not come here
      directives_.given.pop_back();
      unreadable(name, argument, "写列到第几层，1 到 5，如 <!-- 目录 3 -->");
    } else if (name == kAttachmentDirective &&
               argument.find_first_not_of("0123456789") != std::string_view::npos) {
      directives_.given.pop_back();
      unreadable(name, argument, "写第几个附件，如 <!-- 附件 1 -->");
    }
  }

  void unreadable(std::string_view name, std::string_view argument, std::string hint) {
    fault(fmt::format("{}读不懂：“{}”", name, shorten(argument, 40)), std::move(hint));
  }

  void fault(std::string message, std::string hint) {
    errors_.push_back({ErrorCode::data, place(file_, node_.line), std::move(message), std::move(hint)});
  }

  const MdNode& node_;
  Directives& directives_;
  const std::string& file_;
  Errors errors_;
};

template <class Visit> void visit_directives(const MdNode& parent, bool inside_text, const Visit& visit) {
  for (const MdNode& node : parent.children) {
    if (node.kind == MdKind::directive) visit(node, inside_text);
    const bool text =
        node.kind == MdKind::paragraph || node.kind == MdKind::heading || node.kind == MdKind::table_cell;
    visit_directives(node, inside_text || text, visit);
  }
}

// The beginning of a comment up to what can only be an argument.
std::string_view first_word(std::string_view text) {
  const auto end = text.find_first_of(" \t\n:0123456789");
  return trim(text.substr(0, std::min(end, text.find("："))));
}

// What a directive's own text would look like were its argument set off from the name by nothing.
bool runs_on(std::string_view text) {
  if (text.starts_with("表题")) return true; // 表题表1: else its words are lost
  if (!text.starts_with(kAttachmentDirective)) return false;
  text.remove_prefix(kAttachmentDirective.size());
  return starts_with_any(text, {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"});
}

// How the directive is written that a note to the author was perhaps meant to be; empty if it is none.
std::string meant(std::string_view comment) {
  const std::string_view text = trim(comment), word = first_word(text);
  std::string joined; // 目 录
  for (std::size_t pos = 0; pos < text.size();)
    if (const char32_t c = next_code_point(text, pos); !is_space(c)) append_utf8(joined, c);
  for (const Known& known : kKnown) {
    if (joined == known.name || word == known.name) return fmt::format("是不是 <!-- {} -->？", known.name);
    if (text.starts_with(known.name) && runs_on(text))
      return fmt::format("指令写作 <!-- {} … -->，名称后面空一格", known.name);
  }
  constexpr std::size_t longest = 5; // characters: one of them may be wrong or missing, or one too many
  if (word.empty() || count_code_points(word) > longest) return {};
  for (const Known& known : kKnown) {
    // Many notes are one character away from the short names: 标题, 附注. They are no 表题, 附件 by
    // themselves.
    const bool likely = !known.argument || word.size() < text.size();
    if (likely && count_code_points(known.name) > 1 && edit_distance(word, known.name) == 1)
      return fmt::format("是不是 <!-- {}{} -->？", known.name, known.argument ? " …" : "");
  }
  return {};
}

} // namespace

int Directives::line_of(std::string_view name) const {
  const auto at = std::ranges::find(given, name, &GivenDirective::name);
  return at == given.end() ? 0 : at->line;
}

Errors read_directive(const MdNode& node, Directives& directives, const std::string& file) {
  return Reader(node, directives, file).read();
}

std::optional<DrawnDirective> drawn_directive(const MdNode& node) {
  constexpr int usual_depth = 2;
  const auto [known, argument] = reading_of(node.text);
  if (known == nullptr) return std::nullopt;
  if (known->name == "盖章处") return DrawnDirective{DrawnDirective::Kind::seal_box, 0};
  if (known->name != "目录") return std::nullopt;
  if (argument.empty()) return DrawnDirective{DrawnDirective::Kind::contents, 1 + usual_depth};
  if (argument.size() != 1 || argument[0] < '1' || argument[0] > '5') return std::nullopt;
  return DrawnDirective{DrawnDirective::Kind::contents, 1 + (argument[0] - '0')};
}

Errors unused_directives(const Directives& directives, const MdNode* next, const std::string& file) {
  Errors errors;
  for (const auto& [name, line] : directives.given) {
    const Known& known = *find_known(name);
    if (next != nullptr && acts_on(known.on, *next)) continue;
    if (next == nullptr && name == kAnchorDirective) continue; // leads to the last line
    if (known.on == Acts::itself)
      errors.push_back({ErrorCode::data, place(file, line), fmt::format("这条指令没有用上：“{}”", name),
                        "附件写在最外层：不在列表、引用和脚注里"});
    else
      errors.push_back({ErrorCode::data, place(file, line),
                        fmt::format("这条指令没有用上：“{}”后面{}{}", name, next == nullptr ? "没有" : "不是",
                                    needs(known.on)),
                        fmt::format("写在{}的正前面，中间不隔别的文字；不用的删去", needs(known.on))});
  }
  return errors;
}

Errors misplaced_directives(const MdNode& document, const std::string& file) {
  Errors errors;
  bool contents = false;
  visit_directives(document, false, [&](const MdNode& node, bool inside_text) {
    const auto [known, argument] = reading_of(node.text);
    if (known == nullptr || known->name == kAnchorDirective) return;
    if (!inside_text) {
      const auto drawn = drawn_directive(node);
      if (drawn && drawn->kind == DrawnDirective::Kind::contents && std::exchange(contents, true))
        errors.push_back(
            {ErrorCode::data, place(file, node.line), "一份文书只能有一个目录", "删去多写的 <!-- 目录 -->"});
      return;
    }
    errors.push_back({ErrorCode::data, place(file, node.line),
                      fmt::format("这条指令没有用上：“{}”夹在文字里", known->name),
                      "指令要单独成行，前后各空一行"});
  });
  return errors;
}

Errors mistyped_directives(const MdNode& document, const std::string& file) {
  Errors warnings;
  visit_directives(document, false, [&](const MdNode& node, bool) {
    if (is_directive(node.text)) return;
    if (std::string hint = meant(node.text); !hint.empty())
      warnings.push_back({ErrorCode::data, place(file, node.line),
                          fmt::format("注释“{}”没有当作指令", shorten(node.text, 20)), std::move(hint)});
  });
  return warnings;
}

bool acts_on_pages(const MdNode& node) {
  if (node.kind != MdKind::directive) return false;
  const auto [known, argument] = reading_of(node.text);
  return known != nullptr &&
         (known->name == "另起一页" || known->name == "另编页码" || known->name == kAnchorDirective);
}

bool is_directive(std::string_view comment) {
  return reading_of(comment).known != nullptr;
}

} // namespace fengqiao::render
