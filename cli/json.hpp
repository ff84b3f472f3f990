// JSON as every verb prints it.
#pragma once

#include "core/error.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace fengqiao::cli {

using Json = nlohmann::ordered_json;

inline Json error_json(const Error& error) {
  return {{"where", error.where}, {"message", error.message}, {"hint", error.hint}};
}

// One line; bytes that are no UTF-8 (the name of a folder) become U+FFFD instead of an exception.
inline std::string one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

inline std::string pretty(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace fengqiao::cli
