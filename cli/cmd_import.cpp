// fengqiao import: office papers become corpus Markdown, with front matter as far as the text tells.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/json.hpp"
#include "core/text.hpp"
#include "indexer/importing/import_papers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fengqiao::cli {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kFieldNames{{{"title", "标题"},
                                                                                    {"short", "简称"},
                                                                                    {"id", "文件键"},
                                                                                    {"issuer", "机关"},
                                                                                    {"number", "文号"},
                                                                                    {"date", "日期"},
                                                                                    {"effective", "施行"},
                                                                                    {"status", "时效"},
                                                                                    {"kind", "类别"}}};

std::string field_name(std::string_view field) {
  const auto row = std::find_if(kFieldNames.begin(), kFieldNames.end(),
                                [&](const auto& pair) { return pair.first == field; });
  return std::string(row == kFieldNames.end() ? field : row->second);
}

Json paper_json(const indexer::ImportedPaper& paper) {
  Json out;
  out["source"] = paper.source;
  out["format"] = paper.format;
  out["written"] = paper.written.string();
  out["unchanged"] = paper.unchanged;
  out["clauses"] = paper.clauses;
  Json fields = Json::array();
  for (const auto& field : paper.fields)
    fields.push_back(
        {{"field", field.field}, {"value", field.value}, {"line", field.line}, {"from", field.read_from}});
  out["fields"] = std::move(fields);
  out["missing"] = paper.missing;
  out["remarks"] = paper.remarks;
  return out;
}

Json report_json(const indexer::ImportReport& report) {
  Json out;
  out["version"] = 1;
  out["papers"] = Json::array();
  for (const auto& paper : report.papers)
    out["papers"].push_back(paper_json(paper));
  out["skipped"] = Json::array();
  for (const auto& [file, reason] : report.skipped)
    out["skipped"].push_back({{"file", file}, {"reason", reason}});
  out["failed"] = Json::array();
  for (const auto& error : report.failed)
    out["failed"].push_back(error_json(error));
  return out;
}

// Where a value was read; a value that is the whole line is not told twice.
std::string origin_of(const indexer::ImportedField& field) {
  if (field.line == 0) return field.field == "status" ? "（文中没有写明）" : "（按规则取）";
  if (field.read_from == field.value) return fmt::format("（第 {} 行）", field.line);
  return fmt::format("（第 {} 行“{}”）", field.line, shorten(printable(field.read_from), 40));
}

void print_paper(const indexer::ImportedPaper& paper) {
  print(fmt::format("{} → {}（{}，{} 条{}）\n", printable(paper.source), printable(paper.written.string()),
                    paper.format, paper.clauses, paper.unchanged ? "，与原有的相同" : ""));
  if (paper.unchanged) return;
  for (const auto& [field, name] : kFieldNames)
    for (const auto& guess : paper.fields)
      if (guess.field == field)
        print("  " + padded(std::string(name), 8) + printable(guess.value) + origin_of(guess) + "\n");
  if (!paper.missing.empty()) {
    std::string names;
    for (const auto& field : paper.missing)
      names += (names.empty() ? "" : "、") + field_name(field);
    print("  没有看出：" + names + "\n");
  }
  for (const auto& remark : paper.remarks)
    print("  注意：" + printable(remark) + "\n");
}

void print_report(const indexer::ImportReport& report, const std::string& into) {
  const auto unchanged = static_cast<std::size_t>(std::count_if(
      report.papers.begin(), report.papers.end(), [](const auto& paper) { return paper.unchanged; }));
  for (const auto& paper : report.papers)
    print_paper(paper);
  print(fmt::format("导入 {} 份，未变 {} 份，没有导入 {} 份。\n", report.papers.size() - unchanged, unchanged,
                    report.failed.size()));
  if (report.papers.size() > unchanged)
    print("以上是按文字推断的，请核对每份开头各栏，再运行 fengqiao index " + printable(into) + "\n");
}

} // namespace

int run(const CommonOptions& common, const ImportOptions& options) {
  indexer::ImportRequest request;
  request.from.assign(options.paths.begin(), options.paths.end());
  request.into = options.into;
  Result<indexer::ImportReport> result = fail(ErrorCode::general, "", "");
  {
    Progress progress("正在导入", common.progress);
    request.progress = [&](std::size_t done, std::size_t total) { progress.step(done, total); };
    result = indexer::import_papers(request);
  }
  if (!result) return cli::report(result.error());
  if (options.format == Format::text)
    print_report(*result, options.into);
  else
    print(options.format == Format::json ? pretty(report_json(*result)) : one_line(report_json(*result)));
  for (const auto& [file, reason] : result->skipped)
    note(file + "：" + reason);
  if (!result->failed.empty()) return cli::report(result->failed);
  if (!result->papers.empty()) return 0;
  return cli::report(Error{ErrorCode::not_found, options.paths.front(), "没有可导入的文件",
                           "能导入 .docx .doc .wps .rtf .odt .pdf .ofd .html .txt，和装有这些文件的 .zip；"
                           ".md 文件直接用 fengqiao index 装入"});
}

} // namespace fengqiao::cli
