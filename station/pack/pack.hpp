// A pack: one PDF with all parts, the evidence, and the manifest by which it can be verified.
#pragma once

#include "station/pack/pack_pages.hpp"

#include <filesystem>
#include <string>

namespace fengqiao::station::pack {

struct PackOptions {
  std::filesystem::path folder;
  PaperworkContext context;
  std::filesystem::path styles;
  bool draft = false;       // print whatever comes; what cannot be used is named where it should stand
  bool attach = false;      // the original evidence files lie inside the PDF, too
  std::string program;      // name and version
  std::string index_sha256; // of the index's seal
};

struct BuiltPack {
  std::string sha256; // of the file: for the covering letter
  std::size_t pages = 0, evidence = 0, missing = 0, masked = 0;
  std::string total, result; // of the grading
  Errors warnings;
};

// Everything that stops the pack, at once: read and laid out as for build_pack, nothing written.
struct PackVerdict {
  Errors problems, warnings;
};
PackVerdict check_pack(const PackOptions& options, render::FontSet& fonts);

// Writes the pack to `output`, where afterwards there is the old file or the new one, whole. The same folder,
// templates and index give the same bytes. Memory: our own pages and one file of evidence at a time; what
// else is needed lies in unnamed files beside the output, together about twice the evidence.
Result<BuiltPack, Errors> build_pack(const PackOptions& options, const std::filesystem::path& output,
                                     render::FontSet& fonts);

} // namespace fengqiao::station::pack
