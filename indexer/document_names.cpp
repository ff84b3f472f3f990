#include "indexer/document_names.hpp"

#include "core/date.hpp"
#include "core/edition_note.hpp"
#include "core/text.hpp"
#include "indexer/document_kinds.hpp"
#include "indexer/edition.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kShortestInOrder = 3; // 刑法 stands in order in 刑事诉讼法 and is another law
constexpr std::string_view kUnknownStatus = "待核", kReplacedStatus = "已修改";

enum class Fit { none, in_order, at_an_end };

bool contains_in_order(std::u32string_view name, std::u32string_view part) {
  std::size_t at = 0;
  for (const char32_t c : name)
    if (at < part.size() && part[at] == c) ++at;
  return at == part.size();
}

// 道路交通安全法 is a name in full: what follows it in 道路交通安全法实施条例 makes another text.
bool is_full_name(std::u32string_view part) {
  for (const std::u32string_view kind : {U"法", U"条例", U"办法", U"规定", U"细则", U"解释"})
    if (part.ends_with(kind)) return true;
  return false;
}

Fit fit_of(std::u32string_view name, std::u32string_view part) {
  constexpr std::size_t kSlack = 4; // characters that an abbreviation of any length may leave out
  if (name.size() > part.size() * 3 + kSlack) return Fit::none;
  if (name.ends_with(part) || (name.starts_with(part) && !is_full_name(part))) return Fit::at_an_end;
  if (part.size() < kShortestInOrder) return Fit::none;
  const bool same_ends = !name.empty() && name.front() == part.front() && name.back() == part.back();
  return same_ends && contains_in_order(name, part) ? Fit::in_order : Fit::none;
}

// Newer editions before older ones: the older are meant only by their own ids.
void drop_superseded(std::vector<const StoredDocument*>& documents) {
  const auto newest = [](const StoredDocument* d) { return !d->superseded; };
  if (std::any_of(documents.begin(), documents.end(), newest))
    std::erase_if(documents, [](const StoredDocument* d) { return d->superseded; });
}

// What has been passed before what has not.
void drop_drafts(std::vector<const StoredDocument*>& documents) {
  const auto passed = [](const StoredDocument* d) { return d->data.draft.empty(); };
  if (std::any_of(documents.begin(), documents.end(), passed))
    std::erase_if(documents, [](const StoredDocument* d) { return !d->data.draft.empty(); });
}

// Two texts of one name and date: the one with the bare id.
void drop_doubles(std::vector<const StoredDocument*>& documents) {
  const auto owner = [](const StoredDocument* d) { return d->data.id == d->own_id; };
  if (std::any_of(documents.begin(), documents.end(), owner) &&
      std::all_of(documents.begin(), documents.end(),
                  [&](const StoredDocument* d) { return d->own_id == documents.front()->own_id; }))
    std::erase_if(documents, [&](const StoredDocument* d) { return !owner(d); });
}

// 甲派出所 of 值班制度@甲派出所
std::string_view behind_at(std::string_view id) {
  const auto at = id.find('@');
  return at == id.npos ? std::string_view() : id.substr(at + 1);
}

// Is what a bracket says the issuer, or the end of its name? Both as name_form.
bool names_issuer(std::string_view issuer, std::string_view form) {
  constexpr std::size_t kShortestPart = 6; // bytes of an issuer's end: 甲所
  return !issuer.empty() && (issuer == form || (form.size() >= kShortestPart && issuer.ends_with(form)));
}

bool has_bracket(const StoredDocument& document, const std::string& form, const std::string& digits) {
  if (!digits.empty()) return is_of_date(document, digits);
  return names_issuer(name_form(document.data.issuer), form) || form == name_form(document.data.number) ||
         form == name_form(document.data.id) || form == name_form(behind_at(document.data.id));
}

// Of the texts that a name with a bracket fits, those that it means.
std::vector<const StoredDocument*> chosen(std::vector<const StoredDocument*> fitting, bool by_date) {
  drop_drafts(fitting);
  if (!by_date) drop_superseded(fitting);
  drop_doubles(fitting);
  return fitting;
}

// The texts that bear one name, asked for what each bracket behind it means, as meant_with says. A station
// has thousands of minutes of one title: each text is folded once, and each bracket is asked once.
class Bearers {
public:
  void add(const StoredDocument* document) { named_.push_back(document); }

  // The id of the one text that is meant by the name alone, or with a bracket; empty for none and several.
  const std::string& alone(const std::string& name) {
    if (!by_name_) by_name_ = only_id(meant_by_name(named_, name));
    return *by_name_;
  }
  const std::string& with(const std::string& bracket) {
    const auto [meant, is_new] = by_bracket_.try_emplace(bracket);
    if (is_new) meant->second = only_id(fitting(bracket));
    return meant->second;
  }

private:
  static std::string only_id(const std::vector<const StoredDocument*>& meant) {
    return meant.empty() || !is_one_text(meant) ? std::string() : meant.front()->data.id;
  }

  std::vector<const StoredDocument*> fitting(const std::string& bracket) {
    if (const std::string digits = edition_note(bracket); !digits.empty()) return meant_with(named_, bracket);
    if (by_form_.empty()) fold_all();
    const std::string form = name_form(bracket);
    std::set<std::size_t> places;
    if (const auto found = by_form_.find(form); found != by_form_.end())
      places.insert(found->second.begin(), found->second.end());
    for (const auto& [issuer, makes] : by_issuer_)
      if (names_issuer(issuer, form)) places.insert(makes.begin(), makes.end());
    std::vector<const StoredDocument*> out;
    for (const std::size_t i : places)
      out.push_back(named_[i]);
    return chosen(std::move(out), false);
  }

  void fold_all() {
    for (std::size_t i = 0; i < named_.size(); ++i) {
      const auto& data = named_[i]->data;
      by_issuer_[name_form(data.issuer)].push_back(i);
      for (const std::string_view name :
           {std::string_view(data.number), std::string_view(data.id), behind_at(data.id)})
        by_form_[name_form(name)].push_back(i);
    }
  }

  std::vector<const StoredDocument*> named_;
  std::map<std::string, std::vector<std::size_t>> by_form_, by_issuer_; // places in `named_`
  std::optional<std::string> by_name_;
  std::map<std::string, std::string> by_bracket_;
};

// 2005年; the day where two editions are of one year.
std::vector<std::string> days_of(const StoredDocument& document) {
  const auto date = parse_date(document.data.date);
  if (!date) return {};
  std::vector<std::string> out{document.data.date.substr(0, 4) + "年"};
  if (date->day > 0) out.push_back(to_chinese(*date));
  return out;
}

std::string mark_of(const StoredDocument& document, Bearers& named) {
  const bool dated_edition = document.superseded && !document.data.date.empty();
  if (named.alone(document.data.short_title) == document.data.id) return {};
  std::vector<std::string> marks = days_of(document);
  if (!dated_edition) marks.insert(marks.begin(), {document.data.issuer, document.data.number});
  marks.emplace_back(behind_at(document.data.id));
  for (auto& mark : marks)
    if (!mark.empty() && named.with(mark) == document.data.id) return std::move(mark);
  return document.data.id;
}

void mark_documents(const std::vector<StoredDocument*>& documents) {
  std::unordered_map<std::string, Bearers> named;
  for (const StoredDocument* document : documents)
    for (auto& form : name_forms(*document))
      named[std::move(form)].add(document);
  for (StoredDocument* document : documents)
    document->mark = mark_of(*document, named[name_form(document->data.short_title)]);
}

// 最高人民法院关于适用民事诉讼法的解释 → 民事诉讼法的解释: what such a text is called by its readers.
std::u32string_view subject_of(std::u32string_view name) {
  for (const std::u32string_view begin : {U"关于适用", U"关于审理", U"关于办理", U"关于"})
    if (const auto at = name.find(begin); at != name.npos) {
      name.remove_prefix(at + begin.size());
      constexpr std::u32string_view state = U"中华人民共和国";
      if (name.starts_with(state)) name.remove_prefix(state.size());
      return name;
    }
  return {};
}

// 民诉法解释: of the texts on a subject that fit, the one whose name says least besides.
std::vector<StoredDocument> fitting_by_subject(const std::vector<StoredDocument>& documents,
                                               std::u32string_view part) {
  std::vector<StoredDocument> out;
  std::size_t shortest = 0;
  for (const auto& document : documents) {
    const std::u32string name = to_utf32(name_form(document.data.short_title));
    const std::u32string_view subject = subject_of(name);
    if (document.superseded || fit_of(subject, part) != Fit::in_order) continue;
    if (!out.empty() && subject.size() > shortest) continue;
    if (subject.size() < shortest) out.clear();
    shortest = subject.size();
    out.push_back(document);
  }
  return out;
}

} // namespace

void name_documents(const std::vector<StoredDocument*>& documents) {
  std::vector<EditionInput> inputs;
  inputs.reserve(documents.size());
  for (const StoredDocument* document : documents)
    inputs.push_back({document->own_id, document->data.part, document->data.date,
                      document->data.file + "\n" + document->root,
                      is_national_law(document->data.kind) ? "" : document->data.issuer, document->data.base,
                      document->data.text_kind, document->data.draft});
  const std::vector<EditionName> names = name_editions(inputs);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    StoredDocument& document = *documents[i];
    document.data.id = names[i].id;
    document.alias = names[i].alias;
    document.superseded = names[i].superseded;
    document.newest = names[names[i].newest].id;
    document.base = names[i].base;
    document.unordered_with = names[i].unordered_with ? names[*names[i].unordered_with].id : "";
    const bool replaced = document.superseded && document.own_status == kUnknownStatus;
    document.data.status = replaced ? std::string(kReplacedStatus) : document.own_status;
  }
  mark_documents(documents);
}

bool is_of_date(const StoredDocument& document, const std::string& digits) {
  std::string day = document.data.date;
  std::erase(day, '-');
  return day.size() < digits.size() ? !day.empty() && digits.starts_with(day) : day.starts_with(digits);
}

std::vector<const StoredDocument*> meant_by_name(std::vector<const StoredDocument*> named,
                                                 std::string_view name) {
  const std::string form = name_form(name);
  const auto is_id = [&](const StoredDocument* d) { return name_form(d->data.id) == form; };
  if (std::any_of(named.begin(), named.end(), is_id))
    std::erase_if(named, [&](const StoredDocument* d) { return !is_id(d); });
  drop_drafts(named);
  drop_superseded(named);
  drop_doubles(named);
  return named;
}

std::vector<const StoredDocument*> meant_with(std::vector<const StoredDocument*> named,
                                              std::string_view bracket) {
  const std::string form = name_form(bracket), digits = edition_note(bracket);
  std::erase_if(named, [&](const StoredDocument* d) { return !has_bracket(*d, form, digits); });
  return chosen(std::move(named), !digits.empty());
}

std::vector<std::string> name_forms(const StoredDocument& document) {
  const auto& data = document.data;
  std::vector<std::string> out;
  for (const std::string* name : {&data.id, &data.title, &data.short_title, &data.number, &document.alias,
                                  &document.own_id, &document.base})
    if (auto form = name_form(*name); !form.empty() && std::find(out.begin(), out.end(), form) == out.end())
      out.push_back(std::move(form));
  return out;
}

std::vector<std::uint32_t> reading_order(const std::vector<const StoredDocument*>& documents) {
  std::vector<std::uint32_t> places(documents.size()), out(documents.size());
  std::iota(places.begin(), places.end(), 0);
  const auto place = [&](std::uint32_t i) {
    const StoredDocument& d = *documents[i];
    return std::tie(d.data.id, d.first_number, d.data.file, d.root);
  };
  std::stable_sort(places.begin(), places.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return place(a) < place(b); });
  for (std::uint32_t i = 0; i < places.size(); ++i)
    out[places[i]] = i;
  return out;
}

std::vector<StoredDocument> fitting_documents(const std::vector<StoredDocument>& documents,
                                              std::string_view name) {
  const std::u32string part = to_utf32(name_form(name));
  std::vector<StoredDocument> best;
  if (part.size() < 2) return best;
  Fit best_fit = Fit::in_order;
  for (const auto& document : documents) {
    if (document.superseded) continue;
    const Fit fit = std::max(fit_of(to_utf32(name_form(document.data.short_title)), part),
                             fit_of(to_utf32(name_form(document.own_id)), part));
    if (fit < best_fit || fit == Fit::none) continue;
    if (fit > best_fit) best.clear();
    best_fit = fit;
    best.push_back(document);
  }
  return best.empty() ? fitting_by_subject(documents, part) : best;
}

bool is_one_text(const std::vector<const StoredDocument*>& documents) {
  return std::all_of(documents.begin(), documents.end(),
                     [&](const StoredDocument* d) { return d->data.id == documents.front()->data.id; });
}

bool is_one_text(const std::vector<StoredDocument>& documents) {
  return std::all_of(documents.begin(), documents.end(),
                     [&](const StoredDocument& d) { return d.data.id == documents.front().data.id; });
}

} // namespace fengqiao::indexer
