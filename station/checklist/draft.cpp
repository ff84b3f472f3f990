#include "station/checklist/draft.hpp"

#include "core/text.hpp"
#include "core/yaml.hpp"
#include "render/blank_form.hpp"
#include "render/record.hpp"
#include "station/paperwork.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace fengqiao::station {
namespace {

using render::Field;

constexpr std::size_t kMatterChars = 40, kNoteChars = 70;

struct Item {
  std::string number, matter, basis, note;
};

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

// QZ of QZ-01 in the sample; empty where the sample has none.
std::string number_prefix(const render::Template& form) {
  const auto sample = render::load_record(form.sample_file());
  if (!sample) return {};
  const Field& items = *form.schema.find("items");
  const DataNode* list = sample->body.find(items.name);
  if (list == nullptr || !list->is_list() || list->items.empty()) return {};
  const std::string number = list->items.front().text(items.children.front().find("no")->name);
  const auto dash = number.find('-');
  return dash == std::string::npos ? std::string() : number.substr(0, dash + 1);
}

Item item_of(const ResolvedCitation& clause, std::size_t number, const std::string& prefix) {
  const bool headed =
      !clause.heading.empty() && !clause.heading.starts_with("第") && !clause.key.ends_with(")");
  Item out;
  out.number = fmt::format("{}{:02}", prefix, number);
  out.matter = headed ? clause.heading : shorten(first_line(clause.text), kMatterChars);
  out.basis = headed && clause.key.find('-') != std::string::npos
                  ? fmt::format("{}（{}）", clause.key, clause.heading)
                  : clause.key;
  out.note = shorten(first_line(clause.text), kNoteChars);
  return out;
}

// The lines of a blank form, with the commented item under the list taken as the pattern of each.
class YamlDraft {
public:
  YamlDraft(const render::Template& form, const std::string& heading) : items_(*form.schema.find("items")) {
    const std::string blank = render::blank_yaml(form);
    const std::string list_line = items_.name + ":";
    bool in_list = false;
    for (std::size_t pos = 0; pos < blank.size();) {
      const auto end = std::min(blank.find('\n', pos), blank.size());
      const std::string line = blank.substr(pos, end - pos);
      pos = end + 1;
      if (line.starts_with(list_line)) {
        in_list = true;
        head_ += heading + list_line + "\n";
      } else if (in_list && line.starts_with("#  ")) {
        pattern_.push_back(line.substr(1));
      } else {
        in_list = false;
        (pattern_.empty() ? head_ : tail_) += line + "\n";
      }
    }
  }

  std::string write(const std::vector<Item>& items) const {
    std::string out = head_;
    for (const Item& item : items)
      out += write(item, &item == &items.front());
    return out + tail_;
  }

private:
  [[nodiscard]] std::string write(const Item& item, bool explained) const {
    const Field& fields = items_.children.front();
    std::string out = "  # " + item.note + "\n";
    for (const std::string& line : pattern_) {
      const auto colon = line.find(':');
      const std::string label = line.substr(0, colon + 1);
      const Field* field = fields.find(trim(std::string_view(label).substr(4, label.size() - 5)));
      if (field == nullptr || !field->required) continue;
      if (field == fields.find("no"))
        out += label + " " + yaml_scalar(item.number) + "\n";
      else if (field == fields.find("matter"))
        out += label + " " + yaml_scalar(item.matter) + "\n";
      else if (field == fields.find("basis"))
        out += label + "\n      - " + yaml_scalar(item.basis) + "\n";
      else
        out += explained ? line + "\n" : label + "\n";
    }
    return out;
  }

  const Field& items_;
  std::string head_, tail_;
  std::vector<std::string> pattern_;
};

DataNode scalar(const std::string& text) {
  DataNode out;
  out.kind = DataNode::Kind::scalar;
  out.scalar = text;
  return out;
}

std::string write_csv(const render::Template& form, const std::vector<Item>& items) {
  const Field& list = *form.schema.find("items");
  const Field& fields = list.children.front();
  DataNode rows;
  rows.kind = DataNode::Kind::list;
  for (const Item& item : items) {
    DataNode row, basis;
    basis.kind = DataNode::Kind::list;
    basis.items.push_back(scalar(item.basis));
    row.kind = DataNode::Kind::map;
    row.members = {{fields.find("no")->name, 0, 0, scalar(item.number)},
                   {fields.find("matter")->name, 0, 0, scalar(item.matter)},
                   {fields.find("basis")->name, 0, 0, std::move(basis)}};
    rows.items.push_back(std::move(row));
  }
  DataNode body;
  body.kind = DataNode::Kind::map;
  body.members = {{list.name, 0, 0, std::move(rows)}};
  return render::csv_form(form, &body);
}

} // namespace

Result<ChecklistDraft, Errors> draft_from_clauses(const render::Template& form,
                                                  const std::vector<std::string>& citations,
                                                  const CitationResolver& resolver, bool csv) {
  if (!is_checklist(form.schema))
    return fail_all({{ErrorCode::data, "", fmt::format("模板“{}”不是清单，不能由条款起草", form.id),
                      "可以用 清单/权责清单 等（fengqiao templates 列出模板）"}});
  Errors errors;
  std::vector<Item> items;
  std::set<std::string> drafted;
  const std::string prefix = number_prefix(form);
  for (const auto& citation : citations) {
    const auto clauses = resolver.clauses(citation);
    if (!clauses) {
      errors.push_back(clauses.error());
      continue;
    }
    for (const auto& clause : *clauses) // a chapter and a clause of it: once
      if (drafted.insert(clause.key).second) items.push_back(item_of(clause, items.size() + 1, prefix));
  }
  if (!errors.empty()) return fail_all(std::move(errors));
  if (items.size() > max_drafted_items)
    return fail_all({{ErrorCode::limit, "",
                      fmt::format("有 {} 条，一份清单最多起草 {} 条", items.size(), max_drafted_items),
                      "请引到章或者条，如 XD2023-2"}});
  if (csv) return ChecklistDraft{write_csv(form, items), items.size()};
  std::string from;
  for (const auto& citation : citations)
    from += (from.empty() ? "" : "、") + citation;
  const std::string heading =
      fmt::format("# 下面 {} 条由 {} 起草：补全没有填的栏目，删去用不着的；# 后面是条款开头的文字。\n",
                  items.size(), printable(from));
  return ChecklistDraft{YamlDraft(form, heading).write(items), items.size()};
}

} // namespace fengqiao::station
