// An assessment pack whose two files contradict each other is not told to be ready.
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

struct Pack {
  TemporaryFolder place;
  std::string folder = place.path() / "申报包", pdf = place.path() / "包.pdf";

  Pack() { REQUIRE(program({"new", "枫桥式/申报包", "--sample", "-o", folder}).code == 0); }

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

void has(const std::string& text, const std::string& part) {
  INFO(text);
  INFO(part);
  CHECK(text.find(part) != std::string::npos);
}

void has_not(const std::string& text, const std::string& part) {
  INFO(part);
  CHECK(text.find(part) == std::string::npos);
}

} // namespace

TEST_CASE("a pack that contradicts itself is refused, or warned of") {
  const Pack pack;
  pack.replace("申报.yaml", "佐证: E-2026-009", "佐证: E-2026-099");
  pack.replace("申报.yaml", "本年等级: 一级", "本年等级: 三级");
  pack.replace("申报.yaml", "满意数: 488", "满意数: 300");
  pack.replace("申报.yaml", "开始: 2026-01-13, 结束: 2026-01-19", "开始: 2026-01-19, 结束: 2026-01-13");
  const Outcome told = pack.program({"check", pack.folder});
  CHECK(told.code == 4);
  for (const auto* part : {"写了佐证 E-2026-099，评分数据的“证据”里没有登记", "公示的开始晚于结束", "警告：",
                           "“等级评定.本年等级”写的是“三级”，评分数据里是“一级”",
                           "“群众评议（群众满意度）满意数”写的是“300”，评分数据里是“488”"})
    has(told.out, part);
  has_not(told.out, "E-2026-009");
}
