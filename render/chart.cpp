#include "render/chart.hpp"

#include "core/rational.hpp"
#include "core/text.hpp"
#include "core/yaml.hpp"
#include "render/nearest.hpp"
#include "render/token.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace fengqiao::render {
namespace {

constexpr std::array<std::pair<std::string_view, ChartKind>, 4> kKinds{{
    {"折线", ChartKind::line},
    {"柱形", ChartKind::column},
    {"堆积", ChartKind::stacked},
    {"条形", ChartKind::bar},
}};
constexpr std::ptrdiff_t kMostDigits = 15; // of a value: what a double holds
constexpr std::array<std::string_view, 5> kKeys{"类型", "标题", "单位", "横轴", "数列"};

bool is_missing(std::string_view text) {
  for (const std::string_view word : {"", "null", "~", "—", "－", "-", "/"})
    if (text == word) return true;
  return false;
}

class ChartReader {
public:
  ChartReader(const MdNode& node, const std::string& file) : node_(node), file_(file) {
    for (const MdNode& value : node.children)
      tokens_.add(value.text, value.origin);
  }

  Result<Chart, Errors> read() {
    // The fence stands on the node's line.
    const auto tree = parse_yaml(node_.text, file_, node_.line + 1);
    if (!tree) return fail_all(tree.error());
    if (!tree->is_map()) {
      error(*tree, "图表里没有内容", "写 类型、横轴、数列，如 类型: 折线");
      return fail_all(std::move(errors_));
    }
    for (const DataMember& member : tree->members)
      if (std::ranges::find(kKeys, member.key) == kKeys.end())
        error(member.value, fmt::format("图表没有“{}”这一项", member.key),
              "可用：类型、标题、单位、横轴、数列");
    Chart chart;
    read_kind(*tree, chart);
    chart.title = scalar(*tree, "标题");
    chart.unit = scalar(*tree, "单位");
    if (const DataNode* axis = need(*tree, "横轴", DataNode::Kind::list))
      chart.categories = list(*axis, false);
    if (const DataNode* series = need(*tree, "数列", DataNode::Kind::map)) read_series(*series, chart);
    check_size(*tree, chart);
    if (!errors_.empty()) return fail_all(std::move(errors_));
    return chart;
  }

private:
  void read_kind(const DataNode& tree, Chart& chart) {
    const std::string name = scalar(tree, "类型");
    const auto* kind = std::ranges::find_if(kKinds, [&](const auto& entry) { return entry.first == name; });
    if (kind == kKinds.end())
      return error(tree, fmt::format("图表类型“{}”没有", name), "类型写 折线、柱形、堆积 或 条形");
    chart.kind = kind->second;
  }

  void read_series(const DataNode& node, Chart& chart) {
    for (const DataMember& member : node.members) {
      if (!member.value.is_list()) {
        error(member.value, fmt::format("数列“{}”不是一列数", member.key), "写成 [3, 2, 5]");
        continue;
      }
      ChartSeries series{resolved(member.key), list(member.value, true)};
      if (series.values.size() != chart.categories.size())
        error(member.value,
              fmt::format("数列“{}”有 {} 个数，横轴有 {} 个", series.name, series.values.size(),
                          chart.categories.size()),
              "一一对应；缺的写 null");
      chart.series.push_back(std::move(series));
    }
  }

  void check_size(const DataNode& tree, const Chart& chart) {
    if (!errors_.empty()) return;
    if (chart.categories.empty() || chart.series.empty()) error(tree, "图表没有数", "横轴和数列至少各有一项");
    if (chart.categories.size() > kMostChartPoints)
      limit(tree, fmt::format("横轴有 {} 项，超出上限 {} 项", chart.categories.size(), kMostChartPoints));
    if (chart.series.size() > kMostChartSeries)
      limit(tree, fmt::format("数列有 {} 列，超出上限 {} 列", chart.series.size(), kMostChartSeries));
  }

  const DataNode* need(const DataNode& tree, std::string_view key, DataNode::Kind kind) {
    const DataNode* found = tree.find(key);
    if (found && found->kind == kind) return found;
    error(found ? *found : tree, fmt::format("图表的“{}”{}", key, found ? "写得不对" : "没有写"),
          kind == DataNode::Kind::list ? "写成 横轴: [1日, 2日]" : "写成两级：数列: 下一行  刑事: [3, 2]");
    return nullptr;
  }

  std::vector<std::string> list(const DataNode& node, bool numbers) {
    std::vector<std::string> out;
    for (const DataNode& item : node.items) {
      std::string text = item.is_scalar() ? std::string(trim(resolved(item.scalar))) : std::string();
      if (numbers && is_missing(text)) text.clear();
      if (numbers && !text.empty()) check_number(item, text);
      out.push_back(std::move(text));
    }
    return out;
  }

  void check_number(const DataNode& item, std::string_view text) {
    if (!chart_number(text)) {
      error(item, fmt::format("“{}”不是数", shorten(text, 20)), "写数；没有的写 null");
    } else if (std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) > kMostDigits) {
      error(item, fmt::format("“{}”位数太多", shorten(text, 20)),
            fmt::format("最多 {} 位；可换大些的单位", kMostDigits));
    }
  }

  std::string scalar(const DataNode& tree, std::string_view key) const { return resolved(tree.text(key)); }

  std::string resolved(std::string_view text) const {
    std::string out;
    for (std::size_t pos = 0; pos < text.size();) {
      const auto* value = tokens_.read(text.substr(pos));
      if (value)
        out += value->text;
      else
        out += text[pos];
      pos += value ? token_bytes : 1;
    }
    return out;
  }

  void error(const DataNode& at, std::string message, std::string hint) {
    errors_.push_back(
        {ErrorCode::data, place(file_, std::max(at.line, node_.line)), std::move(message), std::move(hint)});
  }
  void limit(const DataNode& at, std::string message) {
    errors_.push_back(
        {ErrorCode::limit, place(file_, std::max(at.line, node_.line)), std::move(message), "拆成几张图"});
  }

  const MdNode& node_;
  const std::string& file_;
  TokenTable tokens_;
  Errors errors_;
};

// Whether child i is the 图宽 of a chart.
bool is_width_of_chart(const MdNode& tree, std::size_t i) {
  if (tree.children[i].kind != MdKind::directive || !tree.children[i].text.starts_with("图宽")) return false;
  while (i < tree.children.size() && tree.children[i].kind == MdKind::directive)
    ++i;
  return i < tree.children.size() && tree.children[i].kind == MdKind::chart;
}

// Behind its caption; every text is a token.
std::string markdown_table(const Chart& chart, TokenTable& tokens) {
  const MdNode table = chart_table(chart);
  const std::string caption = chart_caption(chart);
  std::string out = caption.empty() ? "" : tokens.add(caption, {}) + "\n\n";
  for (const MdNode& row : table.children) {
    for (const MdNode& cell : row.children)
      out += "| " + tokens.add(cell.children.front().text, {}) + " ";
    out += "|\n";
    if (!row.header) continue;
    for (const MdAlign align : table.aligns)
      out += align == MdAlign::right ? "|--:" : "|:--";
    out += "|\n";
  }
  return out;
}

MdNode cell_of(std::string text, MdAlign align) {
  MdNode cell;
  cell.kind = MdKind::table_cell;
  cell.align = align;
  MdNode& inside = cell.children.emplace_back();
  inside.kind = MdKind::text;
  inside.origin = "图表"; // data: never read as a mark
  inside.text = text.empty() ? "—" : std::move(text);
  return cell;
}

} // namespace

std::optional<double> chart_number(std::string_view value) {
  std::string digits;
  for (const char c : trim(value))
    if (c != ',') digits += c;
  for (const std::string_view unit : {"%", "‰", "％"})
    if (digits.ends_with(unit)) digits.resize(digits.size() - unit.size());
  const auto number = parse_decimal(digits);
  if (!number) return std::nullopt;
  return number->convert_to<double>();
}

Result<Chart, Errors> read_chart(const MdNode& node, const std::string& file) {
  return ChartReader(node, file).read();
}

MdNode chart_table(const Chart& chart) {
  MdNode table;
  table.kind = MdKind::table;
  table.aligns.assign(chart.series.size() + 1, MdAlign::right);
  table.aligns.front() = MdAlign::left;
  const auto row = [&](bool header) -> MdNode& {
    MdNode& node = table.children.emplace_back();
    node.kind = MdKind::table_row;
    node.header = header;
    return node;
  };
  MdNode& head = row(true);
  head.children.push_back(cell_of("项目", MdAlign::left));
  for (const ChartSeries& series : chart.series)
    head.children.push_back(cell_of(series.name, MdAlign::right));
  for (std::size_t i = 0; i < chart.categories.size(); ++i) {
    MdNode& node = row(false);
    node.children.push_back(cell_of(chart.categories[i], MdAlign::left));
    for (const ChartSeries& series : chart.series)
      node.children.push_back(cell_of(series.values[i], MdAlign::right));
  }
  return table;
}

std::string chart_caption(const Chart& chart) {
  if (chart.unit.empty()) return chart.title;
  if (chart.title.empty()) return "单位：" + chart.unit;
  return fmt::format("{}（单位：{}）", chart.title, chart.unit);
}

std::string charts_as_tables(std::string_view markdown, TokenTable& tokens, const MdNode& tree,
                             int first_line) {
  std::string out;
  int line = first_line;
  std::size_t pos = 0;
  const auto skip_to = [&](int wanted) {
    const std::size_t begin = pos;
    for (; line < wanted && pos < markdown.size(); ++line)
      pos = std::min(markdown.find('\n', pos), markdown.size() - 1) + 1;
    return markdown.substr(begin, pos - begin);
  };
  for (std::size_t i = 0; i < tree.children.size(); ++i) {
    const MdNode& node = tree.children[i];
    if (is_width_of_chart(tree, i)) { // a table has no use for it
      out += skip_to(node.line);
      const std::size_t end = std::min(markdown.find("-->", pos), markdown.size() - 3) + 3;
      line += static_cast<int>(std::count(markdown.begin() + static_cast<std::ptrdiff_t>(pos),
                                          markdown.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
      pos = end;
    }
    if (node.kind != MdKind::chart) continue;
    const auto chart = read_chart(node, {});
    if (!chart) continue;
    out += skip_to(node.line);
    skip_to(node.line + 2 + static_cast<int>(std::ranges::count(node.text, '\n'))); // with its fences
    out += markdown_table(*chart, tokens);
  }
  out += markdown.substr(pos);
  return out;
}

} // namespace fengqiao::render
