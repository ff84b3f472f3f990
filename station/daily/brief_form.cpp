#include "station/daily/brief_form.hpp"

#include "core/data_faults.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/yaml.hpp"
#include "render/chart.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::station {
namespace {

class Reader : DataFaults {
public:
  Reader(std::string file, const std::vector<DailyForm>& forms)
      : DataFaults(std::move(file)), forms_(forms) {}

  Result<BriefForm, Errors> read(const DataNode& data) {
    if (const DataNode* figures = part(data, "要情"))
      for (const auto& item : figures->items)
        figure(item);
    if (const DataNode* trend = part(data, "走势")) {
      const DailyForm* form = report(*trend);
      out_.trend_report = trend->text("日报");
      if (const DataNode* series = part(*trend, "数列"); series != nullptr && form != nullptr)
        for (const auto& member : series->members) {
          for (const char* period : {".本期", ".上年同日"})
            known(*form, member.value.scalar + period, member.value);
          out_.series.emplace_back(member.key, member.value.scalar);
        }
      if (out_.series.size() > render::kMostChartSeries)
        fault(*trend, fmt::format("数列有 {} 列，最多 {} 列", out_.series.size(), render::kMostChartSeries));
    }
    if (const DataNode* follow = part(data, "整改")) {
      out_.follow_report = follow->text("日报");
      out_.follow_list = follow->text("表");
      if (const DailyForm* form = report(*follow)) list(*form, *follow);
    }
    if (!errors_.empty()) return fail_all(std::move(errors_));
    return std::move(out_);
  }

private:
  void fault(const DataNode& at, std::string message) {
    DataFaults::fault(at, std::move(message), "写法见 日报/晨会/brief.yaml 的开头");
  }

  const DataNode* part(const DataNode& map, const char* key) {
    const DataNode* found = map.find(key);
    if (found == nullptr) fault(map, fmt::format("缺少“{}”", key));
    return found;
  }

  const DailyForm* report(const DataNode& node) {
    const std::string name = node.text("日报");
    for (const auto& form : forms_)
      if (form.name == name) return &form;
    fault(node, fmt::format("没有“{}”这份日报", name));
    return nullptr;
  }

  void known(const DailyForm& form, const std::string& field, const DataNode& at) {
    if (form.paper.schema.at_path(field) == nullptr)
      fault(at, fmt::format("{}日报没有栏目“{}”", form.name, field));
  }

  void figure(const DataNode& item) {
    BriefFigure out{item.text("项目"), item.text("单位"), item.text("日报"),
                    item.text("本期"), item.text("环比"), item.text("同比")};
    if (const DailyForm* form = report(item)) {
      known(*form, out.now, item);
      for (const auto& field : {out.previous_change, out.year_change})
        if (!field.empty()) known(*form, field, item);
    }
    out_.figures.push_back(std::move(out));
  }

  void list(const DailyForm& form, const DataNode& at) {
    const render::Field* field = form.paper.schema.at_path(out_.follow_list);
    if (field == nullptr || field->type != render::FieldType::array)
      return fault(at, fmt::format("{}日报没有表“{}”", form.name, out_.follow_list));
    for (const char* column : {"类别", "事项", "责任", "期限", "状态"})
      if (field->children.front().find(column) == nullptr)
        fault(at, fmt::format("表“{}”没有“{}”这一栏", out_.follow_list, column));
  }

  const std::vector<DailyForm>& forms_;
  BriefForm out_;
};

} // namespace

Result<BriefForm, Errors> load_brief_form(const std::filesystem::path& file,
                                          const std::vector<DailyForm>& forms) {
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  const std::string name = file.string();
  const auto data = parse_yaml(text->text, name);
  if (!data) return fail_all(data.error());
  return Reader(name, forms).read(*data);
}

} // namespace fengqiao::station
