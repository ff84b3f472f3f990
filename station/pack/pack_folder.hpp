// A pack's folder, read: what the station applies with, its figures graded, its texts masked, its evidence
// files opened.
//
//   申报.yaml       record of the template 枫桥式/申报包; 评分数据: names the file below
//   评分.yaml       raw numbers, declarations and the list of evidence, as `fengqiao grade` reads them
//   案例/*.md …     texts that 申报.yaml names
//   佐证/…          the files that the list of evidence names
#pragma once

#include "core/result.hpp"
#include "render/record.hpp"
#include "station/grading/score.hpp"
#include "station/pack/evidence_file.hpp"
#include "station/pack/manifest.hpp"
#include "station/paperwork.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::station::pack {

inline constexpr const char* application_file = "申报.yaml";
inline constexpr const char* pack_template = "枫桥式/申报包";

// One entry of the list of evidence.
struct PackEvidence {
  grading::Evidence entry;          // its words masked
  std::optional<EvidenceFile> file; // nullopt: not there, or not to be used
  std::string fault;                // why; printed where its pages would stand
  bool expired = false;             // on the day of the assessment
};

// A text of the station's own, masked.
struct Narrative {
  std::string path, markdown;
  std::string file; // for messages
  int first_line = 1;
};

struct PackFolder {
  std::filesystem::path folder;
  render::Record record;                                    // 申报.yaml, its words masked
  std::shared_ptr<const grading::Standard> standard;        // the one that 评分.yaml was filled in for
  grading::StationResult result;                            // by what evidence there is
  std::vector<PackEvidence> evidence;                       // in the order of the list
  std::map<std::string, std::vector<Narrative>> narratives; // by the field of 申报.yaml
  std::vector<ManifestFile> inputs;                         // what was read, evidence left out
  std::size_t masked = 0;                                   // numbers masked in texts and captions
  Errors problems;                                          // each stops the pack (unless it is a draft)
  Errors warnings;                                          // shown in the pack, too
};

// Is this folder meant to be a pack (it has 申报.yaml)?
bool is_pack_folder(const std::filesystem::path& folder);

// Identity card and telephone numbers are masked in all that is printed but the office's own 联系电话; a file
// name with one is refused, since the manifest has names as they are.
// Goes as far as it can, so that all that is wrong is told at once: a file that cannot be used does not keep
// the others from being read. Evidence whose file is not there proves nothing: its items score by the
// standard's switch. `store` takes what the pages of evidence are made from (evidence_file.hpp); null: the
// files are proved, and nothing is kept. Errors: only where 申报.yaml or the figures cannot be read at all.
Result<PackFolder, Errors> read_pack_folder(const std::filesystem::path& folder,
                                            const PaperworkContext& context, NewFile* store);

} // namespace fengqiao::station::pack
