#include "station/workspace.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::station;
using fengqiao::test::slurp;
using fengqiao::test::TemporaryFolder;
namespace fs = std::filesystem;

TEST_CASE("a new workspace is loaded with what was told, and found from any folder inside it") {
  const TemporaryFolder folder;
  const fs::path root = folder.path() / "城关所";
  REQUIRE(init_workspace({root, "示例县公安局城关派出所", "农村", "示例县公安局"}));
  const auto workspace = load_workspace(root);
  REQUIRE(workspace);
  CHECK(workspace->name == "示例县公安局城关派出所");
  CHECK(workspace->station_class == "农村");
  CHECK(workspace->superior == "示例县公安局");
  CHECK(workspace->hand_over == "08:30");
  CHECK(workspace->posts.size() == 4);
  CHECK_FALSE(workspace->forbid_self_approval);
  CHECK(workspace->ledger == root / "台账/台账.sqlite");
  CHECK(workspace->mapping == root / "台账/栏目对照.yaml");
  fs::create_directories(root / "记录/2026/03");
  CHECK(find_workspace(root / "记录/2026/03").value() == root);
  CHECK(find_workspace(root).value() == root);
  const auto outside = find_workspace(folder.path());
  REQUIRE_FALSE(outside);
  CHECK(outside.error().code == ErrorCode::not_found);
}

TEST_CASE("init never overwrites: a workspace is refused, files that are there stay") {
  const TemporaryFolder folder;
  folder.write("README.md", "我的说明");
  REQUIRE(init_workspace({folder.path()}));
  CHECK(slurp(folder.path() / "README.md") == "我的说明");
  const std::string before = slurp(folder.path() / workspace_file);
  const auto again = init_workspace({folder.path(), "别的所", "农村", ""});
  REQUIRE_FALSE(again);
  CHECK(slurp(folder.path() / workspace_file) == before);
  folder.write("file", "");
  CHECK_FALSE(init_workspace({folder.path() / "file"}));
}

TEST_CASE("a name that YAML would misread comes back as it was told") {
  const TemporaryFolder folder;
  REQUIRE(init_workspace({folder.path(), "派出所: #1 \"甲\"", "城区", ""}));
  CHECK(load_workspace(folder.path()).value().name == "派出所: #1 \"甲\"");
  CHECK(load_workspace(folder.path()).value().superior.empty());
}

TEST_CASE("every fault of 派出所.yaml is named with its line") {
  const TemporaryFolder folder;
  folder.write(workspace_file, "名称: 示例派出所\n类别: 郊区\n交班时刻: 25:00\n岗位: 综指室\n"
                               "填报人不得自审: 也许\n电话: 1\n路径: {台帐: x}\n");
  const auto loaded = load_workspace(folder.path());
  REQUIRE_FALSE(loaded);
  const std::string file = (folder.path() / workspace_file).string();
  std::string all;
  for (const auto& error : loaded.error())
    all += to_text(error) + "\n";
  for (const char* expected : {":2:5: “类别”应为“城区”或“农村”，实际是“郊区”", ":3:7: “交班时刻”应写成 08:30",
                               ":4:5: “岗位”应是列表", ":5:10: “填报人不得自审”应填“是”或“否”",
                               ":6:1: 没有“电话”这一项", "“路径”里没有“台帐”这一项"}) {
    INFO(all);
    CHECK(all.find(expected) != std::string::npos);
  }
  folder.write(workspace_file, "");
  CHECK_FALSE(load_workspace(folder.path()));
  folder.write(workspace_file, "名称: 示例派出所\n");
  CHECK(load_workspace(folder.path()).error().size() == 2); // 类别, 交班时刻
}

TEST_CASE("paths may lead elsewhere") {
  const TemporaryFolder folder;
  folder.write(
      workspace_file,
      "名称: 示例派出所\n类别: 城区\n交班时刻: 8:00\n填报人不得自审: 是\n路径: {台账: ../共用.sqlite, 输出: /srv/输出}\n");
  const auto workspace = load_workspace(folder.path());
  REQUIRE(workspace);
  CHECK(workspace->ledger == folder.path().parent_path() / "共用.sqlite");
  CHECK(workspace->output == "/srv/输出");
  CHECK(workspace->records == folder.path() / "记录");
  CHECK(workspace->hand_over == "08:00");
  CHECK(workspace->forbid_self_approval);
}
