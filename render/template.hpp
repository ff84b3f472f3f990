// clang-format off
// Templates: a folder with
//   template.md   front matter (title, alias, style, description, author, date), then Markdown with Mustache
//   schema.yaml   the record's fields (render/schema.hpp)
//   sample.yaml   a filled-in record, for a first look and for `fengqiao new --sample`
//   figures.yaml  what is computed (station/figures.hpp); may be missing
// The id is the folder's path below the templates folder (日报/质态监督); the alias is ASCII (daily-quality).
// clang-format on
#pragma once

#include "core/data_node.hpp"
#include "core/result.hpp"
#include "render/schema.hpp"
#include "render/template_program.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::render {

struct Template {
  std::string id, alias, title;
  std::string style; // name of a page style; empty: the default one
  std::filesystem::path folder;
  std::string file;      // template.md, for messages
  DataNode front_matter; // all of it: what else a page style reads
  Field schema;
  TemplateProgram program;

  [[nodiscard]] std::filesystem::path sample_file() const { return folder / "sample.yaml"; }
  [[nodiscard]] std::filesystem::path figures_file() const { return folder / "figures.yaml"; }
};

// What a list of templates shows, read without the schema.
struct TemplateEntry {
  std::string id, alias, title, description;
  std::filesystem::path folder;
  DataNode front_matter = {}; // all of it
};

// One template's folder, whole: all faults of front matter, schema and tags at once.
Result<Template, Errors> load_template(const std::filesystem::path& folder, std::string id);

class TemplateLibrary {
public:
  // Looks through the folder at once (its template.md files' heads); a folder that cannot be read gives an
  // empty library. Faults of single templates show when they are loaded.
  explicit TemplateLibrary(std::filesystem::path folder);

  [[nodiscard]] const std::vector<TemplateEntry>& entries() const& { return entries_; } // by id
  void entries() && = delete; // the list would not outlive a temporary library

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  // By id or alias. Unknown: ErrorCode::data at `where`, naming the near ones; an alias that two templates
  // share is refused.
  [[nodiscard]] Result<Template, Errors> load(const std::string& id_or_alias,
                                              const std::string& where = {}) const;

private:
  std::filesystem::path folder_;
  std::vector<TemplateEntry> entries_;
};

} // namespace fengqiao::render
