#include "render/pdf_writer.hpp"

#include "core/digest.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "render/anchors.hpp"
#include "render/font_impl.hpp"
#include "render/haru.hpp"
#include "render/pdf_content.hpp"
#include "render/pdf_image.hpp"
#include "render/pdf_subset.hpp"
#include "render/ttf_builder.hpp"
#include "render/watermark.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <map>
#include <new>
#include <optional>
#include <set>
#include <vector>

namespace fengqiao::render {
namespace {

// ---- checks: what the layout must promise, so that no broken page is written ----

bool finite(std::initializer_list<double> values) {
  return std::ranges::all_of(values, [](double v) { return std::isfinite(v) && std::abs(v) < 1e6; });
}

bool valid_color(const Color& c) {
  return finite({c.red, c.green, c.blue}) &&
         std::ranges::all_of(std::array{c.red, c.green, c.blue}, [](double v) { return v >= 0 && v <= 1; });
}

bool valid_run(const TextRun& run) {
  return run.advances.size() == run.text.size() && finite({run.x, run.y, run.size}) && run.size > 0 &&
         valid_color(run.color) && std::ranges::all_of(run.advances, [](double a) { return finite({a}); });
}

bool valid_page(const Page& page) {
  const auto valid_rule = [](const Rule& r) {
    return finite({r.x1, r.y1, r.x2, r.y2, r.width}) && r.width >= 0 && valid_color(r.color);
  };
  const auto valid_box = [](const Box& b) {
    return finite({b.x, b.y, b.width, b.height}) && valid_color(b.fill);
  };
  const auto valid_shape = [](const Shape& s) {
    return finite({s.width}) && s.width >= 0 && valid_color(s.color) && (!s.fill || valid_color(*s.fill)) &&
           std::ranges::all_of(s.points,
                               [](const Point& p) {
                                 return finite({p.x, p.y});
                               }) &&
           std::ranges::all_of(s.dashes, [](double d) { return finite({d}) && d > 0; });
  };
  const auto valid_image = [](const PlacedImage& i) {
    return i.image && finite({i.x, i.y, i.width, i.height}) && i.width > 0 && i.height > 0;
  };
  const auto valid_side = [](double side) { return side >= 3 && side <= 14'400; }; // points; libharu's bounds
  const bool valid_mark = !page.watermark || (finite({page.watermark->size}) && page.watermark->size > 0);
  return valid_side(page.width) && valid_side(page.height) && valid_mark &&
         std::ranges::all_of(page.runs, valid_run) && std::ranges::all_of(page.rules, valid_rule) &&
         std::ranges::all_of(page.boxes, valid_box) && std::ranges::all_of(page.shapes, valid_shape) &&
         std::ranges::all_of(page.images, valid_image);
}

std::optional<Error> link_fault(const PageLayout& layout) {
  std::set<std::string_view> names;
  for (const Anchor& anchor : layout.anchors) {
    if (anchor.page >= layout.pages.size() || !finite({anchor.y}))
      return Error{ErrorCode::general, {}, "锚“" + anchor.name + "”指向不存在的页面", {}};
    names.insert(anchor.name);
  }
  for (const Page& page : layout.pages)
    for (const LinkArea& link : page.links) {
      const bool inside = link.target.starts_with('#');
      if (!finite({link.x, link.y, link.width, link.height}) ||
          !(inside ? names.contains(std::string_view(link.target).substr(1)) : is_web_address(link.target)))
        return Error{ErrorCode::general, {}, "链接“" + link.target + "”没有去处", {}};
    }
  return std::nullopt;
}

std::optional<Error> layout_fault(const PageLayout& layout, std::size_t faces) {
  if (layout.pages.empty()) return Error{ErrorCode::general, {}, "没有可以写成 PDF 的页面", {}};
  if (layout.pages.size() > limits::pages)
    return Error{ErrorCode::limit,
                 {},
                 "共 " + std::to_string(layout.pages.size()) + " 页，超出上限 " +
                     std::to_string(limits::pages) + " 页",
                 "把文件分成几份"};
  for (std::size_t i = 0; i < layout.pages.size(); ++i)
    if (!valid_page(layout.pages[i]))
      return Error{ErrorCode::general, {}, "第 " + std::to_string(i + 1) + " 页的版面数据不合规", {}};
  const auto has_face = [&](const Page& p) { return !p.watermark || p.watermark->face < faces; };
  if (!std::ranges::all_of(layout.pages, has_face))
    return Error{ErrorCode::general, {}, "版面引用了没有打开的字体", {}};
  const auto has_page = [&](const Bookmark& b) { return b.page < layout.pages.size() && finite({b.y}); };
  if (!std::ranges::all_of(layout.bookmarks, has_page))
    return Error{ErrorCode::general, {}, "书签指向不存在的页面", {}};
  return link_fault(layout);
}

// Local time, as the layout knows no zone. PDF has no 24:00: the end of the day is its last second.
HPDF_Date pdf_date(const DateTime& time) {
  const bool day_end = time.hour == 24;
  HPDF_Date date{};
  date.year = time.date.year;
  date.month = time.date.month;
  date.day = time.date.day;
  date.hour = day_end ? 23 : time.hour;
  date.minutes = day_end ? 59 : time.minute;
  date.seconds = day_end ? 59 : 0;
  date.ind = ' ';
  return date;
}

// ---- parts of the document ----

// A subset's six letters, from what is in it: equal subsets have equal names.
std::string subset_tag(const FontSubset& subset) {
  std::string glyphs = subset.name + (subset.fineness == Fineness::display ? "+" : " ");
  for (const GlyphBox& box : subset.glyphs)
    for (const int part : {static_cast<int>(box.character), box.left, box.right})
      glyphs.append(std::to_string(part)).push_back(' ');
  std::string tag;
  const std::string digest = sha256_hex(glyphs);
  for (std::size_t i = 0; i < 6; ++i)
    tag += static_cast<char>('A' + std::stoi(digest.substr(2 * i, 2), nullptr, 16) % 26);
  return tag;
}

HPDF_Dict embed(HaruDocument& pdf, const FontSubset& subset, Face& face) {
  PdfFont font;
  std::vector<EmbeddedGlyph> wanted;
  for (const GlyphBox& box : subset.glyphs) // SubsetPlan has checked them
    wanted.push_back({box.character, box.left, box.right, subset.fineness});
  face.encode_ahead(wanted);
  std::vector<const EncodedGlyph*> glyphs;
  for (const EmbeddedGlyph& box : wanted) {
    glyphs.push_back(&face.encoded(box));
    font.characters += box.character;
    font.widths.push_back(glyphs.back()->advance * 1000 / grid_of(subset.fineness).units_per_em);
  }
  const auto vertical = face.vertical();
  const auto units = [](double em) { return static_cast<int>(std::lround(std::clamp(em, 0.0, 4.0) * 1000)); };
  font.height = {units(vertical.ascent), units(vertical.descent)};
  auto built = build_ttf(font.height, subset.fineness, glyphs);
  if (!built) throw built.error();
  font.name = subset_tag(subset) + "+" + subset.name;
  font.program = std::move(built->bytes);
  font.extent = built->extent;
  return pdf.add_font(font);
}

std::vector<HPDF_Dict> embed_all(HaruDocument& pdf, const SubsetPlan& plan, FontSet& fonts) {
  std::vector<HPDF_Dict> embedded;
  for (const FontSubset& subset : plan.subsets())
    embedded.push_back(embed(pdf, subset, *fonts.impl().faces[subset.face]));
  return embedded;
}

// The watermark forms of a document, each word drawn once for all the pages of a size.
class WatermarkForms {
public:
  WatermarkForms(HaruDocument& pdf, FontSet& fonts) : pdf_(pdf), fonts_(fonts) {}

  HPDF_XObject get(const Page& page) {
    for (const Form& form : forms_)
      if (form.mark == *page.watermark && form.width == page.width && form.height == page.height)
        return form.object;
    const std::string content = watermark_content(*page.watermark, page.width, page.height, fonts_);
    HPDF_XObject object = pdf_.add_form(content, page.width, page.height);
    forms_.push_back({*page.watermark, page.width, page.height, object});
    return object;
  }

private:
  struct Form {
    Watermark mark;
    double width, height;
    HPDF_XObject object;
  };
  HaruDocument& pdf_;
  FontSet& fonts_;
  std::vector<Form> forms_; // a few
};

HPDF_Page add_page(HaruDocument& pdf, const Page& page, const SubsetPlan& plan,
                   const std::vector<HPDF_Dict>& fonts, WatermarkForms& watermarks, PdfImages& images,
                   double bold_stroke) {
  HPDF_Page added = HPDF_AddPage(pdf.get());
  HPDF_Page_SetWidth(added, static_cast<HPDF_REAL>(page.width));
  HPDF_Page_SetHeight(added, static_cast<HPDF_REAL>(page.height));
  std::set<std::size_t> used;
  const auto font_name = [&](std::size_t subset) {
    std::string name = "F" + std::to_string(subset + 1);
    if (used.insert(subset).second) HaruDocument::use_font(added, name, fonts[subset]);
    return name;
  };
  std::string content;
  if (page.watermark) content = HaruDocument::form_operators(added, watermarks.get(page));
  const auto image_name = [&](const PlacedImage& placed) {
    const char* name = HPDF_Page_GetXObjectName(added, images.get(*placed.image));
    if (name == nullptr) throw HaruFailure{HPDF_INVALID_OBJECT, 0};
    return std::string(name);
  };
  HaruDocument::set_content(added, content + page_content(page, plan, {font_name, image_name}, bold_stroke));
  return added;
}

void set_properties(HaruDocument& pdf, const PageLayout& layout) {
  HPDF_SetInfoAttr(pdf.get(), HPDF_INFO_PRODUCER, "fengqiao");
  HPDF_Dict info = pdf.info();
  if (!layout.title.empty()) pdf.set_text(info, "Title", to_utf32(layout.title));
  if (!layout.author.empty()) pdf.set_text(info, "Author", to_utf32(layout.author));
  if (layout.date) {
    HPDF_SetInfoDateAttr(pdf.get(), HPDF_INFO_CREATION_DATE, pdf_date(*layout.date));
    HPDF_SetInfoDateAttr(pdf.get(), HPDF_INFO_MOD_DATE, pdf_date(*layout.date));
  }
}

HPDF_Destination destination(const PageLayout& layout, const std::vector<HPDF_Page>& pages, std::size_t page,
                             double below) {
  const double height = layout.pages[page].height;
  HPDF_Destination target = HPDF_Page_CreateDestination(pages[page]);
  const double y = std::clamp(height - below, 0.0, height);
  HPDF_Destination_SetXYZ(target, 0, static_cast<HPDF_REAL>(y), 1);
  HaruDocument::keep_zoom(target);
  return target;
}

// An address as a PDF holds it: what is not printable ASCII as %XX.
std::string ascii_address(std::string_view address) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > ' ' && byte < 0x7F) {
      out += c;
      continue;
    }
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

void add_links(HaruDocument& pdf, const PageLayout& layout, const std::vector<HPDF_Page>& pages) {
  std::map<std::string_view, HPDF_Destination> targets; // one for all links to an anchor
  std::map<std::string_view, const Anchor*> anchors;
  for (const Anchor& anchor : layout.anchors)
    anchors.emplace(anchor.name, &anchor);
  for (std::size_t i = 0; i < pages.size(); ++i)
    for (const LinkArea& link : layout.pages[i].links) {
      const double height = layout.pages[i].height;
      const HPDF_Rect area{
          static_cast<HPDF_REAL>(link.x), static_cast<HPDF_REAL>(height - link.y - link.height),
          static_cast<HPDF_REAL>(link.x + link.width), static_cast<HPDF_REAL>(height - link.y)};
      if (!link.target.starts_with('#')) {
        pdf.add_link(pages[i], area, ascii_address(link.target));
        continue;
      }
      const Anchor& anchor = *anchors.at(std::string_view(link.target).substr(1)); // layout_fault has looked
      auto& target = targets[anchor.name];
      if (target == nullptr) target = destination(layout, pages, anchor.page, anchor.y);
      pdf.add_link(pages[i], area, target);
    }
}

// A level that jumps ahead hangs under the last entry before it. Only the outermost level is shown opened.
void add_bookmarks(HaruDocument& pdf, const PageLayout& layout, const std::vector<HPDF_Page>& pages) {
  std::vector<HPDF_Outline> open; // the last entry of each level
  for (const Bookmark& bookmark : layout.bookmarks) {
    const auto level =
        std::min<std::size_t>(static_cast<std::size_t>(std::max(bookmark.level, 0)), open.size());
    HPDF_Outline parent = level == 0 ? nullptr : open[level - 1];
    HPDF_Outline entry = HPDF_CreateOutline(pdf.get(), parent, "-", nullptr);
    pdf.set_text(entry, "Title", bookmark.title);
    HPDF_Outline_SetOpened(entry, level == 0 ? HPDF_TRUE : HPDF_FALSE);

    HPDF_Outline_SetDestination(entry, destination(layout, pages, bookmark.page, bookmark.y));

    open.resize(level);
    open.push_back(entry);
  }
  if (!layout.bookmarks.empty()) HPDF_SetPageMode(pdf.get(), HPDF_PAGE_MODE_USE_OUTLINE);
}

void add_page_labels(HaruDocument& pdf, const PageLayout& layout) {
  for (const PageLabels& labels : layout.labels) {
    const auto style = labels.form == PageNumberForm::decimal ? HPDF_PAGE_NUM_STYLE_DECIMAL
                       : labels.form == PageNumberForm::roman ? HPDF_PAGE_NUM_STYLE_LOWER_ROMAN
                                                              : HPDF_PAGE_NUM_STYLE_UPPER_ROMAN;
    HPDF_AddPageLabel(pdf.get(), static_cast<HPDF_UINT>(labels.page), style, 1, nullptr);
  }
}

std::string write_document(const PageLayout& layout, const SubsetPlan& plan, FontSet& fonts) {
  HaruDocument pdf;
  set_properties(pdf, layout);
  const std::vector<HPDF_Dict> embedded = embed_all(pdf, plan, fonts);
  WatermarkForms watermarks(pdf, fonts);
  PdfImages images(pdf);
  std::vector<HPDF_Page> pages;
  for (const Page& page : layout.pages)
    pages.push_back(add_page(pdf, page, plan, embedded, watermarks, images, layout.bold_stroke));
  add_links(pdf, layout, pages);
  add_bookmarks(pdf, layout, pages);
  add_page_labels(pdf, layout);
  return pdf.save();
}

Error haru_error(const HaruFailure& failure) {
  char code[64];
  std::snprintf(code, sizeof code, "libharu 错误 0x%04lX，附加 %lu", static_cast<unsigned long>(failure.code),
                static_cast<unsigned long>(failure.detail));
  return {ErrorCode::general, {}, std::string("写 PDF 失败（") + code + "）", {}};
}

} // namespace

Result<std::string> write_pdf(const PageLayout& layout, FontSet& fonts) {
  if (auto fault = layout_fault(layout, fonts.impl().faces.size())) return fail(std::move(*fault));
  const auto plan = SubsetPlan::make(layout, fonts);
  if (!plan) return fail(plan.error());
  try {
    return write_document(layout, *plan, fonts);
  } catch (const HaruFailure& failure) {
    return fail(haru_error(failure));
  } catch (const Error& error) {
    return fail(error);
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::general, {}, "写 PDF 时内存不足");
  }
}

} // namespace fengqiao::render
