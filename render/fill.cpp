// The wall around kainjow-mustache. It walks the template; which value a tag means was decided by
// compile_template, so the context below looks values up by the tag's number. Values reach it as tokens only.
#include "render/fill.hpp"

#include "core/limits.hpp"

#include <kainjow/mustache.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <map>

namespace fengqiao::render {
namespace {

namespace ms = kainjow::mustache;

// Stands for a line end while kainjow renders: it drops empty lines behind sections that printed something
// and keeps those of sections that printed nothing; compile_template has already taken out the lines of
// section tags.
constexpr char kLineEnd = '\x01';

// Thrown inside kainjow's renderer, which has no other way to stop; caught in fill().
struct TooLarge {};

tl::unexpected<Error> too_large() {
  return fail(ErrorCode::limit, "", fmt::format("填好的文件太大，上限是 {} MB", limits::markdown_bytes >> 20),
              "请拆成几份");
}

// What filling may come to before it is stopped: lists inside lists multiply, so that a small record could
// fill the memory before its text can be measured. An item costs its section's length, with all that is
// optional in it (which the text itself may lack: hence the room), and what is kept for it.
constexpr std::size_t kMostWork = 16 * limits::markdown_bytes, kItemBytes = 64;
constexpr std::size_t kMostTokens = limits::markdown_bytes / token_bytes;

bool is_there(const Value& value) {
  switch (value.kind) {
  case Value::Kind::null:
    return false;
  case Value::Kind::boolean:
    return value.boolean;
  case Value::Kind::list:
    return !value.items.empty();
  case Value::Kind::text:
    return !value.text.empty();
  default:
    return true;
  }
}

// Hands kainjow's renderer what it asks for. The renderer knows two kinds of data here: text (a token to
// print, or the number of a frame to enter) and lists of frames; `false` is what prints nothing.
class RecordContext : public ms::basic_context<std::string> {
public:
  RecordContext(const TemplateProgram& program, const Value& record, TokenTable& tokens)
      : program_(program), tokens_(tokens) {
    stack_.push_back({&record, 0});
  }

  void push(const ms::data* data) override {
    std::size_t frame = 0;
    if (data->is_string() && read_number(data->string_value(), frame))
      stack_.push_back(frames_[frame]);
    else
      stack_.push_back({nullptr, 0}); // an inverted section
  }
  void pop() override { stack_.pop_back(); }

  // The renderer asks with the tag's text: "12" for a value, "s12" for a section.
  const ms::data* get(const std::string& name) const override {
    std::size_t number = 0;
    const bool section = name.starts_with('s');
    if (!read_number(std::string_view(name).substr(section ? 1 : 0), number) ||
        number >= program_.targets.size())
      return &nothing_;
    const TagTarget& target = program_.targets[number];
    const Frame& frame = stack_[std::min(target.depth, stack_.size() - 1)];
    if (target.item_number) return print_text(std::to_string(frame.index + 1), "序号");
    const Value* value = frame.value == nullptr ? nullptr : frame.value->at_path(target.path);
    if (value == nullptr && section) return &nothing_;
    static const Value nothing;
    if (value == nullptr) value = &nothing;
    if (!section) return print_value(*value, target.in_marks);
    count_work(*value, name);
    return open_section(*value);
  }
  const ms::data* get_partial(const std::string&) const override { return nullptr; }

private:
  struct Frame {
    const Value* value = nullptr;
    std::size_t index = 0; // within its list
  };

  static bool read_number(std::string_view text, std::size_t& number) {
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    return result.ec == std::errc() && result.ptr == text.data() + text.size();
  }

  const ms::data* keep(ms::data data) const { return &kept_.emplace_back(std::move(data)); }

  // A list of linked values prints each as a link of its own.
  const ms::data* print_linked(const Value& value) const {
    std::string out;
    const auto add = [&](const Value& one) {
      const std::string text = printed(one);
      if (text.empty()) return;
      if (!out.empty()) out += "、";
      if (!one.anchor.empty()) out += "<!-- 锚 " + one.anchor + " -->";
      const std::string token = token_of(text, one.origin);
      out += one.link.empty() ? token : "[" + token + "](#" + one.link + ")";
    };
    if (value.kind == Value::Kind::list)
      std::for_each(value.items.begin(), value.items.end(), add);
    else
      add(value);
    return out.empty() ? &nothing_ : keep(ms::data(std::move(out)));
  }

  static bool is_linked(const Value& value) {
    const auto linked = [](const Value& one) { return !one.link.empty() || !one.anchor.empty(); };
    return linked(value) ||
           (value.kind == Value::Kind::list && std::any_of(value.items.begin(), value.items.end(), linked));
  }

  const ms::data* print_value(const Value& value, bool keep_empty) const {
    if (is_linked(value)) return print_linked(value);
    std::string text = printed(value);
    if (text.empty() && !keep_empty) return &nothing_;
    const std::string& origin =
        value.kind == Value::Kind::list && value.origin.empty() && !value.items.empty()
            ? value.items.front().origin
            : value.origin;
    return print_text(std::move(text), origin);
  }

  const ms::data* print_text(std::string text, std::string origin) const {
    return keep(ms::data(token_of(std::move(text), std::move(origin))));
  }

  std::string token_of(std::string text, std::string origin) const {
    if (++printed_ > kMostTokens) throw TooLarge();
    return tokens_.add(std::move(text), std::move(origin));
  }

  void count_work(const Value& value, const std::string& section) const {
    if (value.kind != Value::Kind::list) return; // once at most: counted with what it stands in
    work_ += value.items.size() * (length_of(section) + kItemBytes);
    if (work_ > kMostWork) throw TooLarge();
  }

  std::size_t length_of(const std::string& section) const {
    const auto [known, fresh] = lengths_.emplace(section, 0);
    if (!fresh) return known->second;
    const auto begin = program_.text.find("{{#" + section + "}}");
    const auto end = program_.text.find("{{/" + section + "}}", begin == std::string::npos ? 0 : begin);
    if (begin != std::string::npos && end != std::string::npos) known->second = end - begin;
    return known->second;
  }

  const ms::data* open_section(const Value& value) const {
    if (!is_there(value)) return &nothing_;
    if (value.kind != Value::Kind::list) return keep(ms::data(add_frame(value, 0)));
    ms::list items;
    items.reserve(value.items.size());
    for (std::size_t i = 0; i < value.items.size(); ++i)
      items.emplace_back(add_frame(value.items[i], i));
    return keep(ms::data(items));
  }

  std::string add_frame(const Value& value, std::size_t index) const {
    frames_.push_back({&value, index});
    return std::to_string(frames_.size() - 1);
  }

  const TemplateProgram& program_;
  TokenTable& tokens_;
  const ms::data nothing_{false};
  std::vector<Frame> stack_;
  mutable std::vector<Frame> frames_; // basic_context::get is const, what it hands out has to live on
  mutable std::deque<ms::data> kept_;
  mutable std::map<std::string, std::size_t> lengths_; // of the sections, by their tags
  mutable std::size_t work_ = 0, printed_ = 0;
};

} // namespace

std::string printed(const Value& value) {
  switch (value.kind) {
  case Value::Kind::boolean:
    return value.boolean ? "☑" : "☐";
  case Value::Kind::number:
    return value.text.starts_with('-') ? "−" + value.text.substr(1) : value.text;
  case Value::Kind::text:
    return value.text;
  case Value::Kind::list: {
    std::string out;
    for (const auto& item : value.items) {
      const std::string text = printed(item);
      if (!text.empty()) out += (out.empty() ? "" : "、") + text;
    }
    return out;
  }
  default:
    return {};
  }
}

Result<Filled> fill(const TemplateProgram& program, const Value& record) {
  Filled out;
  RecordContext context(program, record, out.tokens);
  std::string text = program.text;
  std::replace(text.begin(), text.end(), '\n', kLineEnd);
  ms::mustache mustache(text);
  mustache.set_custom_escape([](const std::string& token) { return token; });
  try {
    out.markdown = mustache.render(context);
  } catch (const TooLarge&) {
    return too_large();
  }
  std::replace(out.markdown.begin(), out.markdown.end(), kLineEnd, '\n');
  if (out.markdown.size() > limits::markdown_bytes) return too_large();
  return out;
}

} // namespace fengqiao::render
