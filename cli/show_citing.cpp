// fengqiao show --cited-by: the records of a folder that rest on a clause.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/desk.hpp"
#include "cli/json.hpp"
#include "core/text.hpp"
#include "station/checklist/cited_by.hpp"

#include <fmt/format.h>

namespace fengqiao::cli {
namespace {

const char* relation_name(station::CitedAs as) {
  switch (as) {
  case station::CitedAs::part_of_it:
    return "其中的一部分";
  case station::CitedAs::whole_around_it:
    return "包括它的整份文件或整章";
  default:
    return "";
  }
}

Json citing_json(const station::CitingRecords& found) {
  Json list = Json::array();
  for (const auto& place : found.places)
    list.push_back({{"file", place.file},
                    {"where", place.where},
                    {"item", place.item},
                    {"citation", place.citation},
                    {"label", place.label},
                    {"relation", place.as == station::CitedAs::itself       ? "same"
                                 : place.as == station::CitedAs::part_of_it ? "part"
                                                                            : "whole"}});
  return {{"version", 1},     {"citation", found.key},    {"label", found.label},
          {"cited_by", list}, {"records", found.records}, {"skipped", found.skipped}};
}

} // namespace

int show_citing(const CommonOptions& common, const ShowOptions& options) {
  const auto desk = Desk::open(common);
  if (!desk) return report(desk.error());
  const auto found = station::find_citing(
      options.cited_by, fmt::format("{}", fmt::join(options.citation, " ")), desk->context());
  if (!found) return report(found.error());
  for (const auto& skipped : found->skipped)
    warn(skipped);
  const int code = found->places.empty() ? static_cast<int>(ErrorCode::not_found) : 0;
  if (options.format != Format::text) {
    print(options.format == Format::json ? pretty(citing_json(*found)) : one_line(citing_json(*found)));
    return code;
  }
  print(printable(fmt::format("{}　{}\n", found->key, found->label)));
  for (const auto& place : found->places) {
    const std::string relation = relation_name(place.as);
    print(printable(
        fmt::format("  {}　{}{}\n", place.where, place.item,
                    relation.empty() ? "" : fmt::format("　引 {}（{}）", place.citation, relation))));
  }
  print(found->places.empty()
            ? fmt::format("看了 {} 份记录，没有以它为依据的\n", found->records)
            : fmt::format("看了 {} 份记录，{} 处以它为依据\n", found->records, found->places.size()));
  return code;
}

} // namespace fengqiao::cli
