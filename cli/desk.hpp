// What render and check lay out before they begin: templates, page styles, fonts, and the index that
// citations are looked up in.
#pragma once

#include "cli/options.hpp"
#include "core/citation.hpp"
#include "core/result.hpp"
#include "render/font.hpp"
#include "render/template.hpp"
#include "station/paperwork.hpp"

#include <filesystem>
#include <memory>

namespace fengqiao::cli {

// One thread works at a desk; several threads have a desk each.
class Desk {
public:
  // Fails where there is no templates folder. An index that is missing or cannot be opened is no error here:
  // records without citations print without one, others are told why theirs cannot be looked up.
  static Result<Desk> open(const CommonOptions& common);

  [[nodiscard]] station::PaperworkContext context() const;
  [[nodiscard]] std::filesystem::path styles() const { return folder_ / "版式"; }
  [[nodiscard]] const std::filesystem::path& templates() const { return folder_; }
  [[nodiscard]] const CitationResolver* resolver() const { return resolver_.get(); } // nullptr: no index

private:
  std::filesystem::path folder_;
  std::unique_ptr<render::TemplateLibrary> templates_;
  std::unique_ptr<station::FormCache> forms_;
  std::unique_ptr<CitationResolver> resolver_;
  Error no_resolver_;
};

// With the fonts that `--fonts 字体.yaml` names, else those that the workspace does (--workspace, or found
// from the current folder upwards), before the default ones. A workspace file or a font that cannot be read
// is an error: nothing is printed in other type than the station asked for.
Result<render::FontSet, Errors> open_fonts(const CommonOptions& common);

} // namespace fengqiao::cli
