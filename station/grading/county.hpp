// All stations of a county side by side: places by class, shares of the levels against the quotas, movement
// since the year before.
#pragma once

#include "station/grading/score.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fengqiao::station::grading {

struct QuotaLine {
  std::size_t level = 0;
  std::size_t count = 0; // stations of this level
  Rational share;        // of the base, per cent; 0 where the base is 0
  Rational exact;        // percent × base
  Rational places;       // rounded as the quota says
  bool fits = false;     // target: at least so many; cap: at most
};

struct QuotaCheck {
  std::size_t stations = 0, qualified = 0, base = 0;
  std::vector<std::size_t> counts; // by level
  std::vector<QuotaLine> lines;
  Rational qualified_share; // per cent of all stations
  bool qualified_fits = false;
};

// `counts`: stations by level.
QuotaCheck check_quota(const Standard& standard, const Quota& quota, const std::vector<std::size_t>& counts);

// One word an option: 全部 合格 · 目标 上限 · 四舍五入 向下 向上, in any order, separated by commas or 、.
Result<Quota> change_quota(Quota quota, const std::string& words);

// "全部所12个 × 5% ＝ 0.6，四舍五入为1个"
std::string explain(const Standard& standard, const Quota& quota, const QuotaCheck& check,
                    const QuotaLine& line);

std::string name_of(QuotaBase base);
std::string name_of(QuotaSense sense);
std::string name_of(QuotaRounding rounding);

// A result of an earlier year, as `grade --format csv` wrote it.
struct FormerResult {
  std::string year, level;
  Rational total;
  std::map<std::string, Rational> categories; // by code
};
using FormerResults = std::map<std::string, FormerResult>; // by station

// Reads such a file, or the same as a workbook. Errors: no columns 单位, 总分, 等级; a total that is no
// number; a station twice.
Result<FormerResults, Errors> read_results(const std::filesystem::path& file);

struct CountyStation {
  std::size_t index = 0;       // in `results`
  std::size_t place = 0;       // among all, 1 first; equal totals share a place
  std::size_t class_place = 0; // in its class
};

struct County {
  std::vector<StationResult> results; // in the order given
  std::vector<CountyStation> ranking; // by total, then in the order given
  QuotaCheck quota;
};

// Ranks them; where the quota cuts by rank, who stands behind its places loses the best level, with a reason.
County rank_county(std::vector<StationResult> results, const Quota& quota);

} // namespace fengqiao::station::grading
