#include "indexer/edition.hpp"

#include "indexer/law_name.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace fengqiao::indexer {
namespace {

constexpr const char *kUndated = "无日期", *kNoIssuer = "无机关";

// 2012-10-26 → 20121026
std::string digits_of(const std::string& date) {
  std::string out;
  for (const char c : date)
    if (c >= '0' && c <= '9') out.push_back(c);
  return out.empty() ? kUndated : out;
}

std::string year_of(const std::string& date) {
  return date.size() >= 4 ? date.substr(0, 4) : kUndated;
}

using Group = std::vector<std::size_t>; // indexes of the inputs, the newest first, those without a date last

void name_group(const std::vector<EditionInput>& texts, const Group& group, const std::string& id,
                std::vector<EditionName>& out) {
  const EditionInput& owner = texts[group.front()];
  out[group.front()] = {id, owner.date.empty() ? "" : id + "@" + year_of(owner.date), false, {}};
  std::map<std::string, int> of_year;
  for (const std::size_t i : group)
    ++of_year[year_of(texts[i].date)];
  std::set<std::string> taken;
  // Oldest first, so that a newer arrival does not rename the older ones.
  for (auto i = group.rbegin(); i + 1 != group.rend(); ++i) {
    const EditionInput& text = texts[*i];
    const std::string year = year_of(text.date);
    const std::string name = id + "@" + (of_year[year] > 1 ? digits_of(text.date) : year);
    std::string unique = name;
    for (int n = 2; !taken.insert(unique).second; ++n)
      unique = name + "_" + std::to_string(n);
    out[*i] = {unique, "", !text.date.empty() && text.date < owner.date, {}};
    if (text.date.empty()) out[*i].unordered_with = group.front();
  }
  // The undated ones stand last.
  if (group.size() > 1 && texts[group.back()].date.empty()) out[group.front()].unordered_with = group.back();
  if (of_year[year_of(owner.date)] > 1) out[group.front()].alias.clear();
}

} // namespace

std::vector<EditionName> name_editions(const std::vector<EditionInput>& texts) {
  std::map<std::tuple<std::string, std::string, std::string>, Group> groups;
  std::map<std::string, std::set<std::string>> issuers;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    groups[{texts[i].id, texts[i].part, texts[i].issuer}].push_back(i);
    issuers[texts[i].id].insert(texts[i].issuer);
  }
  std::vector<EditionName> out(texts.size());
  for (auto& [name, group] : groups) {
    std::sort(group.begin(), group.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(texts[b].date, texts[a].file) < std::tie(texts[a].date, texts[b].file);
    });
    const auto& [id, part, issuer] = name;
    const std::string maker = document_id(issuer);
    const bool alone = issuers[id].size() == 1;
    name_group(texts, group, alone ? id : id + "@" + (maker.empty() ? kNoIssuer : maker), out);
  }
  return out;
}

} // namespace fengqiao::indexer
