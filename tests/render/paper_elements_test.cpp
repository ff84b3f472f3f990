// The elements of a 公文: what is refused, what is told, what stands in its place.
#include "render/paper_check.hpp"
#include "tests/render/papers.hpp"

using namespace fengqiao;
using namespace fengqiao::render;
using namespace fengqiao::test;

TEST_CASE("Elements of a 公文 that cannot be right are refused with their line") {
  const auto [front_matter, expected] = GENERATE(table<std::string, std::string>({
      {"发文机关: 甲局\n发文字号: 三号文", "发文字号“三号文”读不懂"},
      {"发文机关: 甲局\n发文字号: 甲发〔26〕3号", "发文字号“甲发〔26〕3号”读不懂"},
      {"发文机关: 甲局\n成文日期: 2026-02-30", "成文日期“2026-02-30”不是日历上的某一天"},
      {"发文机关: 甲局\n印章: 大红", "印章不能是“大红”"},
      {"发文字号: 甲发〔2026〕3号", "有“发文字号”就要有“发文机关”"},
      {"发文机关: 甲局\n份号: 1234567", "份号“1234567”应当是不超过六位的数字"},
      {"发文机关: 甲局\n发文字号: [甲, 乙]", "“发文字号”只能写一个"},
      {"印发机关: 甲办", "有“印发机关”就要有“印发日期”"},
      {"发文机关: 甲局\n密级: 绝蜜", "密级不能是“绝蜜”"},
      {"发文机关: 甲局\n密级: 机密★", "密级不能是“机密★”"},
      {"发文机关: 甲局\n密级: 机密1年", "密级不能是“机密1年”"},
      {"发文机关: 甲局\n紧急程度: 很急", "紧急程度不能是“很急”"},
      {"发文机关: 甲局\n成文日期: 2026-03-01\n印章: 签名章", "加盖签名章要写签发人的职务"},
  }));
  INFO(front_matter);
  const auto layout = try_paper("---\n" + front_matter + "\n---\n# 题\n\n文\n");
  REQUIRE_FALSE(layout);
  CHECK(layout.error().front().message == expected);
  CHECK(layout.error().front().where.starts_with("样.md:"));
}

TEST_CASE(
    "Without elements the style 公文 sets a plain text, for any document that only wants its type area") {
  const PageLayout layout = paper("# 某办法\n\n第一条　为了……\n");
  CHECK(layout.pages.size() == 1);
  CHECK(layout.pages[0].rules.empty());
}

TEST_CASE("公文: a mark that does not fit is refused with the line of the element that it prints") {
  const std::string rest = "主送: 各所\n成文日期: 2026-03-09\n---\n# 题\n\n文。\n";
  const std::string name = "示例县社会治安综合治理和平安建设领导小组办公室及其成员单位联席会议办公室";
  const auto issuer = try_paper("---\n份号: 1\n发文机关: " + name + name + name + "\n" + rest);
  REQUIRE_FALSE(issuer);
  CHECK(issuer.error().front().where == "样.md:3");
  const auto mark = try_paper("---\n发文机关: 甲局\n标志: " + name + name + name + "\n" + rest);
  REQUIRE_FALSE(mark);
  CHECK(mark.error().front().where == "样.md:3");
}

TEST_CASE("公文: long elements of one line wrap or stand one below the other, none over another one") {
  const Finished pdf(paper(
      "---\n发文机关: 示例县平安办\n发文字号: 示平安办发〔2026〕123号\n签发人: [阿卜杜热西提·买买提依明, "
      "古丽娜尔·阿不都热合曼, 王强]\n主送: 各所\n成文日期: 2026-12-09\n署名: "
      "示例县社会治安综合治理和平安建设领导小组办公室\n抄送: 市公安局\n印发机关: "
      "示例县社会治安综合治理和平安建设领导小组办公室\n印发日期: 2026-12-10\n---\n# 请示\n\n" +
      filler(4)));
  const Word &number = pdf.word("示平安办发"), &first = pdf.word("阿卜杜热西提"), &last = pdf.word("王强");
  CHECK(last.top == Approx(number.top).margin(6));
  CHECK(first.top < number.top - 50); // three rows of one name
  CHECK(last.left > pdf.word("123").right);
  CHECK(pdf.word("签发人").left > 28 * kMm);
  const std::size_t page = pdf.words.back().page;
  const Word& printed = pdf.word("印发", page);
  CHECK(printed.top > pdf.word("示例县社会治安", page).top + 10);
  for (const Word& word : pdf.words) {
    CHECK(word.left >= 28 * kMm - 0.5);
    CHECK(word.right <= (28 + 156) * kMm + 0.5);
  }
}

TEST_CASE("公文: an element of one line that is wider than the type area is refused with its line") {
  const std::string name = "示例县社会治安综合治理和平安建设领导小组办公室联合工作专班综合协调组";
  const auto [front_matter, expected] = GENERATE_COPY(table<std::string, std::string>({
      {"署名: " + name, "“署名”太长，一行排不下"},
      {"发文字号: " + name + "〔2026〕3号", "“发文字号”太长，一行排不下"},
      {"发文字号: 甲发〔2026〕3号\n签发人: " + name, "签发人太长，与发文字号排不在一行"},
      {"印章: 签名章\n职务: " + name, "“职务”太长，一行排不下"},
  }));
  const auto layout =
      try_paper("---\n发文机关: 甲局\n成文日期: 2026-03-09\n" + front_matter + "\n---\n# 题\n\n文\n");
  REQUIRE_FALSE(layout);
  CHECK(layout.error().front().message == expected);
  const int lines = static_cast<int>(std::count(front_matter.begin(), front_matter.end(), '\n'));
  CHECK(layout.error().front().where == "样.md:" + std::to_string(4 + lines));
}

TEST_CASE("公文: one attachment bears no number, in the list and on its page") {
  const std::string rest = "成文日期: 2026-03-09\n附件: [事项表]\n---\n# 题\n\n文。\n\n<!-- 附件 1 -->\n\n# "
                           "事项表\n\n内容。\n";
  const Finished pdf(paper("---\n发文机关: 示例县公安局\n" + rest));
  CHECK(pdf.words.size() > 3);
  CHECK(pdf.word("附件", 2).text == "附件");
  CHECK(pdf.word("附件：", 1).text.find('1') == std::string::npos);
}

TEST_CASE("公文: what a paper lacks and where its attachments contradict each other is told with its place") {
  const auto findings = [](const std::string& text, const std::string& style_name) {
    const auto head = split_front_matter(text, "样.md");
    REQUIRE(head);
    Errors ignored, problems, warnings;
    const auto elements = read_elements(element_texts(head->data, "样.md"), ignored);
    check_paper(parse_markdown(head->body, {}, "样.md", head->body_line).value(), elements,
                *style(style_name).paper, "样.md", "样.md", problems, warnings);
    std::string out;
    for (const auto& problem : problems)
      out += "错 " + problem.where + " " + problem.message + "\n";
    for (const auto& warning : warnings)
      out += "警 " + warning.where + " " + warning.message + "\n";
    return out;
  };
  const std::string whole = "发文机关: 甲局\n发文字号: 甲发〔2026〕3号\n主送: 各所\n成文日期: 2026-03-09\n";
  const std::string text = "---\n# 题\n\n文。\n\n";
  CHECK(findings("---\n" + whole + text, "公文").empty());
  CHECK(findings("---\nstyle: 公文\n" + text, "公文") == "错 样.md 没有“发文机关”\n错 样.md 没有“成文日期”\n"
                                                         "警 样.md 没有“发文字号”\n警 样.md 没有“主送”\n");
  CHECK(findings("---\n标志: 甲局令\n成文日期: 2026-03-09\n" + text, "信函") ==
        "警 样.md 没有“发文字号”\n警 样.md 没有“主送”\n");
  CHECK(findings("---\n标志: 局务会议纪要\n" + text, "纪要").empty());
  const std::string order = "发文字号: 第3号\n主送: 各所\n成文日期: 2026-03-09\n" + text;
  CHECK(findings("---\n发文机关: 甲局\n" + order, "命令").empty());
  CHECK(findings("---\n标志: 甲局命令\n" + order, "公文").empty());
  CHECK(findings("---\n发文机关: 甲局\n" + order, "公文") ==
        "错 样.md:3 发文字号“第3号”没有机关代字和年份\n");
  CHECK(findings("---\n" + whole + "印发机关: 甲办\n印发日期: 2026-03-10\n" + text, "信函") ==
        "警 样.md:6 这种版式的版记不印“印发机关”和“印发日期”\n");
  CHECK(findings("---\n" + whole + "印发机关: 甲办\n印发日期: 2026-03-01\n" + text, "公文") ==
        "警 样.md:7 印发日期 2026年3月1日 早于成文日期 2026年3月9日\n");
  CHECK(findings("---\n" + whole + "附件: [甲, 乙, 丙]\n" + text +
                     "<!-- 附件 1 -->\n\n# 别的\n\n<!-- 附件 3 -->\n\n# 丙\n",
                 "公文") == "警 样.md:6 附件说明列了 3 个，文后有 2 个\n"
                            "警 样.md:14 附件的标题“别的”与附件说明里的“甲”不同\n"
                            "警 样.md:16 第 2 个附件写的是“附件3”\n");
  CHECK(findings("---\n" + whole + text + "<!-- 附件 1 -->\n\n文。\n", "公文") ==
        "警 样.md:11 文后有附件，文件头没有附件说明\n");
  CHECK(findings("---\n" + whole + "附件: [甲表]\n" + text + "<!-- 附件 -->\n\n文。\n", "公文") ==
        "警 样.md:12 附件“甲表”没有标题\n");
  CHECK(findings("---\n" + whole + "附件: [《甲 表》]\n" + text + "<!-- 附件 7 -->\n\n# 甲表\n", "公文")
            .empty());
}
