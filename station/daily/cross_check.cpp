#include "station/daily/cross_check.hpp"

#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/yaml.hpp"
#include "render/fill.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace fengqiao::station {
namespace {

constexpr const char* kCrossFile = "勾稽.yaml";

// 质态监督.接报警.非警务.本期 → the report and the field in it; false where there is no such.
bool split_side(const std::string& written, const std::vector<DailyForm>& forms, std::string& report,
                std::string& field) {
  const auto dot = written.find('.');
  if (dot == std::string::npos) return false;
  report = written.substr(0, dot);
  field = written.substr(dot + 1);
  return std::any_of(forms.begin(), forms.end(), [&](const DailyForm& form) {
    return form.name == report && form.paper.schema.at_path(field) != nullptr;
  });
}

bool same(const render::Value& left, const render::Value& right) {
  const auto a = parse_decimal(left.text), b = parse_decimal(right.text);
  return a && b ? *a == *b : render::printed(left) == render::printed(right);
}

std::string where_of(const std::string& origin) {
  return origin.substr(0, origin.find(" 栏目“"));
}

} // namespace

Result<std::vector<CrossCheck>, Errors> load_cross_checks(const std::vector<DailyForm>& forms) {
  std::vector<CrossCheck> out;
  if (forms.empty()) return out;
  const std::filesystem::path file = forms.front().paper.folder.parent_path() / kCrossFile;
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return out;
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  const auto root = parse_yaml(text->text, file.string());
  if (!root) return fail_all(root.error());
  Errors errors;
  const auto fault = [&](const DataNode& at, std::string message, std::string hint = {}) {
    errors.push_back(
        {ErrorCode::data, place(file.string(), at.line, at.column), std::move(message), std::move(hint)});
  };
  const DataNode* checks = root->find("checks");
  if (checks == nullptr || !checks->is_list()) {
    fault(*root, "缺 checks，下面每条以“- ”开头");
    return fail_all(std::move(errors));
  }
  for (const auto& node : checks->items) {
    const DataNode* sides = node.find("equal");
    CrossCheck check;
    check.message = node.text("message");
    check.warning = node.text("level", "error") == "warning";
    if (sides == nullptr || sides->items.size() != 2 || check.message.empty()) {
      fault(node, "每条要有 equal: [报表名.栏目, 报表名.栏目] 和 message");
      continue;
    }
    bool known = true;
    for (std::size_t i = 0; i < 2; ++i)
      if (!split_side(sides->items[i].scalar, forms, i == 0 ? check.left_report : check.right_report,
                      i == 0 ? check.left_field : check.right_field)) {
        fault(sides->items[i], fmt::format("没有“{}”这一栏", sides->items[i].scalar),
              "写成 报表名.栏目，如 质态监督.接报警.非警务.本期");
        known = false;
      }
    if (known) out.push_back(std::move(check));
  }
  if (!errors.empty()) return fail_all(std::move(errors));
  return out;
}

void run_cross_checks(const std::vector<CrossCheck>& checks,
                      const std::map<std::string, const render::Value*>& reports, Errors& problems,
                      Errors& warnings) {
  for (const auto& check : checks) {
    const auto left = reports.find(check.left_report), right = reports.find(check.right_report);
    if (left == reports.end() || right == reports.end()) continue;
    const render::Value* a = left->second->at_path(check.left_field);
    const render::Value* b = right->second->at_path(check.right_field);
    if (a == nullptr || b == nullptr || a->is_null() || b->is_null() || same(*a, *b)) continue;
    (check.warning ? warnings : problems)
        .push_back(
            {ErrorCode::data, where_of(a->origin),
             fmt::format("{}：{}“{}”为{}，{}“{}”为{}", check.message, check.left_report, check.left_field,
                         render::printed(*a), check.right_report, check.right_field, render::printed(*b)),
             "请核对这两份日报"});
  }
}

} // namespace fengqiao::station
