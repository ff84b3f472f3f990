#include "station/daily/brief.hpp"

#include "core/fold.hpp"
#include "render/compose.hpp"
#include "render/fill.hpp"
#include "station/daily/approved_values.hpp"
#include "station/rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace fengqiao::station {
namespace {

using render::MdKind;
using render::MdNode;
using render::Value;

constexpr std::size_t kWeek = 7, kMonth = 30;

DataNode scalar(std::string text) {
  DataNode node;
  if (text.empty()) return node; // a blank
  node.kind = DataNode::Kind::scalar;
  node.scalar = std::move(text);
  node.quoted = true;
  return node;
}

DataNode list() {
  DataNode node;
  node.kind = DataNode::Kind::list;
  return node;
}

class Map {
public:
  Map() { node_.kind = DataNode::Kind::map; }
  Map& add(const std::string& key, DataNode value) {
    node_.members.push_back({key, 0, 0, std::move(value)});
    return *this;
  }
  Map& add(const std::string& key, std::string text) { return add(key, scalar(std::move(text))); }
  DataNode take() { return std::move(node_); }

private:
  DataNode node_;
};

std::string short_day(const Date& day) {
  return fmt::format("{}月{}日", day.month, day.day);
}

std::string text_at(const Value& values, const std::string& path) {
  const Value* value = path.empty() ? nullptr : values.at_path(path);
  return value == nullptr || value->is_null() ? std::string() : render::printed(*value);
}

const ReportCheck* report_named(const DayCheck& checked, const std::string& name) {
  for (const auto& report : checked.reports)
    if (report.name == name && !report.prepared.values.is_null()) return &report;
  return nullptr;
}

DataNode report_rows(const DayCheck& checked) {
  DataNode rows = list();
  for (const auto& report : checked.reports) {
    Map row;
    row.add("名称", report.name).add("情形", std::string(state_name(report.state)));
    if (report.file.empty()) {
      rows.items.push_back(row.add("审定", "—").take());
      continue;
    }
    row.add("报送", text_at(report.prepared.values, "报送"));
    const ApprovalCheck& check = report.prepared.approval;
    row.add("审定", std::string(approval_name(check.state)));
    if (check.state == ApprovalState::in_force) {
      row.add("审定人", check.approval->by).add("审定时刻", to_chinese(check.approval->at));
      row.add("审定时", fmt::format("{}{:02}:{:02}", short_day(check.approval->at.date),
                                    check.approval->at.hour, check.approval->at.minute));
      std::string comments;
      for (const auto& [role, text] : check.approval->comments)
        comments += fmt::format("{}{}：{}", comments.empty() ? "" : "\n", role, text);
      row.add("点评", comments);
    }
    rows.items.push_back(row.take());
  }
  return rows;
}

DataNode figure_rows(const BriefForm& brief, const DayCheck& checked) {
  DataNode rows = list();
  for (const auto& figure : brief.figures) {
    const ReportCheck* report = report_named(checked, figure.report);
    const auto text = [&](const std::string& path) {
      const std::string found = report == nullptr ? "" : text_at(report->prepared.values, path);
      return found.empty() && !path.empty() ? std::string("—") : found;
    };
    rows.items.push_back(Map()
                             .add("项目", figure.name)
                             .add("单位", figure.unit)
                             .add("本期", text(figure.now))
                             .add("环比", text(figure.previous_change))
                             .add("同比", text(figure.year_change))
                             .take());
  }
  return rows;
}

// Yesterday's open items and what today's report says of them; then what today's report follows up besides.
class FollowUp {
public:
  FollowUp(const BriefForm& brief, const Value* yesterday, const ReportCheck* today)
      : today_(today == nullptr ? nullptr : today->prepared.values.at_path(brief.follow_list)),
        seen_(today_ == nullptr ? 0 : today_->items.size()) {
    const Value* before = yesterday == nullptr ? nullptr : yesterday->at_path(brief.follow_list);
    if (before != nullptr)
      for (const auto& item : before->items)
        if (text_at(item, "状态") != "已改") follow(item);
    add_the_rest();
  }

  DataNode rows = list();
  std::size_t forgotten = 0; // open yesterday, not in today's report

private:
  void add(const Value& item, std::string before, std::string now) {
    rows.items.push_back(Map()
                             .add("事项", text_at(item, "事项"))
                             .add("责任", text_at(item, "责任"))
                             .add("期限", text_at(item, "期限"))
                             .add("昨日", std::move(before))
                             .add("今日", std::move(now))
                             .take());
  }

  void follow(const Value& item) {
    const std::string matter = fold(text_at(item, "事项"));
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      if (seen_[i] || fold(text_at(today_->items[i], "事项")) != matter) continue;
      seen_[i] = true;
      return add(today_->items[i], text_at(item, "状态"), text_at(today_->items[i], "状态"));
    }
    ++forgotten;
    add(item, text_at(item, "状态"), "未跟踪");
  }

  void add_the_rest() {
    for (std::size_t i = 0; i < seen_.size(); ++i)
      if (!seen_[i] && text_at(today_->items[i], "类别") == "上日")
        add(today_->items[i], "—", text_at(today_->items[i], "状态"));
  }

  const Value* today_;
  std::vector<bool> seen_;
};

std::string plain(const std::optional<Rational>& number) {
  return number ? to_plain(*number) : std::string();
}

// "+11.76%" → "11.76%"; of words (持平, 新增, —) nothing.
std::string chart_percent(const std::string& change) {
  if (!change.ends_with('%')) return {};
  return change.starts_with('+') ? change.substr(1) : change;
}

// 持平, 新增 and — are words for the table; the days before the first one are only compared with.
DataNode trend_rows(const BriefForm& brief, const std::vector<TrendDay>& trend, std::size_t days) {
  DataNode rows = list();
  for (std::size_t i = trend.size() - std::min(days, trend.size()); i < trend.size(); ++i) {
    const TrendDay& day = trend[i];
    Map row;
    row.add("日", short_day(day.day));
    for (std::size_t s = 0; s < brief.series.size(); ++s)
      row.add(brief.series[s].first, plain(day.counts[s]));
    row.add("合计", plain(day.total)).add("上年", plain(day.last_year));
    const std::string by_day = change_text(day.total, i == 0 ? std::nullopt : trend[i - 1].total);
    const std::string by_year = change_text(day.total, day.last_year);
    row.add("环比", by_day).add("同比", by_year);
    row.add("环比数", chart_percent(by_day)).add("同比数", chart_percent(by_year));
    rows.items.push_back(row.take());
  }
  return rows;
}

// 3月1日至3月4日、3月7日
std::string missing_days(const std::vector<TrendDay>& trend) {
  std::string out;
  for (std::size_t i = trend.size() - std::min(kMonth, trend.size()); i < trend.size();) {
    if (trend[i].total) {
      ++i;
      continue;
    }
    const std::size_t first = i;
    while (i < trend.size() && !trend[i].total)
      ++i;
    out += (out.empty() ? "" : "、") + short_day(trend[first].day);
    if (i - first > 1) out += "至" + short_day(trend[i - 1].day);
  }
  return out;
}

} // namespace

render::Record brief_record(const BriefForm& brief, const DayTools& tools, const Date& day,
                            const DayCheck& checked, const std::vector<TrendDay>& trend,
                            const Value* yesterday) {
  FollowUp follow(brief, yesterday, report_named(checked, brief.follow_report));
  std::string note;
  if (yesterday == nullptr)
    note = fmt::format("没有{}的{}记录，只列今天的日报里上日的整改。", to_chinese(previous_day(day)),
                       brief.follow_report);
  else if (follow.forgotten > 0)
    note = fmt::format("{} 项昨日没有改完，今天的日报里没有跟踪。", follow.forgotten);
  Map body;
  body.add("单位", tools.workspace->name)
      .add("统计日", to_chinese(day))
      .add("报送日", to_chinese(next_day(day)));
  body.add("日报", report_rows(checked)).add("要情", figure_rows(brief, checked));
  body.add("跟踪", std::move(follow.rows)).add("跟踪说明", note);
  body.add("七日", trend_rows(brief, trend, kWeek)).add("三十日", trend_rows(brief, trend, kMonth));
  body.add("缺日", missing_days(trend));
  return {brief_template, "晨会", body.take(), "晨会"};
}

namespace {

void append(Errors& to, const Errors& more) {
  to.insert(to.end(), more.begin(), more.end());
}

MdNode node_of(MdKind kind, std::string text = {}) {
  MdNode node;
  node.kind = kind;
  node.text = std::move(text);
  return node;
}

MdNode with_text(MdKind kind, std::string text, int level = 0) {
  MdNode node = node_of(kind);
  node.level = level;
  node.children.push_back(node_of(MdKind::text, std::move(text)));
  return node;
}

Result<MdNode, Errors> tree_of(const Prepared& prepared) {
  return render::parse_markdown(prepared.filled.markdown, prepared.filled.tokens, prepared.markdown_file,
                                prepared.first_line);
}

// Puts the reports behind the brief's own pages, and knows afterwards which pages are whose.
class BriefSetting {
public:
  BriefSetting(const DayTools& tools, const PrintOptions& options, render::FontSet& fonts)
      : tools_(tools), options_(options), fonts_(fonts) {}

  Result<BriefPages, Errors> run(const Prepared& own, const DayCheck& checked) {
    append(problems_, own.problems);
    auto document = tree_of(own);
    if (!document) return fail_all(document.error());
    for (const auto& report : checked.reports)
      add_report(report, *document);
    append(problems_, checked.problems);
    append(out_.warnings, checked.warnings);
    if (!problems_.empty() && !options_.draft) return fail_all(std::move(problems_));
    return compose(own, *document);
  }

private:
  void add_report(const ReportCheck& report, MdNode& document) {
    document.children.push_back(node_of(MdKind::directive, "另起一页"));
    document.children.push_back(node_of(MdKind::directive, "锚 " + report.name));
    parts_.push_back({report.name, !report.file.empty() && !report.prepared.watermark.empty()});
    if (report.file.empty()) {
      append(out_.warnings, report.problems);
      document.children.push_back(with_text(MdKind::heading, report.name + "日报：漏报", 1));
      document.children.push_back(
          with_text(MdKind::paragraph, "交班以前没有这份日报的记录。没有情况也要零报告。"));
      return;
    }
    append(problems_, report.problems);
    append(out_.warnings, report.warnings);
    auto tree = tree_of(report.prepared);
    if (!tree) return append(problems_, tree.error());
    std::move(tree->children.begin(), tree->children.end(), std::back_inserter(document.children));
  }

  Result<BriefPages, Errors> compose(const Prepared& own, const MdNode& document) {
    const auto style = page_style(own, options_);
    if (!style) return fail_all(style.error());
    render::ComposeOptions composing;
    composing.file = own.markdown_file;
    composing.title = fmt::format("{}{}", tools_.workspace->name, own.name);
    composing.image_folders = own.image_folders;
    composing.watermark = unapproved_mark;
    composing.draft = options_.draft;
    for (const auto& problem : problems_)
      composing.draft_problems.push_back(to_text(problem));
    auto layout = render::compose(document, *style, fonts_, composing);
    if (!layout) return fail_all(layout.error());
    out_.layout = std::move(*layout);
    if (!options_.draft) unmark();
    return std::move(out_);
  }

  // 未审定 stays on the pages of the reports that it is true of.
  void unmark() {
    std::vector<bool> keep(out_.layout.pages.size(), false);
    for (const auto& part : parts_)
      for (const auto& anchor : out_.layout.anchors)
        if (anchor.name == part.name)
          std::fill(keep.begin() + static_cast<std::ptrdiff_t>(anchor.page), keep.end(), part.unapproved);
    for (std::size_t i = 0; i < keep.size(); ++i)
      if (!keep[i]) out_.layout.pages[i].watermark.reset();
  }

  struct Part {
    std::string name;
    bool unapproved = false;
  };
  const DayTools& tools_;
  const PrintOptions& options_;
  render::FontSet& fonts_;
  std::vector<Part> parts_;
  Errors problems_;
  BriefPages out_;
};

// The follow-up report of the day before; null: there is none that can be read.
Value values_of_yesterday(const BriefForm& brief, const DayTools& tools, const Date& day) {
  const auto file = day_record(day_folder(*tools.workspace, previous_day(day)), brief.follow_report);
  if (file.empty()) return {};
  auto prepared = prepare(file, tools.context);
  return prepared ? std::move(prepared->values) : Value();
}

} // namespace

Result<BriefPages, Errors> set_brief(const DayTools& tools, const Date& day, const PrintOptions& options,
                                     render::FontSet& fonts) {
  const auto brief =
      load_brief_form(tools.context.templates->folder() / brief_template / "brief.yaml", *tools.forms);
  if (!brief) return fail_all(brief.error());
  const DayCheck checked = check_day(tools, day);
  if (std::all_of(checked.reports.begin(), checked.reports.end(),
                  [](const auto& r) { return r.file.empty(); }))
    return fail_all({{ErrorCode::not_found, day_folder(*tools.workspace, day).string(),
                      fmt::format("{}一份日报也没有", to_chinese(day)),
                      fmt::format("日期写对了吗？先运行 fengqiao daily --date {}", to_iso(day))}});
  const auto trend = read_trend(*brief, tools, day, kMonth + 1);
  if (!trend) return fail_all({trend.error()});
  const Value yesterday = values_of_yesterday(*brief, tools, day);
  const Prepared own = prepare_record(
      brief_record(*brief, tools, day, checked, *trend, yesterday.is_null() ? nullptr : &yesterday),
      tools.context);
  return BriefSetting(tools, options, fonts).run(own, checked);
}

} // namespace fengqiao::station
