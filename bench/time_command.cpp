// fengqiao_time [-n ROUNDS] NAME COMMAND [NAME COMMAND…]: runs each shell command as a cold process, in turn
// within each round (so that a busy moment hits all of them), and prints medians, the spread, the peak memory
// and the ratio to the first.
#include <fmt/format.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

struct Run {
  double wall_ms = 0, cpu_ms = 0, rss_mib = 0;
};

struct Command {
  std::string name, line;
  std::vector<Run> runs;
};

double milliseconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
}

// Runs through `exec` of the shell, so that the child is the command itself. Exits where the command fails: a
// benchmark of a failing command would be a lie.
Run run_once(const Command& command) {
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    const std::string line = "exec " + command.line + " >/dev/null";
    execl("/bin/sh", "sh", "-c", line.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    fmt::print(stderr, "failed: {}\n", command.line);
    std::exit(1);
  }
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
  return {wall.count(), milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
          static_cast<double>(usage.ru_maxrss) / 1024};
}

double median(std::vector<Run> runs, double Run::*field) {
  std::sort(runs.begin(), runs.end(), [&](const Run& a, const Run& b) { return a.*field < b.*field; });
  const std::size_t n = runs.size();
  return n % 2 == 1 ? runs[n / 2].*field : (runs[n / 2 - 1].*field + runs[n / 2].*field) / 2;
}

} // namespace

int main(int argc, char** argv) {
  int rounds = 20, at = 1;
  if (argc > 2 && std::strcmp(argv[1], "-n") == 0) {
    rounds = std::max(1, std::atoi(argv[2]));
    at = 3;
  }
  std::vector<Command> commands;
  for (; at + 1 < argc; at += 2)
    commands.push_back({argv[at], argv[at + 1], {}});
  if (commands.empty()) {
    fmt::print(stderr, "usage: fengqiao_time [-n ROUNDS] NAME COMMAND [NAME COMMAND...]\n");
    return 2;
  }
  for (const auto& command : commands)
    run_once(command); // warm the file cache
  for (int round = 0; round < rounds; ++round)
    for (auto& command : commands)
      command.runs.push_back(run_once(command));
  fmt::print("{:<28} {:>9} {:>9} {:>9} {:>9} {:>9} {:>7}\n", "command", "median ms", "min ms", "max ms",
             "cpu ms", "rss MiB", "ratio");
  const double first = median(commands.front().runs, &Run::wall_ms);
  for (const auto& command : commands) {
    const auto less = [](const Run& a, const Run& b) { return a.wall_ms < b.wall_ms; };
    const auto [low, high] = std::minmax_element(command.runs.begin(), command.runs.end(), less);
    const double wall = median(command.runs, &Run::wall_ms);
    fmt::print("{:<28} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>7.2f}\n", command.name, wall,
               low->wall_ms, high->wall_ms, median(command.runs, &Run::cpu_ms),
               median(command.runs, &Run::rss_mib), wall / first);
  }
  return 0;
}
