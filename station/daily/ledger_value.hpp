// What the ledger says of a report's fields on a day.
#pragma once

#include "core/rational.hpp"
#include "core/result.hpp"
#include "render/schema.hpp"
#include "station/daily/ledger_source.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::station {

struct LedgerFigure {
  std::string field;
  LedgerQuery query; // whose rows are behind the number
  std::string sum;
  std::optional<Rational> value; // empty: the ledger does not know
  std::string note;              // where it comes from, or why it is not known
};

struct LedgerItem {
  std::vector<std::pair<std::string, std::string>> cells; // field, text as a record has it
  std::string file;                                       // of the export
  int line = 0;
};

struct LedgerList {
  std::string field;
  std::optional<std::vector<LedgerItem>> items; // empty vector: known to be none
  std::string note;
};

struct LedgerReading {
  std::vector<LedgerFigure> figures;
  std::vector<LedgerList> lists; // one for each field
};

// The ledger does not know a period that no export covers (coverage.hpp), and, with needs_rows, one without a
// row; nor what depends on a cell that nobody filled in (a flag left blank, a time of an export that had no
// such column): what is not known stays empty, it is not 0. Moments for a field of plain text are written as
// 3月9日09:12. Errors are those of the ledger itself.
Result<LedgerReading> read_ledger(const LedgerSources& sources, const render::Field& schema,
                                  const Ledger& ledger, const Period& period);

} // namespace fengqiao::station
