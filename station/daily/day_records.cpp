#include "station/daily/day_records.hpp"

#include "render/blank_form.hpp"
#include "render/fill.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;
using render::Field;
using render::FieldType;

DataNode scalar(std::string text) {
  DataNode out;
  out.kind = DataNode::Kind::scalar;
  out.scalar = std::move(text);
  return out;
}

// The node at a dotted path, made where it is missing.
DataNode& node_at(DataNode& root, const std::string& path) {
  DataNode* at = &root;
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t dot = std::min(path.find('.', from), path.size());
    const std::string name = path.substr(from, dot - from);
    at->kind = DataNode::Kind::map;
    if (at->find(name) == nullptr) at->members.push_back({name, 0, 0, {}});
    at = at->find(name);
    from = dot + 1;
  }
  return *at;
}

// A typed record as a person would have written it, without what is computed.
DataNode written(const render::Value& value, const Field& field) {
  DataNode out;
  if (value.kind == render::Value::Kind::list) {
    out.kind = DataNode::Kind::list;
    for (const auto& item : value.items)
      out.items.push_back(written(item, field.children.front()));
  } else if (value.kind == render::Value::Kind::map) {
    out.kind = DataNode::Kind::map;
    for (const auto& member : value.members)
      if (const Field* child = field.find(member.name); child != nullptr && !child->computed)
        out.members.push_back({member.name, 0, 0, written(member.value, *child)});
  } else if (value.kind == render::Value::Kind::boolean) {
    return scalar(value.boolean ? "是" : "否");
  } else if (!value.is_null()) {
    return scalar(value.text);
  }
  return out;
}

int day_of_year(const Date& date) {
  int days = date.day;
  for (int month = 1; month < date.month; ++month)
    days += days_in_month(date.year, month);
  return days;
}

void fill_head(const DailyForm& form, const Workspace& workspace, const Date& day, DataNode& body) {
  const DateTime due = due_of(workspace, day);
  const Period period = period_of_day(day);
  const auto put = [&](const std::string& path, const std::string& text) {
    if (form.paper.schema.at_path(path) == nullptr || text.empty()) return;
    if (DataNode& node = node_at(body, path); node.is_null()) node = scalar(text);
  };
  put("单位", workspace.name);
  put("类别", workspace.station_class);
  put("统计时段.起", to_iso(period.start));
  put("统计时段.止", to_iso(period.end));
  put("交班时刻", to_iso(due));
  if (!workspace.number_word.empty())
    put("编号", fmt::format("{}〔{}〕{}号", workspace.number_word, due.date.year, day_of_year(due.date)));
  put("状态", "草稿");
}

// 2026-03-16T18:00 and 2026年3月16日18:00 are the same.
bool same_text(const std::string& one, const std::string& other) {
  if (one == other) return true;
  const auto time = parse_date_time(one);
  return time && time == parse_date_time(other);
}

class LedgerFiller {
public:
  LedgerFiller(const DailyForm& form, DataNode& body, PreparedDay& out)
      : form_(form), body_(body), out_(out) {}

  render::FormNotes notes;

  void figure(const LedgerFigure& figure) {
    const std::string group = note_place(figure.field);
    if (group != figure.field) add_note(figure.field, figure.note); // for the form that has a row for each
    if (!figure.value) {
      add_note(group, group == figure.field ? figure.note : last_name(figure.field) + "：" + figure.note);
      out_.unknown.push_back(figure.field + "：" + figure.note);
      return;
    }
    node_at(body_, figure.field) = scalar(to_plain(*figure.value));
    if (group == figure.field || figure.field.ends_with(".本期")) add_note(group, figure.note);
    ++out_.filled;
  }

  void list(const LedgerList& list) {
    DataNode& node = node_at(body_, list.field);
    const bool blank = node.is_null() || (node.is_list() && node.items.empty());
    if (!list.items) {
      if (!blank) return;
      add_note(list.field, list.note);
      out_.unknown.push_back(list.field + "：" + list.note);
      return;
    }
    const Field& item = form_.paper.schema.at_path(list.field)->children.front();
    if (blank) {
      fill(node, *list.items);
      add_note(list.field, list.note);
    } else if (item.find("编号") != nullptr) {
      merge(node, list);
    } else {
      compare(node, list);
    }
    ++out_.filled;
  }

private:
  static DataNode item_of(const LedgerItem& item) {
    DataNode out;
    out.kind = DataNode::Kind::map;
    for (const auto& [field, text] : item.cells)
      if (!text.empty()) out.members.push_back({field, 0, 0, scalar(text)});
    return out;
  }

  void fill(DataNode& node, const std::vector<LedgerItem>& items) {
    node = {};
    node.kind = DataNode::Kind::list;
    for (const auto& item : items)
      node.items.push_back(item_of(item));
  }

  // What the ledger says of each item replaces what was there; what it leaves blank and what only the record
  // has stays.
  void merge(DataNode& node, const LedgerList& list) {
    std::size_t added = 0, renewed = 0;
    for (const auto& row : *list.items) {
      const DataNode item = item_of(row);
      const auto at = std::find_if(node.items.begin(), node.items.end(), [&](const DataNode& one) {
        return one.text("编号") == item.text("编号");
      });
      if (at == node.items.end()) {
        node.items.push_back(item);
        ++added;
        continue;
      }
      bool differs = false;
      for (const auto& cell : item.members) {
        differs = differs || !same_text(at->text(cell.key), cell.value.scalar);
        node_at(*at, cell.key) = cell.value;
      }
      renewed += differs ? 1 : 0;
    }
    add_note(list.field, list.note + (added > 0 ? fmt::format("；新增{}件", added) : "") +
                             (renewed > 0 ? fmt::format("；更新{}件", renewed) : ""));
  }

  void compare(const DataNode& node, const LedgerList& list) {
    add_note(list.field, node.items.size() == list.items->size()
                             ? list.note
                             : fmt::format("{}，这里{}行，请对照", list.note, node.items.size()));
  }

  // A group that is written on one line, such as [2, 3, 4], has one remark.
  [[nodiscard]] std::string note_place(const std::string& field) const {
    const auto dot = field.rfind('.');
    if (dot == std::string::npos) return field;
    const Field* group = form_.paper.schema.at_path(field.substr(0, dot));
    return group != nullptr && !group->short_form.empty() ? field.substr(0, dot) : field;
  }
  static std::string last_name(const std::string& field) { return field.substr(field.rfind('.') + 1); }
  void add_note(const std::string& place, const std::string& note) {
    std::string& at = notes[place];
    at += (at.empty() ? "" : "；") + note;
  }

  const DailyForm& form_;
  DataNode& body_;
  PreparedDay& out_;
};

} // namespace

Result<std::vector<DailyForm>, Errors> load_daily_forms(const render::TemplateLibrary& library) {
  std::vector<std::pair<std::string, const render::TemplateEntry*>> found;
  for (const auto& entry : library.entries())
    if (std::string order = entry.front_matter.text("daily"); !order.empty())
      found.emplace_back(std::move(order), &entry);
  std::sort(found.begin(), found.end());
  std::vector<DailyForm> forms;
  Errors errors;
  const auto take_faults = [&](const Errors& faults) {
    errors.insert(errors.end(), faults.begin(), faults.end());
  };
  for (const auto& [order, entry] : found) {
    auto paper = render::load_template(entry->folder, entry->id);
    if (!paper) {
      take_faults(paper.error());
      continue;
    }
    auto figures = load_figures(paper->figures_file(), paper->schema);
    auto sources = load_ledger_sources(paper->folder, paper->schema);
    if (!figures) take_faults(figures.error());
    if (!sources) take_faults(sources.error());
    if (figures && sources)
      forms.push_back({fs::path(entry->id).filename().string(), std::move(*paper), std::move(*figures),
                       std::move(*sources)});
  }
  if (!errors.empty()) return fail_all(std::move(errors));
  if (forms.empty())
    return fail_all({{ErrorCode::not_found, "", "没有一个模板是日报", "日报模板的文件头写 daily: 1"}});
  return forms;
}

fs::path day_folder(const Workspace& workspace, const Date& day) {
  return workspace.records / to_iso(day);
}

fs::path day_record(const fs::path& folder, const std::string& name) {
  std::error_code ignored;
  for (const char* extension : {".yaml", ".csv"})
    if (fs::path file = folder / (name + extension); fs::exists(file, ignored)) return file;
  return {};
}

std::optional<Period> period_of(const render::Value& record) {
  const auto read = [&](const char* path) -> std::optional<DateTime> {
    const render::Value* value = record.at_path(path);
    auto time = value == nullptr ? std::nullopt : parse_date_time(value->text);
    if (time && time->hour == 24) *time = {next_day(time->date), 0, 0};
    return time;
  };
  const auto from = read("统计时段.起"), to = read("统计时段.止");
  if (!from || !to || !(*from < *to)) return std::nullopt;
  return Period{*from, *to};
}

DateTime due_of(const Workspace& workspace, const Date& day) {
  const Date next = next_day(day);
  return parse_date_time(to_iso(next) + " " + workspace.hand_over).value_or(DateTime{next, 8, 30});
}

Result<PreparedDay> prepare_day(const DailyForm& form, const Workspace& workspace, const Ledger* ledger,
                                const Date& day, bool csv, const render::Value* kept) {
  PreparedDay out;
  DataNode body = kept == nullptr ? DataNode() : written(*kept, form.paper.schema);
  body.kind = DataNode::Kind::map;
  fill_head(form, workspace, day, body);
  LedgerFiller filler(form, body, out);
  if (ledger != nullptr) {
    const auto own = kept == nullptr ? std::nullopt : period_of(*kept);
    const auto reading =
        read_ledger(form.sources, form.paper.schema, *ledger, own.value_or(period_of_day(day)));
    if (!reading) return fail(reading.error());
    for (const auto& figure : reading->figures)
      filler.figure(figure);
    for (const auto& list : reading->lists)
      filler.list(list);
  }
  out.text = csv ? render::csv_form(form.paper, &body, filler.notes)
                 : render::filled_yaml(form.paper, body, filler.notes,
                                       {fmt::format("{}的数，取自台账；# 后面是来源", to_chinese(day))});
  return out;
}

} // namespace fengqiao::station
