// Work spread over threads whose results come back in the order of the work.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace fengqiao {

// Calls work(worker, i) for i = 0…count−1 on `threads` threads, each with a worker of its own from
// make_worker(thread), and deliver(i, result) in order on the calling thread. What is delivered does not
// depend on the number of threads as long as `work` depends on its own input only. At most four results a
// thread wait for delivery, so memory does not grow with `count`. With one thread, or one piece of work,
// everything happens on the calling thread. Neither function may throw.
template <class Worker, class Result>
void work_in_order(std::size_t count, std::size_t threads,
                   const std::function<Worker(std::size_t)>& make_worker,
                   const std::function<Result(Worker&, std::size_t)>& work,
                   const std::function<void(std::size_t, Result)>& deliver) {
  threads = std::min(threads, count);
  if (threads <= 1) {
    if (count == 0) return;
    Worker worker = make_worker(0);
    for (std::size_t i = 0; i < count; ++i)
      deliver(i, work(worker, i));
    return;
  }

  std::mutex mutex;
  std::condition_variable done, room;
  std::map<std::size_t, Result> waiting;
  std::size_t next = 0, delivered = 0;
  const std::size_t window = 4 * threads;

  const auto run = [&](std::size_t thread) {
    Worker worker = make_worker(thread);
    while (true) {
      std::size_t i = 0;
      {
        std::unique_lock lock(mutex);
        room.wait(lock, [&] { return next >= count || next < delivered + window; });
        if (next >= count) return;
        i = next++;
      }
      Result result = work(worker, i);
      const std::lock_guard lock(mutex);
      waiting.emplace(i, std::move(result));
      done.notify_one();
    }
  };
  std::vector<std::jthread> pool;
  for (std::size_t thread = 0; thread < threads; ++thread)
    pool.emplace_back(run, thread);

  for (std::size_t i = 0; i < count; ++i) {
    std::unique_lock lock(mutex);
    done.wait(lock, [&] { return waiting.contains(i); });
    auto node = waiting.extract(i);
    lock.unlock();
    deliver(i, std::move(node.mapped()));
    lock.lock();
    delivered = i + 1;
    room.notify_all();
  }
}

} // namespace fengqiao
