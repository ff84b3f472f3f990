#include "tests/support/search_server.hpp"

#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>

namespace fengqiao::test {
namespace {

sockaddr_in loopback(unsigned port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int connection_to(unsigned port) {
  const int out = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  if (::connect(out, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return out;
  ::close(out);
  return -1;
}

// Listening on a port that the system chose.
int listening_socket(unsigned& port) {
  const int out = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  REQUIRE(::bind(out, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  REQUIRE(::listen(out, 8) == 0);
  REQUIRE(::getsockname(out, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port = ntohs(address.sin_port);
  return out;
}

void pause_a_little() {
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

} // namespace

// Below the ports that the system gives to callers: else a call to it, too early, might be answered by
// itself.
unsigned free_port() {
  static unsigned next =
      static_cast<unsigned>(::getpid()) * 97 % 9000; // apart from the tests beside this one
  for (int i = 0; i < 9000; ++i) {
    const unsigned port = 20'000 + next++ % 9000;
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    const bool free = ::bind(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(probe);
    if (free) return port;
  }
  FAIL("no free port");
  return 0;
}

// A port that was free a moment ago may be taken by a test beside this one: then the server ends, and another
// port is tried.
SearchServer::SearchServer(const std::filesystem::path& index) {
  for (int attempt = 0; attempt < 10; ++attempt)
    if (start(index)) return;
  FAIL("xapian-tcpsrv (package xapian-tools) did not start");
}

bool SearchServer::start(const std::filesystem::path& index) {
  port_ = free_port();
  const std::string port = std::to_string(port_), folder = index.string();
  process_ = ::fork();
  REQUIRE(process_ >= 0);
  if (process_ == 0) {
    ::setpgid(0, 0); // when it ends it ends its whole process group
    const int nothing = ::open("/dev/null", O_RDWR);
    ::dup2(nothing, STDOUT_FILENO);
    ::dup2(nothing, STDERR_FILENO);
    ::execlp("xapian-tcpsrv", "xapian-tcpsrv", "--interface", "127.0.0.1", "--port", port.c_str(), "--quiet",
             folder.c_str(), nullptr);
    ::_exit(127);
  }
  for (int i = 0; i < 500; ++i) {
    const int connection = connection_to(port_);
    if (connection >= 0) ::close(connection);
    pause_a_little(); // in which a server that another one answered for has ended
    int status = 0;
    if (::waitpid(process_, &status, WNOHANG) == process_) {
      process_ = -1;
      return false;
    }
    if (connection >= 0) return true;
  }
  FAIL("xapian-tcpsrv does not listen");
  return false;
}

void SearchServer::stop() {
  if (process_ < 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

SearchServer::~SearchServer() {
  stop();
}

BadServer::BadServer(unsigned good_port, std::size_t good_bytes, Manner manner)
    : good_port_(good_port), port_(0), good_bytes_(good_bytes), manner_(manner) {
  listener_ = listening_socket(port_);
  thread_ = std::thread([this] { serve(); });
}

BadServer::~BadServer() {
  ending_ = true;
  thread_.join();
  ::close(listener_);
}

void BadServer::serve() {
  while (!ending_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, 20) != 1) continue;
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    serve_one(client);
    ::close(client);
  }
}

void BadServer::serve_one(int client) {
  const int good = good_bytes_ > 0 ? connection_to(good_port_) : -1;
  std::array<char, 4096> buffer{};
  while (good >= 0 && good_bytes_ > 0 && !ending_) {
    pollfd ends[] = {{client, POLLIN, 0}, {good, POLLIN, 0}};
    if (::poll(ends, 2, 20) <= 0) continue;
    for (const auto& end : ends) {
      if (end.revents == 0) continue;
      const bool answer = end.fd == good;
      const std::size_t room = answer ? std::min(buffer.size(), good_bytes_) : buffer.size();
      const ssize_t got = ::recv(end.fd, buffer.data(), room, 0);
      if (got <= 0) {
        ::close(good);
        return;
      }
      ::send(answer ? client : good, buffer.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL);
      if (answer) good_bytes_ -= static_cast<std::size_t>(got);
      if (good_bytes_ == 0) break;
    }
  }
  if (good >= 0) ::close(good);
  if (good_bytes_ == 0) misbehave(client);
}

void BadServer::misbehave(int client) const {
  if (manner_ == Manner::close) return;
  std::array<char, 1024> bytes{};
  unsigned state = 12345;
  for (std::size_t sent = 0; !ending_;) {
    pollfd end{client, POLLIN, 0};
    char gone = 0;
    if (::poll(&end, 1, 0) == 1 && ::recv(client, &gone, 1, MSG_DONTWAIT) == 0) return;
    if (manner_ == Manner::hang || (manner_ == Manner::garbage && sent > 16 * bytes.size())) {
      pause_a_little();
      continue;
    }
    for (char& byte : bytes) { // small lengths, escapes of a terminal among them
      state = state * 1664525 + 1013904223;
      byte = static_cast<char>(state >> 24 & 0x1F);
    }
    if (::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) return;
    sent += bytes.size();
  }
}

} // namespace fengqiao::test
