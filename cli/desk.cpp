#include "cli/desk.hpp"

#include "cli/indexes.hpp"
#include "cli/paths.hpp"
#include "indexer/resolver.hpp"
#include "render/font_choice.hpp"
#include "render/font_config.hpp"
#include "station/workspace.hpp"

#include <system_error>

namespace fengqiao::cli {
namespace {

using FontChoices = std::vector<render::FontChoice>;

Result<FontChoices, Errors> font_choices(const CommonOptions& common) {
  FontChoices choices;
  for (const std::filesystem::path file : common.fonts) {
    if (!is_font_list(file)) continue;
    auto read = render::load_font_choices(file);
    if (!read) return read;
    choices.insert(choices.end(), read->begin(), read->end());
  }
  std::error_code ignored;
  if (!choices.empty() ||
      (common.workspace.empty() && !station::find_workspace(std::filesystem::current_path(ignored))))
    return choices;
  return station::open_workspace(common.workspace).map([](station::Workspace workspace) {
    return std::move(workspace.fonts);
  });
}

} // namespace

Result<Desk> Desk::open(const CommonOptions& common) {
  auto folder = templates_folder(common);
  if (!folder) return fail(std::move(folder.error()));
  Desk desk;
  desk.folder_ = std::move(*folder);
  desk.templates_ = std::make_unique<render::TemplateLibrary>(desk.folder_);
  desk.forms_ = std::make_unique<station::FormCache>();
  desk.no_resolver_ = station::PaperworkContext().no_resolver;
  const auto places = index_places(common);
  std::error_code error; // a folder that cannot be looked into is for the reader to report
  if (places.size() == 1 && places.front().find("://") == std::string::npos &&
      !std::filesystem::exists(places.front(), error) && !error)
    return desk;
  auto index = open_all_indexes(common);
  if (index) {
    desk.resolver_ = std::make_unique<indexer::IndexResolver>(std::move(*index));
  } else {
    desk.no_resolver_ = std::move(index.error());
    desk.no_resolver_.code = ErrorCode::citation;
  }
  return desk;
}

station::PaperworkContext Desk::context() const {
  return {templates_.get(), resolver_.get(), no_resolver_, forms_.get()};
}

Result<render::FontSet, Errors> open_fonts(const CommonOptions& common) {
  const auto choices = font_choices(common);
  if (!choices) return fail_all(choices.error());
  const auto chosen = render::chosen_fonts(*choices);
  if (!chosen) return fail_all(chosen.error());
  auto fonts = render::FontSet::open(render::default_font_config(font_folders(common), *chosen));
  if (!fonts) return fail_all({fonts.error()});
  return std::move(*fonts);
}

} // namespace fengqiao::cli
