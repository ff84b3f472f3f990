#include "cli/pack_new.hpp"

#include "cli/console.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "render/blank_form.hpp"
#include "render/template.hpp"
#include "station/grading/station_data.hpp"
#include "station/pack/pack_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;
namespace pack = station::pack;
namespace grading = station::grading;

constexpr const char* kFigures = "评分.yaml";
constexpr std::array kFilledIn{"程序", "评分项", "各类", "必备条件"}; // by `fengqiao pack`
constexpr const char* kDataForm = "等级评定/枫桥式数据";

Result<void, Errors> write(const fs::path& file, const std::string& text) {
  auto written = write_file_atomically(file, text);
  if (!written) return fail_all({written.error()});
  return {};
}

// Both forms, empty. What the program fills in is not asked for.
Result<void, Errors> write_forms(const fs::path& templates, const fs::path& folder) {
  auto form = render::TemplateLibrary(templates).load(pack::pack_template);
  if (!form) return fail_all(form.error());
  std::erase_if(form->schema.children, [](const render::Field& field) {
    return std::find(kFilledIn.begin(), kFilledIn.end(), field.name) != kFilledIn.end();
  });
  if (auto done = write(folder / pack::application_file, render::blank_yaml(*form)); !done) return done;
  Errors faults;
  for (const auto& standard : grading::load_standards(templates / grading::standards_folder, faults))
    if (standard.data_form == kDataForm)
      return write(folder / kFigures, render::blank_yaml(grading::data_form(standard)));
  faults.push_back(
      {ErrorCode::not_found, templates.string(), fmt::format("没有评分标准“{}”", kDataForm), ""});
  return fail_all(std::move(faults));
}

Result<void, Errors> copy_tree(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::copy(from, to, fs::copy_options::recursive, error);
  if (error)
    return fail_all({{ErrorCode::general, to.string(), "写不进去：" + errno_reason(error.value()), ""}});
  return {};
}

Result<void, Errors> fill_folder(const fs::path& templates, const fs::path& folder, bool sample) {
  const fs::path form = templates / pack::pack_template;
  std::error_code error;
  fs::create_directories(folder / "佐证", error);
  if (error)
    return fail_all(
        {{ErrorCode::general, folder.string(), "不能建立文件夹：" + errno_reason(error.value()), ""}});
  if (auto copied = copy_tree(form / (sample ? "样例" : "空白"), folder); !copied) return copied;
  if (!sample) return write_forms(templates, folder);
  const auto text = read_file(form / "sample.yaml", limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  return write(folder / pack::application_file, *text);
}

} // namespace

bool is_pack_template(const fs::path& templates, const std::string& id_or_alias) {
  if (id_or_alias == pack::pack_template) return true;
  const render::TemplateLibrary library(templates);
  for (const auto& entry : library.entries())
    if (entry.id == pack::pack_template) return entry.alias == id_or_alias;
  return false;
}

int new_pack(const fs::path& templates, const NewOptions& options) {
  if (options.output.empty() || options.format != "yaml")
    return report(Error{ErrorCode::usage, "", "申报包是一个文件夹", "写 -o 文件夹；其中的表是 YAML"});
  std::error_code ignored;
  if (fs::exists(options.output, ignored) && !fs::is_empty(options.output, ignored))
    return report(Error{ErrorCode::general, options.output, "已经存在，没有改动", "请换一个文件夹"});
  if (const auto done = fill_folder(templates, options.output, options.sample); !done)
    return report(done.error());
  print(fmt::format("已建立 {}：填 {}、{} 和各篇文字，佐证放进 佐证/；然后\n  fengqiao check {}\n"
                    "  fengqiao pack {} -o 申报包.pdf\n",
                    options.output, pack::application_file, kFigures, options.output, options.output));
  return 0;
}

} // namespace fengqiao::cli
