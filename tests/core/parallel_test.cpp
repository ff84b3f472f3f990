#include "core/parallel.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <string>

using namespace fengqiao;

TEST_CASE("results come back in the order of the work, whatever the number of threads") {
  for (const std::size_t threads : {0U, 1U, 2U, 7U, 64U}) {
    std::string delivered;
    work_in_order<int, std::string>(
        50, threads, [](std::size_t) { return 0; },
        [](int&, std::size_t i) {
          if (i % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2)); // the late ones
          return std::to_string(i) + " ";
        },
        [&](std::size_t, std::string text) { delivered += text; });
    std::string expected;
    for (int i = 0; i < 50; ++i)
      expected += std::to_string(i) + " ";
    CHECK(delivered == expected);
  }
}

TEST_CASE("each thread has one worker of its own") {
  std::atomic<int> made = 0;
  std::size_t delivered = 0;
  struct Worker {
    std::thread::id owner;
  };
  work_in_order<Worker, bool>(
      200, 4,
      [&](std::size_t) {
        ++made;
        return Worker{std::this_thread::get_id()};
      },
      [](Worker& worker, std::size_t) { return worker.owner == std::this_thread::get_id(); },
      [&](std::size_t, bool own) {
        CHECK(own);
        ++delivered;
      });
  CHECK(made <= 4);
  CHECK(delivered == 200);
}

TEST_CASE("no more results wait than four a thread") {
  std::atomic<std::size_t> finished = 0;
  std::size_t delivered = 0, most = 0;
  work_in_order<int, int>(
      300, 3, [](std::size_t) { return 0; },
      [&](int&, std::size_t) {
        ++finished;
        return 0;
      },
      [&](std::size_t, int) {
        most = std::max(most, finished - delivered);
        ++delivered;
        if (delivered % 50 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
      });
  CHECK(delivered == 300);
  CHECK(most <= 12 + 1); // the one in hand
}

TEST_CASE("no work makes no worker") {
  work_in_order<int, int>(
      0, 4,
      [](std::size_t) {
        FAIL("a worker for nothing");
        return 0;
      },
      [](int&, std::size_t) { return 0; }, [](std::size_t, int) { FAIL("nothing to deliver"); });
}
