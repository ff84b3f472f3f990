// The wall around SQLite: one connection, statements that are prepared once. Private to station/ledger.
#pragma once

#include "core/result.hpp"
#include "station/ledger/cell_value.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace fengqiao::station {

class Database;

class Statement {
public:
  // Positions begin at 1. Texts are copied.
  void bind(int at, std::int64_t value);
  void bind(int at, std::string_view text);
  void bind(int at, const CellValue& value);

  // True: a row is there. The statement is reset by run() and by rewind().
  Result<bool> step();
  // Steps to the end and resets, for statements that give no rows.
  Result<void> run();
  void rewind();

  // Columns begin at 0; valid until the next step.
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] CellValue value(int column) const;
  // Does the column hold exactly this? No copy is made.
  [[nodiscard]] bool holds(int column, const CellValue& value) const;

private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
  const Database* database_ = nullptr;
};

class Database {
public:
  // alone: for a file on a medium that cannot be written, where SQLite cannot make its lock files.
  enum class Mode { read, alone, create };
  // `wait_ms`: how long a lock held by another program is waited for.
  static Result<Database> open(const std::filesystem::path& path, Mode mode, int wait_ms);

  Result<Statement> prepare(const std::string& sql) const;
  Result<void> execute(const std::string& sql) const; // several statements, no rows
  Result<std::int64_t> number(const std::string& sql) const;
  [[nodiscard]] std::int64_t changes() const;
  [[nodiscard]] std::int64_t last_id() const;

  // SQLite's error as a user can read it: held by another program or read-only: ErrorCode::locked; damaged,
  // no ledger: data; disk full: general.
  [[nodiscard]] Error error() const;

private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> handle_;
  std::string path_;
};

// Rolls back at the end of the scope unless committed.
class Transaction {
public:
  static Result<Transaction> begin(const Database& database);
  Transaction(Transaction&& other) noexcept;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

private:
  explicit Transaction(const Database* database) : database_(database) {}
  const Database* database_;
};

// "名" as an SQL name. Only names from the column table are given to it.
std::string sql_name(std::string_view name);

} // namespace fengqiao::station
