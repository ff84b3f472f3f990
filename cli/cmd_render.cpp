// fengqiao render: records, or any Markdown, to PDF, HTML or Markdown.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/desk.hpp"
#include "core/file.hpp"
#include "station/paperwork.hpp"
#include "station/printing.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <optional>
#include <system_error>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStandardOutput = "-"; // -o -

struct Job {
  fs::path input, output;
  fs::path folder; // to be made for the output; empty: it has to be there
};

bool is_folder(const std::string& output) {
  std::error_code ignored;
  return output.ends_with('/') || fs::is_directory(output, ignored);
}

Result<fs::path> output_folder(const RenderOptions& options) {
  if (options.output == kStandardOutput)
    return fail(ErrorCode::usage, "", "几个文件不能都写到标准输出", "-o 请写一个文件夹，例如 -o 打印/");
  if (options.files.size() > 1 && !is_folder(options.output) && fs::path(options.output).has_extension())
    return fail(ErrorCode::usage, "", fmt::format("几个文件不能写成一个：{}", options.output),
                "-o 请写一个文件夹，例如 -o 打印/");
  return fs::path(options.output);
}

// At the first page that is ready: a run in which every input fails leaves nothing behind.
Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  if (!folder.empty()) fs::create_directories(folder, error);
  if (error)
    return fail(ErrorCode::general, folder.string(), "不能新建文件夹：" + errno_reason(error.value()),
                "请换一个 -o");
  return {};
}

// Which file each input becomes. Nobody's file is lost: an output that is an input, or that two inputs share,
// is refused before anything is written.
Result<std::vector<Job>> plan(const RenderOptions& options) {
  std::vector<Job> jobs;
  const bool single = options.files.size() == 1 && !options.output.empty() && !is_folder(options.output);
  fs::path folder;
  if (!single) {
    auto made = output_folder(options);
    if (!made) return fail(std::move(made.error()));
    folder = std::move(*made);
  }
  std::map<fs::path, fs::path> owners;
  for (const auto& file : options.files) {
    Job job{file, single ? fs::path(options.output) : folder / fs::path(file).filename(), folder};
    if (!single) job.output.replace_extension("." + options.to);
    const auto [owner, fresh] = owners.emplace(job.output.lexically_normal(), job.input);
    if (!fresh)
      return fail(ErrorCode::usage, "",
                  fmt::format("{} 和 {} 都会写成 {}", owner->second.string(), file, job.output.string()),
                  "请分两次生成，用 -o 写到不同的文件");
    jobs.push_back(std::move(job));
  }
  for (const auto& job : jobs)
    for (const auto& file : options.files) {
      std::error_code ignored;
      if (fs::equivalent(job.output, file, ignored))
        return fail(ErrorCode::usage, file, "输出会盖掉输入的文件", "请用 -o 写到别的文件");
    }
  return jobs;
}

struct Printed {
  std::string bytes;
  std::size_t pages = 0; // 0: a form without pages
};

Result<Printed, Errors> print_one(const station::Prepared& prepared, const RenderOptions& options,
                                  const station::PrintOptions& printing,
                                  std::optional<render::FontSet>& fonts) {
  if (options.to == "html")
    return station::print_html(prepared, printing).map([](std::string html) {
      return Printed{std::move(html), 0};
    });
  if (options.to == "md")
    return station::print_markdown(prepared, printing).map([](std::string md) {
      return Printed{std::move(md), 0};
    });
  return station::print_pdf(prepared, printing, *fonts).map([](station::PrintedPdf pdf) {
    return Printed{std::move(pdf.bytes), pdf.pages};
  });
}

void show_remarks(const station::Prepared& prepared, bool draft) {
  for (const auto& text : prepared.notes)
    note(text);
  for (const auto& warning : prepared.warnings)
    warn(to_text(warning));
  if (draft && !prepared.problems.empty())
    warn(fmt::format("{} 有 {} 处问题，已列在草稿的首页", prepared.file, prepared.problems.size()));
}

// Prints one file; the exit code of its first error.
int run_job(const Job& job, const RenderOptions& options, const Desk& desk,
            std::optional<render::FontSet>& fonts) {
  const auto prepared = station::prepare(job.input, desk.context());
  if (!prepared) return report(prepared.error());
  show_remarks(*prepared, options.draft);
  const station::PrintOptions printing{desk.styles(), options.style, options.draft};
  const auto printed = print_one(*prepared, options, printing, fonts);
  if (!printed) {
    const int code = report(printed.error());
    if (!options.draft) note("急用时可加 --draft 打印草稿");
    return code;
  }
  if (job.output == kStandardOutput) {
    print(printed->bytes);
    return 0;
  }
  if (const auto made = make_folder(job.folder); !made) return report(made.error());
  if (const auto written = write_file_atomically(job.output, printed->bytes); !written)
    return report(written.error());
  const std::string pages = printed->pages == 0 ? "" : fmt::format("（{} 页）", printed->pages);
  print(fmt::format("已生成 {}{}\n", job.output.string(), pages));
  return 0;
}

} // namespace

int run(const CommonOptions& common, const RenderOptions& options) {
  const auto jobs = plan(options);
  if (!jobs) return report(jobs.error());
  const auto desk = Desk::open(common);
  if (!desk) return report(desk.error());
  std::optional<render::FontSet> fonts;
  if (options.to == "pdf") {
    auto opened = open_fonts(common);
    if (!opened) return report(opened.error());
    fonts.emplace(std::move(*opened));
  }
  int code = 0;
  Progress progress("排版", common.progress);
  for (std::size_t i = 0; i < jobs->size(); ++i) {
    progress.step(i, jobs->size());
    const int failed = run_job((*jobs)[i], options, *desk, fonts);
    if (code == 0) code = failed;
  }
  return code;
}

} // namespace fengqiao::cli
