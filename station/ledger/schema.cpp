#include "station/ledger/schema.hpp"

#include "station/ledger/ledger.hpp"

#include <fmt/format.h>

#include <system_error>

namespace fengqiao::station {
namespace {

constexpr std::int64_t kApplicationId = 0x46514C47; // "FQLG": a ledger of this program

const char* sql_type(ColumnType type) {
  switch (type) {
  case ColumnType::count:
  case ColumnType::amount:
  case ColumnType::flag:
    return "INTEGER";
  default:
    return "TEXT";
  }
}

// The common tables. 导入: one row a file; 历史: what rows held before they were changed.
constexpr const char* kCommonTables = R"(
CREATE TABLE "导入" (
  "号" INTEGER PRIMARY KEY, "文件" TEXT NOT NULL, "摘要" TEXT NOT NULL, "表" TEXT NOT NULL, "种类" TEXT NOT NULL,
  "规则" TEXT NOT NULL, "时刻" TEXT NOT NULL,
  "新增" INTEGER NOT NULL, "更新" INTEGER NOT NULL, "未变" INTEGER NOT NULL, "有误" INTEGER NOT NULL) STRICT;
CREATE INDEX "导入_摘要" ON "导入" ("摘要");
CREATE TABLE "历史" (
  "号" INTEGER PRIMARY KEY, "种类" TEXT NOT NULL, "行键" TEXT NOT NULL, "原内容" TEXT NOT NULL,
  "导入" INTEGER NOT NULL REFERENCES "导入" ("号"), "行" INTEGER NOT NULL) STRICT;
CREATE INDEX "历史_行键" ON "历史" ("种类", "行键");
)";

// 行键 joins the key columns; 导入 and 行 say where the present content came from.
std::string table_sql(const Kind& kind) {
  std::string out = fmt::format("CREATE TABLE {} (\"行键\" TEXT PRIMARY KEY NOT NULL, ", sql_name(kind.name));
  for (const auto& column : kind.columns)
    out += fmt::format("{} {}{}, ", sql_name(column.name), sql_type(column.type),
                       column.required ? " NOT NULL" : "");
  out += "\"导入号\" INTEGER NOT NULL REFERENCES \"导入\" (\"号\"), \"行号\" INTEGER NOT NULL) STRICT;\n";
  for (const auto& column : kind.columns)
    if (column.type == ColumnType::moment || column.type == ColumnType::day)
      out += fmt::format("CREATE INDEX \"{0}_{1}\" ON {2} ({3});\n", kind.name, column.name,
                         sql_name(kind.name), sql_name(column.name));
  return out;
}

// From an empty file to version 1; the steps to the next versions follow.
Result<void> make_version_1(const Database& database) {
  std::string sql = kCommonTables;
  for (const auto& kind : ledger_kinds())
    sql += table_sql(kind);
  return database.execute(
      sql + fmt::format("PRAGMA application_id = {}; PRAGMA user_version = 1;", kApplicationId));
}

// The import log also keeps which columns the export had, and from which day to which its rows are: what a
// blank or a missing row means depends on them. 栏目: |编号|接报时刻|方向=流出|, = for what the mapping adds;
// NULL in entries from before, whose days are taken from the rows that they left.
Result<void> make_version_2(const Database& database) {
  std::string sql = R"(ALTER TABLE "导入" ADD COLUMN "栏目" TEXT; ALTER TABLE "导入" ADD COLUMN "起" TEXT;
                       ALTER TABLE "导入" ADD COLUMN "止" TEXT;)";
  for (const auto& kind : ledger_kinds())
    for (const auto& [column, extreme] : {std::pair("起", "min"), std::pair("止", "max")})
      sql += fmt::format("UPDATE \"导入\" SET \"{}\" = (SELECT substr({}({}), 1, 10) FROM {} "
                         "WHERE \"导入号\" = \"号\") WHERE \"种类\" = '{}';\n",
                         column, extreme, sql_name(kind.main_day), sql_name(kind.name), kind.name);
  return database.execute(sql + "PRAGMA user_version = 2;");
}

} // namespace

Result<void> check_version(const Database& database, const std::filesystem::path& path) {
  const auto application = database.number("PRAGMA application_id");
  if (!application) return fail(application.error());
  const auto version = database.number("PRAGMA user_version");
  if (!version) return fail(version.error());
  const auto tables = database.number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return fail(tables.error());
  if (*application != kApplicationId && *tables > 0)
    return fail(ErrorCode::data, path.string(), "这个数据库不是 fengqiao 的台账",
                "请在 派出所.yaml 里核对“台账”的路径");
  if (*version > ledger_version)
    return fail(ErrorCode::data, path.string(),
                fmt::format("台账是更新版本的程序建立的（台账版本 {}，本程序用 {}），没有改动", *version,
                            ledger_version),
                "请升级 fengqiao 后再用");
  return {};
}

Result<Database> open_for_writing(const std::filesystem::path& path, int wait_ms) {
  auto database = Database::open(path, Database::Mode::create, wait_ms);
  if (!database) return database;
  if (const auto checked = check_version(*database, path); !checked) return fail(checked.error());
  const auto prepared = database->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                                          "PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;");
  if (!prepared) return fail(prepared.error());
  const auto version = database->number("PRAGMA user_version");
  if (!version) return fail(version.error());
  if (*version == ledger_version) return database;
  auto transaction = Transaction::begin(*database);
  if (!transaction) return fail(transaction.error());
  const auto again = database->number("PRAGMA user_version"); // another program may have been quicker
  if (!again) return fail(again.error());
  if (*again < 1)
    if (const auto made = make_version_1(*database); !made) return fail(made.error());
  if (*again < 2)
    if (const auto made = make_version_2(*database); !made) return fail(made.error());
  if (const auto done = transaction->commit(); !done) return fail(done.error());
  return database;
}

} // namespace fengqiao::station
