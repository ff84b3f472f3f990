// Tables as strips: a row is one strip, or, where it is taller than a page, one strip a line.
#include "render/block_flow.hpp"

#include "core/text.hpp"
#include "render/table_layout.hpp"
#include "render/table_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace fengqiao::render {
namespace {

constexpr double kCenterBelow = 6.5;  // em: columns of short text are centred where Markdown says nothing
constexpr double kShortHeader = 4.5;  // em: headers up to four characters stay on one line
constexpr double kCellStretch = 0.15; // em: few gaps a line, so that a wide stretch would show
constexpr double kLeastCap = 10;      // em: what counts as unbreakable at most (addresses are broken)

struct Cell {
  TableCell at;
  RichText text;
  ContentWidth content;
  BrokenParagraph broken;
  std::optional<std::size_t> whole; // a number: its characters before the decimal point
  bool placeholder = false;         // stands for a number
};

// Widths of the numbers of a column, before and behind the decimal point.
struct NumberColumn {
  bool aligned = false;
  double whole = 0, rest = 0;
};

double advance_of(const Cell& cell, std::size_t begin, std::size_t end) {
  double width = 0;
  for (std::size_t i = begin; i < end; ++i)
    width += cell.text.items[i].advance;
  return width;
}

class TableSetter {
public:
  TableSetter(const MdNode& node, const Directives& directives, Setting& setting)
      : node_(node), directives_(directives), setting_(setting), style_(setting.style),
        model_(read_table(node, directives.header_rows)) {}

  [[nodiscard]] const TableModel& model() const { return model_; }

  void read_cells() {
    static const MdNode empty;
    for (const TableCell& at : model_.cells) {
      Cell cell;
      cell.at = at;
      cell.text = is_diagonal(at) ? RichText{} : rich_text(*at.node, look_of(at.row), setting_);
      cell.content = content_width(cell.text.items, style_.gap);
      cell.whole = whole_part(cell.text.text);
      cell.placeholder = is_number_placeholder(cell.text.text);
      cells_.push_back(std::move(cell));
    }
    find_number_columns();
  }

  // False when there is less than a character's room in each column.
  bool set_columns(double available, double left) {
    const double em = style_.table_cell.size;
    const auto columns = static_cast<double>(model_.columns);
    padding_ = std::clamp((available / columns - 2 * em) / 2, 1.0, std::max(1.0, style_.table.padding_x));
    const std::vector<ColumnContent> contents = measure_columns();
    widths_ = directives_.widths.empty() ? share_widths(contents, available, style_.table.fill)
                                         : proportional_widths(directives_.widths, contents, available);
    if (*std::min_element(widths_.begin(), widths_.end()) < em + 2) return false;
    double x = left;
    if (directives_.widths.empty() && !style_.table.fill)
      for (const double width : widths_)
        x += (available / columns - width) / 2;
    frame.edges = {x};
    for (const double width : widths_)
      frame.edges.push_back(frame.edges.back() + width);
    for (std::size_t i = 0; i < model_.columns; ++i)
      aligns_.push_back(asked_align(i) != MdAlign::none      ? asked_align(i)
                        : body_most_[i] <= kCenterBelow * em ? MdAlign::center
                                                             : MdAlign::left);
    return true;
  }

  void set_rows(int table, std::vector<Strip>& out) {
    for (Cell& cell : cells_)
      break_cell(cell);
    set_heights();
    set_rules();
    double head_height = 0;
    for (std::size_t row = 0; row < model_.header_rows; ++row) {
      frame.head.push_back(whole_row(row, table));
      frame.head.back().keep_next = true;
      head_height += heights_[row];
    }
    for (const Strip& head : frame.head)
      out.push_back(head);
    const double room = style_.area_height - head_height - style_.caption.size * 3;
    const std::size_t first = out.size();
    std::vector<std::size_t> begins; // of each body row in `out`
    for (std::size_t row = model_.header_rows; row < model_.rows; ++row) {
      begins.push_back(out.size());
      if (heights_[row] <= room)
        out.push_back(whole_row(row, table));
      else
        split_row(row, table, out);
    }
    begins.push_back(out.size());
    for (const Cell& cell : cells_) // anchors given inside a cell name the row
      if (cell.at.row >= model_.header_rows)
        add_inline_anchors(*cell.at.node, out[begins[cell.at.row - model_.header_rows]].anchors);
    add_spans();
    hold_spans(begins, room, out);
    hold_totals(begins, out);
    // The last row does not stand alone on a page.
    if (out.size() >= first + 2) out[out.size() - 2].keep_next = true;
  }

  TableFrame frame;

private:
  // ---- looks ----

  [[nodiscard]] const TextStyle& style_of(std::size_t row) const {
    return row < model_.header_rows ? style_.table_header : style_.table_cell;
  }

  [[nodiscard]] RunStyle look_of(std::size_t row) const {
    RunStyle look = run_style(style_of(row));
    if (!model_.totals[row]) return look;
    if (style_.strong_bold)
      look.bold = true;
    else
      look.font = style_.strong_font;
    return look;
  }

  [[nodiscard]] double pitch(std::size_t row) const {
    const TextStyle& style = style_of(row);
    return style.pitch > 0 ? style.pitch : 1.35 * style.size;
  }

  [[nodiscard]] bool is_diagonal(const TableCell& at) const {
    return directives_.diagonal_head && at.row == 0 && at.column == 0 && model_.header_rows > 0;
  }

  [[nodiscard]] ColumnAlign asked(std::size_t column) const {
    return column < directives_.columns.size() ? directives_.columns[column] : ColumnAlign::none;
  }

  [[nodiscard]] MdAlign asked_align(std::size_t column) const {
    switch (asked(column)) {
    case ColumnAlign::left:
      return MdAlign::left;
    case ColumnAlign::center:
      return MdAlign::center;
    case ColumnAlign::right:
      return MdAlign::right;
    default:
      return node_.aligns.size() > column ? node_.aligns[column] : MdAlign::none;
    }
  }

  [[nodiscard]] MdAlign align_of(const Cell& cell) const {
    if (cell.at.row < model_.header_rows && style_.table_header.align != MdAlign::none)
      return style_.table_header.align;
    return aligns_[cell.at.column];
  }

  // ---- widths ----

  [[nodiscard]] bool is_body(const Cell& cell) const { return cell.at.row >= model_.header_rows; }

  // Columns whose figures stand with their decimal points one below the other: asked for, or aligned right or
  // not at all in the Markdown and holding nothing but numbers, some of which need it.
  void find_number_columns() {
    numbers_.assign(model_.columns, {});
    std::vector<bool> only_numbers(model_.columns, true), needed(model_.columns, false);
    for (const Cell& cell : cells_) {
      if (!is_body(cell) || cell.at.columns > 1 || cell.text.text.empty()) continue;
      const std::size_t column = cell.at.column;
      if (!cell.whole && !cell.placeholder) only_numbers[column] = false;
      if (!cell.whole) continue;
      const bool bare = std::all_of(cell.text.text.begin(), cell.text.text.end(),
                                    [](char32_t c) { return c >= '0' && c <= '9'; });
      needed[column] = needed[column] || !bare;
      NumberColumn& numbers = numbers_[column];
      numbers.whole = std::max(numbers.whole, advance_of(cell, 0, *cell.whole));
      numbers.rest = std::max(numbers.rest, advance_of(cell, *cell.whole, cell.text.items.size()));
    }
    for (std::size_t i = 0; i < model_.columns; ++i) {
      const bool open = asked(i) == ColumnAlign::none &&
                        (asked_align(i) == MdAlign::none || asked_align(i) == MdAlign::right);
      numbers_[i].aligned = numbers_[i].whole > 0 &&
                            (asked(i) == ColumnAlign::decimal || (open && only_numbers[i] && needed[i]));
    }
  }

  void need(ColumnContent& column, const Cell& cell, double share) const {
    const double pad = 2 * padding_ + 0.5, em = style_.table_cell.size, most = cell.content.most / share;
    const bool header = !is_body(cell), short_header = header && most <= kShortHeader * em;
    column.least = std::max(
        column.least, short_header ? most + pad : std::min(cell.content.least / share, kLeastCap * em) + pad);
    column.most = std::max(column.most, most + pad);
    // A header in two lines: half its length, rounded up to a character.
    const double wrapped =
        header && !short_header ? std::max(cell.content.least / share, most / 2 + em / 2) : most;
    column.compact = std::max(column.compact, std::min(wrapped, most) + pad);
    column.bulk += std::pow(most + pad, 3);
  }

  std::vector<ColumnContent> measure_columns() {
    std::vector<ColumnContent> contents(model_.columns);
    body_most_.assign(model_.columns, 0);
    const double pad = 2 * padding_ + 0.5, em = style_.table_cell.size;
    for (const Cell& cell : cells_) {
      // A cell over several columns asks the same of each.
      for (std::size_t i = 0; i < cell.at.columns; ++i)
        need(contents[cell.at.column + i], cell, static_cast<double>(cell.at.columns));
      if (is_body(cell) && cell.at.columns == 1)
        body_most_[cell.at.column] = std::max(body_most_[cell.at.column], cell.content.most);
    }
    if (directives_.diagonal_head) {
      const auto [low, high] = diagonal_labels();
      const double both =
          content_width(low.items, style_.gap).most + content_width(high.items, style_.gap).most;
      contents[0].least = std::max(contents[0].least, both + pad);
    }
    for (std::size_t i = 0; i < contents.size(); ++i) {
      ColumnContent& column = contents[i];
      if (numbers_[i].aligned)
        column.least = std::max(column.least, numbers_[i].whole + numbers_[i].rest + pad);
      column.compact = std::max({column.compact, em + pad, column.least}); // an empty one is to write in
      column.most = std::max(column.most, column.compact);
    }
    return contents;
  }

  [[nodiscard]] double room_of(const TableCell& at) const {
    return frame.edges[at.column + at.columns] - frame.edges[at.column] - 2 * padding_;
  }

  void break_cell(Cell& cell) const {
    const double room = room_of(cell.at), em = style_of(cell.at.row).size;
    const bool justify = align_of(cell) == MdAlign::left && room >= style_.table.justify_from * em;
    cell.broken =
        break_lines(cell.text.items,
                    {.width = room, .justify = justify, .gap = style_.gap, .most_stretch = kCellStretch});
  }

  // ---- heights and rules ----

  [[nodiscard]] double body_height(const Cell& cell) const {
    return static_cast<double>(cell.broken.lines.size() - 1) * pitch(cell.at.row) +
           style_of(cell.at.row).size;
  }

  void set_heights() {
    heights_.assign(model_.rows, style_.table.min_row);
    for (const Cell& cell : cells_)
      if (cell.at.rows == 1)
        heights_[cell.at.row] =
            std::max(heights_[cell.at.row], body_height(cell) + 2 * style_.table.padding_y);
    if (directives_.diagonal_head && model_.header_rows > 0 && cells_.front().at.rows == 1)
      heights_[0] = std::max(heights_[0], 2.4 * style_.table_header.size + 2 * style_.table.padding_y);
    for (const Cell& cell : cells_) {
      if (cell.at.rows == 1) continue;
      double sum = 0;
      for (std::size_t i = 0; i < cell.at.rows; ++i)
        sum += heights_[cell.at.row + i];
      const double lacking = body_height(cell) + 2 * style_.table.padding_y - sum;
      for (std::size_t i = 0; i < cell.at.rows && lacking > 0; ++i)
        heights_[cell.at.row + i] += lacking / static_cast<double>(cell.at.rows);
    }
  }

  void set_rules() {
    frame.rows.resize(model_.rows);
    for (std::size_t row = 0; row < model_.rows; ++row) {
      TableRow& rules = frame.rows[row];
      for (std::size_t column = 0; column < model_.columns; ++column) {
        const std::size_t owner = model_.owner(row, column);
        rules.open_below.push_back(row + 1 < model_.rows && model_.owner(row + 1, column) == owner);
        rules.open_right.push_back(column + 1 < model_.columns && model_.owner(row, column + 1) == owner);
      }
      rules.strong_below = row + 1 < model_.rows && model_.totals[row + 1];
    }
  }

  // ---- rows ----

  Strip row_strip(std::size_t row, int table, double height) const {
    Strip strip;
    strip.height = strip.ink_height = height;
    strip.table = table;
    strip.row = row;
    return strip;
  }

  [[nodiscard]] std::vector<const Cell*> cells_of(std::size_t row) const {
    std::vector<const Cell*> out;
    for (std::size_t column = 0; column < model_.columns; ++column) {
      const Cell& cell = cells_[model_.owner(row, column)];
      if (cell.at.row == row && cell.at.column == column && cell.at.rows == 1) out.push_back(&cell);
    }
    return out;
  }

  // The whole row as one strip, each cell in the middle of its height.
  Strip whole_row(std::size_t row, int table) const {
    Strip strip = row_strip(row, table, heights_[row]);
    for (const Cell* cell : cells_of(row))
      draw_cell(*cell, (strip.height - body_height(*cell)) / 2, strip.ink);
    return strip;
  }

  // A row taller than a page: a strip for each line, cells at the top. What stands in its first column is
  // shown again on each page.
  void split_row(std::size_t row, int table, std::vector<Strip>& out) {
    const std::vector<const Cell*> cells = cells_of(row);
    std::size_t lines = 1;
    for (const Cell* cell : cells)
      lines = std::max(lines, cell->broken.lines.size());
    constexpr std::size_t most_label_lines = 3;
    const bool labelled = !cells.empty() && cells.front()->at.column == 0 &&
                          !cells.front()->text.items.empty() &&
                          cells.front()->broken.lines.size() <= most_label_lines;
    for (std::size_t k = 0; k < lines; ++k) {
      const double above = k == 0 ? style_.table.padding_y : 0;
      const double below = k + 1 == lines ? style_.table.padding_y : 0;
      Strip strip = row_strip(row, table, pitch(row) + above + below);
      strip.row_end = k + 1 == lines;
      strip.keep_next = k < most_label_lines || k + 2 == lines;
      for (const Cell* cell : cells)
        if (k < cell->broken.lines.size() && !(labelled && cell == cells.front()))
          draw_cell_line(*cell, k, above + (pitch(row) - style_of(row).size) / 2, strip.ink);
      out.push_back(std::move(strip));
    }
    if (labelled) add_span(*cells.front(), true);
  }

  // ---- cells over several rows ----

  void add_spans() {
    for (const Cell& cell : cells_)
      if (is_diagonal(cell.at))
        add_diagonal(cell);
      else if (cell.at.rows > 1)
        add_span(cell, false);
  }

  void add_span(const Cell& cell, bool at_top) {
    SpanCell span;
    span.row_begin = cell.at.row;
    span.row_end = cell.at.row + cell.at.rows;
    span.padding = style_.table.padding_y;
    span.at_top = at_top;
    span.header = !is_body(cell);
    draw_cell(cell, 0, span.first.ink);
    span.first.height = body_height(cell);
    if (is_body(cell) && !cell.text.items.empty()) {
      MdNode again;
      again.children = cell.at.node->children;
      MdNode& mark = again.children.emplace_back();
      mark.kind = MdKind::text;
      mark.text = style_.table.continued;
      Cell copy{.at = cell.at,
                .text = rich_text(again, look_of(cell.at.row), setting_),
                .content = {},
                .broken = {},
                .whole = {}};
      // In a column too narrow for the mark, the text alone.
      if (content_width(copy.text.items, style_.gap).least > room_of(cell.at)) copy.text = cell.text;
      break_cell(copy);
      draw_cell(copy, 0, span.again.ink);
      span.again.height = body_height(copy);
    }
    frame.spans.push_back(std::move(span));
  }

  // "项目 \ 日期": what the rows are below the line, what the columns are above it.
  [[nodiscard]] std::pair<RichText, RichText> diagonal_labels() const {
    const std::u32string text = plain_text(*model_.cells.front().node);
    const auto cut = std::min(text.find(U'\\'), text.size());
    const auto part = [&](std::u32string_view label) {
      return rich_text(trim(to_utf8(label)), run_style(style_.table_header), setting_);
    };
    const std::u32string_view whole = text;
    return {part(whole.substr(0, cut)),
            part(cut < whole.size() ? whole.substr(cut + 1) : std::u32string_view())};
  }

  void add_diagonal(const Cell& cell) {
    SpanCell span;
    span.row_begin = 0;
    span.row_end = cell.at.rows;
    span.header = span.diagonal = true;
    span.left = frame.edges[0];
    span.right = frame.edges[cell.at.columns];
    span.diagonal_width = style_.table.inner_rule;
    const auto [low, high] = diagonal_labels();
    const double size = style_.table_header.size, gap = style_.table.padding_y / 2;
    const auto draw = [&](const RichText& label, bool right, double top, Ink& ink) {
      const BrokenParagraph broken =
          break_lines(label.items, {.width = span.right - span.left, .justify = false, .gap = style_.gap});
      const Line& line = broken.lines.front();
      const double x = right ? span.right - padding_ - line.width : span.left + padding_;
      draw_line(label, broken, line, x, top + kEmAscent * size, ink);
    };
    draw(high, true, gap, span.first.ink);
    draw(low, false, 0, span.again.ink);
    span.again.height = size + gap;
    frame.spans.push_back(std::move(span));
  }

  // Rows that share a cell stay together; where they are too many for a page, the first ones hold its text.
  void hold_spans(const std::vector<std::size_t>& begins, double room, std::vector<Strip>& out) {
    for (const Cell& cell : cells_) {
      if (cell.at.rows == 1 || !is_body(cell)) continue;
      const std::size_t first = cell.at.row - model_.header_rows;
      double height = 0;
      for (std::size_t i = 0; i < cell.at.rows; ++i)
        height += heights_[cell.at.row + i];
      const double text = body_height(cell) + 2 * style_.table.padding_y;
      if (text > room) {
        setting_.problem(ErrorCode::data, cell.at.node->line, "并成的一格里文字太多，一页放不下",
                         "把文字移到不合并的格里，或少并几行");
        continue;
      }
      const double held = height <= room ? height : text;
      const std::size_t begin = begins[first], end = begins[first + cell.at.rows];
      double sum = out[begin].height;
      for (std::size_t i = begin; i + 1 < end && sum < held - 0.01; ++i) {
        out[i].keep_next = true;
        sum += out[i + 1].height;
      }
    }
  }

  // A total stays with the row above it.
  void hold_totals(const std::vector<std::size_t>& begins, std::vector<Strip>& out) const {
    for (std::size_t row = model_.header_rows + 1; row < model_.rows; ++row)
      if (model_.totals[row]) out[begins[row - model_.header_rows] - 1].keep_next = true;
  }

  // ---- drawing ----

  void draw_cell(const Cell& cell, double top, Ink& ink) const {
    for (std::size_t k = 0; k < cell.broken.lines.size(); ++k)
      draw_cell_line(cell, k, top + static_cast<double>(k) * pitch(cell.at.row), ink);
  }

  void draw_cell_line(const Cell& cell, std::size_t line, double top, Ink& ink) const {
    const Line& at = cell.broken.lines[line];
    const double room = room_of(cell.at);
    double x = frame.edges[cell.at.column] + padding_;
    const MdAlign align = align_of(cell);
    if (align == MdAlign::center) x += (room - at.width - at.x) / 2;
    if (align == MdAlign::right) x += room - at.width;
    if (const auto place = number_place(cell, room)) x = frame.edges[cell.at.column] + padding_ + *place;
    draw_line(cell.text, cell.broken, at, x, top + kEmAscent * style_of(cell.at.row).size, ink);
  }

  // Where a number of a column aligned by decimal points begins, from the cell's left edge.
  [[nodiscard]] std::optional<double> number_place(const Cell& cell, double room) const {
    const NumberColumn& numbers = numbers_[cell.at.column];
    if (!numbers.aligned || !is_body(cell) || cell.at.columns > 1 || cell.broken.lines.size() > 1)
      return std::nullopt;
    if (!cell.whole && !cell.placeholder) return std::nullopt;
    const double both = numbers.whole + numbers.rest;
    const double begin = aligns_[cell.at.column] == MdAlign::right ? room - both : (room - both) / 2;
    if (cell.placeholder) return begin + std::max(0.0, both - cell.content.most) / 2;
    return begin + numbers.whole - advance_of(cell, 0, *cell.whole);
  }

  const MdNode& node_;
  const Directives& directives_;
  Setting& setting_;
  const PageStyle& style_;
  TableModel model_;
  double padding_ = 3;
  std::vector<Cell> cells_; // as in the model
  std::vector<NumberColumn> numbers_;
  std::vector<double> widths_, body_most_, heights_;
  std::vector<MdAlign> aligns_;
};

// The footnotes that a table's cells refer to, numbered from 1 in the order of the cells.
void number_notes(const MdNode& node, std::map<int, std::size_t>& numbers) {
  if (node.kind == MdKind::footnote_reference) numbers.emplace(node.level, numbers.size());
  for (const MdNode& child : node.children)
    number_notes(child, numbers);
}

// Writes the table's own numbers where the marks stand; the page then has none to give.
void write_numbers(Ink& ink, const std::map<int, std::size_t>& numbers,
                   const std::vector<NoteGlyph>& glyphs) {
  for (const Ink::NoteMark& mark : ink.notes) {
    if (glyphs.empty() || !numbers.contains(mark.note)) continue;
    const NoteGlyph& glyph = glyphs[numbers.at(mark.note) % glyphs.size()];
    ink.runs[mark.run].text = glyph.character;
    ink.runs[mark.run].face = glyph.face;
  }
  ink.notes.clear();
}

} // namespace

void BlockFlow::add_table(const MdNode& node, const Directives& directives, const BlockPlace& at) {
  const PageStyle& style = setting_.style;
  TableSetter table(node, directives, setting_);
  const std::size_t columns = table.model().columns;
  if (!table.model().faults.empty())
    setting_.problem(ErrorCode::data, table.model().fault_line,
                     "表格合并有误：" + table.model().faults.front(),
                     "只写 ^^ 的格并入上面一格，只写 << 的格并入左边一格，并成的格要是矩形");
  for (const auto& [name, size] :
       {std::pair("列宽", directives.widths.size()), std::pair("对齐", directives.columns.size())})
    if (size > 0 && size != columns)
      return setting_.problem(ErrorCode::data, directives.line,
                              fmt::format("{}给了 {} 栏，表格有 {} 栏", name, size, columns), "每栏写一个");
  table.read_cells();
  if (!table.set_columns(width(at), at.left))
    return setting_.problem(ErrorCode::data, node.line,
                            fmt::format("表格有 {} 栏，有的栏窄得放不下一个字", columns),
                            "改用横排版式（表册横排），或拆成几张表");
  const std::size_t first = flow_.strips.size();
  const int index = static_cast<int>(flow_.tables.size());
  if (!directives.caption.empty()) {
    add_text(rich_text(directives.caption, run_style(style.caption), setting_), {.style = style.caption}, at);
    for (std::size_t i = first; i < flow_.strips.size(); ++i)
      flow_.strips[i].keep_next = true;
    BlockFlow again(setting_);
    again.add_text(rich_text(directives.caption + style.table.continued, run_style(style.caption), setting_),
                   {.style = style.caption}, at);
    if (again.flow_.strips.size() == 1) table.frame.continued = std::move(again.flow_.strips.front());
  }
  table.set_rows(index, flow_.strips);
  if (first < flow_.strips.size()) add_table_notes(node, first, table.frame);
  flow_.tables.push_back(std::move(table.frame));
  if (first == flow_.strips.size()) return;
  flow_.strips[first].before = std::max(flow_.strips[first].before, style.line_pitch() / 4);
  flow_.strips.back().after = style.line_pitch() / 4;
}

// Notes to cells stand below their table, numbered for themselves, not at the page's foot.
void BlockFlow::add_table_notes(const MdNode& table, std::size_t first, TableFrame& frame) {
  std::map<int, std::size_t> numbers;
  number_notes(table, numbers);
  if (numbers.empty()) return;
  const auto write = [&](Ink& ink) { write_numbers(ink, numbers, flow_.note_glyphs); };
  for (std::size_t i = first; i < flow_.strips.size(); ++i)
    write(flow_.strips[i].ink);
  for (Strip& head : frame.head)
    write(head.ink);
  for (SpanCell& span : frame.spans) {
    write(span.first.ink);
    write(span.again.ink);
  }
  std::vector<int> notes(numbers.size());
  for (const auto& [note, number] : numbers)
    notes[number] = note;
  for (const int note : notes)
    if (const auto strips = flow_.notes.find(note); strips != flow_.notes.end()) {
      flow_.strips.back().keep_next = true;
      for (Strip strip : strips->second) {
        strip.before =
            std::max(strip.before, flow_.strips.back().table >= 0 ? setting_.style.table.padding_y : 0);
        write(strip.ink);
        flow_.strips.push_back(std::move(strip));
      }
    }
}

} // namespace fengqiao::render
