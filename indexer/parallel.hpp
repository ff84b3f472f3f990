// Work over a range of things, shared out to the machine's cores.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace fengqiao::indexer {

// Calls work(begin, end) for consecutive blocks of [0, count), several at once (at most four). The blocks
// depend on `count` and `block` alone, never on the number of threads, so that what is summed within a block
// is the same on every machine. What `work` throws ends the remaining blocks and comes out of here, the first
// of several.
template <class Work> void for_blocks(std::size_t count, std::size_t block, Work&& work) {
  constexpr unsigned kMostThreads = 4;
  const std::size_t blocks = (count + block - 1) / block;
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr thrown;
  const auto run = [&] {
    try {
      for (std::size_t i = next++; i < blocks; i = next++)
        work(i * block, std::min((i + 1) * block, count));
    } catch (...) {
      next = blocks;
      const std::scoped_lock lock(mutex);
      if (!thrown) thrown = std::current_exception();
    }
  };
  std::vector<std::jthread> threads;
  const std::size_t wanted = std::clamp(std::thread::hardware_concurrency(), 1u, kMostThreads);
  for (std::size_t i = 1; i < std::min(wanted, blocks); ++i)
    threads.emplace_back(run);
  run();
  threads.clear(); // joins
  if (thrown) std::rethrow_exception(thrown);
}

} // namespace fengqiao::indexer
