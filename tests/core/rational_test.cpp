#include "core/rational.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;

TEST_CASE("numbers are rounded half up, in absolute value, once") {
  struct Row {
    Rational value;
    int places;
    const char* expected;
  };
  const Row rows[] = {
      {Rational(2625, 1000), 2, "2.63"}, // binary floating point would print 2.62
      {Rational(1875, 1000), 2, "1.88"},
      {Rational(-2625, 1000), 2, "-2.63"},
      {Rational(-1, 1000), 2, "0.00"},
      {Rational(2, 38) * 100, 2, "5.26"},
      {Rational(-305, 906) * 100, 2, "-33.66"},
      {Rational(1, 2), 0, "1"},
      {Rational(0), 2, "0.00"},
      {Rational(5, 1000), 2, "0.01"},
  };
  for (const auto& row : rows)
    CHECK(to_fixed(row.value, row.places) == row.expected);
}

TEST_CASE("only whole decimal numbers are numbers") {
  CHECK(parse_decimal("12") == Rational(12));
  CHECK(parse_decimal("-3.50") == Rational(-7, 2));
  CHECK(parse_decimal("１２．５") == Rational(25, 2));
  CHECK(parse_decimal("−2") == Rational(-2));
  for (const char* bad :
       {"", "1,234", "12起", "1.", ".5", "1e3", "0x10", "--1", "1234567890123456789012345678901"})
    CHECK_FALSE(parse_decimal(bad));
}

TEST_CASE("plain form drops what is not needed") {
  CHECK(to_plain(Rational(34)) == "34");
  CHECK(to_plain(Rational(1, 2)) == "0.5");
  CHECK(to_plain(Rational(-5, 4)) == "-1.25");
  CHECK(to_plain(Rational(100)) == "100");
}
