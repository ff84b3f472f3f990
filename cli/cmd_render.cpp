// fengqiao render: records, or any Markdown, to PDF, HTML or Markdown.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/desk.hpp"
#include "cli/render_plan.hpp"
#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/parallel.hpp"
#include "core/text.hpp"
#include "station/checklist/tick.hpp"
#include "station/paperwork.hpp"
#include "station/printing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <new>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;

using Job = RenderJob;

constexpr std::size_t kShownFailures = 50; // listed once more at the end of a long run
constexpr std::size_t kLongRun = 20;       // files whose messages have scrolled away by then

// At the first page that is ready: a run in which every input fails leaves nothing behind.
Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  if (!folder.empty()) fs::create_directories(folder, error);
  if (error)
    return fail(ErrorCode::general, folder.string(), "不能新建文件夹：" + errno_reason(error.value()),
                "请换一个 -o");
  return {};
}

struct Printed {
  std::string bytes;
  std::size_t pages = 0; // 0: a form without pages
};

Result<Printed, Errors> print_one(const station::Prepared& prepared, const RenderOptions& options,
                                  const station::PrintOptions& printing,
                                  std::optional<render::FontSet>& fonts, Errors& warnings) {
  if (options.to == "html")
    return station::print_html(prepared, printing, &warnings).map([](std::string html) {
      return Printed{std::move(html), 0};
    });
  if (options.to == "md")
    return station::print_markdown(prepared, printing).map([](std::string md) {
      return Printed{std::move(md), 0};
    });
  return station::print_pdf(prepared, printing, *fonts, &warnings).map([](station::PrintedPdf pdf) {
    return Printed{std::move(pdf.bytes), pdf.pages};
  });
}

// What a thread prints with.
struct Press {
  Desk desk;
  std::optional<render::FontSet> fonts; // for PDF only
};

Result<Press, Errors> open_press(const CommonOptions& common, const RenderOptions& options) {
  auto desk = Desk::open(common);
  if (!desk) return fail_all({std::move(desk.error())});
  Press press{std::move(*desk), std::nullopt};
  if (options.to != "pdf") return press;
  auto fonts = open_fonts(common);
  if (!fonts) return fail_all(std::move(fonts.error()));
  press.fonts.emplace(std::move(*fonts));
  return press;
}

// How one file went; told in the order of the files.
struct Outcome {
  std::vector<std::string> notes, warnings;
  Errors errors;      // empty: printed
  std::string remedy; // told behind the errors
  std::string bytes;  // for standard output
  std::string done;   // what to say
  std::size_t pages = 0;
};

// The clauses that are not as they were confirmed: the print goes on, since an appeal or a hand-over cannot
// wait; check counts them as problems.
void add_reviews(Outcome& out, const station::Prepared& prepared) {
  std::size_t fresh = 0;
  for (const auto& each : prepared.reviews)
    if (each.kind == station::ClauseReview::Kind::fresh)
      ++fresh;
    else
      out.warnings.push_back(
          to_text(station::describe(each, prepared.citations.clauses[each.cited], prepared.file)));
  if (fresh > 0 && fresh < prepared.citations.clauses.size())
    out.notes.push_back(
        fmt::format("{} 有 {} 条依据是确认以后新加的，核对后用 fengqiao check {} --accept 确认",
                    prepared.file, fresh, prepared.file));
}

// The record itself, or the tick list of it that was asked for.
Result<station::Prepared, Errors> prepare(const fs::path& file, const RenderOptions& options,
                                          const Desk& desk) {
  auto context = desk.context();
  context.appendix = options.appendix;
  auto prepared = station::prepare(file, context);
  if (!prepared || options.tick.empty()) return prepared;
  station::TickOptions tick{options.tick, options.post, options.people, {}};
  if (!options.week.empty()) {
    tick.day = parse_date(options.week);
    if (!tick.day || tick.day->day == 0)
      return fail_all({{ErrorCode::usage, "", "--week 不是日历上的某一天：" + printable(options.week),
                        "写成 2026-03-09"}});
  }
  return station::tick_sheet(*prepared, context, tick);
}

// An approved record prints as it was approved. Where templates or fonts have changed since, the approved PDF
// is not written over.
void compare_with_approved(Outcome& out, const station::Prepared& prepared, const RenderOptions& options,
                           const Job& job, const std::string& bytes) {
  const auto& approval = prepared.approval.approval;
  if (prepared.approval.state != station::ApprovalState::in_force || options.to != "pdf" || options.draft ||
      !options.style.empty())
    return;
  std::error_code ignored;
  const fs::path paper = job.input.parent_path() / approval->paper;
  const bool in_place = fs::weakly_canonical(paper, ignored) == fs::weakly_canonical(job.output, ignored);
  const bool same = sha256_hex(bytes) == approval->paper_digest;
  if (prepared.approval.paper)
    out.warnings.push_back(in_place && same ? fmt::format("{}：{}，已按审定的记录重新生成", paper.string(),
                                                          prepared.approval.paper->message)
                                            : to_text(*prepared.approval.paper));
  if (same) return;
  const std::string differs = "排出来的 PDF 与审定时的不同：审定以后模板、字体或程序换过（记录没有改动）";
  if (in_place && !prepared.approval.paper)
    out.errors.push_back({ErrorCode::data, job.output.string(), differs + "，没有覆盖审定的 PDF",
                          "要另印一份，用 -o 写到别的文件"});
  else
    out.warnings.push_back(fmt::format("{}：{}", job.output.string(), differs));
}

Outcome run_job(const Job& job, const RenderOptions& options, Result<Press, Errors>& press) {
  Outcome out;
  if (!press) {
    out.errors = press.error();
    return out;
  }
  if (!job.faults.empty()) {
    out.errors = job.faults;
    return out;
  }
  const auto prepared = prepare(job.input, options, press->desk);
  if (!prepared) {
    out.errors = prepared.error();
    return out;
  }
  out.notes = prepared->notes;
  for (const auto& warning : prepared->warnings)
    out.warnings.push_back(to_text(warning));
  add_reviews(out, *prepared);
  if (options.draft && !prepared->problems.empty())
    out.warnings.push_back(
        fmt::format("{} 有 {} 处问题，已列在草稿的首页", prepared->file, prepared->problems.size()));
  Errors warnings;
  auto printed = print_one(*prepared, options, {press->desk.styles(), options.style, options.draft},
                           press->fonts, warnings);
  for (const auto& warning : warnings)
    out.warnings.push_back(to_text(warning));
  if (!printed) {
    out.errors = printed.error();
    if (!options.draft) out.remedy = "急用时可加 --draft 打印草稿";
    return out;
  }
  compare_with_approved(out, *prepared, options, job, printed->bytes);
  if (!out.errors.empty()) return out;
  if (job.output == kStandardOutput) {
    out.bytes = std::move(printed->bytes);
    return out;
  }
  if (auto made = make_folder(job.folder); !made) {
    out.errors.push_back(std::move(made.error()));
    return out;
  }
  if (auto written = write_file_atomically(job.output, printed->bytes); !written)
    out.errors.push_back(std::move(written.error()));
  out.pages = printed->pages;
  const std::string pages = printed->pages == 0 ? "" : fmt::format("（{} 页）", printed->pages);
  out.done = fmt::format("已生成 {}{}\n", job.output.string(), pages);
  return out;
}

// Tells of the files as they are done, and of the whole at the end.
class Teller {
public:
  explicit Teller(const RenderPlan& plan) : plan_(plan) {}

  void tell(std::size_t i, const Outcome& outcome) {
    for (const auto& text : outcome.notes)
      note(text);
    for (const auto& text : outcome.warnings)
      warn(text);
    if (!outcome.errors.empty()) {
      const int code = report(outcome.errors);
      if (!outcome.remedy.empty()) note(outcome.remedy);
      if (code_ == 0) code_ = code;
      if (failures_.size() < kShownFailures)
        failures_.push_back({plan_.jobs[i].input.string(), outcome.errors.front().message});
      ++failed_;
      return;
    }
    pages_ += outcome.pages;
    print(outcome.bytes);
    if (!plan_.by_folder) print(printable(outcome.done));
  }

  // The exit code of the first error.
  int finish(const RenderOptions& options) const {
    const std::size_t all = plan_.jobs.size();
    if (plan_.by_folder && failed_ < all)
      print(printable(fmt::format("已生成 {} 份{}{}\n", all - failed_,
                                  pages_ == 0 ? "" : fmt::format("（{} 页）", pages_),
                                  options.output.empty() ? "" : "，在 " + options.output)));
    if (failed_ == 0 || all == 1) return code_;
    warn(fmt::format("共 {} 份，生成 {} 份，{} 份没有生成", all, all - failed_, failed_));
    if (!plan_.by_folder && all <= kLongRun) return code_;
    for (const auto& [file, why] : failures_)
      note(fmt::format("没有生成：{}：{}", file, why));
    if (failed_ > failures_.size())
      note(fmt::format("另有 {} 份没有生成的没有列出，见上面的错误", failed_ - failures_.size()));
    return code_;
  }

private:
  const RenderPlan& plan_;
  int code_ = 0;
  std::size_t failed_ = 0, pages_ = 0;
  std::vector<std::pair<std::string, std::string>> failures_; // file, first message
};

Error no_memory(const std::string& file) {
  return {ErrorCode::limit, file, "内存不足", "减少 -j 的份数，或把文件拆小"};
}

// A thread of its own has nobody above it to catch what the library throws where memory ends.
Result<Press, Errors> open_press_safely(const CommonOptions& common, const RenderOptions& options) {
  try {
    return open_press(common, options);
  } catch (const std::bad_alloc&) {
    return fail_all({no_memory("")});
  }
}

Outcome run_job_safely(const Job& job, const RenderOptions& options, Result<Press, Errors>& press) {
  try {
    return run_job(job, options, press);
  } catch (const std::bad_alloc&) {
    Outcome out;
    out.errors.push_back(no_memory(job.input));
    return out;
  }
}

// The names of the day's reports, in their order.
std::vector<std::string> report_names(const render::TemplateLibrary& templates) {
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& entry : templates.entries())
    if (std::string order = entry.front_matter.text("daily"); !order.empty())
      found.emplace_back(std::move(order), fs::path(entry.id).filename().string());
  std::sort(found.begin(), found.end());
  std::vector<std::string> out;
  out.reserve(found.size());
  for (auto& [order, name] : found)
    out.push_back(std::move(name));
  return out;
}

// 记录/2026-03-09/*.yaml names the approvals, too: they are no papers.
RenderOptions without_approvals(RenderOptions options) {
  const auto first = std::stable_partition(options.files.begin(), options.files.end(),
                                           [](const auto& file) { return !station::is_approval_file(file); });
  for (auto at = first; at != options.files.end(); ++at)
    note(fmt::format("{} 是审定文件，不用打印，跳过", *at));
  options.files.erase(first, options.files.end());
  return options;
}

std::size_t threads_for(const RenderOptions& options) {
  if (options.jobs > 0) return static_cast<std::size_t>(options.jobs);
  return std::max(1U, std::thread::hardware_concurrency());
}

} // namespace

int run(const CommonOptions& common, const RenderOptions& given) {
  const RenderOptions options = without_approvals(given);
  if (options.files.empty()) return given.files.empty() ? 0 : static_cast<int>(ErrorCode::usage);
  if (options.tick.empty() && (!options.post.empty() || !options.people.empty() || !options.week.empty()))
    return report(Error{ErrorCode::usage, "", "--post、--who、--week 只用于勾核表",
                        "请加上 --tick 每周 或 --tick 逐人"});
  auto first = open_press(common, options);
  if (!first) return report(first.error());
  const auto plan = plan_render(options, report_names(*first->desk.context().templates));
  if (!plan) return report(plan.error());

  Teller teller(*plan);
  Progress progress("排版", common.progress);
  work_in_order<Result<Press, Errors>, Outcome>(
      plan->jobs.size(), threads_for(options),
      [&](std::size_t thread) { return thread == 0 ? std::move(first) : open_press_safely(common, options); },
      [&](Result<Press, Errors>& press, std::size_t i) {
        return run_job_safely(plan->jobs[i], options, press);
      },
      [&](std::size_t i, const Outcome& outcome) {
        progress.step(i, plan->jobs.size());
        teller.tell(i, outcome);
      });
  return teller.finish(options);
}

} // namespace fengqiao::cli
