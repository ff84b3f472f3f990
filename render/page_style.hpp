// Page styles: every number of the layout is data. The styles shipped stand in templates/版式/*.yaml, where
// comments explain each value with its clause of GB/T 9704—2012; a station may edit them.
#pragma once

#include "core/result.hpp"
#include "render/chart_style.hpp"
#include "render/font.hpp"
#include "render/markdown.hpp"
#include "render/paper_style.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace fengqiao::render {

// How a kind of block is set.
struct TextStyle {
  FontRole font = FontRole::fangsong;
  double size = 16;              // points
  double pitch = 0;              // points from line to line; 0: the page's line pitch
  double indent = 0;             // first line, in characters of this size
  double before = 0, after = 0;  // empty space in lines of the page grid; before: not at a page's top
  MdAlign align = MdAlign::none; // none: justified
  bool bold = false;
  friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

enum class ListNumbers { plain, paper }; // 1. on each level; 一、（一）1.（1） by depth (7.3.3)

enum class PageNumbers { none, centered, outer }; // outer: odd pages right, even pages left (7.5)

struct PageNumberStyle {
  PageNumbers place = PageNumbers::outer;
  FontRole font = FontRole::songti;
  double size = 14;
  double below = 7 * kPointsPerMillimetre; // from the type area to the dashes
  double inset = 1;                        // characters in from the edge
  bool first_page = true;                  // the first page has one too (信函: not)
  friend bool operator==(const PageNumberStyle&, const PageNumberStyle&) = default;
};

// Beside the page number, on each page.
struct FooterStyle {
  FontRole font = FontRole::fangsong;
  double size = 12;
  double gap = 1; // characters at least between it and the page number
  friend bool operator==(const FooterStyle&, const FooterStyle&) = default;
};

struct FootnoteStyle {
  double mark_size = 0.6, mark_rise = 0.36; // of the text's size
  double rule_width = 0.5;                  // points, of the line above the notes; 0: none
  double rule_length = 0.33;                // of the type area's width
  double rule_room = 1.5;                   // of the notes' size, with the line in its middle
  double hanging = 1.5;                     // characters: where a note's text begins
  double above_imprint = 0.5;               // of the notes' size, between the notes and a 版记
  friend bool operator==(const FootnoteStyle&, const FootnoteStyle&) = default;
};

struct ContentsStyle {
  double indent = 1;        // characters a level
  double hanging = 2;       // characters that further lines of an entry begin behind its first
  double number_room = 3;   // characters kept free for the page number
  double leader_step = 0.5; // characters from dot to dot
  double leader_gap = 0.5;  // characters between dots and text
  friend bool operator==(const ContentsStyle&, const ContentsStyle&) = default;
};

struct SealBoxStyle { // 盖章处
  double width = 45 * kPointsPerMillimetre, height = 45 * kPointsPerMillimetre;
  double inset = 2;   // characters from the right
  double rule = 0.35; // points, as the following
  double dash = 4, dash_gap = 2.5;
  friend bool operator==(const SealBoxStyle&, const SealBoxStyle&) = default;
};

// A sign-off without a 公文 around it: lines above it; characters from the right; characters that the date
// begins to the right of the name.
struct SignOffStyle {
  double gap = 1, inset = 2, date_shift = 2;
  friend bool operator==(const SignOffStyle&, const SignOffStyle&) = default;
};

struct PictureStyle {
  double around = 0.25;     // lines of the page grid above and below a picture or a chart
  double caption_gap = 0.4; // characters between a picture and its caption
  double least_height = 6;  // of the caption's size: a smaller picture shows nothing
  friend bool operator==(const PictureStyle&, const PictureStyle&) = default;
};

struct WatermarkStyle {
  double size = 60;            // where the word is not too long
  Color color = gray_of(0xDB); // 未审定 under text that has to be read
  double longest = 0.8;        // of the line through the page's middle
  std::optional<double> angle; // degrees; none: along the page's diagonal
  friend bool operator==(const WatermarkStyle&, const WatermarkStyle&) = default;
};

struct TableStyle {
  double outer_rule = 0.5, inner_rule = 0.35; // points
  double padding_x = 4, padding_y = 3;        // points
  double min_row = 8 * kPointsPerMillimetre;  // least height of a row
  bool fill = true;                           // as wide as the type area
  double justify_from = 8;                    // cells narrower than this many characters stay ragged
  double most_stretch = 0.15;                 // characters a gap in justified cells: wider ones would show
  double center_to = 6.5;                     // columns of texts up to so many characters are centred
  double whole_header = 4.5;                  // headers up to so many characters stay on one line
  double whole_text = 6.5;                    // columns of texts up to so many characters keep one line
  double whole_word = 10;                     // what cannot be broken asks for so many characters at most
  double least_size = 9;       // points: type is made smaller, down to this, before words are cut
  double diagonal = 2.4;       // characters: height of a header cell with a diagonal
  double picture_width = 6;    // characters that a column with a picture has at least
  double picture_height = 0.4; // of the type area's height, at most
  std::string continued = "（续）";
  friend bool operator==(const TableStyle&, const TableStyle&) = default;
};

struct PageStyle {
  std::string name = "材料";
  double width = 210 * kPointsPerMillimetre, height = 297 * kPointsPerMillimetre;
  double top = 37 * kPointsPerMillimetre, left = 28 * kPointsPerMillimetre; // of the type area
  double area_width = 156 * kPointsPerMillimetre, area_height = 225 * kPointsPerMillimetre;
  int lines = 22, columns = 28;
  double gap = 0.25; // between Han and Latin letters or digits, in characters
  TextStyle body, title;
  std::array<TextStyle, 3> headings; // ##, ###, #### and below
  TextStyle table_header, table_cell, caption, note, quote, code;
  PageNumberStyle page_number;
  TableStyle table;
  bool strong_bold = false;               // **…**: thickened, or
  double bold_stroke = 0.022;             // em: about the weight of a half-bold 仿宋
  FontRole latin_font = FontRole::songti; // ASCII in 仿宋 and 楷体 text, whose own figures are too heavy
  FontRole strong_font = FontRole::heiti; // in this face
  FontRole emphasis_font = FontRole::kaiti; // *…*
  std::string bullet = "·";
  double list_indent = 2;      // characters a level
  double list_gap = 0.25;      // characters between a number and its text
  double list_least_width = 8; // characters that deep levels keep for their text
  ListNumbers list_numbers = ListNumbers::plain;
  double quote_inset = 2; // characters in from both sides
  double code_indent = 2;
  double strike_rule = 0.5; // points, of ~~text~~
  double break_rule = 0.5;  // points, of --- between paragraphs
  FootnoteStyle footnote;
  ContentsStyle contents;
  SealBoxStyle seal_box;
  SignOffStyle sign_off;
  PictureStyle picture;
  ChartStyle chart;
  FooterStyle footer;
  WatermarkStyle watermark;
  std::optional<PaperStyle> paper; // 公文, 信函, 纪要: what stands around the text

  PageStyle(); // 材料

  // Points from line to line, so that the first line's top and the last line's foot touch the type area's
  // edges (domain rule: (area height − body size) ÷ (lines − 1) = 29.61 pt).
  [[nodiscard]] double line_pitch() const;
  // Width of a character's cell: 442.20 ÷ 28 = 15.793 pt for 16 pt.
  [[nodiscard]] double character_pitch() const;
  // What a Han character of `size` advances on this page: the grid's factor applies to text of the body size
  // only.
  [[nodiscard]] double han_advance(double size) const;
  friend bool operator==(const PageStyle&, const PageStyle&) = default;
};

// Reads a style; what it leaves out is as in 材料. Errors (ErrorCode::data, each with its line): unknown
// keys, with the ones that are known; values that are no number, out of range, or no known font or alignment.
Result<PageStyle, Errors> read_page_style(std::string_view yaml, const std::string& file);

} // namespace fengqiao::render
