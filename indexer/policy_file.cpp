#include "indexer/policy_file.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "indexer/policy_parser.hpp"
#include "indexer/readers/paper.hpp"
#include "indexer/readers/plain_text.hpp"

#include <fmt/format.h>

namespace fengqiao::indexer {
namespace {

namespace fs = std::filesystem;

Clause clause_of_title(const PolicyDocument& document) {
  Clause clause;
  clause.key = "p1";
  clause.text = document.preamble.empty() ? document.title : document.preamble;
  clause.line = clause.line_end = 1;
  clause.citable = false;
  return clause;
}

// No 条 is that long; a paragraph that is one is a whole book, or no text.
std::optional<Error> too_long(const PolicyDocument& document, const fs::path& file) {
  for (const auto& clause : document.clauses)
    if (clause.text.size() > kLongestClause)
      return Error{ErrorCode::limit, place(file.string(), clause.line),
                   fmt::format("{}有 {:.1f} MB，一条的上限是 {} MB",
                               clause.own_number.empty() ? "这一段" : clause.own_number,
                               static_cast<double>(clause.text.size()) / (1 << 20), kLongestClause >> 20),
                   "请按章节分段（# 标题），或分成几个文件"};
  return std::nullopt;
}

} // namespace

fs::path full_path(const FileRecord& record) {
  return full_path(record.root, record.file);
}

std::string full_path(const std::string& root_path, const std::string& file) {
  const fs::path root(root_path);
  // A root that is one file: its record is named like it.
  std::error_code ignored;
  return root.filename() == file && !fs::is_directory(root, ignored) ? root : root / file;
}

std::vector<PolicyDocument> read_policy_file(FileRecord& record) {
  record.digest.clear();
  record.encoding.clear();
  record.failure = {};
  record.diagnostics.clear();
  const fs::path path = full_path(record);
  const auto bytes = read_file(path, limits::policy_file_bytes);
  if (!bytes) {
    record.failure = bytes.error();
    return {};
  }
  record.digest = sha256_hex(*bytes);
  auto decoded = decode(*bytes, path.string());
  if (!decoded) {
    record.failure = decoded.error();
    return {};
  }
  if (decoded->encoding != Encoding::utf8 && decoded->encoding != Encoding::utf8_bom)
    record.encoding = encoding_name(decoded->encoding);
  const bool plain = extension_of(record.file) == ".txt";
  const std::string text = plain ? plain_text(decoded->text).text : std::move(decoded->text);
  ParsedPolicy parsed = parse_policy(text, record.file, fs::path(record.root).filename().string());
  record.diagnostics = std::move(parsed.diagnostics);
  std::vector<PolicyDocument> out;
  out.push_back(std::move(parsed.document));
  for (auto& document : parsed.further)
    out.push_back(std::move(document));
  for (auto& document : out) {
    if (document.clauses.empty()) document.clauses.push_back(clause_of_title(document));
    if (auto refused = too_long(document, path)) {
      record.failure = std::move(*refused);
      return {};
    }
  }
  return out;
}

} // namespace fengqiao::indexer
