#include "station/rollup/station_rollup.hpp"

#include "station/rates.hpp"

#include <algorithm>

namespace fengqiao::station {
namespace {

using Days = std::vector<DayFacts>;

Days read_days(const RollupTools& tools, const Workspace& workspace, const Span& span) {
  Days out;
  for (const Date& day : days_of(span))
    out.push_back(read_day(tools, workspace, day));
  return out;
}

bool is_leap_day(const Date& day) {
  return day.month == 2 && day.day == 29;
}

// What a figure came to over days that all have it; nullopt where one has not.
std::optional<Rational> whole(const Days& days, std::size_t figure, PeriodName period, bool last_only) {
  Rational sum = 0;
  for (const auto& day : days) {
    if (last_only && &day != &days.back()) continue;
    // 28 February of last year is the base of both, and is counted once.
    if (period == PeriodName::last_year && is_leap_day(day.day) && days.size() > 1) continue;
    const auto& value = day.figures[figure][static_cast<std::size_t>(period)];
    if (!value) return std::nullopt;
    sum += *value;
  }
  return days.empty() ? std::nullopt : std::optional(sum);
}

bool is_due(const DayFacts& day, std::size_t report) {
  return day.reports[report].due;
}

FigureTotal total_of(const RollupFigure& figure, std::size_t at, const Days& days) {
  FigureTotal out;
  for (const auto& day : days) {
    const auto& value = day.figures[at][0];
    if (!value) {
      if (!is_due(day, figure.report)) continue;
      out.missing = figure.last_of_span ? 1 : out.missing + 1;
      continue;
    }
    if (figure.last_of_span) out.missing = 0;
    out.value = figure.last_of_span || !out.value ? *value : *out.value + *value;
  }
  return out;
}

ReportCount count(const Days& days, std::size_t report) {
  ReportCount out;
  for (const auto& day : days) {
    const ReportFacts& facts = day.reports[report];
    if (!facts.due) continue;
    ++out.due;
    out.missing += facts.state == ReportState::missing ? 1 : 0;
    out.given += facts.state == ReportState::missing ? 0 : 1;
    out.incomplete += facts.state == ReportState::incomplete ? 1 : 0;
    out.all_zero += facts.state == ReportState::all_zero ? 1 : 0;
    out.nothing_notable += facts.state == ReportState::nothing_notable ? 1 : 0;
    out.notable += facts.state == ReportState::notable ? 1 : 0;
    const bool given = facts.state != ReportState::missing;
    out.approved += given && facts.approval == ApprovalState::in_force ? 1 : 0;
    out.void_approval +=
        given && facts.approval != ApprovalState::in_force && facts.approval != ApprovalState::none ? 1 : 0;
    out.late += facts.late ? 1 : 0;
  }
  return out;
}

Rectification rectification_of(const Days& days) {
  Rectification out;
  const std::vector<RectificationItem>* last = nullptr;
  for (const auto& day : days) {
    if (!day.rectification) continue;
    for (const auto& item : *day.rectification) {
      const bool former = item.category == "上日";
      out.carried += !out.known && former ? 1 : 0;
      out.raised += item.category == "建议" ? 1 : 0;
      out.closed += former && item.state == "已改" ? 1 : 0;
    }
    out.known = true;
    last = &*day.rectification;
  }
  for (const auto& item : last == nullptr ? std::vector<RectificationItem>() : *last) {
    if (item.state == "已改") continue;
    ++out.open;
    out.overdue += item.state == "到期未改" ? 1 : 0;
    out.open_items.push_back(item);
  }
  return out;
}

std::optional<Rational> sum_of(const std::optional<Rational>& a, const std::optional<Rational>& b) {
  return a && b ? std::optional<Rational>(*a + *b) : std::nullopt;
}

Rational fraction(std::size_t number) {
  return Rational(number);
}

} // namespace

ReportCount& ReportCount::operator+=(const ReportCount& other) {
  due += other.due;
  given += other.given;
  approved += other.approved;
  missing += other.missing;
  incomplete += other.incomplete;
  late += other.late;
  void_approval += other.void_approval;
  all_zero += other.all_zero;
  nothing_notable += other.nothing_notable;
  notable += other.notable;
  return *this;
}

std::string ReportCount::completeness() const {
  return share_text(fraction(approved), fraction(due));
}

std::string ReportCount::lateness() const {
  return share_text(fraction(late), fraction(given));
}

// Of several stations: the values that are known add up, the bases only where all are known.
FigureTotal& FigureTotal::operator+=(const FigureTotal& other) {
  if (other.value) value = value ? *value + *other.value : *other.value;
  previous = sum_of(previous, other.previous);
  last_year = sum_of(last_year, other.last_year);
  missing += other.missing;
  return *this;
}

std::string FigureTotal::month_on_month() const {
  return change_text(missing == 0 ? value : std::nullopt, previous);
}

std::string FigureTotal::year_on_year() const {
  return change_text(missing == 0 ? value : std::nullopt, last_year);
}

Rectification& Rectification::operator+=(const Rectification& other) {
  known = known || other.known;
  carried += other.carried;
  raised += other.raised;
  closed += other.closed;
  open += other.open;
  overdue += other.overdue;
  return *this;
}

std::string Rectification::closure() const {
  return share_text(fraction(closed), fraction(to_close()));
}

StationRollup roll_up(const RollupTools& tools, const Workspace& workspace, const Span& span) {
  StationRollup out;
  out.folder = workspace.root.string();
  out.name = workspace.name;
  out.station_class = workspace.station_class;
  out.superior = workspace.superior;
  out.days = read_days(tools, workspace, span);
  const Days before = read_days(tools, workspace, previous_span(span));
  std::optional<Days> last_year; // read where a figure needs it
  for (std::size_t i = 0; i < tools.forms->size(); ++i) {
    out.reports.push_back(count(out.days, i));
    out.total += out.reports.back();
  }
  for (std::size_t i = 0; i < tools.plan->figures.size(); ++i) {
    const RollupFigure& figure = tools.plan->figures[i];
    FigureTotal total = total_of(figure, i, out.days);
    total.previous = whole(before, i, PeriodName::now, figure.last_of_span);
    if (!total.previous && out.days.size() == 1)
      total.previous = whole(out.days, i, PeriodName::previous, figure.last_of_span);
    total.last_year = whole(out.days, i, PeriodName::last_year, figure.last_of_span);
    if (!total.last_year) {
      if (!last_year) last_year = read_days(tools, workspace, last_year_span(span));
      total.last_year = whole(*last_year, i, PeriodName::now, figure.last_of_span);
    }
    out.figures.push_back(std::move(total));
  }
  out.rectification = rectification_of(out.days);
  return out;
}

std::array<std::string, 3> rate_texts(const RollupRate& rate, const std::vector<FigureTotal>& figures) {
  const FigureTotal &part = figures[rate.part], &whole = figures[rate.whole];
  const bool same_days = part.missing == whole.missing;
  return {share_text(same_days ? part.value : std::nullopt, whole.value),
          share_text(part.previous, whole.previous), share_text(part.last_year, whole.last_year)};
}

} // namespace fengqiao::station
