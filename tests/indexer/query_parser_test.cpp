#include "indexer/query_parser.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::indexer;

namespace {

// any(words:甲 all(phrase:乙 none(words:丙)))
std::string written(const QueryTree& tree) {
  using Kind = QueryTree::Kind;
  const auto leaf = [&](const char* name) { return std::string(name) + ":" + tree.text; };
  switch (tree.kind) {
  case Kind::words:
    return tree.text;
  case Kind::phrase:
    return leaf("phrase");
  case Kind::prefix:
    return leaf("prefix");
  default:
    break;
  }
  std::string out = tree.kind == Kind::all    ? "and"
                    : tree.kind == Kind::any  ? "or"
                    : tree.kind == Kind::none ? "not"
                                              : "";
  out += "(";
  for (std::size_t i = 0; i < tree.children.size(); ++i)
    out += (i ? " " : "") + written(tree.children[i]);
  return out + ")";
}

} // namespace

TEST_CASE("a query is taken apart into words, phrases, prefixes and operators") {
  struct Row {
    const char *query, *tree;
  };
  const Row rows[] = {
      {"没事也要交日报吗", "没事也要交日报吗"},
      {"两个40% 是什么", "(两个40% 是什么)"},
      {"\"零报告\" 日报", "(phrase:零报告 日报)"},
      {"“零报告”", "phrase:零报告"},
      {"「零报告」　『日报』", "(phrase:零报告 phrase:日报)"},
      {"＂零报告＂", "phrase:零报告"},
      {"‘零报告’", "phrase:零报告"},
      {"名为“合伙”实为借贷", "名为\"合伙\"实为借贷"},
      {"“五防”宣传", "\"五防\"宣传"},
      {"治安*", "prefix:治安"},
      {"治安＊ 巡逻", "(prefix:治安 巡逻)"},
      {"巡逻 AND 值班", "and(巡逻 值班)"},
      {"巡逻 ＡＮＤ 值班", "and(巡逻 值班)"},
      {"巡逻 and 值班", "(巡逻 and 值班)"},
      {"巡逻 与 值班 并且 备勤", "and(巡逻 值班 备勤)"},
      {"巡逻 或 值班", "or(巡逻 值班)"},
      {"巡逻 或者 值班 且 备勤", "or(巡逻 and(值班 备勤))"},
      {"巡逻 非 值班", "(巡逻 not(值班))"},
      {"巡逻 不含 “值班”", "(巡逻 not(phrase:值班))"},
      {"NOT 值班", "not(值班)"},
      {"(巡逻 OR 值班) AND 派出所", "and(or(巡逻 值班) 派出所)"},
      {"（巡逻 或 值班）与 派出所", "and(or(巡逻 值班) 派出所)"},
      {"(巡逻 值班)", "(巡逻 值班)"},
      {"三年行动计划（2023—2025年）", "三年行动计划(2023-2025年)"},
      {"与会人员是否签到", "与会人员是否签到"},
      {"与", "与"},
      {"NOT", "not"},
      {"ＧＢ／Ｔ　９７０４", "(gb/t 9704)"},
  };
  for (const auto& row : rows) {
    INFO(row.query);
    const ParsedQuery parsed = parse_query(row.query);
    CHECK(written(parsed.tree) == row.tree);
    CHECK(parsed.notes.empty());
  }
}

TEST_CASE("what is looked for leaves out operators, fields and what is excluded") {
  const ParsedQuery parsed = parse_query("(巡逻 OR \"值班\") AND 治安* NOT 备勤 状态:现行");
  CHECK(parsed.words == "巡逻 值班 治安");
  CHECK_FALSE(parsed.plain);
  CHECK(parse_query("值班所领导在哪里 值守").plain);
}

TEST_CASE("fields choose documents, in either width of colon and quotation mark") {
  struct Row {
    const char* query;
    SearchFilter fields, excluded;
  };
  const auto dates = [](const char* from, const char* to) {
    SearchFilter out;
    out.date_from = from;
    out.date_to = to;
    return out;
  };
  SearchFilter status, title, number, several, kind;
  status.statuses = {"现行"};
  title.titles = {"行动计划(2023-2025)"};
  number.numbers = {"公发[2002]6号"};
  several.kinds = {"法律", "行政法规"};
  several.issuers = {"公安部"};
  several.documents = {"xd2023"};
  kind.kinds = {"研究"};
  const Row rows[] = {
      {"状态：现行", status, {}},
      {"时效: 现行", status, {}},
      {"标题:行动计划（2023—2025）", title, {}},
      {"标题：“行动计划(2023-2025)”", title, {}},
      {"文号:公发〔2002〕6号", number, {}},
      {"类别:法律 OR 类别:行政法规 机关:公安部 文件:XD2023", several, {}},
      {"状态:现行 非 类别:研究", status, kind},
      {"日期:2019..2023", dates("2019", "2023"), {}},
      {"日期：２０１９－０３．．２０２０", dates("2019-03", "2020"), {}},
      {"日期:2019..", dates("2019", ""), {}},
      {"日期:..2020", dates("", "2020"), {}},
      {"日期:2019…2020", dates("2019", "2020"), {}},
      {"日期:2019年3月至2020年", dates("2019年3月", "2020年"), {}},
      {"日期:2019—2020", dates("2019", "2020"), {}},
      {"日期:2020", dates("2020", "2020"), {}},
  };
  for (const auto& row : rows) {
    INFO(row.query);
    const ParsedQuery parsed = parse_query(row.query);
    CHECK(parsed.fields == row.fields);
    CHECK(parsed.excluded == row.excluded);
    CHECK(parsed.words.empty());
    CHECK(parsed.notes.empty());
  }
  CHECK(parse_query("签发日期:2020").words == "签发日期:2020");
  CHECK(parse_query("类别:法律 OR 巡逻").notes.size() == 1);
}

TEST_CASE("a broken query is understood as far as possible, with a note") {
  struct Row {
    const char *query, *tree;
  };
  const Row rows[] = {
      {"“零报告 日报", "(零报告 日报)"},
      {"(巡逻 OR 值班", "or(巡逻 值班)"},
      {"巡逻 ) 值班", "(巡逻 值班)"},
      {"AND 巡逻", "巡逻"},
      {"巡逻 OR", "巡逻"},
      {"巡逻 NOT", "巡逻"},
      {"* 巡逻", "巡逻"},
      {"*巡逻", "巡逻"},
      {"标题: ", "()"},
  };
  for (const auto& row : rows) {
    INFO(row.query);
    const ParsedQuery parsed = parse_query(row.query);
    CHECK(written(parsed.tree) == row.tree);
    CHECK(parsed.notes.size() == 1);
  }
}

TEST_CASE("floods of marks and terms are parsed in bounded time and depth") {
  const auto repeated = [](std::string_view piece, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i)
      out += piece;
    return out;
  };
  CHECK(parse_query(repeated("(", 10'000)).tree.children.empty());
  CHECK(parse_query(repeated("(", 10'000) + "巡逻" + repeated(")", 10'000)).words == "巡逻");
  CHECK(parse_query(repeated("(", 60) + "巡逻" + repeated(")", 60)).words == "巡逻");
  CHECK(parse_query(repeated(")", 10'000) + "巡逻").words == "巡逻");
  CHECK(parse_query(repeated("\"", 100'001)).plain);
  CHECK(parse_query(repeated("\" ", 10'001)).words.empty());
  CHECK(parse_query(repeated("NOT ", 10'000) + "巡逻").tree.kind == QueryTree::Kind::none);
  CHECK(parse_query(repeated("巡 OR ", 100'000) + "逻").tree.children.size() == 100'001);
  CHECK(parse_query(repeated("治安 ", 100'000)).tree.children.size() == 100'000);
  CHECK(parse_query(repeated("标题:", 10'000)).words.empty());
  CHECK(parse_query(std::string(1u << 20, '*')).words.empty());
  CHECK(parse_query(repeated("巡", 1u << 18)).words.size() == 3u << 18);
}
