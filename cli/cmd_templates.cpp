// fengqiao templates: which templates there are.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/json.hpp"
#include "cli/paths.hpp"
#include "core/text.hpp"
#include "render/template.hpp"
#include "station/grading/station_data.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::cli {
namespace {

Json to_json(const render::TemplateEntry& entry) {
  return {
      {"id", entry.id}, {"alias", entry.alias}, {"title", entry.title}, {"description", entry.description}};
}

void print_table(const std::vector<render::TemplateEntry>& entries) {
  int ids = 0, aliases = 0;
  for (const auto& entry : entries) {
    ids = std::max(ids, display_width(entry.id));
    aliases = std::max(aliases, display_width(entry.alias));
  }
  for (const auto& entry : entries)
    print(printable(
              fmt::format("{}  {}  {}", padded(entry.id, ids), padded(entry.alias, aliases), entry.title)) +
          "\n");
}

// The templates, and the data forms of the scoring standards.
std::vector<render::TemplateEntry> all_entries(const render::TemplateLibrary& library) {
  namespace grading = station::grading;
  std::vector<render::TemplateEntry> entries = library.entries();
  Errors faults;
  for (const auto& standard : grading::load_standards(library.folder() / grading::standards_folder, faults)) {
    const auto form = grading::data_form(standard);
    entries.push_back({form.id, form.alias, form.title, "填好后用 fengqiao grade 评分、定级、打印", {}});
  }
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return entries;
}

} // namespace

int run(const CommonOptions& common, const TemplatesOptions& options) {
  const auto folder = templates_folder(common);
  if (!folder) return report(folder.error());
  const render::TemplateLibrary library(*folder);
  const auto entries = all_entries(library);
  if (options.format == Format::text) {
    print_table(entries);
  } else if (options.format == Format::jsonl) {
    for (const auto& entry : entries)
      print(one_line(to_json(entry)));
  } else {
    Json list = Json::array();
    for (const auto& entry : entries)
      list.push_back(to_json(entry));
    print(pretty({{"version", 1}, {"templates", list}}));
  }
  if (!entries.empty()) return 0;
  note(fmt::format("{} 里没有模板", folder->string()));
  return static_cast<int>(ErrorCode::not_found);
}

} // namespace fengqiao::cli
