// Foreign pages become form objects on pages of ours: so bookmarks, links and page numbers stay ours.
#include "render/qpdf_merge.hpp"

#include "render/qpdf_open.hpp"

#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <algorithm>
#include <list>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>

namespace fengqiao::render {
namespace {

using Object = QPDFObjectHandle;

constexpr std::size_t kMostPageBytes = 128u << 20; // a page's content, inflated

struct TooLarge : std::runtime_error {
  TooLarge() : std::runtime_error("一页的内容超过 128 MiB") {}
};

PdfPageSize seen_size(QPDFPageObjectHelper& page) {
  const Object::Rectangle box = page.getTrimBox().getArrayAsRectangle();
  PdfPageSize size{box.urx - box.llx, box.ury - box.lly};
  Object unit = page.getAttribute("/UserUnit", false);
  if (unit.isNumber() && unit.getNumericValue() > 0) {
    size.width *= unit.getNumericValue();
    size.height *= unit.getNumericValue();
  }
  Object rotate = page.getAttribute("/Rotate", false);
  if (rotate.isInteger() && rotate.getIntValue() % 180 != 0) std::swap(size.width, size.height);
  return size;
}

// qpdf copies objects by recursion: what nests without end is refused before.
void check_nesting(const Object& object, int depth, std::set<QPDFObjGen>& seen) {
  if (depth > kMostPdfNesting) throw std::runtime_error("对象嵌套过深");
  if (object.isIndirect() && !seen.insert(object.getObjGen()).second) return;
  Object copy = object;
  if (copy.isArray()) {
    for (const Object& item : copy.getArrayAsVector())
      check_nesting(item, depth + 1, seen);
    return;
  }
  if (!copy.isDictionary() && !copy.isStream()) return;
  if (copy.isPagesObject()) return;
  Object dict = copy.isStream() ? copy.getDict() : copy;
  for (const auto& [key, value] : dict.getDictAsMap())
    if (key != "/Parent" && key != "/P") check_nesting(value, depth + 1, seen);
}

// Streams that lie in other files could show anything later.
void prove_page(QPDFPageObjectHelper& page, std::set<QPDFObjGen>& seen) {
  check_nesting(page.getAttribute("/Resources", false), 0, seen);
  for (auto& annotation : page.getAnnotations())
    check_nesting(annotation.getObjectHandle(), 0, seen);
  for (Object& stream : page.getPageContents()) {
    std::size_t count = 0;
    PipeTo counter([&](std::string_view bytes) {
      count += bytes.size();
      if (count > kMostPageBytes) throw TooLarge();
    });
    const bool sound = stream.pipeStreamData(&counter, 0, qpdf_dl_specialized, true, false);
    if (count > kMostPageBytes) throw TooLarge(); // qpdf took it for damage
    if (!sound) throw std::runtime_error("有一页的内容解不开");
  }
}

Result<std::vector<PdfPageSize>> inspect(QPDF& document, const std::string& name) {
  if (document.isEncrypted())
    return fail(ErrorCode::data, name, "PDF 加了密或设了使用限制", "请去掉密码和限制，另存一份再用");
  std::vector<PdfPageSize> sizes;
  std::set<QPDFObjGen> seen;
  for (auto& page : QPDFPageDocumentHelper(document).getAllPages()) {
    prove_page(page, seen);
    const PdfPageSize size = seen_size(page);
    if (!(size.width >= 1 && size.height >= 1 && size.width < 1e6 && size.height < 1e6))
      throw std::runtime_error("有一页的大小不对");
    sizes.push_back(size);
  }
  if (sizes.empty()) return fail(ErrorCode::data, name, "PDF 里没有页", "请重新导出");
  if (const auto warnings = document.getWarnings(); !warnings.empty()) throw warnings.front();
  return sizes;
}

// Filled fields and stamps become part of the page.
void draw_annotations(QPDF& document) {
  QPDFAcroFormDocumentHelper form(document);
  if (form.hasAcroForm()) form.generateAppearancesIfNeeded();
  QPDFPageDocumentHelper(document).flattenAnnotations(0);
}

class Placer {
public:
  explicit Placer(const ByteRange& ours) {
    open_pdf(document_, ours);
    pages_ = QPDFPageDocumentHelper(document_).getAllPages();
  }

  void add_source(const ByteRange& bytes) {
    QPDF& source = sources_.emplace_back();
    open_pdf(source, bytes);
    draw_annotations(source);
    source_pages_.push_back(QPDFPageDocumentHelper(source).getAllPages());
  }

  void place(const PdfPlacement& at) {
    QPDFPageObjectHelper& page = pages_.at(at.page);
    const double height = page.getMediaBox().getArrayAsRectangle().ury;
    Object form =
        document_.copyForeignObject(source_pages_.at(at.source).at(at.source_page).getFormXObjectForPage());
    Object resources = page.getAttribute("/Resources", true);
    int suffix = 1;
    const std::string name = resources.getUniqueResourceName("/Z", suffix);
    const Object::Rectangle box(at.x, height - at.y - at.height, at.x + at.width, height - at.y);
    const std::string content = page.placeFormXObject(form, name, box, true, true, false);
    if (content.empty()) throw std::runtime_error("有一页放不上去");
    if (!resources.getKey("/XObject").isDictionary())
      resources.replaceKey("/XObject", Object::newDictionary());
    resources.getKey("/XObject").replaceKey(name, form);
    page.addPageContents(document_.newStream("q\n"), true);
    page.addPageContents(document_.newStream("\nQ\n" + content), false);
  }

  void write(const WritePdf& write) {
    document_.getRoot().removeKey("/Metadata"); // where a claim to be PDF/A would stand
    write_pdf_file(document_, write);
  }

private:
  std::list<QPDF> sources_; // have to outlive what was copied from them; before the document: go last
  QPDF document_;
  std::vector<QPDFPageObjectHelper> pages_;
  std::vector<std::vector<QPDFPageObjectHelper>> source_pages_;
};

void pipe(const ByteRange& bytes, Pipeline& to) {
  std::string piece(std::min<std::size_t>(bytes.size(), 256u << 10), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t n = bytes.read(at, piece.data(), piece.size());
    if (n == 0) throw std::runtime_error("读不到要附上的文件");
    to.write(reinterpret_cast<const unsigned char*>(piece.data()), n);
    at += n;
  }
  to.finish();
}

} // namespace

Result<std::vector<PdfPageSize>> inspect_pdf(const ByteRange& pdf, const std::string& name) {
  try {
    QPDF document;
    open_pdf(document, pdf);
    return inspect(document, name);
  } catch (const TooLarge& cause) {
    return fail(ErrorCode::limit, name, cause.what(), "请压缩或拆开这个 PDF");
  } catch (const std::exception& cause) {
    return fail(pdf_error(name, cause));
  }
}

Result<void> place_pdf_pages(const ByteRange& ours, const std::vector<ByteRange>& sources,
                             const std::vector<PdfPlacement>& placements, const WritePdf& write) {
  try {
    Placer placer(ours);
    for (const ByteRange& source : sources)
      placer.add_source(source);
    for (const PdfPlacement& placement : placements)
      placer.place(placement);
    placer.write(write);
    return {};
  } catch (const Error& error) {
    return fail(error);
  } catch (const std::exception& cause) {
    return fail(ErrorCode::general, {}, std::string("合并佐证页时出错：") + cause.what());
  }
}

Result<void> attach_files(const ByteRange& pdf, const std::vector<PdfAttachment>& files,
                          const WritePdf& write) {
  try {
    QPDF document;
    open_pdf(document, pdf);
    QPDFEmbeddedFileDocumentHelper embedded(document);
    for (const PdfAttachment& file : files) {
      auto stream = QPDFEFStreamObjectHelper::createEFStream(
          document, [&file](Pipeline* to) { pipe(file.bytes, *to); });
      stream.setSubtype(file.media_type);
      if (file.plain) stream.getObjectHandle().setFilterOnWrite(false);
      auto spec = QPDFFileSpecObjectHelper::createFileSpec(document, file.name, stream);
      embedded.replaceEmbeddedFile(file.name, spec);
    }
    write_pdf_file(document, write);
    return {};
  } catch (const Error& error) {
    return fail(error);
  } catch (const std::exception& cause) {
    return fail(ErrorCode::general, {}, std::string("附上文件时出错：") + cause.what());
  }
}

} // namespace fengqiao::render
