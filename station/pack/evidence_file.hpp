// The files that prove what is claimed: each read once, proved usable, and made into pages.
#pragma once

#include "core/result.hpp"
#include "render/image.hpp"
#include "render/qpdf_merge.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace fengqiao::station::pack {

inline constexpr std::size_t evidence_file_bytes = 128u << 20; // one file
inline constexpr std::size_t evidence_bytes = 512u << 20;      // all files of a pack

// One file as it was read. Its digest, its pages and what is embedded come from these bytes: a file that
// changes meanwhile changes nothing.
struct EvidenceFile {
  std::string path;   // as written, relative to the pack's folder
  std::string bytes;  // the original
  std::string sha256; // of `bytes`
  std::string pdf;    // a PDF made from it; empty: `bytes` are the PDF, or it is a picture
  std::vector<render::PdfPageSize> pages;     // of the PDF
  std::shared_ptr<const render::Image> image; // a picture: one page

  [[nodiscard]] std::size_t page_count() const { return image ? 1 : pages.size(); }
  [[nodiscard]] std::string_view pdf_bytes() const { return pdf.empty() ? bytes : pdf; }
};

// Reads `path` below `folder` (core/file_below.hpp: no absolute path, no "..", no symbolic link, no FIFO).
// PDF, PNG and JPEG are known by their first bytes, whatever they are called; DOC, DOCX, WPS, ODT, RTF and
// the like become PDF through LibreOffice where it is installed. Errors at `where`: not_found where there is
// no such file; data for what cannot be used (damaged, encrypted, OFD, no LibreOffice: the hint says how to
// go on); limit for what is too large.
Result<EvidenceFile> read_evidence(const std::filesystem::path& folder, const std::string& path,
                                   const std::string& where);

} // namespace fengqiao::station::pack
