// What the tests of queries ask of a result.
#pragma once

#include "tests/indexer/index_fixture.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace fengqiao::test {

inline bool tells(const indexer::SearchResult& result, const std::string& what) {
  return std::any_of(result.notes.begin(), result.notes.end(),
                     [&](const std::string& note) { return note.find(what) != std::string::npos; });
}

// A query, and the citations of its first hits.
using CitedFirst = std::pair<const char*, std::vector<std::string>>;

// Each query is a citation and nothing else, and what it cites comes first, in its order.
template <class Rows> void check_cited_first(const std::filesystem::path& index, const Rows& rows) {
  for (const auto& [typed, expected] : rows) {
    INFO(typed);
    const auto result = search(index, typed);
    REQUIRE(result);
    CHECK(result->answer == indexer::Answer::exact);
    REQUIRE(result->hits.size() >= expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
      CHECK(result->hits[i].citation == expected[i]);
  }
}

} // namespace fengqiao::test
