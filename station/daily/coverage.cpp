#include "station/daily/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::station {
namespace {

// Does the mapping fix the column for this export, whatever its rows say?
bool fixes(const ImportEntry& entry, const std::string& column) {
  return entry.columns.find("|" + column + "=") != std::string::npos;
}

bool answers(const ImportEntry& entry, const SourceCondition& condition) {
  return condition.time != TimeWord::none || !fixes(entry, condition.column) ||
         std::any_of(condition.values.begin(), condition.values.end(), [&](const std::string& value) {
           return entry.columns.find("|" + condition.column + "=" + value + "|") != std::string::npos;
         });
}

bool took_rows(const ImportEntry& entry) {
  return entry.added + entry.changed + entry.same > 0;
}

// Rows of the time after the import (a date mistyped, an end of term) are no evidence of anything.
std::string last_day(const ImportEntry& entry) {
  return entry.moment.empty() ? entry.last : std::min(entry.last, entry.moment.substr(0, 10));
}

// Its rows reach from before the period's end to after its start; or they begin before its end, it was
// imported soon after it, and the kind is `kept_up`.
bool covers(const ImportEntry& entry, const Period& period, bool kept_up) {
  const bool to_midnight = period.end.hour == 0 && period.end.minute == 0;
  const std::string from = to_iso(period.start.date),
                    to = to_iso(to_midnight ? previous_day(period.end.date) : period.end.date);
  const bool rows = took_rows(entry);
  if (rows && entry.first <= to && last_day(entry) >= from) return true;
  return kept_up && (!rows || entry.first <= to) && entry.moment >= to_iso(period.end) &&
         entry.moment < to_iso(moved(period.end.date, Coverage::kTrustedDays));
}

// An import at most kTrustedDays after the day that the kind had reached moves it on to its own day; an
// export without rows does so always.
bool keeps_up(const ImportEntry& entry, const std::string& reached) {
  const auto day = parse_date(entry.moment.substr(0, 10));
  return !took_rows(entry) || (day && reached >= to_iso(moved(*day, -Coverage::kTrustedDays)));
}

} // namespace

Result<Coverage> Coverage::read(const Ledger& ledger) {
  auto imports = ledger.imports();
  if (!imports) return fail(imports.error());
  Coverage out;
  out.imports_ = std::move(*imports);
  return out;
}

std::vector<const ImportEntry*> Coverage::exports_of(const std::string& kind,
                                                     const std::vector<SourceCondition>& where) const {
  std::vector<const ImportEntry*> out;
  for (const auto& entry : imports_)
    if (entry.kind == kind && std::all_of(where.begin(), where.end(),
                                          [&](const auto& condition) { return answers(entry, condition); }))
      out.push_back(&entry);
  return out;
}

std::string Coverage::gap(const std::string& kind, const std::vector<SourceCondition>& where,
                          const Period& period) const {
  const auto exports = exports_of(kind, where);
  std::string name = kind; // 流转事项（流出）, where a platform exports the two apart
  for (const auto& condition : where)
    if (std::any_of(imports_.begin(), imports_.end(), [&](const ImportEntry& entry) {
          return entry.kind == kind && fixes(entry, condition.column);
        }))
      name += fmt::format("（{}）", condition.values.empty() ? condition.column : condition.values.front());
  if (exports.empty()) return fmt::format("台账里没有导入过{}", name);
  std::string first, last, reached; // reached: the day up to which the kind has been kept up
  for (const ImportEntry* entry : exports) {
    if (!took_rows(*entry) && entry->bad > 0) continue;
    if (took_rows(*entry)) reached = std::max(reached, last_day(*entry));
    const bool kept_up = keeps_up(*entry, reached);
    if (covers(*entry, period, kept_up)) return {};
    if (kept_up) reached = std::max(reached, entry->moment.substr(0, 10));
    if (!took_rows(*entry)) continue;
    if (first.empty() || entry->first < first) first = entry->first;
    last = std::max(last, last_day(*entry));
  }
  if (last.empty()) return fmt::format("台账里的{}没有这一期的", name);
  const std::string from = to_iso(period.start.date);
  if (to_iso(period.end.date) <= first) return fmt::format("台账里的{}从 {} 开始，没有这一期的", name, first);
  if (last < from) return fmt::format("台账里的{}到 {} 为止，这一期的还没有导入", name, last);
  return fmt::format("台账里的{}从 {} 到 {}，中间没有导入 {} 的", name, first, last, from);
}

bool Coverage::lacked(const std::string& kind, const std::string& column) const {
  return std::any_of(imports_.begin(), imports_.end(), [&](const ImportEntry& entry) {
    return entry.kind == kind && !entry.columns.empty() && !fixes(entry, column) &&
           entry.columns.find("|" + column + "|") == std::string::npos;
  });
}

std::string Coverage::refused(const std::string& kind, const std::vector<SourceCondition>& where) const {
  const auto exports = exports_of(kind, where);
  if (exports.empty() || exports.back()->bad == 0) return {};
  return fmt::format("最近一次导入有 {} 行有误没有导入", exports.back()->bad);
}

} // namespace fengqiao::station
