#include "render/compose.hpp"
#include "render/image.hpp"
#include "render/image_decode.hpp"
#include "render/pdf_writer.hpp"
#include "tests/render/pictures.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <random>
#include <set>
#include <sstream>

using namespace fengqiao;
using namespace fengqiao::render;
using test::fonts;
using namespace fengqiao::test;

namespace {

Image decoded(std::string_view bytes) {
  auto image = decode_image(bytes, "图.png");
  INFO((image ? std::string() : to_text(image.error())));
  REQUIRE(image);
  return std::move(*image);
}

// A PDF of one page of 100 × 100 points, filled with the pictures one over the other.
std::string pdf_with(const std::vector<std::shared_ptr<const Image>>& images) {
  PageLayout layout;
  Page& page = layout.pages.emplace_back();
  page.width = page.height = 100;
  for (const auto& image : images)
    page.images.push_back({0, 0, 100, 100, image});
  const auto pdf = write_pdf(layout, fonts());
  REQUIRE(pdf);
  return *pdf;
}

Pixels embedded_pixels(const Image& image, unsigned channels) {
  const TemporaryFolder folder;
  const std::string pdf = folder.write("a.pdf", pdf_with({std::make_shared<const Image>(image)}));
  REQUIRE(run({"pdfimages", "-png", pdf, folder.path() / "x"}).code == 0);
  return read_png(slurp(folder.path() / "x-000.png"), channels);
}

// Four fields: the picture's corners tell how it lies.
Pixels quarters(unsigned width, unsigned height) {
  Pixels out{width, height, 1, {}};
  for (unsigned y = 0; y < height; ++y)
    for (unsigned x = 0; x < width; ++x)
      out.samples.push_back(
          static_cast<std::uint8_t>((y < height / 2 ? 0 : 2) * 80 + (x < width / 2 ? 0 : 80)));
  return out;
}

// The stored picture that an EXIF orientation turns into `seen` (EXIF 2.3: which side of the scene row 0 and
// column 0 are).
Pixels stored_for(const Pixels& seen, int orientation) {
  const bool turned = orientation >= 5;
  Pixels out{turned ? seen.height : seen.width, turned ? seen.width : seen.height, 1, {}};
  for (unsigned row = 0; row < out.height; ++row)
    for (unsigned column = 0; column < out.width; ++column) {
      const unsigned along = turned ? column : row, across = turned ? row : column; // from the top, the left
      const bool from_foot = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
      const bool from_right = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
      const unsigned y = from_foot ? seen.height - 1 - along : along;
      const unsigned x = from_right ? seen.width - 1 - across : across;
      out.samples.push_back(seen.at(x, y)[0]);
    }
  return out;
}

} // namespace

TEST_CASE("PNG of every kind comes out of the PDF with its pixels") {
  const unsigned channels = GENERATE(1U, 3U);
  const int depth = GENERATE(8, 16);
  const bool interlaced = GENERATE(false, true);
  CAPTURE(channels, depth, interlaced);
  const Pixels pixels = gradient(37, 23, channels);
  const Image image = decoded(make_png(pixels, {.depth = depth, .interlaced = interlaced}));
  CHECK(image.width == 37);
  CHECK(image.components == static_cast<int>(channels));
  CHECK(embedded_pixels(image, channels).samples == pixels.samples);
}

TEST_CASE("PNG of 1 to 4 bits and with a palette becomes 8-bit") {
  Pixels bits{4, 2, 1, {0, 1, 1, 0, 1, 0, 0, 1}};
  const Pixels black_white = embedded_pixels(decoded(make_png(bits, {.depth = 1})), 1);
  CHECK(black_white.samples == std::vector<std::uint8_t>{0, 255, 255, 0, 255, 0, 0, 255});
  Pixels indices{4, 1, 1, {0, 5, 10, 15}};
  const Pixels palette = embedded_pixels(decoded(make_png(indices, {.depth = 4, .palette = true})), 3);
  CHECK(palette.at(1, 0) == std::vector<std::uint8_t>{85, 85, 85});
  CHECK(palette.at(3, 0) == std::vector<std::uint8_t>{255, 255, 255});
}

TEST_CASE("What is transparent is laid on white") {
  const Pixels colours{3, 1, 4, {200, 100, 0, 255, 200, 100, 0, 0, 200, 100, 0, 128}};
  const Pixels seen = embedded_pixels(decoded(make_png(colours)), 3);
  CHECK(seen.at(0, 0) == std::vector<std::uint8_t>{200, 100, 0});
  CHECK(seen.at(1, 0) == std::vector<std::uint8_t>{255, 255, 255});
  CHECK(seen.at(2, 0) == std::vector<std::uint8_t>{227, 177, 127});
  const Pixels gray{2, 1, 1, {7, 9}};
  CHECK(embedded_pixels(decoded(make_png(gray, {.transparent = 7})), 1).samples ==
        std::vector<std::uint8_t>{255, 9});
  CHECK(embedded_pixels(decoded(make_png(gray, {.depth = 4, .palette = true, .transparent = 7})), 3)
            .at(0, 0)[0] == 255);
}

TEST_CASE("A JPEG is embedded byte for byte, gray, coloured, progressive or CMYK") {
  const unsigned channels = GENERATE(1U, 3U, 4U);
  const bool progressive = GENERATE(false, true);
  CAPTURE(channels, progressive);
  const std::string jpeg = make_jpeg(gradient(64, 48, channels), {.progressive = progressive});
  const Image image = decoded(jpeg);
  CHECK(image.encoding == ImageEncoding::jpeg);
  CHECK(image.components == static_cast<int>(channels));
  CHECK(image.inverted == (channels == 4));
  CHECK(image.bytes == jpeg);
  CHECK(decoded(jpeg + "appended by a phone").bytes == jpeg);
  CHECK(pdf_with({std::make_shared<const Image>(image)}).find(jpeg) != std::string::npos);
}

TEST_CASE("A CMYK picture prints with its colours, not as a negative") {
  const std::string jpeg =
      make_jpeg({64, 64, 4, std::vector<std::uint8_t>(64 * 64 * 4, 255)}); // no ink at all
  const TemporaryFolder folder;
  const std::string pdf = folder.write("a.pdf", pdf_with({std::make_shared<const Image>(decoded(jpeg))}));
  REQUIRE(run({"pdftoppm", "-r", "72", "-png", "-singlefile", pdf, folder.path() / "x"}).code == 0);
  CHECK(read_png(slurp(folder.path() / "x.png"), 1).at(50, 50)[0] > 250);
}

TEST_CASE("EXIF orientations 1 to 8 all print upright") {
  const int orientation = GENERATE(1, 2, 3, 4, 5, 6, 7, 8);
  CAPTURE(orientation);
  const std::string jpeg =
      make_jpeg(stored_for(quarters(64, 32), orientation), {.app1 = exif(orientation, orientation % 2 == 0)});
  const Image image = decoded(jpeg);
  CHECK(image.orientation == orientation);
  CHECK(image.seen_width() == 64);
  CHECK(image.seen_height() == 32);
  const TemporaryFolder folder;
  const std::string pdf = folder.write("a.pdf", pdf_with({std::make_shared<const Image>(image)}));
  REQUIRE(run({"pdftoppm", "-r", "72", "-gray", "-png", "-singlefile", pdf, folder.path() / "x"}).code == 0);
  const Pixels seen = read_png(slurp(folder.path() / "x.png"), 1);
  const auto near = [&](unsigned x, unsigned y) { return std::lround(seen.at(x, y)[0] / 80.0); };
  CHECK(near(25, 25) == 0);
  CHECK(near(75, 25) == 1);
  CHECK(near(25, 75) == 2);
  CHECK(near(75, 75) == 3);
}

TEST_CASE("An EXIF block that is cut or nonsense gives no orientation and reads nothing beyond its end") {
  const std::string whole = exif(6);
  CHECK(exif_orientation(whole) == 6);
  for (std::size_t size = 0; size < whole.size() - 6; ++size)
    CHECK(exif_orientation(whole.substr(0, size)) == 1);
  CHECK(exif_orientation(exif(9)) == 1);
  std::string far = whole;
  far[10] = far[11] = far[12] = '\xFF'; // the folder lies beyond the end
  CHECK(exif_orientation(far) == 1);
}

TEST_CASE("Limits hold at one below, at and one above") {
  const std::string png = make_png(gradient(20, 10)), jpeg = make_jpeg(gradient(20, 10));
  for (const std::string& file : {png, jpeg}) {
    const auto code = [&](ImageLimits limits) {
      const auto image = decode_image(file, "a", limits);
      return image ? 0 : static_cast<int>(image.error().code);
    };
    const std::size_t size = file.size();
    CHECK(code({size - 1, 200, 20}) == 7);
    CHECK(code({size, 200, 20}) == 0);
    CHECK(code({size + 1, 200, 20}) == 0);
    CHECK(code({size, 199, 20}) == 7);
    CHECK(code({size, 201, 20}) == 0);
    CHECK(code({size, 200, 19}) == 7);
    CHECK(code({size, 200, 21}) == 0);
  }
}

TEST_CASE("A picture of huge sides is refused from its header") {
  const std::string jpeg = make_jpeg(gradient(8, 8));
  const auto frame = jpeg.find("\xFF\xC0");
  for (const unsigned side : {40'000U, 65'535U}) {
    std::string large = jpeg;
    for (const std::size_t at : {frame + 5, frame + 7}) {
      large[at] = static_cast<char>(side >> 8);
      large[at + 1] = static_cast<char>(side & 255);
    }
    const auto refused = decode_image(large, "大.jpg");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::limit);
    CHECK(refused.error().message.find("30000") != std::string::npos);
  }
  const auto bomb = decode_image(make_png({20'000, 1, 1, std::vector<std::uint8_t>(20'000)}), "宽.png",
                                 {.file_bytes = 1U << 20, .pixels = 19'999, .side = 30'000});
  REQUIRE_FALSE(bomb);
  CHECK(bomb.error().message.find("20000×1") != std::string::npos);
}

TEST_CASE("What is no picture, or one of another kind, is called by its name") {
  const std::pair<std::string, std::string> cases[] = {
      {"GIF89a...", "GIF"},
      {"BM....", "BMP"},
      {std::string("RIFF\0\0\0\0WEBPVP8 ", 16), "WebP"},
      {std::string("\0\0\0\x18"
                   "ftypheic",
                   12),
       "HEIC"},
      {"%PDF-1.7", "PDF"},
      {"<svg xmlns=", "SVG"},
      {"", "空文件"},
      {"只是文字", "不是 PNG 或 JPEG"},
      {"\x89PNG\r\n\x1a\n", "损坏"},
      {"\xFF\xD8\xFF\xE0", "损坏"},
  };
  for (const auto& [bytes, word] : cases) {
    CAPTURE(word);
    const auto image = decode_image(bytes, "甲.png");
    REQUIRE_FALSE(image);
    CHECK(image.error().where == "甲.png");
    CHECK(image.error().message.find(word) != std::string::npos);
  }
}

TEST_CASE("Two thousand damaged pictures are refused or read, and never bring the program down") {
  std::mt19937 random(20260309);
  const std::string files[] = {
      make_png(gradient(40, 30)), make_png(gradient(40, 30, 4), {.depth = 16, .interlaced = true}),
      make_jpeg(gradient(64, 48)), make_jpeg(gradient(64, 48), {.progressive = true, .app1 = exif(6)})};
  int refused = 0, cut_short = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = files[round % 4];
    const bool cut = round % 8 < 4;
    if (cut) {
      bytes.resize(random() % (bytes.size() - 2));
    } else {
      for (unsigned changes = 1 + random() % 4; changes > 0; --changes)
        bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    const auto image = decode_image(bytes, "坏图");
    if (!image) CHECK_FALSE(image.error().message.empty());
    refused += image ? 0 : 1;
    cut_short += cut && !image ? 1 : 0;
  }
  CHECK(cut_short == 1000); // none of the cut ones passes for whole
  CHECK(refused > 1500);
}

TEST_CASE("A picture that stands three times is embedded once") {
  const auto image = std::make_shared<const Image>(decoded(make_png(gradient(16, 16))));
  const auto twin = std::make_shared<const Image>(*image);
  const TemporaryFolder folder;
  const std::string pdf = folder.write("a.pdf", pdf_with({image, image, twin}));
  std::istringstream list(run({"pdfimages", "-list", pdf}).out);
  std::set<std::string> objects;
  std::size_t placed = 0;
  for (std::string line; std::getline(list, line);)
    if (line.find("image") != std::string::npos) {
      ++placed;
      std::istringstream words(line);
      std::vector<std::string> word(std::istream_iterator<std::string>(words), {});
      objects.insert(word.at(10));
    }
  CHECK(placed == 3);
  CHECK(objects.size() == 1);
  CHECK(run({"qpdf", "--check", pdf}).code == 0);
}

// ---- in documents ----

namespace {

struct Document {
  TemporaryFolder folder;

  Result<PageLayout, Errors> compose(std::string_view markdown, bool draft = false,
                                     const TokenTable& tokens = {}) const {
    ComposeOptions options{.file = "样.md", .image_folders = {folder.path(), folder.path()}, .draft = draft};
    return render::compose(parse_markdown(markdown, tokens, "样.md").value(), {}, fonts(), options);
  }
};

} // namespace

TEST_CASE("A picture stands in the middle over its numbered caption, never wider than the text") {
  const Document document;
  document.folder.write("照片/一.png", make_png(gradient(60, 30), {.pixels_per_meter = 3780})); // 96 dpi
  document.folder.write("大.jpg", make_jpeg(gradient(3000, 10)));
  const auto layout = document.compose("![走访照片](照片/一.png)\n\n![](大.jpg)\n\n![巡逻](照片/一.png)");
  REQUIRE(layout);
  const PageStyle style;
  const auto& images = layout->pages[0].images;
  REQUIRE(images.size() == 3);
  CHECK(images[0].width == Approx(45).margin(0.1));
  CHECK(images[0].x + images[0].width / 2 == Approx(style.left + style.area_width / 2));
  CHECK(images[1].width == Approx(style.area_width));
  CHECK(images[1].x == Approx(style.left));
  CHECK(images[2].image == images[0].image);
  const std::string text = to_text(*layout);
  CHECK(text.find("图1　走访照片") != std::string::npos);
  CHECK(text.find("图2　巡逻") != std::string::npos);
  CHECK(text.find("图3") == std::string::npos);
}

TEST_CASE("图宽 sets the width in millimetres or as a part of the text's width") {
  const Document document;
  document.folder.write("a.png", make_png(gradient(60, 30)));
  const PageStyle style;
  const auto width = [&](const std::string& value) {
    const auto layout = document.compose("<!-- 图宽 " + value + " -->\n![](a.png)");
    REQUIRE(layout);
    return layout->pages[0].images[0].width;
  };
  CHECK(width("80mm") == Approx(80 * kPointsPerMillimetre));
  CHECK(width("8 厘米") == Approx(80 * kPointsPerMillimetre));
  CHECK(width("50%") == Approx(style.area_width / 2));
  CHECK(width("900mm") == Approx(style.area_width));
  CHECK_FALSE(document.compose("<!-- 图宽 宽 -->\n![](a.png)"));
}

TEST_CASE("A picture alone in a table's cell stands in its middle and makes the row as high as it needs") {
  const Document document;
  document.folder.write("a.png", make_png(gradient(200, 100)));
  document.folder.write("高.png", make_png(gradient(100, 4000)));
  const auto layout =
      document.compose("<!-- 列宽 1:3 -->\n| 点位 | 现场 |\n|--|--|\n| 东门 | ![东门](a.png) |\n"
                       "| 西门 | ![西门](高.png) |\n| 北门 | 无 |\n");
  REQUIRE(layout);
  const PageStyle style;
  const Page& page = layout->pages[0];
  REQUIRE(page.images.size() == 2);
  const double left = style.left + style.area_width / 4, right = style.left + style.area_width;
  const PlacedImage &wide = page.images[0], &tall = page.images[1];
  CHECK(wide.width == Approx(150).margin(0.1));
  CHECK(wide.x + wide.width / 2 == Approx((left + right) / 2).margin(0.5));
  CHECK(tall.height == Approx(0.4 * style.area_height));
  CHECK(tall.y >= wide.y + wide.height + 2 * style.table.padding_y - 0.01);
  CHECK(to_text(*layout).find("西门") != std::string::npos);
  CHECK(to_text(*layout).find("〔图片") == std::string::npos);
}

TEST_CASE(
    "A picture in a narrow cell shrinks, two in a cell or one amid its text are refused, as is a lost one") {
  const Document document;
  document.folder.write("a.png", make_png(gradient(2000, 1000)));
  const auto narrow =
      document.compose("<!-- 列宽 1:1:1 -->\n| 甲 | 乙 | 丙 |\n|--|--|--|\n| ![](a.png) | 2 | 3 |\n");
  REQUIRE(narrow);
  const PlacedImage& image = narrow->pages[0].images.at(0);
  CHECK(image.width <= PageStyle().area_width / 3 - 2 * PageStyle().table.padding_x + 0.01);
  CHECK(image.height == Approx(image.width / 2));
  for (const char* cell : {"![](a.png) ![](a.png)", "见图 ![](a.png)", "![](没有.png)"}) {
    INFO(cell);
    const auto refused = document.compose(std::string("| 甲 |\n|--|\n| ") + cell + " |\n");
    REQUIRE_FALSE(refused);
    CHECK(refused.error()[0].where == "样.md:3");
  }
}

TEST_CASE("Pictures of one paragraph stand side by side, of one height") {
  const Document document;
  document.folder.write("a.png", make_png(gradient(600, 300)));
  document.folder.write("b.png", make_png(gradient(300, 600)));
  const auto layout = document.compose("![前](a.png)\n![后](b.png)");
  REQUIRE(layout);
  const auto& images = layout->pages[0].images;
  REQUIRE(images.size() == 2);
  CHECK(images[0].height == Approx(images[1].height));
  CHECK(images[0].y == Approx(images[1].y));
  CHECK(images[0].x + images[0].width < images[1].x);
  CHECK(images[1].x + images[1].width <= PageStyle().left + PageStyle().area_width + 0.01);
}

TEST_CASE(
    "A caption of many lines makes its picture smaller, and what no page holds is an error with its line") {
  const Document document;
  document.folder.write("a.png", make_png(gradient(300, 900)));
  std::string words;
  for (int i = 0; i < 100; ++i)
    words += "长图题";
  const auto layout = document.compose("![" + words + "](a.png)");
  REQUIRE(layout);
  REQUIRE(layout->pages[0].images.size() == 1);
  const PageStyle style;
  for (const TextRun& run : layout->pages[0].runs)
    if (run.text.find(U"图题") != run.text.npos) CHECK(run.y < style.top + style.area_height + 0.01);
  for (const std::string& markdown : {"![" + words + words + words + words + "](a.png)",
                                      "![" + words + words + words + "](a.png)\n![图](a.png)"}) {
    const auto refused = document.compose("文\n\n" + markdown);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().where == "样.md:3");
    CHECK(refused.error().front().message.find("图题太长") != std::string::npos);
  }
}

TEST_CASE("A heading stands on one page with the tallest picture") {
  const Document document;
  document.folder.write("a.png", make_png(gradient(300, 1200)));
  const auto layout = document.compose("# 标题\n\n![现场照片](a.png)\n\n后面的文字。");
  REQUIRE(layout);
  CHECK(layout->pages[0].images.size() == 1);
}

TEST_CASE("Captions of narrow pictures side by side take the room between them, and stay on the page") {
  const Document document;
  document.folder.write("a.png", make_png(gradient(90, 900)));
  document.folder.write("b.png", make_png(gradient(900, 900)));
  const std::string caption = "民警入户走访时向住户讲解防范电信网络诈骗的要点并留下联系卡片和电话";
  const PageStyle style;
  for (const std::string& markdown : {"![" + caption + "](a.png)\n![" + caption + "](a.png)",
                                      "![" + caption + "](a.png)\n![" + caption + "](b.png)"}) {
    const auto layout = document.compose(markdown);
    REQUIRE(layout);
    REQUIRE(layout->pages[0].images.size() == 2);
    std::size_t printed = 0;
    double right = 0; // of the left caption
    for (const TextRun& run : layout->pages[0].runs) {
      if (run.y > style.top + style.area_height + 5) continue; // the page number
      CHECK(run.y < style.top + style.area_height + 0.01);
      CHECK(run.x >= style.left - 0.01);
      printed += run.text.size();
      const double end = run.x + std::accumulate(run.advances.begin(), run.advances.end(), 0.0);
      CHECK(end <= style.left + style.area_width + 0.01);
      if (run.x < layout->pages[0].images[1].x) right = std::max(right, end);
    }
    CHECK(printed >= 2 * to_utf32(caption).size());
    CHECK(layout->pages[0].images[0].width > 15);
    const auto lines = std::count_if(layout->pages[0].runs.begin(), layout->pages[0].runs.end(),
                                     [](const TextRun& run) { return run.size == 14; });
    CHECK(lines <= 16); // not a column of a character or two
  }
}

TEST_CASE("Nothing outside the document's folder is read, and the page can still be made as a draft") {
  const Document document;
  const TemporaryFolder outside;
  outside.write("秘密.png", make_png(gradient(4, 4)));
  namespace fs = std::filesystem;
  fs::create_directory_symlink(outside.path(), document.folder.path() / "外");
  fs::create_symlink(outside.path() / "秘密.png", document.folder.path() / "链.png");
  REQUIRE(::mkfifo((document.folder.path() / "管道.png").c_str(), 0600) == 0);
  document.folder.write("坏.png", make_png(gradient(40, 40)).substr(0, 100));
  document.folder.write("文字.png", "文字");
  for (const std::string& path :
       {(outside.path() / "秘密.png").string(), "../" + outside.path().filename().string() + "/秘密.png",
        std::string("甲/../../x.png"), std::string("外/秘密.png"), std::string("链.png"),
        std::string("管道.png"), std::string("没有.png"), std::string("坏.png"), std::string("文字.png"),
        std::string("https://a.cn/x.png"), std::string("file:///etc/passwd")}) {
    CAPTURE(path);
    const auto layout = document.compose("第一段\n\n![说明](<" + path + ">)");
    REQUIRE_FALSE(layout);
    REQUIRE(layout.error().size() == 1);
    CHECK(layout.error()[0].where == "样.md:3");
    CHECK(layout.error()[0].code == ErrorCode::data);
    CHECK(layout.error()[0].message.starts_with("图片“"));
    CHECK_FALSE(layout.error()[0].hint.empty());
    const auto draft = document.compose("第一段\n\n![说明](<" + path + ">)", true);
    REQUIRE(draft);
    CHECK(to_text(*draft).find("〔图片：说明〕") != std::string::npos);
  }
}

TEST_CASE("A record's value may name a picture, whatever characters it has, amid text none may stand") {
  const Document document;
  document.folder.write("照片 (1) <终>.png", make_png(gradient(4, 4)));
  TokenTable tokens;
  const std::string token = tokens.add("照片 (1) <终>.png", "记录.yaml:3 栏目“照片”");
  const auto layout = document.compose("![说明](" + token + ")", false, tokens);
  REQUIRE(layout);
  CHECK(layout->pages[0].images.size() == 1);
  const std::string missing = tokens.add("没有.png", "记录.yaml:4 栏目“照片”");
  const auto refused = document.compose("![说明](" + missing + ")", false, tokens);
  REQUIRE_FALSE(refused);
  CHECK(refused.error()[0].where == "记录.yaml:4 栏目“照片”");
  CHECK_FALSE(document.compose("见![图](a.png)所示"));
}
