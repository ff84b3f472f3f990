#include "indexer/parallel.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <stdexcept>
#include <vector>

using namespace fengqiao::indexer;

TEST_CASE("every thing lies in one block, whatever the number of blocks") {
  for (const std::size_t count : {0U, 1U, 7U, 8U, 9U, 1000U}) {
    std::vector<std::atomic<int>> seen(count);
    for_blocks(count, 8, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i)
        ++seen[i];
    });
    for (const auto& times : seen)
      CHECK(times == 1);
  }
}

TEST_CASE("what the work throws comes out on the calling thread, and the other blocks end") {
  for (const std::size_t thrower : {0U, 50U, 999U}) {
    std::atomic<std::size_t> done = 0;
    const auto work = [&](std::size_t begin, std::size_t) {
      if (begin == thrower) throw std::length_error("试验");
      ++done;
    };
    CHECK_THROWS_AS(for_blocks(1000, 1, work), std::length_error);
    CHECK(done < 1000);
  }
}
