#include "render/schema.hpp"

namespace fengqiao::render {

const Field* Field::find(std::string_view name_or_key) const {
  if (type != FieldType::object || name_or_key.empty()) return nullptr;
  for (const auto& child : children)
    if (child.name == name_or_key) return &child;
  for (const auto& child : children)
    if (child.key == name_or_key) return &child;
  return nullptr;
}

const Field* Field::at_path(std::string_view dotted) const {
  const Field* field = this;
  while (!dotted.empty()) {
    while (field->type == FieldType::array && !field->children.empty())
      field = &field->children.front();
    const auto dot = dotted.find('.');
    std::string_view part = dotted.substr(0, dot);
    if (const auto index = part.find('['); index != part.npos) part = part.substr(0, index);
    field = field->find(part);
    if (field == nullptr || dot == dotted.npos) return field;
    dotted = dotted.substr(dot + 1);
  }
  return field;
}

} // namespace fengqiao::render
