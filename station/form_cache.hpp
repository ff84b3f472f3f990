// Templates with their figures, kept from one file to the next.
#pragma once

#include "core/result.hpp"
#include "render/template.hpp"
#include "station/figures.hpp"

#include <map>
#include <memory>
#include <string>

namespace fengqiao::station {

struct Form {
  render::Template paper;
  FigureSet figures;
  Errors figure_faults; // figures.yaml could not be used
};

// Serves one thread. A template that is edited while the program runs is not read again.
class FormCache {
public:
  // As TemplateLibrary::load, with the template's figures; each id or alias is loaded once.
  Result<std::shared_ptr<const Form>, Errors> load(const render::TemplateLibrary& library,
                                                   const std::string& id_or_alias, const std::string& where);

private:
  std::map<std::string, std::shared_ptr<const Form>> forms_;
};

} // namespace fengqiao::station
