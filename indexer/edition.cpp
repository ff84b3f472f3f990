#include "indexer/edition.hpp"

#include "indexer/law_name.hpp"

#include <algorithm>
#include <map>
#include <numeric>
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

// Which inputs are editions of one text.
class Families {
public:
  explicit Families(const std::vector<EditionInput>& texts) : first_(texts.size()) {
    std::iota(first_.begin(), first_.end(), std::size_t{0});
    using Name = std::tuple<std::string, std::string, std::string, std::string>;
    std::map<Name, std::size_t> by_id;
    std::map<std::pair<std::string, Name>, std::size_t> by_base;
    const auto join = [&](std::size_t i, const auto& known) {
      if (!known.second) first_[find(i)] = find(known.first->second);
    };
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const EditionInput& text = texts[i];
      join(i, by_id.try_emplace({text.id, text.part, document_id(text.issuer), text.draft}, i));
      if (!text.base.empty())
        join(i, by_base.try_emplace(
                    {text.text_kind, {text.base, text.part, document_id(text.issuer), text.draft}}, i));
    }
  }

  // The families' members, each family once.
  [[nodiscard]] std::vector<Group> groups() {
    std::map<std::size_t, Group> out;
    for (std::size_t i = 0; i < first_.size(); ++i)
      out[find(i)].push_back(i);
    std::vector<Group> list;
    for (auto& [first, group] : out)
      list.push_back(std::move(group));
    return list;
  }

private:
  std::size_t find(std::size_t i) {
    while (first_[i] != i)
      i = first_[i] = first_[first_[i]];
    return i;
  }

  std::vector<std::size_t> first_;
};

// The ids of those texts of a family that ask for the same one. `bare`: the newest of them has it as it is.
void give_ids(const std::vector<EditionInput>& texts, const Group& group, const std::string& id, bool bare,
              std::vector<EditionName>& out) {
  const std::size_t owner = group.front();
  std::map<std::string, int> of_year;
  for (const std::size_t i : group)
    ++of_year[year_of(texts[i].date)];
  if (bare) {
    const bool dated = !texts[owner].date.empty() && of_year[year_of(texts[owner].date)] == 1;
    out[owner].id = id;
    out[owner].alias = dated ? id + "@" + year_of(texts[owner].date) : "";
  }
  std::map<std::string, int> given;
  // Oldest first, so that a newer arrival does not rename the older ones.
  for (auto i = group.rbegin(); i != group.rend(); ++i) {
    if (bare && *i == owner) continue;
    const std::string year = year_of(texts[*i].date);
    const std::string name = id + "@" + (of_year[year] > 1 ? digits_of(texts[*i].date) : year);
    const int times = ++given[name];
    out[*i].id = times == 1 ? name : name + "_" + std::to_string(times);
  }
}

// The name that the newest of a family with several ids has in common with others.
std::string common_name(const std::vector<EditionInput>& texts, const Group& group) {
  const bool one_id = std::all_of(group.begin(), group.end(),
                                  [&](std::size_t i) { return texts[i].id == texts[group.front()].id; });
  if (one_id) return {};
  const auto named =
      std::find_if(group.begin(), group.end(), [&](std::size_t i) { return !texts[i].base.empty(); });
  return texts[*named].base; // two ids were joined by nothing else
}

void order_family(const std::vector<EditionInput>& texts, const Group& group, std::vector<EditionName>& out) {
  const std::size_t newest = group.front();
  const std::string base = common_name(texts, group);
  for (const std::size_t i : group) {
    const bool dated = !texts[i].date.empty();
    out[i].superseded = dated && texts[i].date < texts[newest].date;
    out[i].newest = newest;
    out[i].base = base;
    if (!dated && i != newest) out[i].unordered_with = newest;
  }
  // The undated ones stand last.
  if (group.size() > 1 && texts[group.back()].date.empty()) out[newest].unordered_with = group.back();
}

// What stands behind the ids of texts whose bare id several texts that are no editions of each other ask for.
struct Askers {
  std::set<std::string> issuers, drafts;

  [[nodiscard]] std::string mark_of(const EditionInput& text) const {
    const std::string maker = document_id(text.issuer);
    std::string out;
    if (issuers.size() > 1) out += "@" + (maker.empty() ? std::string(kNoIssuer) : maker);
    if (drafts.size() > 1 && !text.draft.empty()) out += "@" + text.draft;
    return out;
  }
};

} // namespace

std::vector<EditionName> name_editions(const std::vector<EditionInput>& texts) {
  std::map<std::string, Askers> askers;
  for (const auto& text : texts) {
    askers[text.id].issuers.insert(document_id(text.issuer)); // 公安部、司法部 is 公安部 司法部
    askers[text.id].drafts.insert(text.draft);
  }
  std::vector<EditionName> out(texts.size());
  for (Group& group : Families(texts).groups()) {
    std::sort(group.begin(), group.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(texts[b].date, texts[a].file) < std::tie(texts[a].date, texts[b].file);
    });
    order_family(texts, group, out);
    std::map<std::string, Group> by_id;
    for (const std::size_t i : group)
      by_id[texts[i].id].push_back(i);
    for (const auto& [id, same_id] : by_id) {
      const std::size_t first = same_id.front();
      const bool older_namesake = out[first].superseded && id == out[first].base;
      give_ids(texts, same_id, id + askers[id].mark_of(texts[first]), !older_namesake, out);
    }
  }
  return out;
}

} // namespace fengqiao::indexer
