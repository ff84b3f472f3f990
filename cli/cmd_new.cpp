// fengqiao new: a record to fill in.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/paths.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "render/blank_form.hpp"
#include "render/record.hpp"

#include <fmt/format.h>

#include <filesystem>
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

} // namespace

int run(const CommonOptions& common, const NewOptions& options) {
  const auto folder = templates_folder(common);
  if (!folder) return report(folder.error());
  const auto form = render::TemplateLibrary(*folder).load(options.template_id);
  if (!form) return report(form.error());
  const auto text = make_form(*form, options);
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
  print(fmt::format("已生成 {}，填好后用 fengqiao render 打印\n", options.output));
  return 0;
}

} // namespace fengqiao::cli
