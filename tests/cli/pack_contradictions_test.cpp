// An assessment pack whose two files contradict each other is not told to be ready.
#include "tests/cli/pack_on_disk.hpp"

using namespace fengqiao::test;

TEST_CASE("a pack that contradicts itself is refused, or warned of") {
  const PackOnDisk pack;
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
