#include "station/ledger/ledger.hpp"

#include "station/ledger/schema.hpp"
#include "station/ledger/sqlite.hpp"

#include <fmt/format.h>

#include <system_error>

namespace fengqiao::station {
namespace {

Error misuse(std::string message, std::string hint) {
  return {ErrorCode::usage, "", std::move(message), std::move(hint)};
}

std::string column_names(const Kind& kind) {
  std::string out;
  for (const auto& column : kind.columns)
    out += (out.empty() ? "" : "、") + std::string(column.name);
  return out;
}

Result<const Kind*> known_kind(const std::string& name) {
  if (const Kind* kind = find_kind(name)) return kind;
  return fail(misuse(fmt::format("台账里没有“{}”这一种", name), "可用：" + kind_names()));
}

Result<const Column*> known_column(const Kind& kind, const std::string& name) {
  if (const auto at = kind.find(name); at != std::string::npos) return &kind.columns[at];
  return fail(misuse(fmt::format("“{}”没有“{}”这一栏", kind.name, name), "可用：" + column_names(kind)));
}

bool is_number(const Column& column) {
  return column.type == ColumnType::count || column.type == ColumnType::amount;
}

bool is_time(const Column& column) {
  return column.type == ColumnType::day || column.type == ColumnType::moment;
}

// A day as a bound is its beginning, whatever the column.
Column as_instant(Column column) {
  column.due = false;
  return column;
}

// The WHERE clause of a query and the values for its question marks.
struct Where {
  std::string sql;
  std::vector<CellValue> values;
};

class WhereMaker {
public:
  explicit WhereMaker(const Kind& kind) : kind_(kind) {}

  Result<Where> make(const std::vector<Condition>& conditions) {
    for (const auto& condition : conditions) {
      const auto column = known_column(kind_, condition.column);
      if (!column) return fail(column.error());
      if (const auto added = add(**column, condition); !added) return fail(added.error());
    }
    return std::move(out_);
  }

private:
  Result<void> add(const Column& column, const Condition& condition) {
    const std::string name = sql_name(column.name);
    out_.sql += out_.sql.empty() ? " WHERE " : " AND ";
    switch (condition.match) {
    case Match::empty:
      out_.sql += name + " IS NULL";
      return {};
    case Match::filled:
      out_.sql += name + " IS NOT NULL";
      return {};
    case Match::unasked:
      out_.sql +=
          fmt::format("{} IS NULL AND \"导入号\" IN (SELECT \"号\" FROM \"导入\" WHERE \"栏目\" <> '' "
                      "AND instr(\"栏目\", '|{}|') = 0)",
                      name, column.name);
      return {};
    case Match::is:
    case Match::is_not:
      out_.sql += name + (condition.match == Match::is ? " IN (" : " NOT IN (");
      for (std::size_t i = 0; i < condition.values.size(); ++i) {
        out_.sql += i == 0 ? "?" : ", ?";
        if (auto put = bind(column, condition.values[i]); !put) return put;
      }
      out_.sql += ")";
      return {};
    case Match::within:
      return add_range(column, condition);
    case Match::open_at:
      if (!is_time(column) || condition.values.size() != 1) return not_fitting(column);
      out_.sql += fmt::format("({0} IS NULL OR {0} >= ?)", name);
      return bind(as_instant(column), condition.values[0]);
    }
    return {};
  }

  Result<void> add_range(const Column& column, const Condition& condition) {
    if ((!is_time(column) && !is_number(column)) || condition.values.size() != 2) return not_fitting(column);
    const Column instant = as_instant(column);
    out_.sql += "(" + sql_name(column.name) + " IS NOT NULL";
    for (std::size_t i = 0; i < 2; ++i) {
      if (condition.values[i].empty()) continue;
      out_.sql += fmt::format(" AND {} {} ?", sql_name(column.name), i == 0 ? ">=" : "<");
      if (auto put = bind(instant, condition.values[i]); !put) return put;
    }
    out_.sql += ")";
    return {};
  }

  Result<void> bind(const Column& column, const std::string& value) {
    std::size_t masked = 0;
    auto typed = read_cell(value, column, {}, masked);
    if (!typed)
      return fail(misuse(fmt::format("“{}”{}", column.name, typed.error().message), typed.error().hint));
    if (std::holds_alternative<std::monostate>(*typed))
      return fail(misuse(fmt::format("“{}”的条件是空的", column.name), "请写出要找的值"));
    out_.values.push_back(std::move(*typed));
    return {};
  }

  [[nodiscard]] tl::unexpected<Error> not_fitting(const Column& column) const {
    return fail(misuse(fmt::format("“{}”的“{}”不能用这样的条件", kind_.name, column.name),
                       "起止只用于日期、时刻和数，要给出起、止两个值"));
  }

  const Kind& kind_;
  Where out_;
};

} // namespace

struct Ledger::Impl {
  Database database;

  // A statement ready to step: `head` ends in FROM "kind", `tail` follows the conditions.
  [[nodiscard]] Result<Statement> ask(const Kind& kind, const std::string& head, const LedgerQuery& query,
                                      const std::string& tail = {}) const {
    auto where = WhereMaker(kind).make(query.where);
    if (!where) return fail(where.error());
    auto statement = database.prepare(head + where->sql + tail);
    if (!statement) return statement;
    for (std::size_t i = 0; i < where->values.size(); ++i)
      statement->bind(static_cast<int>(i) + 1, where->values[i]);
    return statement;
  }
};

Ledger::Ledger(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::filesystem::path& path, int wait_ms) {
  std::error_code error;
  if (!std::filesystem::exists(path, error))
    return fail(ErrorCode::not_found, path.string(), "还没有台账",
                "先用 fengqiao ledger import 导入各平台的导出表");
  Error first;
  for (const auto mode : {Database::Mode::read, Database::Mode::alone}) {
    auto database = Database::open(path, mode, wait_ms);
    if (!database) return fail(database.error());
    auto checked = check_version(*database, path);
    const auto version = checked ? database->number("PRAGMA user_version").value_or(0) : 0;
    if (checked && version == 0)
      return fail(ErrorCode::not_found, path.string(), "台账还是空的",
                  "先用 fengqiao ledger import 导入各平台的导出表");
    if (checked && version < ledger_version)
      if (const auto newer = open_for_writing(path, wait_ms); !newer) return fail(newer.error());
    if (checked) return Ledger(std::make_unique<Impl>(Impl{std::move(*database)}));
    if (mode == Database::Mode::alone || checked.error().code == ErrorCode::data)
      return fail(checked.error());
    first = checked.error();
    if (first.code == ErrorCode::locked && first.message.find("只读") == std::string::npos)
      return fail(first);
  }
  return fail(first);
}

Result<std::int64_t> Ledger::count(const LedgerQuery& query) const {
  const auto kind = known_kind(query.kind);
  if (!kind) return fail(kind.error());
  auto statement = impl_->ask(**kind, "SELECT count(*) FROM " + sql_name(query.kind), query);
  if (!statement) return fail(statement.error());
  if (const auto row = statement->step(); !row) return fail(row.error());
  return statement->number(0);
}

Result<LedgerSum> Ledger::sum(const LedgerQuery& query, const std::string& column) const {
  const auto kind = known_kind(query.kind);
  if (!kind) return fail(kind.error());
  const auto summed = known_column(**kind, column);
  if (!summed) return fail(summed.error());
  if (!is_number(**summed))
    return fail(misuse(fmt::format("“{}”不是数，不能求和", column), "件数、数、分值这样的栏才能求和"));
  const std::string name = sql_name(column);
  auto statement = impl_->ask(
      **kind, fmt::format("SELECT sum({0}), count({0}), count(*) FROM {1}", name, sql_name(query.kind)),
      query);
  if (!statement) return fail(statement.error());
  if (const auto row = statement->step(); !row) return fail(row.error());
  return LedgerSum{to_rational(statement->number(0), **summed), statement->number(1),
                   statement->number(2) - statement->number(1)};
}

Result<std::vector<std::pair<std::string, std::int64_t>>> Ledger::count_by(const LedgerQuery& query,
                                                                           const std::string& group) const {
  const auto kind = known_kind(query.kind);
  if (!kind) return fail(kind.error());
  const auto by = known_column(**kind, group);
  if (!by) return fail(by.error());
  auto statement =
      impl_->ask(**kind, fmt::format("SELECT {0}, count(*) FROM {1}", sql_name(group), sql_name(query.kind)),
                 query, " GROUP BY 1 ORDER BY 1");
  if (!statement) return fail(statement.error());
  std::vector<std::pair<std::string, std::int64_t>> out;
  for (;;) {
    const auto row = statement->step();
    if (!row) return fail(row.error());
    if (!*row) return out;
    out.emplace_back(to_text(statement->value(0), **by), statement->number(1));
  }
}

Result<std::vector<std::pair<std::string, Rational>>>
Ledger::sum_by(const LedgerQuery& query, const std::string& group, const std::string& column) const {
  const auto groups = count_by(query, group);
  if (!groups) return fail(groups.error());
  std::vector<std::pair<std::string, Rational>> out;
  for (const auto& [value, rows] : *groups) {
    LedgerQuery part = query;
    part.where.push_back(value.empty() ? Condition{group, Match::empty}
                                       : Condition{group, Match::is, {value}});
    const auto total = sum(part, column);
    if (!total) return fail(total.error());
    out.emplace_back(value, total->value);
  }
  return out;
}

Result<std::vector<LedgerRow>> Ledger::rows(const LedgerQuery& query, std::size_t limit) const {
  const auto kind = known_kind(query.kind);
  if (!kind) return fail(kind.error());
  std::string head = "SELECT ";
  for (const auto& column : (*kind)->columns)
    head += sql_name(column.name) + ", ";
  head += fmt::format("\"行号\", (SELECT \"文件\" FROM \"导入\" WHERE \"号\" = \"导入号\") FROM {}",
                      sql_name(query.kind));
  const auto statement_tail = fmt::format(" ORDER BY {}, \"行键\"{}", sql_name((*kind)->main_day),
                                          limit == 0 ? "" : fmt::format(" LIMIT {}", limit));
  auto statement = impl_->ask(**kind, head, query, statement_tail);
  if (!statement) return fail(statement.error());
  std::vector<LedgerRow> out;
  const int columns = static_cast<int>((*kind)->columns.size());
  for (;;) {
    const auto more = statement->step();
    if (!more) return fail(more.error());
    if (!*more) return out;
    LedgerRow row;
    for (int i = 0; i < columns; ++i)
      row.cells.push_back(to_text(statement->value(i), (*kind)->columns[static_cast<std::size_t>(i)]));
    row.line = static_cast<int>(statement->number(columns));
    row.file = statement->text(columns + 1);
    out.push_back(std::move(row));
  }
}

Result<KindState> Ledger::state(const std::string& name) const {
  const auto kind = known_kind(name);
  if (!kind) return fail(kind.error());
  auto rows = impl_->database.prepare(fmt::format("SELECT count(*), min({0}), max({0}) FROM {1}",
                                                  sql_name((*kind)->main_day), sql_name(name)));
  if (!rows) return fail(rows.error());
  if (const auto row = rows->step(); !row) return fail(row.error());
  KindState out{rows->number(0), 0, 0, rows->text(1).substr(0, 10), rows->text(2).substr(0, 10)};
  auto others = impl_->database.prepare("SELECT (SELECT count(*) FROM \"历史\" WHERE \"种类\" = ?1), "
                                        "(SELECT count(*) FROM \"导入\" WHERE \"种类\" = ?1)");
  if (!others) return fail(others.error());
  others->bind(1, std::string_view(name));
  if (const auto row = others->step(); !row) return fail(row.error());
  out.changes = others->number(0);
  out.imports = others->number(1);
  return out;
}

Result<std::vector<ImportEntry>> Ledger::imports() const {
  auto statement =
      impl_->database.prepare("SELECT \"文件\", \"摘要\", \"表\", \"种类\", \"时刻\", \"新增\", \"更新\", "
                              "\"未变\", \"有误\", \"栏目\", \"起\", \"止\" FROM \"导入\" ORDER BY \"号\"");
  if (!statement) return fail(statement.error());
  std::vector<ImportEntry> out;
  for (;;) {
    const auto row = statement->step();
    if (!row) return fail(row.error());
    if (!*row) return out;
    out.push_back({statement->text(0), statement->text(1), statement->text(2), statement->text(3),
                   statement->text(4), statement->number(5), statement->number(6), statement->number(7),
                   statement->number(8), statement->text(9), statement->text(10), statement->text(11)});
  }
}

Result<std::vector<HistoryEntry>> Ledger::history(const std::string& name) const {
  const auto kind = known_kind(name);
  if (!kind) return fail(kind.error());
  auto statement = impl_->database.prepare(
      "SELECT h.\"行键\", h.\"原内容\", i.\"文件\", h.\"行\" FROM \"历史\" h JOIN \"导入\" i ON i.\"号\" = h.\"导入\" "
      "WHERE h.\"种类\" = ? ORDER BY h.\"号\"");
  if (!statement) return fail(statement.error());
  statement->bind(1, std::string_view(name));
  std::vector<HistoryEntry> out;
  for (;;) {
    const auto row = statement->step();
    if (!row) return fail(row.error());
    if (!*row) return out;
    out.push_back(
        {statement->text(0), statement->text(1), statement->text(2), static_cast<int>(statement->number(3))});
  }
}

} // namespace fengqiao::station
