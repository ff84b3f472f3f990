#include "station/checklist/cited_by.hpp"

#include "render/record.hpp"
#include "station/checklist/confirmed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <system_error>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

// Whether `key` lies below `above`: 2.1(a) below 2.1 and 2, all below the document. 287-1 is no part of 287.
bool is_below(const std::string& key, const std::string& above) {
  if (key.size() <= above.size() || !key.starts_with(above)) return false;
  const char next = key[above.size()];
  const bool document = above.find('-') == std::string::npos;
  return document ? next == '-' : next == '.' || next == '(';
}

// What lies below a chapter or an annex, which its key does not tell (治安管理处罚法-第三章); read once each.
class Divisions {
public:
  explicit Divisions(const CitationResolver& resolver) : resolver_(resolver) {}

  bool holds(const ResolvedCitation& division, const std::string& key) {
    if (!division.whole || division.key.find('-') == std::string::npos) return false;
    const auto [at, is_new] = below_.try_emplace(division.key);
    if (is_new)
      if (const auto clauses = resolver_.clauses(division.key))
        for (const auto& clause : *clauses)
          at->second.push_back(clause.key);
    return std::any_of(at->second.begin(), at->second.end(),
                       [&](const std::string& clause) { return clause == key || is_below(key, clause); });
  }

private:
  const CitationResolver& resolver_;
  std::map<std::string, std::vector<std::string>> below_;
};

std::optional<CitedAs> relation(const ResolvedCitation& cited, const ResolvedCitation& asked,
                                Divisions& divisions) {
  if (cited.key == asked.key) return CitedAs::itself;
  if (is_below(cited.key, asked.key) || divisions.holds(asked, cited.key)) return CitedAs::part_of_it;
  if (is_below(asked.key, cited.key) || divisions.holds(cited, asked.key)) return CitedAs::whole_around_it;
  return std::nullopt;
}

Result<std::vector<fs::path>> record_files(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  if (error)
    return fail(ErrorCode::not_found, folder.string(), "没有这个文件夹，或打不开", "请写清单所在的文件夹");
  for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
    const fs::path& path = at->path();
    if (path.filename().string().starts_with('.')) {
      at.disable_recursion_pending();
      continue;
    }
    if (!at->is_regular_file(error) || path.extension() == ".txt" || !render::is_record_file(path) ||
        is_companion_file(path))
      continue;
    out.push_back(path);
    if (out.size() > max_citing_files)
      return fail(ErrorCode::limit, folder.string(), fmt::format("文件太多，上限是 {} 个", max_citing_files),
                  "请指定下一级文件夹");
  }
  std::sort(out.begin(), out.end());
  return out;
}

// A YAML or CSV file of something else names no template.
bool is_other_file(const Prepared& prepared) {
  return prepared.template_id.empty();
}

} // namespace

Result<CitingRecords, Errors> find_citing(const fs::path& folder, const std::string& citation,
                                          const PaperworkContext& context) {
  if (context.resolver == nullptr) return fail_all({context.no_resolver});
  const auto asked = context.resolver->resolve(citation);
  if (!asked) return fail_all({asked.error()});
  const auto files = record_files(folder);
  if (!files) return fail_all({files.error()});
  Divisions divisions(*context.resolver);
  CitingRecords out;
  out.key = asked->key;
  out.label = asked->label;
  for (const fs::path& file : *files) {
    const auto prepared = prepare(file, context);
    if (!prepared) {
      out.skipped.push_back(to_text(prepared.error().front()));
      continue;
    }
    if (is_other_file(*prepared)) continue;
    ++out.records;
    for (const auto& cited : prepared->citations.clauses)
      if (const auto as = relation(cited.clause, *asked, divisions))
        for (const auto& place : cited.places)
          out.places.push_back(
              {prepared->file, place.where, place.item, cited.clause.key, cited.clause.label, *as});
  }
  return out;
}

} // namespace fengqiao::station
