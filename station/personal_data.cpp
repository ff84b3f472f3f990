#include "station/personal_data.hpp"

#include "core/masking.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <set>

namespace fengqiao::station {
namespace {

using render::Value;

constexpr std::size_t kShown = 40, kMostListed = 50;

std::set<std::string, std::less<>> fields_in(std::string_view list) {
  std::set<std::string, std::less<>> fields;
  std::string one;
  for (std::size_t pos = 0; pos <= list.size();) {
    const std::size_t from = pos;
    const char32_t c = pos < list.size() ? next_code_point(list, pos) : U' ';
    if (from == list.size()) pos = from + 1;
    if (!is_space(c) && c != U'、' && c != U',') {
      one.append(list, from, pos - from);
    } else if (!one.empty()) {
      fields.insert(std::move(one));
      one.clear();
    }
  }
  return fields;
}

class Masker {
public:
  explicit Masker(std::string_view public_fields) : public_(fields_in(public_fields)) {}

  PersonalData out;

  void visit(Value& value, const std::string& path) {
    if (public_.contains(path)) return;
    if (value.kind == Value::Kind::text) mask(value);
    for (auto& item : value.items)
      visit(item, path);
    for (auto& member : value.members)
      visit(member.value, path.empty() ? member.name : path + "." + member.name);
  }

private:
  void mask(Value& value) {
    Masked masked = mask_personal_data(value.text);
    if (masked.places == 0) return;
    value.text = std::move(masked.text);
    out.places += masked.places;
    if (out.found.size() >= kMostListed) return;
    const auto split = value.origin.find(" 栏目“");
    const std::string field = split == std::string::npos ? "" : value.origin.substr(split + 1);
    out.found.push_back({ErrorCode::data, value.origin.substr(0, split),
                         fmt::format("{}里有 {} 处身份证号或电话号码，打印时遮盖为“{}”", field, masked.places,
                                     shorten(value.text, kShown)),
                         "记录里也请改掉；日报不需要当事人的证件号和电话"});
  }

  std::set<std::string, std::less<>> public_;
};

} // namespace

PersonalData mask_values(Value& record, std::string_view public_fields) {
  if (trim(public_fields) == all_public) return {};
  Masker masker(public_fields);
  masker.visit(record, "");
  return std::move(masker.out);
}

} // namespace fengqiao::station
