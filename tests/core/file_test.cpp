#include "core/digest.hpp"
#include "core/file.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace fengqiao;
using fengqiao::test::slurp;
using fengqiao::test::TemporaryFolder;

TEST_CASE("a file is replaced whole and leaves nothing beside it") {
  const TemporaryFolder folder;
  const auto file = folder.write("日报.pdf", "old");
  REQUIRE(write_file_atomically(file, "new content"));
  CHECK(slurp(file) == "new content");
  CHECK(folder.count() == 1);
}

TEST_CASE("a writer that is killed leaves the old file or the new one, whole, and no litter") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "日报.pdf";
  const std::string contents[] = {std::string(3'000'000, 'a'), std::string(2'000'000, 'b')};
  REQUIRE(write_file_atomically(file, contents[0]));
  int killed_while_writing = 0;
  for (int round = 0; round < 40; ++round) {
    const pid_t writer = fork();
    REQUIRE(writer >= 0);
    if (writer == 0)
      for (std::size_t i = 1;; ++i)
        if (!write_file_atomically(file, contents[i % 2])) _exit(1);
    usleep(static_cast<useconds_t>(500 + round * 211));
    REQUIRE(kill(writer, SIGKILL) == 0);
    int status = 0;
    REQUIRE(waitpid(writer, &status, 0) == writer);
    killed_while_writing += WIFSIGNALED(status) ? 1 : 0;
    const std::string found = slurp(file);
    CHECK((found == contents[0] || found == contents[1]));
  }
  CHECK(killed_while_writing == 40);
  CHECK(folder.count() <= 2); // the instant between naming and renaming cannot be closed
}

TEST_CASE("writing where it cannot be says why and leaves nothing") {
  const TemporaryFolder folder;
  struct Row {
    std::filesystem::path path;
    const char* reason;
  };
  const Row rows[] = {
      {folder.path() / "missing" / "a.pdf", "不存在"},
      {folder.path(), "是文件夹"},
      {"/dev/null/a.pdf", "不是文件夹"},
      {"/proc/a.pdf", "不能写入"},
  };
  for (const auto& row : rows) {
    INFO(row.path);
    const auto written = write_file_atomically(row.path, "x");
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::general);
    CHECK(written.error().message.find(row.reason) != std::string::npos);
  }
  CHECK(folder.count() == 0);
}

TEST_CASE("a device or a pipe is never replaced, and a link leads to its target") {
  const TemporaryFolder folder;
  const auto fifo = folder.path() / "fifo", link = folder.path() / "link";
  REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
  CHECK_FALSE(write_file_atomically(fifo, "x"));
  CHECK(std::filesystem::is_fifo(fifo));
  const auto target = folder.write("sub/target", "old");
  std::filesystem::create_symlink(target, link);
  REQUIRE(write_file_atomically(link, "new"));
  CHECK(std::filesystem::is_symlink(link));
  CHECK(slurp(target) == "new");
}

TEST_CASE("a name that is too long is an error, not an accident") {
  const TemporaryFolder folder;
  const auto written = write_file_atomically(folder.path() / std::string(300, 'x'), "x");
  REQUIRE_FALSE(written);
  CHECK(written.error().message.find("文件名太长") != std::string::npos);
}

TEST_CASE("reading refuses folders, pipes, devices and files beyond the limit without waiting") {
  const TemporaryFolder folder;
  const auto big = folder.write("big", std::string(101, 'x'));
  const auto fifo = folder.path() / "fifo";
  REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
  CHECK(read_file(big, 101));
  CHECK(read_file(big, 100).error().code == ErrorCode::limit);
  CHECK_FALSE(read_file(folder.path(), 100));
  CHECK_FALSE(read_file(fifo, 100));
  CHECK_FALSE(read_file("/dev/zero", 100));
  CHECK(read_file(folder.path() / "none", 100).error().code == ErrorCode::not_found);
}

TEST_CASE("a file that is replaced keeps its permissions") {
  const TemporaryFolder folder;
  const auto file = folder.write("f", "old");
  std::filesystem::permissions(file, std::filesystem::perms(0640));
  REQUIRE(write_file_atomically(file, "new"));
  CHECK(std::filesystem::status(file).permissions() == std::filesystem::perms(0640));
}

TEST_CASE("private files are readable by their owner only") {
  const TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder.path() / "p", "x", true));
  struct stat info {};
  REQUIRE(stat((folder.path() / "p").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("SHA-256 gives the standard's values") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
