// Which records of a folder rest on a clause.
#pragma once

#include "station/paperwork.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::station {

enum class CitedAs { itself, part_of_it, whole_around_it };

struct CitingPlace {
  std::string file;     // as found: 清单/权责清单.yaml
  std::string where;    // file:line
  std::string item;     // QZ-13
  std::string citation; // the key that stands there: XD2023-2.2
  std::string label;
  CitedAs as = CitedAs::itself;
};

struct CitingRecords {
  std::string key, label;           // of the clause that was asked for
  std::vector<CitingPlace> places;  // by file, then in the record's order
  std::size_t records = 0;          // how many records were looked at
  std::vector<std::string> skipped; // records that could not be read, with the reason
};

inline constexpr std::size_t max_citing_files = 20'000;

// Looks at every record (.yaml, .csv that name a template) below the folder, hidden and companion files
// (清单.依据.yaml) left out. A record counts that cites the clause itself, a part of it (XD2023-2.1 where 2
// was asked for), or a whole that holds it (the document, its
// chapter). Errors: the citation does not resolve, no such
// folder, too many files.
Result<CitingRecords, Errors> find_citing(const std::filesystem::path& folder, const std::string& citation,
                                          const PaperworkContext& context);

} // namespace fengqiao::station
