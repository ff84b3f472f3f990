#include "render/qpdf_archive.hpp"

#include "render/icc_profile.hpp"
#include "render/qpdf_checks.hpp"
#include "render/qpdf_open.hpp"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <exception>
#include <memory>

namespace fengqiao::render {
namespace {

using Object = QPDFObjectHandle;

void add_output_intent(QPDF& document) {
  Object profile = Object::newStream(&document, srgb_profile());
  profile.getDict().replaceKey("/N", Object::newInteger(3));
  Object intent = Object::newDictionary();
  intent.replaceKey("/Type", Object::newName("/OutputIntent"));
  intent.replaceKey("/S", Object::newName("/GTS_PDFA1"));
  intent.replaceKey("/OutputConditionIdentifier", Object::newString("sRGB IEC61966-2-1"));
  intent.replaceKey("/DestOutputProfile", profile);
  Object intents = Object::newArray();
  intents.appendItem(document.makeIndirectObject(intent));
  document.getRoot().replaceKey("/OutputIntents", intents);
}

// XMP is found by programs that know nothing of PDF: it stays uncompressed.
void set_metadata(QPDF& document, bool claim) {
  Object metadata = Object::newStream(&document, xmp_packet(document.getTrailer().getKey("/Info"), claim));
  metadata.getDict().replaceKey("/Type", Object::newName("/Metadata"));
  metadata.getDict().replaceKey("/Subtype", Object::newName("/XML"));
  document.getRoot().replaceKey("/Metadata", document.makeIndirectObject(metadata));
}

void mark_links_printing(QPDF& document) {
  constexpr int kPrint = 4;
  for (auto& page : QPDFPageDocumentHelper(document).getAllPages())
    for (auto& annotation : page.getAnnotations())
      annotation.getObjectHandle().replaceKey("/F", Object::newInteger(kPrint));
}

std::string write(QPDF& document) {
  QPDFWriter writer(document);
  writer.setOutputMemory();
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.setStreamDataMode(qpdf_s_preserve); // compressed once is enough
  writer.setNewlineBeforeEndstream(true);
  writer.setMinimumPDFVersion("1.7");
  writer.setDeterministicID(true);
  writer.write();
  const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

Error cannot(const char* reason) {
  return {ErrorCode::general, {}, std::string("整理 PDF 时出错：") + reason, {}};
}

} // namespace

Result<std::string> make_archival(std::string_view pdf) {
  try {
    QPDF document;
    open_pdf(document, pdf);
    add_output_intent(document);
    mark_links_printing(document);
    set_metadata(document, true);
    if (!structure_faults(document).empty()) set_metadata(document, false);
    return write(document);
  } catch (const std::exception& error) {
    return fail(cannot(error.what()));
  }
}

std::vector<std::string> pdfa_faults(std::string_view pdf) {
  try {
    QPDF document;
    open_pdf(document, pdf);
    auto faults = structure_faults(document);
    if (!document.getTrailer().getKey("/ID").isArray()) faults.emplace_back("没有文件标识（/ID）");
    return faults;
  } catch (const std::exception& error) {
    return {std::string("读不了：") + error.what()};
  }
}

} // namespace fengqiao::render
