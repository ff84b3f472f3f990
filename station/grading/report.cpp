#include "station/grading/report.hpp"

#include "station/grading/gaps.hpp"
#include "station/rates.hpp"
#include "station/record_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace fengqiao::station::grading {
namespace {

using record_parts::list;
using record_parts::Map;
using record_parts::text;
using record_parts::texts;

DataNode yes_no(bool value) {
  return text(value ? "是" : "否");
}

std::string joined(const std::vector<std::string>& values, std::string_view separator) {
  std::string out;
  for (const auto& value : values)
    out += (&value == &values.front() ? "" : std::string(separator)) + value;
  return out;
}

std::string points(const Rational& value) {
  return to_fixed(value, 2);
}

std::string standard_text(const Standard& standard) {
  return standard.issued.empty() ? standard.title : fmt::format("{}（{}）", standard.title, standard.issued);
}

std::string cap_text(const Standard& standard, std::size_t cap) {
  return (cap + 1 == standard.levels.size() ? "" : "最高") + standard.levels[cap].name;
}

DataNode item_rows(const StationResult& result) {
  DataNode rows = list();
  const Standard& standard = *result.standard;
  for (std::size_t i = 0; i < result.items.size(); ++i) {
    const Item& item = standard.items[i];
    const ItemResult& scored = result.items[i];
    rows.items.push_back(Map()
                             .add("编号", item.number)
                             .add("类", standard.categories[item.category].code)
                             .add("名称", item.name)
                             .add("权", to_plain(scored.weight))
                             .add("原始数", scored.formula)
                             .add("率", rate_text(scored.rate))
                             .add("k", to_fixed(scored.k, 4))
                             .add("得分", points(scored.score))
                             .add("依据", texts(item.basis))
                             .add("证据", scored.evidence.empty() ? "—" : joined(scored.evidence, "、"))
                             .add("备注", scored.note)
                             .take());
  }
  return rows;
}

DataNode category_rows(const StationResult& result, const FormerResult* former) {
  DataNode rows = list();
  for (std::size_t i = 0; i < result.categories.size(); ++i) {
    const Category& category = result.standard->categories[i];
    Map row;
    row.add("代号", category.code).add("类名", category.name);
    const bool known = former != nullptr && former->categories.count(category.code) > 0;
    row.add("上年", known ? points(former->categories.at(category.code)) : "—");
    row.add("升降", known ? movement(result.categories[i].score, former->categories.at(category.code)) : "—");
    rows.items.push_back(row.take());
  }
  return rows;
}

DataNode veto_rows(const StationResult& result) {
  DataNode rows = list();
  const Standard& standard = *result.standard;
  for (std::size_t i = 0; i < standard.vetoes.size(); ++i) {
    const Veto& veto = standard.vetoes[i];
    const bool holds = std::find(result.vetoes.begin(), result.vetoes.end(), i) != result.vetoes.end();
    const bool unanswered = !veto.automatic && !result.data.vetoes[i];
    rows.items.push_back(Map()
                             .add("编号", veto.number)
                             .add("情形", veto.matter)
                             .add("效果", cap_text(standard, veto.cap))
                             .add("依据", texts(veto.basis))
                             .add("成立", holds        ? "成立"
                                          : unanswered ? "没有填"
                                                       : "否")
                             .take());
  }
  return rows;
}

DataNode condition_rows(const StationResult& result) {
  DataNode rows = list();
  for (const auto& checked : result.checked)
    for (const auto& condition : checked.conditions)
      rows.items.push_back(Map()
                               .add("等级", result.standard->levels[checked.level].name)
                               .add("条件", condition.text)
                               .add("实际", condition.actual)
                               .add("具备", yes_no(condition.met))
                               .take());
  return rows;
}

DataNode gap_rows(const StationResult& result) {
  DataNode rows = list();
  for (const auto& gap : gaps(result)) {
    const Item& item = result.standard->items[gap.item];
    const ItemResult& scored = result.items[gap.item];
    rows.items.push_back(Map()
                             .add("编号", item.number)
                             .add("名称", item.name)
                             .add("权", to_plain(scored.weight))
                             .add("得分", points(scored.score))
                             .add("可得", points(gap.points))
                             .add("补差", gap.advice)
                             .take());
  }
  return rows;
}

std::string survey_text(const Evidence& evidence) {
  if (!evidence.sample && !evidence.valid && evidence.surveyor.empty()) return {};
  const auto number = [](const std::optional<Rational>& n) {
    return n ? to_plain(*n) : std::string(not_computable);
  };
  return fmt::format("{}{}样本{}，有效{}", evidence.surveyor, evidence.surveyor.empty() ? "" : "，",
                     number(evidence.sample), number(evidence.valid));
}

DataNode evidence_rows(const StationResult& result) {
  DataNode rows = list();
  for (const auto& evidence : result.data.evidence) {
    const auto day = [](const std::optional<Date>& date) {
      return date ? to_iso(*date) : std::string(not_computable);
    };
    const bool expired =
        evidence.valid_until && result.data.assessed && *evidence.valid_until < *result.data.assessed;
    rows.items.push_back(Map()
                             .add("编号", evidence.id)
                             .add("项", joined(evidence.items, "、"))
                             .add("名称", evidence.title)
                             .add("种类", evidence.kind)
                             .add("持有人", evidence.holder)
                             .add("形成日期", day(evidence.date))
                             .add("有效至", day(evidence.valid_until) + (expired ? "（已过期）" : ""))
                             .add("问卷", survey_text(evidence))
                             .take());
  }
  return rows;
}

render::Record record_of(std::string template_id, const std::string& file, Map& body) {
  render::Record record;
  record.template_id = std::move(template_id);
  record.template_where = file;
  record.file = file;
  record.body = body.take();
  return record;
}

void add_former(Map& body, const StationResult& result, const FormerResult* former) {
  if (former == nullptr) return;
  body.add("上年总分", points(former->total)).add("总分升降", movement(result.total, former->total));
  body.add("上年定级", former->level);
}

} // namespace

std::string movement(const Rational& now, const Rational& before) {
  const Rational change = now - before;
  return (change > 0 ? "+" : "") + with_minus_sign(points(change));
}

std::vector<std::string> remarks(const StationResult& result, const FormerResult* former) {
  std::map<std::string, std::vector<std::string>> by_note; // the same remark is made once
  std::vector<std::string> order, out;
  for (std::size_t i = 0; i < result.items.size(); ++i) {
    const std::string& note = result.items[i].note;
    if (note.empty()) continue;
    if (by_note[note].empty()) order.push_back(note);
    by_note[note].push_back(result.standard->items[i].number);
  }
  for (const auto& note : order)
    out.push_back(fmt::format("{}：{}", joined(by_note[note], "、"), note));
  const auto has_term = [](const Evidence& evidence) { return evidence.valid_until.has_value(); };
  const auto& evidence = result.data.evidence;
  if (!result.data.assessed && std::any_of(evidence.begin(), evidence.end(), has_term))
    out.emplace_back("没有填评定日期，证据是否过期没有判断");
  if (former != nullptr && result.data.last_level != none &&
      result.standard->levels[result.data.last_level].name != former->level)
    out.push_back(fmt::format("填的上年等级是{}，上年结果是{}，请核对",
                              result.standard->levels[result.data.last_level].name, former->level));
  return out;
}

render::Record station_record(const StationResult& result, const FormerResult* former,
                              const std::vector<std::string>& supposed) {
  const Standard& standard = *result.standard;
  Map body;
  body.add("题名", standard.report_title).add("单位", result.data.station).add("年度", result.data.year);
  if (standard.classes.size() > 1) body.add("类别", standard.classes[result.data.station_class]);
  if (result.data.last_level != none) body.add("上年等级", standard.levels[result.data.last_level].name);
  body.add("标准", standard_text(standard)).add("页脚", standard.notice);
  body.add("假设", texts(supposed));
  body.add("评分项", item_rows(result)).add("各类", category_rows(result, former));
  body.add("折算", yes_no(standard.rescale_missing)).add("总分", points(result.total));
  body.add("等级", standard.levels[result.level].name).add("理由", texts(result.reasons));
  add_former(body, result, former);
  body.add("否决项", veto_rows(result)).add("必备条件", condition_rows(result)).add("差距", gap_rows(result));
  body.add("证据清单", evidence_rows(result)).add("提醒", texts(remarks(result, former)));
  return record_of(standard.report, result.data.file, body);
}

namespace {

DataNode ranking_rows(const County& county, const FormerResults& former) {
  DataNode rows = list();
  for (const auto& station : county.ranking) {
    const StationResult& result = county.results[station.index];
    Map row;
    row.add("名次", std::to_string(station.place)).add("类内名次", std::to_string(station.class_place));
    row.add("单位", result.data.station).add("类别", result.standard->classes[result.data.station_class]);
    DataNode scores = list();
    for (const auto& category : result.categories)
      scores.items.push_back(text(points(category.score)));
    row.add("各类得分", std::move(scores)).add("总分", points(result.total));
    row.add("等级", result.standard->levels[result.level].name);
    const auto before = former.find(result.data.station);
    const bool known = before != former.end();
    row.add("上年", known ? fmt::format("{} {}", points(before->second.total), before->second.level) : "—");
    row.add("升降", known ? movement(result.total, before->second.total) : "—");
    row.add("说明", result.lowered);
    rows.items.push_back(row.take());
  }
  return rows;
}

DataNode quota_rows(const County& county, const Quota& quota) {
  DataNode rows = list();
  const Standard& standard = *county.results.front().standard;
  for (const auto& line : county.quota.lines) {
    const bool target = quota.sense == QuotaSense::target;
    rows.items.push_back(
        Map()
            .add("等级", standard.levels[line.level].name)
            .add("所数", std::to_string(line.count))
            .add("占比", to_fixed(line.share, 2) + "%")
            .add("名额", to_plain(line.places))
            .add("核对", line.fits ? (target ? "达到" : "未超") : (target ? "未达到" : "超出"))
            .add("算法", explain(standard, quota, county.quota, line))
            .take());
  }
  return rows;
}

// What the standard aims at, beside what there is: of all stations, whatever base the quota counts from.
DataNode distribution_rows(const County& county, const Quota& quota) {
  DataNode rows = list();
  const Standard& standard = *county.results.front().standard;
  const auto add = [&](const std::string& level, std::size_t count, const Rational& percent) {
    rows.items.push_back(Map()
                             .add("等级", level)
                             .add("实际", share_text(Rational(count), Rational(county.quota.stations)))
                             .add("目标", to_plain(percent) + "%")
                             .take());
  };
  for (const auto& line : quota.lines)
    add(standard.levels[line.level].name, county.quota.counts[line.level], line.percent);
  if (quota.qualified_level != none)
    add(fmt::format("合格（{}以上）", standard.levels[quota.qualified_level].name), county.quota.qualified,
        quota.qualified_percent);
  return rows;
}

DataNode level_rows(const County& county) {
  DataNode rows = list();
  const Standard& standard = *county.results.front().standard;
  for (std::size_t i = 0; i < standard.levels.size(); ++i) {
    const std::size_t count = county.quota.counts[i];
    rows.items.push_back(Map()
                             .add("等级", standard.levels[i].name)
                             .add("所数", std::to_string(count))
                             .add("占比", share_text(Rational(count), Rational(county.quota.stations)))
                             .take());
  }
  return rows;
}

} // namespace

render::Record county_record(const County& county, const Quota& quota, const FormerResults& former) {
  const Standard& standard = *county.results.front().standard;
  std::vector<std::string> codes;
  codes.reserve(standard.categories.size());
  for (const auto& category : standard.categories)
    codes.push_back(category.code + " " + category.name);
  Map body;
  body.add("题名", standard.county_title).add("年度", county.results.front().data.year);
  body.add("标准", standard_text(standard)).add("页脚", standard.notice);
  body.add("所数", std::to_string(county.quota.stations)).add("类名", texts(codes));
  body.add("名次表", ranking_rows(county, former)).add("等级分布", level_rows(county));
  body.add("分布图", distribution_rows(county, quota));
  body.add("配额办法", fmt::format("基数：{}；含义：{}；取整：{}", name_of(quota.base), name_of(quota.sense),
                                   name_of(quota.rounding)));
  body.add("配额", quota_rows(county, quota));
  if (quota.qualified_level != none)
    body.add("合格率", fmt::format("合格（{}以上）{}个，占{}%，{}{}%的目标",
                                   standard.levels[quota.qualified_level].name, county.quota.qualified,
                                   to_fixed(county.quota.qualified_share, 2),
                                   county.quota.qualified_fits ? "达到" : "没有达到",
                                   to_plain(quota.qualified_percent)));
  return record_of(standard.county_report, "全县汇总", body);
}

} // namespace fengqiao::station::grading
