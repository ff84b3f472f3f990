#include "station/checklist/tick.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "render/markdown_escape.hpp"
#include "render/nearest.hpp"
#include "station/checklist/appendix.hpp"
#include "station/citations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

namespace fengqiao::station {
namespace {

using render::Field;
using render::Value;

constexpr std::string_view kFolder = "清单/勾核表/";
constexpr std::array<const char*, 7> kDays{"周一", "周二", "周三", "周四", "周五", "周六", "周日"};

Value list() {
  Value out;
  out.kind = Value::Kind::list;
  return out;
}

// What a value prints, without links.
Value plain(const Value& item, const Field& schema, const char* alias) {
  const Field* field = schema.find(alias);
  const Value* value = field == nullptr ? nullptr : item.find(field->name);
  return value == nullptr ? Value::of_text("") : Value::of_text(render::printed(*value), value->origin);
}

// 综指室、办案队 → two posts.
std::vector<std::string> posts_of(const std::string& text) {
  std::vector<std::string> out(1);
  const std::string folded = fold(text);
  for (std::size_t pos = 0; pos < folded.size();) {
    const char32_t c = next_code_point(folded, pos);
    if (std::u32string_view(U"、,/;和 ").find(c) != std::u32string_view::npos)
      out.emplace_back();
    else
      append_utf8(out.back(), c);
  }
  std::erase(out, "");
  return out;
}

// The Monday to Sunday that a day lies in.
std::vector<Date> week_of(const Date& day) {
  using namespace std::chrono;
  const sys_days given = year{day.year} / day.month / day.day;
  const sys_days monday = given - (weekday{given} - Monday);
  std::vector<Date> out;
  for (int i = 0; i < 7; ++i) {
    const year_month_day each = monday + days{i};
    out.push_back({static_cast<int>(each.year()), static_cast<int>(static_cast<unsigned>(each.month())),
                   static_cast<int>(static_cast<unsigned>(each.day()))});
  }
  return out;
}

void set_dates(Value& sheet, const std::optional<Date>& day) {
  const std::vector<Date> week = day ? week_of(*day) : std::vector<Date>{};
  sheet.set_path("起", Value::of_text(week.empty() ? "" : to_chinese(week.front())));
  sheet.set_path("止", Value::of_text(week.empty() ? "" : to_chinese(week.back())));
  for (std::size_t i = 0; i < kDays.size(); ++i)
    sheet.set_path(kDays[i],
                   Value::of_text(week.empty() ? "" : fmt::format("{}/{}", week[i].month, week[i].day)));
}

Value people_of(const std::vector<std::string>& names) {
  Value out = list();
  for (const auto& name : names.empty() ? std::vector<std::string>{""} : names) {
    Value person;
    person.set_path("姓名", Value::of_text(name, "--who"));
    out.items.push_back(std::move(person));
  }
  return out;
}

// The items of the post; `posts` collects all that there are.
Value items_of(const Value& items, const Field& schema, const std::string& post,
               std::set<std::string>& posts) {
  Value out = list();
  const std::string wanted = fold(trim(post));
  for (const Value& item : items.items) {
    Value row;
    row.set_path("编号", plain(item, schema, "no"));
    row.set_path("事项", plain(item, schema, "matter"));
    row.set_path("责任岗", plain(item, schema, "post"));
    row.set_path("频次", plain(item, schema, "frequency"));
    row.set_path("依据", plain(item, schema, "basis"));
    const auto own = posts_of(row.find("责任岗")->text);
    posts.insert(own.begin(), own.end());
    if (wanted.empty() || std::find(own.begin(), own.end(), wanted) != own.end())
      out.items.push_back(std::move(row));
  }
  return out;
}

Result<render::Template, Errors> load_form(const render::TemplateLibrary& library, const std::string& form) {
  if (form.find('/') == std::string::npos)
    for (const auto& entry : library.entries())
      if (entry.id == std::string(kFolder) + form) return library.load(entry.id);
  std::vector<std::string> names;
  for (const auto& entry : library.entries())
    if (entry.id.starts_with(kFolder)) names.push_back(entry.id.substr(kFolder.size()));
  auto other = library.load(form);
  if (other) return other;
  return fail_all({{ErrorCode::data, "", fmt::format("没有勾核表“{}”", form),
                    "可用的有：" + render::quoted_list(names) + "；也可以写模板的全名"}});
}

} // namespace

Result<Prepared, Errors> tick_sheet(const Prepared& checklist, const PaperworkContext& context,
                                    const TickOptions& options) {
  const auto list_form = context.templates->load(checklist.template_id);
  if (!list_form || !is_checklist(list_form->schema))
    return fail_all({{ErrorCode::data, checklist.file, "这不是清单，印不成勾核表",
                      "勾核表由清单生成，如 清单/权责清单（fengqiao templates 列出模板）"}});
  auto form = load_form(*context.templates, options.form);
  if (!form) return fail_all(std::move(form.error()));

  const Field& items = *list_form->schema.find("items");
  const Value* rows = checklist.values.find(items.name);
  static const Value no_rows;
  std::set<std::string> posts;
  Value sheet;
  for (const auto& [name, alias] :
       {std::pair{"单位", "station"}, std::pair{"清单日期", "date"}, std::pair{"来源说明", "note"}})
    sheet.set_path(name, plain(checklist.values, list_form->schema, alias));
  sheet.set_path("清单", Value::of_text(list_form->title));
  sheet.set_path("责任岗", Value::of_text(std::string(trim(options.post)), "--post"));
  set_dates(sheet, options.day);
  sheet.set_path("人员", people_of(options.people));
  sheet.set_path("条目",
                 items_of(rows == nullptr ? no_rows : *rows, items.children.front(), options.post, posts));

  const std::string notes(citation_notes_field); // what （待核）, （期满） mean
  if (const Value* lines = checklist.values.find(notes)) sheet.set_path(notes, *lines);

  Prepared out = checklist;
  if (sheet.find("条目")->items.empty() && checklist.problems.empty())
    return fail_all(
        {{ErrorCode::data, checklist.file, fmt::format("清单里没有责任岗“{}”的事项", options.post),
          "清单里的责任岗有：" + render::quoted_list({posts.begin(), posts.end()})}});
  auto filled = render::fill(form->program, sheet);
  if (!filled) return fail_all({filled.error()});
  out.filled = std::move(*filled);
  drop_appendix(out.filled);
  out.markdown = render::write_out_tokens(out.filled.markdown, out.filled.tokens);
  out.template_id = form->id;
  out.name = list_form->title + form->title;
  out.style = form->style;
  out.markdown_file = form->file + "（填好后）";
  out.first_line = 1;
  return out;
}

} // namespace fengqiao::station
