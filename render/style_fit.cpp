#include "render/style_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <tuple>
#include <utility>

namespace fengqiao::render {
namespace {

constexpr double kSlack = 0.1;         // points
constexpr double kLeastCharacters = 4; // of a text beside its indents

class FitCheck {
public:
  FitCheck(const PageStyle& style, const DataNode& root, const std::string& file, Errors& errors)
      : style_(style), root_(root), file_(file), errors_(errors) {}

  void check_page() {
    require(style_.left + style_.area_width <= style_.width + kSlack &&
                style_.top + style_.area_height <= style_.height + kSlack,
            {"版心"}, "版心超出纸张", "核对“纸张”和“版心”");
    require(style_.body.size * style_.lines <= style_.area_height + kSlack, {"网格"},
            "版心放不下“网格”的行数", "减少行数或字号");
    const double foot = style_.top + style_.area_height + style_.page_number.below + style_.page_number.size;
    require(style_.page_number.place == PageNumbers::none || foot <= style_.height + kSlack, {"页码"},
            "页码在纸外", "减少“距版心”，或给版心下面多留空白");
  }

  void check_texts() {
    const PageStyle& s = style_;
    for (const auto& [name, text, taken] :
         std::initializer_list<std::tuple<std::string_view, TextStyle, double>>{
             {"标题", s.title, 0},
             {"一级标题", s.headings[0], 0},
             {"二级标题", s.headings[1], 0},
             {"三级标题", s.headings[2], 0},
             {"正文", s.body, 0},
             {"表题", s.caption, 0},
             {"表头", s.table_header, 0},
             {"表文", s.table_cell, 0},
             {"注释", s.note, s.footnote.hanging},
             {"引用", s.quote, 0},
             {"代码", s.code, s.code_indent}}) {
      const double characters = std::max(text.indent, taken) + kLeastCharacters;
      require(characters * text.size <= s.area_width, {name},
              fmt::format("“{}”的字太大，一行放不下 {:g} 个字", name, characters), "减小字号或缩进");
      const double pitch = text.pitch > 0 ? text.pitch : s.line_pitch();
      const bool cell = name.starts_with("表") && text.pitch <= 0; // their own distance
      require(cell || pitch >= text.size - kSlack, {name},
              fmt::format("“{}”的行距 {:.1f} 磅小于字号 {:g} 磅，上下两行会叠印", name, pitch, text.size),
              "行距写 0（用网格的），或不小于字号");
    }
    require((s.list_indent + s.list_least_width) * s.body.size <= s.area_width, {"列表"},
            "列表的缩进和最少字数超出版心的宽", "减少“缩进”或“最少字数”");
  }

  void check_parts() {
    const SealBoxStyle& box = style_.seal_box;
    require(box.width + box.inset * style_.body.size <= style_.area_width && box.height <= style_.area_height,
            {"盖章处"}, "盖章处的框超出版心", "减小“宽”“高”或“右空”");
    require(style_.contents.hanging + style_.contents.number_room + kLeastCharacters <=
                style_.area_width / style_.body.size,
            {"目录"}, "目录的缩进和页码留空超出版心的宽", "减少“续行缩进”或“页码留空”");
  }

  void check_paper(const PaperStyle& paper) {
    const PaperMarkStyle& mark = paper.mark;
    require(mark.width <= style_.area_width + kSlack, {"公文", "标志"}, "标志的“最宽”超出版心", "减小“最宽”");
    require(mark.top + mark.height <= style_.area_height, {"公文", "标志"}, "标志的“上距”加“最高”超出版心",
            "减小“上距”或“最高”");
    require(mark.least_size <= mark.size, {"公文", "标志"}, "“最小字号”大于“字号”", "改小“最小字号”");
    for (const auto& [name, rule] :
         {std::pair("分隔线", &paper.head.rule), std::pair("页下线", &paper.head.foot_rule)})
      require(rule->length <= style_.width, {"公文", "版头", name}, fmt::format("“{}”比纸还长", name),
              "减小“长”");
    const PaperBodyStyle& body = paper.body;
    const double em = style_.body.size;
    require(body.seal_size <= body.seal_step, {"公文", "主体"}, "“印章间距”小于“印章直径”，两个章会叠在一起",
            "加大“印章间距”");
    require(body.seal_size / 2 + body.sealed_inset * em <= style_.area_width &&
                body.stamp_width + (body.sealed_inset + body.post_gap + kLeastCharacters) * em <=
                    style_.area_width,
            {"公文", "主体"}, "印章、签名章和右空超出版心的宽", "减小“有印右空”“职务空字”或章的大小");
    require(body.stamp_height <= style_.area_height / 2, {"公文", "主体"}, "“签名章高”超过版心的一半",
            "减小“签名章高”");
    const PaperFootStyle& foot = paper.foot;
    require((2 * foot.inset + kLeastCharacters + 3) * foot.size <= style_.area_width, {"公文", "版记"},
            "版记的字太大，一行放不下", "减小“字号”或“空字”");
    require(foot.pitch >= foot.size - kSlack, {"公文", "版记"}, "版记的行距小于字号，上下两行会叠印",
            "“行距”不小于“字号”");
  }

private:
  // Where the sections of the path stand, as far as they are there; what is not there is as in 材料, so that
  // the type area is too small for it.
  [[nodiscard]] const DataNode& at(std::initializer_list<std::string_view> path) const {
    const DataNode* node = &root_;
    for (const std::string_view key : path) {
      const DataNode* inner = node->find(key);
      if (inner == nullptr) break;
      node = inner;
    }
    const DataNode* area = root_.find("版心");
    return node == &root_ && area != nullptr ? *area : *node;
  }

  void require(bool holds, std::initializer_list<std::string_view> path, std::string message,
               std::string hint) {
    if (holds) return;
    const DataNode& node = at(path);
    errors_.push_back(
        {ErrorCode::data, place(file_, node.line, node.column), std::move(message), std::move(hint)});
  }

  const PageStyle& style_;
  const DataNode& root_;
  const std::string& file_;
  Errors& errors_;
};

} // namespace

void check_fit(const PageStyle& style, const DataNode& root, const std::string& file, Errors& errors) {
  FitCheck check(style, root, file, errors);
  check.check_page();
  check.check_texts();
  check.check_parts();
  if (style.paper && errors.empty()) check.check_paper(*style.paper);
}

} // namespace fengqiao::render
