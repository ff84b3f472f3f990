#include "tests/support/shipped.hpp"

#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

namespace fengqiao::test {

const std::string& corpus_index() {
  static const TemporaryFolder folder;
  static const std::string path = [] {
    const std::string index = folder.path() / "index";
    REQUIRE(run_fengqiao(index, {"index"}).code == 0);
    return index;
  }();
  return path;
}

Outcome program(std::vector<std::string> arguments, std::map<std::string, std::string> environment) {
  return run_fengqiao(corpus_index(), std::move(arguments), std::move(environment));
}

void has(const std::string& text, const std::string& part) {
  INFO(text);
  INFO(part);
  CHECK(text.find(part) != std::string::npos);
}

void has_not(const std::string& text, const std::string& part) {
  INFO(text);
  INFO(part);
  CHECK(text.find(part) == std::string::npos);
}

std::string without_spaces(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\n' && c != '\f') out += c;
  return out;
}

} // namespace fengqiao::test
