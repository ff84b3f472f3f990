// What other machines may cost: the watch over their connections.
#include "indexer/remote_watch.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <memory>

using fengqiao::indexer::RemoteWatch;
using fengqiao::indexer::ssh_keeper;

namespace {

constexpr double kShort = 0.05; // seconds

// Two ends of a connection that nobody speaks on.
struct Connection {
  std::array<int, 2> ends{-1, -1};
  Connection() { REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0); }
  ~Connection() {
    ::close(ends[0]);
    ::close(ends[1]);
  }
  // Waits for ever, unless the connection is shut down.
  void wait() const {
    char nothing = 0;
    CHECK(::recv(ends[0], &nothing, 1, 0) == 0);
  }
  [[nodiscard]] bool open() const {
    char nothing = 0;
    return ::recv(ends[0], &nothing, 1, MSG_DONTWAIT) == -1;
  }
};

// It says nothing: ended in the moment in which it starts `sleep`, it leaves that one behind, and who waits
// for the end of this program's output waits for it.
pid_t sleeping_keeper() {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const int nowhere = ::open("/dev/null", O_RDWR);
    for (const int stream : {0, 1, 2})
      ::dup2(nowhere, stream);
    ::execlp(ssh_keeper, ssh_keeper, "60", "sleep", "60", nullptr);
    ::_exit(127);
  }
  return child;
}

} // namespace

TEST_CASE("a piece of work that takes too long gets an error, on every connection that it has") {
  RemoteWatch watch(kShort);
  const Connection first, second;
  watch.begin();
  first.wait();
  second.wait();
}

TEST_CASE("between two pieces of work connections may rest") {
  const auto rest = [] { ::usleep(static_cast<useconds_t>(8 * kShort * 1e6)); };
  RemoteWatch watch(kShort);
  const Connection connection;
  rest();
  CHECK(connection.open());
  watch.begin();
  watch.begin(); // a citation within a search
  watch.end();
  watch.end();
  rest();
  CHECK(connection.open());
  watch.begin();
  watch.begin();
  watch.end();
  connection.wait(); // the search goes on
}

TEST_CASE("connections from before the watch are no business of its") {
  const Connection before;
  RemoteWatch watch(kShort);
  const Connection after;
  watch.begin();
  after.wait();
  CHECK(before.open());
}

TEST_CASE("ssh that hangs is ended when the time is up, and whenever that is asked for") {
  int status = 0;
  {
    RemoteWatch watch(kShort);
    const pid_t hanging = sleeping_keeper();
    watch.begin();
    CHECK(::waitpid(hanging, &status, 0) == hanging);
    CHECK(status != 0);
  }
  const pid_t hanging = sleeping_keeper();
  for (status = 0; ::waitpid(hanging, &status, WNOHANG) == 0; ::usleep(1000)) { // it may not have begun yet
    RemoteWatch::end_ssh("of another connection");
    RemoteWatch::end_ssh("60 sleep 60");
  }
  CHECK(status != 0);
  const pid_t other = sleeping_keeper();
  for (int i = 0; i < 20; ++i, ::usleep(1000))
    RemoteWatch::end_ssh("60 sleep 6");
  CHECK(::waitpid(other, &status, WNOHANG) == 0);
  ::kill(other, SIGTERM);
  ::waitpid(other, &status, 0);
}
