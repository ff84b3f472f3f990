// Other programs (poppler, pandoc, LibreOffice) as child processes: no shell, bounded time, memory and
// output.
#pragma once

#include "core/limits.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fengqiao {

struct ChildProcess {
  std::string program;                // looked for in PATH; a name with / is taken as it is
  std::string package;                // the Debian package that has it, for the message when it is missing
  std::vector<std::string> arguments; // handed over as they are: no shell reads them
  std::string input = {};             // its standard input; empty: /dev/null
  std::filesystem::path folder = {};  // working folder; empty: this program's own
  std::map<std::string, std::string> environment = {}; // added to this program's own
  int seconds = limits::child_seconds;                 // wall clock
  std::size_t memory_bytes =
      limits::child_memory_bytes; // address space of each of its processes; 0: no limit
  std::size_t output_bytes = limits::child_output_bytes; // of standard output and standard error, each
  std::size_t file_bytes = 0;                            // of each file that it writes; 0: no limit
  bool offline = false; // without network, where the system lets a process give it up
};

struct ChildOutcome {
  int code = 0; // its exit code; 128 + signal where a signal ended it
  std::string out, err;
};

// True where `program` would be found; costs a look into the folders of PATH.
bool program_installed(const std::string& program);

// Runs it to its end. An exit code other than 0 is no error here: only the caller knows what it means.
// Errors: not installed (not_found; the hint says which package), a limit reached (limit; the message says
// which; the whole process group has been killed), the system refuses (general). The child dies with this
// program.
Result<ChildOutcome> run_child(const ChildProcess& child);

// A folder of this process's own (mode 0700) in the system's temporary place, removed with all that is in it.
class WorkFolder {
public:
  static Result<WorkFolder> make();
  WorkFolder(WorkFolder&& other) noexcept;
  WorkFolder& operator=(WorkFolder&&) = delete;
  ~WorkFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
  explicit WorkFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

} // namespace fengqiao
