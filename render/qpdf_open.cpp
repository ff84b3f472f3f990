#include "render/qpdf_open.hpp"

#include <qpdf/Buffer.hh>

#include <memory>

namespace fengqiao::render {

void open_pdf(QPDF& document, std::string_view pdf, bool repair) {
  document.setSuppressWarnings(true);
  document.setAttemptRecovery(repair);
  document.processMemoryFile("PDF", pdf.data(), pdf.size());
}

std::string write_pdf_file(QPDF& document, bool compress) {
  QPDFWriter writer(document);
  writer.setOutputMemory();
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.setCompressStreams(compress);
  writer.setDecodeLevel(qpdf_dl_none);
  writer.setNewlineBeforeEndstream(true);
  writer.setMinimumPDFVersion("1.7");
  writer.setDeterministicID(true);
  writer.write();
  const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

Error pdf_error(const std::string& name, const std::exception& cause) {
  if (const auto* fault = dynamic_cast<const QPDFExc*>(&cause);
      fault != nullptr && fault->getErrorCode() == qpdf_e_password)
    return {ErrorCode::data, name, "PDF 加了密，打不开", "请去掉密码，另存一份再用"};
  return {ErrorCode::data, name, std::string("PDF 已损坏：") + cause.what(),
          "请重新导出或重新扫描；也可以用 qpdf 坏.pdf 好.pdf 试着修复"};
}

} // namespace fengqiao::render
