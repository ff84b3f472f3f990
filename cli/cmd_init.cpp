// fengqiao init: a station's folder.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "core/text.hpp"
#include "station/workspace.hpp"

#include <fmt/format.h>

namespace fengqiao::cli {

int run(const CommonOptions&, const InitOptions& options) {
  station::NewWorkspace wanted;
  wanted.root = options.folder;
  if (!options.name.empty()) wanted.name = options.name;
  if (!options.superior.empty()) wanted.superior = options.superior;
  wanted.station_class = options.station_class;
  const auto made = station::init_workspace(wanted);
  if (!made) return report(made.error());
  print(fmt::format("已建立 {}\n", printable(options.folder)));
  for (const auto& file : *made)
    print("  " + file + "\n");
  if (options.name.empty())
    note(fmt::format("名称暂填“{}”，请打开 {} 改成本所全称", wanted.name, station::workspace_file));
  return 0;
}

} // namespace fengqiao::cli
