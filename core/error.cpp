#include "core/error.hpp"

#include "core/masking.hpp"
#include "core/text.hpp"

namespace fengqiao {

std::string place(const std::string& file, int line, int column) {
  std::string out = file;
  if (line > 0) out += ":" + std::to_string(line);
  if (line > 0 && column > 0) out += ":" + std::to_string(column);
  return out;
}

std::string to_text(const Error& error) {
  std::string out;
  if (!error.where.empty()) out += error.where + ": ";
  out += mask_personal_data(error.message).text; // it may quote what somebody typed
  if (!error.hint.empty()) out += "\n  提示：" + mask_personal_data(error.hint).text;
  return printable(out);
}

int exit_code(const Errors& errors) {
  return errors.empty() ? 0 : static_cast<int>(errors.front().code);
}

} // namespace fengqiao
