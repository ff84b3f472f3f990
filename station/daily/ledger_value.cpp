#include "station/daily/ledger_value.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::station {
namespace {

// Is the kind's material about this period? The reason where it is not.
class Coverage {
public:
  static Result<Coverage> read(const Ledger& ledger) {
    auto imports = ledger.imports();
    if (!imports) return fail(imports.error());
    Coverage out(ledger);
    for (const auto& entry : *imports)
      out.last_import_ = std::max(out.last_import_, entry.moment);
    return out;
  }

  // Empty: known.
  Result<std::string> gap(const std::string& kind, const Period& period) {
    if (!states_.contains(kind)) {
      auto state = ledger_->state(kind);
      if (!state) return fail(state.error());
      states_.emplace(kind, std::move(*state));
    }
    const KindState& state = states_.at(kind);
    if (state.imports == 0) return fmt::format("台账里没有导入过{}", kind);
    const std::string start = to_iso(period.start.date), end = to_iso(period.end);
    if (state.rows > 0 && to_iso(period.end.date) <= state.first)
      return fmt::format("台账里的{}从 {} 开始，没有这一期的", kind, state.first);
    if (state.last < start && last_import_ < end)
      return fmt::format("台账里的{}到 {} 为止，这一期的还没有导入", kind,
                         state.last.empty() ? "（无）" : state.last);
    return std::string();
  }

private:
  explicit Coverage(const Ledger& ledger) : ledger_(&ledger) {}
  const Ledger* ledger_;
  std::map<std::string, KindState> states_;
  std::string last_import_; // of any file: an export without rows leaves no other trace
};

Result<LedgerFigure> read_figure(const FigureSource& source, const Ledger& ledger, Coverage& coverage,
                                 const Period& now) {
  const Period period = shifted(now, source.period);
  LedgerFigure out{source.field, ledger_query(source.kind, source.where, period), source.sum, {}, {}};
  auto gap = coverage.gap(source.kind, period);
  if (!gap) return fail(gap.error());
  out.note = std::move(*gap);
  if (!out.note.empty()) return out;
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
    if (time && !cell.empty()) return cell + "T24:00"; // a day as a time limit: to its end
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
                       Coverage& coverage, const Period& period, LedgerReading& out) {
  auto at = std::find_if(out.lists.begin(), out.lists.end(),
                         [&](const LedgerList& list) { return list.field == source.field; });
  if (at == out.lists.end()) {
    out.lists.push_back({source.field, {}, {}});
    at = out.lists.end() - 1;
  }
  const auto gap = coverage.gap(source.kind, period);
  if (!gap) return fail(gap.error());
  if (!gap->empty()) {
    if (!at->items) at->note = *gap;
    return {};
  }
  auto items = read_items(source, schema.at_path(source.field)->children.front(), ledger, period);
  if (!items) return fail(items.error());
  if (!at->items) at->items.emplace();
  std::move(items->begin(), items->end(), std::back_inserter(*at->items));
  at->note = fmt::format("台账：{}{}行", source.kind, at->items->size());
  return {};
}

} // namespace

Result<LedgerReading> read_ledger(const LedgerSources& sources, const render::Field& schema,
                                  const Ledger& ledger, const Period& period) {
  auto coverage = Coverage::read(ledger);
  if (!coverage) return fail(coverage.error());
  LedgerReading out;
  for (const auto& source : sources.figures) {
    auto figure = read_figure(source, ledger, *coverage, period);
    if (!figure) return fail(figure.error());
    out.figures.push_back(std::move(*figure));
  }
  for (const auto& source : sources.lists)
    if (auto read = read_list(source, schema, ledger, *coverage, period, out); !read)
      return fail(read.error());
  return out;
}

} // namespace fengqiao::station
