// Annexes that count anew, and the rule that a notice brings.
#include "indexer/policy_parser.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::indexer;

namespace {

std::vector<std::string> keys_of(const PolicyDocument& document) {
  std::vector<std::string> keys;
  keys.reserve(document.clauses.size());
  for (const auto& clause : document.clauses)
    keys.push_back(clause.key);
  return keys;
}

using Keys = std::vector<std::string>;

} // namespace

TEST_CASE("an annex that counts from one again is cited with its name") {
  struct Row {
    const char* text;
    Keys keys;
  };
  const Row rows[] = {
      {"通知\n一、甲。\n二、乙。\n附件：样表\n一、丙。\n二、丁。\n三、戊。\n四、己。\n",
       {"1", "2", "附件.1", "附件.2", "附件.3", "附件.4"}},
      {"办法\n第一条 甲。\n第二条 乙。\n附件1\n第一条 丙。\n第三条 丁。\n附件2\n第三条 戊。\n",
       {"1", "2", "附件1.1", "附件1.3", "附件2.3"}},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(keys_of(parse_policy(row.text, "x.txt").document) == row.keys);
  }
}

TEST_CASE("a notice that brings a rule bears the rule's name where the rule stands in the same file") {
  struct Row {
    const char *text, *id, *short_title;
  };
  const Row rows[] = {
      {"样例县公安局关于印发《样例县值班办法》的通知\n各派出所：\n请照办。\n样例县值班办法\n第一条 甲。\n第二条 乙。\n",
       "样例县值班办法", "样例县值班办法"},
      {"# 关于印发《值班办法（试行）》的通知\n\n请照办。\n\n附件\n\n## 值班办法（试行）\n\n第一条 甲。\n",
       "值班办法试行", "值班办法（试行）"},
      {"关于印发《值班办法》的通知\n一、甲。\n二、乙。\n附件：值 班 办 法\n一、丙。\n二、丁。\n", "值班办法",
       "值班办法"},
      {"关于印发《值班办法》的通知\n一、照办。\n二、上报。\n", "关于印发值班办法的通知",
       "关于印发《值班办法》的通知"}, // the rule is another file's
      {"关于印发《甲办法》和《乙办法》的通知\n请照办。\n甲办法\n第一条 甲。\n第二条 乙。\n",
       "关于印发甲办法和乙办法的通知", "关于印发甲办法和乙办法的通知"},
  };
  for (const auto& [text, id, short_title] : rows) {
    INFO(text);
    const auto document = parse_policy(text, "x.txt").document;
    CHECK(document.id == id);
    CHECK(document.short_title == short_title);
  }
}
