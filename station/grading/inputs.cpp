#include "station/grading/inputs.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "render/record.hpp"
#include "station/grading/table_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

namespace fengqiao::station::grading {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kSums{"合计", "总计", "小计", "平均"};
constexpr std::string_view kStation = "单位";
constexpr std::size_t kFewestColumns = 3; // that a table of some standard has

// 合计 and its like: what a spreadsheet has below its rows.
bool is_sum(const std::string& name) {
  const std::string folded = fold(name);
  std::string plain;
  std::remove_copy(folded.begin(), folded.end(), std::back_inserter(plain), ' '); // 合 计
  return std::any_of(kSums.begin(), kSums.end(),
                     [&](const std::string_view sum) { return plain.starts_with(sum); });
}

class InputReader {
public:
  explicit InputReader(const std::vector<Standard>& standards) : standards_(standards) {}
  Inputs out;

  void read(const fs::path& path) {
    if (is_workbook_file(path)) return read_table_of(path);
    if (!render::is_record_file(path))
      return problem(path.string(), "不认识这种文件", "评分数据是 .yaml，或一所一行的 .csv、.xlsx、.xls");
    if (render::is_csv_file(path) && has_stations(path)) return read_table_of(path);
    const auto record = render::load_record(path);
    if (!record) return append(record.error());
    read_record(*record);
  }

private:
  void problem(const std::string& where, std::string message, std::string hint = {}) {
    out.problems.push_back({ErrorCode::data, where, std::move(message), std::move(hint)});
  }
  void append(const Errors& errors) { out.problems.insert(out.problems.end(), errors.begin(), errors.end()); }

  // One standard for all files.
  bool use(const Standard& standard, const std::string& where) {
    if (out.standard == nullptr) out.standard = &standard;
    if (out.standard == &standard) return true;
    problem(where, fmt::format("这是“{}”的数据，前面的是“{}”的", standard.title, out.standard->title),
            "两种标准的数据请分两次评");
    return false;
  }

  void read_record(const render::Record& record) {
    const auto named = [&](const Standard& s) {
      return standards_.size() == 1 || s.data_form == record.template_id || s.alias == record.template_id;
    };
    const auto standard = std::find_if(standards_.begin(), standards_.end(), named);
    if (standard == standards_.end())
      return problem(record.template_where, fmt::format("“{}”不是评分数据", record.template_id),
                     "评分数据用 fengqiao new 等级评定/评分数据 生成");
    if (use(*standard, record.template_where))
      out.stations.push_back(read_station(record.body, *standard, record.file));
  }

  // A CSV file with a row a station has a column of that name in its first row; a record's form has not.
  static bool has_stations(const fs::path& path) {
    auto table = read_table_file(path);
    if (!table || table->rows.empty()) return false;
    table->rows.resize(1);
    return find_header(*table, {kStation});
  }

  void read_table_of(const fs::path& path) {
    const std::string file = path.string();
    auto table = read_table_file(path);
    if (!table) return append(table.error());
    out.remarks.insert(out.remarks.end(), table->remarks.begin(), table->remarks.end());
    const std::string how = "表头只要一行，栏名照空表：fengqiao new 等级评定 --format csv";
    if (!find_header(*table, {kStation}))
      return table->merged ? problem(file, "认不出表头：有合并的单元格", "请取消合并；" + how)
                           : problem(file, fmt::format("前 {} 行里没有“单位”一列的表头", title_rows), how);
    const Standard& standard = most_known(table->rows.front());
    if (table->sheet && known_columns(table->rows.front(), standard) < kFewestColumns)
      return problem(place(file, table->rows.front().line), "这不是一所一行的评分表",
                     (table->merged ? "表头有合并的单元格的，请取消合并；" : "") + how);
    if (!use(standard, file)) return;
    if (table->sheet) settle_days(*table, standard);
    for (const auto& body : read_table(without_sums(table->rows, file), standard, file, out.problems))
      out.stations.push_back(read_station(body, standard, file));
    if (table->rows.size() < 2) problem(file, "表里没有数据", "一所填一行");
  }

  [[nodiscard]] const Standard& most_known(const TableRow& header) const {
    const Standard* best = &standards_.front();
    for (const auto& standard : standards_)
      if (known_columns(header, standard) > known_columns(header, *best)) best = &standard;
    return *best;
  }

  // A workbook stores a day as a number.
  static void settle_days(TableFile& table, const Standard& standard) {
    const auto form = data_form(standard);
    const auto& header = table.rows.front().cells;
    for (std::size_t i = 0; i < header.size(); ++i) {
      const auto* field = form.schema.find(header[i]);
      if (field == nullptr || field->format != render::FieldFormat::date) continue;
      for (std::size_t r = 1; r < table.rows.size(); ++r)
        if (auto& cells = table.rows[r].cells; i < cells.size() && !cells[i].empty())
          cells[i] = sheet_day(cells[i], table.dates_1904);
    }
  }

  std::vector<TableRow> without_sums(const std::vector<TableRow>& rows, const std::string& file) {
    const auto& header = rows.front().cells;
    const auto column = std::find(header.begin(), header.end(), kStation) - header.begin();
    std::vector<TableRow> kept;
    for (const auto& row : rows) {
      const std::string name = column < std::ssize(row.cells) ? row.cells[column] : "";
      if (is_sum(name))
        out.remarks.push_back({ErrorCode::data, place(file, row.line),
                               fmt::format("“{}”这一行不是一个所，没有算进去", shorten(name, 30)), ""});
      else
        kept.push_back(row);
    }
    return kept;
  }

  const std::vector<Standard>& standards_;
};

// The same station twice, two years: whoever ranks them counts wrong.
void compare(Inputs& inputs) {
  std::map<std::string, const StationData*> seen;
  const StationData* dated = nullptr;
  for (const auto& station : inputs.stations) {
    const auto fault = [&](std::string message, std::string hint) {
      inputs.problems.push_back({ErrorCode::data, station.where, std::move(message), std::move(hint)});
    };
    const auto [twin, fresh] = seen.emplace(fold(station.station), &station);
    if (!fresh && !station.station.empty())
      fault(fmt::format("“{}”写了两次，另一次在 {}", station.station, twin->second->where),
            "名次和配额会多算一个所；请只留一份");
    if (station.year.empty()) continue;
    if (dated == nullptr) dated = &station;
    if (fold(station.year) != fold(dated->year))
      fault(fmt::format("“{}”的年度是“{}”，“{}”的是“{}”", station.station, station.year, dated->station,
                        dated->year),
            "不同年度的数据请分开评；上年的结果用 --last");
  }
}

} // namespace

Inputs read_inputs(const std::vector<fs::path>& files, const std::vector<Standard>& standards) {
  InputReader reader(standards);
  for (const auto& file : files)
    reader.read(file);
  compare(reader.out);
  return std::move(reader.out);
}

} // namespace fengqiao::station::grading
