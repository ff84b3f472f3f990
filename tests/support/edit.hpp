// Changes to a text under test.
#pragma once

#include <catch2/catch.hpp>

#include <string>
#include <utility>

namespace fengqiao::test {

// The text with `to` where `from` first stands; the test fails where it does not.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  INFO(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

inline void replace(std::string& text, const std::string& from, const std::string& to) {
  text = replaced(std::move(text), from, to);
}

// The text with `to` wherever `from` stands.
inline std::string all_replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

} // namespace fengqiao::test
