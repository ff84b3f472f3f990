// What a station hands in for grading: raw numbers, vetoes, evidence. Read from a YAML record, or from a
// table with a row a station. A number that is missing is not 0 and not 不适用.
#pragma once

#include "core/data_node.hpp"
#include "core/date.hpp"
#include "render/template.hpp"
#include "station/grading/standard.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::station::grading {

struct RawItem {
  enum class State {
    given,
    missing,        // nothing filled in, or only a part
    not_applicable, // 不适用
    faulty,         // filled in, but not to be used; in the station's problems
  };
  State state = State::missing;
  RawNumbers raw;
  std::string where; // file:line:column
};

// A piece of evidence as the station lists it. Whether its file is there is for the pack to find out.
struct Evidence {
  std::string id;                 // E-2026-001
  std::vector<std::string> items; // the numbers of the scored items that it proves
  std::string title, kind, file, holder;
  std::optional<Date> date, valid_until;
  std::string surveyor;                  // surveys: who asked,
  std::optional<Rational> sample, valid; // how many were asked, how many answers are valid
  std::string where;
};

struct StationData {
  std::string file;  // as given
  std::string where; // of the station in it
  std::string station, year;
  std::size_t station_class = 0; // in the standard's classes
  std::size_t last_level = none; // of the year before; none: not filled in
  std::optional<Date> assessed;  // the day for which evidence has to be valid
  std::optional<Rational> people_before, people_now;
  std::vector<RawItem> raw;                      // as the standard's items
  std::vector<std::optional<bool>> vetoes;       // as the standard's; nullopt: not answered
  std::vector<std::optional<bool>> declarations; // likewise
  std::vector<Evidence> evidence;
  Errors problems; // what is wrong or missing for good; the rest is graded all the same
  Errors warnings;
};

// The form to fill in, as a template's fields: 单位, 类别, 年度, 上年等级, 评定日期, 原始数, 否决, 声明,
// 证据. `fengqiao new` writes it out.
render::Template data_form(const Standard& standard);

// Types a record's body by that form.
StationData read_station(const DataNode& body, const Standard& standard, const std::string& file);

// The empty table with a row a station: a column for each field, a raw number's headed A1.基年数. With a byte
// order mark and CRLF, for spreadsheet programs.
std::string blank_table(const Standard& standard);
// The same with one row: what a record of one station says.
std::string filled_table(const Standard& standard, const DataNode& record);

// Rows of such a table as text, wherever they come from (CSV, spreadsheet); the first row is the header.
struct TableRow {
  std::vector<std::string> cells;
  int line = 0;
};

// A record's body for each row with a station's name. Columns may stand in any order and be left out; unknown
// ones are reported once, with the nearest names.
std::vector<DataNode> read_table(const std::vector<TableRow>& rows, const Standard& standard,
                                 const std::string& file, Errors& problems);

// How many columns of a table's header a standard knows: which standard the table was made for.
std::size_t known_columns(const TableRow& header, const Standard& standard);

} // namespace fengqiao::station::grading
