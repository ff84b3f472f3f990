#include "core/limits.hpp"
#include "core/xml.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;

namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i)
    out += text;
  return out;
}

} // namespace

TEST_CASE("XML becomes a tree without namespaces, its text in order") {
  const auto root = parse_xml(
      "<w:p xmlns:w='u'><w:pPr><w:numId w:val=\"3\"/></w:pPr>第<w:b>一</w:b>条 &amp; &#x4E8C;</w:p>", "a");
  REQUIRE(root);
  CHECK(root->name == "p");
  REQUIRE(root->child("pPr"));
  CHECK(root->child("pPr")->of_child("numId", "val") == "3");
  CHECK(root->inner_text() == "第一条 & 二");
  CHECK(root->child("没有") == nullptr);
  CHECK(root->of_child("没有", "val").empty());
}

TEST_CASE("hostile and damaged XML is refused with its line, and opens nothing outside") {
  const std::string bomb = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]>";
  const std::pair<const char*, std::string> rows[] = {
      {"empty", ""},
      {"text only", "没有标签"},
      {"open element", "<a><b></a>"},
      {"two roots", "<a/><b/>"},
      {"no end", "<a>"},
      {"end first", "</a>"},
      {"attribute without quotes", "<a b=c/>"},
      {"attribute twice", "<a b='1' b='2'/>"},
      {"bare ampersand", "<a>&</a>"},
      {"unknown entity", "<a>&b;</a>"},
      {"entities that multiply", bomb + "<a>&c;&c;</a>"},
      {"declared and not used", bomb + "<a/>"},
      {"file from outside", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>"},
      {"address from outside", "<!DOCTYPE a SYSTEM \"http://127.0.0.1/x.dtd\"><a/>"},
      {"parameter entity", "<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///dev/zero\">%p;]><a/>"},
      {"too deep", repeated("<a>", limits::xml_depth + 1) + repeated("</a>", limits::xml_depth + 1)},
      {"a million elements deep", repeated("<a>", 1'000'000)},
      {"too many elements", "<a>" + repeated("<b/>", limits::xml_nodes) + "</a>"},
      {"bytes that are no UTF-8", "<a>\xff\xfe\xfd</a>"},
      {"NUL", std::string("<a>\0</a>", 8)},
      {"unknown encoding", "<?xml version='1.0' encoding='x-no-such'?><a/>"},
      {"unclosed CDATA", "<a><![CDATA["},
      {"unclosed comment", "<a><!-- "},
  };
  for (const auto& [what, bytes] : rows) {
    INFO(what);
    const auto tree = parse_xml(bytes, "样例.docx");
    REQUIRE_FALSE(tree);
    CHECK(tree.error().where.starts_with("样例.docx:"));
    CHECK((tree.error().code == ErrorCode::data || tree.error().code == ErrorCode::limit));
  }
  std::string attributes = "<a";
  for (std::size_t i = 0; i <= limits::xml_attributes; ++i)
    attributes += " a" + std::to_string(i) + "='1'";
  CHECK(parse_xml(attributes + "/>", "x").error().code == ErrorCode::limit);
  CHECK(parse_xml(repeated("<a>", limits::xml_depth) + repeated("</a>", limits::xml_depth), "x"));
  CHECK(
      parse_xml("<a b='" + std::string(5'000'000, 'x') + "'/>", "x")); // long, not many: bounded by the file
}
