// What a list, a search or a page prints for a text or a clause is understood when it is typed, and means
// that text and no other.
#include "indexer/labels.hpp"

#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;

namespace {

std::string paper(const std::string& head, const std::string& text) {
  return "---\n" + head + "---\n\n" + text;
}

// Two stations with a rule of one name, editions, a text without a date beside a dated one, two papers with
// one short title, rules that another text's id names, annexes that count from one again.
void write_twins(const TemporaryFolder& folder) {
  folder.write("t/甲.md",
               paper("title: 值班制度\nissuer: 甲派出所\ndate: 2021-01-01\n",
                     "# 值班制度\n\n第一条 甲所。\n\n第二条 甲二：\n\n（一）甲项；\n\n（二）乙项。\n"));
  folder.write("t/乙.md", paper("title: 值班制度\nissuer: 乙派出所\ndate: 2023-01-01\n",
                                "# 值班制度\n\n第一条 乙所。\n\n第二条 乙二。\n"));
  folder.write("t/旧.md",
               "# 中华人民共和国巡逻法\n\n2005年8月28日 通过\n\n<!-- INFO END -->\n\n第一条 旧。\n");
  folder.write("t/新.md",
               "# 中华人民共和国巡逻法\n\n2012年8月28日 通过\n\n<!-- INFO END -->\n\n第一条 新。\n");
  folder.write("t/同年.md",
               "# 中华人民共和国巡逻法\n\n2005年3月1日 通过\n\n<!-- INFO END -->\n\n第一条 更旧。\n");
  folder.write("t/有日期.md",
               paper("title: 登记规定\ndate: 2020-05-01\n", "# 登记规定\n\n第一条 有日期。\n"));
  folder.write("t/无日期.txt", "登记规定\n第一条 没有日期。\n第二条 也没有。\n");
  folder.write("t/无日期二.txt", "登记规定\n第一条 还是没有日期。\n第二条 也没有。\n");
  folder.write("t/意见一.md",
               paper("id: YJ1\ntitle: 关于巡逻的意见\nshort: 意见\nnumber: 某公发〔2020〕1号\n",
                     "# 关于巡逻的意见\n\n一、巡逻。各所要巡逻。\n\n二、值守。各所要值守。\n"));
  folder.write("t/意见二.md",
               paper("id: YJ2\ntitle: 关于值守的意见\nshort: 意见\nnumber: 某公发〔2020〕2号\n",
                     "# 关于值守的意见\n\n一、巡逻。各队要巡逻。\n\n二、值守。各队要值守。\n"));
  folder.write("t/决定.md",
               paper("id: 决定\ntitle: 关于改革的决定\nshort: 改革决定\n",
                     "# 关于改革的决定\n\n## 总体\n\n### 警力 {#1.1}\n\n甲。\n\n### 警力 {#1.2}\n\n乙。\n"));
  folder.write("t/另一决定.md", paper("id: LY\ntitle: 关于加强的决定\nshort: 决定\n",
                                      "# 关于加强的决定\n\n第一条 丙。\n\n第二条 丁。\n"));
  folder.write("t/附件.txt",
               "宿舍办法\n第一条 甲。\n第二条 乙。\n附件1：标准\n第一条 子。\n第二条 丑。\n第三条 寅。\n"
               "附件2：办法\n第一条 卯。\n第二条 辰。\n");
  folder.write("t/检查.txt",
               "关于开展检查的通知\n一、检查时间。三月。\n二、检查范围。各所。\n附件：检查标准\n"
               "一、甲标准。全部。\n二、乙标准。全部。\n三、丙标准。全部。\n");
}

// An index of the twins.
struct Twins {
  TemporaryFolder folder;
  IndexReader reader = [this] {
    write_twins(folder);
    updated(folder.path() / "index", {folder.path() / "t"});
    return IndexReader::open(folder.path() / "index").value();
  }();
  IndexResolver resolver{reader};
};

void check_all_labels(const IndexResolver& resolver, const IndexReader& index) {
  std::size_t looked_at = 0;
  const auto resolves_to = [&](const std::string& label, const std::string& key) {
    INFO(label);
    const auto found = resolver.locate(label, Names::known);
    INFO((found ? std::string() : to_text(found.error())));
    REQUIRE(found);
    CHECK(found->key == key);
    CHECK(found->label == label);
    ++looked_at;
  };
  const auto documents = index.documents();
  REQUIRE(documents);
  for (const auto& document : *documents) {
    resolves_to(document_label(document), document.data.id);
    for (std::uint32_t i = 0; i < document.clause_count; ++i) {
      const auto clause = index.clause(document.ref + i);
      REQUIRE(clause);
      if (!clause->citable) continue;
      resolves_to(clause_label(document, *clause), citation_key(document, *clause));
      for (const auto& item : clause_items(clause->own_number, clause->text))
        resolves_to(clause_label(document, *clause, item), citation_key(document, *clause, item.suffix));
    }
  }
  CHECK(looked_at > 30);
}

} // namespace

TEST_CASE("every printed label means its own text: twins, editions, undated texts, equal short titles") {
  const Twins twins;
  check_all_labels(twins.resolver, twins.reader);
}

TEST_CASE("every label of the shipped corpus means its own text") {
  const auto reader = IndexReader::open(corpus_index());
  REQUIRE(reader);
  check_all_labels(corpus(), *reader);
}

TEST_CASE("a label says no more than is needed to tell texts of one name apart") {
  const Twins twins;
  const std::pair<const char*, const char*> rows[] = {
      {"值班制度@甲派出所-1", "《值班制度》（甲派出所）第一条"},
      {"值班制度@乙派出所-2", "《值班制度》（乙派出所）第二条"},
      {"《值班制度》（甲派出所）第二条第（一）项", "《值班制度》（甲派出所）第二条第一款第（一）项"},
      {"值班制度（甲派出所）第二条第一款", "《值班制度》（甲派出所）第二条第一款"},
      {"巡逻法-1", "《巡逻法》第一条"},
      {"巡逻法@20050828-1", "《巡逻法》（2005年8月28日）第一条"},
      {"登记规定-1", "《登记规定》第一条"},
      {"登记规定@无日期-1", "《登记规定》（无日期）第一条"},
      {"YJ1-2", "《意见》（某公发〔2020〕1号）二"},
      {"《意见》（某公发[2020]2号）二", "《意见》（某公发〔2020〕2号）二"},
      {"《意见》（某公发〔2020〕2号）（现行）", "《意见》（某公发〔2020〕2号）"},
      {"LY-2", "《决定》（LY）第二条"},
      {"决定-1.2", "《改革决定》1.2·警力"},
      {"《改革决定》总体", "《改革决定》总体"},
      {"值班制度（甲派出所）", "《值班制度》（甲派出所）"},
  };
  for (const auto& [typed, label] : rows) {
    INFO(typed);
    const auto found = twins.resolver.resolve(typed);
    INFO((found ? std::string() : to_text(found.error())));
    REQUIRE(found);
    CHECK(found->label == label);
  }
}

TEST_CASE(
    "a name that several texts bear, or a bracket that none of them does, is refused with what there is") {
  const Twins twins;
  for (const char* typed :
       {"《值班制度》第一条", "《值班制度》（丙派出所）第一条", "《值班制度》（派出所）第一条", "《意见》一",
        "《意见》（某公发〔2020〕3号）一"}) {
    INFO(typed);
    const auto found = twins.resolver.resolve(typed);
    REQUIRE_FALSE(found);
    CHECK(found.error().code == ErrorCode::citation);
    CHECK(found.error().hint.find("）") != std::string::npos);
  }
}

TEST_CASE("a text without a date beside one of its name tells that their order is unknown") {
  const Twins twins;
  const auto note = [&](const std::string& id) {
    const auto documents = twins.resolver.find_documents(id, Names::exact);
    REQUIRE(documents);
    REQUIRE(documents->size() == 1);
    return order_note(documents->front());
  };
  CHECK(note("登记规定").find("另有一份没有日期的文本 登记规定@无日期") != std::string::npos);
  CHECK(note("登记规定@无日期").find("没有日期，和 登记规定 分不清哪一份新") != std::string::npos);
  CHECK(note("登记规定@无日期").find("date:") != std::string::npos);
  CHECK(note("巡逻法").empty());
  CHECK(note("值班制度@甲派出所").empty());
}

TEST_CASE("a part that search prints in brackets is understood with them") {
  for (const auto& [typed, clause] : {std::pair{"《巡逻法》第三条（第一款）", "3.1"},
                                      std::pair{"《巡逻法》第三条之一（第一款第（二）项）", "3-1.1(2)"},
                                      std::pair{"《巡逻法》第三条（二）", "3(2)"}}) {
    const auto query = parse_citation(typed);
    REQUIRE(query);
    CHECK(query->document == "巡逻法");
    CHECK(query->clause == clause);
  }
}
