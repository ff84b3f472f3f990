// A 公文 as a whole: head, title, 主送, text, end, attachments, imprint.
#include "core/text.hpp"
#include "render/block_flow.hpp"

#include <fmt/format.h>

namespace fengqiao::render {
namespace {

constexpr std::string_view kAttachment = "附件";

// "附件", "附件 1" or "附件2": the number; nullopt if the node is no such directive.
std::optional<std::string> attachment_number(const MdNode& node) {
  if (node.kind != MdKind::directive) return std::nullopt;
  std::string_view text = trim(node.text);
  if (!text.starts_with(kAttachment)) return std::nullopt;
  const std::string number(trim(text.substr(kAttachment.size())));
  if (number.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return number;
}

} // namespace

void BlockFlow::add_paper(const MdNode& document) {
  const std::span<const MdNode> nodes(document.children);
  std::vector<std::size_t> cuts;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (attachment_number(nodes[i])) cuts.push_back(i);
  const std::size_t text_end = cuts.empty() ? nodes.size() : cuts.front();

  add_paper_head();
  const bool headed = !flow_.strips.empty();
  std::size_t begin = 0;
  while (begin < text_end && nodes[begin].kind == MdKind::footnote_definition)
    ++begin;
  if (begin < text_end && nodes[begin].kind == MdKind::heading && nodes[begin].level == 1)
    add_paper_title(nodes[begin++], headed);
  const std::size_t text = flow_.strips.size();
  add_recipients();
  add_blocks(nodes.subspan(begin, text_end - begin), {}, nullptr, 0);
  if (text < flow_.strips.size() && headed) begin_text(text);
  add_paper_end();
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    std::string number = *attachment_number(nodes[cuts[i]]);
    if (number.empty() && cuts.size() > 1) number = std::to_string(i + 1);
    const std::size_t end = i + 1 < cuts.size() ? cuts[i + 1] : nodes.size();
    add_attachment(std::string(kAttachment) + number, nodes.subspan(cuts[i] + 1, end - cuts[i] - 1));
  }
  add_imprint();
}

// Two lines below the red line (7.3.1).
void BlockFlow::add_paper_title(const MdNode& node, bool headed) {
  const std::size_t first = flow_.strips.size();
  add_heading(node, {}, {});
  if (first == flow_.strips.size()) return;
  if (headed) {
    flow_.strips[first].before = setting_.style.paper->body.title_gap * setting_.style.line_pitch();
    flow_.strips.back().after = 0;
  }
}

// One line below the title (7.3.2); the lines of this page count from here, so that the distances in its head
// are what they should be. The first page has to hold some of the text (7.3.3).
void BlockFlow::begin_text(std::size_t first) {
  Strip& strip = flow_.strips[first];
  strip.before = setting_.style.paper->body.recipients_gap * setting_.style.line_pitch();
  strip.new_grid = true;
  const std::size_t text = std::max(first, recipients_end_);
  if (text < flow_.strips.size()) flow_.strips[text].text_begins = true;
}

} // namespace fengqiao::render
