// Reads policy texts anew and lists what a person should look at, without touching an index.
#pragma once

#include "core/result.hpp"
#include "indexer/index_update.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::indexer {

struct TextReport {
  std::vector<std::string> roots;
  std::size_t files = 0, clauses = 0, articles = 0; // read; articles: 第X条 that can be cited
  std::size_t unknown_status = 0;                   // documents whose status is 待核
  std::vector<FileNote> odd; // by file and line: gaps, doubles, order, empty, front matter that is wrong
  std::vector<FileNote> converted;    // text: the encoding it was in
  std::vector<FileNote> skipped;      // links, devices
  std::vector<std::string> to_import; // Word, PDF …
  Errors failed;                      // could not be read
};

// Error: a root that is missing or cannot be read. Cost: reads and parses every text, one after the other.
Result<TextReport> report_texts(const std::vector<std::filesystem::path>& roots);

} // namespace fengqiao::indexer
