#include "indexer/cited_clauses.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/citation_parts.hpp"
#include "indexer/citation_query.hpp"
#include "indexer/edition_history.hpp"
#include "indexer/labels.hpp"
#include "indexer/number_lookup.hpp"
#include "indexer/resolver.hpp"
#include "indexer/suggest.hpp"

#include <algorithm>
#include <optional>

namespace fengqiao::indexer {
namespace {

using Found = CitedClauses::Found;
using Accept = std::function<bool(std::size_t span)>;

// A number that may be a year says nothing of a clause: 民法典2020.
constexpr int kFirstYear = 1900, kLastYear = 2100;
constexpr std::size_t kLongName = 5; // characters: of such a name one may be wrong, also the last

// 第四十三条第九款 where there is no ninth: the 条 is what can be shown.
CitationQuery without_part(CitationQuery citation) {
  citation.clause.resize(std::min(citation.clause.find_first_of(".("), citation.clause.size()));
  return citation;
}

// 264-5 → 第二百六十四条之五; other keys as they are.
std::string clause_text(const CitationQuery& citation) {
  const std::string& key = citation.clause;
  const auto dash = key.find('-');
  const auto number = parse_numeral(key.substr(0, dash));
  const bool article = citation.form != ClauseForm::item && number && *number <= 9999;
  if (!article) return "条款 " + key;
  std::string out = "第" + chinese_numeral(*number) + "条";
  if (dash == key.npos) return out;
  const auto insert = parse_numeral(key.substr(dash + 1));
  return insert && *insert <= 9999 ? out + "之" + chinese_numeral(*insert) : "条款 " + key;
}

bool may_be_year(const std::string& key) {
  const auto number = parse_numeral(key);
  return number && *number >= kFirstYear && *number <= kLastYear;
}

std::string edition_text(const std::string& digits) {
  return digits.size() == 4 ? digits + "年" : digits;
}

class Lookup {
public:
  Lookup(const IndexReader& index, const Accept& accept) : index_(index), resolver_(index), accept_(accept) {}

  CitedClauses run(const std::vector<CitationReading>& readings) {
    for (const auto& reading : readings)
      if (take_list(reading)) return out_;
    const bool of_edition = std::any_of(readings.begin(), readings.end(), [](const CitationReading& reading) {
      return reading.citation.document.find('@') != std::string::npos;
    });
    for (const auto& reading : readings)
      if (!of_edition && take_one_of_several(reading)) return out_;
    for (const auto& reading : readings)
      if (take_without_part(reading)) return out_;
    for (const auto& reading : readings)
      if (tell_divisions(reading)) return out_;
    for (const auto& reading : readings)
      if (tell_missing_clause(reading)) return out_;
    for (const auto& reading : readings)
      if (reading.names_text && (take_misspelt(reading) || tell_missing_text(reading))) return out_;
    for (const auto& reading : readings) // 治安管理处罚发第43条
      if (reading.whole && !reading.bare_number && !reading.citation.clause.empty() &&
          count_code_points(reading.citation.document) >= kLongName && take_misspelt(reading))
        return out_;
    for (const auto& reading : readings)
      if (reading.like_name && !may_be_year(reading.citation.clause) &&
          (take_by_abbreviation(reading) || tell_several(reading)))
        return out_;
    return out_;
  }

private:
  bool take(const std::optional<Located>& located, bool whole) {
    if (!located) return false;
    const auto before = out_.clauses.size();
    add(*located);
    if (out_.clauses.size() == before) return false;
    out_.found = Found::clauses;
    out_.document = located->document.data.id;
    out_.asks_only = whole;
    out_.whole = whole && !located->by_abbreviation; // a guess is no exact answer
    if (std::string note = guess_note(*located); !note.empty()) out_.notes = {std::move(note)};
    return true;
  }

  void add(const Located& located) {
    const auto before = out_.clauses.size();
    add(located.clauses);
    if (located.item || out_.clauses.size() > before) out_.located.push_back(located);
    if (located.item && !located.clauses.empty())
      out_.items.emplace(located.clauses.front(), located.item->label);
  }

  void add(const std::vector<ClauseRef>& clauses) {
    for (const ClauseRef ref : clauses)
      if (!accept_ || accept_(index_.span_of(ref)))
        if (std::find(out_.clauses.begin(), out_.clauses.end(), ref) == out_.clauses.end())
          out_.clauses.push_back(ref);
  }

  [[nodiscard]] std::vector<std::optional<Located>> locate(const CitationReading& reading,
                                                           const std::vector<std::string>& keys) const {
    if (reading.bare_number && !resolver_.find_documents(reading.citation.document, Names::known))
      return std::vector<std::optional<Located>>(keys.size());
    return resolver_.locate_each(reading.citation, keys);
  }

  // The cited clause, or those of a list; what of a list is not there is told.
  bool take_list(const CitationReading& reading) {
    std::vector<std::string> keys{reading.citation.clause};
    keys.insert(keys.end(), reading.further.begin(), reading.further.end());
    const auto located = locate(reading, keys);
    const Located* first = nullptr;
    for (const auto& each : located)
      if (first && each)
        add(*each);
      else if (each && take(each, reading.whole))
        first = &*each;
    if (!first) return false;
    if (reading.shortened) {
      out_.whole = false;
      if (out_.notes.empty()) out_.notes = {"按" + document_label(first->document) + "理解"};
    }
    tell_division(reading, *first);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (located[i]) continue;
      CitationQuery citation = reading.citation;
      citation.clause = keys[i];
      out_.notes.push_back(document_label(first->document) + "没有" + clause_text(citation));
      out_.complete = false;
    }
    return true;
  }

  // 治安管理处罚法第二章第四十三条: the 43rd lies in another chapter. One of the two is a slip.
  void tell_division(const CitationReading& reading, const Located& located) {
    if (reading.division.empty()) return;
    const auto places = resolver_.divisions({reading.citation.document, "", reading.division});
    const bool inside = std::any_of(places.begin(), places.end(), [&](const Located& place) {
      return std::find(place.clauses.begin(), place.clauses.end(), located.clauses.front()) !=
             place.clauses.end();
    });
    if (inside) return;
    const auto clause = index_.clause(located.clauses.front());
    std::string where;
    for (const auto& heading : clause ? clause->path : std::vector<std::string>{})
      where += (where.empty() ? "，在 " : " › ") + heading;
    out_.notes.push_back(located.label + "不在“" + reading.division + "”里" + where);
    out_.complete = false;
  }

  // 宪法修正案第五十二条: several texts bear the name, one of them has that clause.
  bool take_one_of_several(const CitationReading& reading) {
    if (reading.citation.clause.empty() || reading.bare_number) return false;
    std::optional<Located> only;
    for (const auto& document : resolver_.bearers(reading.citation.document)) {
      auto located =
          resolver_.locate_exactly({document.data.id, reading.citation.clause, "", reading.citation.form});
      if (!located) continue;
      if (only) return false;
      only = std::move(located);
    }
    if (!only || !take(only, reading.whole)) return false;
    out_.notes.push_back("叫这个名称的有几份，只有" + document_label(only->document) + "有这一条");
    return true;
  }

  bool take_without_part(const CitationReading& reading) {
    const CitationQuery shorter = without_part(reading.citation);
    if (shorter == reading.citation || shorter.clause.empty()) return false;
    const auto located = resolver_.locate_exactly(shorter);
    if (!located || located->whole) return false; // 1 of 1.99 is a chapter, not the clause that lacks a part
    if (!take(located, reading.whole)) return false;
    out_.notes.push_back(located->label + "没有所写的款、项，以下是整条" +
                         parts_there(*located, reading.citation));
    return true;
  }

  // （这一条有 2 款）
  [[nodiscard]] std::string parts_there(const Located& located, const CitationQuery& citation) const {
    const auto clause = index_.clause(located.clauses.front());
    if (!clause) return {};
    const std::string there =
        missing_item(clause_items(clause->own_number, clause->text),
                     std::string_view(citation.clause)
                         .substr(std::min(citation.clause.find_first_of(".("), citation.clause.size())));
    return there.empty() ? there : "（" + there + "）";
  }

  // 刑法第一章: there are two. 治安管理处罚法第二十章: there is none.
  bool tell_divisions(const CitationReading& reading) {
    const CitationQuery& citation = reading.citation;
    const std::string& division = citation.clause.empty() ? citation.heading : citation.clause;
    if (!is_certain_division(division)) return false;
    const auto documents = resolver_.find_documents(citation.document, Names::fitting);
    if (!documents) return false;
    const std::string label = document_label(documents->front());
    const auto places = resolver_.divisions(citation);
    for (const Located& place : places)
      add(place.clauses);
    if (!out_.clauses.empty()) {
      out_.found = Found::clauses;
      out_.notes = {label + "有几处“" + division + "”，依次列出；要哪一处请写明：" + divisions_text(places)};
      return true;
    }
    const auto headings = resolver_.headings_near(citation);
    for (const auto& heading : headings)
      add({heading.first});
    return tell_nearest(reading, *documents, label + "没有“" + division + "”，" + headings_text(headings));
  }

  // The text is there; that clause of it, or that edition, is not.
  bool tell_missing_clause(const CitationReading& reading) {
    const CitationQuery& citation = reading.citation;
    const bool division = is_certain_division(citation.heading);
    if (citation.clause.empty() && !division) return false;
    if (reading.bare_number && may_be_year(citation.clause)) return false;
    const bool guess = reading.names_text && !reading.bare_number;
    auto documents = resolver_.find_documents(citation.document, guess ? Names::fitting : Names::known);
    if (documents && may_be_year(citation.clause) && !reading.names_text) return false;
    if (documents)
      return tell_nearest(reading, *documents,
                          document_label(documents->front()) + "没有" + clause_text(citation));
    const auto at = citation.document.find('@');
    if (at == std::string::npos) return false;
    CitationReading present = reading;
    present.citation.document.resize(at);
    documents = resolver_.find_documents(present.citation.document, Names::known);
    if (!documents) return false;
    const std::string& date = documents->front().data.date;
    const std::string missing = "索引里没有" + document_label(documents->front()) +
                                edition_text(citation.document.substr(at + 1)) + "的版本" +
                                (date.empty() ? "" : "，有的是" + date);
    return tell_nearest(present, *documents, missing);
  }

  bool tell_nearest(const CitationReading& reading, const std::vector<StoredDocument>& documents,
                    std::string note) {
    out_.notes = {std::move(note)};
    out_.document = documents.front().data.id;
    if (!reading.whole) return true; // what else it asks may have an answer
    out_.asks_only = true;
    out_.found = Found::no_clause;
    for (const CitationQuery& near : {reading.citation, without_insert(reading.citation)})
      if (const auto located = resolver_.locate_exactly(near)) add(located->clauses);
    for (const auto& near : suggest(index_, without_insert(reading.citation), documents))
      for (const auto& document : documents)
        if (near.key.starts_with(document.data.id + "-")) {
          if (const auto located = resolver_.locate_exactly(near.key)) add(located->clauses);
          break;
        }
    return true;
  }

  // 264-5 → 264
  static CitationQuery without_insert(CitationQuery citation) {
    citation.clause.resize(std::min(citation.clause.find('-'), citation.clause.size()));
    return citation;
  }

  // 治安管里处罚法: one character wrong, missing or too many.
  bool take_misspelt(const CitationReading& reading) {
    const auto meant = misspelt_name(index_, reading.citation.document);
    if (meant.empty()) return false;
    CitationReading corrected = reading;
    corrected.citation.document = meant;
    corrected.names_text = false;
    const std::string note = "索引里没有叫“" + reading.citation.document + "”的文件，按“" + meant + "”检索";
    if (take_list(corrected)) {
      out_.whole = false;
    } else if (!tell_missing_clause(corrected)) {
      return false;
    }
    out_.notes.insert(out_.notes.begin(), note);
    return true;
  }

  bool tell_missing_text(const CitationReading& reading) {
    if (!reading.whole) return false;
    const std::string& name = reading.citation.document;
    const auto documents = resolver_.find_documents(name, Names::fitting);
    if (documents) return false;
    out_.found = Found::no_text;
    out_.asks_only = true;
    out_.notes = {documents.error().hint.empty() ? "索引里没有叫“" + name + "”的文件"
                                                 : "“" + name + "”对应几份文件，" + documents.error().hint};
    for (const auto& near : suggest(index_, reading.citation, {}))
      if (const auto located = resolver_.locate_exactly(near.key)) add(located->clauses);
    return true;
  }

  // 民诉法122: an abbreviation with a number that is no year.
  bool take_by_abbreviation(CitationReading reading) {
    if (!reading.bare_number) return false;
    reading.bare_number = false;
    return take_list(reading);
  }

  // 警察法 9: no 条 tells that it is a citation, but several texts fit the name.
  bool tell_several(const CitationReading& reading) {
    const auto documents = resolver_.find_documents(reading.citation.document, Names::fitting);
    return !documents && !documents.error().hint.empty() && tell_missing_text(reading);
  }

  const IndexReader& index_;
  IndexResolver resolver_;
  const Accept& accept_;
  CitedClauses out_;
};

// 266条, 同法第266条 behind a citation of 刑法 → 刑法 266条.
std::string with_document(const std::string& part, const std::string& document) {
  std::string_view number = part;
  for (const std::string_view same : {"同法", "该法", "本法"})
    if (number.starts_with(same)) number.remove_prefix(same.size());
  return document.empty() || !begins_with_number(number) ? part : document + " " + std::string(number);
}

// Each part by itself, a part that begins with a number in the text of the one before it. Nothing where fewer
// than two of them cite.
std::optional<CitedClauses> several(const IndexReader& index, const std::vector<std::string>& parts,
                                    const Accept& accept) {
  CitedClauses out, nearest;
  std::size_t citing = 0;
  out.whole = out.asks_only = true;
  for (const auto& part : parts) {
    CitedClauses one = Lookup(index, accept).run(citation_readings(with_document(part, out.document)));
    if (!one.document.empty()) out.document = one.document;
    out.whole = out.whole && one.whole;
    out.asks_only = out.asks_only && one.asks_only;
    out.complete = out.complete && one.complete && one.found == Found::clauses;
    out.located.insert(out.located.end(), one.located.begin(), one.located.end());
    out.notes.insert(out.notes.end(), one.notes.begin(), one.notes.end());
    if (one.found == Found::nothing && one.notes.empty()) continue;
    ++citing;
    CitedClauses& into = one.found == Found::clauses ? out : nearest;
    into.found = into.found == Found::no_clause ? Found::no_clause : one.found;
    for (const ClauseRef ref : one.clauses)
      if (std::find(into.clauses.begin(), into.clauses.end(), ref) == into.clauses.end())
        into.clauses.push_back(ref);
    into.items.merge(one.items);
  }
  if (citing < 2) return std::nullopt;
  if (out.found == Found::nothing) {
    out.found = nearest.found;
    out.clauses = std::move(nearest.clauses);
  }
  return out;
}

// 公通字〔2099〕1号: a number that no text bears. With other words behind it, these may have an answer.
void tell_unknown_number(const IndexReader& index, const TypedNumber& typed, const Accept& accept,
                         CitedClauses& out) {
  if (IndexResolver(index).find_documents(typed.number, Names::known)) return;
  std::string near;
  const bool alone = typed.rest.empty() || parse_clause_key(typed.rest);
  for (const auto& document : documents_with_code_of(index, typed.number)) {
    near += (near.empty() ? "" : "、") + document.data.number + "（" + document_label(document) + "）";
    if (alone && (!accept || accept(index.span_of(document.ref)))) out.clauses.push_back(document.ref);
  }
  out.notes = {"索引里没有文号是“" + typed.number + "”的文件" +
               (near.empty() ? "" : "，文号相近的有：" + near)};
  if (alone) out.found = Found::no_text;
}

// 民诉法, 反诈法: an abbreviation alone. Several texts that it fits are told, one clause of each comes first.
void take_abbreviation(const IndexReader& index, std::string_view typed, const Accept& accept,
                       CitedClauses& out) {
  constexpr std::size_t kShortest = 3, kLongest = 8;
  const std::u32string name = to_utf32(trim(typed));
  const auto ends = [&](std::u32string_view kind) { return std::u32string_view(name).ends_with(kind); };
  if (name.size() < kShortest || name.size() > kLongest || !std::all_of(name.begin(), name.end(), is_han))
    return;
  const bool law = ends(U"法") && !ends(U"办法");
  if (!law && !ends(U"条例") && !ends(U"规定") && !ends(U"办法") && !ends(U"解释")) return;
  const IndexResolver resolver(index);
  const auto add = [&](ClauseRef ref) {
    if (!accept || accept(index.span_of(ref))) out.clauses.push_back(ref);
  };
  if (const auto named = resolver.find_named(to_utf8(name), Names::fitting)) {
    for (const auto& document : named->documents)
      for (std::uint32_t i = 0; i < document.clause_count; ++i)
        add(document.ref + i);
    if (!named->note.empty()) out.notes = {named->note};
  } else if (const std::string& hint = named.error().hint; law && !hint.empty()) {
    for (const auto& document : resolver.bearers(to_utf8(name)))
      add(document.ref);
    out.notes = {"“" + to_utf8(name) + "”可能是几份文件的简称，" + hint};
  }
  if (!out.clauses.empty()) out.found = Found::clauses;
}

// What is cited by its bare name is the newest edition, in force or not yet.
void tell_newest(const IndexReader& index, CitedClauses& cited) {
  if (cited.found != Found::clauses || !cited.asks_only) return;
  std::vector<std::string> told;
  for (const auto& located : cited.located) {
    if (std::find(told.begin(), told.end(), located.document.data.id) != told.end()) continue;
    told.push_back(located.document.data.id);
    if (auto note = newest_note(index, located.document).value_or(""); !note.empty())
      cited.notes.push_back(std::move(note));
  }
}

CitedClauses looked_up(const IndexReader& index, std::string_view typed, const std::string& document,
                       const Accept& accept) {
  const auto number = number_at_front(typed);
  const std::string with_number = number ? number->number + " " + number->rest : "";
  const std::string_view text = number && number->rewritten ? with_number : typed;
  auto readings = citation_readings(text);
  if (!document.empty())
    if (const auto key = parse_clause_key(text); key && !key->empty())
      readings.insert(readings.begin(), {{document, *key}, true});
  const auto parts = citation_parts(text);
  if (!parts.empty()) // 治安管理处罚法-43 刑法-264: the second is no heading of the first
    std::erase_if(readings, [](const CitationReading& reading) {
      return !reading.citation.clause.empty() && !reading.citation.heading.empty();
    });
  CitedClauses out = Lookup(index, accept).run(readings);
  if (out.whole && out.found == Found::clauses) return out;
  if (auto all = parts.empty() ? std::nullopt : several(index, parts, accept)) return std::move(*all);
  if (out.found != Found::nothing || !out.notes.empty() || !document.empty()) return out;
  if (number)
    tell_unknown_number(index, *number, accept, out);
  else if (cites_without_name(typed))
    out.notes = {name_needed_note()};
  else
    take_abbreviation(index, typed, accept, out);
  return out;
}
} // namespace

std::string name_needed_note() {
  return "没有写是哪一份文件，请加上名称，例如 治安管理处罚法第四十三条";
}

CitedClauses cited_clauses(const IndexReader& index, std::string_view typed, const std::string& document,
                           const Accept& accept) {
  CitedClauses out = looked_up(index, typed, document, accept);
  tell_newest(index, out);
  return out;
}

} // namespace fengqiao::indexer
