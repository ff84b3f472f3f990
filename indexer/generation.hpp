// The index folder: finished generations, the name of the live one, and the writer's lock. Knows nothing of
// what a generation holds.
//
//   gen-000012/   a finished generation, never written again
//   CURRENT       the name of the live generation; replaced by an atomic rename
//   gen-…/seal    sizes and digests of the generation's files
//   XAPIANDB      the same name in the form in which xapian-tcpsrv and xapian-progsrv read it
//   gen-…/roots   the indexed folders, one a line
//   roots         the same, for rebuilding what cannot be read any more
//   lock          held by the writer; holds its process id
//   tmp-…/        a generation being made; left behind only by a killed run, removed by the next writer
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::indexer {

// The live generation's folder, or nullopt where there is no index yet. Error: CURRENT cannot be read, or
// holds something else than the name of a generation.
Result<std::optional<std::filesystem::path>> live_generation(const std::filesystem::path& index);

// Are a generation's files what was published? Compares all sizes, and the digests of files up to 64 KB
// (Xapian's table of roots is one: damaged, it makes Xapian crash); with `every_byte` all digests. Costs
// about 0.1 ms without.
Result<void> check_seal(const std::filesystem::path& generation, bool every_byte = false);

// The files of a generation that are not what was published, every byte compared: by name, sorted; "seal"
// where the seal itself cannot be read. Empty where all is well.
std::vector<std::string> damaged_files(const std::filesystem::path& generation);

// The indexed folders: the live generation's list, or where that is lost the one beside it; empty where there
// is none.
std::vector<std::string> remembered_roots(const std::filesystem::path& index);

// The one writer of an index folder. Readers need no lock: they hold a finished generation.
class IndexFolder {
public:
  // Creates the folder, takes the lock (ErrorCode::locked when another process has it, with its id) and
  // removes what a killed run left behind. Refuses a folder that holds other things and was never an index;
  // deletes only folders that are named and filled like ours, and nothing while CURRENT cannot be read.
  static Result<IndexFolder> lock(const std::filesystem::path& index);

  IndexFolder(IndexFolder&&) noexcept;
  IndexFolder& operator=(IndexFolder&&) noexcept;
  ~IndexFolder(); // gives the lock back and removes unpublished generations

  // A new empty path for a generation in the making.
  [[nodiscard]] std::filesystem::path new_temporary();
  // A temporary copy of the live generation's files.
  Result<std::filesystem::path> copy_of_live();
  // Seals and syncs `temporary`, makes it the live generation, and removes all others. An error leaves the
  // generation before in its place; what a kill in between leaves behind, the next lock() puts right.
  Result<void> publish(const std::filesystem::path& temporary, const std::vector<std::string>& roots);

private:
  struct State;
  explicit IndexFolder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

} // namespace fengqiao::indexer
