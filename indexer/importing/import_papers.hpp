// Office papers → corpus Markdown in a folder.
#pragma once

#include "core/result.hpp"
#include "indexer/importing/paper_facts.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace fengqiao::indexer {

struct ImportRequest {
  std::vector<std::filesystem::path> from; // files and folders
  std::filesystem::path into;              // made if it is not there
  std::function<void(std::size_t done, std::size_t total)> progress;
};

// A field as it was guessed; `line` is the place in the written file, 0 where a rule made it.
struct ImportedField {
  std::string field, value;
  int line = 0;
  std::string read_from; // the words there
};

struct ImportedPaper {
  std::string source; // as the user named it; 包.zip/通知.docx inside an archive
  std::string format;
  std::filesystem::path written;
  bool unchanged = false; // the same bytes were there
  std::size_t clauses = 0;
  std::vector<ImportedField> fields;
  std::vector<std::string> missing; // fields that nothing told of
  std::vector<std::string> remarks;
};

struct ImportReport {
  std::vector<ImportedPaper> papers;
  std::vector<std::pair<std::string, std::string>>
      skipped;   // name and reason: links, devices, nested archives
  Errors failed; // the others are written all the same
};

// In a folder every file of a known kind is taken, .md excepted (the index reads it as it is); links are not
// followed, FIFOs and devices not opened, hidden files left out. A file keeps its place below the folder and
// its name, with .md; two that would get one name keep their old extension in it. An existing file with other
// content is never replaced: that is an error of this one paper (data). The same papers give the same bytes.
// Error: `into` cannot be made, or a path in `from` does not exist.
Result<ImportReport> import_papers(const ImportRequest& request);

} // namespace fengqiao::indexer
