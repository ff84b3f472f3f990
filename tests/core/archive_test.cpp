#include "core/archive.hpp"
#include "core/encoding.hpp"
#include "tests/support/zip_writer.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

bool all(const std::string&) {
  return true;
}

} // namespace

TEST_CASE("the files of a ZIP come back whole, stored or deflated, with names in UTF-8 or GBK") {
  const std::string text(5000, 'x');
  const auto stored =
      read_zip(stored_zip({{"文件/甲.txt", "甲"}, {"文件/", ""}, {"乙.txt", text}}), "a.zip", all);
  REQUIRE(stored);
  REQUIRE(stored->size() == 2);
  CHECK(stored->at(0).name == "文件/甲.txt");
  CHECK(stored->at(0).bytes == "甲");
  CHECK(stored->at(1).bytes == text);
  const auto deflated = read_zip_entry(deflated_zip({{"a/b.xml", text}, {"c", "d"}}), "b.zip", "a/b.xml");
  REQUIRE(deflated);
  CHECK(*deflated == text);
  for (const std::string shown : {"派出所通知.txt", "张玥.txt"}) { // a rare character, too
    const auto old = read_zip(stored_zip({{*encode_gb18030(shown), "x", {}, {}, {}, {}, 0}}), "c.zip", all);
    REQUIRE(old);
    CHECK(old->at(0).name == shown);
  }
  CHECK(read_zip_entry(stored_zip({{"a", "b"}}), "d.zip", "没有").error().code == ErrorCode::not_found);
}

TEST_CASE("hostile and damaged archives are refused by name, before or while they inflate") {
  const std::string sound = stored_zip({{"a", "aaaa"}, {"b", "bbbb"}});
  std::vector<ZipPart> many;
  for (int i = 0; i < 10'001; ++i)
    many.push_back({std::to_string(i), ""});
  ZipPart encrypted{"a", "x"}, link{"a", "x"}, strange{"a", "x"}, liar{"a", "x"}, wrong_crc{"a", "xyz"};
  encrypted.flags = 0x801;
  link.mode = 0120777;
  strange.method = 12;
  liar.told_size = 9;
  wrong_crc.told_crc = 1;
  ZipPart overlapping{"b", "bbbb"}, outside{"a", "x"}, long_one{"a", "x"}, huge{"a", "x"};
  overlapping.told_offset = 0;
  outside.told_offset = 1 << 30;
  long_one.told_packed = long_one.told_size = 1000;
  huge.told_size = 0xFFFFFFF0;
  const std::pair<const char*, std::string> rows[] = {
      {"empty", ""},
      {"no archive", "PK不是压缩包"},
      {"only a head", "PK\x03\x04"},
      {"cut in half", sound.substr(0, sound.size() / 2)},
      {"no end", sound.substr(0, sound.size() - 1)},
      {"bytes behind the end", sound + "x"},
      {"bomb of 100 MB", deflated_zip({{"a", std::string(100u << 20, '\0')}})},
      {"bomb of 30 MB", deflated_zip({{"word/document.xml", std::string(30u << 20, ' ')}})},
      {"too many files", stored_zip(many)},
      {"a count that lies upwards", stored_zip({{"a", "b"}}, 7)},
      {"parent folder", stored_zip({{"../a", "x"}})},
      {"parent folder inside", stored_zip({{"a/../../b", "x"}})},
      {"absolute", stored_zip({{"/etc/a", "x"}})},
      {"drive", stored_zip({{"C:a", "x"}})},
      {"backslash", stored_zip({{"..\\a", "x"}})},
      {"control byte in a name", stored_zip({{"a\x1b[2J", "x"}})},
      {"the same name twice", stored_zip({{"a", "x"}, {"a", "y"}})},
      {"encrypted", stored_zip({encrypted})},
      {"link", stored_zip({link})},
      {"unknown method", stored_zip({strange})},
      {"size that lies", stored_zip({liar})},
      {"size beyond the limit", stored_zip({huge})},
      {"wrong checksum", stored_zip({wrong_crc})},
      {"overlapping files", stored_zip({{"a", "aaaa"}, overlapping})},
      {"place outside", stored_zip({outside})},
      {"longer than the archive", stored_zip({long_one})},
  };
  for (const auto& [what, bytes] : rows) {
    INFO(what);
    const auto read = read_zip(bytes, "样例.zip", all);
    REQUIRE_FALSE(read);
    CHECK(read.error().where == "样例.zip");
    CHECK((read.error().code == ErrorCode::data || read.error().code == ErrorCode::limit));
    CHECK_FALSE(read.error().hint.empty());
  }
}

TEST_CASE("the limits of an archive hold at their value and not one above") {
  const std::string zip = stored_zip({{"a", "12345"}, {"b", "67890"}});
  ArchiveLimits limits;
  limits.entries = 2;
  limits.entry_bytes = 5;
  limits.total_bytes = 10;
  CHECK(read_zip(zip, "z", all, limits));
  for (auto* limit : {&limits.entries, &limits.entry_bytes, &limits.total_bytes}) {
    --*limit;
    const auto read = read_zip(zip, "z", all, limits);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::limit);
    ++*limit;
  }
}

TEST_CASE("a GBK name that happens to be UTF-8 is read as GBK, unless the archive says UTF-8") {
  ZipPart part{"\xCD\xA8\xD6\xAA.txt", "甲"};
  part.flags = 0;
  const auto zip = read_zip(stored_zip({part}), "包.zip", [](const std::string&) { return true; });
  REQUIRE(zip);
  CHECK(zip->at(0).name == "通知.txt");
  ZipPart plain{"readme.txt", "甲"}, han{"通知.txt", "甲"};
  plain.flags = han.flags = 0;
  const auto both = read_zip(stored_zip({plain, han}), "包.zip", [](const std::string&) { return true; });
  REQUIRE(both);
  CHECK(both->at(0).name == "readme.txt");
  CHECK(both->at(1).name == "通知.txt");
}
