// The tables of the ledger, made from the column table; private to station/ledger.
#pragma once

#include "core/result.hpp"
#include "station/ledger/sqlite.hpp"

#include <filesystem>

namespace fengqiao::station {

// Checks that the file is a ledger of this version or an older one (ErrorCode::data otherwise).
Result<void> check_version(const Database& database, const std::filesystem::path& path);

// Opens for writing; makes the file and its tables where they are missing, and brings an older ledger up to
// this version, each in one transaction.
Result<Database> open_for_writing(const std::filesystem::path& path, int wait_ms);

} // namespace fengqiao::station
