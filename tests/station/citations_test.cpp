#include "station/citations.hpp"

#include "core/yaml.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <map>

namespace fengqiao::station {
namespace {

using render::Value;

class TableResolver : public CitationResolver {
public:
  Result<ResolvedCitation> resolve(const std::string& typed) const override {
    const auto found = table_.find(typed);
    if (found == table_.end())
      return fail(ErrorCode::citation, {}, "XD2023 没有第 9.9 条", "相近的：XD2023-1.9");
    return found->second;
  }

private:
  static ResolvedCitation entry(const std::string& key, const std::string& label, const std::string& status,
                                const std::string& kind = "规范性") {
    ResolvedCitation out;
    out.key = key;
    out.label = label;
    out.status = status;
    out.kind = kind;
    return out;
  }

  std::map<std::string, ResolvedCitation> table_{
      {"XD2023-1.3", entry("XD2023-1.3", "《行动计划（2023—2025）》基层提振·警力", "期满")},
      {"治安管理处罚法-43", entry("治安管理处罚法-43", "《治安管理处罚法》第四十三条", "现行", "法律")},
      {"治安管理处罚法@2005-43",
       entry("治安管理处罚法@2005-43", "《治安管理处罚法》（2005）第四十三条", "已修改", "法律")},
      {"TZ100", entry("TZ100", "《机制意见》", "待核")},
      {"废", entry("废", "《旧办法》", "已废止")},
      {"ZF-5.3", entry("ZF-5.3", "《主防研究》综合指挥室与日报告", "现行", "研究")},
      {"ZF-5.1", entry("ZF-5.1", "《主防研究》所队打防互动", "现行", "研究")},
  };
};

constexpr std::string_view schema_text = R"(
type: object
properties:
  依据: {type: array, items: {type: string, format: citation}}
  主要依据: {type: string, format: citation}
  事项: {type: string}
  条目:
    type: array
    items:
      type: object
      properties:
        依据: {type: array, items: {type: string, format: citation}}
)";

struct Outcome {
  Value record;
  Errors problems;
  [[nodiscard]] std::string at(std::string_view path, std::size_t item) const {
    return record.at_path(path)->items.at(item).text;
  }
};

Outcome resolve(const std::string& record) {
  const test::TemporaryFolder folder;
  const auto schema = render::load_schema(folder.write("schema.yaml", schema_text));
  REQUIRE(schema);
  const auto tree = parse_yaml(record, "清单.yaml");
  REQUIRE(tree);
  Outcome out;
  out.record = render::check_record(*tree, *schema, "清单.yaml", out.problems);
  REQUIRE(out.problems.empty());
  resolve_citations(out.record, *schema, TableResolver(), out.problems);
  return out;
}

TEST_CASE("a citation prints as its label, with one mark where the document is not simply in force") {
  const auto [typed, printed] = GENERATE(table<std::string, std::string>({
      {"治安管理处罚法-43", "《治安管理处罚法》第四十三条"},
      {"XD2023-1.3", "《行动计划（2023—2025）》基层提振·警力（期满）"},
      {"废", "《旧办法》（已废止）"},
      {"TZ100", "《机制意见》（待核）"},
      {"TZ100〔待核〕", "《机制意见》（待核）"},
      {"TZ100（待核）", "《机制意见》（待核）"},
      {"XD2023-1.3〔待核〕", "《行动计划（2023—2025）》基层提振·警力（期满）（待核）"},
      {"治安管理处罚法@2005-43", "《治安管理处罚法》（2005）第四十三条（已修改）"},
      {"默认", "默认"},
      {"公开资料", "公开资料"},
      {"二手材料", "二手材料"},
  }));
  const auto out = resolve("主要依据: " + typed);
  CHECK(out.problems.empty());
  CHECK(out.record.find("主要依据")->text == printed);
}

TEST_CASE("citations are found in lists and in the items of tables, other fields stay") {
  const auto out = resolve("{依据: [TZ100, 默认], 事项: TZ100, 条目: [{依据: [XD2023-1.3]}]}");
  CHECK(out.problems.empty());
  CHECK(out.at("依据", 0) == "《机制意见》（待核）");
  CHECK(out.at("依据", 1) == "默认");
  CHECK(out.record.find("事项")->text == "TZ100");
  CHECK(out.record.find("条目")->items[0].find("依据")->items[0].text ==
        "《行动计划（2023—2025）》基层提振·警力（期满）");
}

TEST_CASE("each kind of mark and word that occurs is explained once") {
  const auto out = resolve("{依据: [TZ100, XD2023-1.3, TZ100, 二手材料, ZF-5.3, ZF-5.1, 治安管理处罚法-43]}");
  const auto& notes = out.record.find(citation_notes_field)->items;
  REQUIRE(notes.size() == 4);
  CHECK(notes[0].text == "（期满）：文件所定计划期已过，引用前请核对有无接续文件。");
  CHECK(notes[1].text.starts_with("（待核）："));
  CHECK(notes[2].text.starts_with("二手材料："));
  CHECK(notes[3].text == "《主防研究》：研究文章，所引做法供参考，不是部颁要求。");
}

TEST_CASE("a record whose citations are all in force needs no notes") {
  const auto out = resolve("主要依据: 治安管理处罚法-43");
  CHECK(out.record.find(citation_notes_field)->items.empty());
}

TEST_CASE("every citation that does not resolve is refused at once, with its place and the nearest clauses") {
  const auto out = resolve("{主要依据: XD2023-9.9,\n 依据: [不知道, TZ100]}");
  REQUIRE(out.problems.size() == 2);
  for (const auto& problem : out.problems) {
    CHECK(problem.code == ErrorCode::citation);
    CHECK(problem.hint == "相近的：XD2023-1.9");
  }
  CHECK(out.problems[0].where == "清单.yaml:2");
  CHECK(out.problems[0].message == "栏目“依据[1]”的引据“不知道”没有查到：XD2023 没有第 9.9 条");
  CHECK(out.problems[1].where == "清单.yaml:1");
  CHECK(out.record.find("主要依据")->text == "XD2023-9.9（未查到）");
  CHECK(out.at("依据", 1) == "《机制意见》（待核）");
}

} // namespace
} // namespace fengqiao::station
