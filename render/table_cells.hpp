// The cells of a table: their text and its looks, the widths of their columns, and where their lines stand.
#pragma once

#include "render/directive.hpp"
#include "render/image_size.hpp"
#include "render/rich_text.hpp"
#include "render/table_layout.hpp"
#include "render/table_model.hpp"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace fengqiao::render {

struct SetCell {
  TableCell at;
  RichText text;
  ContentWidth content;
  BrokenParagraph broken;               // once the columns are set
  std::optional<std::size_t> whole;     // a number: its characters before the decimal point
  bool placeholder = false;             // stands for a number
  std::shared_ptr<const Image> picture; // instead of text
  PrintedSize size;                     // of it: as it comes, then as the column allows
};

class TableCells {
public:
  // Reads and measures the texts. `node`, `directives` and `setting` have to outlive it.
  TableCells(const MdNode& node, const Directives& directives, Setting& setting);

  // Shares the width out among the columns and breaks the texts into lines, in smaller type where words and
  // figures would be cut otherwise. False when there is less than a
  // character's room in each column.
  bool set_columns(double available, double left);

  [[nodiscard]] const TableModel& model() const { return model_; }
  [[nodiscard]] const std::vector<SetCell>& all() const { return cells_; } // as in the model
  [[nodiscard]] const std::vector<double>& edges() const {
    return edges_;
  } // of the columns, one more than they
  [[nodiscard]] double padding() const { return padding_; }

  [[nodiscard]] bool is_body(const SetCell& cell) const { return cell.at.row >= model_.header_rows; }
  [[nodiscard]] bool is_diagonal(const TableCell& at) const;
  [[nodiscard]] const TextStyle& style_of(std::size_t row) const;
  [[nodiscard]] double pitch(std::size_t row) const;           // of the lines
  [[nodiscard]] double text_height(const SetCell& cell) const; // without padding

  // The same text with （续）, where that fits.
  [[nodiscard]] SetCell continued(const SetCell& cell) const;
  // "项目 \\ 日期": what the rows are below the line, what the columns are above it.
  [[nodiscard]] std::pair<RichText, RichText> diagonal_labels() const;

  void draw(const SetCell& cell, double top, Ink& ink) const;
  void draw_one_line(const SetCell& cell, std::size_t line, double top, Ink& ink) const;

private:
  // Widths of the numbers of a column, before and behind the decimal point.
  struct NumberColumn {
    bool aligned = false;
    double whole = 0, rest = 0;
  };

  bool set_picture(SetCell& cell) const;
  void shrink_for_words(std::vector<ColumnContent>& contents, double available);
  [[nodiscard]] RunStyle look_of(std::size_t row) const;
  [[nodiscard]] ColumnAlign asked(std::size_t column) const;
  [[nodiscard]] MdAlign asked_align(std::size_t column) const;
  [[nodiscard]] MdAlign align_of(const SetCell& cell) const;
  void find_number_columns();
  void need(ColumnContent& column, const SetCell& cell) const;
  void need_across(std::vector<ColumnContent>& columns, const SetCell& cell) const;
  std::vector<ColumnContent> measure_columns();
  [[nodiscard]] double room_of(const TableCell& at) const;
  void break_cell(SetCell& cell) const;
  [[nodiscard]] std::optional<double> number_place(const SetCell& cell, double room) const;

  const MdNode& node_;
  const Directives& directives_;
  Setting& setting_;
  const PageStyle& style_;
  TextStyle header_style_, cell_style_; // the page style's, or smaller
  TableModel model_;
  double padding_ = 3;
  std::vector<SetCell> cells_;
  std::vector<NumberColumn> numbers_;
  std::vector<double> edges_, body_most_;
  std::vector<MdAlign> aligns_;
};

} // namespace fengqiao::render
