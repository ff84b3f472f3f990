// The files that prove what is claimed: each read once, proved usable, and made into pages.
//
// One file at a time is in memory. What a pack needs of it afterwards goes into a file of the program's own
// (the store), so that an original that changes meanwhile changes nothing.
#pragma once

#include "core/byte_range.hpp"
#include "core/new_file.hpp"
#include "core/result.hpp"
#include "render/qpdf_merge.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::station::pack {

inline constexpr std::size_t evidence_file_bytes = 128u << 20; // one file
inline constexpr std::size_t evidence_bytes = 512u << 20; // all files of a pack, and what was made of them

// One file as it was read.
struct EvidenceFile {
  std::string path;      // as written, relative to the pack's folder
  std::size_t bytes = 0; // of the original
  std::size_t made = 0;  // of the PDF that was made from it; 0: the original is one
  std::string sha256;    // of the original
  ByteRange original;    // in the store; empty without one
  ByteRange pdf;         // the original, or what was made from it; empty without a store
  std::vector<render::PdfPageSize> pages;
};

// Reads `path` below `folder` (core/file_below.hpp: no absolute path, no "..", no symbolic link, no FIFO).
// PDF, PNG and JPEG are known by their first bytes, whatever they are called; a picture becomes a page; DOC,
// DOCX, WPS, ODT, RTF and the like become PDF through LibreOffice where it is installed (a folder and a
// profile of its own, no network, bounded time, memory and files). Errors at `where`: not_found where there
// is no such file; data for what cannot be used (damaged, encrypted, OFD, no LibreOffice: the hint says how
// to go on); limit for what is too large; general where the store cannot be written. `store` may be null:
// then the file is proved, and nothing is kept.
Result<EvidenceFile> read_evidence(const std::filesystem::path& folder, const std::string& path,
                                   const std::string& where, NewFile* store);

} // namespace fengqiao::station::pack
