// The document as one long ribbon: strips that are not cut, from top to bottom, with what holds them
// together. Pages are cut from it (render/page_compose.hpp).
#pragma once

#include "render/rich_text.hpp"

#include <map>
#include <optional>

namespace fengqiao::render {

struct Strip {
  double height = 0;                // from its top to the next strip's
  double ink_height = 0;            // what has to fit on the page: a last line needs no leading below it
  double before = 0;                // space above; none at a page's top
  double after = 0;                 // space below; none at a page's foot
  bool on_grid = false;             // begins on a line of the page's grid
  bool keep_next = false;           // no page break behind it
  bool like_next = false;           // none either, unless a third of a page would stay empty for it
  bool page_break = false;          // begins a page
  bool page_one = false;            // begins the page that is numbered 1; those before are i, ii, …
  bool new_grid = false;            // begins where it comes; the page's grid goes on from here
  bool text_begins = false;         // the first of a 公文's text, which its first page has to hold
  int table = -1;                   // index into Flow::tables of the table it is a row of
  std::size_t row = 0;              // of the table, header rows included
  bool row_end = true;              // a rule below (rows of a table)
  Ink ink;                          // x from the type area's left edge, y from the strip's top
  std::optional<Bookmark> bookmark; // title and level
  std::vector<std::string> anchors; // their names

  [[nodiscard]] bool keeps_next() const { return keep_next || like_next; }
};

// How a row's cells open into each other, by columns.
struct TableRow {
  std::vector<bool> open_below; // the cell goes on in the row below
  std::vector<bool> open_right; // and in the column to its right
  bool strong_below = false;    // a stronger rule below: a total follows
};

struct SpanText {
  Ink ink; // x from the type area's left edge, y from its own top
  double height = 0;
};

// A cell over several rows: drawn on each page that some of them stand on, in the middle of those rows.
struct SpanCell {
  std::size_t row_begin = 0, row_end = 0;
  double padding = 0;
  bool at_top = false;   // instead of in the middle
  bool header = false;   // repeated with the header, each time as the first time
  SpanText first, again; // what the first page shows, and the later ones where there is room
  bool diagonal = false; // a line from corner to corner, `first` above it and `again` below
  double left = 0, right = 0, diagonal_width = 0;
};

// What is drawn around the rows of a table on each page that it reaches.
struct TableFrame {
  std::vector<double> edges; // x of its vertical rules, left to right
  std::vector<TableRow> rows;
  std::vector<SpanCell> spans;
  std::vector<Strip> head;        // header rows, repeated on each page
  std::optional<Strip> continued; // the caption with （续）, above the repeated header
};

struct Flow {
  std::vector<Strip> strips;
  std::vector<TableFrame> tables;
  std::map<int, std::vector<Strip>> notes; // footnotes by number
  std::vector<NoteGlyph> note_glyphs;      // what numbers them on a page: ①②③
  std::vector<Strip> foot;                 // lines at the foot of the last page (版记)
};

} // namespace fengqiao::render
