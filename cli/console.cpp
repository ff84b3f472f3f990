#include "cli/console.hpp"

#include "core/file.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace fengqiao::cli {
namespace {

int write_errno = 0; // the first failure of standard output, 0: none; read by finish()

void write_to(std::FILE* stream, std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stream) != text.size() && stream == stdout && write_errno == 0)
    write_errno = errno;
}

long long now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

void print(std::string_view text) {
  write_to(stdout, text);
}

std::string padded(const std::string& text, int width) {
  return text + std::string(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
}

std::size_t line_columns() {
  constexpr std::size_t kUsual = 80, kFewest = 20, kMost = 400;
  if (isatty(STDOUT_FILENO) != 1) return kUsual;
  std::size_t columns = 0;
  if (const char* typed = std::getenv("COLUMNS")) {
    const std::string_view text = typed;
    std::from_chars(text.data(), text.data() + text.size(), columns);
  }
  winsize size{};
  if (columns == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) columns = size.ws_col;
  return columns == 0 ? kUsual : std::clamp(columns, kFewest, kMost);
}

int finish(int code) {
  if (std::fflush(stdout) != 0 && write_errno == 0) write_errno = errno;
  if (write_errno == 0) return code;
  if (write_errno != EPIPE)
    report(Error{ErrorCode::general, "", "输出没有写完：" + errno_reason(write_errno), ""});
  return code == 0 ? 1 : code;
}

int report(const Error& error) {
  std::fflush(stdout);
  write_to(stderr, "错误：" + to_text(error) + "\n");
  return static_cast<int>(error.code);
}

int report(const Errors& errors) {
  for (const auto& error : errors)
    report(error);
  if (errors.size() > 1) write_to(stderr, fmt::format("共 {} 处问题。\n", errors.size()));
  return exit_code(errors);
}

void warn(std::string_view text) {
  std::fflush(stdout);
  write_to(stderr, "警告：" + printable(text) + "\n");
}

void note(std::string_view text) {
  std::fflush(stdout);
  write_to(stderr, "提示：" + printable(text) + "\n");
}

Progress::Progress(std::string label, bool terminal)
    : label_(std::move(label)), terminal_(terminal), started_ms_(now_ms()) {}

Progress::~Progress() {
  if (shown_ && terminal_) write_to(stderr, "\r\033[K");
}

void Progress::step(std::size_t done, std::size_t total) {
  const long long now = now_ms();
  if (total == 0 || now - started_ms_ < 500) return;
  const std::size_t tenth = done * 10 / total;
  if (terminal_) {
    if (shown_ && now - last_ms_ < 100) return;
    write_to(stderr, fmt::format("\r\033[K{} {}/{}（{}%）", label_, done, total, done * 100 / total));
  } else {
    if (shown_ && tenth <= last_tenth_) return;
    write_to(stderr, fmt::format("{} {}/{}（{}%）\n", label_, done, total, done * 100 / total));
  }
  shown_ = true;
  last_tenth_ = tenth;
  last_ms_ = now;
}

} // namespace fengqiao::cli
