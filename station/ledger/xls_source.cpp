// The wall around freexl: the old binary XLS (BIFF). What cannot be read is refused, never guessed.
#include "core/limits.hpp"
#include "station/ledger/table_source.hpp"

#include <fmt/format.h>
#include <freexl.h>

#include <memory>

namespace fengqiao::station {
namespace {

struct CloseWorkbook {
  void operator()(const void* handle) const { freexl_close(handle); }
};
using WorkbookHandle = std::unique_ptr<const void, CloseWorkbook>;

// An XLSX with a password is an XLS-like container with this entry (UTF-16).
bool is_encrypted_xlsx(const std::string& bytes) {
  std::string name;
  for (const char c : std::string_view("EncryptedPackage"))
    name += {c, '\0'};
  return bytes.find(name) != std::string::npos;
}

tl::unexpected<Error> has_password(const std::string& file) {
  return fail(ErrorCode::data, file, "工作簿有打开密码，不能读",
              "请用 WPS、Excel 打开，去掉密码后另存，再导入");
}

tl::unexpected<Error> damaged(const std::string& file, int code) {
  return fail(ErrorCode::data, file, fmt::format("不是能读的 XLS 工作簿（错误 {}）", -code),
              "请用 WPS、Excel 打开后另存为 XLSX 或 CSV");
}

// Whole numbers without ".0", others with all their digits.
std::string number_text(double value) {
  if (value == static_cast<double>(static_cast<long long>(value)) && value > -1e15 && value < 1e15)
    return std::to_string(static_cast<long long>(value));
  return fmt::format("{}", value);
}

std::string cell_text(const FreeXL_CellValue& cell) {
  switch (cell.type) {
  case FREEXL_CELL_INT:
    return std::to_string(cell.value.int_value);
  case FREEXL_CELL_DOUBLE:
    return number_text(cell.value.double_value);
  case FREEXL_CELL_TEXT:
  case FREEXL_CELL_SST_TEXT:
  case FREEXL_CELL_DATE:
  case FREEXL_CELL_DATETIME:
  case FREEXL_CELL_TIME:
    return cell.value.text_value == nullptr ? "" : cell.value.text_value;
  default:
    return "";
  }
}

} // namespace

Result<OpenedSource> open_xls(const std::string& bytes, const std::filesystem::path& path) {
  const std::string file = path.string();
  if (is_encrypted_xlsx(bytes)) return has_password(file);
  const void* raw = nullptr;
  if (const int code = freexl_open(path.c_str(), &raw); code != FREEXL_OK) {
    const WorkbookHandle closed(raw);
    return damaged(file, code);
  }
  const WorkbookHandle book(raw);
  unsigned int password = 0, sheets = 0;
  freexl_get_info(raw, FREEXL_BIFF_PASSWORD, &password);
  if (password == FREEXL_BIFF_OBFUSCATED) return has_password(file);
  freexl_get_info(raw, FREEXL_BIFF_SHEET_COUNT, &sheets);
  if (const int code = freexl_select_active_worksheet(raw, 0); code != FREEXL_OK) return damaged(file, code);
  unsigned int rows = 0;
  unsigned short columns = 0;
  if (const int code = freexl_worksheet_dimensions(raw, &rows, &columns); code != FREEXL_OK)
    return damaged(file, code);
  if (static_cast<std::size_t>(rows) * columns > limits::ledger_sheet_cells)
    return fail(ErrorCode::limit, file, fmt::format("工作表超过 {} 格", limits::ledger_sheet_cells),
                "请另存为 CSV 后再导入");
  OpenedSource out;
  std::vector<SourceRow> grid;
  for (unsigned int r = 0; r < rows; ++r) {
    SourceRow row{static_cast<int>(r) + 1, {}};
    for (unsigned short c = 0; c < columns; ++c) {
      FreeXL_CellValue cell{};
      if (const int code = freexl_get_cell_value(raw, r, c, &cell); code != FREEXL_OK)
        return damaged(file, code);
      row.cells.push_back(cell_text(cell));
    }
    grid.push_back(std::move(row));
  }
  if (sheets > 1) out.remarks.push_back(fmt::format("只读第一张工作表，另有 {} 张没有读", sheets - 1));
  out.rows = grid_source(std::move(grid));
  return out;
}

} // namespace fengqiao::station
