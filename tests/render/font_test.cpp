#include "render/builtin_face.hpp"
#include "render/font.hpp"
#include "render/font_config.hpp"
#include "render/pdf_writer.hpp"
#include "render/ttf_builder.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace fengqiao;
using namespace fengqiao::render;
using test::default_fonts;
using test::font_dir;
using test::one_line;
using test::open_fonts;
using test::single_font;

namespace {

constexpr const char* kNotoSerifBold = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc";

std::string face_of(FontSet& fonts, FontRole role, char32_t c) {
  const auto glyph = fonts.measure(role, c);
  return glyph ? fonts.face_name(glyph->face) : "";
}

// Measures characters and writes what there is: must neither crash nor hang, whatever the font's bytes.
// Whether anything was written.
bool use_font(const std::filesystem::path& file, std::u32string_view chars) {
  auto fonts = FontSet::open(single_font({file}));
  if (!fonts) return false;
  std::string found;
  for (const char32_t c : chars)
    if (fonts->measure(FontRole::songti, c)) append_utf8(found, c);
  if (found.empty()) return false;
  const auto pdf = write_pdf(one_line(*fonts, found, FontRole::songti), *fonts);
  CHECK(pdf);
  return true;
}

} // namespace

TEST_CASE("each role's ordinary characters come from the first font of its chain") {
  FontSet fonts = default_fonts();
  struct Row {
    FontRole role;
    std::string face;
  };
  const Row rows[] = {
      {FontRole::fangsong, "FandolFang-Regular"}, {FontRole::heiti, "FandolHei-Regular"},
      {FontRole::kaiti, "FandolKai-Regular"},     {FontRole::songti, "FandolSong-Regular"},
      {FontRole::title, "NotoSerifCJKsc-Bold"},
  };
  for (const auto& row : rows) {
    INFO(role_name(row.role));
    CHECK(face_of(fonts, row.role, U'枫') == row.face);
    CHECK(face_of(fonts, row.role, U'。') == row.face);
    CHECK(face_of(fonts, row.role, U'3') == row.face);
  }
  CHECK(fonts.problems().empty());
}

TEST_CASE("a character that the first font lacks comes from a later one, names included") {
  FontSet fonts = default_fonts();
  for (const char32_t c : U"喆珺玥翀堃祎𠮷𬭚㎡⑪") {
    if (c == 0) break;
    INFO(static_cast<unsigned>(c));
    for (const FontRole role : kFontRoles) {
      const auto glyph = fonts.measure(role, c);
      REQUIRE(glyph);
      CHECK(glyph->right > glyph->left);
    }
    CHECK(face_of(fonts, FontRole::fangsong, c) != "FandolFang-Regular");
  }
}

TEST_CASE("what the default font draws wrongly or badly comes from another one") {
  FontSet fonts = test::default_fonts();
  for (const FontRole role : kFontRoles)
    for (const char32_t c : std::u32string_view(U"￥～－＿_①⑩⑪")) {
      const auto measure = fonts.measure(role, c);
      REQUIRE(measure);
      CHECK_FALSE(fonts.face_name(measure->face).starts_with("Fandol"));
    }
  CHECK(fonts.face_name(fonts.measure(FontRole::fangsong, U'＄')->face).starts_with("Fandol"));
  for (const FontRole role : kFontRoles) { // a minus is told from a hyphen
    const auto minus = fonts.measure(role, U'−'), hyphen = fonts.measure(role, U'-');
    CHECK(minus->right - minus->left > 1.5 * (hyphen->right - hyphen->left));
  }
}

TEST_CASE("a badly drawn character is better than none, one that shows another is not") {
  const auto fandol = test::font_dir() / "FandolFang-Regular.otf";
  FontSet fonts = test::open_fonts(test::single_font({fandol}));
  CHECK(fonts.measure(FontRole::fangsong, U'～'));
  CHECK_FALSE(fonts.measure(FontRole::fangsong, U'￥'));
}

TEST_CASE("a character that no font has is missing") {
  FontSet fonts = default_fonts();
  for (const char32_t c : {char32_t{0xFFFF}, char32_t{0x10FFFD}, char32_t{0x378}, char32_t{0x110000}})
    CHECK_FALSE(fonts.measure(FontRole::fangsong, c));
}

TEST_CASE("tick boxes and the geta mark come from the built-in face in every role") {
  FontSet fonts = default_fonts();
  for (const FontRole role : kFontRoles)
    for (const char32_t c : {U'☐', U'☑', U'☒', U'✓', U'〓'}) {
      CHECK(face_of(fonts, role, c) == kBuiltinFaceName);
      const auto glyph = fonts.measure(role, c);
      CHECK(glyph->advance == Approx(1));
      CHECK(glyph->left >= 0.05);
      CHECK(glyph->right <= 0.95);
      CHECK(glyph->bottom >= -0.12);
      CHECK(glyph->top <= 0.88);
    }
}

TEST_CASE("ink boxes of punctuation are measured") {
  FontSet fonts = default_fonts();
  const auto comma = fonts.measure(FontRole::fangsong, U'，');
  REQUIRE(comma);
  CHECK(comma->advance == Approx(1).margin(0.01));
  CHECK(comma->right < 0.5);
  const auto open = fonts.measure(FontRole::fangsong, U'（');
  REQUIRE(open);
  CHECK(open->left > 0.4);
}

TEST_CASE("a space is blank and has an advance, a blank glyph for anything else counts as missing") {
  FontSet fonts = default_fonts();
  const auto space = fonts.measure(FontRole::fangsong, 0x3000);
  REQUIRE(space);
  CHECK(space->advance == Approx(1));

  const test::TemporaryFolder folder;
  const GlyphShape blank{{}, 1000};
  const auto file = folder.write("blank.ttf", test::build_font({blank}).value());
  FontSet blanks = open_fonts(single_font({file}));
  CHECK_FALSE(blanks.measure(FontRole::songti, kFirstCode));
}

TEST_CASE("a face of a collection is found by its family name, whatever the index says") {
  for (const int index : {0, 2, 4, 99}) {
    FontSet fonts = open_fonts(single_font({kNotoSerifBold, index, "Noto Serif CJK SC"}));
    CHECK(face_of(fonts, FontRole::title, U'骨') == "NotoSerifCJKsc-Bold");
    CHECK(fonts.problems().empty());
  }
  FontSet fonts = open_fonts(single_font({kNotoSerifBold, 0, "No Such Family"}));
  CHECK_FALSE(fonts.measure(FontRole::title, U'骨'));
  REQUIRE(fonts.problems().size() == 1);
  CHECK(fonts.problems()[0].message.find("No Such Family") != std::string::npos);
}

TEST_CASE("an operator's font stands first in its role's chain and only there") {
  const FontSource hei{font_dir() / "FandolHei-Regular.otf"};
  FontSet fonts = open_fonts(default_font_config({font_dir()}, {{FontRole::title, {hei}}}));
  CHECK(face_of(fonts, FontRole::title, U'枫') == "FandolHei-Regular");
  CHECK(face_of(fonts, FontRole::fangsong, U'枫') == "FandolFang-Regular");
}

TEST_CASE("a role without any font file is an error that names the role, the files and the remedy") {
  FontConfig config = single_font({font_dir() / "FandolHei-Regular.otf"});
  config.chains[static_cast<std::size_t>(FontRole::kaiti)] = {{"/nowhere/kai.ttf"}, {"/nowhere/kai2.ttf"}};
  const auto fonts = FontSet::open(config);
  REQUIRE_FALSE(fonts);
  CHECK(fonts.error().code == ErrorCode::general);
  CHECK(fonts.error().message.find("楷体") != std::string::npos);
  CHECK(fonts.error().message.find("/nowhere/kai2.ttf") != std::string::npos);
  CHECK(fonts.error().hint.find("apt install") != std::string::npos);
}

TEST_CASE("a file that is no font is passed over, reported once, and the next one serves") {
  const test::TemporaryFolder folder;
  const auto text = folder.write("notes.ttf", "这不是字体");
  const auto empty = folder.write("empty.otf", "");
  FontConfig config = single_font({text});
  for (auto& chain : config.chains) {
    chain.push_back({empty});
    chain.push_back({font_dir() / "FandolSong-Regular.otf"});
  }
  FontSet fonts = open_fonts(config);
  CHECK(face_of(fonts, FontRole::songti, U'枫') == "FandolSong-Regular");
  CHECK(face_of(fonts, FontRole::heiti, U'桥') == "FandolSong-Regular");
  REQUIRE(fonts.problems().size() == 2);
  CHECK(fonts.problems()[0].where == text.string());
}

TEST_CASE("a font that forbids embedding, or embedding in part, is passed over") {
  const test::TemporaryFolder folder;
  const auto [high, low] =
      GENERATE(table<char, char>({{0, 2}, {1, 0}, {2, 0}})); // restricted, whole, bitmaps
  std::string bytes = test::slurp(font_dir() / "FandolSong-Regular.otf");
  const std::size_t entry = bytes.find("OS/2"); // in the table of contents: tag, checksum, offset, length
  REQUIRE(entry < 400);
  std::size_t os2 = 0;
  for (std::size_t i = 8; i < 12; ++i)
    os2 = os2 << 8 | static_cast<unsigned char>(bytes[entry + i]);
  bytes[os2 + 8] = high; // fsType
  bytes[os2 + 9] = low;
  FontSet fonts = open_fonts(single_font({folder.write("locked.otf", bytes)}));
  CHECK_FALSE(fonts.measure(FontRole::songti, U'枫'));
  CHECK(fonts.problems().size() == 1);
}

TEST_CASE("damaged fonts give an error or glyphs, never a crash") {
  const test::TemporaryFolder folder;
  FontSet fonts = default_fonts();
  std::vector<GlyphShape> shapes;
  for (const char32_t c : U"☐☑☒✓〓") {
    if (c != 0) shapes.push_back(*builtin_glyph(c));
  }
  OutlinePen curve;
  curve.move_to(0, 0);
  curve.cubic_to(0, 700, 600, 900, 900, 100);
  shapes.push_back({curve.finish(), 900});
  const std::string sound = test::build_font(shapes).value();
  const std::u32string codes = U"\uE000\uE001\uE002\uE003\uE004\uE005\uE006";

  std::mt19937 random(20260309);
  const auto below = [&](std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
  };
  int used = 0;
  for (int round = 0; round < 200; ++round) {
    INFO("case " << round);
    std::string bytes = sound;
    for (std::size_t flips = 1 + below(8); flips > 0; --flips)
      bytes[below(bytes.size())] = static_cast<char>(below(256));
    if (round % 5 == 0) bytes.resize(below(bytes.size()));
    used += use_font(folder.write("damaged.ttf", bytes), codes);
  }
  CHECK(used > 50); // what is refused at the door shows nothing

  const std::string real = test::slurp(font_dir() / "FandolFang-Regular.otf");
  int real_used = 0;
  for (int round = 0; round < 30; ++round) {
    INFO("real font, case " << round);
    std::string bytes = real;
    if (round % 2 == 0)
      bytes.resize(below(bytes.size()));
    else
      for (int flips = 0; flips < 2000; ++flips)
        bytes[below(bytes.size())] = static_cast<char>(below(256));
    real_used += use_font(folder.write("real.otf", bytes), U"枫桥派出所，。a1");
  }
  CHECK(real_used > 5);
}
