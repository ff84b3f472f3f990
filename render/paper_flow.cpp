// A 公文 as a whole: head, title, 主送, text, end, attachments, imprint.
#include "render/block_flow.hpp"
#include "render/paper_check.hpp"

namespace fengqiao::render {

void BlockFlow::add_paper(const MdNode& document) {
  const std::span<const MdNode> nodes(document.children);
  const std::vector<PaperAttachment> attachments = paper_attachments(document);
  const std::size_t text_end = attachments.empty() ? nodes.size() : attachments.front().begin;

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
  const bool numbered = attachment_count(setting_.options.paper, attachments) > 1;
  for (std::size_t i = 0; i < attachments.size(); ++i) {
    const PaperAttachment& each = attachments[i];
    const std::string number = each.number.empty() ? std::to_string(i + 1) : each.number;
    add_attachment("附件" + (numbered ? number : ""), nodes.subspan(each.begin, each.directive - each.begin),
                   nodes.subspan(each.directive + 1, each.end - each.directive - 1));
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
