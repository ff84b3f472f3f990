// Errors that a user can read: what happened, where, and what to do next.
#pragma once

#include <string>
#include <vector>

namespace fengqiao {

// The exit codes of the program (one table, shared by code and manual).
enum class ErrorCode {
  general = 1,   // 错误
  usage = 2,     // 用法不对
  not_found = 3, // 没有找到
  data = 4,      // 数据不完整或有误
  citation = 5,  // 引据无法解析
  locked = 6,    // 被占用
  limit = 7,     // 超出上限
};

// `where` is "file", "file:line" or "file:line:column" (1-based), or empty. `message` and `hint` are Chinese
// sentences for the user; `hint` says what to do next and may be empty.
struct Error {
  ErrorCode code = ErrorCode::general;
  std::string where;
  std::string message;
  std::string hint;

  friend bool operator==(const Error&, const Error&) = default;
};

using Errors = std::vector<Error>;

// "file:line:column"; line or column 0 are left out.
std::string place(const std::string& file, int line = 0, int column = 0);

// One error as the terminal shows it: "where: message\n  提示：hint" (no line end after the last line).
// Control characters that came in with file names or data are shown as U+FFFD, so that they never reach a
// terminal.
std::string to_text(const Error& error);

// The exit code of a list: the code of its first error; 0 for an empty list.
int exit_code(const Errors& errors);

} // namespace fengqiao
