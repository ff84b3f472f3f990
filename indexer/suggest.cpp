#include "indexer/suggest.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/clause_items.hpp"
#include "indexer/labels.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace fengqiao::indexer {
namespace {

using Text = std::u32string;

constexpr std::size_t kDocuments = 8;                  // whose clauses are looked at
constexpr std::uint32_t kReadCollection = 5000;        // clauses whose headings are read
constexpr std::size_t kNameChars = 60;                 // of a name are compared
constexpr double kUnlike = 0.6;                        // names that differ in more than this part of them
constexpr double kUnlikeHeading = 0.34;                // headings: a part of it, or one character of three
constexpr double kNameWeight = 4;                      // a name that is wholly another
constexpr double kOtherDocument = 1.1;                 // another document than the one that was named
constexpr double kEdit = 1.3;                          // one edit of a number that has another form
constexpr double kSwap = 0.9, kNext = 1, kDigit = 1.2; // slips within a number
constexpr double kDot = 0.95;                          // a dot or dash forgotten
constexpr double kFarthest = 6;                        // costs beyond this suggest nothing

// Damerau's distance: insertions, deletions, substitutions and swaps of neighbours.
template <class String> std::size_t edits(const String& a, const String& b) {
  std::vector<std::vector<std::size_t>> rows(3, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t j = 0; j <= b.size(); ++j)
    rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto &row = rows[i % 3], &last = rows[(i + 2) % 3], &before = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

// 0: the same; 1: nothing in common. A name inside the other one is near.
double unlikeness(Text a, Text b) {
  if (a.empty() || b.empty()) return 1;
  if (a == b) return 0;
  a.resize(std::min(a.size(), kNameChars));
  b.resize(std::min(b.size(), kNameChars));
  const std::size_t longer = std::max(a.size(), b.size()), shorter = std::min(a.size(), b.size());
  if (shorter >= 2 && (a.find(b) != Text::npos || b.find(a) != Text::npos)) return 0.3;
  if (longer - shorter > static_cast<std::size_t>(kUnlike * static_cast<double>(longer))) return 1;
  return static_cast<double>(edits(a, b)) / static_cast<double>(longer);
}

struct Component {
  char before = 0; // the separator in front of it
  std::string digits;
};

// 287-1.2(3) → 287, -1, .2, (3; a letter counts as a number.
std::vector<Component> components(std::string_view key) {
  std::vector<Component> out;
  char separator = 0;
  bool open = false;
  for (const char c : key) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) {
      if (!open) out.push_back({separator, {}});
      out.back().digits += c;
      open = true;
    } else {
      separator = c;
      open = false;
    }
  }
  return out;
}

double component_cost(const std::string& typed, const std::string& real) {
  if (typed == real) return 0;
  const bool letters = typed.front() >= 'a' || real.front() >= 'a';
  const auto value = [](const std::string& s) {
    return s.front() >= 'a' ? s.front() - 'a' + 1 : std::atoi(s.substr(0, 6).c_str());
  };
  const int apart = std::abs(value(typed) - value(real));
  const double far = 0.005 * std::min(apart, 50); // among equals the nearer number
  const std::size_t slips = edits(typed, real);
  if (slips == 1 && typed.size() == real.size() &&
      std::is_permutation(typed.begin(), typed.end(), real.begin()))
    return kSwap; // 71 for 17: how far apart they are says nothing
  if (letters || apart == 1) return kNext + far;
  if (apart <= 3) return kNext + 0.05 * apart; // two or three lines further, whatever the digits
  return kDigit * static_cast<double>(slips) + far;
}

// 201 for 20.1
bool lacks_one_separator(std::string_view typed, std::string_view key) {
  if (typed.size() + 1 != key.size()) return false;
  const auto [here, there] = std::mismatch(typed.begin(), typed.end(), key.begin());
  return (*there == '.' || *there == '-') && std::equal(here, typed.end(), there + 1);
}

struct Ranked {
  StoredDocument document;
  double cost = 0;
};

Text form(std::string_view name) {
  return to_utf32(name_form(name));
}

Text numerals_of(const Text& text) {
  constexpr std::u32string_view numerals = U"0123456789一二三四五六七八九十百";
  Text out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [&](char32_t c) { return numerals.find(c) != numerals.npos; });
  return out;
}

double name_cost(const StoredDocument& document, const std::vector<Text>& typed) {
  double best = 1;
  for (const auto& name :
       {document.data.id, document.own_id, document.data.short_title, document.data.title}) {
    const Text known = form(name);
    for (const auto& each : typed)
      best = std::min(best, unlikeness(each, known));
  }
  return best;
}

// The documents that were named, then those with the likest names.
std::vector<Ranked> likely_documents(const IndexReader& index, const std::string& name,
                                     const std::vector<StoredDocument>& named) {
  std::vector<Ranked> out;
  std::vector<Text> typed{form(name)};
  for (const auto& document : named) {
    out.push_back({document, 0});
    typed.push_back(form(document.data.short_title));
    typed.push_back(form(document.data.id));
  }
  const auto all = index.documents();
  if (!all) return out;
  std::vector<Ranked> others;
  for (const auto& document : *all) {
    if (document.superseded ||
        std::any_of(named.begin(), named.end(), [&](const auto& d) { return d.ref == document.ref; }))
      continue;
    const double cost = name_cost(document, typed);
    if (cost <= kUnlike)
      others.push_back({document, kNameWeight * cost + (named.empty() ? 0 : kOtherDocument)});
  }
  std::stable_sort(others.begin(), others.end(),
                   [](const auto& a, const auto& b) { return a.cost < b.cost; });
  others.resize(std::min(others.size(), kDocuments));
  out.insert(out.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
  return out;
}

// The part of a key that names the clause: 43 of 43.2(3) in a statute, 2.1 of 2.1(a).
double best_cost_of_clause(std::string_view typed, std::string_view key) {
  double best = key_cost(typed, key);
  for (std::size_t cut = typed.find_last_of(".("); cut != std::string_view::npos && cut > 0;
       cut = typed.find_last_of(".(", cut - 1))
    best = std::min(best, key_cost(typed.substr(0, cut), key));
  return best;
}

double heading_cost(const Text& typed, const StoredDocument& document, const Clause& clause,
                    const std::optional<ClauseItem>& item = std::nullopt) {
  const auto tail = [](const Text& text) {
    const auto dot = text.find_last_of(U'·');
    return dot == Text::npos ? text : text.substr(dot + 1);
  };
  const std::string label = clause_label(document, clause, item).substr(document_label(document).size());
  const Text whole = fold32(label), own = fold32(clause_heading(clause) + (item ? item->label : ""));
  return kNameWeight * std::min(unlikeness(typed, whole), unlikeness(tail(typed), own));
}

class Collector {
public:
  Collector(const IndexReader& index, const CitationQuery& query)
      : index_(index), query_(query), heading_(fold32(query.heading)) {}

  void look_at(const Ranked& ranked) {
    const auto keys = index_.clause_keys(ranked.document.ref);
    if (!keys) return;
    for (std::size_t i = 0; i < keys->size(); ++i) {
      const std::string& key = (*keys)[i];
      if (key.starts_with('p')) continue;
      look_at(ranked, key, ranked.document.ref + static_cast<ClauseRef>(i));
    }
  }

  std::vector<Suggestion> best() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& a, const auto& b) { return a.cost < b.cost; });
    std::vector<Suggestion> out;
    for (auto& each : found_) {
      if (out.size() == max_suggestions) break;
      const auto same = [&](const Suggestion& s) { return s.key == each.key; };
      if (std::none_of(out.begin(), out.end(), same)) out.push_back(std::move(each));
    }
    return out;
  }

private:
  void look_at(const Ranked& ranked, const std::string& key, ClauseRef ref) {
    const double by_number = query_.clause.empty() ? kFarthest : key_cost(query_.clause, key);
    const double of_clause = query_.clause.empty() ? kFarthest : best_cost_of_clause(query_.clause, key);
    if (heading_.empty() && of_clause >= kFarthest) return;
    const auto clause = index_.clause(ref);
    if (!clause) return;
    const double by_text = heading_.empty() ? kFarthest : heading_cost(heading_, ranked.document, *clause);
    add(ranked, *clause, {}, std::min(by_number, by_text) + 0.1 * std::max(by_number, by_text));
    const bool part_of_number = (of_clause <= kDigit + 0.5 && has_parts(query_.clause)) || runs_on(key);
    const bool part_of_heading = by_text <= 2 && heading_.ends_with(U')');
    if (!part_of_number && !part_of_heading) return;
    for (const auto& item : clause_items(clause->own_number, clause->text)) {
      const double cost = part_of_number ? std::min(key_cost(query_.clause, key + item.suffix), kFarthest)
                                         : heading_cost(heading_, ranked.document, *clause, item);
      add(ranked, *clause, item, cost + 0.1 * kFarthest);
    }
  }

  static bool has_parts(const std::string& clause) { return clause.find_first_of(".(") != std::string::npos; }

  // 201: perhaps 20.1, whose dot is missing.
  [[nodiscard]] bool runs_on(const std::string& key) const {
    return !has_parts(query_.clause) && query_.clause.size() > key.size() && query_.clause.starts_with(key);
  }

  void add(const Ranked& ranked, const Clause& clause, const std::optional<ClauseItem>& item, double cost) {
    cost += ranked.cost;
    if (cost >= kFarthest) return;
    found_.push_back({citation_key(ranked.document, clause, item ? item->suffix : ""),
                      clause_heading(clause) + (item ? item->label : ""), cost});
  }

  const IndexReader& index_;
  const CitationQuery& query_;
  Text heading_;
  std::vector<Suggestion> found_;
};

} // namespace

double key_cost(std::string_view typed, std::string_view key) {
  if (lacks_one_separator(typed, key)) return kDot;
  const auto a = components(typed), b = components(key);
  const double by_edits = kEdit * static_cast<double>(edits(std::string(typed), std::string(key)));
  const auto same_form = [](const Component& x, const Component& y) { return x.before == y.before; };
  if (a.size() != b.size() || !std::equal(a.begin(), a.end(), b.begin(), same_form)) return by_edits;
  const auto sum = [&](const std::vector<Component>& parts) {
    double out = 0;
    for (std::size_t i = 0; i < parts.size(); ++i)
      out += component_cost(parts[i].digits, b[i].digits);
    return out;
  };
  double best = std::min(sum(a), by_edits + (by_edits > 0 ? 0.5 : 0));
  for (std::size_t i = 0; i + 1 < a.size(); ++i) { // 3.1 for 1.3
    if (a[i].digits == a[i + 1].digits) continue;
    auto swapped = a;
    std::swap(swapped[i].digits, swapped[i + 1].digits);
    best = std::min(best, kSwap + sum(swapped));
  }
  return best;
}

std::vector<Suggestion> suggest(const IndexReader& index, const CitationQuery& query,
                                const std::vector<StoredDocument>& documents) {
  const auto likely = likely_documents(index, query.document, documents);
  if (query.clause.empty() && query.heading.empty()) {
    std::vector<Suggestion> out;
    for (const auto& each : likely)
      if (out.size() < max_suggestions)
        out.push_back({each.document.data.id, document_label(each.document), each.cost});
    return out;
  }
  Collector collector(index, query);
  for (const auto& each : likely)
    collector.look_at(each);
  return collector.best();
}

std::vector<Suggestion> headings_of(const IndexReader& index) {
  const auto documents = index.documents();
  std::vector<Suggestion> out;
  if (!documents || index.clause_count() > kReadCollection) return out;
  for (const auto& document : *documents)
    for (std::uint32_t i = 0; !document.superseded && i < document.clause_count; ++i) {
      if (!index.at_hand(document.ref + i)) continue; // each would be a question to another machine
      const auto clause = index.clause(document.ref + i);
      if (clause && !clause->heading.empty())
        out.push_back({citation_key(document, *clause), clause->heading, 0});
    }
  return out;
}

std::vector<Suggestion> headings_like(const IndexReader& index, std::string_view name) {
  const Text typed = fold32(name);
  auto out = headings_of(index);
  for (auto& each : out)
    each.cost = unlikeness(typed, fold32(each.heading));
  std::erase_if(out, [](const auto& each) { return each.cost > kUnlikeHeading; });
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.cost < b.cost; });
  out.resize(std::min(out.size(), max_suggestions));
  return out;
}

std::string where_to_look(const std::string& near) {
  const std::string list = "fengqiao list 列出索引里的全部文件";
  return near.empty() ? list : "最接近的是：" + near + "；" + list;
}

std::string misspelt_name(const IndexReader& index, std::string_view name) {
  constexpr std::size_t kShortest = 4;
  const Text typed = form(name);
  const auto all = index.documents();
  if (!all || typed.size() < kShortest || typed.size() > kNameChars) return {};
  std::string out;
  for (const auto& document : *all) {
    const Text known = form(document.data.short_title);
    if (document.superseded || known.size() > typed.size() + 1 || typed.size() > known.size() + 1) continue;
    if (numerals_of(known) != numerals_of(typed) || edits(typed, known) != 1) continue;
    if (!out.empty() && out != document.data.short_title) return {};
    out = document.data.short_title;
  }
  return out;
}

std::string suggestion_text(const std::vector<Suggestion>& suggestions) {
  std::string out;
  for (const auto& each : suggestions)
    out += (out.empty() ? "" : "、") + each.key + (each.heading.empty() ? "" : "（" + each.heading + "）");
  return out;
}

} // namespace fengqiao::indexer
