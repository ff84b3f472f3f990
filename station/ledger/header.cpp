#include "station/ledger/header.hpp"

#include "core/masking.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace fengqiao::station {
namespace {

constexpr std::size_t npos = std::string::npos;
constexpr std::size_t kShownHeaders = 12;

// What a column may be called: one name, or for a header of two lines also the upper and the joined one.
using Names = std::vector<std::vector<std::string>>;

Names one_line(const SourceRow& row) {
  Names out;
  for (const auto& cell : row.cells)
    out.push_back({header_form(cell)});
  return out;
}

// Merged cells have their text on the left: 接报 | (empty) over 时刻 | 单位.
Names two_lines(const SourceRow& upper, const SourceRow& lower) {
  Names out;
  std::string group;
  for (std::size_t i = 0; i < std::max(upper.cells.size(), lower.cells.size()); ++i) {
    const std::string above = i < upper.cells.size() ? header_form(upper.cells[i]) : "";
    const std::string below = i < lower.cells.size() ? header_form(lower.cells[i]) : "";
    if (!above.empty()) group = above;
    if (below.empty())
      out.push_back({above});
    else
      out.push_back({below, group + below});
  }
  return out;
}

struct Fit {
  Header header;
  std::size_t matched = 0;
  std::vector<std::string> missing; // required columns without a header
};

Fit fit(const MappedTable& table, const Names& names, const SourceRow& shown) {
  Fit out;
  out.header.table = &table;
  std::vector<bool> used(names.size(), false);
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    std::size_t found = npos;
    for (const auto& header : table.columns[c].headers) {
      for (std::size_t i = 0; i < names.size() && found == npos; ++i)
        if (!used[i] && std::find(names[i].begin(), names[i].end(), header) != names[i].end()) found = i;
      if (found != npos) break;
    }
    out.header.positions.push_back(found);
    if (found != npos) {
      used[found] = true;
      ++out.matched;
    } else if (table.kind->columns[c].required && table.columns[c].fixed.empty()) {
      out.missing.emplace_back(table.kind->columns[c].name);
    }
  }
  out.header.width = names.size();
  for (std::size_t i = 0; i < shown.cells.size(); ++i)
    if (!used[i] && !trim(shown.cells[i]).empty())
      out.header.left_out.push_back(mask_personal_data(trim(shown.cells[i])).text);
  return out;
}

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size() && i < kShownHeaders; ++i)
    out += (i == 0 ? "" : "、") + shorten(words[i], 20);
  return out + (words.size() > kShownHeaders ? " 等" : "");
}

class HeaderFinder {
public:
  HeaderFinder(const std::vector<SourceRow>& top, const Mapping& mapping, const std::string& table)
      : top_(top) {
    for (const auto& candidate : mapping.tables)
      if (table.empty() || candidate.name == table || table == candidate.kind->name)
        tables_.push_back(&candidate);
    // A section's own name wins over the kind of that name.
    const auto exact =
        std::find_if(tables_.begin(), tables_.end(), [&](const auto* t) { return t->name == table; });
    if (exact != tables_.end() && table != (*exact)->kind->name) tables_ = {*exact};
  }

  Result<Header> find(const std::string& file) {
    for (std::size_t row = 0; row < top_.size(); ++row)
      try_row(one_line(top_[row]), row, row + 1);
    for (std::size_t row = 0; best_.empty() && row + 1 < top_.size(); ++row)
      try_row(two_lines(top_[row], top_[row + 1]), row + 1, row + 2);
    if (best_.empty()) return not_found(file);
    if (best_.size() > 1)
      return fail(
          ErrorCode::data, place(file, top_[best_[0].header.rows - 1].line),
          fmt::format("看不出是“{}”还是“{}”", best_[0].header.table->name, best_[1].header.table->name),
          "请用 --kind 指明是哪一种");
    if (const auto* named = other_table_named_in(file))
      return fail(ErrorCode::data, place(file, top_[best_[0].header.rows - 1].line),
                  fmt::format("文件名写的是“{}”，表头却只对得上“{}”（没有对上的表头：{}）", named->name,
                              best_[0].header.table->name, join(best_[0].header.left_out)),
                  fmt::format("把对不上的表头加进 台账/栏目对照.yaml 的“{}”；如果真是“{}”，用 --kind 指明",
                              named->name, best_[0].header.table->name));
    return std::move(best_[0].header);
  }

private:
  // Few columns fit several tables: 编号 and 类别 of calls whose time is headed 时间 fit the cases, too. Then
  // the file's name tells; nullptr where it names the table that was found, or none.
  [[nodiscard]] const MappedTable* other_table_named_in(const std::string& file) const {
    if (tables_.size() < 2) return nullptr; // asked for by --kind
    const std::string name = std::filesystem::path(file).stem().string();
    const auto names = [&](const MappedTable& table) {
      return name.find(table.name) != name.npos || name.find(table.kind->name) != name.npos;
    };
    if (names(*best_[0].header.table)) return nullptr;
    const auto other = std::find_if(tables_.begin(), tables_.end(), [&](const auto* t) { return names(*t); });
    return other == tables_.end() ? nullptr : *other;
  }

  void try_row(const Names& names, std::size_t shown, std::size_t rows) {
    for (const auto* table : tables_) {
      Fit candidate = fit(*table, names, top_[shown]);
      candidate.header.rows = rows;
      if (!candidate.missing.empty()) {
        const bool nearer = candidate.matched > nearest_.matched ||
                            (candidate.matched == nearest_.matched && candidate.matched > 0 &&
                             candidate.missing.size() < nearest_.missing.size());
        if (nearer) {
          nearest_ = std::move(candidate);
          nearest_row_ = shown;
        }
        continue;
      }
      if (!best_.empty() && best_[0].header.rows != rows) continue; // the upper row stays the header
      if (!best_.empty() && candidate.matched > best_[0].matched) best_.clear();
      if (best_.empty() || candidate.matched == best_[0].matched) best_.push_back(std::move(candidate));
    }
  }

  [[nodiscard]] tl::unexpected<Error> not_found(const std::string& file) const {
    if (top_.empty()) return fail(ErrorCode::data, file, "文件里没有表格", "请核对是不是导出的表");
    if (nearest_.header.table == nullptr) {
      std::vector<std::string> seen;
      for (const auto& cell : top_[0].cells)
        if (!trim(cell).empty()) seen.push_back(mask_personal_data(trim(cell)).text);
      return fail(ErrorCode::data, place(file, top_[0].line), "认不出是哪种表，第一行是：" + join(seen),
                  "把本所平台的表头加进 台账/栏目对照.yaml，或用 --kind 指明是哪一种");
    }
    return fail(
        ErrorCode::data, place(file, top_[nearest_row_].line),
        fmt::format("认不出是哪种表；最像“{}”，但没有找到：{}（没有对上的表头：{}）",
                    nearest_.header.table->name, join(nearest_.missing), join(nearest_.header.left_out)),
        fmt::format("如果表头写法不同，把它加进 台账/栏目对照.yaml 的“{}”", nearest_.header.table->name));
  }

  const std::vector<SourceRow>& top_;
  std::vector<const MappedTable*> tables_;
  std::vector<Fit> best_;
  Fit nearest_;
  std::size_t nearest_row_ = 0;
};

} // namespace

Result<Header> find_header(const std::vector<SourceRow>& top, const Mapping& mapping,
                           const std::string& table, const std::string& file) {
  return HeaderFinder(top, mapping, table).find(file);
}

} // namespace fengqiao::station
