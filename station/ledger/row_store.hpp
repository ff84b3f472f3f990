// Rows of one file into the table of one kind, inside a transaction of the caller's. Private to
// station/ledger.
#pragma once

#include "core/result.hpp"
#include "station/ledger/columns.hpp"
#include "station/ledger/sqlite.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace fengqiao::station {

class RowStore {
public:
  enum class What {
    added,
    changed,     // the earlier content is in the history
    same,        // as it was
    repeated,    // as it came earlier in this file
    contradicts, // came earlier in this file with another content: left as it was
  };
  struct Put {
    What what = What::same;
    int line = 0; // for repeated and contradicts: the earlier line
  };
  struct File {
    std::string name, digest, table, rules, moment, columns; // columns: as in ImportEntry (ledger.hpp)
  };
  struct Counts {
    std::int64_t added = 0, changed = 0, same = 0, bad = 0;
  };
  // The first and the last day on which something happened in the rows; time limits do not count. Empty:
  // there are none.
  struct Days {
    std::string first, last;
  };

  RowStore(const Database& database, const Kind& kind) : database_(database), kind_(kind) {}

  // Notes the file in the import log and prepares the statements. True: the same file was imported before
  // under the same rules.
  Result<bool> begin(const File& file);
  // `values` are parallel to the kind's columns, required ones filled.
  Result<Put> put(const std::vector<CellValue>& values, int line);
  [[nodiscard]] const Days& days() const { return days_; }
  Result<void> finish(const Counts& counts, const Days& days);

private:
  Result<void> prepare();
  Result<Put> meet(const std::vector<CellValue>& values, int line);
  void bind_row(Statement& statement, const std::vector<CellValue>& values, int line);
  void set_key(const std::vector<CellValue>& values);
  void note_days(const std::vector<CellValue>& values);

  const Database& database_;
  const Kind& kind_;
  std::int64_t import_ = 0;
  std::string key_;
  Days days_;
  Statement insert_, select_, update_, touch_, keep_;
};

} // namespace fengqiao::station
