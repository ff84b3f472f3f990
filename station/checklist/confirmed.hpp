// What the cited clauses said when a person last confirmed a checklist: <checklist>.依据.yaml beside it.
//
//   清单: 权责清单.yaml
//   依据:
//     - 键: XD2023-1.3
//       时效: 期满
//       摘要: 64 hexadecimal digits
//       文字: 据报道，市县两级警力…
//
// The digest is of the folded text without blanks: full width, traditional characters, brackets and line
// breaks are no change. The text itself is kept up to confirmed_text_chars, to show old beside new. Nothing
// in it depends on the day: the same confirmation gives the same bytes.
#pragma once

#include "core/citation.hpp"
#include "core/result.hpp"
#include "station/citations.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::station {

inline constexpr std::size_t confirmed_text_chars = 4000;

// 权责清单.yaml → 权责清单.依据.yaml
std::filesystem::path confirmed_file(const std::filesystem::path& checklist);

// A file that belongs to another: 清单.依据.yaml, 日报.审定.yaml.
bool is_companion_file(const std::filesystem::path& file);

std::string clause_digest(std::string_view text);

struct ConfirmedClause {
  std::string key, status, digest, text; // text: empty where it was too long to keep
  int line = 0;                          // in the file
};

struct ConfirmedClauses {
  bool exists = false; // false: nothing has been confirmed yet
  std::vector<ConfirmedClause> clauses;
};

// An absent file is no error. ErrorCode::data where it cannot be read as such.
Result<ConfirmedClauses, Errors> load_confirmed(const std::filesystem::path& checklist);

// What a person has to look at.
struct ClauseReview {
  enum class Kind { changed, status, fresh };
  Kind kind = Kind::fresh;
  std::size_t cited = 0; // its place in the record's clauses
  std::string old_text, old_status;
  std::string moved_to; // the key under which the old text stands now; empty: nowhere, or the same
};

// Compares, in the order of `cited`. For a changed clause the clauses of
// its document are looked through once for the old text.
std::vector<ClauseReview> review(const std::vector<CitedClause>& cited, const ConfirmedClauses& confirmed,
                                 const CitationResolver& resolver);

// For citations that do not resolve any more: where their text stands now, added to the problem's hint.
void trace_lost(const std::vector<LostCitation>& lost, const ConfirmedClauses& confirmed,
                const CitationResolver& resolver, Errors& problems);

// One line for a changed clause: what it said around the first difference, and what it says now.
Error describe(const ClauseReview& review, const CitedClause& cited, const std::string& checklist);

// The file's text: what the clauses say now.
std::string write_confirmed(const std::filesystem::path& checklist, const std::vector<CitedClause>& cited);

} // namespace fengqiao::station
