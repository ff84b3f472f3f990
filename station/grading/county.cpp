#include "station/grading/county.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace fengqiao::station::grading {
namespace {

using Integer = boost::multiprecision::cpp_int;

Rational rounded(const Rational& exact, QuotaRounding rounding) {
  const Integer down = numerator(exact) / denominator(exact);
  const Rational rest = exact - Rational(down);
  const bool up =
      rounding == QuotaRounding::up ? rest > 0 : rounding == QuotaRounding::half_up && rest * 2 >= 1;
  return Rational(up ? Integer(down + 1) : down);
}

bool apply_word(Quota& quota, std::string_view word) {
  if (word == "全部")
    quota.base = QuotaBase::all;
  else if (word == "合格")
    quota.base = QuotaBase::qualified;
  else if (word == "目标")
    quota.sense = QuotaSense::target;
  else if (word == "上限")
    quota.sense = QuotaSense::cap;
  else if (word == "四舍五入")
    quota.rounding = QuotaRounding::half_up;
  else if (word == "向下")
    quota.rounding = QuotaRounding::down;
  else if (word == "向上")
    quota.rounding = QuotaRounding::up;
  else
    return false;
  return true;
}

void cut_by_rank(County& county, const Quota& quota) {
  if (!quota.by_rank || quota.lines.empty()) return;
  const Rational places = county.quota.lines.front().places;
  for (const auto& station : county.ranking) {
    StationResult& result = county.results[station.index];
    if (result.level != county.quota.lines.front().level || Rational(station.place) <= places) continue;
    const auto& levels = result.standard->levels;
    result.reasons.push_back(fmt::format("全县第{}名，在{}的{}个名额以外，改为{}", station.place,
                                         levels[result.level].name, to_plain(places),
                                         levels[result.level + 1].name));
    result.lowered = result.reasons.back();
    ++result.level;
  }
}

std::vector<std::size_t> count_levels(const County& county) {
  std::vector<std::size_t> counts(county.results.front().standard->levels.size());
  for (const auto& result : county.results)
    ++counts[result.level];
  return counts;
}

} // namespace

std::string name_of(QuotaBase base) {
  return base == QuotaBase::all ? "全部所" : "合格所";
}

std::string name_of(QuotaSense sense) {
  return sense == QuotaSense::target ? "目标（至少）" : "上限（至多）";
}

std::string name_of(QuotaRounding rounding) {
  return rounding == QuotaRounding::half_up ? "四舍五入"
         : rounding == QuotaRounding::down  ? "向下取整"
                                            : "向上取整";
}

QuotaCheck check_quota(const Standard& standard, const Quota& quota, const std::vector<std::size_t>& counts) {
  QuotaCheck check;
  check.counts = counts;
  check.stations = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
  const std::size_t last = quota.qualified_level == none ? standard.levels.size() - 1 : quota.qualified_level;
  check.qualified =
      std::accumulate(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(last) + 1, std::size_t{0});
  check.base = quota.base == QuotaBase::all ? check.stations : check.qualified;
  for (const auto& wanted : quota.lines) {
    QuotaLine line;
    line.level = wanted.level;
    line.count = counts[wanted.level];
    if (check.base > 0) line.share = Rational(line.count) * 100 / check.base;
    line.exact = wanted.percent * check.base / 100;
    line.places = rounded(line.exact, quota.rounding);
    line.fits = quota.sense == QuotaSense::target ? Rational(line.count) >= line.places
                                                  : Rational(line.count) <= line.places;
    check.lines.push_back(line);
  }
  if (check.stations > 0) check.qualified_share = Rational(check.qualified) * 100 / check.stations;
  check.qualified_fits = check.qualified_share >= quota.qualified_percent;
  return check;
}

Result<Quota> change_quota(Quota quota, const std::string& words) {
  std::string word;
  const auto finish = [&]() -> bool { return trim(word).empty() || apply_word(quota, trim(word)); };
  std::size_t pos = 0;
  while (pos <= words.size()) {
    const char32_t c = pos < words.size() ? next_code_point(words, pos) : (++pos, U',');
    if (c != U',' && c != U'，' && c != U'、') {
      append_utf8(word, c);
      continue;
    }
    if (!finish())
      return fail(ErrorCode::usage, "", fmt::format("--quota 不认识“{}”", word),
                  "基数：全部、合格；含义：目标、上限；取整：四舍五入、向下、向上；几项用逗号隔开");
    word.clear();
  }
  return quota;
}

std::string explain(const Standard& standard, const Quota& quota, const QuotaCheck& check,
                    const QuotaLine& line) {
  Rational percent;
  for (const auto& wanted : quota.lines)
    if (wanted.level == line.level) percent = wanted.percent;
  std::string text = fmt::format("{}：{}{}个×{}%＝{}", standard.levels[line.level].name, name_of(quota.base),
                                 check.base, to_plain(percent), to_plain(line.exact));
  if (line.exact != line.places)
    text += fmt::format("，{}为{}个", name_of(quota.rounding), to_plain(line.places));
  else
    text += "个";
  if (line.places == 0 && line.exact > 0) text += "（所数少，名额被取整吞掉）";
  return text;
}

County rank_county(std::vector<StationResult> results, const Quota& quota) {
  County county;
  county.results = std::move(results);
  if (county.results.empty()) return county;
  for (std::size_t i = 0; i < county.results.size(); ++i)
    county.ranking.push_back({i, 0, 0});
  std::stable_sort(county.ranking.begin(), county.ranking.end(), [&](const auto& a, const auto& b) {
    return county.results[a.index].total > county.results[b.index].total;
  });
  const std::size_t classes = county.results.front().standard->classes.size();
  std::vector<std::size_t> seen(classes), place(classes);
  std::vector<const Rational*> last(classes);
  for (std::size_t i = 0; i < county.ranking.size(); ++i) {
    CountyStation& station = county.ranking[i];
    const StationResult& result = county.results[station.index];
    const bool tied = i > 0 && county.results[county.ranking[i - 1].index].total == result.total;
    station.place = tied ? county.ranking[i - 1].place : i + 1;
    const std::size_t of = result.data.station_class;
    ++seen[of];
    if (last[of] == nullptr || *last[of] != result.total) place[of] = seen[of];
    last[of] = &result.total;
    station.class_place = place[of];
  }
  const Standard& standard = *county.results.front().standard;
  county.quota = check_quota(standard, quota, count_levels(county));
  cut_by_rank(county, quota);
  county.quota = check_quota(standard, quota, count_levels(county));
  return county;
}

} // namespace fengqiao::station::grading
