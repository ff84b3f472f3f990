#include "render/qpdf_open.hpp"

#include <qpdf/InputSource.hh>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace fengqiao::render {
namespace {

constexpr std::size_t kAhead = 16u << 10;  // read at once: many files are open together
constexpr std::size_t kPiece = 512u << 10; // written at once

// A ByteRange as qpdf reads it: mostly a few bytes further on, now and then a whole stream.
class RangeInput : public InputSource {
public:
  explicit RangeInput(ByteRange bytes) : bytes_(std::move(bytes)) {}

  qpdf_offset_t findAndSkipNextEOL() override {
    char c = 0;
    while (read(&c, 1) == 1)
      if (c == '\n' || c == '\r') {
        const qpdf_offset_t found = static_cast<qpdf_offset_t>(at_) - 1;
        while (read(&c, 1) == 1)
          if (c != '\n' && c != '\r') {
            --at_;
            break;
          }
        return found;
      }
    return static_cast<qpdf_offset_t>(at_);
  }
  std::string const& getName() const override { return name_; }
  qpdf_offset_t tell() override { return static_cast<qpdf_offset_t>(at_); }
  void seek(qpdf_offset_t offset, int whence) override {
    const auto from = static_cast<qpdf_offset_t>(whence == SEEK_SET   ? 0
                                                 : whence == SEEK_END ? bytes_.size()
                                                                      : at_);
    if (from + offset < 0) throw std::runtime_error("跳到文件开头以前");
    at_ = static_cast<std::size_t>(from + offset);
  }
  void rewind() override { at_ = 0; }
  size_t read(char* to, size_t length) override {
    setLastOffset(static_cast<qpdf_offset_t>(at_));
    std::size_t have = 0;
    if (length >= kAhead) {
      have = bytes_.read(at_, to, length);
    } else {
      if (at_ < begin_ || at_ + length > begin_ + ahead_.size()) fetch();
      if (at_ < begin_ + ahead_.size()) {
        have = std::min(length, begin_ + ahead_.size() - at_);
        std::copy_n(ahead_.data() + (at_ - begin_), have, to);
      }
    }
    at_ += have;
    return have;
  }
  void unreadCh(char) override {
    if (at_ > 0) --at_;
  }

private:
  void fetch() {
    begin_ = std::min(at_, bytes_.size());
    ahead_.resize(kAhead);
    ahead_.resize(bytes_.read(begin_, ahead_.data(), kAhead));
  }

  ByteRange bytes_;
  std::string name_ = "PDF", ahead_;
  std::size_t at_ = 0, begin_ = 0; // where we are; where `ahead_` begins
};

} // namespace

void open_pdf(QPDF& document, const ByteRange& pdf, bool repair) {
  document.setSuppressWarnings(true);
  document.setAttemptRecovery(repair);
  document.processInputSource(std::make_shared<RangeInput>(pdf));
}

void write_pdf_file(QPDF& document, const std::function<Result<void>(std::string_view)>& write) {
  std::string waiting;
  const auto flush = [&] {
    if (auto written = write(waiting); !written) throw Error(std::move(written.error()));
    waiting.clear();
  };
  PipeTo end([&](std::string_view bytes) {
    waiting += bytes;
    if (waiting.size() >= kPiece) flush();
  });
  QPDFWriter writer(document);
  writer.setOutputPipeline(&end);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.setCompressStreams(true);
  writer.setDecodeLevel(qpdf_dl_none);
  writer.setNewlineBeforeEndstream(true);
  writer.setMinimumPDFVersion("1.7");
  writer.setDeterministicID(true);
  writer.write();
  flush();
}

Error pdf_error(const std::string& name, const std::exception& cause) {
  if (const auto* fault = dynamic_cast<const QPDFExc*>(&cause);
      fault != nullptr && fault->getErrorCode() == qpdf_e_password)
    return {ErrorCode::data, name, "PDF 加了密，打不开", "请去掉密码，另存一份再用"};
  return {ErrorCode::data, name, std::string("PDF 已损坏：") + cause.what(),
          "请重新导出或重新扫描；也可以用 qpdf 坏.pdf 好.pdf 试着修复"};
}

} // namespace fengqiao::render
