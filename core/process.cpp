#include "core/process.hpp"

#include "core/descriptor.hpp"

#include "core/file.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>

extern char** environ; // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace fengqiao {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// How often we look whether the child has ended while a grandchild holds its pipes.
constexpr int kLookMilliseconds = 50;

struct Pipe {
  Descriptor read, write;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    return fail(ErrorCode::general, "", "不能启动程序：" + errno_reason(errno));
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

std::string found_in_path(const std::string& program) {
  if (program.find('/') != std::string::npos) return ::access(program.c_str(), X_OK) == 0 ? program : "";
  const char* path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "/usr/bin:/bin";
  while (!rest.empty()) {
    const auto end = std::min(rest.find(':'), rest.size());
    const fs::path candidate = fs::path(rest.substr(0, end)) / program;
    std::error_code ignored;
    if (candidate.is_absolute() && fs::is_regular_file(candidate, ignored) &&
        ::access(candidate.c_str(), X_OK) == 0)
      return candidate;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

// The texts of argv and envp, and the pointers that exec wants.
class TextArray {
public:
  explicit TextArray(std::vector<std::string> texts) : texts_(std::move(texts)) {
    for (auto& text : texts_)
      pointers_.push_back(text.data());
    pointers_.push_back(nullptr);
  }
  [[nodiscard]] char** data() { return pointers_.data(); }

private:
  std::vector<std::string> texts_;
  std::vector<char*> pointers_;
};

std::vector<std::string> environment_with(const std::map<std::string, std::string>& added) {
  std::vector<std::string> out;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!added.contains(text.substr(0, text.find('=')))) out.push_back(text);
  }
  for (const auto& [name, value] : added)
    out.push_back(fmt::format("{}={}", name, value));
  return out;
}

void limit_to(int resource, std::size_t most) {
  const rlimit limit{most, most};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &limit);
}

// What the child needs between fork and exec, where only system calls are allowed.
struct Launch {
  const char* path;
  char** arguments;
  char** environment;
  const char* folder; // nullptr: stay
  int input, output, error;
  std::size_t memory_bytes, file_bytes;
  bool offline;
  const char *user_map, *group_map; // "0 0 1\n": who we are stays who we are
  int seconds;
  int parent;
};

void write_to(const char* path, const char* text) {
  const int fd = ::open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  (void)!::write(fd, text, std::strlen(text));
  ::close(fd);
}

// A network of its own with nothing in it. Systems that keep this from ordinary users leave the network.
void give_up_network(const Launch& launch) {
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return;
  write_to("/proc/self/setgroups", "deny");
  write_to("/proc/self/uid_map", launch.user_map);
  write_to("/proc/self/gid_map", launch.group_map);
}

[[noreturn]] void become_child(const Launch& launch, int report) {
  if (launch.offline) give_up_network(launch); // first: it would undo the line after the next
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != launch.parent) ::_exit(127); // the parent died before the line above
  ::signal(SIGPIPE, SIG_DFL);                     // a program expects to be told of a closed pipe
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  limit_to(RLIMIT_CORE, 0);
  limit_to(RLIMIT_CPU, static_cast<std::size_t>(launch.seconds) * 4); // several threads count together
  if (launch.memory_bytes > 0) limit_to(RLIMIT_AS, launch.memory_bytes);
  if (launch.file_bytes > 0) limit_to(RLIMIT_FSIZE, launch.file_bytes);
  if ((launch.folder == nullptr || ::chdir(launch.folder) == 0) && ::dup2(launch.input, 0) == 0 &&
      ::dup2(launch.output, 1) == 1 && ::dup2(launch.error, 2) == 2)
    ::execve(launch.path, launch.arguments, launch.environment);
  const int error = errno;
  (void)!::write(report, &error, sizeof error);
  ::_exit(127);
}

// Feeds and drains the child's pipes until both outputs are closed or a limit is reached.
class Conversation {
public:
  Conversation(const ChildProcess& child, pid_t pid, Descriptor input, Descriptor output, Descriptor error)
      : child_(child), pid_(pid), input_(std::move(input)), output_(std::move(output)),
        error_(std::move(error)), deadline_(Clock::now() + std::chrono::seconds(child.seconds)) {}

  // Empty: it ended by itself; else the limit that it reached.
  std::string run(ChildOutcome& outcome) {
    while (output_.get() >= 0 || error_.get() >= 0) {
      if (Clock::now() >= deadline_) return time_limit();
      wait_for_data();
      feed();
      if (!drain(output_, outcome.out) || !drain(error_, outcome.err))
        return fmt::format("输出超过 {} 字节", child_.output_bytes);
      if (has_ended()) ::kill(-pid_, SIGKILL); // what it left behind would hold the pipes for ever
    }
    input_.reset();
    while (!has_ended()) {
      if (Clock::now() >= deadline_) return time_limit();
      ::poll(nullptr, 0, 5);
    }
    return {};
  }

private:
  [[nodiscard]] std::string time_limit() const { return fmt::format("用时超过 {} 秒", child_.seconds); }

  // WNOWAIT: its number must stay taken until the group is killed.
  [[nodiscard]] bool has_ended() const {
    siginfo_t info{};
    return ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == pid_;
  }

  void wait_for_data() {
    std::array<pollfd, 3> fds{
        {{output_.get(), POLLIN, 0}, {error_.get(), POLLIN, 0}, {input_.get(), POLLOUT, 0}}};
    ::poll(fds.data(), fds.size(), kLookMilliseconds);
  }

  void feed() {
    if (input_.get() < 0) return;
    const ssize_t n = ::write(input_.get(), child_.input.data() + fed_, child_.input.size() - fed_);
    if (n > 0) fed_ += static_cast<std::size_t>(n);
    if (fed_ == child_.input.size() || (n < 0 && errno != EAGAIN && errno != EINTR)) input_.reset();
  }

  // False: more than the limit.
  bool drain(Descriptor& fd, std::string& into) {
    std::array<char, 65536> buffer;
    while (fd.get() >= 0) {
      const ssize_t n = ::read(fd.get(), buffer.data(), buffer.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0 && errno == EAGAIN) return true;
      if (n <= 0) {
        fd.reset();
        return true;
      }
      into.append(buffer.data(), static_cast<std::size_t>(n));
      if (into.size() > child_.output_bytes) return false;
    }
    return true;
  }

  const ChildProcess& child_;
  pid_t pid_;
  Descriptor input_, output_, error_;
  std::size_t fed_ = 0;
  Clock::time_point deadline_;
};

void make_nonblocking(const Descriptor& fd) {
  ::fcntl(fd.get(), F_SETFL, ::fcntl(fd.get(), F_GETFL) | O_NONBLOCK);
}

int exit_code_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// A write to a child that has closed its input must be an error, not a signal that ends this program.
class NoSigpipe {
public:
  NoSigpipe() : before_(std::signal(SIGPIPE, SIG_IGN)) {}
  NoSigpipe(const NoSigpipe&) = delete;
  NoSigpipe& operator=(const NoSigpipe&) = delete;
  ~NoSigpipe() { std::signal(SIGPIPE, before_); }

private:
  void (*before_)(int);
};

} // namespace

bool program_installed(const std::string& program) {
  return !found_in_path(program).empty();
}

Result<ChildOutcome> run_child(const ChildProcess& child) {
  const std::string path = found_in_path(child.program);
  if (path.empty())
    return fail(ErrorCode::not_found, "", "本机没有程序 " + child.program,
                "请安装后再试：sudo apt install " + child.package);
  std::vector<std::string> arguments{child.program};
  arguments.insert(arguments.end(), child.arguments.begin(), child.arguments.end());
  TextArray argv(std::move(arguments)), envp(environment_with(child.environment));
  auto input = make_pipe(), output = make_pipe(), error = make_pipe(), report = make_pipe();
  for (const auto* made : {&input, &output, &error, &report})
    if (!*made) return fail(made->error());
  if (child.input.empty()) input->read = Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const std::string user_map = fmt::format("{0} {0} 1\n", ::geteuid()),
                    group_map = fmt::format("{0} {0} 1\n", ::getegid());
  const NoSigpipe quiet;
  const Launch launch{path.c_str(),       argv.data(),
                      envp.data(),        child.folder.empty() ? nullptr : child.folder.c_str(),
                      input->read.get(),  output->write.get(),
                      error->write.get(), child.memory_bytes,
                      child.file_bytes,   child.offline,
                      user_map.c_str(),   group_map.c_str(),
                      child.seconds,      ::getpid()};
  const pid_t pid = ::fork();
  if (pid < 0) return fail(ErrorCode::general, "", "不能启动 " + child.program + "：" + errno_reason(errno));
  if (pid == 0) become_child(launch, report->write.get());
  ::setpgid(pid, pid); // the child does so too: whoever comes first
  input->read.reset();
  output->write.reset();
  error->write.reset();
  report->write.reset();
  int failure = 0;
  const bool failed = ::read(report->read.get(), &failure, sizeof failure) == sizeof failure;
  if (child.input.empty())
    input->write.reset();
  else
    make_nonblocking(input->write);
  make_nonblocking(output->read);
  make_nonblocking(error->read);
  ChildOutcome outcome;
  const std::string limit =
      Conversation(child, pid, std::move(input->write), std::move(output->read), std::move(error->read))
          .run(outcome);
  ::kill(-pid, SIGKILL);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (failed) return fail(ErrorCode::general, "", "不能启动 " + child.program + "：" + errno_reason(failure));
  if (!limit.empty())
    return fail(ErrorCode::limit, "", child.program + " 已停止：" + limit,
                "文件可能有问题，或太大；请拆分后再试");
  outcome.code = exit_code_of(status);
  return outcome;
}

Result<WorkFolder> WorkFolder::make() {
  std::error_code error;
  std::string name = fs::temp_directory_path(error) / ("fengqiao-" + unique_places());
  if (error || ::mkdtemp(name.data()) == nullptr)
    return fail(ErrorCode::general, name, "不能建立临时文件夹：" + errno_reason(errno),
                "请检查临时文件夹的权限和剩余空间，或设置 TMPDIR");
  return WorkFolder(name);
}

WorkFolder::WorkFolder(WorkFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

WorkFolder::~WorkFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

} // namespace fengqiao
