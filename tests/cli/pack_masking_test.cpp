// No identity card or telephone number gets from an assessment pack's own files onto its pages.
#include "tests/cli/pack_on_disk.hpp"

using namespace fengqiao::test;

TEST_CASE("numbers of persons written in 申报.yaml are masked wherever they print") {
  const PackOnDisk pack;
  pack.replace("申报.yaml", "全年受理矛盾纠纷",
               "来电13912345678、身份证620102199003070018的群众评价：受理矛盾纠纷");
  pack.replace("申报.yaml", "- 调解机制：", "- 联系13812345678：");
  pack.replace("申报.yaml", "处理: 没有收到意见", "处理: 已答复13712345678");
  pack.replace("申报.yaml", "联系电话: 见公函", "联系电话: 0931-8123456");
  const Outcome made = pack.program({"pack", pack.folder, "-o", pack.pdf, "--draft"}); // there is no index
  INFO(made.err);
  REQUIRE(made.code == 0);
  has(made.out, "个人信息遮盖 7 处"); // 3 in the sample's own texts
  std::string text = pdf_text(pack.pdf);
  for (const char blank : {' ', '\n'})
    std::erase(text, blank);
  for (const auto* number : {"13912345678", "620102199003070018", "13812345678", "13712345678"})
    has_not(text, number);
  for (const auto* number :
       {"139****5678", "620102************", "138****5678", "137****5678", "0931-8123456"})
    has(text, number);
}

TEST_CASE("a file name with a number of a person is refused, since the manifest has names as they are") {
  const PackOnDisk pack;
  pack.rename("评分.yaml", "佐证/调处台账.pdf", "佐证/张三13912345678.pdf");
  pack.rename("申报.yaml", "案例/案例二.md", "案例/620102199003070018.md");
  const Outcome told = pack.program({"check", pack.folder});
  CHECK(told.code == 4);
  has(told.out, "文件名“佐证/张三139****5678.pdf”里有身份证号或电话号码");
  has(told.out, "文件名“案例/620102************.md”里有身份证号或电话号码");
  CHECK(pack.program({"pack", pack.folder, "-o", pack.pdf}).code != 0);
  REQUIRE(pack.program({"pack", pack.folder, "-o", pack.pdf, "--draft"}).code == 0);
  has_not(slurp(pack.pdf), "13912345678"); // the manifest lies in it uncompressed
  for (const auto* number : {"13912345678", "620102199003070018"}) {
    has_not(told.out, number);
    has_not(pdf_text(pack.pdf), number);
  }
}
