#include "indexer/remote_watch.hpp"

#include <csignal>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>

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

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Is it a child of this process that was called as the keeper of ssh?
bool is_keeper(const std::filesystem::path& process) {
  const std::string text = content(process / "stat"); // 4711 (timeout) S 4700 …: number, name, state, parent
  const auto open = text.find('('), close = text.rfind(')');
  if (open == text.npos || close == text.npos || close < open) return false;
  std::istringstream behind(text.substr(close + 1));
  char state = 0;
  pid_t parent = 0;
  behind >> state >> parent;
  return parent == ::getpid() && std::string_view(text).substr(open + 1, close - open - 1) == ssh_keeper;
}

// Behind the program's name, as they were split at blanks.
std::string arguments_of(const std::filesystem::path& process) {
  std::string line = content(process / "cmdline");
  while (line.ends_with('\0'))
    line.pop_back();
  std::replace(line.begin(), line.end(), '\0', ' ');
  return line.substr(std::min(line.find(' '), line.size() - 1) + 1);
}

} // namespace

RemoteWatch::RemoteWatch(double seconds) : seconds_(seconds), others_(open_sockets()) {
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
  {
    const std::scoped_lock lock(mutex_);
    if (++works_ > 1) return;
  }
  renew();
}

void RemoteWatch::end() {
  const std::scoped_lock lock(mutex_);
  --works_;
}

void RemoteWatch::renew() {
  const std::scoped_lock lock(mutex_);
  until_ = now() + seconds_;
  received_before_.clear();
}

void RemoteWatch::run() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    changed_.wait_for(lock, kPause);
    look(works_ > 0 && now() >= until_);
  }
}

void RemoteWatch::end_ssh(std::string_view arguments) {
  std::error_code ignored;
  for (std::filesystem::directory_iterator entry("/proc", ignored), end; entry != end;
       entry.increment(ignored)) {
    const std::string digits = entry->path().filename().string();
    pid_t process = 0;
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), process);
    if (error != std::errc() || rest != digits.data() + digits.size() || !is_keeper(entry->path())) continue;
    if (arguments.empty() || arguments_of(entry->path()) == arguments) ::kill(process, SIGTERM);
  }
}

void RemoteWatch::look(bool time_is_up) {
  if (time_is_up) end_ssh();
  for (const int socket : open_sockets()) {
    if (others_.contains(socket)) continue;
    const std::uint64_t received = bytes_received(socket);
    const std::uint64_t before = received_before_.emplace(socket, received).first->second;
    if (time_is_up || (received > before && received - before > limits::remote_bytes))
      ::shutdown(socket, SHUT_RDWR);
  }
}

} // namespace fengqiao::indexer
