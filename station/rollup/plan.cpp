#include "station/rollup/plan.hpp"

#include "core/data_faults.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/yaml.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::station {
namespace {

using render::Field;
using render::FieldType;

constexpr std::size_t kChartSeries = 6; // that a chart can tell apart

bool is_number(const Field* field) {
  return field != nullptr && (field->type == FieldType::integer || field->type == FieldType::number);
}

class PlanReader : DataFaults {
public:
  PlanReader(const std::vector<DailyForm>& forms, std::string file)
      : DataFaults(std::move(file)), forms_(forms) {}

  Result<RollupPlan, Errors> read(const DataNode& root) {
    for (const auto& member : root.members)
      if (member.key != "figures" && member.key != "rates" && member.key != "charts" &&
          member.key != "rectification")
        fault(member.value, fmt::format("不认识“{}”", member.key),
              "可用：figures、rates、charts、rectification");
    for (const auto& node : items(root, "figures"))
      read_figure(node);
    if (out_.figures.empty()) fault(root, "缺 figures，下面每条以“- ”开头");
    for (const auto& node : items(root, "rates"))
      out_.rates.push_back({name_of(node), figure(node, "part"), figure(node, "whole")});
    for (const auto& node : items(root, "charts"))
      read_chart(node);
    if (const DataNode* node = root.find("rectification")) read_rectification(*node);
    if (!errors_.empty()) return fail_all(std::move(errors_));
    return std::move(out_);
  }

private:
  static std::vector<DataNode> items(const DataNode& root, std::string_view key) {
    const DataNode* list = root.find(key);
    return list == nullptr ? std::vector<DataNode>() : list->items;
  }

  std::string name_of(const DataNode& node) {
    std::string name = node.text("name");
    if (name.empty()) fault(node, "缺 name");
    return name;
  }

  std::size_t report(const DataNode& node) {
    const std::string name = node.text("report");
    std::string all;
    for (std::size_t i = 0; i < forms_.size(); ++i) {
      if (forms_[i].name == name) return i;
      all += (all.empty() ? "" : "、") + forms_[i].name;
    }
    fault(node, fmt::format("没有“{}”这份日报", name), "可用：" + all);
    return forms_.size();
  }

  // A path below the report's schema that holds a number; empty where `key` is not given.
  std::string number_field(const DataNode& node, std::size_t report, std::string_view key) {
    std::string path = node.text(key);
    if (path.empty() || report == forms_.size()) return path;
    if (!is_number(forms_[report].paper.schema.at_path(path)))
      fault(node, fmt::format("{}日报没有“{}”这个数", forms_[report].name, path), "写成 接报警.合计");
    return path;
  }

  void read_figure(const DataNode& node) {
    RollupFigure figure{name_of(node), node.text("unit"), report(node), {}, {}, {}, false};
    if (find(figure.name)) fault(node, fmt::format("“{}”写了两次", figure.name));
    const std::string field = node.text("field"), take = node.text("take", "sum");
    if (take != "sum" && take != "last") fault(node, "take 只能是 sum 或 last");
    figure.last_of_span = take == "last";
    const Field* group =
        figure.report == forms_.size() ? nullptr : forms_[figure.report].paper.schema.at_path(field);
    if (group != nullptr && group->type == FieldType::object && is_number(group->find("本期"))) {
      figure.now = field + ".本期";
      if (is_number(group->find("上一日"))) figure.previous = field + ".上一日";
      if (is_number(group->find("上年同日"))) figure.last_year = field + ".上年同日";
    } else {
      figure.now = number_field(node, figure.report, "field");
      figure.previous = number_field(node, figure.report, "previous");
      figure.last_year = number_field(node, figure.report, "last_year");
      if (figure.now.empty()) fault(node, "缺 field");
    }
    out_.figures.push_back(std::move(figure));
  }

  std::optional<std::size_t> find(const std::string& name) const {
    const auto at = std::find_if(out_.figures.begin(), out_.figures.end(),
                                 [&](const RollupFigure& figure) { return figure.name == name; });
    if (at == out_.figures.end()) return std::nullopt;
    return static_cast<std::size_t>(at - out_.figures.begin());
  }

  std::size_t known(const DataNode& at, const std::string& name) {
    if (const auto found = find(name)) return *found;
    fault(at, fmt::format("上面的 figures 里没有“{}”", name));
    return 0;
  }

  std::size_t figure(const DataNode& node, std::string_view key) { return known(node, node.text(key)); }

  void read_chart(const DataNode& node) {
    RollupChart chart{node.text("title"), node.text("unit"), node.text("kind", "折线"), {}};
    for (const auto& name : items(node, "figures"))
      chart.figures.push_back(known(name, name.scalar));
    if (chart.figures.empty() || chart.figures.size() > kChartSeries)
      fault(node, fmt::format("一张图要有 1 至 {} 个 figures", kChartSeries));
    out_.charts.push_back(std::move(chart));
  }

  void read_rectification(const DataNode& node) {
    const std::size_t at = report(node);
    out_.rectification_list = node.text("list");
    if (at == forms_.size()) return;
    const Field* list = forms_[at].paper.schema.at_path(out_.rectification_list);
    const bool fits = list != nullptr && list->type == FieldType::array &&
                      list->children.front().find("类别") != nullptr &&
                      list->children.front().find("状态") != nullptr;
    if (!fits)
      fault(node, fmt::format("{}日报的“{}”不是整改表", forms_[at].name, out_.rectification_list),
            "整改表要有 类别、事项、状态 各栏");
    out_.rectification_report = at;
  }

  const std::vector<DailyForm>& forms_;
  RollupPlan out_;
};

} // namespace

Result<RollupPlan, Errors> load_rollup_plan(const std::vector<DailyForm>& forms) {
  const auto file = forms.front().paper.folder.parent_path() / rollup_plan_file;
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  const auto root = parse_yaml(text->text, file.string());
  if (!root) return fail_all(root.error());
  return PlanReader(forms, file.string()).read(*root);
}

} // namespace fengqiao::station
