#include "core/new_file.hpp"

#include "core/byte_range.hpp"
#include "core/digest.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace fengqiao;
using fengqiao::test::slurp;
using fengqiao::test::TemporaryFolder;

TEST_CASE("a file written piece by piece is there at its end, or never") {
  const TemporaryFolder folder;
  const auto target = folder.path() / "包.pdf";
  {
    auto file = NewFile::beside(target);
    REQUIRE(file);
    REQUIRE(file->append("abc"));
    CHECK_FALSE(std::filesystem::exists(target));
  }
  CHECK(folder.count() == 0);
  auto file = NewFile::beside(target);
  REQUIRE(file);
  REQUIRE(file->append("abc"));
  REQUIRE(file->append("defg"));
  REQUIRE(file->overwrite(2, "XY"));
  CHECK(file->size() == 7);
  CHECK(file->bytes().text() == "abXYefg");
  CHECK(file->bytes(1, 3).text() == "bXY");
  REQUIRE(file->commit());
  CHECK(slurp(target) == "abXYefg");
  CHECK(folder.count() == 1);
}

TEST_CASE("what was written stays readable when the file is gone") {
  const TemporaryFolder folder;
  ByteRange bytes;
  {
    auto file = NewFile::beside(folder.path() / "a");
    REQUIRE(file);
    REQUIRE(file->append("还在"));
    bytes = file->bytes();
  }
  CHECK(bytes.text() == "还在");
}

TEST_CASE("a file cannot be made where its folder is not, or over a folder") {
  const TemporaryFolder folder;
  const auto missing = NewFile::beside(folder.path() / "没有" / "a.pdf");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().hint.find("请先建立") != std::string::npos);
  CHECK_FALSE(NewFile::beside(folder.path()));
}

TEST_CASE("a range of a file says what the same range of memory says") {
  const TemporaryFolder folder;
  std::string bytes;
  for (int i = 0; i < 300'000; ++i)
    bytes += std::to_string(i) + ' ';
  const auto opened = ByteRange::open(folder.write("a", bytes), bytes.size());
  REQUIRE(opened);
  const ByteRange memory(bytes), file = *opened;
  // Needles that lie across the pieces in which a file is searched.
  for (const std::size_t at :
       {std::size_t{0}, std::size_t{5}, (std::size_t{1} << 20) - 3, bytes.size() - 9}) {
    const std::string needle = bytes.substr(at, 9);
    CHECK(file.find(needle) == memory.find(needle));
    CHECK(file.find(needle, at) == at);
    CHECK(file.text(at, 20) == bytes.substr(at, 20));
  }
  CHECK(file.find("nothing") == ByteRange::npos);
  CHECK(file.find(bytes.substr(100)) == 100);
  CHECK(file.text(bytes.size() + 1).empty());
  CHECK(range_sha256_hex(file) == sha256_hex(bytes));
  const std::size_t edge = (std::size_t{1} << 20) - 10; // blanked across two pieces
  std::string blanked = bytes;
  blanked.replace(edge, 64, std::string(64, '0'));
  CHECK(range_sha256_hex(file, edge, 64) == sha256_hex(blanked));
  CHECK(range_sha256_hex(memory, edge, 64) == sha256_hex(blanked));
}

TEST_CASE("a file that is too large or no file is no range") {
  const TemporaryFolder folder;
  const auto file = folder.write("a", "12345");
  CHECK(ByteRange::open(file, 4).error().code == ErrorCode::limit);
  CHECK(ByteRange::open(folder.path(), 4).error().message.find("文件夹") != std::string::npos);
  CHECK(ByteRange::open(folder.path() / "b", 4).error().code == ErrorCode::not_found);
}
