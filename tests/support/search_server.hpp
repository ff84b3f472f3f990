// Other machines, as far as a test can have them: Xapian's stock server and servers that misbehave, on
// loopback.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>

namespace fengqiao::test {

// A port of 127.0.0.1 that nobody listens on.
unsigned free_port();

// xapian-tcpsrv over an index folder, until the object's end.
class SearchServer {
public:
  explicit SearchServer(const std::filesystem::path& index);
  ~SearchServer();
  SearchServer(const SearchServer&) = delete;
  SearchServer& operator=(const SearchServer&) = delete;

  void stop();
  [[nodiscard]] std::string place() const { return "tcp://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] unsigned port() const { return port_; }

private:
  bool start(const std::filesystem::path& index); // false: the port was taken meanwhile

  unsigned port_ = 0;
  pid_t process_ = -1;
};

// Hands everything on to a good server until that one has sent `good_bytes`, then misbehaves on that
// connection, and from the first byte on every later one.
class BadServer {
public:
  enum class Manner { close, garbage, flood, hang };
  BadServer(unsigned good_port, std::size_t good_bytes, Manner manner);
  ~BadServer();
  BadServer(const BadServer&) = delete;
  BadServer& operator=(const BadServer&) = delete;

  [[nodiscard]] std::string place() const { return "tcp://127.0.0.1:" + std::to_string(port_); }

private:
  void serve();
  void serve_one(int client);
  void misbehave(int client) const;

  unsigned good_port_, port_;
  std::size_t good_bytes_;
  Manner manner_;
  int listener_ = -1;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

} // namespace fengqiao::test
