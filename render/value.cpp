#include "render/value.hpp"

namespace fengqiao::render {

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
    if (next == nullptr) next = &at->members.emplace_back(name, Value{}).second;
    at = next;
    if (dot == std::string_view::npos) break;
    path = path.substr(dot + 1);
  }
  *at = std::move(value);
}

} // namespace fengqiao::render
