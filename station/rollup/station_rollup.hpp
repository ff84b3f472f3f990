// A station's roll-up of a span: how complete and punctual its reports were, its figures with what they are
// compared with, and what became of the items to be rectified.
#pragma once

#include "station/rollup/day_facts.hpp"
#include "station/rollup/span.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fengqiao::station {

// 应报 = days × reports, without those whose hand-over has not come. 完整率 = approved ÷ due; 迟报率 = late ÷
// given.
struct ReportCount {
  std::size_t due = 0, given = 0, approved = 0, missing = 0, incomplete = 0, late = 0;
  std::size_t void_approval = 0; // changed after approval, withdrawn, or the approval cannot be read
  std::size_t all_zero = 0, nothing_notable = 0, notable = 0;
  ReportCount& operator+=(const ReportCount& other);
  [[nodiscard]] std::string completeness() const; // "95.70%", "—" where nothing is due
  [[nodiscard]] std::string lateness() const;
};

// A figure of the span. `value` is the sum over the days that have it (a stock: the last day's that has it);
// `missing` counts the days without. Bases are known only where all their days are.
struct FigureTotal {
  std::optional<Rational> value, previous, last_year;
  std::size_t missing = 0;
  FigureTotal& operator+=(const FigureTotal& other);
  // —, 持平, 新增 or a percentage; — where days are missing: what is incomplete is not compared.
  [[nodiscard]] std::string month_on_month() const;
  [[nodiscard]] std::string year_on_year() const;
};

// From the daily lists: carried = 上日 of the first report, raised = 建议, closed = 上日 and 已改.
struct Rectification {
  bool known = false;                                                     // a report of the span has a list
  std::size_t carried = 0, raised = 0, closed = 0, open = 0, overdue = 0; // the last two at the end
  std::vector<RectificationItem> open_items;
  Rectification& operator+=(const Rectification& other);
  [[nodiscard]] std::size_t to_close() const { return carried + raised; }
  [[nodiscard]] std::string closure() const; // closed ÷ to close
  [[nodiscard]] bool adds_up() const { return !known || carried + raised == closed + open; }
};

struct StationRollup {
  std::string folder; // as given, for messages
  std::string name, station_class, superior;
  std::vector<ReportCount> reports; // parallel to the forms
  ReportCount total;
  std::vector<DayFacts> days;       // of the span
  std::vector<FigureTotal> figures; // parallel to the plan's
  Rectification rectification;
};

// Reads the days of the span, of the one before, and of last year's where the records themselves do not say.
StationRollup roll_up(const RollupTools& tools, const Workspace& workspace, const Span& span);

// The rate of the span, of the span before and of last year's, "—" where not known, or where one of the two
// figures lacks more days than the other.
std::array<std::string, 3> rate_texts(const RollupRate& rate, const std::vector<FigureTotal>& figures);

} // namespace fengqiao::station
