#include "indexer/index_update.hpp"

#include "core/encoding.hpp"
#include "core/numeral.hpp"
#include "indexer/generation.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/text_indexing.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;
namespace fs = std::filesystem;

namespace {

std::string law(const std::string& name, const std::string& first, const std::string& date = {}) {
  return "# 中华人民共和国" + name + "\n\n" + (date.empty() ? "" : date + " 通过\n\n") +
         "<!-- INFO END -->\n\n第一条 " + first + "\n\n第二条 本法由公安机关执行。\n";
}

std::string live(const fs::path& index) {
  return slurp(index / "CURRENT");
}

} // namespace

TEST_CASE("a text that says it is of 1970 is read again when its bytes change") {
  const TemporaryFolder folder;
  const fs::path texts = folder.path() / "texts", index = folder.path() / "index";
  const auto write = [&](const std::string& first) {
    const fs::path file = folder.write("texts/甲法.md", law("甲法", first));
    const timespec never[2]{};
    REQUIRE(utimensat(AT_FDCWD, file.c_str(), never, 0) == 0);
  };
  write("甲文件讲巡逻。");
  CHECK(updated(index, {texts}).added == 1);
  CHECK_FALSE(updated(index).written);
  write("甲文件讲调解。");
  CHECK(updated(index).changed == 1);
}

TEST_CASE("a run without changes writes nothing, new, changed and vanished files are told apart") {
  const TemporaryFolder folder;
  const fs::path texts = folder.path() / "texts", index = folder.path() / "index";
  folder.write("texts/甲法.md", law("甲法", "甲文件讲巡逻。"));
  folder.write("texts/乙法.md", law("乙法", "乙文件讲调解。"));
  auto report = updated(index, {texts});
  CHECK(report.added == 2);
  CHECK(report.documents == 2);
  CHECK(report.clauses == 4);
  const std::string generation = live(index);

  report = updated(index);
  CHECK_FALSE(report.written);
  CHECK(report.unchanged == 2);
  CHECK(live(index) == generation);

  folder.write("texts/甲法.md", law("甲法", "甲文件改讲宣传。"));
  folder.write("texts/丙法.md", law("丙法", "丙文件讲值守。"));
  fs::remove(texts / "乙法.md");
  report = updated(index);
  CHECK(report.added == 1);
  CHECK(report.changed == 1);
  CHECK(report.removed == 1);
  CHECK(report.documents == 2);
  CHECK(found(index, "宣传").front() == "甲法-1");
  CHECK(found(index, "值守").front() == "丙法-1");
  CHECK(found(index, "调解").empty());
  CHECK(found(index, "巡逻").empty());
}

TEST_CASE("a file whose time changed but not its content is left alone") {
  const TemporaryFolder folder;
  folder.write("texts/甲法.md", law("甲法", "甲文件讲巡逻。"));
  updated(folder.path() / "index", {folder.path() / "texts"});
  fs::last_write_time(folder.path() / "texts/甲法.md",
                      fs::file_time_type::clock::now() - std::chrono::hours(5));
  CHECK_FALSE(updated(folder.path() / "index").written);
}

TEST_CASE("an index built in steps answers like one built at once, in whatever order the files came") {
  const TemporaryFolder folder;
  const fs::path texts = folder.path() / "texts";
  const auto write = [&](const std::string& name, const std::string& first, const std::string& date = {}) {
    folder.write("texts/" + name + ".md", law(name.substr(0, name.find('(')), first, date));
  };
  const fs::path steps = folder.path() / "steps";
  write("丙法", "派出所应当开展巡逻。");
  updated(steps, {texts});
  write("甲法(2012-10-26)", "派出所应当开展巡逻。", "2012年10月26日");
  updated(steps);
  write("多余法", "派出所应当开展巡逻和调解。");
  updated(steps);
  write("甲法(2005-08-28)", "派出所开展巡逻。", "2005年8月28日");
  write("乙法", "依照甲法第一条，派出所应当开展巡逻。");
  fs::remove(texts / "多余法.md");
  write("丙法", "派出所应当开展巡逻。值守另行规定。");
  updated(steps);
  const fs::path once = folder.path() / "once";
  updated(once, {texts});
  for (const char* query : {"派出所巡逻", "巡", "公安机关执行", "甲法1条", "值守"}) {
    INFO(query);
    CHECK(found_in_full(steps, query) == found_in_full(once, query));
  }
  CHECK(found_in_full(once, "派出所巡逻").find("甲法@2005-1") != std::string::npos);
}

TEST_CASE("a new edition takes the bare id over, and the older one is marked") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  folder.write("texts/样例法(2005-08-28).md", law("样例法", "旧文。", "2005年8月28日"));
  updated(index, {folder.path() / "texts"});
  CHECK(found(index, "样例法1条").front() == "样例法-1");
  folder.write("texts/样例法(2012-10-26).md", law("样例法", "新文。", "2012年10月26日"));
  updated(index);
  const auto hits = search(index, "旧文", 1)->hits;
  CHECK(hits[0].citation == "样例法@2005-1");
  CHECK(hits[0].document.data.status == "已修改");
  CHECK(search(index, "样例法1条", 1)->hits[0].clause.text == "新文。");
}

TEST_CASE("GB18030 and UTF-16 texts are read and reported, damaged ones are named and skipped") {
  const TemporaryFolder folder;
  const fs::path texts = folder.path() / "texts";
  const std::string text = "# 样例规定\n\n第一条 值班所领导应当在岗在位，值守期间不得脱岗。\n";
  folder.write("texts/国标.md", *encode_gb18030(text));
  std::string utf16 = "\xFF\xFE";
  for (const char16_t c : std::u16string(u"# 双字节规定\n\n第一条 双字节正文。\n")) {
    utf16.push_back(static_cast<char>(c & 0xFF));
    utf16.push_back(static_cast<char>(c >> 8));
  }
  folder.write("texts/双字节.md", utf16);
  folder.write("texts/坏.md", "# 样例\n\n第一条 派\xE5\x87所。\n");
  folder.write("texts/二进制.md", std::string("PK\x03\x04\0\0", 6));
  auto report = updated(folder.path() / "index", {texts});
  CHECK(report.added == 2);
  CHECK(report.converted.size() == 2);
  REQUIRE(report.failed.size() == 2);
  for (const auto& error : report.failed) {
    CHECK(error.code == ErrorCode::data);
    CHECK(error.message.find("个字节") != std::string::npos);
  }
  CHECK(found(folder.path() / "index", "在岗在位").front() == "样例规定-1");
  report = updated(folder.path() / "index"); // nothing is written again for files that stay unreadable
  CHECK(report.failed.size() == 2);
  CHECK_FALSE(report.written);
}

TEST_CASE("links are not followed, FIFOs not opened, hidden files and other kinds not read") {
  const TemporaryFolder folder;
  const fs::path texts = folder.path() / "texts";
  folder.write("texts/甲法.md", law("甲法", "甲文件讲巡逻。"));
  folder.write("texts/.隐藏.md", law("隐藏法", "隐藏。"));
  folder.write("texts/README.md", "# 说明\n\n说明文字。\n");
  folder.write("texts/图.png", "x");
  folder.write("outside/外法.md", law("外法", "外面的文件。"));
  fs::create_symlink(folder.path() / "outside/外法.md", texts / "链接.md");
  fs::create_directory_symlink(folder.path() / "outside", texts / "链接夹");
  REQUIRE(::mkfifo((texts / "管道.md").c_str(), 0600) == 0);
  const auto report = updated(folder.path() / "index", {texts});
  CHECK(report.documents == 1);
  CHECK(report.skipped.size() == 3);
  CHECK(found(folder.path() / "index", "外面").empty());
}

TEST_CASE("roots: added, refreshed, nested, removed, a root that is gone is not wiped") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index", one = folder.path() / "one", two = folder.path() / "two";
  folder.write("one/甲法.md", law("甲法", "甲文件讲巡逻。"));
  folder.write("one/里/乙法.md", law("乙法", "乙文件讲调解。"));
  folder.write("two/丙法.md", law("丙法", "丙文件讲值守。"));
  updated(index, {one});
  updated(index, {two});
  CHECK(updated(index, {one / "里"}).roots.size() == 2); // inside a root already
  CHECK(updated(index).documents == 3);

  fs::rename(two, folder.path() / "away");
  const auto gone = updated(index);
  REQUIRE(gone.failed.size() == 1);
  CHECK(gone.failed[0].hint.find("--remove") != std::string::npos);
  CHECK_FALSE(gone.written);
  fs::create_directory(two);
  const auto emptied = updated(index);
  REQUIRE(emptied.failed.size() == 1);
  CHECK(emptied.failed[0].code == ErrorCode::data);
  CHECK(found(index, "值守").front() == "丙法-1"); // still there

  const auto report = updated(index, {}, {two});
  CHECK(report.removed == 1);
  CHECK(report.documents == 2);
  CHECK(found(index, "值守").empty());
  CHECK(update(index, {}, {folder.path() / "nowhere"}).error().code == ErrorCode::not_found);
}

TEST_CASE("an index of one file, and refusals that say what to do") {
  const TemporaryFolder folder;
  const auto file = folder.write("甲法.md", law("甲法", "甲文件讲巡逻。"));
  CHECK(updated(folder.path() / "index", {file}).documents == 1);
  CHECK_FALSE(updated(folder.path() / "index").written);

  fs::create_directories(folder.path() / "empty");
  const auto empty = update(folder.path() / "other", {folder.path() / "empty"});
  REQUIRE_FALSE(empty);
  CHECK(empty.error().code == ErrorCode::data);
  CHECK_FALSE(fs::exists(folder.path() / "other/CURRENT"));
  const auto none = update(folder.path() / "other");
  REQUIRE_FALSE(none);
  CHECK(none.error().hint.find("fengqiao index") != std::string::npos);
  const auto unread = search(folder.path() / "nowhere", "巡逻");
  REQUIRE_FALSE(unread);
  CHECK(unread.error().code == ErrorCode::general);
  CHECK(unread.error().hint.find("fengqiao index") != std::string::npos);
}

TEST_CASE("a second writer is refused with the holder's process id, readers go on") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  folder.write("texts/甲法.md", law("甲法", "甲文件讲巡逻。"));
  updated(index, {folder.path() / "texts"});
  auto held = IndexFolder::lock(index);
  REQUIRE(held);
  const auto second = update(index);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::locked);
  CHECK(second.error().message.find(std::to_string(::getpid())) != std::string::npos);
  CHECK(found(index, "巡逻").front() == "甲法-1");
}

TEST_CASE("an index of another format version is refused with the command to run, and can be rebuilt") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  folder.write("texts/甲法.md", law("甲法", "甲文件讲巡逻。"));
  updated(index, {folder.path() / "texts"});
  {
    auto lock = IndexFolder::lock(index);
    REQUIRE(lock);
    const auto copy = lock->copy_of_live();
    REQUIRE(copy);
    {
      auto writer = IndexWriter::open(*copy);
      REQUIRE(writer);
      REQUIRE(writer->set_metadata("format", "fengqiao 999"));
      REQUIRE(writer->commit());
    }
    REQUIRE(lock->publish(*copy, {(folder.path() / "texts").string()}));
  }
  for (const auto& error : {search(index, "巡逻").error(), update(index).error()}) {
    CHECK(error.message.find("版本") != std::string::npos);
    CHECK(error.hint.find("fengqiao index --rebuild") != std::string::npos);
  }
  CHECK(updated(index, {}, {}, true).documents == 1);
  CHECK(found(index, "巡逻").front() == "甲法-1");
}

TEST_CASE("an open reader keeps its generation while the index is replaced") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  folder.write("texts/甲法.md", law("甲法", "甲文件讲巡逻。"));
  updated(index, {folder.path() / "texts"});
  auto searcher = Searcher::open(index);
  REQUIRE(searcher);
  folder.write("texts/甲法.md", law("甲法", "甲文件改讲宣传。"));
  updated(index);
  updated(index, {}, {}, true);
  const auto old = searcher->search({"巡逻", {}, 5});
  REQUIRE(old);
  CHECK(old->hits[0].clause.text == "甲文件讲巡逻。");
  CHECK(searcher->index().documents()->size() == 1);
  CHECK(found(index, "宣传").front() == "甲法-1");
}

TEST_CASE("every damaged byte of a small index is noticed, and rebuilding needs nothing of it") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  folder.write("texts/甲法.md", law("甲法", "甲文件讲巡逻。"));
  updated(index, {folder.path() / "texts"});
  const auto found_live = live_generation(index);
  REQUIRE(found_live);
  REQUIRE(*found_live);
  const fs::path generation = **found_live;
  std::size_t damaged = 0;
  for (const auto& entry : fs::directory_iterator(generation)) {
    if (entry.path().filename() == "seal") continue;
    const std::string bytes = slurp(entry.path());
    for (std::size_t at = 0; at < bytes.size(); at += std::max<std::size_t>(bytes.size() / 40, 1)) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ 0x55);
      folder.write("index/" + generation.filename().string() + "/" + entry.path().filename().string(),
                   changed);
      const auto result = search(index, "巡逻");
      CHECK_FALSE(result);
      ++damaged;
    }
    folder.write("index/" + generation.filename().string() + "/" + entry.path().filename().string(), bytes);
  }
  CHECK(damaged > 50);
  CHECK(found(index, "巡逻").front() == "甲法-1");
  for (const auto& entry : fs::directory_iterator(generation))
    fs::resize_file(entry.path(), 7);
  CHECK(update(index).error().hint.find("--rebuild") != std::string::npos);
  CHECK(updated(index, {}, {}, true).documents == 1);
  CHECK(found(index, "巡逻").front() == "甲法-1");
}

TEST_CASE("a folder with other things in it is not taken for the index, and nothing in it is touched") {
  const TemporaryFolder folder;
  folder.write("texts/甲法.md", law("甲法", "甲文件讲巡逻。"));
  folder.write("home/gen-000001/照片.jpg", "x");
  folder.write("home/tmp-1-1/草稿.txt", "x");
  const auto refused = update(folder.path() / "home", {folder.path() / "texts"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().hint.find("--index") != std::string::npos);
  CHECK(fs::exists(folder.path() / "home/gen-000001/照片.jpg"));
  CHECK(fs::exists(folder.path() / "home/tmp-1-1/草稿.txt"));
  CHECK_FALSE(fs::exists(folder.path() / "home/lock"));
}

TEST_CASE("the user's own entries in the index folder stay, whatever they are called") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  folder.write("texts/甲法.md", law("甲法", "甲文件讲巡逻。"));
  updated(index, {folder.path() / "texts"});
  const char* const own[] = {"gen-照片/1.jpg",    "tmp-draft/2.txt",       "gen-000077/3.txt",
                             "tmp-1-1/sub/4.txt", "gen-000078/seal/5.txt", ".CURRENT.old"};
  for (const char* name : own)
    folder.write(std::string("index/") + name, "x");
  updated(index, {}, {}, true);
  for (const char* name : own) {
    INFO(name);
    CHECK(fs::exists(index / name));
  }
  CHECK(found(index, "巡逻").front() == "甲法-1");
}

TEST_CASE("while CURRENT cannot be read nothing is deleted, and the error names it") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  folder.write("texts/甲法.md", law("甲法", "甲文件讲巡逻。"));
  updated(index, {folder.path() / "texts"});
  const fs::path generation = **live_generation(index);
  fs::rename(index / "CURRENT", index / "kept");
  fs::create_directory(index / "CURRENT"); // stands for EIO and EMFILE
  for (const bool rebuild : {false, true}) {
    const auto refused = update(index, {}, {}, rebuild);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().where.find("CURRENT") != std::string::npos);
  }
  CHECK_FALSE(search(index, "巡逻"));
  CHECK(fs::exists(generation / "seal"));
  fs::remove(index / "CURRENT");
  fs::rename(index / "kept", index / "CURRENT");
  CHECK(found(index, "巡逻").front() == "甲法-1");
}

TEST_CASE("a CURRENT that names no generation is damage, and rebuilding mends it") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  folder.write("texts/甲法.md", law("甲法", "甲文件讲巡逻。"));
  updated(index, {folder.path() / "texts"});
  const fs::path generation = **live_generation(index);
  folder.write("index/CURRENT", "../texts\n");
  for (const auto& error : {search(index, "巡逻").error(), update(index).error()})
    CHECK(error.hint.find("--rebuild") != std::string::npos);
  CHECK(fs::exists(generation / "seal"));
  updated(index, {}, {}, true);
  CHECK(found(index, "巡逻").front() == "甲法-1");
  CHECK_FALSE(fs::exists(generation));
}

TEST_CASE("a file that could not be read is read again though its size and time are the same") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  folder.write("texts/甲法.md", law("甲法", "甲文件讲巡逻。"));
  const std::string good = law("乙法", "乙文件讲调解。");
  std::string bad = good;
  bad[good.find("调解")] = '\xFF';
  const auto then = fs::file_time_type::clock::now() - std::chrono::hours(5);
  fs::last_write_time(folder.write("texts/乙法.md", bad), then);
  CHECK(updated(index, {folder.path() / "texts"}).failed.size() == 1);
  CHECK_FALSE(updated(index).written);
  fs::last_write_time(folder.write("texts/乙法.md", good), then); // as after chmod or a repaired disk
  CHECK(updated(index).failed.empty());
  CHECK(found(index, "调解").front() == "乙法-1");
}

TEST_CASE("running out of memory in a thread of the indexer is an error, not the end of the program") {
  TextIndexing job;
  job.files.resize(3);
  for (auto& file : job.files)
    file.size = 1 << 20; // a batch, and a thread, each
  job.new_folder = []() -> fs::path { throw std::bad_alloc(); };
  const auto done = index_in_parts(std::move(job));
  REQUIRE_FALSE(done);
  CHECK(done.error().message.find("内存") != std::string::npos);
}

TEST_CASE("a folder that vanished keeps its texts and does not stop the others") {
  const TemporaryFolder folder;
  folder.write("甲/一.md", "# 样例甲规定\n\n第一条 甲讲巡逻。\n");
  folder.write("乙/一.md", "# 样例乙规定\n\n第一条 乙讲调解。\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "甲", folder.path() / "乙"});
  std::filesystem::rename(folder.path() / "甲", folder.path() / "不见了");
  folder.write("乙/二.md", "# 样例丙规定\n\n第一条 丙讲值守。\n");
  const auto report = updated(index, {folder.path() / "乙"});
  CHECK(report.added == 1);
  CHECK(report.removed == 0);
  CHECK(report.documents == 3);
  REQUIRE(report.failed.size() == 1);
  CHECK(report.failed[0].where.find("甲") != std::string::npos);
}

TEST_CASE("folders are remembered when the name of the live index is lost") {
  const TemporaryFolder folder;
  folder.write("甲/一.md", "# 样例甲规定\n\n第一条 甲讲巡逻。\n");
  folder.write("乙/一.md", "# 样例乙规定\n\n第一条 乙讲调解。\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "甲"});
  std::filesystem::remove(index / "CURRENT");
  const auto report = updated(index, {folder.path() / "乙"});
  CHECK(report.documents == 2);
}

TEST_CASE("an update refuses a generation with damaged bytes and says how to rebuild") {
  const TemporaryFolder folder;
  std::string law = "# 样例大规定\n\n";
  for (int i = 1; i < 1500; ++i)
    law += "第" + chinese_numeral(i) + "条 样例条文第" + std::to_string(i * 7919) +
           "号，讲值班、巡逻和调解。\n\n";
  folder.write("甲/一.md", law);
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "甲"});
  const auto table = **live_generation(index) / "postlist.glass";
  std::string bytes = slurp(table);
  REQUIRE(bytes.size() > 100'000);
  for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 2000; ++i)
    bytes[i] = static_cast<char>(~bytes[i]);
  std::ofstream(table, std::ios::binary) << bytes;
  folder.write("甲/二.md", "# 样例小规定\n\n第一条 新的。\n");
  const auto report = update(index);
  REQUIRE_FALSE(report);
  CHECK(report.error().hint.find("--rebuild") != std::string::npos);
  CHECK(updated(index, {}, {}, true).documents == 2);
}
