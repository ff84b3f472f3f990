#include "station/ledger/import.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/fold.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "station/ledger/cell_value.hpp"
#include "station/ledger/export.hpp"
#include "station/ledger/header.hpp"
#include "station/ledger/row_store.hpp"
#include "station/ledger/schema.hpp"
#include "station/ledger/table_source.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::station {
namespace {

constexpr std::int64_t kProgressRows = 2000;

bool is_total(const SourceRow& row) {
  for (const auto& cell : row.cells) {
    const auto text = trim(cell);
    if (!text.empty()) return starts_with_any(text, {"合计", "总计", "小计"});
  }
  return false;
}

// One file on its way into the ledger.
class FileImporter {
public:
  FileImporter(const Database& database, const ImportRequest& request, const std::filesystem::path& file)
      : database_(database), request_(request), name_(file.string()) {
    out_.file = file;
    if (!request.year_told) today_ = parse_date(request.moment.substr(0, 10));
  }

  // An error that is the file's own becomes one of its problems; one of the ledger is returned.
  Result<FileImport> run() {
    auto source = open_source(out_.file);
    if (!source) return refused(source.error());
    source_ = std::move(*source);
    out_.remarks = source_.remarks;
    auto top = first_rows();
    if (!top) return refused(top.error());
    auto header = find_header(*top, *request_.mapping, request_.table, name_);
    if (!header) return refused(header.error());
    header_ = std::move(*header);
    out_.table = header_.table->name;
    if (!header_.left_out.empty()) out_.remarks.push_back("没有导入的列：" + left_out());
    if (const std::string missing = not_found(); !missing.empty())
      out_.remarks.push_back("没有找到的选填栏：" + missing);
    return store(*top);
  }

private:
  FileImport refused(const Error& error) {
    out_.problems.push_back(error);
    return std::move(out_);
  }

  std::string left_out() const {
    std::string text;
    for (const auto& header : header_.left_out)
      text += (text.empty() ? "" : "、") + shorten(header, 20);
    return shorten(text, 200);
  }

  // Optional columns that neither the export nor the mapping gives.
  [[nodiscard]] std::string not_found() const {
    std::string text;
    const auto& columns = header_.table->kind->columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (!columns[i].required && header_.positions[i] == std::string::npos &&
          header_.table->columns[i].fixed.empty())
        text += (text.empty() ? "" : "、") + std::string(columns[i].name);
    return text;
  }

  Result<std::vector<SourceRow>> first_rows() {
    std::vector<SourceRow> top;
    SourceRow row;
    while (top.size() < header_rows) {
      const auto more = source_.rows->next(row);
      if (!more) return fail(more.error());
      if (!*more) break;
      if (row.cells.size() > limits::ledger_columns)
        return fail(ErrorCode::limit, place(name_, row.line),
                    fmt::format("超过 {} 列", limits::ledger_columns), "请核对分隔符，或删去用不着的列");
      top.push_back(row);
    }
    return top;
  }

  Result<FileImport> store(const std::vector<SourceRow>& top) {
    auto transaction = Transaction::begin(database_);
    if (!transaction) return fail(transaction.error());
    RowStore store(database_, *header_.table->kind);
    const std::string rules = sha256_hex(request_.mapping->digest + "|" + std::to_string(request_.year));
    log_ = {out_.file.filename().string(), source_.digest, out_.table, rules, request_.moment, columns()};
    const auto begun = store.begin(log_);
    if (!begun) return fail(begun.error());
    out_.known = *begun;
    for (std::size_t i = header_.rows; i < top.size(); ++i)
      if (const auto put = take(top[i], store); !put) return fail(put.error());
    SourceRow row;
    for (;;) {
      const auto more = source_.rows->next(row);
      if (!more) return refused(more.error());
      if (!*more) break;
      if (const auto put = take(row, store); !put) return fail(put.error());
    }
    if (!source_.rows->unchanged())
      return refused({ErrorCode::data, name_, "文件在读取的时候变了", "请等导出完成后再导入"});
    return finish(store, *transaction);
  }

  Result<FileImport> finish(RowStore& store, Transaction& transaction) {
    if (totals_ > 0) out_.remarks.push_back(fmt::format("有 {} 行是合计，没有导入", totals_));
    if (repeated_ > 0) out_.remarks.push_back(fmt::format("有 {} 行与前面的行完全相同，只算一次", repeated_));
    if (ahead_ > 0)
      out_.remarks.push_back(
          fmt::format("有 {} 格的日期在今天以后（第一处是{}），请核对", ahead_, first_ahead_));
    if (out_.bad > static_cast<std::int64_t>(limits::ledger_problems))
      out_.problems.push_back({ErrorCode::data, name_,
                               fmt::format("另有 {} 行有误没有列出",
                                           out_.bad - static_cast<std::int64_t>(limits::ledger_problems)),
                               ""});
    if (out_.known) return known(store, transaction);
    if (request_.strict && out_.bad > 0) return std::move(out_);
    if (const auto noted = store.finish(counts(), store.days()); !noted) return fail(noted.error());
    if (const auto done = transaction.commit(); !done) return fail(done.error());
    out_.imported = true;
    return std::move(out_);
  }

  // The file was read for its problems only: the rows are rolled back. That it was there again at this moment
  // is noted, because a day without rows is known by an import after it.
  Result<FileImport> known(const RowStore& store, Transaction& transaction) {
    out_.differing = out_.added + out_.changed;
    out_.same += out_.differing;
    out_.added = out_.changed = 0;
    { const Transaction rolled_back = std::move(transaction); }
    auto again = Transaction::begin(database_);
    if (!again) return fail(again.error());
    RowStore log(database_, *header_.table->kind);
    if (const auto begun = log.begin(log_); !begun) return fail(begun.error());
    if (const auto noted = log.finish(counts(), store.days()); !noted) return fail(noted.error());
    if (const auto done = again->commit(); !done) return fail(done.error());
    out_.imported = true;
    return std::move(out_);
  }

  [[nodiscard]] RowStore::Counts counts() const { return {out_.added, out_.changed, out_.same, out_.bad}; }

  // As ImportEntry (ledger.hpp) has them.
  [[nodiscard]] std::string columns() const {
    std::string out = "|";
    for (std::size_t i = 0; i < header_.positions.size(); ++i) {
      const std::string& fixed = header_.table->columns[i].fixed;
      if (header_.positions[i] == std::string::npos && fixed.empty()) continue;
      out += header_.table->kind->columns[i].name;
      out += (header_.positions[i] != std::string::npos ? "" : "=" + fixed) + "|";
    }
    return out;
  }

  Result<void> take(const SourceRow& row, RowStore& store) {
    if (request_.progress && ++seen_ % kProgressRows == 0)
      request_.progress(out_.file, source_.rows->bytes_done(), source_.bytes);
    if (is_total(row)) {
      ++totals_;
      return {};
    }
    if (!read_values(row)) return {};
    const auto put = store.put(values_, row.line);
    if (!put) return fail(put.error());
    switch (put->what) {
    case RowStore::What::added:
      ++out_.added;
      break;
    case RowStore::What::changed:
      ++out_.changed;
      break;
    case RowStore::What::same:
      ++out_.same;
      break;
    case RowStore::What::repeated:
      ++repeated_;
      break;
    case RowStore::What::contradicts:
      problem(row.line, key_column() + 1,
              fmt::format("{}与第 {} 行的相同，内容却不同", key_name(), put->line),
              "同一个编号只能有一行；请核对是编号错了，还是重复导出");
      break;
    }
    return {};
  }

  void problem(int line, std::size_t column, std::string message, std::string hint) {
    ++out_.bad;
    if (out_.problems.size() < limits::ledger_problems)
      out_.problems.push_back({ErrorCode::data, place(name_, line, static_cast<int>(column)),
                               std::move(message), std::move(hint)});
  }

  // Where messages about the key point to: the last key column that the file has.
  [[nodiscard]] std::size_t key_column() const {
    std::size_t at = 0;
    const auto& columns = header_.table->kind->columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i].key && header_.positions[i] != std::string::npos) at = header_.positions[i];
    return at;
  }

  [[nodiscard]] std::string key_name() const {
    std::string out;
    for (const auto& column : header_.table->kind->columns)
      if (column.key) out += (out.empty() ? "“" : "、") + std::string(column.name);
    return out + "”";
  }

  // Fills values_; false after a problem.
  bool read_values(const SourceRow& row) {
    if (row.cells.size() > header_.width &&
        std::any_of(row.cells.begin() + static_cast<std::ptrdiff_t>(header_.width), row.cells.end(),
                    [](const auto& cell) { return !trim(cell).empty(); })) {
      problem(row.line, header_.width + 1,
              fmt::format("这一行有 {} 格，表头只有 {} 格", row.cells.size(), header_.width),
              "多半是某一格里有没加引号的分隔符；请用 WPS、Excel 重新导出");
      return false;
    }
    const auto& columns = header_.table->kind->columns;
    values_.assign(columns.size(), {});
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (!read_value(row, i, columns[i])) return false;
    return true;
  }

  bool read_value(const SourceRow& row, std::size_t i, const Column& column) {
    const MappedColumn& mapped = header_.table->columns[i];
    const std::size_t at = header_.positions[i];
    std::string_view cell = at < row.cells.size() ? std::string_view(row.cells[at]) : std::string_view();
    if (at == std::string::npos) cell = mapped.fixed;
    cell = unguarded_cell(bare_cell(cell, column));
    if (!mapped.values.empty())
      if (const auto found = mapped.values.find(fold(trim(cell))); found != mapped.values.end())
        cell = found->second;
    std::size_t masked = 0;
    auto value = read_cell(cell, column, {request_.year, source_.dates_1904, today_}, masked);
    const std::size_t shown = at == std::string::npos ? 1 : at + 1;
    if (!value) {
      problem(row.line, shown, fmt::format("“{}”{}", column.name, value.error().message), value.error().hint);
      return false;
    }
    if (column.required && std::holds_alternative<std::monostate>(*value)) {
      problem(row.line, shown, fmt::format("“{}”是空的", column.name),
              column.type == ColumnType::count ? "没有的填 0，不要留空" : "请补上后再导入");
      return false;
    }
    out_.masked += static_cast<std::int64_t>(masked);
    if (lies_ahead(column, *value)) note_ahead(row.line, column);
    values_[i] = std::move(*value);
    return true;
  }

  [[nodiscard]] bool lies_ahead(const Column& column, const CellValue& value) const {
    const bool time = column.type == ColumnType::day || column.type == ColumnType::moment;
    const auto* text = std::get_if<std::string>(&value);
    return time && !column.due && text != nullptr && !request_.moment.empty() &&
           text->substr(0, 10) > request_.moment.substr(0, 10);
  }

  void note_ahead(int line, const Column& column) {
    if (ahead_++ == 0) first_ahead_ = fmt::format("第 {} 行的“{}”", line, column.name);
  }

  const Database& database_;
  const ImportRequest& request_;
  std::string name_;
  std::optional<Date> today_; // for days without a year; nothing where the year was told
  FileImport out_;
  OpenedSource source_;
  Header header_;
  RowStore::File log_;
  std::vector<CellValue> values_;
  std::int64_t seen_ = 0, totals_ = 0, repeated_ = 0, ahead_ = 0;
  std::string first_ahead_;
};

} // namespace

Result<std::vector<FileImport>> import_files(const ImportRequest& request) {
  const auto database = open_for_writing(request.ledger, request.wait_ms);
  if (!database) return fail(database.error());
  std::vector<FileImport> out;
  for (const auto& file : request.files) {
    auto done = FileImporter(*database, request, file).run();
    if (!done) return fail(done.error());
    out.push_back(std::move(*done));
  }
  return out;
}

} // namespace fengqiao::station
