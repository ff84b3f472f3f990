// Has the ledger been given a kind's rows for a period? Only then is "no row" a 0.
#pragma once

#include "station/daily/ledger_source.hpp"
#include "station/daily/period.hpp"
#include "station/ledger/ledger.hpp"

#include <string>
#include <vector>

namespace fengqiao::station {

// A period is covered by an export of the kind that took at least one row or had none at all, where
// - its rows reach from before the period's end to after its start, or
// - it was imported after the period's end, at most kTrustedDays later, and either has no rows or the kind
// was
//   kept up till then: never more than kTrustedDays passed without an import of it since its last row.
//   Platforms export up to the day, and the same file day after day where nothing happens; but an old file
//   that is imported once today says nothing of today.
// An export whose mapping fixes a column (方向: 流出) covers only what asks for that value.
class Coverage {
public:
  static constexpr int kTrustedDays = 31;

  static Result<Coverage> read(const Ledger& ledger);

  // Why the period is not covered; empty: it is. `where` tells which exports of the kind count.
  [[nodiscard]] std::string gap(const std::string& kind, const std::vector<SourceCondition>& where,
                                const Period& period) const;

  // Did some export of the kind come without the column?
  [[nodiscard]] bool lacked(const std::string& kind, const std::string& column) const;

  // "最近一次导入有 3 行有误没有导入", where that is so; else empty.
  [[nodiscard]] std::string refused(const std::string& kind, const std::vector<SourceCondition>& where) const;

private:
  [[nodiscard]] std::vector<const ImportEntry*> exports_of(const std::string& kind,
                                                           const std::vector<SourceCondition>& where) const;
  std::vector<ImportEntry> imports_;
};

} // namespace fengqiao::station
