// A station's own papers, which no law cites, beside laws that many texts cite.
#include "core/numeral.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

constexpr int kCitingTexts = 80; // the law below is as famous as 治安管理处罚法

const char* const kPapers[] = {
    "---\nid: ZB\ntitle: 示例派出所值班备勤规定\nkind: 资料\n---\n\n"
    "一、夜间值班由一名所领导、两名民警和三名辅警组成，二十二时以后关闭大门。\n\n"
    "二、交接班时清点警械、车辆和钥匙，双方在值班日志上签字。\n\n"
    "三、值班民警每两小时巡查一次候问室，发现被传唤人身体不适的，立即报告值班所领导。\n",
    "---\nid: ZF2\ntitle: 示例派出所社区走访办法\nkind: 规范性\n---\n\n"
    "一、社区民警每周走访出租房屋不少于十户，走访情况当日录入。\n\n"
    "二、对独居老人每月走访两次，由辖区辅警陪同。\n\n"
    "三、发现群租房安全隐患的，当日通报街道并抄送消防救援站。\n\n"
    "四、社区民警每月上门核对承租人身份证件。\n\n"
    "五、对饲养烈性犬干扰他人正常生活的，社区民警上门劝导。\n",
    "---\nid: CL\ntitle: 示例派出所车辆管理规定\nkind: 资料\n---\n\n"
    "一、警车由综合指挥室统一派出，出车前登记里程，归队后交还钥匙。\n\n"
    "二、警车外出处警由带班民警驾驶，辅警不得驾驶警车。\n",
};

const char* const kFamousLaw =
    "# 示例治安法\n\n"
    "第一条　为维护社会治安秩序，规范公安机关及其人民警察依法履行职责，制定本法。\n\n"
    "第二条　公安机关传唤违反治安管理行为人，询问查证的时间不得超过八小时，并及时通知被传唤人家属。\n\n"
    "第三条　房屋出租人将房屋出租给无身份证件的人居住的，或者不按规定登记承租人姓名的，处二百元以上五百元以下罚款。\n\n"
    "第四条　驾驶机动车冲撞警车、拒绝检查的，处五日以上十日以下拘留。\n\n"
    "第五条　饲养动物，干扰他人正常生活的，处警告；警告后不改正的，处二百元以上五百元以下罚款。\n\n"
    "第六条　人民警察值班、巡逻和处警的办法，由国务院公安部门规定。\n\n"
    "第七条　胁迫、诱骗老人或者未成年人乞讨的，处十日以上十五日以下拘留。\n\n"
    "第八条　房屋出租人应当核对承租人身份证件，登记姓名。\n\n"
    "第九条　饲养烈性犬干扰他人正常生活的，没收犬只。\n\n"
    "第十条　违反消防安全规定，在出租房屋内存放易燃物品的，责令改正。\n";

struct Row {
  const char *question, *citation;
};

const Row kOwn[] = {
    {"夜间值班要几个人", "ZB-1"},
    {"交接班时清点什么", "ZB-2"},
    {"多久巡查一次候问室", "ZB-3"},
    {"出租房屋每周走访多少户", "ZF2-1"},
    {"独居老人多久走访一次", "ZF2-2"},
    {"发现群租房隐患通报给谁", "ZF2-3"},
    {"出车前要登记里程吗", "CL-1"},
    {"辅警能不能驾驶警车", "CL-2"},
    {"社区民警怎么核对承租人身份证件", "ZF2-4"},
    {"饲养烈性犬干扰他人正常生活怎么上门劝导", "ZF2-5"},
};

const Row kLaw[] = {
    {"传唤询问查证不得超过多长时间", "示例治安法-2"},
    {"房屋出租给没有身份证件的人怎么处罚", "示例治安法-3"},
    {"开车冲撞警车怎么处罚", "示例治安法-4"},
    {"养动物干扰别人生活，警告后不改正罚多少", "示例治安法-5"},
    {"值班和巡逻的办法由谁规定", "示例治安法-6"},
    {"诱骗老人乞讨拘留几天", "示例治安法-7"},
    {"出租人要核对承租人身份证件吗", "示例治安法-8"},
    {"饲养烈性犬干扰他人正常生活没收犬只", "示例治安法-9"},
};

void write_papers(const TemporaryFolder& folder) {
  for (std::size_t i = 0; i < std::size(kPapers); ++i)
    folder.write("papers/" + std::to_string(i) + ".md", kPapers[i]);
}

std::string first_hit(const std::filesystem::path& index, const char* question) {
  const auto hits = found(index, question, 3);
  return hits.empty() ? "" : hits.front();
}

} // namespace

TEST_CASE("a station's papers answer alone") {
  const TemporaryFolder folder;
  write_papers(folder);
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "papers"});
  for (const auto& row : kOwn) {
    INFO(row.question);
    CHECK(first_hit(index, row.question) == row.citation);
  }
}

TEST_CASE("a station's papers neither sink under a law that everybody cites nor drown it") {
  const TemporaryFolder folder;
  write_papers(folder);
  folder.write("laws/法律/示例治安法.md", kFamousLaw);
  for (int i = 1; i <= kCitingTexts; ++i)
    folder.write("laws/行政法规/示例条例" + std::to_string(i) + ".md",
                 "# 示例条例" + chinese_numeral(i) +
                     "\n\n第一条　根据《示例治安法》，制定本条例。\n\n第二条　第" + chinese_numeral(i) +
                     "类场所的治安管理，依照《示例治安法》的规定执行。\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "papers", folder.path() / "laws"});
  const auto reader = IndexReader::open(index);
  REQUIRE(reader);
  std::uint32_t most = 0;
  for (const auto& span : reader->spans())
    most = std::max(most, span.mentions);
  REQUIRE(most == kCitingTexts);
  for (const auto* rows : {&kOwn[0], &kLaw[0]})
    for (std::size_t i = 0; i < (rows == kOwn ? std::size(kOwn) : std::size(kLaw)); ++i) {
      INFO(rows[i].question);
      CHECK(first_hit(index, rows[i].question) == rows[i].citation);
    }
}
