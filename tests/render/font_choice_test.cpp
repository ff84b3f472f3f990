// A station's own fonts: the list that names them, and what becomes of files that cannot be used.
#include "core/yaml.hpp"
#include "render/font_choice.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

Result<std::vector<FontChoice>, Errors> read(std::string_view yaml) {
  return read_font_choices(parse_yaml(yaml, "字体.yaml").value(), "字体.yaml", "/本所");
}

std::string good_font() {
  return test::slurp(test::font_dir() / "FandolKai-Regular.otf");
}

FontChoice choice(const std::filesystem::path& file) {
  return {FontRole::fangsong, {file, 0, {}}, "派出所.yaml:9:7"};
}

} // namespace

TEST_CASE("a list of fonts names files from its own folder, several in order, faces by number") {
  const auto choices =
      read("仿宋: 字体/甲.ttf\n小标宋: [/别处/乙.ttf, 丙.otf]\n宋体: {文件: 丁.ttc, 序号: 1}\n");
  REQUIRE(choices);
  struct Row {
    FontRole role;
    const char* file;
    int index;
    const char* where;
  };
  const Row rows[] = {{FontRole::fangsong, "/本所/字体/甲.ttf", 0, "字体.yaml:1:5"},
                      {FontRole::title, "/别处/乙.ttf", 0, "字体.yaml:2:7"},
                      {FontRole::title, "/本所/丙.otf", 0, "字体.yaml:2:17"},
                      {FontRole::songti, "/本所/丁.ttc", 1, "字体.yaml:3:10"}};
  REQUIRE(choices->size() == std::size(rows));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    INFO(rows[i].file);
    CHECK((*choices)[i].role == rows[i].role);
    CHECK((*choices)[i].source.file == rows[i].file);
    CHECK((*choices)[i].source.index == rows[i].index);
    CHECK((*choices)[i].where.starts_with(std::string(rows[i].where).substr(0, 13)));
  }
}

TEST_CASE("what a list of fonts cannot mean is an error of its line") {
  struct Row {
    const char* yaml;
    const char* says;
    int line;
  };
  for (const Row& row :
       {Row{"仿宋: 甲.ttf\n方正: 乙.ttf\n", "没有“方正”这种字体", 2},
        Row{"仿宋:\n", "“仿宋”没有写字体文件", 1}, Row{"黑体: {序号: 1}\n", "“黑体”没有写字体文件", 1},
        Row{"黑体: {文件: 甲.ttc, 序号: 一}\n", "“序号”", 1},
        Row{"黑体: {文件: 甲.ttc, 字号: 三号}\n", "“序号”", 1}, Row{"- 甲.ttf\n", "“仿宋: 文件”", 1}}) {
    INFO(row.yaml);
    const auto choices = read(row.yaml);
    REQUIRE_FALSE(choices);
    CHECK(choices.error()[0].where.starts_with("字体.yaml:" + std::to_string(row.line)));
    CHECK(choices.error()[0].message.find(row.says) != std::string::npos);
    CHECK(choices.error()[0].hint.find("小标宋") != std::string::npos);
  }
}

TEST_CASE("a station's font draws its role, what it lacks comes from the default fonts") {
  const test::TemporaryFolder folder;
  const auto chosen = chosen_fonts({choice(folder.write("仿宋_GB2312.otf", good_font()))});
  REQUIRE(chosen);
  FontSet fonts = test::open_fonts(default_font_config({test::font_dir()}, *chosen));
  const auto face = [&](FontRole role, char32_t c) { return fonts.face_name(fonts.measure(role, c)->face); };
  CHECK(face(FontRole::fangsong, U'枫') == "FandolKai-Regular");
  CHECK(face(FontRole::songti, U'枫') == "FandolSong-Regular");
  CHECK(face(FontRole::fangsong, U'𠮷') != "FandolKai-Regular");
}

TEST_CASE("a font file that cannot be used is an error of the line that names it") {
  const test::TemporaryFolder folder;
  const std::string font = good_font();
  std::filesystem::create_directory(folder.path() / "夹.ttf");
  const std::pair<std::filesystem::path, const char*> rows[] = {
      {folder.path() / "没有.ttf", "没有这个文件"},
      {folder.path() / "夹.ttf", "不是普通文件"},
      {folder.write("空.ttf", ""), "不是可用的字体文件"},
      {folder.write("文字.ttf", "这不是字体"), "不是可用的字体文件"},
      {folder.write("半截.otf", font.substr(0, font.size() / 2)), "损坏"},
      {folder.write("缺尾.otf", font.substr(0, font.size() - font.size() / 20)), "损坏"},
      {folder.write("记号.ttf", test::build_font({GlyphShape{{}, 1000}}).value()), "没有汉字"},
  };
  for (const auto& [file, says] : rows) {
    INFO(file);
    const auto chosen = chosen_fonts({choice(file)});
    REQUIRE_FALSE(chosen);
    CHECK(chosen.error()[0].where == "派出所.yaml:9:7");
    CHECK(chosen.error()[0].message.find(says) != std::string::npos);
    CHECK(chosen.error()[0].message.find(file.string()) != std::string::npos);
    CHECK(chosen.error()[0].code == ErrorCode::data);
  }
}

TEST_CASE("hostile bytes in a station's font end in an error or in another font's glyphs, never in a crash") {
  const test::TemporaryFolder folder;
  const std::string font = good_font();
  std::mt19937 random(20260309);
  std::size_t refused = 0, used = 0;
  for (int round = 0; round < 60; ++round) {
    std::string bytes = font;
    const std::size_t reach = round % 2 == 0 ? 2000 : bytes.size(); // the tables' directory, or anywhere
    for (int i = 0; i < 40; ++i)
      bytes[random() % reach] = static_cast<char>(random());
    const auto chosen = chosen_fonts({choice(folder.write("坏.otf", bytes))});
    if (!chosen) {
      ++refused;
      continue;
    }
    ++used;
    FontSet fonts = test::open_fonts(default_font_config({test::font_dir()}, *chosen));
    for (const char32_t c : U"所里的公文，𠮷")
      if (c != 0) CHECK(fonts.measure(FontRole::fangsong, c));
  }
  CHECK(refused > 0);
  CHECK(refused + used == 60);
}
