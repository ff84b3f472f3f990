// Which files under a root are policy texts.
#pragma once

#include "core/result.hpp"
#include "indexer/readers/foreign_kinds.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::indexer {

struct FoundFile {
  std::string file; // relative to the root, with '/'
  std::uint64_t size = 0;
  std::int64_t modified = 0; // nanoseconds
};

struct SkippedFile {
  std::string file, reason;
};

struct ForeignFile {
  std::string file;
  const ForeignKind* kind = nullptr; // never nullptr
};

struct FolderScan {
  std::vector<FoundFile> files; // sorted by name
  std::vector<SkippedFile> skipped;
  std::vector<std::string> to_import; // DOCX, PDF …: fengqiao import makes texts of them; sorted
  std::vector<ForeignFile> foreign;   // spreadsheets, pictures …: what a person does about them; sorted
  std::size_t other_kinds = 0;        // what is none of these
};

// Policy texts are regular files .md, .markdown and .txt, without README (.md, .txt, in any case) and without
// hidden files and folders. Symbolic links are never followed (they are reported), FIFOs and devices never
// opened. `root` may itself be one file. Error: the root is missing or cannot be read.
Result<FolderScan> scan_folder(const std::filesystem::path& root);

} // namespace fengqiao::indexer
