#include "core/encoding.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace fengqiao;

namespace {

const std::string kText =
    "派出所主防：基础牢、出事少、治安好。值班所领导在指挥室内值守，交班前完成前一日日报。";

std::string gb(const std::string& utf8) {
  return *encode_gb18030(utf8);
}

} // namespace

TEST_CASE("each encoding is recognised and converted to the same text") {
  struct Row {
    std::string bytes;
    Encoding encoding;
  };
  const Row rows[] = {
      {kText, Encoding::utf8},
      {"\xEF\xBB\xBF" + kText, Encoding::utf8_bom},
      {gb(kText), Encoding::gb18030},
  };
  for (const auto& row : rows) {
    const auto decoded = decode(row.bytes, "f");
    REQUIRE(decoded);
    CHECK(decoded->text == kText);
    CHECK(decoded->encoding == row.encoding);
  }
  const auto utf16 = decode(std::string("\xFF\xFE\x3E\x6D\x0D\x00\x0A\x00", 8), "f");
  REQUIRE(utf16);
  CHECK(utf16->text == "派\n");
  CHECK(utf16->encoding == Encoding::utf16le);
}

TEST_CASE("faulty UTF-16 is refused at its byte") {
  struct Row {
    std::string bytes;
    const char* message;
  };
  const Row rows[] = {
      {std::string("\xFF\xFE\x3E\x6D\0\0", 6), "第 5 个字节"},             // NUL
      {std::string("\xFF\xFE\x3E\x6D\x00\xD8\x41\x00", 8), "第 5 个字节"}, // a lone surrogate
      {std::string("\xFE\xFF\x6D\x3E\x6D", 5), "第 5 个字节"},             // half a unit
  };
  for (const auto& row : rows) {
    const auto decoded = decode(row.bytes, "f");
    REQUIRE_FALSE(decoded);
    CHECK(decoded.error().message.find(row.message) != std::string::npos);
  }
}

TEST_CASE("rare characters survive GB18030's four-byte forms") {
  const std::string text =
      "样例人员姓名用字：𠮷㛃䶮𬭚，其余为常用字，用来说明编码判断不会因为少数生僻字而出错。";
  const auto decoded = decode(gb(text), "f");
  REQUIRE(decoded);
  CHECK(decoded->text == text);
}

TEST_CASE("line ends become line feeds") {
  CHECK(decode("一\r\n二\r三\n", "f")->text == "一\n二\n三\n");
}

TEST_CASE("a damaged byte is refused with its position, not taken for GB18030") {
  std::string bytes = kText;
  bytes.erase(31, 1);
  const auto decoded = decode(bytes, "f.md");
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().code == ErrorCode::data);
  CHECK(decoded.error().where == "f.md");
  CHECK(decoded.error().message.find("第 31 个字节") != std::string::npos);
}

TEST_CASE("binary files are refused at their first NUL") {
  const auto decoded = decode(std::string("PK\x03\x04\x00\x01", 6), "f.docx");
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().message.find("第 5 个字节是 NUL") != std::string::npos);
}

TEST_CASE("UTF-8 with random damage is never accepted as another encoding") {
  std::mt19937 random(20260309);
  int refused = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = kText + kText;
    const std::size_t at = random() % bytes.size();
    if (random() % 2 == 0)
      bytes.erase(at, 1);
    else
      bytes[at] = static_cast<char>(0x80 | (random() & 0x7F));
    const auto decoded = decode(bytes, "f");
    if (!decoded)
      ++refused;
    else
      CHECK(decoded->encoding == Encoding::utf8);
  }
  CHECK(refused > 1000);
}

TEST_CASE("UTF-16 without a byte order mark is told from bytes that are no text, in either order") {
  const std::string text = "一、值班。\n二、每日3人。\n";
  for (const bool big : {false, true}) {
    std::string bytes;
    for (const char16_t unit : std::u16string(u"一、值班。\n二、每日3人。\n")) {
      const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
      bytes.push_back(big ? high : low);
      bytes.push_back(big ? low : high);
    }
    const auto decoded = decode(bytes, "a.txt");
    REQUIRE(decoded);
    CHECK(decoded->text == text);
    CHECK(decoded->encoding == (big ? Encoding::utf16be : Encoding::utf16le));
    CHECK_FALSE(decode(bytes.substr(1), "a.txt"));
  }
  CHECK_FALSE(decode(std::string("\x7F"
                                 "ELF\0\0\0\1\2\0\3\0",
                                 12),
                     "a.txt"));
}

TEST_CASE("a text that changes its encoding on the way is refused at the byte where both fail") {
  const std::string first = gb("派出所值班制度。"), second = "各所应当遵守。";
  const auto decoded = decode(first + second, "a.txt");
  if (!decoded) {
    const std::string& message = decoded.error().message;
    CHECK(message.find("第 1 个字节") == std::string::npos);
  }
}
