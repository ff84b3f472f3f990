#include "render/schema_keywords.hpp"

#include "render/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr unsigned bit(FieldType type) {
  return 1u << static_cast<unsigned>(type);
}
constexpr unsigned kObject = bit(FieldType::object), kArray = bit(FieldType::array),
                   kString = bit(FieldType::string);
constexpr unsigned kNumeric = bit(FieldType::integer) | bit(FieldType::number);
constexpr unsigned kScalar = kString | kNumeric | bit(FieldType::boolean);
constexpr unsigned kAny = kObject | kArray | kScalar;

// Every keyword, and the types that it says something about.
struct Keyword {
  std::string_view name;
  unsigned types;
};
constexpr std::array kKeywords{
    Keyword{"type", kAny},
    Keyword{"title", kAny},
    Keyword{"description", kAny},
    Keyword{"properties", kObject},
    Keyword{"required", kObject},
    Keyword{"additionalProperties", kObject},
    Keyword{"x-fields", kObject},
    Keyword{"items", kArray},
    Keyword{"minItems", kArray},
    Keyword{"maxItems", kArray},
    Keyword{"enum", kString | kNumeric},
    Keyword{"minimum", kNumeric},
    Keyword{"maximum", kNumeric},
    Keyword{"maxLength", kString},
    Keyword{"format", kString},
    Keyword{"default", kScalar},
    Keyword{"x-key", kAny},
    Keyword{"x-unit", kAny},
    Keyword{"x-computed", kAny},
    Keyword{"x-nullable", kAny},
    Keyword{"x-filled-when", kScalar},
    Keyword{"$ref", kAny},
    Keyword{"$comment", kAny},
    Keyword{"$defs", kObject},
    Keyword{"$schema", kObject},
    Keyword{"$id", kObject},
};
std::string_view type_name(FieldType type) {
  for (const auto& [text, value] : kFieldTypes)
    if (value == type) return text;
  return {};
}

std::string near_keyword(const std::string& typed) {
  std::vector<std::string> names;
  names.reserve(kKeywords.size());
  for (const auto& keyword : kKeywords)
    names.emplace_back(keyword.name);
  const auto near = nearest(typed, names, 1);
  return near.empty() ? "可用的关键字见模板手册" : fmt::format("是不是“{}”？", near.front());
}

} // namespace

void check_keywords(const DataNode& node, FieldType type, bool outermost, const std::string& file,
                    Errors& errors) {
  const auto fault = [&](int line, int column, std::string message, std::string hint) {
    errors.push_back({ErrorCode::data, place(file, line, column), std::move(message), std::move(hint)});
  };
  for (const auto& member : node.members) {
    const auto known = std::find_if(kKeywords.begin(), kKeywords.end(),
                                    [&](const Keyword& keyword) { return keyword.name == member.key; });
    if (known == kKeywords.end())
      fault(member.line, member.column, fmt::format("不认识的关键字“{}”", member.key),
            near_keyword(member.key));
    else if ((known->types & bit(type)) == 0)
      fault(member.line, member.column, fmt::format("“{}”不能用在 type: {} 上", member.key, type_name(type)),
            "");
    else if (member.key.starts_with('$') && member.key != "$comment" && !outermost)
      fault(member.line, member.column, fmt::format("“{}”只能写在最外层", member.key), "");
  }
  if (const DataNode* more = node.find("additionalProperties"); more != nullptr && more->scalar != "false")
    fault(more->line, more->column, "additionalProperties 只能是 false", "记录里不许有模式以外的栏目");
}

} // namespace fengqiao::render
