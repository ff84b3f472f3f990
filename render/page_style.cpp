#include "render/page_style.hpp"

#include "core/yaml.hpp"
#include "render/style_fit.hpp"
#include "render/style_reader.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>

namespace fengqiao::render {
namespace {

constexpr std::array kAligns{Choice<MdAlign>{"两端", MdAlign::none}, Choice<MdAlign>{"左", MdAlign::left},
                             Choice<MdAlign>{"居中", MdAlign::center}, Choice<MdAlign>{"右", MdAlign::right}};
constexpr std::array kListNumbers{Choice<ListNumbers>{"阿拉伯", ListNumbers::plain},
                                  Choice<ListNumbers>{"公文", ListNumbers::paper}};
constexpr std::array kPageNumbers{Choice<PageNumbers>{"单右双左", PageNumbers::outer},
                                  Choice<PageNumbers>{"居中", PageNumbers::centered},
                                  Choice<PageNumbers>{"无", PageNumbers::none}};

class StyleReader {
public:
  explicit StyleReader(const std::string& file) : file_(file) {}
  PageStyle style;
  Errors errors;

  void read(const DataNode& root) {
    MapReader map(root, "版式", file_, errors);
    map.text("名称", style.name);
    map.font("西文字体", style.latin_font);
    map.section("纸张", [this](MapReader& m) {
      m.number("宽", style.width, 100, 500, kPointsPerMillimetre);
      m.number("高", style.height, 100, 500, kPointsPerMillimetre);
    });
    map.section("版心", [this](MapReader& m) {
      m.number("上", style.top, 0, 200, kPointsPerMillimetre);
      m.number("左", style.left, 0, 200, kPointsPerMillimetre);
      m.number("宽", style.area_width, 50, 500, kPointsPerMillimetre);
      m.number("高", style.area_height, 50, 500, kPointsPerMillimetre);
    });
    map.section("网格", [this](MapReader& m) {
      m.count("行数", style.lines, 2, 100);
      m.count("字数", style.columns, 5, 120);
      m.number("中西间隙", style.gap, 0, 1);
    });
    texts(map);
    marks(map);
    parts(map);
    page_number_and_table(map);
    map.section(
        "公文", [this](MapReader& m) { read_paper_style(m, style.paper.emplace()); }, true);
    map.finish();
    check_fit(style, root, file_, errors);
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
    text(map, "引用", style.quote, [this](MapReader& m) { m.number("左右空", style.quote_inset, 0, 10); });
    text(map, "代码", style.code, [this](MapReader& m) { m.number("左空", style.code_indent, 0, 10); });
  }

  void marks(MapReader& map) {
    map.section("加重", [this](MapReader& m) {
      m.font("字体", style.strong_font);
      m.choice("加粗", style.strong_bold, kYesNo);
      m.number("描边", style.bold_stroke, 0.005, 0.1);
    });
    map.section("强调", [this](MapReader& m) { m.font("字体", style.emphasis_font); });
    map.section("列表", [this](MapReader& m) {
      m.text("符号", style.bullet);
      m.number("缩进", style.list_indent, 0, 10);
      m.choice("编号", style.list_numbers, kListNumbers);
      m.number("间隔", style.list_gap, 0, 5);
      m.number("最少字数", style.list_least_width, 2, 40);
    });
    map.section("线", [this](MapReader& m) {
      m.number("删除线", style.strike_rule, 0.1, 5);
      m.number("分隔线", style.break_rule, 0.1, 5);
    });
    map.section("水印", [this](MapReader& m) {
      WatermarkStyle& out = style.watermark;
      m.size("字号", out.size);
      m.color("颜色", out.color);
      m.number("最长", out.longest, 0.1, 1);
      read_angle(m, out.angle);
    });
  }

  void parts(MapReader& map) {
    map.section("脚注", [this](MapReader& m) {
      FootnoteStyle& out = style.footnote;
      m.number("标号大小", out.mark_size, 0.3, 1);
      m.number("标号升高", out.mark_rise, 0, 1);
      m.number("线宽", out.rule_width, 0, 5);
      m.number("线长", out.rule_length, 0, 1);
      m.number("线占高", out.rule_room, 0.2, 5);
      m.number("左空", out.hanging, 1, 10);
      m.number("距版记", out.above_imprint, 0, 5);
    });
    map.section("目录", [this](MapReader& m) {
      ContentsStyle& out = style.contents;
      m.number("每层缩进", out.indent, 0, 5);
      m.number("续行缩进", out.hanging, 0, 10);
      m.number("页码留空", out.number_room, 1, 10);
      m.number("点距", out.leader_step, 0.2, 5);
      m.number("点线间隔", out.leader_gap, 0, 5);
    });
    map.section("盖章处", [this](MapReader& m) {
      SealBoxStyle& out = style.seal_box;
      m.number("宽", out.width, 5, 150, kPointsPerMillimetre);
      m.number("高", out.height, 5, 150, kPointsPerMillimetre);
      m.number("右空", out.inset, 0, 20);
      m.number("线宽", out.rule, 0.1, 5);
      m.number("虚线", out.dash, 0.5, 50);
      m.number("虚线间隔", out.dash_gap, 0.5, 50);
    });
    map.section("落款", [this](MapReader& m) {
      m.number("空行", style.sign_off.gap, 0, 10);
      m.number("右空", style.sign_off.inset, 0, 20);
      m.number("日期右移", style.sign_off.date_shift, 0, 20);
    });
    map.section("图片", [this](MapReader& m) {
      m.number("上下空", style.picture.around, 0, 10);
      m.number("图题间隔", style.picture.caption_gap, 0, 5);
      m.number("最小高", style.picture.least_height, 1, 40);
    });
    map.section("图表", [this](MapReader& m) { read_chart_style(m, style.chart); });
  }

  void page_number_and_table(MapReader& map) {
    map.section("页码", [this](MapReader& m) {
      m.choice("位置", style.page_number.place, kPageNumbers);
      m.font("字体", style.page_number.font);
      m.size("字号", style.page_number.size);
      m.number("距版心", style.page_number.below, 0, 40, kPointsPerMillimetre);
      m.number("空字", style.page_number.inset, 0, 10);
      m.choice("首页", style.page_number.first_page, kYesNo);
    });
    map.section("页脚", [this](MapReader& m) {
      m.font("字体", style.footer.font);
      m.size("字号", style.footer.size);
      m.number("间隔", style.footer.gap, 0, 10);
    });
    map.section("表格", [this](MapReader& m) {
      m.number("外框线", style.table.outer_rule, 0, 5);
      m.number("内线", style.table.inner_rule, 0, 5);
      m.number("左右边距", style.table.padding_x, 0, 20);
      m.number("上下边距", style.table.padding_y, 0, 20);
      m.number("最小行高", style.table.min_row, 0, 100, kPointsPerMillimetre);
      m.choice("撑满版心", style.table.fill, kYesNo);
      m.number("两端对齐字数", style.table.justify_from, 0, 100);
      m.number("字间最多", style.table.most_stretch, 0, 2);
      m.number("居中字数", style.table.center_to, 0, 100);
      m.number("表头整行字数", style.table.whole_header, 0, 40);
      m.number("整行字数", style.table.whole_text, 0, 40);
      m.number("最小字号", style.table.least_size, 5, 40);
      m.number("整词字数", style.table.whole_word, 1, 40);
      m.number("斜线格高", style.table.diagonal, 1, 10);
      m.number("图宽字数", style.table.picture_width, 1, 60);
      m.number("图高", style.table.picture_height, 0.05, 0.9);
      m.text("续表字样", style.table.continued);
    });
  }

  // 对角线, or degrees.
  static void read_angle(MapReader& map, std::optional<double>& out) {
    const DataNode* node = map.find("角度");
    double degrees = 0;
    if (node == nullptr || (node->is_scalar() && node->scalar == "对角线")) return;
    if (!node->is_scalar() || !read_number(node->scalar, degrees) || degrees < -90 || degrees > 90)
      return map.report(*node, "“角度”应当是 -90 到 90 之间的数，或“对角线”", {});
    out = degrees;
  }

  static void text(MapReader& map, std::string_view key, TextStyle& out,
                   const std::function<void(MapReader&)>& more = {}) {
    map.section(key, [&](MapReader& m) {
      if (more) more(m);
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
  note = {.font = FontRole::fangsong, .size = 12, .pitch = 18, .indent = 2};
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
