// Small corpora and indexes for the tests of this folder.
#pragma once

#include "indexer/index_update.hpp"
#include "indexer/resolver.hpp"
#include "indexer/search.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::test {

inline Result<indexer::UpdateReport> update(const std::filesystem::path& index,
                                            std::vector<std::filesystem::path> add = {},
                                            std::vector<std::filesystem::path> remove = {},
                                            bool rebuild = false) {
  indexer::UpdateRequest request;
  request.index = index;
  request.add = std::move(add);
  request.remove = std::move(remove);
  request.rebuild = rebuild;
  return indexer::update_index(request);
}

// An update that must succeed.
inline indexer::UpdateReport updated(const std::filesystem::path& index,
                                     std::vector<std::filesystem::path> add = {},
                                     std::vector<std::filesystem::path> remove = {}, bool rebuild = false) {
  auto report = update(index, std::move(add), std::move(remove), rebuild);
  INFO((report ? std::string() : to_text(report.error())));
  REQUIRE(report);
  return *report;
}

inline std::filesystem::path shipped_corpus() {
  return source_dir() / "corpus";
}

// One index of the shipped corpus for all tests of the program.
inline const std::filesystem::path& corpus_index() {
  static const TemporaryFolder folder;
  static const std::filesystem::path path = [] {
    updated(folder.path() / "index", {shipped_corpus()});
    return folder.path() / "index";
  }();
  return path;
}

inline const indexer::IndexResolver& corpus() {
  static const indexer::IndexResolver resolver = *indexer::IndexResolver::open(corpus_index());
  return resolver;
}

inline Result<indexer::SearchResult> search(const std::filesystem::path& index, const std::string& text,
                                            std::size_t count = 10, indexer::SearchFilter filter = {}) {
  return indexer::Searcher::open(index).and_then([&](indexer::Searcher searcher) {
    return searcher.search({text, std::move(filter), count});
  });
}

// The citations that a query finds, best first; empty where it finds nothing.
inline std::vector<std::string> found(const std::filesystem::path& index, const std::string& text,
                                      std::size_t count = 10, indexer::SearchFilter filter = {}) {
  std::vector<std::string> out;
  if (const auto result = search(index, text, count, std::move(filter)))
    for (const auto& hit : result->hits)
      out.push_back(hit.citation);
  return out;
}

// Hits in full, for comparing indexes.
inline std::string found_in_full(const std::filesystem::path& index, const std::string& text) {
  std::string out;
  const auto result = search(index, text, 20);
  if (!result) return to_text(result.error());
  for (const auto& hit : result->hits)
    out += hit.citation + " " + std::to_string(hit.score) + " " + hit.document.data.file + ":" +
           std::to_string(hit.clause.line) + " " + hit.document.data.status + " " + hit.snippet.text + "\n";
  return out;
}

} // namespace fengqiao::test
