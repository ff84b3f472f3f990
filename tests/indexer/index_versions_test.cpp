// Indexes of other versions of the program, and with other rules for words, are refused with what to run.
#include "indexer/generation.hpp"
#include "indexer/index_check.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/stored_form.hpp"
#include "tests/indexer/index_fixture.hpp"

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;

namespace {

// The index says that it was made by the program of another mark; everything else stays.
void set_mark(const std::filesystem::path& index, const std::string& mark) {
  auto folder = IndexFolder::lock(index);
  REQUIRE(folder);
  const auto copy = folder->copy_of_live();
  REQUIRE(copy);
  {
    auto writer = IndexWriter::open(*copy);
    REQUIRE(writer);
    REQUIRE(writer->set_metadata(kFormatKey, mark));
    REQUIRE(writer->commit());
  }
  REQUIRE(folder->publish(*copy, remembered_roots(index)));
}

} // namespace

TEST_CASE(
    "an index of another format or with other rules is refused by every reader, and rebuilt on request") {
  const TemporaryFolder folder;
  folder.write("a/样例法.md", "# 样例法\n\n第一条 公安派出所登记来访人员。\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "a"});
  const std::string mark = format_mark();
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string out = mark;
    out.replace(out.find(from), from.size(), to);
    return out;
  };
  struct Row {
    std::string mark, says;
  };
  const std::string format = "fengqiao " + std::to_string(kIndexFormat);
  const Row rows[] = {
      {with(format, "fengqiao 1"), "旧版本"},
      {with(format, "fengqiao " + std::to_string(kIndexFormat - 1)), "旧版本"},
      {with(format, "fengqiao " + std::to_string(kIndexFormat + 1)), "更新的版本"},
      {with("terms ", "terms 9"), "取词或归一规则"},
      {with("fold ", "fold f"), "取词或归一规则"},
      {"", "格式记录"},
      {"something else", "格式记录"},
      {mark, ""},
  };
  for (const auto& row : rows) {
    INFO(row.mark);
    updated(index, {}, {}, true);
    set_mark(index, row.mark);
    const auto searched = search(index, "登记来访人员");
    const auto located = IndexResolver::open(index);
    const auto again = update(index);
    const auto checked = check_index(index);
    if (row.says.empty()) {
      CHECK(searched);
      CHECK(located);
      CHECK(again);
      REQUIRE(checked);
      CHECK(checked->sound());
      continue;
    }
    REQUIRE_FALSE(searched);
    REQUIRE_FALSE(located);
    REQUIRE_FALSE(again);
    REQUIRE_FALSE(checked);
    for (const Error& error : {searched.error(), located.error(), again.error(), checked.error()}) {
      CHECK(error.message.find(row.says) != std::string::npos);
      CHECK(error.hint.find("fengqiao index --rebuild") != std::string::npos);
    }
  }
}
