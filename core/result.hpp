// Result<T>: a value or an error. g++ 12 has no std::expected in C++20 mode; this alias can be swapped for it
// later.
#pragma once

#include "core/error.hpp"

#include <tl/expected.hpp>

#include <utility>

namespace fengqiao {

template <class T, class E = Error> using Result = tl::expected<T, E>;

// return fail(ErrorCode::data, where, "…", "…");
inline tl::unexpected<Error> fail(ErrorCode code, std::string where, std::string message,
                                  std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(where), std::move(message), std::move(hint)});
}

inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

inline tl::unexpected<Errors> fail_all(Errors errors) {
  return tl::unexpected<Errors>(std::move(errors));
}

} // namespace fengqiao
