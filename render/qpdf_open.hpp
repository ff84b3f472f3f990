// What render/qpdf_*.cpp share: opening, writing, and qpdf's reasons in Chinese. Private to them.
#pragma once

#include "core/byte_range.hpp"
#include "core/error.hpp"
#include "core/result.hpp"

// qpdf's old smart pointers are not used here; without this its headers warn.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFWriter.hh>

#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace fengqiao::render {

inline constexpr int kMostPdfNesting = 200; // objects within each other, page to picture: a handful is usual

// Opens without copying the bytes: memory has to outlive the document, a file is read as it is needed. Throws
// QPDFExc.
void open_pdf(QPDF& document, const ByteRange& pdf, bool repair = false);

// The end of a pipe: hands on what comes, and throws what that throws.
class PipeTo : public Pipeline {
public:
  using Take = std::function<void(std::string_view)>;
  explicit PipeTo(Take take) : Pipeline("to", nullptr), take_(std::move(take)) {}
  void write(unsigned char const* bytes, std::size_t size) override {
    take_({reinterpret_cast<const char*>(bytes), size});
  }
  void finish() override {}

private:
  Take take_;
};

// With packed objects and an identifier made from the content; streams that are not compressed become so,
// others stay as they are. `write` gets the file piece by piece; its error is thrown as Error.
void write_pdf_file(QPDF& document, const std::function<Result<void>(std::string_view)>& write);

// "加了密", "已损坏", … with a hint.
Error pdf_error(const std::string& name, const std::exception& cause);

} // namespace fengqiao::render
