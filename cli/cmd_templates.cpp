// fengqiao templates: which templates there are.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/json.hpp"
#include "cli/paths.hpp"
#include "core/text.hpp"
#include "render/template.hpp"

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

} // namespace

int run(const CommonOptions& common, const TemplatesOptions& options) {
  const auto folder = templates_folder(common);
  if (!folder) return report(folder.error());
  const render::TemplateLibrary library(*folder);
  if (options.format == Format::text) {
    print_table(library.entries());
  } else if (options.format == Format::jsonl) {
    for (const auto& entry : library.entries())
      print(one_line(to_json(entry)));
  } else {
    Json list = Json::array();
    for (const auto& entry : library.entries())
      list.push_back(to_json(entry));
    print(pretty({{"version", 1}, {"templates", list}}));
  }
  if (!library.entries().empty()) return 0;
  note(fmt::format("{} 里没有模板", folder->string()));
  return static_cast<int>(ErrorCode::not_found);
}

} // namespace fengqiao::cli
