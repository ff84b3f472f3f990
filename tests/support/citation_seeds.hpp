// Citations as people write them, and as people get them wrong: from every clause of an index, with a fixed
// seed. What is right and what is wrong is decided from the index's own lists of names and clauses, never by
// the resolver that is being judged.
#pragma once

#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/clause_items.hpp"
#include "indexer/index_store.hpp"
#include "indexer/labels.hpp"

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace fengqiao::test {

struct SeededCitation {
  std::string typed;
  std::string meant; // the key of the clause that the writer had in mind
  std::string kind;  // how it was written, or what went wrong
};

class CitationSeeds {
public:
  CitationSeeds(const indexer::IndexReader& index, std::uint64_t seed) : random_(seed) {
    documents_ = index.documents().value();
    for (const auto& document : documents_)
      for (const auto& name : names(document))
        ++owners_[indexer::name_form(name)];
    std::erase_if(documents_,
                  [&](const auto& d) { return d.superseded || owners_[indexer::name_form(d.data.id)] != 1; });
    for (std::size_t d = 0; d < documents_.size(); ++d)
      for (std::uint32_t i = 0; i < documents_[d].clause_count; ++i)
        add_targets(d, index.clause(documents_[d].ref + i).value());
  }

  std::vector<SeededCitation> good(std::size_t count) {
    std::vector<SeededCitation> out;
    while (out.size() < count)
      write_well(any_target(), out);
    out.resize(count);
    return out;
  }

  std::vector<SeededCitation> bad(std::size_t count) {
    std::vector<SeededCitation> out;
    for (std::size_t kind = 0; out.size() < count; kind = (kind + 1) % 9)
      for (int tries = 0; tries < 200; ++tries)
        if (write_badly(any_target(), kind, out)) break;
    return out;
  }

private:
  struct Target {
    std::size_t document = 0;
    std::string key; // with the item's suffix
    std::string label, heading;
    bool item = false, statute = false;
  };

  static std::set<std::string> names(const indexer::StoredDocument& d) {
    std::set<std::string> out{d.data.id, d.own_id, d.alias, d.data.title, d.data.short_title, d.data.number};
    out.erase("");
    return out;
  }

  void add_targets(std::size_t d, const indexer::Clause& clause) {
    if (!clause.citable) return;
    const auto& document = documents_[d];
    const bool statute = clause.own_number.starts_with("第");
    const auto add = [&](const std::optional<indexer::ClauseItem>& item) {
      Target out{d,
                 clause.key + (item ? item->suffix : ""),
                 indexer::clause_label(document, clause, item),
                 clause.heading,
                 item.has_value(),
                 statute};
      keys_.insert(document.data.id + "-" + out.key);
      ++labels_[fold(out.label)];
      targets_.push_back(std::move(out));
    };
    add(std::nullopt);
    for (const auto& item : indexer::clause_items(clause.own_number, clause.text))
      add(item);
  }

  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  const Target& any_target() { return targets_[below(targets_.size())]; }
  const indexer::StoredDocument& of(const Target& t) const { return documents_[t.document]; }
  std::string key_of(const Target& t) const { return of(t).data.id + "-" + t.key; }
  [[nodiscard]] bool one_name(const std::string& name) const {
    const auto found = owners_.find(indexer::name_form(name));
    return found != owners_.end() && found->second == 1;
  }
  [[nodiscard]] bool one_label(const Target& t) const { return labels_.at(fold(t.label)) == 1; }

  static std::string full_width(const std::string& text) {
    std::string out;
    for (const char c : text)
      if (c >= '0' && c <= '9')
        append_utf8(out, static_cast<char32_t>(0xFF10 + (c - '0')));
      else if (c == '(' || c == ')')
        out += c == '(' ? "（" : "）";
      else
        out += c;
    return out;
  }

  void write_well(const Target& t, std::vector<SeededCitation>& out) {
    const std::string key = key_of(t);
    const auto add = [&](std::string typed, const char* kind) {
      out.push_back({std::move(typed), key, kind});
    };
    switch (below(8)) {
    case 0:
      return add(key, "键");
    case 1:
      return add("  " + full_width(key) + "　", "全角和空格");
    case 2:
      if (one_label(t) && one_name(of(t).data.short_title)) add(t.label, "印出的写法");
      return;
    case 3:
      if (one_label(t) && one_name(of(t).data.short_title))
        add(t.label + "（" + of(t).data.status + "）", "印出的写法带标记");
      return;
    case 4:
      if (!of(t).data.number.empty() && one_name(of(t).data.number) && !t.statute && !t.item)
        add(of(t).data.number + " " + t.key, "文号");
      return;
    case 5:
      if (one_name(of(t).data.title) && !t.statute) add("《" + of(t).data.title + "》" + t.key, "全称");
      return;
    case 6:
      if (!t.heading.empty() && !t.item && !t.statute) add(key + "（" + t.heading + "）", "键和标题");
      return;
    default:
      if (one_name(of(t).data.short_title))
        add("《" + of(t).data.short_title + "》" +
                (t.statute ? t.label.substr(indexer::document_label(of(t)).size()) : t.key),
            "简称");
    }
  }

  // The runs of digits in a key: where they begin and how long they are.
  static std::vector<std::pair<std::size_t, std::size_t>> numbers(const std::string& key) {
    std::vector<std::pair<std::size_t, std::size_t>> out;
    for (std::size_t i = 0; i < key.size(); ++i) {
      const bool digit = key[i] >= '0' && key[i] <= '9';
      if (digit && (out.empty() || out.back().first + out.back().second != i))
        out.emplace_back(i, 1);
      else if (digit)
        ++out.back().second;
    }
    return out;
  }

  std::string wrong_number(const std::string& key) {
    const auto runs = numbers(key);
    const auto [at, size] = runs[below(runs.size())];
    const int value = std::stoi(key.substr(at, size));
    const std::size_t dice = below(10);
    const int by = dice < 6 ? 1 : dice < 9 ? 2 : 3;
    const int other = value + (below(2) ? by : -by);
    return other < 0 ? key : key.substr(0, at) + std::to_string(other) + key.substr(at + size);
  }

  std::string swapped_digits(std::string key) {
    const auto runs = numbers(key);
    for (const auto& [at, size] : runs)
      if (size > 1) {
        const std::size_t i = at + below(size - 1);
        std::swap(key[i], key[i + 1]);
        return key;
      }
    if (runs.size() > 1 && runs[0].second == 1 && runs[1].second == 1)
      std::swap(key[runs[0].first], key[runs[1].first]); // 1.3 → 3.1
    return key;
  }

  std::string wrong_digit(std::string key) {
    const auto runs = numbers(key);
    const auto [at, size] = runs[below(runs.size())];
    const std::size_t i = at + below(size);
    switch (below(3)) {
    case 0:
      return key.insert(i, 1, key[i]); // doubled
    case 1:
      if (size > 1) key.erase(i, 1); // lost
      return key;
    default: // a dot or dash forgotten
      if (const auto mark = key.find_first_of(".-"); mark != std::string::npos) key.erase(mark, 1);
      return key;
    }
  }

  // What the ids of two plans of one kind, or of two editions of one law, have in common: XD of XD2023.
  static std::string without_year(std::string id) {
    id.resize(std::min(id.find('@'), id.size()));
    std::erase_if(id, [](char c) { return c >= '0' && c <= '9'; });
    return id;
  }

  // One Han character replaced, or two neighbours swapped.
  std::string mistyped(const std::string& text) {
    static const std::u32string slips = U"的决定计划安全治按警历察查处法发防纺执职责则任主住";
    std::u32string out = to_utf32(text);
    std::vector<std::size_t> han;
    for (std::size_t i = 0; i < out.size(); ++i)
      if (is_han(out[i])) han.push_back(i);
    if (han.empty()) return text;
    const std::size_t at = han[below(han.size())];
    if (below(3) == 0 && at + 1 < out.size() && is_han(out[at + 1]))
      std::swap(out[at], out[at + 1]);
    else
      out[at] = slips[below(slips.size())];
    return to_utf8(out);
  }

  bool bad_key(const Target& t, const std::string& key, const char* kind, std::vector<SeededCitation>& out) {
    // Not a clause, nor a chapter of clauses.
    if (key == t.key) return false;
    const std::string whole = of(t).data.id + "-" + key;
    const auto next = keys_.lower_bound(whole);
    if (next != keys_.end() && (*next == whole || next->starts_with(whole + "."))) return false;
    // 43(2) means 43.1(2) where only one 款 has such an item.
    if (t.statute && key.find('(') != std::string::npos && key.find('.') == std::string::npos) return false;
    out.push_back({whole, key_of(t), kind});
    return true;
  }

  bool write_badly(const Target& t, std::size_t kind, std::vector<SeededCitation>& out) {
    const auto& document = of(t).data;
    switch (kind) {
    case 0:
      return bad_key(t, wrong_number(t.key), "号写错", out);
    case 1:
      return bad_key(t, swapped_digits(t.key), "数字颠倒", out);
    case 2:
      return bad_key(t, wrong_digit(t.key), "多字少字漏点", out);
    case 3: { // a 款 or item that is not there
      if (!t.item) return false;
      std::string key = t.key;
      char& last = key[key.size() - (key.back() == ')' ? 2 : 1)];
      const char moved = static_cast<char>(last + static_cast<char>(1 + below(2)));
      if (!((moved >= '1' && moved <= '9') || (moved >= 'a' && moved <= 'z'))) return false;
      last = moved;
      return bad_key(t, key, "款项写错", out);
    }
    case 4: { // the short title mistyped
      const std::string name = mistyped(document.short_title);
      if (owners_.count(indexer::name_form(name)) || !one_label(t)) return false;
      out.push_back({"《" + name + "》" + t.label.substr(indexer::document_label(of(t)).size()), key_of(t),
                     "简称错字"});
      return true;
    }
    case 5: { // the heading mistyped
      if (t.statute || t.item || t.heading.empty() || !one_label(t)) return false;
      const std::string label = "《" + document.short_title + "》" +
                                mistyped(t.label.substr(indexer::document_label(of(t)).size()));
      if (labels_.count(fold(label))) return false;
      out.push_back({label, key_of(t), "标题错字"});
      return true;
    }
    case 6: { // the id mistyped: XD2032-1.3
      const std::string id = numbers(document.id).empty() ? mistyped(document.id)
                             : below(2)                   ? swapped_digits(document.id)
                                                          : wrong_number(document.id);
      if (owners_.count(indexer::name_form(id))) return false;
      out.push_back({id + "-" + t.key, key_of(t), "文件键写错"});
      return true;
    }
    case 7: { // a number that is there, with the heading of another
      if (t.statute || t.item || t.heading.empty()) return false;
      const std::string key = wrong_number(t.key);
      if (key == t.key || !keys_.count(document.id + "-" + key)) return false;
      out.push_back({document.id + "-" + key + "（" + t.heading + "）", key_of(t), "号与标题不符"});
      return true;
    }
    default: { // the number of this plan under the name of the last one
      const auto& other = documents_[below(documents_.size())].data;
      if (other.id == document.id || without_year(other.id) != without_year(document.id)) return false;
      const std::string whole = other.id + "-" + t.key;
      const auto next = keys_.lower_bound(whole);
      if (next != keys_.end() && (*next == whole || next->starts_with(whole + "."))) return false;
      if (t.statute && t.item) return false;
      out.push_back({whole, key_of(t), "旧文件的号"});
      return true;
    }
    }
  }

  std::mt19937_64 random_;
  std::vector<indexer::StoredDocument> documents_;
  std::vector<Target> targets_;
  std::set<std::string> keys_;
  std::map<std::string, int> owners_, labels_;
};

// What came of them.
struct SeedScore {
  std::size_t count = 0;
  std::size_t refused = 0; // did not resolve
  std::size_t right = 0;   // good: resolved to what was meant; bad: what was meant is among the suggestions
  std::map<std::string, std::pair<std::size_t, std::size_t>> by_kind; // count, right
  std::vector<std::string> misses;
};

template <class Resolver>
SeedScore score_good(const Resolver& resolver, const std::vector<SeededCitation>& seeds) {
  SeedScore out;
  for (const auto& seed : seeds) {
    const auto resolved = resolver.resolve(seed.typed);
    const bool right = resolved && resolved->key == seed.meant;
    ++out.count;
    if (!resolved) ++out.refused;
    if (right) ++out.right;
    auto& kind = out.by_kind[seed.kind];
    ++kind.first;
    kind.second += right;
    if (!right)
      out.misses.push_back(seed.kind + "  " + seed.typed + "  " +
                           (resolved ? resolved->key : resolved.error().message));
  }
  return out;
}

template <class Resolver>
SeedScore score_bad(const Resolver& resolver, const std::vector<SeededCitation>& seeds) {
  SeedScore out;
  for (const auto& seed : seeds) {
    const auto resolved = resolver.resolve(seed.typed);
    const bool refused = !resolved && resolved.error().code == ErrorCode::citation;
    bool right = false;
    std::string shown;
    for (const auto& each : resolver.suggest(seed.typed)) {
      right |= each.key == seed.meant;
      shown += " " + each.key;
      if (refused && resolved.error().hint.find(each.key) == std::string::npos) right = false; // not shown
    }
    right &= refused;
    ++out.count;
    if (refused) ++out.refused;
    if (right) ++out.right;
    auto& kind = out.by_kind[seed.kind];
    ++kind.first;
    kind.second += right;
    if (!right)
      out.misses.push_back(seed.kind + "  " + seed.typed + "  应是 " + seed.meant + "，提示" + shown +
                           (refused ? "" : "（没有拒绝）"));
  }
  return out;
}

} // namespace fengqiao::test
