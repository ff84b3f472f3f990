#include "station/daily/trend.hpp"

#include "station/daily/ledger_value.hpp"

#include <algorithm>

namespace fengqiao::station {
namespace {

using Counts = std::vector<std::optional<Rational>>;

std::optional<Rational> total_of(const Counts& counts) {
  Rational total = 0;
  for (const auto& count : counts) {
    if (!count) return std::nullopt;
    total += *count;
  }
  return total;
}

class TrendReader {
public:
  TrendReader(const BriefForm& brief, const DayTools& tools) : brief_(brief), tools_(tools) {
    for (const auto& form : *tools.forms)
      if (form.name == brief.trend_report) form_ = &form;
    if (form_ == nullptr) return;
    for (const auto& source : form_->sources.figures)
      for (const auto& [name, field] : brief.series)
        if (source.period == PeriodName::now && source.field == field + ".本期")
          sources_.figures.push_back(source);
  }

  Result<TrendDay> read(const Date& day) const {
    TrendDay out{day, Counts(brief_.series.size()), {}, {}};
    if (form_ == nullptr) return out;
    if (!from_record(day, out)) {
      auto counts = from_ledger(day);
      if (!counts) return fail(counts.error());
      out.counts = std::move(*counts);
    }
    out.total = total_of(out.counts);
    if (out.last_year) return out;
    const auto before = from_ledger(shifted(period_of_day(day), PeriodName::last_year).start.date);
    if (!before) return fail(before.error());
    out.last_year = total_of(*before);
    return out;
  }

private:
  // False: there is no record, or it states none of the counts.
  bool from_record(const Date& day, TrendDay& out) const {
    const auto file = day_record(day_folder(*tools_.workspace, day), form_->name);
    if (file.empty()) return false;
    const auto prepared = prepare(file, tools_.context);
    if (!prepared || prepared->template_id != form_->paper.id) return false;
    Counts last_year;
    for (std::size_t i = 0; i < brief_.series.size(); ++i) {
      const std::string& field = brief_.series[i].second;
      out.counts[i] = number(prepared->values, field + ".本期");
      last_year.push_back(number(prepared->values, field + ".上年同日"));
    }
    out.last_year = total_of(last_year);
    return std::any_of(out.counts.begin(), out.counts.end(),
                       [](const auto& count) { return count.has_value(); });
  }

  static std::optional<Rational> number(const render::Value& values, const std::string& path) {
    const render::Value* value = values.at_path(path);
    return value == nullptr ? std::nullopt : parse_decimal(value->text);
  }

  [[nodiscard]] Result<Counts> from_ledger(const Date& day) const {
    Counts missing(brief_.series.size());
    if (tools_.ledger == nullptr) return missing;
    const auto reading = read_ledger(sources_, form_->paper.schema, *tools_.ledger, period_of_day(day));
    if (!reading) return fail(reading.error());
    Counts counts(brief_.series.size());
    for (const auto& figure : reading->figures)
      for (std::size_t i = 0; i < brief_.series.size(); ++i)
        if (figure.field == brief_.series[i].second + ".本期") counts[i] = figure.value;
    const auto total = total_of(counts);
    return total && *total == 0 ? missing : counts;
  }

  const BriefForm& brief_;
  const DayTools& tools_;
  const DailyForm* form_ = nullptr;
  LedgerSources sources_;
};

} // namespace

Result<std::vector<TrendDay>> read_trend(const BriefForm& brief, const DayTools& tools, const Date& last,
                                         std::size_t days) {
  const TrendReader reader(brief, tools);
  std::vector<TrendDay> out;
  Date day = last;
  for (std::size_t i = 0; i < days; ++i, day = previous_day(day)) {
    auto read = reader.read(day);
    if (!read) return fail(read.error());
    out.push_back(std::move(*read));
  }
  std::reverse(out.begin(), out.end());
  return out;
}

} // namespace fengqiao::station
