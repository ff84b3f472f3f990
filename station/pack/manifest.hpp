// The manifest of a pack: what went into it, so that a reader can see whether it is still the same. Attached
// inside the PDF as 清单.json (docs/json.md).
#pragma once

#include "core/byte_range.hpp"
#include "core/new_file.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::station::pack {

inline constexpr const char* manifest_name = "清单.json";

struct ManifestFile {
  std::string role;   // 佐证, 申报数据, 评分数据, 文字材料, 模板, 评分标准, 版式
  std::string id;     // 佐证: E-2026-001
  std::string path;   // relative to the pack's folder or to the templates folder
  std::string sha256; // of the bytes that were read
  std::size_t bytes = 0, pages = 0;
  bool attached = false; // the original lies inside the PDF, too
};

struct ManifestPage {
  std::string digest;  // render/qpdf_merge.hpp
  std::string subject; // what stands there: 佐证 E-2026-001 第3页/共7页; 三、评分表
};

struct Manifest {
  std::string program; // fengqiao 0.1.0
  std::string title, station, year, total, result;
  std::string index_sha256; // of the index's seal; empty: there was no index
  std::vector<ManifestFile> files;
  std::vector<ManifestPage> pages;
  std::string rest_digest;
};

// As JSON with a place for the file's own digest: 64 zeros.
std::string to_json(const Manifest& manifest);

// ErrorCode::data for what is no manifest of this program.
Result<Manifest> parse_manifest(std::string_view json);

// A PDF whose manifest lies in it as it is, uncompressed, also holds its own digest: of the file's bytes with
// the 64 digits as zeros. Found by whoever changes a byte and leaves the manifest alone.
//
// Writes the digest into a file that has the zeros. ErrorCode::general where the manifest is not there once.
Result<void> seal(NewFile& pdf, std::string_view json);
// What is written there and what it should be. ErrorCode::data where `json`, read from the PDF, does not lie
// in its bytes exactly once: another program has saved the file.
struct SealFacts {
  std::string told, found;
};
Result<SealFacts> read_seal(const ByteRange& pdf, std::string_view json);

} // namespace fengqiao::station::pack
