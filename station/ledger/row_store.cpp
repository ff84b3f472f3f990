#include "station/ledger/row_store.hpp"

#include <fmt/format.h>

namespace fengqiao::station {

Result<bool> RowStore::begin(const File& file) {
  auto before =
      database_.prepare("SELECT count(*) FROM \"导入\" WHERE \"摘要\" = ? AND \"表\" = ? AND \"规则\" = ?");
  if (!before) return fail(before.error());
  before->bind(1, std::string_view(file.digest));
  before->bind(2, std::string_view(file.table));
  before->bind(3, std::string_view(file.rules));
  if (const auto row = before->step(); !row) return fail(row.error());
  const bool known = before->number(0) > 0;
  auto note = database_.prepare(
      "INSERT INTO \"导入\" (\"文件\", \"摘要\", \"表\", \"种类\", \"规则\", \"时刻\", \"新增\", "
      "\"更新\", \"未变\", \"有误\", \"栏目\") VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)");
  if (!note) return fail(note.error());
  const std::string_view texts[] = {file.name,  file.digest, file.table,  kind_.name,
                                    file.rules, file.moment, file.columns};
  for (int i = 0; i < 7; ++i)
    note->bind(i + 1, texts[i]);
  if (const auto done = note->run(); !done) return fail(done.error());
  import_ = database_.last_id();
  if (const auto ready = prepare(); !ready) return fail(ready.error());
  return known;
}

Result<void> RowStore::prepare() {
  std::string names, marks, sets, json;
  for (const auto& column : kind_.columns) {
    const std::string name = sql_name(column.name);
    names += name + ", ";
    marks += "?, ";
    sets += name + " = ?, ";
    json += fmt::format("{}'{}', {}", json.empty() ? "" : ", ", column.name, name);
  }
  const std::string table = sql_name(kind_.name);
  struct Row {
    Statement* statement;
    std::string sql;
  };
  // insert_ and update_ take the columns, the import, the line, and the key.
  const Row rows[] = {
      {&insert_, fmt::format("INSERT INTO {} ({}\"导入号\", \"行号\", \"行键\") VALUES ({}?, ?, ?) "
                             "ON CONFLICT (\"行键\") DO NOTHING",
                             table, names, marks)},
      {&select_, fmt::format("SELECT {}\"导入号\", \"行号\" FROM {} WHERE \"行键\" = ?", names, table)},
      {&update_, fmt::format("UPDATE {} SET {}\"导入号\" = ?, \"行号\" = ? WHERE \"行键\" = ?", table, sets)},
      {&touch_, fmt::format("UPDATE {} SET \"导入号\" = ?, \"行号\" = ? WHERE \"行键\" = ?", table)},
      {&keep_,
       fmt::format("INSERT INTO \"历史\" (\"种类\", \"行键\", \"原内容\", \"导入\", \"行\") SELECT '{}', "
                   "\"行键\", json_object({}), ?, ? FROM {} WHERE \"行键\" = ?",
                   kind_.name, json, table)}};
  for (const auto& row : rows) {
    auto statement = database_.prepare(row.sql);
    if (!statement) return fail(statement.error());
    *row.statement = std::move(*statement);
  }
  return {};
}

void RowStore::set_key(const std::vector<CellValue>& values) {
  key_.clear();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!kind_.columns[i].key) continue;
    if (!key_.empty()) key_ += "｜";
    key_ += to_text(values[i], kind_.columns[i]);
  }
}

void RowStore::note_days(const std::vector<CellValue>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Column& column = kind_.columns[i];
    const auto* text = std::get_if<std::string>(&values[i]);
    if (text == nullptr || (column.type != ColumnType::moment && column.type != ColumnType::day)) continue;
    if (column.due && std::string_view(column.name) != kind_.main_day) continue;
    const std::string day = text->substr(0, 10);
    if (days_.first.empty() || day < days_.first) days_.first = day;
    if (day > days_.last) days_.last = day;
  }
}

void RowStore::bind_row(Statement& statement, const std::vector<CellValue>& values, int line) {
  int at = 0;
  for (const auto& value : values)
    statement.bind(++at, value);
  statement.bind(++at, import_);
  statement.bind(++at, std::int64_t{line});
  statement.bind(++at, std::string_view(key_));
}

Result<RowStore::Put> RowStore::put(const std::vector<CellValue>& values, int line) {
  set_key(values);
  note_days(values);
  bind_row(insert_, values, line);
  if (const auto done = insert_.run(); !done) return fail(done.error());
  if (database_.changes() > 0) return Put{What::added, 0};
  return meet(values, line);
}

// The key is there already.
Result<RowStore::Put> RowStore::meet(const std::vector<CellValue>& values, int line) {
  select_.bind(1, std::string_view(key_));
  if (const auto row = select_.step(); !row) return fail(row.error());
  bool same = true;
  const int columns = static_cast<int>(values.size());
  for (int i = 0; i < columns && same; ++i)
    same = select_.holds(i, values[static_cast<std::size_t>(i)]);
  const bool this_file = select_.number(columns) == import_;
  const int earlier = static_cast<int>(select_.number(columns + 1));
  select_.rewind();
  if (this_file) return Put{same ? What::repeated : What::contradicts, earlier};
  Statement& write = same ? touch_ : update_;
  if (!same) {
    keep_.bind(1, import_);
    keep_.bind(2, std::int64_t{line});
    keep_.bind(3, std::string_view(key_));
    if (const auto kept = keep_.run(); !kept) return fail(kept.error());
  }
  bind_row(write, same ? std::vector<CellValue>() : values, line);
  if (const auto done = write.run(); !done) return fail(done.error());
  return Put{same ? What::same : What::changed, 0};
}

Result<void> RowStore::finish(const Counts& counts, const Days& days) {
  auto note =
      database_.prepare("UPDATE \"导入\" SET \"新增\" = ?1, \"更新\" = ?2, \"未变\" = ?3, \"有误\" = ?4, "
                        "\"起\" = nullif(?6, ''), \"止\" = nullif(?7, '') WHERE \"号\" = ?5");
  if (!note) return fail(note.error());
  const std::int64_t numbers[] = {counts.added, counts.changed, counts.same, counts.bad, import_};
  for (int i = 0; i < 5; ++i)
    note->bind(i + 1, numbers[i]);
  note->bind(6, std::string_view(days.first));
  note->bind(7, std::string_view(days.last));
  return note->run();
}

} // namespace fengqiao::station
