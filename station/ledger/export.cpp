#include "station/ledger/export.hpp"

#include "core/rational.hpp"
#include "core/text.hpp"
#include "render/csv.hpp"

#include <algorithm>

namespace fengqiao::station {
namespace {

// Full-width signs too: some spreadsheet programs convert them.
bool begins_formula(std::string_view text) {
  return starts_with_any(text, {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"});
}

// What stands behind leading apostrophes.
std::string_view behind_guards(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of('\''), text.size()));
}

} // namespace

std::string guarded_cell(std::string_view text) {
  const bool runs = begins_formula(behind_guards(text)) && !parse_decimal(text);
  return (runs ? "'" : "") + std::string(text);
}

std::string_view unguarded_cell(std::string_view text) {
  return text.starts_with('\'') && begins_formula(behind_guards(text)) ? text.substr(1) : text;
}

Result<std::string> export_csv(const Ledger& ledger, const LedgerQuery& query) {
  const auto rows = ledger.rows(query);
  if (!rows) return fail(rows.error());
  std::string out = "\xEF\xBB\xBF";
  const Kind& kind = *find_kind(query.kind);
  for (std::size_t i = 0; i < kind.columns.size(); ++i)
    out += (i == 0 ? "" : ",") + render::csv_cell(kind.columns[i].name);
  out += "\r\n";
  for (const auto& row : *rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      out += (i == 0 ? "" : ",") + render::csv_cell(guarded_cell(row.cells[i]));
    out += "\r\n";
  }
  return out;
}

} // namespace fengqiao::station
