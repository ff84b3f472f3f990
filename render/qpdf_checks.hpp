// The checks behind render/qpdf_archive.hpp, on an opened document. Private to render/qpdf_*.cpp.
#pragma once

// Its old smart pointers are not used here; without this its headers warn.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <string>
#include <vector>

namespace fengqiao::render {

// XMP that says what the document properties say. `claim`: with the identification of PDF/A-2b.
std::string xmp_packet(QPDFObjectHandle info, bool claim);

// All but the trailer's identifier, which is made when the file is written.
std::vector<std::string> structure_faults(QPDF& document);

} // namespace fengqiao::render
