// clang-format off
// The ledger: one SQLite file (write-ahead log, foreign keys, STRICT tables), a table for each kind of
// columns.hpp. This header is for reading figures out of it; import.hpp fills it.
//
//   auto ledger = Ledger::open(workspace.ledger);
//   LedgerQuery query{"警情", {{"类别", Match::is, {"刑事"}}, {"接报时刻", Match::within, {"2026-03-09", "2026-03-10"}}}};
//   ledger->count(query)                        // 2
//   ledger->sum({"财物", {…}}, "件数")            // exact; rows without a value are counted apart
//   ledger->count_by(query, "来源")              // {{"接处警", 6}, {"自行发现", 1}}
//   ledger->rows(query, 100)                    // the rows behind the number, with file and line
// clang-format on
#pragma once

#include "core/rational.hpp"
#include "core/result.hpp"
#include "station/ledger/columns.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace fengqiao::station {

enum class Match {
  is,      // one of the values (是 否 for flags)
  is_not,  // filled in and none of the values
  within,  // two values: from ≤ x < to; an empty one is open. Days, moments and numbers
  empty,   // no value
  filled,  // any value
  unasked, // no value, and the export that the row is from had no such column
  open_at, // one value t: empty, or at or after t: what was not yet done at t. Days and moments
};

// Values are written as people write them: 2026-03-09, 2026-03-09T08:30, 是, 1.5. A moment given for a day
// column counts by its day.
struct Condition {
  std::string column;
  Match match = Match::is;
  std::vector<std::string> values = {};
};

// Rows of a kind for which all conditions hold.
struct LedgerQuery {
  std::string kind;
  std::vector<Condition> where = {};
};

struct LedgerRow {
  std::vector<std::string> cells; // parallel to the kind's columns, as to_text (cell_value.hpp) writes them
  std::string file;               // the export that it came from or was last changed by: name without folder
  int line = 0;                   // there
};

struct LedgerSum {
  Rational value;
  std::int64_t rows = 0;   // with a value
  std::int64_t blanks = 0; // without one: blank is not 0
};

// What the ledger knows of a kind: a count of 0 means nothing where nothing was ever imported.
struct KindState {
  std::int64_t rows = 0, changes = 0; // changes: earlier contents kept in the history
  std::int64_t imports = 0;           // files, those without rows included
  std::string first, last;            // of the kind's main day: 2026-03-09; empty where there are no rows
};

struct ImportEntry {
  std::string file, digest, table, kind, moment; // table: the section of the mapping file
  std::int64_t added = 0, changed = 0, same = 0, bad = 0;
  std::string columns; // that the export had: |编号|接报时刻|方向=流出|, = for one that the mapping adds;
                       // empty: not noted
  std::string first, last; // days on which something happened in its rows; empty where there are none
};

// An earlier content of a row.
struct HistoryEntry {
  std::string row;    // the row's key: 接警编号, or parts joined by ｜
  std::string before; // JSON object of all columns
  std::string file;   // the export that changed it
  int line = 0;
};

inline constexpr int ledger_version = 2;
inline constexpr int default_wait_ms = 5000;

class Ledger {
public:
  // For reading; a ledger of an older version is brought up first. Errors: not_found where there is no ledger
  // yet; data for what is no ledger, damaged, or of a newer version of the program; locked where it cannot be
  // had within `wait_ms`.
  static Result<Ledger> open(const std::filesystem::path& path, int wait_ms = default_wait_ms);
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // All refuse an unknown kind or column and values that do not fit (ErrorCode::usage, with what is
  // possible).
  [[nodiscard]] Result<std::int64_t> count(const LedgerQuery& query) const;
  // Of a count or amount column.
  [[nodiscard]] Result<LedgerSum> sum(const LedgerQuery& query, const std::string& column) const;
  // Ordered by value; rows without one come first, under "". `sum_by` adds up `column` instead.
  [[nodiscard]] Result<std::vector<std::pair<std::string, std::int64_t>>>
  count_by(const LedgerQuery& query, const std::string& group) const;
  [[nodiscard]] Result<std::vector<std::pair<std::string, Rational>>>
  sum_by(const LedgerQuery& query, const std::string& group, const std::string& column) const;
  // In the order of main day and key. At most `limit` rows; 0: all.
  [[nodiscard]] Result<std::vector<LedgerRow>> rows(const LedgerQuery& query, std::size_t limit = 0) const;

  [[nodiscard]] Result<KindState> state(const std::string& kind) const;
  // In the order in which they were imported, a file that was imported again once more.
  [[nodiscard]] Result<std::vector<ImportEntry>> imports() const;
  [[nodiscard]] Result<std::vector<HistoryEntry>> history(const std::string& kind) const;

private:
  struct Impl;
  explicit Ledger(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace fengqiao::station
