// The document tree → strips: one function a kind of block.
#pragma once

#include "render/directive.hpp"
#include "render/figure.hpp"
#include "render/list_number.hpp"
#include "render/strip.hpp"

#include <map>
#include <span>
#include <vector>

namespace fengqiao::render {

struct PaperLine;

// Where a block stands: inside lists and quotes it is narrower and may look different.
struct BlockPlace {
  double left = 0, right = 0;      // points in from the type area's edges
  const TextStyle* text = nullptr; // instead of the body style (quotes, notes)
  int number_level = -1;           // in a 公文's list: of a list within it
  bool plain_indent = false;       // first lines are not indented (list items, notes)
  const MdNode* number = nullptr;  // that the first paragraph here begins with, in a 公文's list
};

// How a text is set as a block.
struct BlockShape {
  TextStyle style;
  double first_indent = 0; // points
  double hanging = 0;      // points: all lines; the label stands before it
  const RichText* label = nullptr;
  double label_x = 0;
};

class BlockFlow {
public:
  explicit BlockFlow(Setting& setting) : setting_(setting) {}

  void add_document(const MdNode& document);
  void add_heading(const MdNode& node, const Directives& directives, const BlockPlace& at);
  void add_plain_paragraph(std::string_view text, const TextStyle& style);
  Flow take() { return std::move(flow_); }

private:
  void add_blocks(std::span<const MdNode> nodes, const BlockPlace& at, const RichText* label, double label_x);
  void add_drawn(const DrawnDirective& drawn, const BlockPlace& at);
  void add_block(const MdNode& node, const Directives& directives, const BlockPlace& at,
                 const RichText* label, double label_x);
  void add_numbered(const MdNode* node, const Directives& directives, BlockPlace& at);
  void steer(const Directives& directives, std::size_t first);
  void add_paragraph(const MdNode& node, const Directives& directives, const BlockPlace& at,
                     const RichText* label, double label_x);
  void take_number(const MdNode& paragraph, const BlockPlace& at);
  void add_sign_off(const MdNode& node, const TextStyle& style, const BlockPlace& at);
  void add_list(const MdNode& node, const BlockPlace& at);
  void add_quote(const MdNode& node, const BlockPlace& at);
  void add_code_block(const MdNode& node, const BlockPlace& at);
  void add_thematic_break(const BlockPlace& at);
  void check_numbers(const MdNode& list);
  void add_paper_list(const MdNode& node, const BlockPlace& at);
  void add_note(const MdNode& note);
  void add_contents(int deepest); // contents_block.cpp
  void add_contents_line(const HeadingEntry& entry);
  void add_leader(double from, double to, double base, Ink& ink);
  void add_seal_box(const BlockPlace& at);
  void add_images(const MdNode& node, const Directives& directives, const BlockPlace& at); // image_block.cpp
  void add_table(const MdNode& node, const Directives& directives, const BlockPlace& at);  // table_block.cpp
  void add_chart(const MdNode& node, const Directives& directives, const BlockPlace& at);  // chart_block.cpp
  void add_table_notes(const MdNode& table, std::size_t first, TableFrame& frame);
  std::vector<int> with_inner_notes(std::map<int, std::size_t>& numbers) const;

  // 公文 (paper_flow.cpp; paper_head.cpp and paper_foot.cpp where nothing is said)
  void add_paper(const MdNode& document);
  void add_paper_head();
  void add_paper_title(const MdNode& node, bool headed);
  void begin_text(std::size_t first);
  void add_recipients();
  void add_paper_end();
  void hold_paper_end(std::size_t first);
  void add_hanging(std::string_view label, FontRole label_font, std::string_view text, double left,
                   double lines_above, const std::string& where);
  void add_attachment_list();
  void add_rolls();
  std::vector<PaperLine> signature_lines(double room); // paper_sign.cpp
  PaperLine date_line();
  void add_line_at(const PaperLine& line, double x, double lines_above);
  void add_plain_sign_off();
  void add_sealed_sign_off();
  void add_stamp();
  void add_paper_note();
  void add_attachment(std::string_view label, std::span<const MdNode> before, std::span<const MdNode> nodes);
  void add_imprint(); // paper_imprint.cpp

  static void add_anchors(const std::vector<std::string>& names, Strip& strip);
  void add_text(const RichText& text, const BlockShape& shape, const BlockPlace& at);
  Strip line_strip(const TextStyle& style) const;
  void hold_lines(std::size_t first); // no lone first or last line on a page
  [[nodiscard]] double width(const BlockPlace& at) const;
  [[nodiscard]] const TextStyle& text_style(const BlockPlace& at) const;
  [[nodiscard]] double line_pitch(const TextStyle& style) const;

  Setting& setting_;
  Flow flow_;
  std::size_t text_begin_ = 0, text_end_ = 0; // strips of the last paragraph or heading
  std::size_t recipients_end_ = 0;            // behind the strips of a 公文's 主送
  bool has_contents_ = false;                 // a 目录
  std::size_t heading_end_ = 0;               // behind the strips of the last heading
  PaperNumber number_;                        // of the last heading or numbered paragraph
  FigureNumbers figures_;
};

} // namespace fengqiao::render
