#include "indexer/remote_watch.hpp"

#include "indexer/remote_limits.hpp"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <charconv>
#include <chrono>
#include <filesystem>
#include <string>

namespace fengqiao::indexer {
namespace {

constexpr auto kPause = std::chrono::milliseconds(25); // between two looks at the bytes

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::set<int> open_sockets() {
  std::set<int> out;
  std::error_code ignored;
  for (std::filesystem::directory_iterator entry("/proc/self/fd", ignored), end; entry != end;
       entry.increment(ignored)) {
    const std::string name = entry->path().filename().string();
    int descriptor = -1;
    std::from_chars(name.data(), name.data() + name.size(), descriptor);
    struct stat status {};
    if (descriptor >= 0 && ::fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode))
      out.insert(descriptor);
  }
  return out;
}

// 0 for sockets that do not count: those to a child process, whose other end is ssh.
std::uint64_t bytes_received(int socket) {
  tcp_info info{};
  socklen_t size = sizeof info;
  const bool told = ::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 &&
                    size >= offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received;
  return told ? info.tcpi_bytes_received : 0;
}

} // namespace

RemoteWatch::RemoteWatch() : others_(open_sockets()) {
  begin();
  thread_ = std::thread([this] { run(); });
}

RemoteWatch::~RemoteWatch() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void RemoteWatch::begin() {
  const std::scoped_lock lock(mutex_);
  until_ = now() + limits::remote_seconds;
  received_before_.clear();
}

void RemoteWatch::run() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    changed_.wait_for(lock, kPause);
    look(now() >= until_);
  }
}

void RemoteWatch::look(bool time_is_up) {
  for (const int socket : open_sockets()) {
    if (others_.contains(socket)) continue;
    const std::uint64_t received = bytes_received(socket);
    const std::uint64_t before = received_before_.emplace(socket, received).first->second;
    if (time_is_up || (received > before && received - before > limits::remote_bytes))
      ::shutdown(socket, SHUT_RDWR);
  }
}

} // namespace fengqiao::indexer
