#include "render/paper_style.hpp"

#include "render/element_names.hpp"
#include "render/nearest.hpp"
#include "render/style_reader.hpp"

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr double kMm = kPointsPerMillimetre;
constexpr std::array kTopFrom{Choice<bool>{"版心", false}, Choice<bool>{"纸边", true}};
constexpr std::array kJointMarks{Choice<bool>{"全部", false}, Choice<bool>{"主办", true}};
constexpr std::array kNumberPlaces{Choice<bool>{"居中", false}, Choice<bool>{"右", true}};

void read_names(MapReader& map, std::string_view key, std::vector<std::string>& out) {
  const DataNode* node = map.find(key);
  if (!node) return;
  if (!node->is_list())
    return map.report(*node, fmt::format("“{}”应当列出要素的名字", key), "如 [发文机关, 成文日期]");
  const std::vector<std::string> names = element_names();
  for (const DataNode& item : node->items) {
    if (std::ranges::find(names, item.scalar) == names.end())
      map.report(item, fmt::format("“{}”不是公文要素", item.scalar),
                 "可用：" + quoted_list(names, names.size()));
    out.push_back(item.scalar);
  }
}

void read_rule(MapReader& map, std::string_view key, PaperRule& out) {
  map.section(key, [&out](MapReader& m) {
    double first = 0, second = 0;
    m.number("线宽", first, 0, 5, kMm);
    m.number("第二线宽", second, 0, 5, kMm);
    m.number("间隔", out.gap, 0, 10, kMm);
    m.number("长", out.length, 0, 500, kMm);
    m.number("距离", out.distance, 0, 100, kMm);
    for (const double width : {first, second})
      if (width > 0) out.widths.push_back(width);
  });
}

void read_mark(MapReader& m, PaperMarkStyle& out) {
  m.font("字体", out.font);
  m.size("字号", out.size);
  m.size("最小字号", out.least_size);
  m.number("最宽", out.width, 20, 500, kMm);
  m.number("最高", out.height, 5, 200, kMm);
  m.number("行距", out.pitch, 1, 3);
  m.number("上距", out.top, 0, 150, kMm);
  m.choice("起点", out.from_paper, kTopFrom);
  m.text("后缀", out.suffix);
  m.number("后缀间隔", out.suffix_gap, 0, 5);
  m.choice("联合行文", out.leading_only, kJointMarks);
  m.color("颜色", out.color);
}

void read_head(MapReader& m, PaperHeadStyle& out) {
  m.size("字号", out.size);
  m.font("份号", out.serial_font);
  m.font("密级", out.secrecy_font);
  m.font("紧急程度", out.urgency_font);
  m.font("发文字号", out.number_font);
  m.font("签发人", out.signer_label_font);
  m.font("签发人姓名", out.signer_font);
  m.number("发文字号空行", out.number_gap, 0, 10);
  m.choice("发文字号位置", out.number_right, kNumberPlaces);
  m.number("上行文空字", out.inset, 0, 10);
  m.count("每行签发人", out.signers_per_line, 1, 6);
  m.number("线下空", out.below_rule, 0, 5);
  read_rule(m, "分隔线", out.rule);
  read_rule(m, "页下线", out.foot_rule);
  m.color("线颜色", out.rule_color);
}

void read_body(MapReader& m, PaperBodyStyle& out) {
  m.number("标题空行", out.title_gap, 0, 10);
  m.number("主送空行", out.recipients_gap, 0, 10);
  m.number("附件说明空行", out.attachments_gap, 0, 10);
  m.number("附件说明左空", out.attachments_inset, 0, 10);
  m.number("无印空行", out.plain_gap, 0, 10);
  m.number("无印右空", out.plain_inset, 0, 20);
  m.number("日期右移", out.date_shift, 0, 20);
  m.number("有印空行", out.sealed_gap, 0, 10);
  m.number("有印右空", out.sealed_inset, 0, 20);
  m.number("印章直径", out.seal_size, 10, 80, kMm);
  m.number("印章间距", out.seal_step, 10, 100, kMm);
  m.count("每行印章", out.seals_per_line, 1, 5);
  m.number("签名章空行", out.stamp_gap, 0, 10);
  m.number("签名章宽", out.stamp_width, 5, 100, kMm);
  m.number("签名章高", out.stamp_height, 5, 100, kMm);
  m.number("职务空字", out.post_gap, 0, 20);
  m.number("签名章日期空行", out.stamp_date_gap, 0, 10);
  m.number("附注左空", out.note_indent, 0, 20);
  m.font("附件字体", out.attachment_font);
  m.number("附件标题行", out.attachment_title_line, 1, 10);
  m.font("名单字体", out.roll_font);
  m.number("名单空行", out.roll_gap, 0, 10);
  m.number("名单左空", out.roll_inset, 0, 10);
}

void read_foot(MapReader& m, PaperFootStyle& out) {
  m.font("字体", out.font);
  m.size("字号", out.size);
  m.number("行距", out.pitch, 8, 100);
  m.number("空字", out.inset, 0, 10);
  m.number("线距文字", out.padding, 0, 40);
  m.number("粗线", out.thick, 0, 5, kMm);
  m.number("细线", out.thin, 0, 5, kMm);
  m.choice("印发机关", out.printer, kYesNo);
}

} // namespace

void read_paper_style(MapReader& map, PaperStyle& out) {
  read_names(map, "必填", out.required);
  read_names(map, "应填", out.expected);
  map.section("标志", [&](MapReader& m) { read_mark(m, out.mark); });
  map.section("版头", [&](MapReader& m) { read_head(m, out.head); });
  map.section("主体", [&](MapReader& m) { read_body(m, out.body); });
  map.section("版记", [&](MapReader& m) { read_foot(m, out.foot); });
}

} // namespace fengqiao::render
