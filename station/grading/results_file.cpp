#include "station/grading/results_file.hpp"

#include "core/text.hpp"
#include "render/csv.hpp"
#include "station/grading/table_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::station::grading {
namespace {

constexpr std::string_view kCategoryEnd = "类";

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
  std::string out;
  for (const auto& text : texts)
    out += (out.empty() ? "" : std::string(separator)) + text;
  return out;
}

std::string row_text(const std::vector<std::string>& cells) {
  std::string out;
  for (const auto& cell : cells)
    out += (&cell == &cells.front() ? "" : ",") + render::csv_cell(render::formula_safe(cell));
  return out + "\r\n";
}

std::vector<std::string> header_of(const Standard& standard) {
  std::vector<std::string> cells{"名次", "类内名次", "单位", "类别", "年度", "总分", "等级"};
  for (const auto& category : standard.categories)
    cells.push_back(category.code + std::string(kCategoryEnd));
  for (const auto& item : standard.items)
    cells.push_back(item.number);
  cells.insert(cells.end(), {"否决", "理由"});
  return cells;
}

std::vector<std::string> cells_of(const StationResult& result, const CountyStation& station) {
  const Standard& standard = *result.standard;
  std::vector<std::string> cells{std::to_string(station.place),
                                 std::to_string(station.class_place),
                                 result.data.station,
                                 standard.classes[result.data.station_class],
                                 result.data.year,
                                 to_fixed(result.total, 2),
                                 standard.levels[result.level].name};
  for (const auto& category : result.categories)
    cells.push_back(to_fixed(category.score, 2));
  for (const auto& item : result.items)
    cells.push_back(to_fixed(item.score, 2));
  std::vector<std::string> vetoes;
  for (const std::size_t index : result.vetoes)
    vetoes.push_back(standard.vetoes[index].number);
  cells.push_back(joined(vetoes, "、"));
  cells.push_back(joined(result.reasons, "；"));
  return cells;
}

// Where the columns of a results file stand.
struct Columns {
  std::size_t station = none, year = none, total = none, level = none;
  std::vector<std::pair<std::size_t, std::string>> categories;
};

Columns columns_of(const std::vector<std::string>& header) {
  Columns columns;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name(trim(header[i]));
    if (name == "单位")
      columns.station = i;
    else if (name == "年度")
      columns.year = i;
    else if (name == "总分")
      columns.total = i;
    else if (name == "等级")
      columns.level = i;
    else if (name.ends_with(kCategoryEnd) && name.size() > kCategoryEnd.size())
      columns.categories.emplace_back(i, name.substr(0, name.size() - kCategoryEnd.size()));
  }
  return columns;
}

} // namespace

std::string results_csv(const County& county) {
  if (county.results.empty()) return {};
  std::string out = "\xEF\xBB\xBF" + row_text(header_of(*county.results.front().standard));
  for (const auto& station : county.ranking)
    out += row_text(cells_of(county.results[station.index], station));
  return out;
}

Result<FormerResults, Errors> read_results(const std::filesystem::path& file) {
  auto table = read_table_file(file);
  if (!table) return fail_all(table.error());
  if (!find_header(*table, {"单位", "总分", "等级"}))
    return fail_all({{ErrorCode::data, file.string(), "这不是评分结果表：没有“单位”“总分”“等级”三列",
                      "上一年度的结果用 fengqiao grade 数据 --format csv > 结果.csv 生成"}});
  const auto& rows = table->rows;
  const Columns columns = columns_of(rows.front().cells);
  FormerResults out;
  Errors errors;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto& row = rows[r].cells;
    const auto cell = [&](std::size_t i) { return i < row.size() ? row[i] : std::string(); };
    FormerResult former{columns.year == none ? "" : cell(columns.year), cell(columns.level), 0, {}};
    const auto total = parse_decimal(cell(columns.total));
    const int line = rows[r].line;
    if (!total)
      errors.push_back({ErrorCode::data, place(file.string(), line),
                        fmt::format("总分“{}”不是数", shorten(cell(columns.total), 20)), ""});
    else
      former.total = *total;
    for (const auto& [index, code] : columns.categories)
      if (const auto score = parse_decimal(cell(index))) former.categories[code] = *score;
    if (!out.emplace(cell(columns.station), std::move(former)).second)
      errors.push_back({ErrorCode::data, place(file.string(), line),
                        fmt::format("“{}”有两行", cell(columns.station)), "请只保留一行"});
  }
  if (!errors.empty()) return fail_all(std::move(errors));
  return out;
}

} // namespace fengqiao::station::grading
