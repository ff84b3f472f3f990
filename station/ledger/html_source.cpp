// The .xls that is an HTML page inside: many platforms "export" that. The page's first table with a second
// row is read, nothing is run and nothing fetched.
#include "core/encoding.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "station/ledger/table_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace fengqiao::station {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

// The value of colspan or rowspan in a tag, at least 1.
std::size_t span(const std::string& tag, std::string_view name) {
  const auto at = tag.find(name);
  if (at == tag.npos) return 1;
  const auto digit = tag.find_first_of("0123456789", at);
  std::size_t out = 1;
  if (digit != tag.npos && digit < at + name.size() + 4)
    std::from_chars(tag.data() + digit, tag.data() + tag.size(), out);
  return std::clamp<std::size_t>(out, 1, 1000);
}

// &amp; &#20013; &nbsp; …
std::string unescape(std::string_view text) {
  static const std::map<std::string_view, std::string_view> named = {
      {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}};
  std::string out;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto end = text[pos] == '&' ? text.substr(0, pos + 12).find(';', pos) : text.npos;
    const std::string_view name = end == text.npos ? std::string_view() : text.substr(pos + 1, end - pos - 1);
    std::uint32_t code = 0;
    if (name.starts_with('#')) {
      const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
      const auto digits = name.substr(hex ? 2 : 1);
      std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
    }
    const auto known = named.find(name);
    if (code > 0 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF))
      append_utf8(out, code);
    else if (!name.empty() && known != named.end())
      out += known->second;
    else {
      out += text[pos++];
      continue;
    }
    pos = end + 1;
  }
  return out;
}

class TableReader {
public:
  TableReader(std::string_view html, std::string file) : html_(html), file_(std::move(file)) {}

  Result<std::vector<SourceRow>> read() {
    for (std::size_t pos = 0; pos < html_.size() && !done_ && cells_ <= limits::ledger_sheet_cells;) {
      const std::size_t open = std::min(html_.find('<', pos), html_.size());
      if (in_cell_) text_ += html_.substr(pos, open - pos);
      line_ += static_cast<int>(std::count(html_.begin() + static_cast<std::ptrdiff_t>(pos),
                                           html_.begin() + static_cast<std::ptrdiff_t>(open), '\n'));
      if (open == html_.size()) break;
      const bool comment = html_.substr(open).starts_with("<!--");
      const std::size_t close = comment ? html_.find("-->", open) : html_.find('>', open);
      if (close == html_.npos) break;
      if (!comment) take_tag(lower(html_.substr(open + 1, close - open - 1)));
      line_ += static_cast<int>(std::count(html_.begin() + static_cast<std::ptrdiff_t>(open),
                                           html_.begin() + static_cast<std::ptrdiff_t>(close), '\n'));
      pos = close + (comment ? 3 : 1);
      if (skip_.empty()) continue;
      pos = std::min(lower_find("</" + skip_, pos), html_.size());
      skip_.clear();
    }
    if (cells_ > limits::ledger_sheet_cells)
      return fail(ErrorCode::limit, file_, fmt::format("表格超过 {} 格", limits::ledger_sheet_cells),
                  "请另存为 CSV 后再导入");
    end_row();
    return std::move(rows_);
  }

private:
  // Scripts and styles are stepped over.
  std::size_t lower_find(const std::string& wanted, std::size_t from) const {
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
    const auto found = std::search(html_.begin() + static_cast<std::ptrdiff_t>(from), html_.end(),
                                   wanted.begin(), wanted.end(), same);
    return static_cast<std::size_t>(found - html_.begin());
  }

  void take_tag(const std::string& tag) {
    const std::string name = tag.substr(0, tag.find_first_of(" \t\r\n/", 1));
    if (name == "script" || name == "style") {
      skip_ = name;
    } else if (name == "tr") {
      end_row();
      row_.line = line_;
      in_row_ = true;
    } else if ((name == "td" || name == "th") && in_row_) {
      end_cell();
      in_cell_ = true;
      columns_ = span(tag, "colspan");
      rows_spanned_ = span(tag, "rowspan");
    } else if (name == "/td" || name == "/th") {
      end_cell();
    } else if (name == "/tr" || name == "/table") {
      end_row();
      done_ = done_ || (name == "/table" && rows_.size() > 1);
    } else if (name == "br" && in_cell_) {
      text_ += '\n';
    }
  }

  // A cell that spans columns has its text in the first; those below one that spans rows are empty.
  void end_cell() {
    if (!in_cell_) return;
    in_cell_ = false;
    for (auto under = hanging_.find(row_.cells.size()); under != hanging_.end() && under->second > 0;
         under = hanging_.find(row_.cells.size())) {
      --under->second;
      row_.cells.emplace_back();
    }
    cells_ += columns_;
    for (std::size_t i = 0; i < columns_ && row_.cells.size() < limits::ledger_columns; ++i) {
      if (rows_spanned_ > 1) hanging_[row_.cells.size()] = rows_spanned_ - 1;
      row_.cells.push_back(i == 0 ? std::string(trim(unescape(text_))) : std::string());
    }
    text_.clear();
  }

  void end_row() {
    end_cell();
    if (in_row_ && !done_) rows_.push_back(std::move(row_));
    row_ = {};
    in_row_ = false;
  }

  std::string_view html_;
  std::string file_;
  std::vector<SourceRow> rows_;
  SourceRow row_;
  std::string text_, skip_;
  std::map<std::size_t, std::size_t> hanging_; // column → rows still to come that a cell above covers
  std::size_t columns_ = 1, rows_spanned_ = 1, cells_ = 0;
  int line_ = 1;
  bool in_row_ = false, in_cell_ = false, done_ = false;
};

} // namespace

Result<OpenedSource> open_html(const std::string& bytes, const std::string& file) {
  const auto decoded = decode(bytes, file);
  if (!decoded) return fail(decoded.error());
  auto rows = TableReader(decoded->text, file).read();
  if (!rows) return fail(rows.error());
  if (rows->empty())
    return fail(ErrorCode::data, file, "是网页，里面没有表格",
                "多半是登录过期后的提示页；请重新登录平台导出");
  OpenedSource out;
  out.rows = grid_source(std::move(*rows));
  out.remarks.push_back("文件是网页格式的表，已按表格读入");
  return out;
}

} // namespace fengqiao::station
