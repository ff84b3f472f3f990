#include "render/mustache_tags.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {
namespace {

using Kind = MustacheTag::Kind;

constexpr std::size_t kMostFaults = 200; // of all the faults told

class TagScanner {
public:
  TagScanner(std::string_view text, const std::string& file, int first_line, Errors& errors)
      : text_(text), file_(file), line_(first_line), errors_(errors) {}

  std::vector<MustacheTag> tags;

  void scan() {
    while (true) {
      const std::size_t begin = text_.find("{{", pos_);
      if (begin == text_.npos) break;
      move_to(begin);
      if (text_.substr(begin).starts_with("{{{")) {
        fault("不能用 {{{ }}}：数据会变成排版记号", "请写 {{ }}");
        move_to(std::min(text_.find("}}", begin), text_.size() - 2) + 2);
        while (pos_ < text_.size() && text_[pos_] == '}')
          ++pos_;
        continue;
      }
      const std::size_t next = std::min(text_.find("{{", begin + 2), text_.size());
      const std::size_t inside = text_.substr(begin + 2, next - begin - 2).find("}}");
      if (inside == text_.npos) {
        fault("标签没有结束，缺少 }}", "标签要写成 {{栏目}}");
        move_to(begin + 2);
        continue;
      }
      read_tag(begin, begin + 2 + inside);
      move_to(begin + inside + 4);
    }
    for (const auto& open : open_)
      fault_at(open.line, fmt::format("{{{{#{}}}}} 没有结束", open.name),
               fmt::format("请在后面写 {{{{/{}}}}}", open.name));
  }

private:
  void move_to(std::size_t pos) {
    line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(pos_),
                                         text_.begin() + static_cast<std::ptrdiff_t>(pos), '\n'));
    pos_ = pos;
  }

  void fault_at(int line, std::string message, std::string hint) {
    if (errors_.size() >= kMostFaults) return; // nobody reads on, and each costs memory
    errors_.push_back({ErrorCode::data, place(file_, line), std::move(message), std::move(hint)});
  }
  void fault(std::string message, std::string hint) { fault_at(line_, std::move(message), std::move(hint)); }

  void read_tag(std::size_t begin, std::size_t close) {
    std::string_view inside = trim(text_.substr(begin + 2, close - begin - 2));
    MustacheTag tag;
    tag.begin = begin;
    tag.end = close + 2;
    tag.line = line_;
    const char sigil = inside.empty() ? '\0' : inside.front();
    constexpr std::string_view sigils = "#^/!";
    constexpr Kind kinds[] = {Kind::section, Kind::inverted, Kind::close, Kind::comment};
    if (const auto at = sigils.find(sigil); sigil != '\0' && at != sigils.npos) {
      tag.kind = kinds[at];
      inside = trim(inside.substr(1));
    } else if (sigil == '&' || sigil == '>' || sigil == '=') {
      refuse(sigil, inside);
      return;
    }
    tag.name = inside;
    if (tag.kind == Kind::comment) {
      tags.push_back(std::move(tag));
      return;
    }
    if (!is_name(tag.name)) {
      fault(fmt::format("标签“{{{{{}}}}}”里的栏目名看不懂", shorten(inside, 30)), "栏目名里不能有空格和记号");
      if (tag.kind == Kind::variable) return;
    }
    follow_section(tag);
    tags.push_back(std::move(tag));
  }

  void refuse(char sigil, std::string_view inside) {
    const std::string written = fmt::format("{{{{{}}}}}", shorten(inside, 30));
    if (sigil == '&')
      fault(fmt::format("不能用 {}：数据会变成排版记号", written),
            fmt::format("请写 {{{{{}}}}}", trim(inside.substr(1))));
    else if (sigil == '>')
      fault(fmt::format("不能用 {} 引入别的文件", written), "请把内容直接写在模板里");
    else
      fault(fmt::format("不能用 {} 改变标签的括号", written), "标签一律写 {{ }}");
  }

  static bool is_name(const std::string& name) {
    if (name == ".") return true;
    return !name.empty() && name.front() != '.' && name.back() != '.' && name.find("..") == name.npos &&
           name.find_first_of(" \t\n{}#^/!&>=@|[]") == name.npos;
  }

  void follow_section(const MustacheTag& tag) {
    if (tag.kind == Kind::section || tag.kind == Kind::inverted) {
      open_.push_back({tag.name, tag.line});
      if (open_.size() == limits::nesting_depth + 1)
        errors_.push_back({ErrorCode::limit, place(file_, line_),
                           fmt::format("标签嵌套太深，上限是 {} 层", limits::nesting_depth), "请减少嵌套"});
    } else if (tag.kind == Kind::close) {
      close_section(tag);
    }
  }

  void close_section(const MustacheTag& tag) {
    if (open_.empty()) {
      fault(fmt::format("{{{{/{}}}}} 前面没有 {{{{#{}}}}}", tag.name, tag.name), "请删去，或补上开头");
      return;
    }
    if (open_.back().name != tag.name)
      fault(fmt::format("{{{{/{}}}}} 与第 {} 行的 {{{{#{}}}}} 不配对", tag.name, open_.back().line,
                        open_.back().name),
            fmt::format("这里应写 {{{{/{}}}}}", open_.back().name));
    open_.pop_back();
  }

  struct Open {
    std::string name;
    int line;
  };

  std::string_view text_;
  const std::string& file_;
  int line_;
  Errors& errors_;
  std::size_t pos_ = 0;
  std::vector<Open> open_;
};

} // namespace

std::vector<MustacheTag> scan_tags(std::string_view text, const std::string& file, int first_line,
                                   Errors& errors) {
  TagScanner scanner(text, file, first_line, errors);
  scanner.scan();
  return std::move(scanner.tags);
}

} // namespace fengqiao::render
