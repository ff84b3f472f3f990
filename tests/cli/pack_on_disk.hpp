// The sample of an assessment pack as `new` writes it, to be changed and given to the program.
#pragma once

#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace fengqiao::test {

namespace fs = std::filesystem;

struct PackOnDisk {
  TemporaryFolder place;
  std::string folder = place.path() / "申报包", pdf = place.path() / "包.pdf";

  PackOnDisk() { REQUIRE(program({"new", "枫桥式/申报包", "--sample", "-o", folder}).code == 0); }

  [[nodiscard]] Outcome program(std::vector<std::string> arguments) const {
    return run_fengqiao(place.path() / "索引", std::move(arguments));
  }

  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    std::string text = slurp(fs::path(folder) / file);
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    place.write("申报包/" + file, text.replace(at, from.size(), to));
  }

  void rename(const std::string& file, const std::string& from, const std::string& to) const {
    fs::rename(fs::path(folder) / from, fs::path(folder) / to);
    replace(file, from, to);
  }
};

inline void has(const std::string& text, const std::string& part) {
  INFO(text);
  INFO(part);
  CHECK(text.find(part) != std::string::npos);
}

inline void has_not(const std::string& text, const std::string& part) {
  INFO(part);
  CHECK(text.find(part) == std::string::npos);
}

} // namespace fengqiao::test
