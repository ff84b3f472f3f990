#include "station/grading/inputs.hpp"

#include "core/file.hpp"
#include "core/fold.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "render/csv.hpp"
#include "render/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

namespace fengqiao::station::grading {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kSums{"合计", "总计", "小计", "平均"};

std::vector<TableRow> rows_of(const std::vector<render::CsvRow>& csv) {
  std::vector<TableRow> rows;
  for (const auto& row : csv) {
    TableRow out;
    out.line = row.empty() ? 0 : row.front().line;
    for (const auto& cell : row)
      out.cells.push_back(render::without_formula_guard(trim(cell.text)));
    rows.push_back(std::move(out));
  }
  return rows;
}

// A table with a row a station has a column of that name in its first row.
bool is_table(const std::vector<TableRow>& rows) {
  return !rows.empty() &&
         std::find(rows.front().cells.begin(), rows.front().cells.end(), "单位") != rows.front().cells.end();
}

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
    const std::string file = path.string();
    if (!render::is_record_file(path))
      return problem(file, "不认识这种文件",
                     "评分数据是 .yaml，或一所一行的 .csv；电子表格请另存为“CSV UTF-8（逗号分隔）”");
    const bool csv = render::is_csv_file(path);
    const auto text = read_text(path, csv ? limits::policy_file_bytes : limits::record_file_bytes);
    if (!text) return append({text.error()});
    if (csv) {
      const auto parsed = render::parse_csv(text->text, file);
      if (!parsed) return append(parsed.error());
      if (const auto rows = rows_of(*parsed); is_table(rows)) return read_rows(rows, file);
    }
    const auto record = render::parse_record(text->text, file, csv);
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

  void read_rows(const std::vector<TableRow>& rows, const std::string& file) {
    const Standard* best = &standards_.front();
    for (const auto& standard : standards_)
      if (known_columns(rows.front(), standard) > known_columns(rows.front(), *best)) best = &standard;
    if (!use(*best, file)) return;
    for (const auto& body : read_table(without_sums(rows, file), *best, file, out.problems))
      out.stations.push_back(read_station(body, *best, file));
    if (rows.size() < 2) problem(file, "表里没有数据", "一所填一行");
  }

  std::vector<TableRow> without_sums(const std::vector<TableRow>& rows, const std::string& file) {
    const auto& header = rows.front().cells;
    const auto column = std::find(header.begin(), header.end(), "单位") - header.begin();
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
