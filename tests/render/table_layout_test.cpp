#include "render/table_layout.hpp"

#include <catch2/catch.hpp>

#include <numeric>

using namespace fengqiao::render;

namespace {

double total(const std::vector<double>& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0.0);
}

} // namespace

TEST_CASE("Columns that all fit are as wide as their content, spread out when asked") {
  const ColumnContent columns[] = {{10, 20, 20, 1}, {10, 60, 60, 1}};
  CHECK(share_widths(columns, 200, false) == std::vector<double>{20, 60});
  CHECK(share_widths(columns, 160, true) == std::vector<double>{40, 120});
}

TEST_CASE("Short columns keep what they need and long ones share the rest by their text") {
  const ColumnContent columns[] = {
      {20, 20, 20, 1e3}, {30, 500, 500, 120 * 5e8}, {30, 150, 150, 120 * 1e6}, {25, 25, 25, 1e3}};
  const auto widths = share_widths(columns, 442, true);
  CHECK(total(widths) == Approx(442));
  CHECK(widths[0] >= 20);
  CHECK(widths[3] >= 25);
  CHECK(widths[1] > widths[2]);
  CHECK(widths[2] >= 30);
}

TEST_CASE("No column falls below its widest piece while there is room") {
  const ColumnContent columns[] = {{100, 100, 100, 1}, {50, 2000, 2000, 1e12}, {80, 90, 120, 1}};
  const auto widths = share_widths(columns, 300, true);
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(widths[i] >= columns[i].least - 1e-6);
  CHECK(total(widths) == Approx(300));
}

TEST_CASE("Too little room is shared in proportion") {
  const ColumnContent columns[] = {{100, 100, 100, 1}, {300, 300, 300, 1}};
  CHECK(share_widths(columns, 200, true) == std::vector<double>{50, 150});
}

TEST_CASE("A given proportion is followed") {
  const double shares[] = {1, 3, 1};
  const std::vector<ColumnContent> narrow(3, ColumnContent{20, 20, 20, 0});
  CHECK(proportional_widths(shares, narrow, 500) == std::vector<double>{100, 300, 100});
}

TEST_CASE("Given shares yield where a column's widest piece would be cut") {
  const std::vector<double> shares{1, 3, 1};
  const std::vector<ColumnContent> columns{{150, 150, 150, 0}, {20, 20, 20, 0}, {20, 20, 20, 0}};
  const auto widths = proportional_widths(shares, columns, 500);
  CHECK(widths[0] == Approx(150));
  CHECK(widths[1] == Approx(262.5));
  CHECK(widths[2] == Approx(87.5));
  const std::vector<ColumnContent> hopeless(3, ColumnContent{400, 400, 400, 0});
  CHECK(proportional_widths(shares, hopeless, 500) == std::vector<double>{100, 300, 100});
}

TEST_CASE("Empty columns get an even share") {
  const std::vector<ColumnContent> columns(3, ColumnContent{20, 20, 20, 0});
  const auto widths = share_widths(columns, 90, true);
  CHECK(widths[0] == Approx(30));
  CHECK(total(widths) == Approx(90));
}

TEST_CASE(
    "Where room is short, words and figures are whole first, those of narrow columns before long ones") {
  const ColumnContent columns[] = {
      {60, 60, 60, 1, 60, 20}, {80, 200, 200, 1e9, 90, 80}, {40, 40, 40, 1, 40, 30}};
  const auto widths = share_widths(columns, 150, true);
  CHECK(total(widths) == Approx(150));
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(widths[i] >= columns[i].word - 1e-6);
  const auto tight = share_widths(columns, 100, true);
  CHECK(tight[0] == Approx(20));
  CHECK(tight[2] == Approx(30));
  CHECK(tight[1] == Approx(50));
}

TEST_CASE("Names keep their one line beside a column of long text") {
  const ColumnContent columns[] = {{20, 50, 50, 1e5, 50, 20}, {20, 2000, 2000, 1e13, 100, 20}};
  const auto widths = share_widths(columns, 440, true);
  CHECK(widths[0] >= 50 - 1e-6);
}

TEST_CASE("Names of a few characters keep their one line before longer ones, the cheapest wishes first") {
  // Two columns of names, one of them with a long one, beside a column of long text.
  const ColumnContent columns[] = {
      {20, 50, 50, 1e5, 50, 20, 50}, {20, 300, 300, 1e6, 300, 20, 50}, {20, 2000, 2000, 1e13, 20, 20, 20}};
  const auto widths = share_widths(columns, 300, true);
  CHECK(widths[0] >= 50 - 1e-6);
  CHECK(widths[1] >= 50 - 1e-6);
  CHECK(widths[1] < 300);
  CHECK(widths[2] >= 60);
}

TEST_CASE("Given shares yield to words where they cannot yield to short headers, too") {
  const std::vector<double> shares{1, 8, 1};
  const std::vector<ColumnContent> columns{
      {60, 60, 60, 0, 60, 30}, {400, 400, 400, 0, 400, 100}, {60, 60, 60, 0, 60, 20}};
  const auto widths = proportional_widths(shares, columns, 200);
  CHECK(widths[0] >= 30 - 1e-6);
  CHECK(widths[1] >= 100 - 1e-6);
  CHECK(total(widths) == Approx(200));
}
