#include "station/form_cache.hpp"

#include <utility>

namespace fengqiao::station {

Result<std::shared_ptr<const Form>, Errors> FormCache::load(const render::TemplateLibrary& library,
                                                            const std::string& id_or_alias,
                                                            const std::string& where) {
  if (const auto known = forms_.find(id_or_alias); known != forms_.end()) return known->second;
  auto paper = library.load(id_or_alias, where);
  if (!paper) return tl::unexpected(std::move(paper.error()));
  auto form = std::make_shared<Form>();
  form->paper = std::move(*paper);
  if (auto figures = load_figures(form->paper.figures_file(), form->paper.schema))
    form->figures = std::move(*figures);
  else
    form->figure_faults = std::move(figures.error());
  return forms_.emplace(id_or_alias, std::move(form)).first->second;
}

} // namespace fengqiao::station
