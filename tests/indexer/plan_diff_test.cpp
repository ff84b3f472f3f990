#include "indexer/plan_diff.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::indexer;

namespace {

Clause clause(const std::string& key, const std::string& text, const std::string& heading = "") {
  Clause out;
  out.key = key;
  out.heading = heading;
  out.text = text;
  out.citable = !key.starts_with('p');
  return out;
}

// "same 1>1 moved 2>3 added >2 removed 4>"
std::string shape(const std::vector<Clause>& from, const std::vector<Clause>& to) {
  static const char* const names[] = {"same", "edited", "moved", "added", "removed", "merged", "split"};
  std::string out;
  for (const auto& change : diff_clauses(from, to)) {
    out += (out.empty() ? "" : " ") + std::string(names[static_cast<std::size_t>(change.kind)]) + " ";
    out += (change.from ? from[*change.from].key : "") + ">" + (change.to ? to[*change.to].key : "");
  }
  return out;
}

const std::string kDuty = "值班所领导应当在指挥室值守，审定当日报告并签字。";
const std::string kPatrol = "巡逻民警每班不少于二人，应当携带单警装备并开启记录仪。";
const std::string kVisit = "社区民警每月走访重点户一次，走访情况当日录入台账。";
const std::string kStore = "涉案财物由专人保管，出入库应当双人核对、登记在册。";

} // namespace

TEST_CASE("clauses of two texts are paired by number and by text") {
  struct Row {
    const char* what;
    std::vector<Clause> from, to;
    const char* expected;
  };
  const Row rows[] = {
      {"nothing changed", {clause("1", kDuty)}, {clause("1", kDuty)}, "same 1>1"},
      {"width and blanks are no change",
       {clause("1", "占４０％ 以上")},
       {clause("1", "占40%以上")},
       "same 1>1"},
      {"another word",
       {clause("1", kDuty)},
       {clause("1", "值班所领导必须在指挥室值守，审定当日报告并签字。")},
       "edited 1>1"},
      {"another heading", {clause("1", kDuty, "值守")}, {clause("1", kDuty, "值班")}, "edited 1>1"},
      {"a clause came in and the others moved on",
       {clause("1", kDuty), clause("2", kPatrol)},
       {clause("1", kDuty), clause("2", kVisit), clause("3", kPatrol)},
       "same 1>1 added >2 moved 2>3"},
      {"moved on and edited",
       {clause("10", kDuty), clause("11", kPatrol)},
       {clause("10", kStore), clause("11", kDuty), clause("12", kPatrol + "不得单独出警。")},
       "added >10 moved 10>11 edited 11>12"},
      {"one number, another matter", {clause("1", kDuty)}, {clause("1", kStore)}, "removed 1> added >1"},
      {"a removed clause stands where it stood",
       {clause("1", kDuty), clause("2", kPatrol), clause("3", kVisit)},
       {clause("1", kDuty), clause("2", kVisit)},
       "same 1>1 removed 2> moved 3>2"},
      {"text without numbers only moves where its order changed",
       {clause("p1", kDuty), clause("p2", kPatrol), clause("p3", kVisit)},
       {clause("p1", kStore), clause("p2", kDuty), clause("p3", kPatrol), clause("p4", kVisit)},
       "added >p1 same p1>p2 same p2>p3 same p3>p4"},
      {"equal texts are paired in their order",
       {clause("1", "略。"), clause("2", "略。")},
       {clause("1", "略。"), clause("2", "略。"), clause("3", "略。")},
       "same 1>1 same 2>2 added >3"},
      {"a clause became a part of the next one",
       {clause("1", kDuty), clause("2", kPatrol), clause("3", kVisit)},
       {clause("1", kDuty), clause("2", kPatrol + kVisit)},
       "same 1>1 edited 2>2 merged 3>2"},
      {"the end of a clause became one of its own",
       {clause("1", kDuty + kPatrol), clause("2", kVisit)},
       {clause("1", kDuty), clause("2", kPatrol), clause("3", kVisit)},
       "edited 1>1 split 1>2 moved 2>3"},
      {"two clauses became one new one",
       {clause("1", kDuty), clause("2", "强化考核，纳入绩效。"), clause("3", "考核结果占全年绩效的15%。")},
       {clause("1", kDuty), clause("2", kStore),
        clause(
            "3",
            "要加强组织领导，由所长任组长，各队负责人为成员。强化考核，纳入绩效，考核结果占全年绩效的20%。")},
       "same 1>1 merged 2>3 added >2 edited 3>3"},
      {"words that stand everywhere are no part",
       {clause("1", kDuty), clause("2", "加强领导。")},
       {clause("1", kDuty + "加强领导。")},
       "edited 1>1 removed 2>"},
      {"an empty text", {}, {clause("1", kDuty)}, "added >1"},
      {"two empty texts", {}, {}, ""},
  };
  for (const auto& row : rows) {
    INFO(row.what);
    CHECK(shape(row.from, row.to) == row.expected);
  }
}

TEST_CASE("only an edited clause has pieces, and its heading is the first line of them") {
  const auto changes = diff_clauses({clause("1", "不少于40%，由所长审定后报送。", "警力")},
                                    {clause("1", "不少于50%，由所长审定后报送。", "警力")});
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].diff.changes.front() == TextChange{TextOp::equal, "警力\n不少于"});
  CHECK(changes[0].diff.figures == std::vector<FigureChange>{{"40%", "50%"}});
}

TEST_CASE("the figures that changed in a merged or split clause are told, and only its own text") {
  const std::vector<Clause> apart{clause("1", kPatrol + "重点部位每2小时一次。"),
                                  clause("2", "社区民警每周走访二日，登记走访情况。")};
  const std::vector<Clause> together{
      clause("1", kPatrol + "重点部位每2小时一次。社区民警每周走访三日，登记走访情况。")};
  const auto merged = diff_clauses(apart, together);
  REQUIRE(merged.size() == 2);
  REQUIRE(merged[1].kind == ClauseChangeKind::merged);
  CHECK(merged[1].diff.figures == std::vector<FigureChange>{{"二日", "三日"}});
  CHECK(merged[1].diff.changes == std::vector<TextChange>{{TextOp::equal, "社区民警每周走访"},
                                                          {TextOp::removed, "二日"},
                                                          {TextOp::inserted, "三日"},
                                                          {TextOp::equal, "，登记走访情况。"}});
  const auto split = diff_clauses(together, apart);
  REQUIRE(split.size() == 2);
  REQUIRE(split[1].kind == ClauseChangeKind::split);
  CHECK(split[1].diff.figures == std::vector<FigureChange>{{"三日", "二日"}});
}

TEST_CASE("two texts of 1,500 clauses are paired, all of them moved and edited") {
  std::vector<Clause> from, to;
  const std::string filler[] = {kDuty, kPatrol, kVisit, kStore};
  for (int i = 0; i < 1500; ++i) {
    std::string own;
    for (unsigned n = 0, x = static_cast<unsigned>(i) * 7919 + 13; n < 40;
         ++n, x = (x * 1103 + 12345) & 0xFFFFFF)
      own +=
          "\xE5" + std::string(1, static_cast<char>(0x80 + x % 64)) + static_cast<char>(0x80 + (x >> 8) % 64);
    from.push_back(clause(std::to_string(i + 1), own + filler[i % 4]));
    to.push_back(clause(std::to_string(i + 2), "应当" + own + filler[i % 4]));
  }
  const auto changes = diff_clauses(from, to);
  REQUIRE(changes.size() == 1500);
  for (const auto& change : changes)
    REQUIRE((change.kind == ClauseChangeKind::edited && change.from == change.to));
}
