#include "render/paper_check.hpp"

#include "core/date.hpp"
#include "core/text.hpp"
#include "render/directive.hpp"
#include "render/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace fengqiao::render {
namespace {

// "附件", "附件 1" or "附件2": the number; nullopt if the node is no such directive.
std::optional<std::string> attachment_number(const MdNode& node) {
  if (node.kind != MdKind::directive) return std::nullopt;
  const std::string_view text = trim(node.text);
  if (!text.starts_with(kAttachmentDirective)) return std::nullopt;
  const std::string number(trim(text.substr(kAttachmentDirective.size())));
  if (number.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return number;
}

// What of a name counts: without spaces, quotation marks and the marks around a title.
std::string bare_name(std::string_view name) {
  std::string out;
  for (std::size_t pos = 0; pos < name.size();) {
    const char32_t c = next_code_point(name, pos);
    if (!is_space(c) && c != U'《' && c != U'》' && c != U'“' && c != U'”') append_utf8(out, c);
  }
  return out;
}

class Checker {
public:
  Checker(const MdNode& document, const PaperElements& paper, const std::string& file, Errors& warnings)
      : document_(document), paper_(paper), file_(file), warnings_(warnings) {}

  void check_attachments() {
    const auto printed = paper_attachments(document_);
    const std::size_t listed = paper_.attachments.size();
    if (printed.empty()) return;
    if (listed == 0)
      return warn(node_place(document_.children[printed.front().directive]), "文后有附件，文件头没有附件说明",
                  "在文件头补上 附件: [附件的标题]");
    if (printed.size() != listed)
      warn(paper_.place_of("附件"), fmt::format("附件说明列了 {} 个，文后有 {} 个", listed, printed.size()),
           "改成一致，或把没有随文印的附件另行说明");
    const bool numbered = attachment_count(paper_, printed) > 1;
    for (std::size_t i = 0; i < printed.size(); ++i)
      check_attachment(printed[i], i, numbered);
  }

  void check_dates() {
    const auto written = parse_date(paper_.date), printed = parse_date(paper_.print_date);
    if (written && printed && *printed < *written)
      warn(paper_.place_of("印发日期"),
           fmt::format("印发日期 {} 早于成文日期 {}", paper_.print_date, paper_.date), "核对两个日期");
  }

  // 信函 has no line for them (10.1).
  void check_printer(const PaperFootStyle& foot) {
    if (!foot.printer && !paper_.printer.empty())
      warn(paper_.place_of("印发机关"), "这种版式的版记不印“印发机关”和“印发日期”",
           "删去这两项；要印的改用版式 公文");
  }

private:
  void check_attachment(const PaperAttachment& attachment, std::size_t index, bool numbered) {
    const MdNode& directive = document_.children[attachment.directive];
    const std::size_t number = attachment.number.empty() ? index + 1 : number_of(attachment.number);
    if (numbered && number != index + 1)
      warn(node_place(directive),
           fmt::format("第 {} 个附件写的是“附件{}”", index + 1, shorten(attachment.number, 10)),
           fmt::format("写成 <!-- 附件 {} -->，或不写号，由程序编", index + 1));
    if (number == 0 || number > paper_.attachments.size()) return;
    const std::string& listed = paper_.attachments[number - 1];
    const MdNode* title = title_of(attachment);
    if (title == nullptr)
      return warn(node_place(directive), fmt::format("附件“{}”没有标题", shorten(listed, 40)),
                  "在它下面写一行 # 标题");
    const std::string text = to_utf8(plain_text(*title));
    if (bare_name(text) != bare_name(listed))
      warn(node_place(*title),
           fmt::format("附件的标题“{}”与附件说明里的“{}”不同", shorten(text, 40), shorten(listed, 40)),
           "改成一致");
  }

  // Its first heading of the first level; nullptr where other text comes before.
  [[nodiscard]] const MdNode* title_of(const PaperAttachment& attachment) const {
    for (std::size_t i = attachment.directive + 1; i < attachment.end; ++i) {
      const MdNode& node = document_.children[i];
      if (node.kind == MdKind::directive || node.kind == MdKind::footnote_definition) continue;
      return node.kind == MdKind::heading && node.level == 1 ? &node : nullptr;
    }
    return nullptr;
  }

  static std::size_t number_of(const std::string& digits) {
    return digits.size() > 6 ? 0 : std::stoul(digits); // nobody has a million attachments
  }

  // Where a block was written: in a record, or in the Markdown.
  [[nodiscard]] std::string node_place(const MdNode& node) const {
    for (const MdNode& child : node.children)
      if (!child.origin.empty()) return child.origin;
    return place(file_, node.line);
  }

  void warn(std::string where, std::string message, std::string hint) {
    warnings_.push_back({ErrorCode::data, std::move(where), std::move(message), std::move(hint)});
  }

  const MdNode& document_;
  const PaperElements& paper_;
  const std::string& file_;
  Errors& warnings_;
};

// 第3号 is the number of a 命令 or 令 (10.2), whose mark says so; all others have a year.
void check_number(const PaperElements& paper, const PaperMarkStyle& mark, Errors& problems) {
  const std::string& shown = paper.mark.empty() ? mark.suffix : paper.mark;
  if (!paper.number.starts_with("第") || !paper.number.ends_with("号") || shown.ends_with("令")) return;
  problems.push_back({ErrorCode::data, paper.place_of("发文字号"),
                      fmt::format("发文字号“{}”没有机关代字和年份", shorten(paper.number, 30)),
                      "写成 示公发〔2026〕3号；命令的令号（第3号）用版式 命令"});
}

} // namespace

std::vector<PaperAttachment> paper_attachments(const MdNode& document) {
  std::vector<PaperAttachment> out;
  for (std::size_t i = 0; i < document.children.size(); ++i)
    if (auto number = attachment_number(document.children[i])) {
      const std::size_t least = out.empty() ? 0 : out.back().directive + 1;
      std::size_t begin = i;
      while (begin > least && acts_on_pages(document.children[begin - 1]))
        --begin;
      if (!out.empty()) out.back().end = begin;
      out.push_back({begin, i, document.children.size(), std::move(*number)});
    }
  return out;
}

std::size_t attachment_count(const PaperElements& paper, const std::vector<PaperAttachment>& printed) {
  return std::max(paper.attachments.size(), printed.size());
}

void check_paper(const MdNode& document, const PaperElements& paper, const PaperStyle& style,
                 const std::string& file, const std::string& markdown_file, Errors& problems,
                 Errors& warnings) {
  const auto lacks = [&paper](const std::string& name) {
    return paper.place_of(name).empty() && !(name == "发文机关" && !paper.mark.empty());
  };
  for (const std::string& name : style.required)
    if (lacks(name))
      problems.push_back({ErrorCode::data, file, fmt::format("没有“{}”", name),
                          fmt::format("在文件头（或记录里）补上 {}；不是正式公文的用版式 材料", name)});
  for (const std::string& name : style.expected)
    if (lacks(name))
      warnings.push_back({ErrorCode::data, file, fmt::format("没有“{}”", name),
                          fmt::format("确实不用的不必管；漏了就补上 {}", name)});
  check_number(paper, style.mark, problems);
  Checker checker(document, paper, markdown_file, warnings);
  checker.check_attachments();
  checker.check_dates();
  checker.check_printer(style.foot);
}

} // namespace fengqiao::render
