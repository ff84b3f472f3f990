#include "cli/desk.hpp"

#include "cli/paths.hpp"
#include "indexer/resolver.hpp"
#include "render/font_config.hpp"

#include <system_error>

namespace fengqiao::cli {

Result<Desk> Desk::open(const CommonOptions& common) {
  auto folder = templates_folder(common);
  if (!folder) return fail(std::move(folder.error()));
  Desk desk;
  desk.folder_ = std::move(*folder);
  desk.templates_ = std::make_unique<render::TemplateLibrary>(desk.folder_);
  desk.forms_ = std::make_unique<station::FormCache>();
  desk.no_resolver_ = station::PaperworkContext().no_resolver;
  const std::filesystem::path index = index_folder(common);
  std::error_code error; // a folder that cannot be looked into is for the reader to report
  if (!std::filesystem::exists(index, error) && !error) return desk;
  auto resolver = indexer::IndexResolver::open(index);
  if (resolver) {
    desk.resolver_ = std::make_unique<indexer::IndexResolver>(std::move(*resolver));
  } else {
    desk.no_resolver_ = std::move(resolver.error());
    desk.no_resolver_.code = ErrorCode::citation;
  }
  return desk;
}

station::PaperworkContext Desk::context() const {
  return {templates_.get(), resolver_.get(), no_resolver_, forms_.get()};
}

Result<render::FontSet> open_fonts(const CommonOptions& common) {
  return render::FontSet::open(render::default_font_config(font_folders(common)));
}

} // namespace fengqiao::cli
