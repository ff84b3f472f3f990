#include "core/xml.hpp"

#include "core/limits.hpp"

#include <fmt/format.h>

#include <expat.h>

#include <memory>

namespace fengqiao {
namespace {

std::string local_name(const char* name) {
  const std::string_view whole = name;
  const auto colon = whole.rfind(':');
  return std::string(colon == whole.npos ? whole : whole.substr(colon + 1));
}

// Builds the tree while expat walks. Its callbacks must not throw: a failure stops the parser instead.
class TreeBuilder {
public:
  explicit TreeBuilder(XML_Parser parser) : parser_(parser) {
    open_.reserve(limits::xml_depth);
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
  }

  XmlNode root;
  std::string refusal; // why we stopped it ourselves
  bool over_limit = false;

private:
  static TreeBuilder& of(void* data) { return *static_cast<TreeBuilder*>(data); }

  void refuse(std::string why, bool limit) {
    if (!refusal.empty()) return;
    refusal = std::move(why);
    over_limit = limit;
    XML_StopParser(parser_, XML_FALSE);
  }

  bool count_node() {
    if (++nodes_ <= limits::xml_nodes) return true;
    refuse(fmt::format("XML 的元素超过 {} 个", limits::xml_nodes), true);
    return false;
  }

  static void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    TreeBuilder& self = of(data);
    if (!self.refusal.empty()) return;
    if (self.open_.size() >= limits::xml_depth)
      return self.refuse(fmt::format("XML 嵌套超过 {} 层", limits::xml_depth), true);
    if (!self.count_node()) return;
    XmlNode node;
    node.name = local_name(name);
    for (std::size_t i = 0; attributes[i] != nullptr; i += 2) {
      if (i / 2 >= limits::xml_attributes)
        return self.refuse(fmt::format("XML 一个元素的属性超过 {} 个", limits::xml_attributes), true);
      node.attributes.emplace_back(local_name(attributes[i]), attributes[i + 1]);
    }
    if (self.open_.empty()) {
      self.root = std::move(node);
      self.open_.push_back(&self.root);
    } else {
      // A parent's children move only while none of them is open, so pointers to open nodes stay good.
      auto& siblings = self.open_.back()->children;
      siblings.push_back(std::move(node));
      self.open_.push_back(&siblings.back());
    }
  }

  static void on_end(void* data, const XML_Char*) {
    TreeBuilder& self = of(data);
    if (!self.open_.empty()) self.open_.pop_back();
  }

  static void on_text(void* data, const XML_Char* text, int length) {
    TreeBuilder& self = of(data);
    if (self.open_.empty() || !self.refusal.empty()) return;
    auto& siblings = self.open_.back()->children;
    if (siblings.empty() || !siblings.back().name.empty()) {
      if (!self.count_node()) return;
      siblings.emplace_back();
    }
    siblings.back().text.append(text, static_cast<std::size_t>(length));
  }

  static void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    of(data).refuse("XML 带有文档类型或实体定义，不予读取", false);
  }

  XML_Parser parser_;
  std::vector<XmlNode*> open_;
  std::size_t nodes_ = 0;
};

void append_text(const XmlNode& node, std::string& out) {
  out += node.text;
  for (const XmlNode& child : node.children)
    append_text(child, out);
}

} // namespace

std::string_view XmlNode::attribute(std::string_view wanted) const {
  for (const auto& [key, value] : attributes)
    if (key == wanted) return value;
  return {};
}

const XmlNode* XmlNode::child(std::string_view wanted) const {
  for (const XmlNode& node : children)
    if (node.name == wanted) return &node;
  return nullptr;
}

std::string_view XmlNode::of_child(std::string_view wanted, std::string_view key) const {
  const XmlNode* node = child(wanted);
  return node ? node->attribute(key) : std::string_view();
}

std::string XmlNode::inner_text() const {
  std::string out;
  append_text(*this, out);
  return out;
}

Result<XmlNode> parse_xml(std::string_view bytes, const std::string& file) {
  if (bytes.size() > limits::xml_bytes)
    return fail(ErrorCode::limit, file, fmt::format("XML 超过 {} 字节", limits::xml_bytes));
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser(
      XML_ParserCreate(nullptr), XML_ParserFree);
  if (!parser) return fail(ErrorCode::limit, file, "内存不足");
  TreeBuilder builder(parser.get());
  const XML_Status status = XML_Parse(parser.get(), bytes.data(), static_cast<int>(bytes.size()), 1);
  if (status == XML_STATUS_OK) return std::move(builder.root);
  const auto line = static_cast<int>(XML_GetCurrentLineNumber(parser.get()));
  const auto column = static_cast<int>(XML_GetCurrentColumnNumber(parser.get())) + 1;
  const std::string message =
      builder.refusal.empty() ? std::string("XML 有错：") + XML_ErrorString(XML_GetErrorCode(parser.get()))
                              : builder.refusal;
  return fail(builder.over_limit ? ErrorCode::limit : ErrorCode::data, place(file, line, column), message,
              "文件可能已损坏；请用办公软件打开后另存一份再试");
}

} // namespace fengqiao
