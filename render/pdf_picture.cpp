#include "render/pdf_picture.hpp"

#include "render/haru.hpp"
#include "render/pdf_content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <new>

namespace fengqiao::render {
namespace {

constexpr double kMostSide = 14'000; // points; libharu knows pages of 3 to 14,400
constexpr double kMargin = 1;        // points: whoever clips to the page does not cut the picture's edge

Page page_of(const Image& image, double least_dpi) {
  const double points = 72 / std::max(image.dpi, least_dpi);
  double width = image.seen_width() * points, height = image.seen_height() * points;
  const double shrink = std::min(1.0, kMostSide / std::max(width, height));
  width *= shrink;
  height *= shrink;
  Page page;
  page.width = std::max(width + 2 * kMargin, 3.0);
  page.height = std::max(height + 2 * kMargin, 3.0);
  // Not the owner: the page is gone before the picture.
  const std::shared_ptr<const Image> borrowed(std::shared_ptr<const Image>(), &image);
  page.images.push_back({(page.width - width) / 2, (page.height - height) / 2, width, height, borrowed});
  return page;
}

std::string write(const Page& page) {
  HaruDocument pdf;
  HPDF_Page added = HPDF_AddPage(pdf.get());
  HPDF_Page_SetWidth(added, static_cast<HPDF_REAL>(page.width));
  HPDF_Page_SetHeight(added, static_cast<HPDF_REAL>(page.height));
  const auto name = [&](const PlacedImage& placed) {
    const char* given = HPDF_Page_GetXObjectName(added, pdf.add_image(*placed.image));
    if (given == nullptr) throw HaruFailure{HPDF_INVALID_OBJECT, 0};
    return std::string(given);
  };
  HaruDocument::set_content(added, page_content(page, SubsetPlan(), {nullptr, name}));
  return pdf.save();
}

} // namespace

Result<std::string> picture_pdf(const Image& image, double least_dpi) {
  try {
    return write(page_of(image, least_dpi));
  } catch (const HaruFailure& failure) {
    return fail(ErrorCode::general, {}, fmt::format("图片写不成 PDF（libharu 错误 0x{:04X}）", failure.code));
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::general, {}, "写 PDF 时内存不足");
  }
}

} // namespace fengqiao::render
