// A station's result: every item's score, the categories, the total, the level and why it is that one.
#pragma once

#include "station/grading/station_data.hpp"

#include <string>
#include <vector>

namespace fengqiao::station::grading {

struct ItemResult {
  enum class State { scored, not_applicable, missing, faulty, no_evidence, expired };
  State state = State::scored;
  Rational weight;                   // 0 where it is left out (剔除折算)
  Rational k;                        // exact
  Rational score;                    // rounded to 0.01
  std::optional<Rational> rate;      // per cent, exact
  std::string formula;               // 2912÷2976; — where there are no numbers
  std::string note;                  // 没有填，计0分; 证据 E-2026-001 已过期
  std::vector<std::string> evidence; // ids
};

struct CategoryResult {
  Rational weight, score;
};

struct ConditionResult {
  std::string text;   // 群众满意度（E2）≥ 95%
  std::string actual; // 97.60%
  bool met = false;
};

struct LevelResult {
  std::size_t level = 0;
  std::vector<ConditionResult> conditions;
  [[nodiscard]] bool met() const;
};

struct StationResult {
  const Standard* standard = nullptr;
  StationData data;
  std::vector<ItemResult> items;          // as the standard's
  std::vector<CategoryResult> categories; // likewise
  Rational total;                         // rounded to 0.01
  std::vector<std::size_t> vetoes;        // proven, or given by the figures
  std::size_t level_by_score = 0;
  std::size_t level = 0;            // after conditions and vetoes
  std::vector<LevelResult> checked; // from level_by_score down to the first whose conditions are met
  std::vector<std::string> reasons; // sentences: why this level
  std::string lowered;              // the last of them that lowered the level; empty: it is that of the total
};

// The same data give the same result. Cost: linear in items and evidence.
StationResult grade(const Standard& standard, StationData data);

// Changes the data as --what-if says: A4=98% (a rate), A4=2950/2976 or A4=2950 (raw numbers; a single one is
// the one that the station works on), G3=是, J1=一级, V3=否. Errors (ErrorCode::usage) say what can be
// written.
Result<void> suppose(const Standard& standard, const std::string& what, StationData& data);

// A score alone, with other raw numbers, exact: what the gaps ask for. round2() makes it the score.
Rational score_with(const StationResult& result, std::size_t item, const RawNumbers& raw);

// The index of the raw number that a station works on: 本年数 of chg, else the first.
std::size_t working_number(const Rule& rule);

// "97.85%" or "—".
std::string rate_text(const std::optional<Rational>& rate);

Rational round2(const Rational& value); // half up

} // namespace fengqiao::station::grading
