#include "indexer/text_diff.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/edit_script.hpp"
#include "tests/support/growth.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace fengqiao;
using namespace fengqiao::indexer;

namespace {

std::string marked(const TextDiff& diff) {
  std::string out;
  for (const auto& change : diff.changes) {
    if (change.op == TextOp::equal) out += change.text;
    if (change.op == TextOp::removed) out += "[-" + change.text + "-]";
    if (change.op == TextOp::inserted) out += "{+" + change.text + "+}";
  }
  return out;
}

std::string side(const TextDiff& diff, TextOp op) {
  std::string out;
  for (const auto& change : diff.changes)
    if (change.op == TextOp::equal || change.op == op) out += change.text;
  return out;
}

std::string figures(const TextDiff& diff) {
  std::string out;
  for (const auto& figure : diff.figures)
    out += (out.empty() ? "" : " ") + figure.before + ">" + figure.after;
  return out;
}

std::string tokens(const std::string& text) {
  std::string out;
  for (const auto& token : text_tokens(text))
    out += (out.empty() ? "" : "|") + text.substr(token.begin, token.end - token.begin) +
           (token.figure ? "#" : "");
  return out;
}

std::string random_text(std::mt19937& random, std::size_t length, unsigned alphabet) {
  std::u32string out;
  for (std::size_t i = 0; i < length; ++i)
    out += static_cast<char32_t>(0x4E8C + random() % alphabet);
  return to_utf8(out);
}

} // namespace

TEST_CASE("figures, dates, ordinals and Latin words are one token each") {
  struct Row {
    const char *text, *expected;
  };
  const Row rows[] = {
      {"达到40%以上", "达|到|40%#|以|上"},
      {"４０％", "４０％#"},
      {"3,000余人", "3,000余人#"},
      {"五百元以上", "五百元#|以|上"},
      {"百分之四十五", "百分之四十五#"},
      {"2023年2月1日起", "2023年2月1日#|起"},
      {"2023—2025年", "2023—2025年#"},
      {"依照第四十三条之一办理", "依|照|第四十三条之一|办|理"},
      {"第（三）项", "第（三）项"},
      {"温度-5℃", "温|度|-5℃#"},
      {"温度−5℃以下", "温|度|−5℃#|以|下"},
      {"3-5日", "3-5日#"},
      {"2020年-2023年", "2020年#|-|2023年#"},
      {"数十家", "数十家#"},
      {"几百人", "几百人#"},
      {"人数十五人", "人|数|十五人#"},
      {"总数百分之五", "总|数|百分之五#"},
      {"统一部署", "统|一|部|署"},
      {"GB/T 9704", "GB/T |9704#"},
      {"见XD2023-1.3。", "见|XD2023-1.3|。"},
      {"110kV", "110kV#"},
      {"面积100㎡", "面|积|100㎡#"},
      {"甲\n乙", "甲|\n|乙"},
      {"　甲 乙", "　甲 |乙"},
      {"", ""},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(tokens(row.text) == row.expected);
  }
}

TEST_CASE("a change is shown where it reads best, and figures are listed apart") {
  struct Row {
    const char *before, *after, *expected, *figures;
  };
  const Row rows[] = {
      {"甲乙丙", "甲乙丙", "甲乙丙", ""},
      {"警力不少于40%。", "警力不少于50%。", "警力不少于[-40%-]{+50%+}。", "40%>50%"},
      {"可处200元罚款", "可处500元罚款", "可处[-200元-]{+500元+}罚款", "200元>500元"},
      {"五日以上十日以下", "十日以上十五日以下", "[-五日-]{+十日+}以上[-十日-]{+十五日+}以下",
       "五日>十日 十日>十五日"},
      {"可以并处5000元以上10000元以下的罚款", "处500元以上2000元以下的罚款",
       "[-可以并-]处[-5000元-]{+500元+}以上[-10000元-]{+2000元+}以下的罚款", "5000元>500元 10000元>2000元"},
      {"处5000元以上", "处以500元以上", "处[-5000元-]{+以500元+}以上", "5000元>500元"},
      {"配备3000人", "配备", "配备[-3000人-]", ""},
      {"甲，丙。", "甲，乙，丙。", "甲，{+乙，+}丙。", ""},
      {"防盗、防骗。", "防盗、防骗、防毒。", "防盗、防骗{+、防毒+}。", ""},
      {"占４０％（全部）", "占40%(全部)", "占40%(全部)", ""},
      {"甲\n乙", "甲乙", "甲[-\n-]乙", ""},
      {"依照第四十二条办理", "依照第四十三条办理", "依照[-第四十二条-]{+第四十三条+}办理", ""},
      {"", "甲", "{+甲+}", ""},
      {"", "", "", ""},
  };
  for (const auto& row : rows) {
    INFO(row.before);
    const TextDiff diff = diff_text(row.before, row.after);
    CHECK(marked(diff) == row.expected);
    CHECK(figures(diff) == row.figures);
  }
}

TEST_CASE("figures of one place are paired by what they count where their number differs") {
  CHECK(figures(diff_text("甲乙丙丁3次戊己庚", "申酉戌亥5人子丑寅4次卯辰巳午")) == "3次>4次");
}

TEST_CASE("the pieces always give both passages again") {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    const std::string before = random_text(random, random() % 14, 3),
                      after = random_text(random, random() % 14, 3);
    const TextDiff diff = diff_text(before, after);
    INFO(before + " / " + after + " / " + marked(diff));
    REQUIRE(side(diff, TextOp::removed) == before);
    REQUIRE(side(diff, TextOp::inserted) == after);
  }
}

TEST_CASE("an edit script is the shortest, and none is given above its limit") {
  const std::vector<std::uint32_t> a{1, 2, 3, 1, 2, 2, 1}, b{3, 2, 1, 2, 1, 3};
  const auto script = edit_script(a, b, 5);
  REQUIRE(script);
  std::size_t edits = 0;
  for (const auto& hunk : *script)
    edits += hunk.a_end - hunk.a_begin + hunk.b_end - hunk.b_begin;
  CHECK(edits == 5);
  CHECK_FALSE(edit_script(a, b, 4));
}

TEST_CASE("long passages are compared within bounds: few changes one by one, another text as a whole") {
  std::mt19937 random(3);
  const std::string before = random_text(random, 40000, 3000); // 120 KB
  std::string few = before;
  few.replace(60000, 3, "，");
  CHECK(diff_text(before, few).changes.size() == 4);
  CHECK(diff_text(before, random_text(random, 40000, 3000)).changes.size() <= 5);
  // Too many changes for one script: every second of 3,000 sentences got a word.
  std::string old_text, new_text;
  for (int i = 0; i < 3000; ++i) {
    const std::string sentence = random_text(random, 12, 3000);
    old_text += sentence + "。";
    new_text += (i % 4 == 0 ? "必须" : "") + sentence + "。";
  }
  const TextDiff diff = diff_text(old_text, new_text);
  CHECK(side(diff, TextOp::removed) == old_text);
  CHECK(side(diff, TextOp::inserted) == new_text);
}

TEST_CASE("a passage against another text takes about twice as long where both are twice as long") {
  using Texts = std::pair<std::string, std::string>;
  const auto texts = [](std::size_t size) {
    std::mt19937 random(5);
    std::string before = random_text(random, size, 3000);
    return Texts{std::move(before), random_text(random, size, 3000)};
  };
  const auto time = [](const Texts& pair) {
    return test::processor_time([&] { (void)diff_text(pair.first, pair.second); });
  };
  CHECK(test::grows_linearly(time, texts(20'000), texts(40'000)));
}
