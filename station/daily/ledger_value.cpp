#include "station/daily/ledger_value.hpp"

#include "station/daily/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::station {
namespace {

// What was refused may belong to any period: every note of the kind says so.
std::string with_refused(std::string note, const Coverage& coverage, const std::string& kind,
                         const std::vector<SourceCondition>& where) {
  const std::string refused = coverage.refused(kind, where);
  return refused.empty() ? note : note + "；" + refused;
}

// Rows of which nobody can say whether they meet a condition, because their cell was never filled in: a flag
// that is blank, a time of an export that had no such column. Empty: there are none.
Result<std::string> undecided(const std::string& kind_name, const std::vector<SourceCondition>& where,
                              const Period& period, const Ledger& ledger, const Coverage& coverage) {
  const Kind& kind = *find_kind(kind_name);
  for (std::size_t i = 0; i < where.size(); ++i) {
    const Column& column = kind.columns[kind.find(where[i].column)];
    const bool flag = column.type == ColumnType::flag;
    if (column.required || (!flag && where[i].time == TimeWord::none)) continue;
    if (!flag && !coverage.lacked(kind_name, column.name)) continue;
    LedgerQuery query = ledger_query(kind_name, where, period);
    query.where[i] = {column.name, flag ? Match::empty : Match::unasked};
    const auto rows = ledger.count(query);
    if (!rows) return fail(rows.error());
    if (*rows == 0) continue;
    return flag ? fmt::format("台账：{}有 {} 行没有填“{}”", kind_name, *rows, column.name)
                : fmt::format("台账：{}有 {} 行，导入的表里没有“{}”一栏", kind_name, *rows, column.name);
  }
  return std::string();
}

// Why the ledger does not know; empty: it does.
Result<std::string> unknown(const std::string& kind, const std::vector<SourceCondition>& where,
                            const Period& period, const Ledger& ledger, const Coverage& coverage) {
  if (auto gap = coverage.gap(kind, where, period); !gap.empty()) return gap;
  return undecided(kind, where, period, ledger, coverage);
}

// The figure of a period of which it is known.
Result<LedgerFigure> read_figure(const FigureSource& source, const Ledger& ledger, const Period& period) {
  LedgerFigure out{source.field, ledger_query(source.kind, source.where, period), source.sum, {}, {}};
  if (source.sum.empty()) {
    const auto count = ledger.count(out.query);
    if (!count) return fail(count.error());
    if (*count == 0 && source.needs_rows)
      out.note = fmt::format("台账里没有这一天的{}", source.kind);
    else
      out.value = Rational(*count), out.note = fmt::format("台账：{}{}行", source.kind, *count);
    return out;
  }
  const auto sum = ledger.sum(out.query, source.sum);
  if (!sum) return fail(sum.error());
  if (sum->blanks > 0)
    out.note = fmt::format("台账：{}有{}行没有填“{}”，没有求和", source.kind, sum->blanks, source.sum);
  else if (sum->rows == 0 && source.needs_rows)
    out.note = fmt::format("台账里没有这一天的{}", source.kind);
  else
    out.value = sum->value,
    out.note = fmt::format("台账：{}{}行的“{}”之和", source.kind, sum->rows, source.sum);
  return out;
}

// 2026-03-09 09:12 → 3月9日09:12 for a field of text, 2026-03-09T09:12 for one of time.
std::string for_record(const std::string& cell, const Column& column, const render::Field& field) {
  const bool time = field.format == render::FieldFormat::date_time;
  if (column.type == ColumnType::moment || column.type == ColumnType::day) {
    if (const auto moment = parse_date_time(cell)) {
      if (time) return to_iso(*moment);
      return fmt::format("{}月{}日{:02}:{:02}", moment->date.month, moment->date.day, moment->hour,
                         moment->minute);
    }
    if (const auto day = parse_date(cell); day && field.format == render::FieldFormat::none)
      return fmt::format("{}月{}日", day->month, day->day);
    if (time && !cell.empty()) return cell + "T24:00"; // a day where something is due: to its end
  }
  if (column.type == ColumnType::amount && cell.ends_with("0") && cell.find('.') != std::string::npos)
    return cell.substr(0, cell.size() - 1); // 1.00 → 1.0
  return cell;
}

Result<std::vector<LedgerItem>> read_items(const ListSource& source, const render::Field& item,
                                           const Ledger& ledger, const Period& period) {
  const auto rows = ledger.rows(ledger_query(source.kind, source.where, period));
  if (!rows) return fail(rows.error());
  const Kind& kind = *find_kind(source.kind);
  std::vector<LedgerItem> out;
  for (const auto& row : *rows) {
    LedgerItem& to = out.emplace_back(LedgerItem{{}, row.file, row.line});
    for (const auto& cell : source.items) {
      if (cell.column.empty()) {
        to.cells.emplace_back(cell.field, cell.text);
        continue;
      }
      const auto at = kind.find(cell.column);
      to.cells.emplace_back(cell.field, for_record(row.cells[at], kind.columns[at], *item.find(cell.field)));
    }
  }
  return out;
}

Result<void> read_list(const ListSource& source, const render::Field& schema, const Ledger& ledger,
                       const Coverage& coverage, const Period& period, LedgerReading& out) {
  auto at = std::find_if(out.lists.begin(), out.lists.end(),
                         [&](const LedgerList& list) { return list.field == source.field; });
  if (at == out.lists.end()) {
    out.lists.push_back({source.field, {}, {}});
    at = out.lists.end() - 1;
  }
  if (!at->items && !at->note.empty()) return {}; // part of it is unknown: so is the whole
  auto reason = unknown(source.kind, source.where, period, ledger, coverage);
  if (!reason) return fail(reason.error());
  if (!reason->empty()) {
    at->items.reset();
    at->note = with_refused(std::move(*reason), coverage, source.kind, source.where);
    return {};
  }
  auto items = read_items(source, schema.at_path(source.field)->children.front(), ledger, period);
  if (!items) return fail(items.error());
  if (!at->items) at->items.emplace();
  std::move(items->begin(), items->end(), std::back_inserter(*at->items));
  at->note = with_refused(fmt::format("台账：{}{}行", source.kind, at->items->size()), coverage, source.kind,
                          source.where);
  return {};
}

} // namespace

Result<LedgerReading> read_ledger(const LedgerSources& sources, const render::Field& schema,
                                  const Ledger& ledger, const Period& period) {
  const auto coverage = Coverage::read(ledger);
  if (!coverage) return fail(coverage.error());
  LedgerReading out;
  for (const auto& source : sources.figures) {
    const Period of = shifted(period, source.period);
    auto reason = unknown(source.kind, source.where, of, ledger, *coverage);
    if (!reason) return fail(reason.error());
    auto figure = Result<LedgerFigure>(LedgerFigure{
        source.field, ledger_query(source.kind, source.where, of), source.sum, {}, std::move(*reason)});
    if (figure->note.empty()) figure = read_figure(source, ledger, of);
    if (!figure) return fail(figure.error());
    figure->note = with_refused(std::move(figure->note), *coverage, source.kind, source.where);
    out.figures.push_back(std::move(*figure));
  }
  for (const auto& source : sources.lists)
    if (auto read = read_list(source, schema, ledger, *coverage, period, out); !read)
      return fail(read.error());
  return out;
}

} // namespace fengqiao::station
