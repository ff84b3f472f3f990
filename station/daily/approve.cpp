#include "station/daily/approve.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/fold.hpp"
#include "core/masking.hpp"
#include "core/text.hpp"
#include "render/record.hpp"
#include "station/printing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <system_error>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Errors> refuse(const fs::path& where, std::string message, std::string hint) {
  return fail_all({{ErrorCode::data, where.string(), std::move(message), std::move(hint)}});
}

std::string standing(const Approval& approval) {
  return fmt::format("{} 已于{}审定", approval.by, to_chinese(approval.at));
}

void end_current(ApprovalFile& file, const ApproveWish& wish, const char* how) {
  const Approval& was = *file.current;
  file.ended.push_back({was.by, was.at, was.record_digest, how, wish.by, wish.at, wish.reason});
  file.current.reset();
}

void add_comment(Approval& approval, const std::string& role, const std::string& text) {
  const auto at = std::find_if(approval.comments.begin(), approval.comments.end(),
                               [&](const auto& comment) { return comment.first == role; });
  if (at == approval.comments.end())
    approval.comments.emplace_back(role, text);
  else
    at->second += "\n" + text;
}

// 样例甲、样例乙（值班岗) → 样例甲, 样例乙, 值班岗
std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> names(1);
  const std::string folded = fold(text);
  for (std::size_t pos = 0; pos < folded.size();) {
    const std::size_t from = pos;
    const char32_t c = next_code_point(folded, pos);
    const bool letter = is_han(c) || (c < 0x80 && std::isalnum(static_cast<int>(c)) != 0);
    if (letter)
      names.back().append(folded, from, pos - from);
    else if (!names.back().empty())
      names.emplace_back();
  }
  if (names.back().empty()) names.pop_back();
  return names;
}

bool is_filler(const std::string& filler, const std::string& by) {
  const auto names = names_in(filler);
  const auto officers = names_in(by);
  return std::any_of(officers.begin(), officers.end(), [&](const std::string& officer) {
    return std::find(names.begin(), names.end(), officer) != names.end();
  });
}

// Nobody's file is lost, and the PDF is a file of its own.
Result<void, Errors> check_places(const fs::path& record, const fs::path& paper) {
  std::error_code ignored;
  if (paper.extension() != ".pdf") return refuse(paper, "-o 应是一个 PDF 文件", "文件名以 .pdf 结尾");
  if (fs::is_symlink(fs::symlink_status(paper, ignored)) || fs::equivalent(record, paper, ignored))
    return refuse(paper, "这个位置是一个链接，不能写审定的 PDF", "删去链接，或用 -o 换一个文件");
  return {};
}

// In its day's folder a record has one name; what --update wrote beside it is no report.
Result<void, Errors> check_name(const ApproveWish& wish, const DailyForm& form) {
  const fs::path own = day_record(wish.record.parent_path(), form.name);
  std::error_code ignored;
  if (own.empty() || fs::equivalent(own, wish.record, ignored)) return {};
  return refuse(wish.record, "这不是当天的日报记录",
                fmt::format("当天的是 {}；要用这一份，先把它改成那个名字", own.string()));
}

class Approving {
public:
  Approving(const ApproveWish& wish, const ApproveTools& tools) : wish_(wish), tools_(tools) {}

  Result<ApproveResult, Errors> run() {
    const fs::path paper =
        wish_.paper.empty() ? fs::path(wish_.record).replace_extension(".pdf") : wish_.paper;
    out_.paper = paper;
    if (!render::is_record_file(wish_.record))
      return refuse(wish_.record, "这不是日报的记录",
                    "一次审定一份，请写记录的文件名，例如 记录/2026-03-09/质态监督.yaml");
    if (const auto sound = check_places(wish_.record, paper); !sound) return fail_all(sound.error());
    auto digest = file_digest(wish_.record);
    if (!digest) return fail_all({digest.error()});
    digest_ = std::move(*digest);
    auto there = load_approval(wish_.record);
    if (!there) return fail_all(there.error());
    std::error_code ignored;
    if (!*there && fs::exists(approval_file(wish_.record), ignored))
      return refuse(
          wish_.record,
          fmt::format("旁边的 {} 是另一份记录的审定", approval_file(wish_.record).filename().string()),
          "同名的 .yaml 和 .csv 只留一份；审定过的不要删");
    if (*there) out_.file = std::move(**there);
    out_.file.record = wish_.record.filename().string();
    switch (wish_.act) {
    case ApproveAct::withdraw:
      return withdraw();
    case ApproveAct::comment:
      return comment();
    case ApproveAct::renew:
    case ApproveAct::give:
      return give();
    }
    return std::move(out_);
  }

private:
  Result<ApproveResult, Errors> withdraw() {
    if (!out_.file.current) return refuse(wish_.record, "这份记录没有审定，不用撤销", "");
    out_.paper = wish_.record.parent_path() / out_.file.current->paper;
    if (const auto prepared = prepare_under(*out_.file.current); prepared)
      if (const auto refused = refusal(*prepared, "撤销")) return fail_all({*refused});
    end_current(out_.file, wish_, "撤销");
    return write_approval();
  }

  Result<ApproveResult, Errors> comment() {
    if (!out_.file.current)
      return refuse(wish_.record, "还没有审定，不能补点评部署",
                    fmt::format("先由值班所领导审定：fengqiao approve {} --by 姓名", wish_.record.string()));
    Approval& approval = *out_.file.current;
    if (approval.record_digest != digest_)
      return refuse(wish_.record, standing(approval) + "，以后记录改动过，不能补点评部署",
                    "从备份退回原样，或由审定人加 --again 重新审定");
    if (wish_.paper.empty()) out_.paper = wish_.record.parent_path() / approval.paper;
    add_comment(approval, wish_.role, mask_personal_data(wish_.comment).text);
    approval.earlier_papers.push_back(approval.paper_digest);
    auto prepared = prepare_under(approval);
    if (!prepared) return fail_all(prepared.error());
    return print(*prepared);
  }

  Result<ApproveResult, Errors> give() {
    if (const auto& current = out_.file.current; current && wish_.act == ApproveAct::give) {
      if (current->record_digest != digest_)
        return refuse(wish_.record, standing(*current) + "，以后记录改动过",
                      "核对改动：改错的从备份退回原样；确要改的，加 --again 重新审定");
      if (fold(current->by) != fold(mask_personal_data(wish_.by).text))
        return refuse(wish_.record, standing(*current) + "，没有改动",
                      "换人审定加 --again，原来的审定留有记载");
      out_.already = true;
      return std::move(out_);
    }
    if (out_.file.current) end_current(out_.file, wish_, "重新审定");
    Approval approval;
    approval.record_digest = digest_;
    approval.by = mask_personal_data(wish_.by).text;
    approval.at = wish_.at;
    auto prepared = prepare_under(approval);
    if (!prepared) return fail_all(prepared.error());
    if (!prepared->needs_approval)
      return refuse(wish_.record, "这种文书不用审定", "要审定的是日报；模板的文件头写 approval: true");
    if (const auto refused = refusal(*prepared, "审定")) return fail_all({*refused});
    take_hand_over(prepared->values, approval);
    if (tools_.day != nullptr)
      if (const DailyForm* form = form_of(prepared->template_id)) {
        if (const auto named = check_name(wish_, *form); !named) return fail_all(named.error());
        take_checks(*form, approval, *prepared);
      }
    out_.file.current = std::move(approval);
    return print(*prepared);
  }

  Result<Prepared, Errors> prepare_under(const Approval& approval) const {
    PaperworkContext context = tools_.context;
    context.approval = &approval;
    return prepare(wish_.record, context);
  }

  [[nodiscard]] const DailyForm* form_of(const std::string& id) const {
    for (const auto& form : *tools_.day->forms)
      if (form.paper.id == id) return &form;
    return nullptr;
  }

  [[nodiscard]] std::optional<Error> refusal(const Prepared& prepared, const char* act) const {
    const render::Value* filler = prepared.values.find("填报");
    if (tools_.day == nullptr || !tools_.day->workspace->forbid_self_approval || filler == nullptr ||
        !is_filler(filler->text, wish_.by))
      return std::nullopt;
    return Error{ErrorCode::data, wish_.record.string(),
                 fmt::format("{}是填报人，不能{}自己填的记录", wish_.by, act),
                 fmt::format("本所的 {} 写着“填报人不得自审: 是”，请由值班所领导审定", workspace_file)};
  }

  static void take_hand_over(const render::Value& values, Approval& approval) {
    const auto moment = [&](const char* field) -> std::optional<DateTime> {
      const render::Value* value = values.find(field);
      return value == nullptr ? std::nullopt : parse_date_time(value->text);
    };
    approval.due = moment("交班时刻");
    const auto submitted = moment("提交时刻");
    approval.late = approval.due && submitted && *approval.due < *submitted;
  }

  // As `check` sees the record: with the ledger and the day's other reports.
  void take_checks(const DailyForm& form, const Approval& approval, Prepared& prepared) {
    DayTools day = *tools_.day;
    day.context.approval = &approval;
    auto checked = check_report(day, form, wish_.record);
    prepared.problems = std::move(checked.problems);
    prepared.warnings = std::move(checked.warnings);
  }

  Result<ApproveResult, Errors> print(const Prepared& prepared) {
    Approval& approval = *out_.file.current;
    auto pdf = print_pdf(prepared, {tools_.styles, "", false}, *tools_.fonts);
    if (!pdf) return fail_all(std::move(pdf.error()));
    const auto digest = file_digest(wish_.record);
    if (!digest || *digest != digest_)
      return refuse(wish_.record, "审定的时候记录正在被改动，没有审定",
                    "关掉正在编辑它的程序，看过以后再审定");
    std::error_code error;
    const fs::path paper = fs::absolute(out_.paper, error), folder = fs::absolute(wish_.record, error);
    approval.paper = fs::proximate(paper, folder.parent_path(), error).generic_string();
    approval.paper_digest = sha256_hex(pdf->bytes);
    if (const auto written = write_file_atomically(out_.paper, pdf->bytes); !written)
      return fail_all({written.error()});
    out_.pages = pdf->pages;
    out_.warnings = prepared.warnings;
    return write_approval();
  }

  Result<ApproveResult, Errors> write_approval() {
    const auto written = write_file_atomically(approval_file(wish_.record), approval_text(out_.file));
    if (!written) return fail_all({written.error()});
    return std::move(out_);
  }

  const ApproveWish& wish_;
  const ApproveTools& tools_;
  std::string digest_;
  ApproveResult out_;
};

} // namespace

Result<ApproveResult, Errors> approve(const ApproveWish& wish, const ApproveTools& tools) {
  return Approving(wish, tools).run();
}

} // namespace fengqiao::station
