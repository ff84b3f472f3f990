// What the ledger keeps: its kinds of rows (警情, 案件 …) and their columns, as one table. The tables in
// SQLite, the import, the column mapping, show and export are all made from it. No column holds a person's
// name.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::station {

enum class ColumnType {
  text,   // masked on import
  number, // an id, or a reference to one: text, never empty in a key, numbers of persons refused
  day,    // 2026-03-09
  moment, // 2026-03-09T08:05; 24:00 is 00:00 of the next day, except where something is due
  count,  // 0, 1, 2 …
  amount, // decimal, two places at most, may be negative
  flag,   // 是 | 否
  choice, // one of `choices`
};

struct Column {
  const char* name;
  ColumnType type;
  bool required = false;
  bool key = false; // the key columns together tell one row from another
  std::vector<const char*> choices = {};
  // Headers and values as exports write them; the first mapping file is made from these.
  std::vector<const char*> headers = {};
  std::vector<std::pair<const char*, const char*>> values = {};
  // A day or moment until which something is due: it may lie ahead, and as a moment without a time it is the
  // end of its day.
  bool due = false;
};

struct Kind {
  const char* name;
  const char* note;     // one line for the mapping file
  const char* main_day; // the day or moment column by which `show` and `stats` choose
  std::vector<Column> columns;

  // The position of a column, or npos.
  [[nodiscard]] std::size_t find(std::string_view column) const;
};

std::span<const Kind> ledger_kinds();
const Kind* find_kind(std::string_view name); // nullptr where there is none
std::string kind_names();                     // "警情、案件、…" for messages

} // namespace fengqiao::station
