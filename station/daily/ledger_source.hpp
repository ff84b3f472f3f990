// clang-format off
// Where the fields of a daily report come from: ledger.yaml in the template's folder, checked against the
// schema and the kinds of the ledger when it is loaded.
//
//   figures:
//     - field: 接报警.刑事                  # 本期, 上一日 and 上年同日 below it: each of its own period
//       kind: 警情
//       where: {类别: 刑事, 接报时刻: 期内}   # a value, [several], or for days and moments a word of time
//     - field: 流出.上一日
//       period: 上一日                      # 本期 where it is left out
//       kind: 流转事项
//       where: {方向: 流出, 时刻: 期内}
//     - field: 装备.应有
//       kind: 装备
//       where: {日期: 期内}
//       sum: 应有                           # of a column; without it rows are counted
//       needs_rows: true                   # no row is no figure, not 0: daily counts, stock taking
//   lists:                                 # several entries for one field follow each other
//     - field: 流出件
//       kind: 流转事项
//       where: {方向: 流出, 时刻: 期内}
//       items: {编号: 编号, 时间: 时刻, 类别: {text: 建议}}   # field of an item: column, or a fixed text
//
// Words of time: 期内 (from the start, before the end), 期前 (before the start), 期末前 (before the end),
// 期初未办, 期末未办 (empty, or at or after it: not yet done then), 有, 空.
// clang-format on
#pragma once

#include "core/result.hpp"
#include "render/schema.hpp"
#include "station/daily/period.hpp"
#include "station/ledger/ledger.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::station {

enum class TimeWord { none, within, before, before_end, open_at_start, open_at_end, filled, empty };

struct SourceCondition {
  std::string column;
  TimeWord time = TimeWord::none;
  std::vector<std::string> values; // where time is none
};

struct FigureSource {
  std::string field; // dotted, canonical names: 接报警.刑事.本期
  PeriodName period = PeriodName::now;
  std::string kind;
  std::vector<SourceCondition> where;
  std::string sum; // a column; empty: rows are counted
  bool needs_rows = false;
};

struct ItemSource {
  std::string field;  // of the list's items
  std::string column; // empty: `text`
  std::string text;
};

struct ListSource {
  std::string field;
  std::string kind;
  std::vector<SourceCondition> where;
  std::vector<ItemSource> items;
};

struct LedgerSources {
  std::vector<FigureSource> figures;
  std::vector<ListSource> lists;
};

// Reads `folder`/ledger.yaml; without one there are no sources. All faults at once with line and column.
Result<LedgerSources, Errors> load_ledger_sources(const std::filesystem::path& folder,
                                                  const render::Field& schema);

// The conditions with the period put in.
LedgerQuery ledger_query(const std::string& kind, const std::vector<SourceCondition>& where,
                         const Period& period);

// "警情（类别 刑事；接报时刻 2026-03-09 00:00 至 2026-03-10 00:00）": for people.
std::string described(const LedgerQuery& query);

} // namespace fengqiao::station
