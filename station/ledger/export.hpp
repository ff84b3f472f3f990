// Rows of the ledger as a file that WPS and Excel open rightly, and that `ledger import` takes back.
#pragma once

#include "core/result.hpp"
#include "station/ledger/ledger.hpp"

#include <string>
#include <string_view>

namespace fengqiao::station {

// A text that a spreadsheet program would run as a formula gets an apostrophe in front; numbers stay as they
// are. unguarded_cell(guarded_cell(x)) == x.
std::string guarded_cell(std::string_view text);
std::string_view unguarded_cell(std::string_view text);

// CSV: UTF-8 with byte order mark, lines ending in CR LF, the columns of the kind as header,
// cells guarded (negative numbers stay numbers). In the order of Ledger::rows.
Result<std::string> export_csv(const Ledger& ledger, const LedgerQuery& query);

} // namespace fengqiao::station
