#include "indexer/catalog.hpp"

#include "indexer/packed.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::indexer {
namespace {

namespace fs = std::filesystem;

void pack_failure(Packer& out, const Error& error) {
  out.number(static_cast<std::uint64_t>(error.code));
  out.text(error.where);
  out.text(error.message);
  out.text(error.hint);
}

Error unpack_failure(Unpacker& in) {
  Error error;
  error.code = static_cast<ErrorCode>(in.number());
  error.where = in.text();
  error.message = in.text();
  error.hint = in.text();
  return error;
}

bool is_inside(const std::string& path, const std::string& root) {
  return path == root || path.starts_with(root.ends_with('/') ? root : root + "/");
}

// Absolute and without links where it exists; else absolute as written.
std::string canonical_text(const fs::path& path) {
  std::error_code error;
  fs::path out = fs::weakly_canonical(fs::absolute(path, error), error);
  if (error) out = fs::absolute(path, error);
  if (error) out = path;
  std::string text = out.lexically_normal().string();
  while (text.size() > 1 && text.ends_with('/'))
    text.pop_back();
  return text;
}

void add_root(RootChange& change, const std::string& path) {
  for (const auto& root : change.roots)
    if (is_inside(path, root)) {
      if (path != root) change.notes.push_back(fmt::format("{} 已在 {} 里面，随它一起更新", path, root));
      return;
    }
  std::erase_if(change.roots, [&](const std::string& root) { return is_inside(root, path); });
  change.roots.push_back(path);
}

} // namespace

std::vector<DocumentRef> texts_of(const FileRecord& file) {
  std::vector<DocumentRef> out;
  if (file.ref != 0) out.push_back(file.ref);
  out.insert(out.end(), file.further.begin(), file.further.end());
  return out;
}

std::string pack(const std::vector<FileRecord>& files) {
  Packer out;
  out.number(files.size());
  for (const auto& file : files) {
    out.text(file.root);
    out.text(file.file);
    out.number(file.size);
    out.number(static_cast<std::uint64_t>(file.modified));
    out.text(file.digest);
    out.number(file.ref);
    out.number(file.further.size());
    for (const DocumentRef ref : file.further)
      out.number(ref);
    out.text(file.encoding);
    if (file.ref == 0) pack_failure(out, file.failure);
    out.number(file.diagnostics.size());
    for (const auto& diagnostic : file.diagnostics) {
      out.number(static_cast<std::uint64_t>(diagnostic.line));
      out.text(diagnostic.message);
    }
  }
  return std::move(out.bytes);
}

std::optional<std::vector<FileRecord>> unpack_files(std::string_view bytes) {
  std::vector<FileRecord> files;
  if (bytes.empty()) return files;
  Unpacker in(bytes);
  for (std::uint64_t n = in.number(); n > 0 && in.ok(); --n) {
    FileRecord file;
    file.root = in.text();
    file.file = in.text();
    file.size = in.number();
    file.modified = static_cast<std::int64_t>(in.number());
    file.digest = in.text();
    file.ref = static_cast<DocumentRef>(in.number());
    for (std::uint64_t f = in.number(); f > 0 && in.ok(); --f)
      file.further.push_back(static_cast<DocumentRef>(in.number()));
    file.encoding = in.text();
    if (file.ref == 0) file.failure = unpack_failure(in);
    for (std::uint64_t d = in.number(); d > 0 && in.ok(); --d) {
      const int line = static_cast<int>(in.number());
      file.diagnostics.push_back({line, in.text()});
    }
    files.push_back(std::move(file));
  }
  return in.ok() ? std::optional(std::move(files)) : std::nullopt;
}

Result<RootChange> change_roots(const std::vector<std::string>& roots, const std::vector<fs::path>& add,
                                const std::vector<fs::path>& remove) {
  RootChange change{roots, {}};
  for (const auto& path : remove) {
    const std::string root = canonical_text(path);
    if (std::erase(change.roots, root) > 0) continue;
    std::string known;
    for (const auto& each : roots)
      known += (known.empty() ? "" : "、") + each;
    return fail(ErrorCode::not_found, root, "这个文件夹不在索引里",
                known.empty() ? "索引里还没有文件夹" : "索引里有：" + known);
  }
  for (const auto& path : add) {
    const std::string root = canonical_text(path);
    std::error_code error;
    if (!fs::exists(root, error)) return fail(ErrorCode::general, root, "没有这个文件或文件夹", "请检查路径");
    if (root.find('\n') != std::string::npos)
      return fail(ErrorCode::data, root, "文件夹名里有换行，不能装入", "请给文件夹改名");
    add_root(change, root);
  }
  std::sort(change.roots.begin(), change.roots.end());
  return change;
}

} // namespace fengqiao::indexer
