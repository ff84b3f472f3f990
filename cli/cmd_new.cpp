// fengqiao new: a record to fill in.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/indexes.hpp"
#include "cli/pack_new.hpp"
#include "cli/paths.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "indexer/resolver.hpp"
#include "render/blank_form.hpp"
#include "render/record.hpp"
#include "station/checklist/draft.hpp"
#include "station/grading/station_data.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <system_error>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;

Result<std::string, Errors> make_form(const render::Template& form, const NewOptions& options) {
  const bool csv = options.format == "csv";
  if (!options.sample) return csv ? render::csv_form(form, nullptr) : render::blank_yaml(form);
  if (csv)
    return render::load_record(form.sample_file()).map([&](const render::Record& sample) {
      return render::csv_form(form, &sample.body);
    });
  auto text = read_text(form.sample_file(), limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  return std::move(text->text);
}

// The data form of a scoring standard, or nothing where `id` is none.
std::optional<Result<std::string, Errors>> grading_form(const fs::path& templates,
                                                        const NewOptions& options) {
  namespace grading = station::grading;
  Errors faults;
  for (const auto& standard : grading::load_standards(templates / grading::standards_folder, faults)) {
    const bool usual = options.template_id == grading::standards_folder && // 等级评定, without a form's name
                       fs::path(standard.file).filename() == grading::usual_standard;
    if (!usual && options.template_id != standard.data_form && options.template_id != standard.alias)
      continue;
    if (options.format == "csv" && options.sample)
      return render::load_record(standard.sample).map([&](const render::Record& sample) {
        return grading::filled_table(standard, sample.body);
      });
    if (options.format == "csv") return grading::blank_table(standard);
    if (!options.sample) return render::blank_yaml(grading::data_form(standard));
    auto text = read_text(standard.sample, limits::record_file_bytes);
    if (!text) return fail_all({text.error()});
    return std::move(text->text);
  }
  return std::nullopt;
}

Result<std::string, Errors> text_for(const fs::path& templates, const NewOptions& options) {
  const auto form = render::TemplateLibrary(templates).load(options.template_id);
  if (form) return make_form(*form, options);
  if (auto text = grading_form(templates, options)) return std::move(*text);
  return fail_all(form.error());
}

// A checklist drafted from clauses; `said` is what the message tells of it.
Result<std::string, Errors> drafted_text(const CommonOptions& common, const fs::path& templates,
                                         const NewOptions& options, std::string& said) {
  if (options.sample)
    return fail_all({{ErrorCode::usage, "", "--sample 和 --from-clauses 不能同时用", "请只用一个"}});
  const auto form = render::TemplateLibrary(templates).load(options.template_id);
  if (!form) return fail_all(form.error());
  const auto index = open_all_indexes(common).map(
      [](indexer::IndexReader reader) { return indexer::IndexResolver(std::move(reader)); });
  if (!index) return fail_all({index.error()});
  return station::draft_from_clauses(*form, options.from_clauses, *index, options.format == "csv")
      .map([&](station::ChecklistDraft draft) {
        said = fmt::format("起草 {} 项，", draft.items);
        return std::move(draft.text);
      });
}

} // namespace

int run(const CommonOptions& common, const NewOptions& options) {
  const auto folder = templates_folder(common);
  if (!folder) return report(folder.error());
  if (is_pack_template(*folder, options.template_id)) return new_pack(*folder, options);
  std::string drafted;
  const auto text = options.from_clauses.empty() ? text_for(*folder, options)
                                                 : drafted_text(common, *folder, options, drafted);
  if (!text) return report(text.error());
  if (options.output.empty()) {
    print(*text);
    return 0;
  }
  std::error_code ignored;
  if (fs::exists(options.output, ignored))
    return report(Error{ErrorCode::general, options.output, "文件已经存在，没有改动", "请换一个文件名"});
  if (const auto written = write_file_atomically(options.output, *text); !written)
    return report(written.error());
  print(printable(fmt::format("已生成 {}，{}填好后用 fengqiao render 打印\n", options.output, drafted)));
  return 0;
}

} // namespace fengqiao::cli
