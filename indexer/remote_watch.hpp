// A bound on what other machines may cost. Xapian's own timeouts are for each answer; a server that answers
// without end, each time soon enough, is stopped here.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace fengqiao::indexer {

// Watches every socket that the process opens after the watch was made (Xapian does not say which are its
// own; the program has no others). When the time or the bytes of remote_limits.hpp are used up it shuts them
// down: whoever waits for them gets an error at once.
class RemoteWatch {
public:
  RemoteWatch();
  ~RemoteWatch();
  RemoteWatch(const RemoteWatch&) = delete;
  RemoteWatch& operator=(const RemoteWatch&) = delete;

  // A new piece of work begins: the time counts from here.
  void begin();

private:
  void run();
  void look(bool time_is_up);

  std::set<int> others_; // sockets that were there before
  std::mutex mutex_;
  std::condition_variable changed_;
  double until_ = 0;                             // seconds of the steady clock
  std::map<int, std::uint64_t> received_before_; // by socket: when this piece of work was first looked at
  bool ending_ = false;
  std::thread thread_;
};

} // namespace fengqiao::indexer
