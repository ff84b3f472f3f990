// Pictures as PDFs of one page.
#include "render/pdf_picture.hpp"

#include "render/qpdf_merge.hpp"

#include <catch2/catch.hpp>

namespace fengqiao::render {
namespace {

Image picture(std::uint32_t width, std::uint32_t height, double dpi = 0) {
  Image image;
  image.width = width;
  image.height = height;
  image.dpi = dpi;
  return image;
}

} // namespace

TEST_CASE("a picture's page has its size at its own dots per inch, within what a page can be") {
  struct Row {
    const char* what;
    Image image;
    double width, height; // points
  };
  Image lying = picture(300, 600, 300);
  lying.orientation = 6;
  for (const Row& row :
       {Row{"its own dots per inch", picture(300, 600, 300), 74, 146},
        Row{"no dots per inch", picture(110, 220), 74, 146},
        Row{"few dots per inch", picture(110, 220, 10), 74, 146}, Row{"on its side", lying, 146, 74},
        Row{"one pixel", picture(1, 1), 3, 3}, Row{"very long", picture(30'000, 1), 14'002, 3}}) {
    INFO(row.what);
    const auto pdf = picture_pdf(row.image, 110);
    REQUIRE(pdf);
    CHECK(*pdf == *picture_pdf(row.image, 110));
    const auto sizes = inspect_pdf(*pdf, "图");
    REQUIRE(sizes);
    REQUIRE(sizes->size() == 1);
    CHECK(sizes->front().width == Approx(row.width).margin(0.1));
    CHECK(sizes->front().height == Approx(row.height).margin(0.1));
  }
}

} // namespace fengqiao::render
