#include "indexer/generation.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "indexer/damage.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <sstream>

namespace fengqiao::indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kGeneration = "gen-", kTemporary = "tmp-";

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_generation_name(std::string_view name) {
  if (!name.starts_with(kGeneration)) return false;
  name.remove_prefix(kGeneration.size());
  return name.size() >= 6 && all_digits(name);
}

// tmp-<process>-<number>
bool is_temporary_name(std::string_view name) {
  if (!name.starts_with(kTemporary)) return false;
  name.remove_prefix(kTemporary.size());
  const auto dash = name.find('-');
  return dash != name.npos && all_digits(name.substr(0, dash)) && all_digits(name.substr(dash + 1));
}

// What CURRENT holds; nullopt where there is none. An error where it cannot be read: then nobody knows which
// generation is the good one.
Result<std::optional<std::string>> current_text(const fs::path& index) {
  const auto bytes = read_file(index / "CURRENT", 256);
  if (bytes) return std::string(trim(*bytes));
  if (bytes.error().code == ErrorCode::not_found) return std::nullopt;
  return fail(bytes.error());
}

int generation_number(std::string_view name) {
  int number = 0;
  if (name.starts_with(kGeneration))
    std::from_chars(name.data() + kGeneration.size(), name.data() + name.size(), number);
  return number;
}

constexpr std::string_view kRoots = "roots";
constexpr std::size_t kMostRootBytes = 16 << 20;

tl::unexpected<Error> cannot(const fs::path& path, std::string_view what, int error) {
  return fail(ErrorCode::general, path.string(), fmt::format("{}：{}", what, errno_reason(error)),
              "请检查索引文件夹的权限和磁盘空间，或用 --index 换一个位置");
}

Result<std::vector<fs::path>> entries_of(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error))
    out.push_back(entry->path());
  if (error) return cannot(folder, "不能读取索引文件夹", error.value());
  return out;
}

bool is_real(const fs::path& path, fs::file_type type) {
  std::error_code ignored;
  return fs::symlink_status(path, ignored).type() == type;
}

// A name that Xapian or publish() gives a file of a generation.
bool is_database_file(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".glass") || name == "iamglass" || name == "flintlock" || name == "v.rtmp" ||
         name == "v.tmp" || name == "seal" || name == "vectors" || name == "words" || name == kRoots ||
         name.starts_with(temporary_prefix);
}

// Told by what it holds as well as by its name: the user may keep something of his own called so.
bool is_our_folder(const fs::path& path) {
  const std::string name = path.filename().string();
  if (!is_generation_name(name) && !is_temporary_name(name)) return false;
  if (!is_real(path, fs::file_type::directory)) return false;
  const auto files = entries_of(path);
  return files && std::all_of(files->begin(), files->end(), [](const fs::path& file) {
           return is_database_file(file) && is_real(file, fs::file_type::regular);
         });
}

// What a killed write_file_atomically leaves.
bool is_our_half_file(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with(temporary_prefix) && name.size() == temporary_prefix.size() + 6 &&
         is_real(path, fs::file_type::regular);
}

// Removes what we made and is not the live generation. Nothing where it is not known which one that is.
void remove_leftovers(const fs::path& index) {
  const auto live = live_generation(index);
  const auto entries = entries_of(index);
  if (!live || !entries) return;
  std::error_code ignored;
  for (const auto& path : *entries)
    if (path != live->value_or(fs::path()) && (is_our_folder(path) || is_our_half_file(path)))
      fs::remove_all(path, ignored);
}

// Where Xapian's own server finds the live generation; a relative name is read from beside this file.
Result<void> point_servers_to(const fs::path& index, const std::string& generation) {
  const std::string wanted = "glass " + generation + "\n";
  if (read_file(index / "XAPIANDB", 256) == wanted) return {};
  return write_file_atomically(index / "XAPIANDB", wanted);
}

// One above all that are there, so that a rename never meets a folder.
int next_generation(const fs::path& index) {
  int last = 0;
  if (const auto entries = entries_of(index))
    for (const auto& path : *entries)
      last = std::max(last, generation_number(path.filename().string()));
  return last + 1;
}

// Makes the folder. A folder with other things in it is refused: it is a slip of the hand.
Result<void> prepare(const fs::path& index) {
  std::error_code error;
  fs::create_directories(index, error);
  if (error) return cannot(index, "不能建立索引文件夹", error.value());
  const auto entries = entries_of(index);
  if (!entries) return fail(entries.error());
  const bool known =
      entries->empty() || std::any_of(entries->begin(), entries->end(), [](const fs::path& path) {
        return path.filename() == "lock" || path.filename() == "CURRENT";
      });
  if (known) return {};
  return fail(ErrorCode::general, index.string(), "这个文件夹里有别的文件，不是索引文件夹，没有动它",
              "请用 --index 给出一个空的或还不存在的文件夹");
}

// Files up to this size are compared whole whenever the index is opened.
constexpr std::size_t kSmallFile = 64 << 10;

// The advice of a document's file does not fit an index.
tl::unexpected<Error> cannot_switch(Error error) {
  error.message = "不能换上新的索引：" + error.message;
  error.hint = "请检查索引文件夹的权限和磁盘空间，或用 --index 换一个位置";
  return tl::unexpected(std::move(error));
}

// One line a file: its digest, its size and its name.
Result<void> seal(const fs::path& folder) {
  std::vector<std::string> lines;
  const auto files = entries_of(folder);
  if (!files) return fail(files.error());
  for (const auto& path : *files) {
    const std::string name = path.filename().string();
    if (name == "seal") continue;
    const auto bytes = read_file(path, std::size_t{1} << 40);
    if (!bytes) return fail(bytes.error());
    lines.push_back(fmt::format("{} {} {}\n", sha256_hex(*bytes), bytes->size(), name));
  }
  std::sort(lines.begin(), lines.end());
  return write_file_atomically(folder / "seal", fmt::format("{}", fmt::join(lines, "")));
}

// Xapian did not sync while it wrote: a failure of the disk shows here at the latest.
Result<void> sync_files(const fs::path& folder) {
  const auto files = entries_of(folder);
  if (!files) return fail(files.error());
  for (const auto& path : *files) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return cannot(path, "不能写入索引", errno);
    const int error = ::fsync(file) == 0 ? 0 : errno;
    ::close(file);
    if (error != 0) return cannot(path, "不能写入索引", error);
  }
  sync_folder(folder);
  return {};
}

} // namespace

Result<std::optional<fs::path>> live_generation(const fs::path& index) {
  const auto name = current_text(index);
  if (!name) return fail(name.error());
  if (!*name) return std::nullopt;
  if (!is_generation_name(**name)) return damaged_index(index);
  return index / **name;
}

namespace {

struct SealedFile {
  std::string name, digest;
  std::uintmax_t size = 0;
};

// Empty where the seal cannot be read.
std::vector<SealedFile> sealed_files(const fs::path& generation) {
  const auto text = read_file(generation / "seal", kSmallFile);
  std::istringstream lines(text.value_or(""));
  std::vector<SealedFile> out;
  for (SealedFile file; lines >> file.digest >> file.size >> file.name;)
    out.push_back(file);
  return out;
}

bool is_sound(const fs::path& generation, const SealedFile& file, bool every_byte) {
  std::error_code error;
  if (fs::file_size(generation / file.name, error) != file.size || error) return false;
  if (file.size > kSmallFile && !every_byte) return true;
  const auto bytes = read_file(generation / file.name, file.size);
  return bytes && sha256_hex(*bytes) == file.digest;
}

// A generation's list of folders; nullopt where it is damaged, or made by a program that kept none there.
std::optional<std::string> sealed_roots(const fs::path& generation) {
  for (const auto& file : sealed_files(generation))
    if (file.name == kRoots && is_sound(generation, file, true)) {
      auto text = read_file(generation / kRoots, kMostRootBytes);
      if (text) return std::move(*text);
    }
  return std::nullopt;
}

// Keeps it beside the generation, too, for the day when that cannot be read.
Result<void> remember_roots(const fs::path& index, const fs::path& generation) {
  const auto wanted = sealed_roots(generation);
  if (!wanted || read_file(index / kRoots, kMostRootBytes) == *wanted) return {};
  return write_file_atomically(index / kRoots, *wanted);
}

} // namespace

Result<void> check_seal(const fs::path& generation, bool every_byte) {
  const auto files = sealed_files(generation);
  const bool sound = std::all_of(files.begin(), files.end(), [&](const SealedFile& file) {
    return is_sound(generation, file, every_byte);
  });
  return sound && !files.empty() ? Result<void>{} : damaged_index(generation.parent_path());
}

std::vector<std::string> damaged_files(const fs::path& generation) {
  const auto files = sealed_files(generation);
  if (files.empty()) return {"seal"};
  std::vector<std::string> out;
  for (const auto& file : files)
    if (!is_sound(generation, file, true)) out.push_back(file.name);
  // A seal that has lost lines would leave files unseen.
  const auto entries = entries_of(generation);
  const auto is_sealed = [&](const fs::path& path) {
    return path.filename() == "seal" || std::any_of(files.begin(), files.end(), [&](const SealedFile& file) {
             return path.filename() == file.name;
           });
  };
  if (!entries || !std::all_of(entries->begin(), entries->end(), is_sealed)) out.emplace_back("seal");
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::string> remembered_roots(const fs::path& index) {
  std::vector<std::string> roots;
  const auto live = live_generation(index);
  auto text = live && *live ? sealed_roots(**live) : std::nullopt;
  if (!text) text = read_file(index / kRoots, kMostRootBytes).value_or("");
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) roots.push_back(line);
  return roots;
}

struct IndexFolder::State {
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (lock >= 0) ::close(lock); // gives the lock back, also where taking the folder over went wrong
  }

  fs::path index;
  int lock = -1;
  int temporaries = 0;
};

IndexFolder::IndexFolder(std::unique_ptr<State> state) : state_(std::move(state)) {}
IndexFolder::IndexFolder(IndexFolder&&) noexcept = default;
IndexFolder& IndexFolder::operator=(IndexFolder&&) noexcept = default;

IndexFolder::~IndexFolder() {
  if (state_) remove_leftovers(state_->index);
}

Result<IndexFolder> IndexFolder::lock(const fs::path& index) {
  if (auto ready = prepare(index); !ready) return fail(ready.error());
  auto state = std::make_unique<State>();
  state->index = index;
  const fs::path path = index / "lock";
  state->lock = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (state->lock < 0) return cannot(path, "不能写入索引文件夹", errno);
  if (::flock(state->lock, LOCK_EX | LOCK_NB) != 0) {
    const int reason = errno;
    const auto holder = read_file(path, 64);
    if (reason != EWOULDBLOCK) return cannot(path, "不能锁定索引", reason);
    const std::string pid = holder ? std::string(trim(*holder)) : std::string();
    return fail(ErrorCode::locked, index.string(),
                pid.empty() ? "另一个进程正在更新这个索引" : fmt::format("进程 {} 正在更新这个索引", pid),
                "等它结束后再运行；检索和查看不受影响");
  }
  const std::string pid = fmt::format("{}\n", ::getpid());
  if (::ftruncate(state->lock, 0) != 0 ||
      ::pwrite(state->lock, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size()))
    return cannot(path, "不能写入索引文件夹", errno);
  const auto current = current_text(index);
  if (!current) return fail(current.error());
  // A run that was killed beside the change of generations has left these with another one.
  if (*current && is_generation_name(**current)) {
    if (auto pointed = point_servers_to(index, **current); !pointed) return fail(pointed.error());
    if (auto told = remember_roots(index, index / **current); !told) return fail(told.error());
  }
  remove_leftovers(index);
  return IndexFolder(std::move(state));
}

fs::path IndexFolder::new_temporary() {
  return state_->index / fmt::format("{}{}-{}", kTemporary, ::getpid(), ++state_->temporaries);
}

Result<fs::path> IndexFolder::copy_of_live() {
  const fs::path target = new_temporary();
  const auto live = live_generation(state_->index);
  if (!live) return fail(live.error());
  // Damage would be carried into the copy, and Xapian does not survive writing to every damaged table.
  if (*live)
    if (auto sound = check_seal(**live, true); !sound) return fail(sound.error());
  std::error_code error;
  if (*live) fs::copy(**live, target, error);
  if (!*live || error) return cannot(state_->index, "不能复制索引", error ? error.value() : ENOENT);
  return target;
}

Result<void> IndexFolder::publish(const fs::path& temporary, const std::vector<std::string>& roots) {
  const std::string list = fmt::format("{}\n", fmt::join(roots, "\n"));
  if (auto written = write_file_atomically(temporary / kRoots, list); !written) return written;
  if (auto sealed = seal(temporary); !sealed) return sealed;
  const std::string name = fmt::format("{}{:06}", kGeneration, next_generation(state_->index));
  std::error_code error;
  if (auto synced = sync_files(temporary); !synced) return synced;
  fs::rename(temporary, state_->index / name, error);
  if (error) return cannot(state_->index, "不能换上新的索引", error.value());
  sync_folder(state_->index);
  // CURRENT last: what cannot be written before it leaves the index as it was.
  const auto before = live_generation(state_->index);
  const auto changed = [&]() -> Result<void> {
    if (auto told = remember_roots(state_->index, state_->index / name); !told) return told;
    if (auto pointed = point_servers_to(state_->index, name); !pointed) return pointed;
    return write_file_atomically(state_->index / "CURRENT", name + "\n");
  }();
  if (!changed) {
    if (before && *before) {
      (void)remember_roots(state_->index, **before);
      (void)point_servers_to(state_->index, (**before).filename().string());
    }
    return cannot_switch(changed.error());
  }
  remove_leftovers(state_->index);
  return {};
}

} // namespace fengqiao::indexer
