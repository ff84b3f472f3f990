#include "cli/grade_output.hpp"

#include "cli/console.hpp"
#include "core/text.hpp"
#include "station/grading/gaps.hpp"
#include "station/grading/report.hpp"
#include "station/rates.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::cli {
namespace {

namespace grading = station::grading;

std::string points(const Rational& value) {
  return to_fixed(value, 2);
}

const std::string& level_name(const StationResult& result) {
  return result.standard->levels[result.level].name;
}

std::string right(const std::string& text, int width) {
  return std::string(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ') + text;
}

const char* state_name(grading::ItemResult::State state) {
  using State = grading::ItemResult::State;
  switch (state) {
  case State::scored:
    return "scored";
  case State::not_applicable:
    return "not_applicable";
  case State::missing:
    return "missing";
  case State::faulty:
    return "faulty";
  case State::no_evidence:
    return "no_evidence";
  default:
    return "expired";
  }
}

std::string categories_text(const StationResult& result, const FormerResult* former) {
  std::string out;
  for (std::size_t i = 0; i < result.categories.size(); ++i) {
    const auto& category = result.standard->categories[i];
    const auto& scored = result.categories[i];
    out += fmt::format("  {} {} {} / {}  {}", category.code, padded(category.name, 14),
                       right(points(scored.score), 6), padded(to_plain(scored.weight), 3),
                       right(station::share_text(scored.score, scored.weight), 7));
    if (former != nullptr)
      if (const auto before = former->categories.find(category.code); before != former->categories.end())
        out += "  较上年 " + grading::movement(scored.score, before->second);
    out += "\n";
  }
  return out;
}

std::string gaps_text(const StationResult& result) {
  std::string out;
  for (const auto& gap : grading::gaps(result)) {
    const auto& item = result.standard->items[gap.item];
    out += fmt::format("  {} {} {} / {}  {}\n", padded(item.number, 3), padded(item.name, 28),
                       right(points(result.items[gap.item].score), 5),
                       to_plain(result.items[gap.item].weight), gap.advice);
  }
  return out;
}

} // namespace

std::string station_text(const StationResult& result, const FormerResult* former) {
  const auto& standard = *result.standard;
  std::string about = result.data.year + "年度";
  if (standard.classes.size() > 1) about = standard.classes[result.data.station_class] + "，" + about;
  std::string out = fmt::format("{}（{}）\n总分 {}　{}", result.data.station, about, points(result.total),
                                level_name(result));
  if (former != nullptr)
    out += fmt::format("　上年 {} {}，升降 {}", points(former->total), former->level,
                       grading::movement(result.total, former->total));
  out += "\n";
  for (const auto& reason : result.reasons)
    out += "  " + reason + "\n";
  out += "各类得分\n" + categories_text(result, former);
  if (const std::string lost = gaps_text(result); !lost.empty())
    out += "失分项（可得分多的在前，其他数不变）\n" + lost;
  for (const auto& remark : grading::remarks(result, former))
    out += "提醒：" + remark + "\n";
  if (!standard.notice.empty()) out += "（" + standard.notice + "）\n";
  return printable(out);
}

std::string supposed_text(const StationResult& before, const StationResult& after) {
  std::string out = "假设之后\n";
  for (std::size_t i = 0; i < before.items.size(); ++i)
    if (before.items[i].score != after.items[i].score)
      out += fmt::format("  {} {} {} → {}\n", padded(before.standard->items[i].number, 3),
                         padded(before.standard->items[i].name, 28), points(before.items[i].score),
                         points(after.items[i].score));
  out += fmt::format("  总分 {} → {}（{}），等级 {} → {}\n", points(before.total), points(after.total),
                     grading::movement(after.total, before.total), level_name(before), level_name(after));
  for (const auto& reason : after.reasons)
    out += "  " + reason + "\n";
  return printable(out);
}

std::string county_text(const County& county, const Quota& quota, const FormerResults& former) {
  const auto& standard = *county.results.front().standard;
  int names = 4;
  for (const auto& result : county.results)
    names = std::max(names, display_width(result.data.station));
  std::string out = fmt::format("{}　共{}个所\n", standard.county_title, county.results.size());
  out += fmt::format("{}  {}  {}  {}  {}  等级\n", "名次", "类内", padded("单位", names), padded("类别", 6),
                     right("总分", 6));
  for (const auto& station : county.ranking) {
    const StationResult& result = county.results[station.index];
    out += fmt::format("{:>4}  {:>4}  {}  {}  {}  {}", station.place, station.class_place,
                       padded(result.data.station, names),
                       padded(standard.classes[result.data.station_class], 6), right(points(result.total), 6),
                       level_name(result));
    if (const auto before = former.find(result.data.station); before != former.end())
      out += fmt::format("  上年 {} {}（{}）", points(before->second.total), before->second.level,
                         grading::movement(result.total, before->second.total));
    if (!result.lowered.empty()) out += "  " + result.lowered;
    out += "\n";
  }
  out += "等级分布";
  for (std::size_t i = 0; i < standard.levels.size(); ++i)
    out += fmt::format("{}{} {}", i == 0 ? "：" : "，", standard.levels[i].name, county.quota.counts[i]);
  out += fmt::format("\n配额核对（基数：{}；含义：{}；取整：{}）\n", name_of(quota.base),
                     name_of(quota.sense), name_of(quota.rounding));
  const bool target = quota.sense == grading::QuotaSense::target;
  for (const auto& line : county.quota.lines)
    out += fmt::format("  {} {}个，占{}%，{}。{}\n", standard.levels[line.level].name, line.count,
                       to_fixed(line.share, 2),
                       line.fits ? (target ? "达到" : "未超") : (target ? "未达到" : "超出"),
                       grading::explain(standard, quota, county.quota, line));
  if (quota.qualified_level != grading::none)
    out += fmt::format("  合格（{}以上）{}个，占{}%，{}{}%\n", standard.levels[quota.qualified_level].name,
                       county.quota.qualified, to_fixed(county.quota.qualified_share, 2),
                       county.quota.qualified_fits ? "达到" : "没有达到", to_plain(quota.qualified_percent));
  if (!standard.notice.empty()) out += "（" + standard.notice + "）\n";
  return printable(out);
}

Json station_json(const StationResult& result, const FormerResult* former) {
  const auto& standard = *result.standard;
  Json items = Json::array(), categories = Json::array(), lost = Json::array(), vetoes = Json::array();
  for (std::size_t i = 0; i < result.items.size(); ++i) {
    const auto& item = result.items[i];
    items.push_back({{"number", standard.items[i].number},
                     {"name", standard.items[i].name},
                     {"category", standard.categories[standard.items[i].category].code},
                     {"weight", to_plain(item.weight)},
                     {"formula", item.formula},
                     {"rate", grading::rate_text(item.rate)},
                     {"k", to_fixed(item.k, 4)},
                     {"score", points(item.score)},
                     {"state", state_name(item.state)},
                     {"note", item.note},
                     {"basis", standard.items[i].basis},
                     {"evidence", item.evidence}});
  }
  for (std::size_t i = 0; i < result.categories.size(); ++i)
    categories.push_back({{"code", standard.categories[i].code},
                          {"name", standard.categories[i].name},
                          {"weight", to_plain(result.categories[i].weight)},
                          {"score", points(result.categories[i].score)}});
  for (const auto& gap : grading::gaps(result)) {
    Json entry{
        {"number", standard.items[gap.item].number}, {"points", points(gap.points)}, {"advice", gap.advice}};
    const auto add = [&](const char* key, const auto& step) {
      if (step) entry[key] = {{"change", to_plain(step->change)}, {"points", points(step->points)}};
    };
    add("next", gap.next);
    add("most", gap.most);
    lost.push_back(std::move(entry));
  }
  for (const std::size_t index : result.vetoes)
    vetoes.push_back(standard.vetoes[index].number);
  Json out{{"station", result.data.station},
           {"class", standard.classes[result.data.station_class]},
           {"year", result.data.year},
           {"total", points(result.total)},
           {"level", level_name(result)},
           {"level_by_score", standard.levels[result.level_by_score].name},
           {"reasons", result.reasons},
           {"categories", categories},
           {"items", items},
           {"vetoes", vetoes},
           {"gaps", lost},
           {"remarks", grading::remarks(result, former)}};
  if (former != nullptr)
    out["last"] = {{"year", former->year},
                   {"total", points(former->total)},
                   {"level", former->level},
                   {"change", to_fixed(Rational(result.total - former->total), 2)}};
  return out;
}

Json quota_json(const County& county) {
  Json lines = Json::array();
  const auto& levels = county.results.front().standard->levels;
  for (const auto& line : county.quota.lines)
    lines.push_back({{"level", levels[line.level].name},
                     {"count", line.count},
                     {"share", to_fixed(line.share, 2)},
                     {"exact", to_plain(line.exact)},
                     {"places", to_plain(line.places)},
                     {"fits", line.fits}});
  return {{"stations", county.quota.stations},
          {"qualified", county.quota.qualified},
          {"qualified_share", to_fixed(county.quota.qualified_share, 2)},
          {"lines", lines}};
}

} // namespace fengqiao::cli
