// A pack that was received: is it still what it says it is?
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::station::pack {

struct VerifyOptions {
  std::filesystem::path pdf;
  std::optional<std::filesystem::path> evidence; // the folder with the evidence files, or the pack's folder
  std::string sha256;                            // of the covering letter; empty: none given
};

struct Verification {
  std::string sha256;                                // of the file as it is
  std::vector<std::string> sound;                    // what was checked and agrees: sentences
  std::vector<std::string> differs;                  // what does not, each with its page or file
  std::vector<std::string> notes;                    // what could not be checked
  std::string station, year, total, result, program; // as the manifest says; empty without one
  [[nodiscard]] bool whole() const { return differs.empty(); }
};

inline constexpr std::size_t pack_bytes = 2048ull << 20; // the largest file that is verified

// Checks, offline: the file's digest against that of the covering letter; the seal in the manifest (every
// byte of the file); each page, the bookmarks and properties, the attachments; the evidence folder, file by
// file. Who rewrites pages and manifest alike is found by the covering letter's digest only, and a note says
// so where none was given. Errors: the file cannot be read (not_found, limit); what was given as digest is
// none (usage).
Result<Verification> verify_pack(const VerifyOptions& options);

} // namespace fengqiao::station::pack
