#include "render/template_program.hpp"

#include "render/mustache_tags.hpp"
#include "render/nearest.hpp"
#include "render/token.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace fengqiao::render {
namespace {

using Kind = MustacheTag::Kind;

// What an open section stands for. An inverted section, and a section over true or false, offer nothing of
// their own.
struct Scope {
  const Field* field = nullptr;
  bool list_item = false;
  std::size_t target = 0; // number of the tag that opened it
  bool unknown = false;   // its name, or that of a section around it, does not exist: one message is enough
};

class Compiler {
public:
  Compiler(std::string_view body, const Field& schema, const std::string& file, int first_line,
           Errors& errors)
      : body_(body), file_(file), first_line_(first_line), errors_(errors) {
    scopes_.push_back({&schema, false, 0, false});
  }

  TemplateProgram compile() {
    refuse_token_characters();
    const std::size_t before = errors_.size();
    const auto tags = scan_tags(body_, file_, first_line_, errors_);
    const bool balanced = errors_.size() == before;
    const auto extents = widen_standalone(tags);
    std::size_t copied = 0;
    for (std::size_t i = 0; i < tags.size(); ++i) {
      program_.text += body_.substr(copied, extents[i].begin - copied);
      compile_tag(tags[i], balanced);
      copied = extents[i].end;
    }
    program_.text += body_.substr(copied);
    return std::move(program_);
  }

private:
  void fault(int line, std::string message, std::string hint) {
    errors_.push_back({ErrorCode::data, place(file_, line), std::move(message), std::move(hint)});
  }

  void refuse_token_characters() {
    const auto refuse = [&](std::size_t at, std::string message) {
      const auto line = std::count(body_.begin(), body_.begin() + static_cast<std::ptrdiff_t>(at), '\n');
      fault(first_line_ + static_cast<int>(line), std::move(message), "请删去这个看不见的字符");
    };
    if (const auto at = find_token_character(body_)) refuse(*at, "模板里有程序自用的字符（U+F0000—U+F1FFF）");
    // One of the controls stands for a line end while the template is filled (fill.cpp).
    const auto control = std::ranges::find_if(body_, [](char c) {
      return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
    });
    if (control != body_.end())
      refuse(static_cast<std::size_t>(control - body_.begin()),
             fmt::format("模板里有控制字符（U+{:04X}）", static_cast<int>(*control)));
  }

  struct Extent {
    std::size_t begin = 0, end = 0;
  };

  [[nodiscard]] bool blank_between(std::size_t begin, std::size_t end) const {
    return body_.substr(begin, end - begin).find_first_not_of(" \t") == body_.npos;
  }

  // What of the text each tag replaces: itself, and the whole line where a line has nothing but section tags
  // and comments. An empty line in its place would end a table.
  [[nodiscard]] std::vector<Extent> widen_standalone(const std::vector<MustacheTag>& tags) const {
    std::vector<Extent> extents;
    extents.reserve(tags.size());
    for (const auto& tag : tags)
      extents.push_back({tag.begin, tag.end});
    std::size_t line_start = 0, looked = 0; // the line feeds before `looked` are known
    for (std::size_t first = 0; first < tags.size(); ++first) {
      const auto feed = body_.substr(looked, tags[first].begin - looked).rfind('\n');
      if (feed != body_.npos) line_start = looked + feed + 1;
      looked = tags[first].begin;
      if (tags[first].kind == Kind::variable || !blank_between(line_start, tags[first].begin)) continue;
      std::size_t last = first;
      while (last + 1 < tags.size() && tags[last + 1].kind != Kind::variable &&
             blank_between(tags[last].end, tags[last + 1].begin))
        ++last;
      const std::size_t line_end = std::min(body_.find('\n', tags[last].end), body_.size());
      if (!blank_between(tags[last].end, line_end)) continue;
      extents[first].begin = line_start;
      for (std::size_t i = first + 1; i <= last; ++i)
        extents[i].begin = extents[i - 1].end;
      extents[last].end = std::min(line_end + 1, body_.size());
      first = last;
    }
    return extents;
  }

  void compile_tag(const MustacheTag& tag, bool balanced) {
    if (tag.kind == Kind::comment) return;
    if (tag.kind == Kind::close) {
      const std::size_t target = scopes_.back().target;
      if (scopes_.size() > 1) scopes_.pop_back();
      if (balanced) program_.text += fmt::format("{{{{/s{}}}}}", target);
      return;
    }
    const std::size_t number = program_.targets.size();
    const std::string_view sigil = tag.kind == Kind::section ? "#s" : tag.kind == Kind::inverted ? "^s" : "";
    program_.text += fmt::format("{{{{{}{}}}}}", sigil, number);
    program_.targets.emplace_back();
    const Field* field = resolve(tag, program_.targets.back());
    if (tag.kind == Kind::variable) {
      program_.targets.back().in_marks = is_mark(tag.begin, -1) && is_mark(tag.end, 0);
      check_printable(tag, field);
      return;
    }
    Scope scope{nullptr, false, number, scopes_.back().unknown || field == nullptr};
    if (tag.kind == Kind::section && field != nullptr && field->type != FieldType::boolean) {
      scope.list_item = field->type == FieldType::array;
      scope.field = scope.list_item ? &field->children.front() : field;
    }
    scopes_.push_back(scope);
  }

  [[nodiscard]] bool is_mark(std::size_t pos, int offset) const {
    const std::size_t at =
        pos + static_cast<std::size_t>(offset); // wraps at the front, and is out of range then
    return at < body_.size() && std::string_view("*_~").find(body_[at]) != std::string_view::npos;
  }

  // The field that the tag means, or nullptr after a message (序号 has no field of its own).
  const Field* resolve(const MustacheTag& tag, TagTarget& target) {
    if (tag.name == ".") return resolve_own(tag, target);
    const std::string first = tag.name.substr(0, tag.name.find('.'));
    for (std::size_t depth = scopes_.size(); depth-- > 0;) {
      const Field* scope = scopes_[depth].field;
      const Field* found = scope == nullptr ? nullptr : scope->find(first);
      if (found == nullptr && depth == 0) found = built_in_fields().find(first);
      if (found != nullptr) {
        target.depth = depth;
        return follow(tag, *found, target);
      }
      if (scopes_[depth].list_item && tag.name == kItemNumber) {
        target.depth = depth;
        target.item_number = true;
        return &item_number_;
      }
    }
    report_unknown(tag, first);
    return nullptr;
  }

  const Field* resolve_own(const MustacheTag& tag, TagTarget& target) {
    target.depth = scopes_.size() - 1;
    if (scopes_.size() > 1 && scopes_.back().field != nullptr) return scopes_.back().field;
    if (!scopes_.back().unknown)
      fault(tag.line, "{{.}} 只能用在列表或栏目的一段里", "写成 {{#列表}}{{.}}{{/列表}}");
    return nullptr;
  }

  // The rest of a dotted name, member by member.
  const Field* follow(const MustacheTag& tag, const Field& first, TagTarget& target) {
    const Field* field = &first;
    target.path = first.name;
    std::size_t pos = tag.name.find('.');
    while (pos != std::string::npos) {
      const std::size_t next = tag.name.find('.', pos + 1);
      const std::string part = tag.name.substr(pos + 1, next == std::string::npos ? next : next - pos - 1);
      if (field->type == FieldType::array) {
        fault(tag.line, fmt::format("“{}”是列表，不能用“{}”直接取其中的栏目", target.path, tag.name),
              fmt::format("写成 {{{{#{}}}}} … {{{{{}}}}} … {{{{/{}}}}}", target.path, part, target.path));
        return nullptr;
      }
      const Field* child = field->find(part);
      if (child == nullptr) {
        const std::string hint =
            field->type == FieldType::object ? name_hint(part, names_of(*field)) : "它没有下级栏目";
        fault(tag.line, fmt::format("“{}”里没有栏目“{}”", target.path, part), hint);
        return nullptr;
      }
      field = child;
      target.path += "." + child->name;
      pos = next;
    }
    return field;
  }

  void check_printable(const MustacheTag& tag, const Field* field) {
    if (field == nullptr) return;
    const bool list_of_groups =
        field->type == FieldType::array && field->children.front().type == FieldType::object;
    if (field->type == FieldType::object)
      fault(tag.line, fmt::format("“{}”是一组栏目，不能直接印", tag.name),
            "请写到最下级，例如 " +
                (field->children.empty() ? "{{栏目}}" : tag.name + "." + field->children.front().name));
    else if (list_of_groups)
      fault(tag.line, fmt::format("“{}”是列表，不能直接印", tag.name),
            fmt::format("写成 {{{{#{}}}}} … {{{{/{}}}}}，逐项列出", tag.name, tag.name));
  }

  static std::vector<std::string> names_of(const Field& object) {
    std::vector<std::string> names;
    for (const auto& child : object.children)
      names.push_back(child.name);
    return names;
  }

  static std::string name_hint(const std::string& name, const std::vector<std::string>& names) {
    if (const auto near = nearest(name, names); !near.empty())
      return fmt::format("是不是{}？", quoted_list(near));
    return "可用的栏目：" + quoted_list(names);
  }

  void report_unknown(const MustacheTag& tag, const std::string& first) {
    if (scopes_.back().unknown) return;
    std::vector<std::string> names;
    for (std::size_t depth = scopes_.size(); depth-- > 0;)
      if (scopes_[depth].field != nullptr)
        for (auto& name : names_of(*scopes_[depth].field))
          names.push_back(std::move(name));
    fault(tag.line, fmt::format("模式里没有栏目“{}”", first == tag.name ? first : tag.name),
          name_hint(first, names));
  }

  std::string_view body_;
  const std::string& file_;
  int first_line_;
  Errors& errors_;
  std::vector<Scope> scopes_;
  TemplateProgram program_;
  Field item_number_;
};

} // namespace

const Field& built_in_fields() {
  static const Field fields = [] {
    Field notes;
    notes.name = "引据说明";
    notes.type = FieldType::array;
    notes.children.emplace_back();
    Field root;
    root.type = FieldType::object;
    root.children.push_back(std::move(notes));
    return root;
  }();
  return fields;
}

TemplateProgram compile_template(std::string_view body, const Field& schema, const std::string& file,
                                 int first_line, Errors& errors) {
  return Compiler(body, schema, file, first_line, errors).compile();
}

} // namespace fengqiao::render
