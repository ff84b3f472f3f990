#include "render/csv.hpp"

#include "core/rational.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {
namespace {

char find_separator(std::string_view text) {
  constexpr std::string_view candidates = ",;\t";
  std::size_t counts[candidates.size()] = {};
  bool quoted = false, content = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' && content) break;
    if (c != '\n') content = true;
    if (const auto at = candidates.find(c); at != candidates.npos) ++counts[at];
  }
  return candidates[static_cast<std::size_t>(std::max_element(counts, counts + candidates.size()) - counts)];
}

class CsvReader {
public:
  CsvReader(std::string_view text, const std::string& file)
      : text_(text), file_(file), separator_(find_separator(text)) {}

  std::vector<CsvRow> rows;
  Errors errors;

  void read() {
    while (pos_ < text_.size())
      read_row();
  }

private:
  [[nodiscard]] bool at_cell_end() const {
    return pos_ >= text_.size() || text_[pos_] == separator_ || text_[pos_] == '\n' || text_[pos_] == '\r';
  }

  void read_row() {
    CsvRow row;
    while (true) {
      row.push_back(read_cell());
      if (pos_ < text_.size() && text_[pos_] == separator_)
        ++pos_;
      else
        break;
    }
    if (pos_ < text_.size() && text_[pos_] == '\r') ++pos_;
    if (pos_ < text_.size() && text_[pos_] == '\n') ++pos_;
    ++line_;
    const bool blank =
        std::all_of(row.begin(), row.end(), [](const CsvCell& c) { return trim(c.text).empty(); });
    if (!blank) rows.push_back(std::move(row));
  }

  CsvCell read_cell() {
    CsvCell cell{{}, line_};
    if (pos_ < text_.size() && text_[pos_] == '"') {
      read_quoted(cell);
      if (!at_cell_end())
        errors.push_back(
            {ErrorCode::data, place(file_, line_), "引号后面还有文字", "格内的引号要写成两个：\"\""});
    }
    while (!at_cell_end())
      cell.text += text_[pos_++];
    return cell;
  }

  void read_quoted(CsvCell& cell) {
    for (++pos_; pos_ < text_.size(); ++pos_) {
      const char c = text_[pos_];
      if (c == '\n') ++line_;
      if (c == '\r' && pos_ + 1 < text_.size() && text_[pos_ + 1] == '\n') continue;
      if (c != '"') {
        cell.text += c;
      } else if (pos_ + 1 < text_.size() && text_[pos_ + 1] == '"') {
        cell.text += '"';
        ++pos_;
      } else {
        ++pos_;
        return;
      }
    }
    errors.push_back(
        {ErrorCode::data, place(file_, cell.line), "引号没有结束", "从这一格起到文件末尾都被当作一格"});
  }

  std::string_view text_;
  const std::string& file_;
  char separator_;
  std::size_t pos_ = 0;
  int line_ = 1;
};

bool is_formula_start(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

} // namespace

Result<std::vector<CsvRow>, Errors> parse_csv(std::string_view text, const std::string& file) {
  CsvReader reader(text, file);
  reader.read();
  if (!reader.errors.empty()) return fail_all(std::move(reader.errors));
  return std::move(reader.rows);
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",;\t\"\r\n") == text.npos && trim(text) == text) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string formula_safe(std::string_view text) {
  const std::string_view behind = text.substr(std::min(text.find_first_not_of('\''), text.size()));
  if (!is_formula_start(behind) || parse_decimal(text)) return std::string(text);
  return "'" + std::string(text);
}

std::string without_formula_guard(std::string_view text) {
  const std::string_view behind = text.substr(std::min(text.find_first_not_of('\''), text.size()));
  return std::string(text.starts_with('\'') && is_formula_start(behind) ? text.substr(1) : text);
}

} // namespace fengqiao::render
