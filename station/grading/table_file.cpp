#include "station/grading/table_file.hpp"

#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "render/csv.hpp"
#include "station/ledger/cell_value.hpp"
#include "station/ledger/table_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <variant>

namespace fengqiao::station::grading {
namespace {

namespace fs = std::filesystem;

std::string extension_of(const fs::path& path) {
  std::string out = path.extension().string();
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

Result<TableFile, Errors> read_csv(const fs::path& path) {
  const auto text = read_text(path, limits::policy_file_bytes);
  if (!text) return fail_all({text.error()});
  const auto csv = render::parse_csv(text->text, path.string());
  if (!csv) return fail_all(csv.error());
  TableFile out;
  for (const auto& row : *csv) {
    TableRow one;
    one.line = row.empty() ? 0 : row.front().line;
    for (const auto& cell : row)
      one.cells.push_back(render::without_formula_guard(trim(cell.text)));
    out.rows.push_back(std::move(one));
  }
  return out;
}

// Workbooks store the nearest binary number with 17 digits; 15 of them are what a person sees.
std::string as_typed(const std::string& cell) {
  constexpr std::size_t kSeen = 16; // 15 digits and a point
  if (cell.size() <= kSeen && cell.find_first_of("eE") == std::string::npos) return cell;
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size()) return cell;
  const std::string seen = fmt::format("{:.15g}", value);
  return seen.find('e') == std::string::npos ? seen : cell;
}

Result<TableFile, Errors> read_workbook(const fs::path& path) {
  auto source = open_source(path);
  if (!source) return fail_all({source.error()});
  TableFile out;
  out.sheet = true;
  out.dates_1904 = source->dates_1904;
  out.merged = source->merged;
  for (const auto& remark : source->remarks)
    out.remarks.push_back({ErrorCode::data, path.string(), remark, {}});
  SourceRow row;
  for (;;) {
    const auto more = source->rows->next(row);
    if (!more) return fail_all({more.error()});
    if (!*more) return out;
    TableRow one;
    one.line = row.line;
    for (const auto& cell : row.cells)
      one.cells.push_back(as_typed(std::string(trim(cell))));
    out.rows.push_back(std::move(one));
  }
}

} // namespace

bool is_workbook_file(const fs::path& path) {
  static constexpr std::array kWorkbooks{".xlsx", ".xls", ".et"};
  return std::find(kWorkbooks.begin(), kWorkbooks.end(), extension_of(path)) != kWorkbooks.end();
}

Result<TableFile, Errors> read_table_file(const fs::path& path) {
  return is_workbook_file(path) ? read_workbook(path) : read_csv(path);
}

std::string sheet_day(const std::string& cell, bool dates_1904) {
  static const Column day{"", ColumnType::day};
  std::size_t masked = 0;
  const auto value = read_cell(cell, day, {0, dates_1904}, masked);
  const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
  return text != nullptr ? *text : cell;
}

bool find_header(TableFile& table, const std::vector<std::string_view>& names) {
  const auto has_all = [&](const TableRow& row) {
    return std::all_of(names.begin(), names.end(), [&](std::string_view name) {
      return std::find(row.cells.begin(), row.cells.end(), name) != row.cells.end();
    });
  };
  const auto end = table.rows.begin() + static_cast<std::ptrdiff_t>(std::min(table.rows.size(), title_rows));
  const auto header = std::find_if(table.rows.begin(), end, has_all);
  if (header == end) return false;
  table.rows.erase(table.rows.begin(), header);
  return true;
}

} // namespace fengqiao::station::grading
