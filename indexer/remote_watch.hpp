// A bound on what other machines may cost. Xapian's own timeouts are for each answer; a server that answers
// without end, each time soon enough, is stopped here.
#pragma once

#include "indexer/remote_limits.hpp"

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string_view>
#include <thread>

namespace fengqiao::indexer {

// ssh runs as a child of this program of the coreutils: a signal to it ends ssh and what ssh has started.
inline constexpr const char* ssh_keeper = "timeout";

// Watches every socket that the process opens after the watch was made (Xapian does not say which are its
// own; the program has no others). When a piece of work has used up the time or the bytes of
// remote_limits.hpp it shuts them down: whoever waits for them gets an error at once. When the time is up it
// ends ssh, too (end_ssh). Between two pieces of work no time counts: connections may rest.
class RemoteWatch {
public:
  explicit RemoteWatch(double seconds = limits::remote_seconds);
  ~RemoteWatch();
  RemoteWatch(const RemoteWatch&) = delete;
  RemoteWatch& operator=(const RemoteWatch&) = delete;

  // A piece of work begins, unless it is part of another.
  void begin();
  void end();
  // The work that goes on gets its time anew.
  void renew();

  // Ends the programs by which Xapian talks through ssh: the child processes called `ssh_keeper`, only those
  // with these arguments where some are given. Xapian waits for them when it closes a connection, and one
  // that hangs would not end by itself; and it leaves alone those of a connection that it did not get.
  static void end_ssh(std::string_view arguments = {});

private:
  void run();
  void look(bool time_is_up);

  double seconds_;
  std::set<int> others_; // sockets that were there before
  std::mutex mutex_;
  std::condition_variable changed_;
  int works_ = 0;                                // one in the other
  double until_ = 0;                             // seconds of the steady clock, while there is work
  std::map<int, std::uint64_t> received_before_; // by socket: when this piece of work was first looked at
  bool ending_ = false;
  std::thread thread_;
};

} // namespace fengqiao::indexer
