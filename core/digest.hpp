// SHA-256 (FIPS 180-4), through nettle.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace fengqiao {

// Of bytes that come piece by piece. hex() gives the digest of what came since the beginning or the last
// hex().
class Sha256 {
public:
  Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  ~Sha256();
  void update(std::string_view bytes);
  std::string hex();

private:
  struct Context;
  std::unique_ptr<Context> context_;
};

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

} // namespace fengqiao
