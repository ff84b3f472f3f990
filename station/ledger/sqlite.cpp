#include "station/ledger/sqlite.hpp"

#include "core/file.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace fengqiao::station {
namespace {

std::string file_uri(const std::filesystem::path& path) {
  std::error_code ignored;
  std::string out = "file://";
  for (const char c : std::filesystem::absolute(path, ignored).string())
    out += c == '%' || c == '?' || c == '#' ? fmt::format("%{:02X}", static_cast<unsigned char>(c))
                                            : std::string(1, c);
  return out;
}

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void Database::Close::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

void Statement::bind(int at, std::int64_t value) {
  sqlite3_bind_int64(handle_.get(), at, value);
}

void Statement::bind(int at, std::string_view text) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr): SQLITE_TRANSIENT is a pointer of -1
  sqlite3_bind_text(handle_.get(), at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

void Statement::bind(int at, const CellValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value))
    bind(at, *whole);
  else if (const auto* words = std::get_if<std::string>(&value))
    bind(at, std::string_view(*words));
  else
    sqlite3_bind_null(handle_.get(), at);
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  auto error = database_->error();
  rewind();
  return fail(std::move(error));
}

Result<void> Statement::run() {
  for (;;) {
    const auto more = step();
    if (!more) return fail(more.error());
    if (!*more) break;
  }
  rewind();
  return {};
}

void Statement::rewind() {
  sqlite3_reset(handle_.get());
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(handle_.get(), column);
}

std::string Statement::text(int column) const {
  const auto* words = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  return words == nullptr
             ? std::string()
             : std::string(words, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column)));
}

CellValue Statement::value(int column) const {
  if (is_null(column)) return {};
  if (sqlite3_column_type(handle_.get(), column) == SQLITE_INTEGER) return number(column);
  return text(column);
}

bool Statement::holds(int column, const CellValue& value) const {
  const int type = sqlite3_column_type(handle_.get(), column);
  if (const auto* whole = std::get_if<std::int64_t>(&value))
    return type == SQLITE_INTEGER && number(column) == *whole;
  const auto* words = std::get_if<std::string>(&value);
  if (words == nullptr) return type == SQLITE_NULL;
  if (type != SQLITE_TEXT) return false;
  const auto* stored = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  return *words ==
         std::string_view(stored, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column)));
}

Result<Database> Database::open(const std::filesystem::path& path, Mode mode, int wait_ms) {
  if (mode == Mode::create) { // SQLite would make it readable by everybody; its -wal and -shm files follow it
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 && (errno == EACCES || errno == EROFS || errno == EPERM))
      return fail(ErrorCode::locked, path.string(), "台账不能写入：" + errno_reason(errno),
                  "请检查文件和文件夹的权限");
    if (fd < 0)
      return fail(ErrorCode::general, path.string(), "不能建立台账：" + errno_reason(errno),
                  "请检查文件夹是否存在、磁盘是否已满");
    ::close(fd);
  }
  Database out;
  out.path_ = path.string();
  sqlite3* handle = nullptr;
  const int flags = mode == Mode::create ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  const std::string name = mode == Mode::alone ? file_uri(path) + "?immutable=1" : path.string();
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  out.handle_.reset(handle);
  if (code != SQLITE_OK) return fail(out.error());
  sqlite3_busy_timeout(handle, wait_ms);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  return out;
}

Result<Statement> Database::prepare(const std::string& sql) const {
  Statement out;
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.c_str(), static_cast<int>(sql.size()) + 1,
                                      SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  out.handle_.reset(handle);
  out.database_ = this;
  if (code != SQLITE_OK) return fail(error());
  return out;
}

Result<void> Database::execute(const std::string& sql) const {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return fail(error());
  return {};
}

Result<std::int64_t> Database::number(const std::string& sql) const {
  auto statement = prepare(sql);
  if (!statement) return fail(statement.error());
  const auto row = statement->step();
  if (!row) return fail(row.error());
  return *row ? statement->number(0) : 0;
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(handle_.get());
}

std::int64_t Database::last_id() const {
  return sqlite3_last_insert_rowid(handle_.get());
}

Error Database::error() const {
  const int code = handle_ == nullptr ? SQLITE_NOMEM : sqlite3_errcode(handle_.get());
  switch (code & 0xFF) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return {ErrorCode::locked, path_, "台账正被别的程序使用", "等它做完再试；没有别的程序时，重新运行一次"};
  case SQLITE_READONLY:
  case SQLITE_PERM:
    return {ErrorCode::locked, path_, "台账是只读的", "请检查台账文件和所在文件夹的权限"};
  case SQLITE_FULL:
    return {ErrorCode::general, path_, "磁盘已满，台账没有改动", "请腾出空间后再导入一次"};
  case SQLITE_IOERR:
    return {ErrorCode::general, path_, "读写台账出错，台账没有改动", "请检查磁盘空间和硬件后再试一次"};
  case SQLITE_CORRUPT:
    return {ErrorCode::data, path_, "台账文件已损坏", "请用备份的台账替换它，再把之后的导出表重新导入"};
  case SQLITE_NOTADB:
    return {ErrorCode::data, path_, "这个文件不是台账", "请在 派出所.yaml 里核对“台账”的路径"};
  case SQLITE_CANTOPEN:
    return {ErrorCode::general, path_, "不能打开台账", "请检查文件和所在文件夹的权限"};
  case SQLITE_NOMEM:
    return {ErrorCode::limit, path_, "内存不足", "请关闭其他程序后再试"};
  default:
    return {ErrorCode::general, path_, std::string("台账出错：") + sqlite3_errmsg(handle_.get()),
            "请把这行文字告诉维护人员"};
  }
}

Result<Transaction> Transaction::begin(const Database& database) {
  if (const auto begun = database.execute("BEGIN IMMEDIATE"); !begun) return fail(begun.error());
  return Transaction(&database);
}

Transaction::Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  if (database_ != nullptr) (void)database_->execute("ROLLBACK");
}

Result<void> Transaction::commit() {
  const auto done = database_->execute("COMMIT");
  if (done) database_ = nullptr;
  return done;
}

std::string sql_name(std::string_view name) {
  return fmt::format("\"{}\"", name);
}

} // namespace fengqiao::station
