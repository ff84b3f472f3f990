// fengqiao diff: what changed from one policy text to another, clause by clause.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/desk.hpp"
#include "cli/diff_output.hpp"
#include "cli/diff_page.hpp"
#include "cli/output_guard.hpp"
#include "core/file.hpp"
#include "station/printing.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;

// What cannot be printed is said before two long texts are compared.
Result<void> check_output(const DiffOptions& options) {
  const fs::path output = options.output;
  if (output.extension() != ".pdf")
    return fail(ErrorCode::usage, options.output, "-o 只写 PDF",
                "文件名请以 .pdf 结尾；要文字、JSON 或 Markdown，不写 -o，用 --format");
  if (options.format != "text")
    return fail(ErrorCode::usage, "", "-o 和 --format 不能一起用", "-o 打印 PDF，--format 显示在屏幕上");
  return keep_inputs(output, {options.from, options.to});
}

int print_page(const CommonOptions& common, const DiffOptions& options, const Comparison& comparison) {
  const auto desk = Desk::open(common);
  if (!desk) return report(desk.error());
  auto fonts = open_fonts(common);
  if (!fonts) return report(fonts.error());
  const auto pdf = station::print_pdf(diff_page(comparison), {desk->styles(), "", false}, *fonts);
  if (!pdf) return report(pdf.error());
  if (const auto written = write_file_atomically(options.output, pdf->bytes); !written)
    return report(written.error());
  print(fmt::format("已生成 {}（{} 页）\n", options.output, pdf->pages));
  return 0;
}

} // namespace

int run(const CommonOptions& common, const DiffOptions& options) {
  if (!options.output.empty())
    if (const auto usable = check_output(options); !usable) return report(usable.error());
  Comparison comparison;
  comparison.all = options.all;
  auto from = load_diff_text(common, options.from);
  if (!from) return report(from.error());
  auto to = load_diff_text(common, options.to);
  if (!to) return report(to.error());
  comparison.from = std::move(*from);
  comparison.to = std::move(*to);
  comparison.changes = indexer::diff_clauses(comparison.from.clauses, comparison.to.clauses);
  if (options.format != "json")
    for (const DiffText* text : {&comparison.from, &comparison.to})
      if (!text->note.empty()) note(text->note);
  if (!options.output.empty()) return print_page(common, options, comparison);
  if (options.format == "json")
    print(diff_json(comparison));
  else if (options.format == "markdown")
    print(diff_markdown(comparison));
  else
    print(diff_text_output(comparison, common.color));
  return 0;
}

} // namespace fengqiao::cli
