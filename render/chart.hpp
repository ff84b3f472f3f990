// Charts: a small YAML text in a fenced block that begins with ```图表, or the same made from C++.
//
//   ```图表
//   类型: 折线                      # 折线, 柱形, 堆积 or 条形
//   标题: 近七日警情                 # may be missing
//   单位: 起                        # may be missing
//   横轴: [3日, 4日, 5日]
//   数列:
//     刑事: [3, 2, null]            # null, — or nothing: missing, which is not 0
//     治安: [11, 9.5, 12]
//   ```
#pragma once

#include "core/result.hpp"
#include "render/chart_style.hpp"
#include "render/markdown.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

enum class ChartKind { line, column, stacked, bar }; // 折线, 柱形, 堆积, 条形

inline constexpr std::size_t kMostChartPoints = 366;

struct ChartSeries {
  std::string name;
  std::vector<std::string> values; // as printed: "12", "−3.5", "11.76%"; empty: missing
};

struct Chart {
  ChartKind kind = ChartKind::line;
  std::string title, unit;
  std::vector<std::string> categories; // 1 to kMostChartPoints
  std::vector<ChartSeries> series;     // 1 to kMostChartSeries, each as long as `categories`
};

// The number that a value stands for, for its place only (labels print the text); nullopt: missing or no
// number.
std::optional<double> chart_number(std::string_view value);

// Reads a chart node's text: its tokens are put back after the YAML is parsed, so that a record's value can
// be nothing but a text or a number. Errors (ErrorCode::data; ErrorCode::limit for too many points or series)
// name the line of the Markdown or the record's place.
Result<Chart, Errors> read_chart(const MdNode& node, const std::string& file);

// The chart's numbers as a table node: what HTML shows, and what --to md writes.
MdNode chart_table(const Chart& chart);
std::string chart_caption(const Chart& chart); // 标题（单位：起）

// The Markdown that `tree` was parsed from, with each chart outside lists and quotes replaced by its caption
// and its table, for --to md: their texts are new tokens of `tokens`. A chart that cannot be read is left.
// `first_line` as for parse_markdown.
std::string charts_as_tables(std::string_view markdown, TokenTable& tokens, const MdNode& tree,
                             int first_line = 1);

} // namespace fengqiao::render
