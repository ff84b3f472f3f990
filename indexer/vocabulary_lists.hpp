// The vocabulary.yaml files of an index, as they were when last they could be read.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct VocabularyLists {
  std::map<std::string, std::string> texts; // path → its text, without faults
  std::string packed;                       // all of them as one Vocabulary
  std::vector<Error> failed;                // lists that cannot be read or have faults: file, line, what
};

// Reads the lists. One that cannot be read now, has a fault, or lies in one of `lost` (folders that are not
// there: a disk that is not mounted) counts as `before` has it, so that its words are not lost; one that was
// deleted counts no longer.
VocabularyLists read_vocabulary_lists(const std::vector<std::filesystem::path>& lists,
                                      const std::vector<std::string>& lost,
                                      const std::map<std::string, std::string>& before);

// The byte form of `texts`. Damaged bytes are no lists.
std::string pack_lists(const std::map<std::string, std::string>& texts);
std::map<std::string, std::string> unpack_lists(std::string_view bytes);

} // namespace fengqiao::indexer
