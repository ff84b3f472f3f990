#include "render/table_cells.hpp"

#include "core/text.hpp"

#include "render/plain_text.hpp"

#include <algorithm>
#include <cmath>

namespace fengqiao::render {
namespace {

double advance_of(const SetCell& cell, std::size_t begin, std::size_t end) {
  double width = 0;
  for (std::size_t i = begin; i < end; ++i)
    width += cell.text.items[i].advance;
  return width;
}

void scale(RichText& text, double factor) {
  for (LineItem& item : text.items) {
    item.em *= factor;
    item.advance *= factor;
    item.left *= factor;
    item.right *= factor;
  }
  for (RunStyle& look : text.styles) {
    look.size *= factor;
    look.strike *= factor;
    look.rise *= factor;
  }
}

bool has_ragged_line(const SetCell& cell, double room) {
  const std::vector<Line>& lines = cell.broken.lines;
  for (std::size_t k = 0; k + 1 < lines.size(); ++k) {
    const std::size_t gone_on = lines[k + 1].begin;
    const bool fed = gone_on > 0 && cell.text.items[gone_on - 1].character == U'\n';
    if (!fed && lines[k].width < room - 0.5) return true;
  }
  return false;
}

} // namespace

TableCells::TableCells(const MdNode& node, const Directives& directives, Setting& setting)
    : node_(node), directives_(directives), setting_(setting), style_(setting.style),
      header_style_(style_.table_header), cell_style_(style_.table_cell),
      model_(read_table(node, directives.header_rows)) {
  for (const TableCell& at : model_.cells) {
    SetCell cell;
    cell.at = at;
    if (set_picture(cell)) {
      cells_.push_back(std::move(cell));
      continue;
    }
    cell.text = is_diagonal(at) ? RichText{} : rich_text(*at.node, look_of(at.row), setting_);
    cell.content = content_width(cell.text.items, style_.gap);
    cell.whole = whole_part(cell.text.text);
    cell.placeholder = is_number_placeholder(cell.text.text);
    cells_.push_back(std::move(cell));
  }
  find_number_columns();
}

// A cell that holds one picture and nothing else.
bool TableCells::set_picture(SetCell& cell) const {
  const std::vector<MdNode>& inside = cell.at.node->children;
  if (inside.size() != 1 || inside.front().kind != MdKind::image) return false;
  const auto image = setting_.images.get(inside.front(), setting_.options.file);
  if (!image) {
    setting_.problems.add(image.error());
    return false;
  }
  cell.picture = *image;
  cell.size =
      fitted(usual_size(**image), style_.area_width, style_.table.picture_height * style_.area_height);
  cell.content = {std::min(cell.size.width, style_.table.picture_width * style_.table_cell.size),
                  cell.size.width};
  return true;
}

bool TableCells::set_columns(double available, double left) {
  const auto columns = static_cast<double>(model_.columns);
  padding_ = std::clamp((available / columns - 2 * cell_style_.size) / 2, 1.0,
                        std::max(1.0, style_.table.padding_x));
  std::vector<ColumnContent> contents = measure_columns();
  shrink_for_words(contents, available);
  const double em = cell_style_.size;
  const std::vector<double> widths = directives_.widths.empty()
                                         ? share_widths(contents, available, style_.table.fill)
                                         : proportional_widths(directives_.widths, contents, available);
  if (*std::min_element(widths.begin(), widths.end()) < em + 2) return false;
  double x = left;
  if (directives_.widths.empty() && !style_.table.fill)
    for (const double width : widths)
      x += (available / columns - width) / 2;
  edges_ = {x};
  for (const double width : widths)
    edges_.push_back(edges_.back() + width);
  for (std::size_t i = 0; i < model_.columns; ++i)
    aligns_.push_back(asked_align(i) != MdAlign::none                ? asked_align(i)
                      : body_most_[i] <= style_.table.center_to * em ? MdAlign::center
                                                                     : MdAlign::left);
  for (SetCell& cell : cells_)
    break_cell(cell);
  return true;
}

// A table whose words and figures do not fit is set so much smaller, in steps of half a point, that they and
// the short texts do.
void TableCells::shrink_for_words(std::vector<ColumnContent>& contents, double available) {
  const double size = cell_style_.size, pad = 2 * padding_ + 0.5;
  double words = 0, wanted = 0;
  for (const ColumnContent& column : contents) {
    words += column.word;
    wanted += std::max(column.least, column.names) - pad;
  }
  if (words <= available || wanted <= 0 || size <= style_.table.least_size) return;
  const double room = available - pad * static_cast<double>(contents.size());
  const double fitting = std::floor(2 * size * room / wanted) / 2;
  const double factor = std::clamp(fitting, style_.table.least_size, size) / size;
  for (TextStyle* style : {&header_style_, &cell_style_})
    style->size *= factor, style->pitch *= factor;
  for (SetCell& cell : cells_) {
    if (cell.picture) continue;
    scale(cell.text, factor);
    cell.content = content_width(cell.text.items, style_.gap);
  }
  find_number_columns();
  contents = measure_columns();
}

const TextStyle& TableCells::style_of(std::size_t row) const {
  return row < model_.header_rows ? header_style_ : cell_style_;
}

RunStyle TableCells::look_of(std::size_t row) const {
  RunStyle look = run_style(style_of(row));
  if (!model_.totals[row]) return look;
  if (style_.strong_bold)
    look.bold = true;
  else
    look.font = style_.strong_font;
  return look;
}

double TableCells::pitch(std::size_t row) const {
  const TextStyle& style = style_of(row);
  return style.pitch > 0 ? style.pitch : 1.35 * style.size;
}

bool TableCells::is_diagonal(const TableCell& at) const {
  return directives_.diagonal_head && at.row == 0 && at.column == 0 && model_.header_rows > 0;
}

ColumnAlign TableCells::asked(std::size_t column) const {
  return column < directives_.columns.size() ? directives_.columns[column] : ColumnAlign::none;
}

MdAlign TableCells::asked_align(std::size_t column) const {
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

MdAlign TableCells::align_of(const SetCell& cell) const {
  if (cell.at.row < model_.header_rows && style_.table_header.align != MdAlign::none)
    return style_.table_header.align;
  // A text over several columns is no number of the first one.
  if (cell.at.columns > 1 && !cell.whole && aligns_[cell.at.column] == MdAlign::right) return MdAlign::left;
  return aligns_[cell.at.column];
}

// Columns whose figures stand with their decimal points one below the other: asked for, or aligned right or
// not at all in the Markdown and holding nothing but numbers, some of which need it.
void TableCells::find_number_columns() {
  numbers_.assign(model_.columns, {});
  std::vector<bool> only_numbers(model_.columns, true), needed(model_.columns, false);
  for (const SetCell& cell : cells_) {
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
    numbers_[i].aligned =
        numbers_[i].whole > 0 && (asked(i) == ColumnAlign::decimal || (open && only_numbers[i] && needed[i]));
  }
}

void TableCells::need(ColumnContent& column, const SetCell& cell) const {
  const double pad = 2 * padding_ + 0.5, em = cell_style_.size, most = cell.content.most;
  const bool header = !is_body(cell), short_header = header && most <= style_.table.whole_header * em;
  column.least =
      std::max(column.least,
               short_header ? most + pad : std::min(cell.content.least, style_.table.whole_word * em) + pad);
  column.word = std::max(column.word, std::min(cell.content.word, style_.table.whole_word * em) + pad);
  column.most = std::max(column.most, most + pad);
  // A header in two lines: half its length, rounded up to a character.
  const double wrapped = header && !short_header ? std::max(cell.content.least, most / 2 + em / 2) : most;
  column.compact = std::max(column.compact, std::min(wrapped, most) + pad);
  column.bulk += std::pow(most + pad, 3);
}

// A cell over several columns widens them where its words would be cut, not by its length.
void TableCells::need_across(std::vector<ColumnContent>& columns, const SetCell& cell) const {
  const auto count = static_cast<double>(cell.at.columns);
  const double most = style_.table.whole_word * cell_style_.size, pad = 2 * padding_ + 0.5;
  double least = std::min(cell.content.least, most) + pad, word = std::min(cell.content.word, most) + pad;
  for (std::size_t i = 0; i < cell.at.columns; ++i) {
    least -= columns[cell.at.column + i].least;
    word -= columns[cell.at.column + i].word;
  }
  for (std::size_t i = 0; i < cell.at.columns; ++i) {
    ColumnContent& column = columns[cell.at.column + i];
    column.least += std::max(0.0, least / count);
    column.word += std::max(0.0, word / count);
  }
}

std::vector<ColumnContent> TableCells::measure_columns() {
  std::vector<ColumnContent> contents(model_.columns);
  std::vector<double> names(model_.columns, 0);
  body_most_.assign(model_.columns, 0);
  const double pad = 2 * padding_ + 0.5, em = cell_style_.size;
  for (const SetCell& cell : cells_) {
    if (cell.at.columns == 1) need(contents[cell.at.column], cell);
    if (!is_body(cell) || cell.at.columns > 1) continue;
    body_most_[cell.at.column] = std::max(body_most_[cell.at.column], cell.content.most);
    if (cell.content.most <= style_.table.whole_header * em)
      names[cell.at.column] = std::max(names[cell.at.column], cell.content.most + pad);
  }
  for (const SetCell& cell : cells_)
    if (cell.at.columns > 1) need_across(contents, cell);
  if (directives_.diagonal_head) {
    const auto [low, high] = diagonal_labels();
    const double both =
        content_width(low.items, style_.gap).most + content_width(high.items, style_.gap).most;
    contents[0].least = std::max(contents[0].least, both + pad);
  }
  for (std::size_t i = 0; i < contents.size(); ++i) {
    ColumnContent& column = contents[i];
    if (numbers_[i].aligned) column.word = std::max(column.word, numbers_[i].whole + numbers_[i].rest + pad);
    column.least = std::max(column.least, column.word);
    column.word =
        std::max(column.word, std::min(column.least, em + pad)); // Han goes down to one character a line
    column.wish =
        std::max(column.least, body_most_[i] <= style_.table.whole_text * em ? body_most_[i] + pad : 0);
    column.names = std::max(column.least, names[i]);
    column.compact =
        std::max({column.compact, em + pad, column.wish, column.names}); // an empty one is to write in
    column.most = std::max(column.most, column.compact);
  }
  return contents;
}

double TableCells::room_of(const TableCell& at) const {
  return edges_[at.column + at.columns] - edges_[at.column] - 2 * padding_;
}

void TableCells::break_cell(SetCell& cell) const {
  const double room = room_of(cell.at), em = style_of(cell.at.row).size;
  cell.broken = {{Line{}}, {}};
  if (cell.picture) {
    cell.size = fitted(cell.size, room, cell.size.height);
    return;
  }
  const bool justify = align_of(cell) == MdAlign::left && room >= style_.table.justify_from * em;
  const auto broken = [&](bool straight) {
    return break_lines(
        cell.text.items,
        {.width = room, .justify = straight, .gap = style_.gap, .most_stretch = style_.table.most_stretch});
  };
  cell.broken = broken(justify);
  // One line that cannot reach the edge, and the cell looks better with none that does.
  if (justify && has_ragged_line(cell, room)) cell.broken = broken(false);
}

double TableCells::text_height(const SetCell& cell) const {
  if (cell.picture) return cell.size.height;
  return static_cast<double>(cell.broken.lines.size() - 1) * pitch(cell.at.row) + style_of(cell.at.row).size;
}

std::pair<RichText, RichText> TableCells::diagonal_labels() const {
  const std::u32string text = plain_text(*model_.cells.front().node);
  const auto cut = std::min(text.find(U'\\'), text.size());
  const auto part = [&](std::u32string_view label) {
    return rich_text(trim(to_utf8(label)), run_style(header_style_), setting_);
  };
  const std::u32string_view whole = text;
  return {part(whole.substr(0, cut)),
          part(cut < whole.size() ? whole.substr(cut + 1) : std::u32string_view())};
}

void TableCells::draw(const SetCell& cell, double top, Ink& ink) const {
  if (cell.picture) {
    const double x = edges_[cell.at.column] + padding_ + (room_of(cell.at) - cell.size.width) / 2;
    ink.images.push_back({x, top, cell.size.width, cell.size.height, cell.picture});
    return;
  }
  for (std::size_t k = 0; k < cell.broken.lines.size(); ++k)
    draw_one_line(cell, k, top + static_cast<double>(k) * pitch(cell.at.row), ink);
}

void TableCells::draw_one_line(const SetCell& cell, std::size_t line, double top, Ink& ink) const {
  const Line& at = cell.broken.lines[line];
  const double room = room_of(cell.at);
  double x = edges_[cell.at.column] + padding_;
  const MdAlign align = align_of(cell);
  if (align == MdAlign::center) x += (room - at.width) / 2;
  if (align == MdAlign::right) x += room - at.width;
  if (const auto place = number_place(cell, room)) x = edges_[cell.at.column] + padding_ + *place;
  draw_line(cell.text, cell.broken, at, x, top + kEmAscent * style_of(cell.at.row).size, ink);
}

// Where a number of a column aligned by decimal points begins, from the cell's left edge.
std::optional<double> TableCells::number_place(const SetCell& cell, double room) const {
  const NumberColumn& numbers = numbers_[cell.at.column];
  if (!numbers.aligned || !is_body(cell) || cell.at.columns > 1 || cell.broken.lines.size() > 1)
    return std::nullopt;
  if (!cell.whole && !cell.placeholder) return std::nullopt;
  const double both = numbers.whole + numbers.rest;
  const double begin = aligns_[cell.at.column] == MdAlign::right ? room - both : (room - both) / 2;
  if (cell.placeholder) return begin + std::max(0.0, both - cell.content.most) / 2;
  return begin + numbers.whole - advance_of(cell, 0, *cell.whole);
}

SetCell TableCells::continued(const SetCell& cell) const {
  MdNode again;
  again.children = cell.at.node->children;
  MdNode& mark = again.children.emplace_back();
  mark.kind = MdKind::text;
  mark.text = style_.table.continued;
  SetCell copy;
  copy.at = cell.at;
  copy.text = rich_text(again, look_of(cell.at.row), setting_);
  // In a column too narrow for the mark, the text alone.
  if (content_width(copy.text.items, style_.gap).least > room_of(cell.at)) copy.text = cell.text;
  break_cell(copy);
  return copy;
}

} // namespace fengqiao::render
