#include "core/yaml.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;

TEST_CASE("a record is read with the place of each value") {
  const auto root =
      parse_yaml("模板: 日报/质态监督\n接报警:\n  刑事: [2, 3, 4]\n  说明: \"0123\"\n空:\n", "r.yaml");
  REQUIRE(root);
  CHECK(root->text("模板") == "日报/质态监督");
  const DataNode* crimes = root->find("接报警")->find("刑事");
  REQUIRE(crimes->is_list());
  CHECK(crimes->items[1].scalar == "3");
  CHECK(crimes->items[1].line == 3);
  CHECK(root->find("接报警")->find("说明")->quoted);
  CHECK(root->find("空")->is_null());
}

TEST_CASE("what a clerk mistypes is named with line and what to type instead") {
  struct Row {
    const char *text, *where, *message;
  };
  const Row rows[] = {
      {"甲: 1\n乙： 2\n", "r.yaml:2:2", "全角冒号"},
      {"甲: 1\n\t乙: 2\n", "r.yaml:2:1", "制表符"},
      {"甲: 1\n乙: 2\n甲: 3\n", "r.yaml:3:1", "重复，第 1 行"},
      {"甲: &a 1\n乙: *a\n", "r.yaml:1", "锚点"},
      {"甲: [1, 2\n", "r.yaml:2", "YAML 格式有误"},
      {"甲: 1\n---\n乙: 2\n", "r.yaml:3", "只能有一份"},
      {"甲: 1\n乙: \"未完\n丙: 3\n", "r.yaml:2", "引号"},             // to the end of the file
      {"甲: 1\n乙: \"未完\n丙: 3\n丁: \"四\"\n", "r.yaml:2", "引号"}, // to the next mark
      {"甲: \"一\n乙: 二\n丙: 三\"\n", "r.yaml:1", "引号"},           // YAML, but not what was meant
      {"- 甲: '一\n  乙: 二\n", "r.yaml:1", "引号"},
      {"甲: [\"一, 二]\n乙: 三\n", "r.yaml:1", "引号"},
      {"甲: !!binary 6Zmi\n", "r.yaml:1", "标签"},
      {"甲: !custom 1\n", "r.yaml:1", "标签"},
      {"甲: !!map {乙: 1}\n", "r.yaml:1", "标签"},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    const auto root = parse_yaml(row.text, "r.yaml");
    REQUIRE_FALSE(root);
    CHECK(root.error()[0].where.rfind(row.where, 0) == 0);
    CHECK(root.error()[0].message.find(row.message) != std::string::npos);
    CHECK_FALSE(root.error()[0].hint.empty());
  }
}

TEST_CASE("several mistakes are reported at once") {
  const auto root = parse_yaml("甲： 1\n乙： 2\n", "r.yaml");
  REQUIRE_FALSE(root);
  CHECK(root.error().size() == 2);
}

TEST_CASE("places count characters, and an empty value stands where its key stands") {
  const auto root = parse_yaml("甲乙丙: [子丑, 寅]\n空:\n后: 1\n", "r.yaml");
  REQUIRE(root);
  CHECK(root->find("甲乙丙")->items[1].column == 11);
  CHECK(root->find("空")->line == 2);
}

TEST_CASE("quotation marks that are closed, or are no YAML, are no mistake") {
  for (const char* text :
       {"甲: \"一\n  二\"\n乙: 1\n", "甲: 他说\"好\n乙: 1\n", "甲: |\n  \"一\n  乙: 二\n丙: 1\n",
        "甲: \"a\\\"b\"\n乙: 'it''s'\n", "# \"\n甲: 1 # \"\n乙: [\"一\", '二']\n", "甲: it's\n乙: 1\n"}) {
    INFO(text);
    CHECK(parse_yaml(text, "r.yaml"));
  }
}

TEST_CASE("a number sign that would cut off a text is named, a comment is none") {
  struct Case {
    const char* text;
    const char* where; // of the problem; empty: none
  };
  const Case cases[] = {
      {"简况: 凌晨在3号楼 #2单元401入室盗窃\n", "a.yaml:1:12"},
      {"甲: 1\n简况: 凌晨在3号楼\n  二层 #2单元\n", "a.yaml:3:6"},
      {"简况:\n  - 楼 #2单元\n", "a.yaml:2:7"},
      {"简况: #2单元\n", "a.yaml:1:5"},
      {"刑事: [2, 3, 4]  # 台账：警情2行\n", ""},
      {"甲: 1 # 注释\n", ""},
      {"甲: 1 #\n", ""},
      {"甲: [1] #注释\n", ""},
      {"甲: \"3号楼 #2单元\"\n", ""},
      {"甲: '3号楼 #2单元'\n", ""},
      {"甲: |\n  3号楼 #2单元\n", ""},
      {"甲: 3号楼#2单元\n", ""},
      {"#注释\n  #又一行\n甲: 1 ##### 分隔\n", ""},
  };
  for (const auto& one : cases) {
    INFO(one.text);
    const auto read = parse_yaml(one.text, "a.yaml");
    CHECK(read.has_value() == std::string_view(one.where).empty());
    if (!read) {
      REQUIRE(read.error().size() == 1);
      CHECK(to_text(read.error()[0]).starts_with(std::string(one.where) + ": 从 # 起会被当作注释"));
    }
  }
}

TEST_CASE("full-width colons inside texts are no mistake") {
  CHECK(parse_yaml("长文: |- # 说明\n  小结：一切正常\n后: 1\n", "r.yaml"));
  CHECK(parse_yaml(
      "事由: 说明：视频未上传\n明细:\n  - 时间：上午\n长文: |\n  小结：一切正常\n  下步：加强巡逻\n",
      "r.yaml"));
}

TEST_CASE("deep nesting and alias bombs end in a message, not in a crash") {
  for (const std::string& text : {std::string(100000, '['), std::string(5000, '-') + " 1", [] {
                                    std::string s;
                                    for (int i = 0; i < 3000; ++i)
                                      s += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
                                    return s;
                                  }()}) {
    const auto root = parse_yaml(text, "r.yaml");
    if (!root) CHECK_FALSE(root.error().empty());
  }
  CHECK_FALSE(parse_yaml(std::string(100000, '['), "r.yaml"));
  CHECK_FALSE(parse_yaml("a: &x [1]\nb: [*x, *x]\n", "r.yaml"));
}

TEST_CASE("a hundred thousand items on a line, and as many keys, are read in linear time") {
  std::string line = "a: [";
  for (int i = 0; i < 100'000; ++i)
    line += "1,";
  const auto list = parse_yaml(line + "1]\n", "r.yaml");
  REQUIRE(list);
  CHECK(list->find("a")->items.size() == 100'001);
  CHECK(list->find("a")->items.back().column == 200'005);
  std::string keys;
  for (int i = 0; i < 100'000; ++i)
    keys += "k" + std::to_string(i) + ": 1\n";
  const auto map = parse_yaml(keys, "r.yaml");
  REQUIRE(map);
  CHECK(map->members.size() == 100'000);
}

TEST_CASE("any text survives as a YAML scalar") {
  for (const char* text : {"", "值班", "- a", "a: b", "a #b", "\"x\"", "'", "null", "~", "一\n二\t三", "\x01",
                           "@x", "甲：乙", " a ", "a:", "\\"}) {
    const auto root = parse_yaml("k: " + yaml_scalar(text) + "\n", "r.yaml");
    INFO(text);
    REQUIRE(root);
    CHECK(root->find("k")->scalar == text);
    CHECK(root->find("k")->is_scalar());
  }
}
