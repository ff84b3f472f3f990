#include "render/paper_tree.hpp"

#include "render/paper_check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fengqiao::render {
namespace {

using Blocks = std::vector<MdNode>;

void add_directive(Blocks& out, std::string_view text) {
  MdNode& node = out.emplace_back();
  node.kind = MdKind::directive;
  node.text = text;
}

void add_line(Blocks& out, std::string text, std::string_view directive = {}) {
  if (text.empty()) return;
  if (!directive.empty()) add_directive(out, directive);
  MdNode& paragraph = out.emplace_back();
  paragraph.kind = MdKind::paragraph;
  MdNode& inside = paragraph.children.emplace_back();
  inside.kind = MdKind::text;
  inside.text = std::move(text);
}

void add_labelled(Blocks& out, std::string_view label, const std::string& text) {
  if (!text.empty()) add_line(out, fmt::format("{}：{}", label, text), "不缩进");
}

void add_rule(Blocks& out) {
  out.emplace_back().kind = MdKind::thematic_break;
}

std::string joined(const std::vector<std::string>& items, std::string_view separator) {
  return fmt::format("{}", fmt::join(items, separator));
}

// 某县公安局 + 文件, but not 某县公安局文件 + 文件; names of a joint issue one behind the other.
std::string mark_of(const PaperElements& paper, const std::string& suffix) {
  if (!paper.mark.empty() || paper.issuers.empty()) return paper.mark;
  const std::string names = joined(paper.issuers, "　");
  return names.ends_with(suffix) ? names : names + suffix;
}

Blocks head_of(const PaperElements& paper, const std::string& suffix) {
  Blocks out;
  for (const std::string& text : {paper.serial, paper.secrecy, paper.urgency})
    add_line(out, text, "不缩进");
  add_line(out, mark_of(paper, suffix), "居中");
  add_line(out, paper.number, "居中");
  add_line(out, paper.signers.empty() ? "" : "签发人：" + joined(paper.signers, "、"), "右对齐");
  if (!out.empty()) add_rule(out);
  return out;
}

Blocks end_of(const PaperElements& paper) {
  Blocks out;
  if (paper.attachments.size() == 1) add_line(out, "附件：" + paper.attachments.front());
  for (std::size_t i = 0; paper.attachments.size() > 1 && i < paper.attachments.size(); ++i)
    add_line(out, fmt::format("{}{}. {}", i == 0 ? "附件：" : "　　　", i + 1, paper.attachments[i]));
  for (const std::string& name : paper.signatures)
    add_line(out, name, "右对齐");
  add_line(out, paper.post, "右对齐");
  add_line(out, paper.date, "右对齐");
  add_line(out, paper.note.empty() ? "" : "（" + paper.note + "）");
  add_labelled(out, "出席", joined(paper.present, "、"));
  add_labelled(out, "请假", joined(paper.away, "、"));
  add_labelled(out, "列席", joined(paper.sitting_in, "、"));
  return out;
}

Blocks foot_of(const PaperElements& paper) {
  Blocks out;
  if (paper.copies.empty() && paper.printer.empty()) return out;
  add_rule(out);
  add_labelled(out, "抄送", paper.copies);
  if (!paper.printer.empty())
    add_line(out, fmt::format("{}　　{}印发", paper.printer, paper.print_date), "不缩进");
  add_rule(out);
  return out;
}

// The blocks behind an 附件 directive begin on a page of their own.
void add_attachment_head(Blocks& out, const std::string& number) {
  add_directive(out, "另起一页");
  add_line(out, "附件" + number, "不缩进");
}

} // namespace

MdNode with_elements(MdNode document, const PaperElements& paper, const std::string& suffix) {
  const std::vector<PaperAttachment> attachments = paper_attachments(document);
  const bool numbered = attachment_count(paper, attachments) > 1;
  Blocks blocks = head_of(paper, suffix), given = std::move(document.children);
  const auto title = std::ranges::find_if(
      given, [](const MdNode& node) { return node.kind == MdKind::heading && node.level == 1; });
  const std::size_t text_end = attachments.empty() ? given.size() : attachments.front().begin;
  const std::size_t text = title == given.end() ? 0 : static_cast<std::size_t>(title - given.begin()) + 1;
  const auto move_to = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
      blocks.push_back(std::move(given[i]));
  };
  const auto add = [&](Blocks more) { std::ranges::move(more, std::back_inserter(blocks)); };

  move_to(0, std::min(text, text_end));
  if (!paper.recipients.empty()) add_line(blocks, paper.recipients + "：", "不缩进");
  move_to(std::min(text, text_end), text_end);
  add(end_of(paper));
  for (std::size_t i = 0; i < attachments.size(); ++i) {
    const PaperAttachment& at = attachments[i];
    move_to(at.begin, at.directive);
    add_attachment_head(blocks, !numbered ? "" : at.number.empty() ? std::to_string(i + 1) : at.number);
    move_to(at.directive + 1, at.end);
  }
  add(foot_of(paper));
  document.children = std::move(blocks);
  return document;
}

} // namespace fengqiao::render
