#include "render/page_style.hpp"

#include "core/yaml.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

namespace fengqiao::render {
namespace {

struct SizeName {
  std::string_view name;
  double points;
};
// 号 and points as word processors convert them.
constexpr std::array kSizeNames{SizeName{"初号", 42}, SizeName{"小初", 36},   SizeName{"一号", 26},
                                SizeName{"小一", 24}, SizeName{"二号", 22},   SizeName{"小二", 18},
                                SizeName{"三号", 16}, SizeName{"小三", 15},   SizeName{"四号", 14},
                                SizeName{"小四", 12}, SizeName{"五号", 10.5}, SizeName{"小五", 9},
                                SizeName{"六号", 7.5}};

template <class T> struct Choice {
  std::string_view name;
  T value;
};
constexpr std::array kAligns{Choice<MdAlign>{"两端", MdAlign::none}, Choice<MdAlign>{"左", MdAlign::left},
                             Choice<MdAlign>{"居中", MdAlign::center}, Choice<MdAlign>{"右", MdAlign::right}};
constexpr std::array kPageNumbers{Choice<PageNumbers>{"单右双左", PageNumbers::outer},
                                  Choice<PageNumbers>{"居中", PageNumbers::centered},
                                  Choice<PageNumbers>{"无", PageNumbers::none}};
constexpr std::array kYesNo{Choice<bool>{"是", true}, Choice<bool>{"否", false}};

// Reads one map: each value is asked for by its key; finish() reports the keys nobody asked for.
class MapReader {
public:
  MapReader(const DataNode& map, std::string name, const std::string& file, Errors& errors)
      : map_(map), name_(std::move(name)), file_(file), errors_(errors) {
    if (!map.is_map()) report(map, fmt::format("“{}”应当是一组“键: 值”", name_), {});
  }

  const DataNode* find(std::string_view key) {
    known_.push_back(key);
    return map_.find(key);
  }

  void number(std::string_view key, double& out, double low, double high, double factor = 1) {
    const DataNode* node = find(key);
    if (!node) return;
    double value = 0;
    const char* end = node->scalar.data() + node->scalar.size();
    const auto [stop, fault] = std::from_chars(node->scalar.data(), end, value);
    if (!node->is_scalar() || fault != std::errc{} || stop != end || !(value >= low && value <= high))
      return report(*node, fmt::format("“{}”应当是 {} 到 {} 之间的数", key, low, high), {});
    out = value * factor;
  }

  void count(std::string_view key, int& out, int low, int high) {
    double value = out;
    number(key, value, low, high);
    out = static_cast<int>(std::lround(value));
  }

  void size(std::string_view key, double& out) {
    const std::string text = map_.text(key);
    for (const auto& [name, points] : kSizeNames)
      if (text == name) {
        known_.push_back(key);
        out = points;
        return;
      }
    number(key, out, 4, 120);
  }

  void text(std::string_view key, std::string& out) {
    const DataNode* node = find(key);
    if (!node) return;
    if (!node->is_scalar()) return report(*node, fmt::format("“{}”应当是一段文字", key), {});
    out = node->scalar;
  }

  void font(std::string_view key, FontRole& out) {
    std::array<Choice<FontRole>, kFontRoles.size()> roles;
    for (std::size_t i = 0; i < roles.size(); ++i)
      roles[i] = {role_name(kFontRoles[i]), kFontRoles[i]};
    choice(key, out, roles);
  }

  template <class T, std::size_t N>
  void choice(std::string_view key, T& out, const std::array<Choice<T>, N>& choices) {
    const DataNode* node = find(key);
    if (!node) return;
    std::string names;
    for (const auto& [name, value] : choices) {
      if (node->is_scalar() && node->scalar == name) {
        out = value;
        return;
      }
      names += (names.empty() ? "" : "、") + std::string(name);
    }
    report(*node, fmt::format("“{}”不能是“{}”", key, node->scalar), "可用：" + names);
  }

  void finish() {
    for (const DataMember& member : map_.members) {
      bool known = false;
      std::string names;
      for (const std::string_view key : known_) {
        known = known || key == member.key;
        names += (names.empty() ? "" : "、") + std::string(key);
      }
      if (!known)
        errors_.push_back({ErrorCode::data, place(file_, member.line, member.column),
                           fmt::format("“{}”里没有“{}”这一项", name_, member.key), "可用：" + names});
    }
  }

  void report(const DataNode& node, std::string message, std::string hint) {
    errors_.push_back(
        {ErrorCode::data, place(file_, node.line, node.column), std::move(message), std::move(hint)});
  }

private:
  const DataNode& map_;
  std::string name_;
  const std::string& file_;
  Errors& errors_;
  std::vector<std::string_view> known_;
};

class StyleReader {
public:
  explicit StyleReader(const std::string& file) : file_(file) {}
  PageStyle style;
  Errors errors;

  void read(const DataNode& root) {
    MapReader map(root, "版式", file_, errors);
    map.text("名称", style.name);
    map.font("西文字体", style.latin_font);
    section(map, "纸张", [this](MapReader& m) {
      m.number("宽", style.width, 100, 500, kPointsPerMillimetre);
      m.number("高", style.height, 100, 500, kPointsPerMillimetre);
    });
    section(map, "版心", [this](MapReader& m) {
      m.number("上", style.top, 0, 200, kPointsPerMillimetre);
      m.number("左", style.left, 0, 200, kPointsPerMillimetre);
      m.number("宽", style.area_width, 50, 500, kPointsPerMillimetre);
      m.number("高", style.area_height, 50, 500, kPointsPerMillimetre);
    });
    section(map, "网格", [this](MapReader& m) {
      m.count("行数", style.lines, 2, 100);
      m.count("字数", style.columns, 5, 120);
      m.number("中西间隙", style.gap, 0, 1);
    });
    texts(map);
    marks(map);
    page_number_and_table(map);
    map.finish();
    check_fit(root);
  }

private:
  void texts(MapReader& map) {
    text(map, "标题", style.title);
    text(map, "一级标题", style.headings[0]);
    text(map, "二级标题", style.headings[1]);
    text(map, "三级标题", style.headings[2]);
    text(map, "正文", style.body);
    text(map, "表题", style.caption);
    text(map, "表头", style.table_header);
    text(map, "表文", style.table_cell);
    text(map, "注释", style.note);
    text(map, "引用", style.quote);
    text(map, "代码", style.code);
  }

  void marks(MapReader& map) {
    section(map, "加重", [this](MapReader& m) {
      m.font("字体", style.strong_font);
      m.choice("加粗", style.strong_bold, kYesNo);
    });
    section(map, "强调", [this](MapReader& m) { m.font("字体", style.emphasis_font); });
    section(map, "列表", [this](MapReader& m) {
      m.text("符号", style.bullet);
      m.number("缩进", style.list_indent, 0, 10);
    });
    section(map, "水印", [this](MapReader& m) { m.size("字号", style.watermark_size); });
  }

  void page_number_and_table(MapReader& map) {
    section(map, "页码", [this](MapReader& m) {
      m.choice("位置", style.page_number.place, kPageNumbers);
      m.font("字体", style.page_number.font);
      m.size("字号", style.page_number.size);
      m.number("距版心", style.page_number.below, 0, 40, kPointsPerMillimetre);
      m.number("空字", style.page_number.inset, 0, 10);
    });
    section(map, "表格", [this](MapReader& m) {
      m.number("外框线", style.table.outer_rule, 0, 5);
      m.number("内线", style.table.inner_rule, 0, 5);
      m.number("左右边距", style.table.padding_x, 0, 20);
      m.number("上下边距", style.table.padding_y, 0, 20);
      m.number("最小行高", style.table.min_row, 0, 100, kPointsPerMillimetre);
      m.choice("撑满版心", style.table.fill, kYesNo);
      m.number("两端对齐字数", style.table.justify_from, 0, 100);
      m.text("续表字样", style.table.continued);
    });
  }

  void text(MapReader& map, std::string_view key, TextStyle& out) {
    section(map, key, [&out](MapReader& m) {
      m.font("字体", out.font);
      m.size("字号", out.size);
      m.number("行距", out.pitch, 0, 200);
      m.number("首行缩进", out.indent, 0, 10);
      m.number("段前", out.before, 0, 10);
      m.number("段后", out.after, 0, 10);
      m.choice("对齐", out.align, kAligns);
      m.choice("加粗", out.bold, kYesNo);
    });
  }

  template <class Read> void section(MapReader& map, std::string_view key, Read read) {
    const DataNode* node = map.find(key);
    if (!node) return;
    MapReader reader(*node, std::string(key), file_, errors);
    read(reader);
    reader.finish();
  }

  void check_fit(const DataNode& root) {
    const double slack = 0.1;
    if (style.left + style.area_width > style.width + slack ||
        style.top + style.area_height > style.height + slack)
      errors.push_back({ErrorCode::data, place(file_, root.line), "版心超出纸张", "核对“纸张”和“版心”"});
    if (style.body.size * style.lines > style.area_height + slack)
      errors.push_back(
          {ErrorCode::data, place(file_, root.line), "版心放不下“网格”的行数", "减少行数或字号"});
  }

  const std::string& file_;
};

} // namespace

PageStyle::PageStyle() {
  body.indent = 2;
  title = {.font = FontRole::title, .size = 22, .pitch = 36, .after = 0.5, .align = MdAlign::center};
  headings[0] = {.font = FontRole::heiti, .indent = 2};
  headings[1] = {.font = FontRole::kaiti, .indent = 2};
  headings[2] = {.font = FontRole::fangsong, .indent = 2};
  table_header = {.font = FontRole::heiti, .size = 12, .pitch = 16, .align = MdAlign::center};
  table_cell = {.font = FontRole::fangsong, .size = 12, .pitch = 16};
  caption = {.font = FontRole::heiti, .size = 14, .pitch = 22, .align = MdAlign::center};
  note = {.font = FontRole::fangsong, .size = 12, .pitch = 18};
  quote = {.font = FontRole::kaiti, .indent = 2};
  code = {.font = FontRole::songti, .size = 12, .pitch = 18, .align = MdAlign::left};
}

double PageStyle::line_pitch() const {
  return (area_height - body.size) / (lines - 1);
}

double PageStyle::character_pitch() const {
  return area_width / columns;
}

double PageStyle::han_advance(double size) const {
  return size == body.size && std::abs(character_pitch() - size) < 0.1 * size ? character_pitch() : size;
}

Result<PageStyle, Errors> read_page_style(std::string_view yaml, const std::string& file) {
  auto root = parse_yaml(yaml, file);
  if (!root) return fail_all(std::move(root.error()));
  StyleReader reader(file);
  if (!root->is_null()) reader.read(*root);
  if (!reader.errors.empty()) return fail_all(std::move(reader.errors));
  return std::move(reader.style);
}

} // namespace fengqiao::render
