#include "render/value.hpp"

#include <utility>

namespace fengqiao::render {

Value Value::of_text(std::string text, std::string origin) {
  Value v;
  v.kind = Kind::text;
  v.text = std::move(text);
  v.origin = std::move(origin);
  return v;
}

Value Value::of_number(std::string text, std::string origin) {
  Value v = of_text(std::move(text), std::move(origin));
  v.kind = Kind::number;
  return v;
}

const Value* Value::find(std::string_view name) const {
  for (const auto& [key, value] : members)
    if (key == name) return &value;
  return nullptr;
}

Value* Value::find(std::string_view name) {
  for (auto& [key, value] : members)
    if (key == name) return &value;
  return nullptr;
}

const Value* Value::at_path(std::string_view path) const {
  const Value* value = this;
  while (value != nullptr && !path.empty()) {
    const auto dot = path.find('.');
    value = value->find(path.substr(0, dot));
    path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
  }
  return value;
}

void Value::set_path(std::string_view path, Value value) {
  Value* at = this;
  while (true) {
    at->kind = Kind::map;
    const auto dot = path.find('.');
    const std::string name(path.substr(0, dot));
    Value* next = at->find(name);
    if (next == nullptr) {
      at->members.push_back({name, Value{}});
      next = &at->members.back().value;
    }
    at = next;
    if (dot == std::string_view::npos) break;
    path = path.substr(dot + 1);
  }
  *at = std::move(value);
}

} // namespace fengqiao::render
