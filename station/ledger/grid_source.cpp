#include "core/text.hpp"
#include "station/ledger/table_source.hpp"

#include <algorithm>

namespace fengqiao::station {
namespace {

class GridSource final : public TableSource {
public:
  explicit GridSource(std::vector<SourceRow> rows) : rows_(std::move(rows)) {}

  Result<bool> next(SourceRow& row) override {
    if (at_ == rows_.size()) return false;
    row = std::move(rows_[at_++]);
    return true;
  }
  [[nodiscard]] std::size_t bytes_done() const override { return at_; }
  [[nodiscard]] bool unchanged() override { return true; }

private:
  std::vector<SourceRow> rows_;
  std::size_t at_ = 0;
};

} // namespace

std::unique_ptr<TableSource> grid_source(std::vector<SourceRow> rows) {
  std::erase_if(rows, [](const SourceRow& row) {
    return std::all_of(row.cells.begin(), row.cells.end(),
                       [](const auto& cell) { return trim(cell).empty(); });
  });
  return std::make_unique<GridSource>(std::move(rows));
}

} // namespace fengqiao::station
