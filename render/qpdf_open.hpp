// What render/qpdf_*.cpp share: opening, writing, and qpdf's reasons in Chinese. Private to them.
#pragma once

#include "core/error.hpp"

// qpdf's old smart pointers are not used here; without this its headers warn.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFWriter.hh>

#include <exception>
#include <string>
#include <string_view>

namespace fengqiao::render {

inline constexpr int kMostPdfNesting = 200; // objects within each other, page to picture: a handful is usual

// Opens without copying the bytes, which have to outlive the document. Throws QPDFExc.
void open_pdf(QPDF& document, std::string_view pdf, bool repair = false);

// With packed objects and an identifier made from the content. `compress`: streams that are not compressed
// become so, others stay as they are.
std::string write_pdf_file(QPDF& document, bool compress);

// "加了密", "已损坏", … with a hint.
Error pdf_error(const std::string& name, const std::exception& cause);

} // namespace fengqiao::render
