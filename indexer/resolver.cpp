#include "indexer/resolver.hpp"

#include "core/fold.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/document_names.hpp"
#include "indexer/labels.hpp"
#include "indexer/law_name.hpp"
#include "indexer/nearest.hpp"
#include "indexer/source_lines.hpp"
#include "indexer/suggest.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

Error not_resolved(const std::string& typed, std::string message, std::string hint) {
  return {ErrorCode::citation, "", "引据“" + std::string(trim(typed)) + "”查不到：" + std::move(message),
          std::move(hint)};
}

// Applies a rule for choosing among documents (document_names.hpp).
template <class Choose>
std::vector<StoredDocument> chosen(const std::vector<StoredDocument>& documents, Choose&& choose) {
  std::vector<const StoredDocument*> named;
  for (const auto& document : documents)
    named.push_back(&document);
  std::vector<StoredDocument> out;
  for (const StoredDocument* document : choose(std::move(named)))
    out.push_back(*document);
  return out;
}

// 值班制度(甲派出所) → 值班制度 and 甲派出所; an empty bracket where the name does not end with one.
struct BracketedName {
  std::string name, bracket;
};

BracketedName bracketed(const std::string& name) {
  const std::u32string text = fold32(trim(name));
  int depth = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    if (text[i] == ')' || text[i] == ']') ++depth;
    if (text[i] == '(' || text[i] == '[') --depth;
    if (depth > 0) continue;
    if (i == 0 || i + 2 >= text.size()) break;
    return {to_utf8(text.substr(0, i)), to_utf8(text.substr(i + 1, text.size() - i - 2))};
  }
  return {name, {}};
}

// 值班规定(二) → 值班规定 and 2, where the bracket holds a number alone.
std::optional<CitationQuery> item_behind_name(const CitationQuery& query) {
  if (!query.clause.empty() || !query.heading.empty()) return std::nullopt;
  const BracketedName parts = bracketed(query.document);
  const auto number = parts.bracket.empty() ? std::nullopt : parse_numeral(parts.bracket);
  if (!number) return std::nullopt;
  return CitationQuery{parts.name, std::to_string(*number), {}, ClauseForm::item};
}

std::string named_list(const std::vector<StoredDocument>& documents) {
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(documents.size(), 6); ++i)
    out += (i ? "、" : "") + documents[i].data.id + "（" + document_label(documents[i]) + "）";
  return documents.size() > 6 ? out + " 等" : out;
}

// 第二条 is no item 二, and an item 二 no 第二条; clauses of digests, which show no number, may be cited as
// either.
bool has_form(const Clause& clause, ClauseForm form) {
  const bool article = is_article_number(clause.own_number);
  if (form == ClauseForm::item) return !article;
  return form == ClauseForm::any || article || clause.own_number.empty();
}

// 四 of 四、规范化建设, else the heading.
std::string chapter_label(const StoredDocument& document, const Clause& first) {
  if (first.path.empty()) return document_label(document);
  const auto numbered = numbered_line(first.path.front());
  return document_label(document) + (numbered ? numbered->label : first.path.front());
}

// The number behind 附件: 附件一：标准 → 1; 0 where there is none.
int annex_number(std::string_view heading) {
  const std::string_view rest = trim(heading.substr(std::min<std::size_t>(heading.size(), 6)));
  for (std::size_t size = std::min<std::size_t>(rest.size(), 12); size > 0; --size)
    if (const auto number = parse_numeral(rest.substr(0, size))) return *number;
  return 0;
}

// The parts of which keys tell, of the same word as `like` (附件), each once.
std::vector<std::string> parts_in(const std::vector<std::string>& keys, std::string_view like) {
  constexpr std::size_t kWord = 6; // bytes of 附件, 附表, 通知
  std::vector<std::string> out;
  for (const auto& key : keys) {
    const std::string part(part_of_key(key));
    if (part.empty() || !part.starts_with(like.substr(0, kWord))) continue;
    if (std::find(out.begin(), out.end(), part) == out.end()) out.push_back(part);
  }
  return out;
}

// XD2023-1 for a chapter whose first clause is XD2023-1.3; empty where its clauses' keys do not tell it.
std::string chapter_key(const StoredDocument& document, const Clause& first) {
  const auto dot = first.key.find('.');
  return first.citable && dot != std::string::npos ? document.data.id + "-" + first.key.substr(0, dot) : "";
}

} // namespace

Result<IndexResolver> IndexResolver::open(const std::filesystem::path& index) {
  return IndexReader::open(index).map([](IndexReader reader) { return IndexResolver(std::move(reader)); });
}

// Whatever bears the name, all editions of it.
Result<std::vector<StoredDocument>> IndexResolver::all_named(const std::string& name) const {
  auto refs = index_.named(name);
  if (refs && refs->empty()) refs = index_.named(short_law_name(name));
  if (!refs) return fail(refs.error());
  std::vector<StoredDocument> documents;
  for (const DocumentRef ref : *refs) {
    auto document = index_.document(ref);
    if (!document) return fail(document.error());
    documents.push_back(std::move(*document));
  }
  std::sort(documents.begin(), documents.end(),
            [](const auto& a, const auto& b) { return a.first_number < b.first_number; });
  return documents;
}

Result<IndexResolver::Found> IndexResolver::by_name(const std::string& name) const {
  const auto exact = index_.named(name);
  if (!exact) return fail(exact.error());
  if (exact->empty())
    if (auto found = by_bracket(name); !found || !found->documents.empty() || !found->refused.empty())
      return found;
  if (const NamedEdition edition = edition_in_name(name); exact->empty() && !edition.date.empty())
    return by_edition(edition.name, edition.date);
  const auto documents = all_named(name);
  if (!documents) return fail(documents.error());
  return Found{
      chosen(*documents, [&](auto named) { return meant_by_name(std::move(named), name); }), false, {}, {}};
}

// 《值班制度》（甲派出所）: one of several texts of that name. Nothing where nobody bears the name; `refused`
// where none of those who do is meant by the bracket, unless that belongs to the name (试行).
Result<IndexResolver::Found> IndexResolver::by_bracket(const std::string& name) const {
  const BracketedName parts = bracketed(name);
  if (parts.bracket.empty()) return Found{};
  const auto refs = index_.named(parts.name);
  if (!refs) return fail(refs.error());
  if (refs->empty()) return Found{};
  const auto all = all_named(parts.name);
  if (!all) return fail(all.error());
  Found out;
  out.documents = chosen(*all, [&](auto named) { return meant_with(std::move(named), parts.bracket); });
  const bool tells_maker = parts.bracket.ends_with("所") || parts.bracket.ends_with("局") ||
                           parts.bracket.ends_with("厅") || parts.bracket.ends_with("部") ||
                           parts.bracket.ends_with("号");
  if (!out.documents.empty() || !tells_maker) return out;
  out.refused = "索引里有《" + parts.name + "》，没有标着“" + parts.bracket + "”的";
  out.hint = "索引里有：" + named_list(*all);
  return out;
}

// Only an edition of that day or year: another one has other clauses under the same numbers.
Result<IndexResolver::Found> IndexResolver::by_edition(const std::string& name,
                                                       const std::string& date) const {
  const auto all = all_named(name);
  if (!all) return fail(all.error());
  Found out;
  out.documents = chosen(*all, [&](auto named) { return meant_with(std::move(named), date); });
  if (!out.documents.empty() || all->empty()) return out;
  out.refused = "索引里没有这个版本";
  for (const auto& each : *all)
    out.hint += (out.hint.empty() ? "索引里有：" : "、") + each.data.id + "（" +
                (each.data.date.empty() ? "没有日期" : each.data.date) + "）";
  return out;
}

Result<std::vector<StoredDocument>> IndexResolver::by_abbreviation(const std::string& name) const {
  auto all = index_.documents();
  if (!all) return fail(all.error());
  return chosen(fitting_documents(*all, name),
                [](auto named) { return meant_by_name(std::move(named), {}); });
}

// The document of which the vocabulary says that `name` is another word for its name.
Result<std::vector<StoredDocument>> IndexResolver::by_vocabulary(const std::string& name) const {
  const auto vocabulary = index_.vocabulary();
  if (!vocabulary) return fail(vocabulary.error());
  const std::u32string folded = fold32(name);
  std::vector<StoredDocument> out;
  for (const auto& match : vocabulary->find_in(folded)) {
    if (match.at != 0 || match.size != folded.size()) break;
    for (const auto& word : match.words->same) {
      auto found = by_name(word);
      if (!found) return fail(found.error());
      out.insert(out.end(), found->documents.begin(), found->documents.end());
    }
  }
  return out;
}

Result<IndexResolver::Found> IndexResolver::find(const std::string& name, Names names) const {
  auto found = by_name(name);
  if (!found || !found->refused.empty()) return found;
  const auto take = [&](Result<std::vector<StoredDocument>> documents) -> Result<void> {
    if (!documents) return fail(documents.error());
    found->documents = std::move(*documents);
    return {};
  };
  if (found->documents.empty() && names != Names::exact)
    if (auto done = take(by_vocabulary(name)); !done) return fail(done.error());
  if (found->documents.empty() && names == Names::fitting) {
    if (auto done = take(by_abbreviation(name)); !done) return fail(done.error());
    found->by_abbreviation = true;
  }
  if (!is_one_text(found->documents)) {
    found->refused = "这个名称对应几份文件";
    found->hint = "请写明是哪一份：" + named_list(found->documents);
    found->documents.clear();
  }
  return found;
}

Result<std::vector<StoredDocument>> IndexResolver::find_documents(const std::string& name,
                                                                  Names names) const {
  return find_named(name, names).map([](Named found) { return std::move(found.documents); });
}

Result<IndexResolver::Named> IndexResolver::find_named(const std::string& name, Names names) const {
  auto found = find(name, names);
  if (!found) return fail(found.error());
  if (!found->refused.empty()) return fail(not_resolved(name, found->refused, found->hint));
  if (found->documents.empty()) return fail(not_resolved(name, "索引里没有这份文件", ""));
  Named out{std::move(found->documents), {}};
  if (found->by_abbreviation) out.note = guess_note(out.documents.front());
  return out;
}

std::vector<StoredDocument> IndexResolver::bearers(const std::string& name) const {
  for (const auto& way :
       {&IndexResolver::all_named, &IndexResolver::by_vocabulary, &IndexResolver::by_abbreviation}) {
    auto documents = (this->*way)(name).value_or(std::vector<StoredDocument>{});
    std::erase_if(documents, [](const StoredDocument& d) { return d.superseded; });
    if (!documents.empty()) return documents;
  }
  return {};
}

Result<Located> IndexResolver::whole_documents(const std::vector<StoredDocument>& documents) const {
  Located out;
  out.document = documents.front();
  out.key = out.document.data.id;
  out.label = document_label(out.document);
  out.whole = true;
  for (const auto& document : documents)
    for (std::uint32_t i = 0; i < document.clause_count; ++i)
      out.clauses.push_back(document.ref + i);
  return out;
}

// The clause of that key; a part of a clause (43.2 of 43); a chapter (4 of 4.1, 4.2, …).
Result<std::optional<Located>> IndexResolver::find_key(const StoredDocument& document,
                                                       const CitationQuery& query) const {
  const std::string& key = query.clause;
  const auto keys = index_.clause_keys(document.ref);
  if (!keys) return fail(keys.error());
  Located out;
  out.document = document;
  for (std::size_t cut = key.size(); cut != std::string::npos && cut > 0;
       cut = key.find_last_of(".(", cut - 1)) {
    const auto at = std::find(keys->begin(), keys->end(), key.substr(0, cut));
    if (at == keys->end()) continue;
    const ClauseRef ref = document.ref + static_cast<ClauseRef>(at - keys->begin());
    auto clause = index_.clause(ref);
    if (!clause) return fail(clause.error());
    if (!has_form(*clause, query.form)) continue;
    const std::string suffix = key.substr(cut);
    if (!suffix.empty()) {
      out.item = find_item(clause_items(clause->own_number, clause->text), suffix);
      if (!out.item) continue;
    }
    out.clauses = {ref};
    out.key = citation_key(document, *clause, suffix);
    out.label = clause_label(document, *clause, out.item);
    return out;
  }
  for (std::size_t i = 0; i < keys->size(); ++i)
    if ((*keys)[i].starts_with(key + ".")) out.clauses.push_back(document.ref + static_cast<ClauseRef>(i));
  if (out.clauses.empty()) return std::nullopt;
  const auto first = index_.clause(out.clauses.front());
  if (!first) return fail(first.error());
  if (!has_form(*first, query.form)) return std::nullopt;
  out.key = document.data.id + "-" + key;
  out.label = chapter_label(document, *first);
  out.whole = true;
  return out;
}

// As it is typed; else in the part of the text that is meant, where only one can be.
Result<std::optional<Located>> IndexResolver::find_clause(const StoredDocument& document,
                                                          const CitationQuery& query) const {
  auto found = find_key(document, query);
  if (!found || *found) return found;
  const auto keys = index_.clause_keys(document.ref);
  if (!keys) return fail(keys.error());
  const std::string named(part_of_key(query.clause));
  CitationQuery other = query;
  if (!named.empty()) { // 附件第四条 of the one annex, whatever its number
    const auto parts = parts_in(*keys, named);
    if (parts.size() == 1 && parts.front() != named) {
      other.clause = parts.front() + query.clause.substr(named.size());
      return find_key(document, other);
    }
    return parts.empty() ? find_in_annex(document, query, named) : std::move(found);
  }
  // 二 of the notice in front of a rule; 第二条 of the only rule below a notice that has none itself.
  if (query.form == ClauseForm::any) return found;
  std::optional<Located> only;
  for (const auto& part : parts_in(*keys, "")) {
    other.clause = part + "." + query.clause;
    auto there = find_key(document, other);
    if (!there) return there;
    if (!*there) continue;
    if (only) return std::optional<Located>();
    only = std::move(**there);
  }
  if (!only) return only;
  const auto same = has_form_outside_parts(document, *keys, query.form);
  if (!same) return fail(same.error());
  return *same ? std::optional<Located>() : std::move(only);
}

// Does the text itself have clauses of that form? Then a number that it does not have is a slip.
Result<bool> IndexResolver::has_form_outside_parts(const StoredDocument& document,
                                                   const std::vector<std::string>& keys,
                                                   ClauseForm form) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].starts_with('p') || !part_of_key(keys[i]).empty()) continue;
    const auto clause = index_.clause(document.ref + static_cast<ClauseRef>(i));
    if (!clause) return fail(clause.error());
    if (has_form(*clause, form)) return true;
  }
  return false;
}

// 附件1第二条 where the annex's numbers are the document's own: the clause of that number below the heading.
Result<std::optional<Located>> IndexResolver::find_in_annex(const StoredDocument& document,
                                                            const CitationQuery& query,
                                                            const std::string& named) const {
  CitationQuery bare = query;
  bare.clause = query.clause.size() > named.size() ? query.clause.substr(named.size() + 1) : "";
  if (bare.clause.empty()) return std::optional<Located>();
  auto found = find_key(document, bare);
  if (!found || !*found) return found;
  const auto clause = index_.clause((*found)->clauses.front());
  if (!clause) return fail(clause.error());
  const bool below = std::any_of(clause->path.begin(), clause->path.end(), [&](const std::string& heading) {
    return annex_line(heading) && heading.starts_with(named.substr(0, 6)) &&
           (named.size() == 6 || annex_number(heading) == annex_number(named));
  });
  return below ? std::move(found) : std::optional<Located>();
}

Result<std::optional<Located>> IndexResolver::find_heading(const StoredDocument& document,
                                                           const std::string& heading) const {
  const std::string wanted = fold(document_label(document) + heading);
  Located chapter;
  for (std::uint32_t i = 0; i < document.clause_count; ++i) {
    const auto clause = index_.clause(document.ref + i);
    if (!clause) return fail(clause.error());
    if (!clause->path.empty() && fold(chapter_label(document, *clause)) == wanted) {
      if (chapter.clauses.empty()) chapter.key = chapter_key(document, *clause);
      chapter.label = chapter_label(document, *clause);
      chapter.clauses.push_back(document.ref + i);
    }
    const auto found = [&](std::string_view suffix, const std::optional<ClauseItem>& item) {
      Located out;
      out.document = document;
      out.clauses = {document.ref + i};
      out.key = citation_key(document, *clause, suffix);
      out.label = clause_label(document, *clause, item);
      out.item = item;
      return out;
    };
    const std::string label = fold(clause_label(document, *clause));
    if (label == wanted) return found({}, std::nullopt);
    if (!wanted.starts_with(label)) continue;
    for (const auto& item : clause_items(clause->own_number, clause->text))
      if (fold(clause_label(document, *clause, item)) == wanted) return found(item.suffix, item);
  }
  if (chapter.clauses.empty() || chapter.key.empty()) return std::nullopt;
  chapter.document = document;
  chapter.whole = true;
  return chapter;
}

// A bracketed number behind a name belongs to it (刑法修正案（八）) or, where nothing bears that name, to the
// clause (值班规定（二）): `query` is changed then.
Result<IndexResolver::Found> IndexResolver::find_document_of(CitationQuery& query, Names names) const {
  auto found = find(query.document, names);
  if (!found || !found->documents.empty() || !found->refused.empty()) return found;
  auto item = item_behind_name(query);
  if (!item) return found;
  auto bare = find(item->document, std::min(names, Names::known));
  if (!bare || bare->documents.empty()) return found;
  query = std::move(*item);
  return bare;
}

Result<Located> IndexResolver::locate(const std::string& typed, Names names) const {
  auto query = parse_citation(typed);
  if (!query) return fail(query.error());
  const auto found = find_document_of(*query, names);
  if (!found) return fail(found.error());
  if (!found->refused.empty()) return fail(not_resolved(typed, found->refused, found->hint));
  if (found->documents.empty()) return fail(unknown_document(typed, *query));
  auto located = locate_in(typed, *query, found->documents);
  if (located) located->by_abbreviation = found->by_abbreviation;
  return located;
}

Result<Located> IndexResolver::locate_in(const std::string& typed, const CitationQuery& query,
                                         const std::vector<StoredDocument>& documents) const {
  if (query.clause.empty() && query.heading.empty()) return whole_documents(documents);
  for (const auto& document : documents) {
    auto found = query.clause.empty() ? find_heading(document, query.heading) : find_clause(document, query);
    if (!found) return fail(found.error());
    if (!*found) continue;
    if (!query.clause.empty() && !query.heading.empty())
      if (auto agrees = check_heading(typed, query, documents, **found); !agrees)
        return fail(std::move(agrees.error()));
    return std::move(**found);
  }
  return fail(unknown_clause(typed, documents, query));
}

// XD2023-1.3（警力）: number and heading have to mean the same clause. One of them is a slip; which one, the
// person has to say.
Result<void> IndexResolver::check_heading(const std::string& typed, const CitationQuery& query,
                                          const std::vector<StoredDocument>& documents,
                                          const Located& found) const {
  const auto clause = index_.clause(found.clauses.front());
  if (!clause) return fail(clause.error());
  const std::string wanted = fold(query.heading), label = fold(found.label);
  if (!found.whole && (fold(clause_heading(*clause)) == wanted || label.ends_with("·" + wanted))) return {};
  if (found.whole && label.ends_with(wanted)) return {};
  const std::string real = found.whole ? found.label : clause_heading(*clause);
  return fail(not_resolved(typed, found.key + " 是“" + real + "”，不是“" + query.heading + "”",
                           "号和标题要对得上。最接近的是：" +
                               suggestion_text(indexer::suggest(index_, query, documents))));
}

std::optional<Located> IndexResolver::locate_exactly(const std::string& typed) const {
  const auto query = parse_citation(typed);
  return query ? locate_exactly(*query) : std::nullopt;
}

std::optional<Located> IndexResolver::locate_exactly(const CitationQuery& typed) const {
  CitationQuery query = typed;
  const auto named = find_document_of(query, query.clause.empty() ? Names::exact : Names::fitting);
  if (!named || named->documents.empty()) return std::nullopt;
  if (query.clause.empty() && query.heading.empty()) return whole_documents(named->documents).value();
  for (const auto& document : named->documents) {
    auto found = query.clause.empty() ? find_heading(document, query.heading) : find_clause(document, query);
    if (!found || !*found) continue;
    (*found)->by_abbreviation = named->by_abbreviation;
    return std::move(**found);
  }
  return std::nullopt;
}

Error IndexResolver::unknown_document(const std::string& typed, const CitationQuery& query) const {
  const std::string list = "fengqiao list 列出索引里的全部文件";
  // One whose name fits comes first; then slips of the pen; then what shares most characters.
  const auto fitting = by_abbreviation(query.document);
  std::string near = fitting && !fitting->empty() ? named_list(*fitting) : "";
  if (near.empty()) near = suggestion_text(indexer::suggest(index_, query, {}));
  if (near.empty()) near = nearest_documents(index_, query.document);
  return not_resolved(typed, "索引里没有文件“" + query.document + "”",
                      near.empty() ? list : "最接近的是：" + near + "；" + list);
}

Error IndexResolver::unknown_clause(const std::string& typed, const std::vector<StoredDocument>& documents,
                                    const CitationQuery& query) const {
  const StoredDocument& first = documents.front();
  bool citable = false, clause_exists = false, other_form = false;
  for (const auto& document : documents)
    for (const auto& key : index_.clause_keys(document.ref).value_or(std::vector<std::string>{})) {
      if (key.starts_with('p')) continue;
      citable = true;
      clause_exists |= query.clause.starts_with(key + ".") || query.clause.starts_with(key + "(");
      other_form |= query.form != ClauseForm::any && query.clause == key;
    }
  if (!citable)
    return not_resolved(typed, document_label(first) + "不分条号", "请按整份文件引用，写作 " + first.data.id);
  std::string message = document_label(first) + "没有条款 " + query.clause;
  if (clause_exists) message = document_label(first) + "有这一条，但没有这一款（项）";
  if (other_form)
    message += query.form == ClauseForm::item ? "，只有写成“条”的那一条" : "，只有公文里这个号的条目";
  if (query.clause.empty()) message = document_label(first) + "没有“" + query.heading + "”";
  std::string near = parts_with(documents, query.clause);
  if (near.empty()) near = suggestion_text(indexer::suggest(index_, query, documents));
  const std::string all = "fengqiao show " + first.data.id + " 看全部条款";
  return not_resolved(typed, std::move(message), near.empty() ? all : "最接近的是：" + near + "；" + all);
}

// The clauses of that number in the documents' annexes: 宿舍办法-附件1.4（附件1第四条）.
std::string IndexResolver::parts_with(const std::vector<StoredDocument>& documents,
                                      const std::string& clause) const {
  std::string out;
  if (clause.empty()) return out;
  for (const auto& document : documents) {
    const auto keys = index_.clause_keys(document.ref).value_or(std::vector<std::string>{});
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::string_view part = part_of_key(keys[i]);
      if (part.empty() || keys[i] != std::string(part) + "." + clause) continue;
      const auto found = index_.clause(document.ref + static_cast<ClauseRef>(i));
      if (!found) continue;
      out += (out.empty() ? "" : "、") + citation_key(document, *found) + "（" +
             clause_label(document, *found).substr(document_label(document).size()) + "）";
    }
  }
  return out;
}

std::vector<Suggestion> IndexResolver::suggest(const std::string& typed) const {
  const auto query = parse_citation(typed);
  return query ? suggest(*query) : std::vector<Suggestion>();
}

std::vector<Suggestion> IndexResolver::suggest(const CitationQuery& query) const {
  const auto documents = find_documents(query.document, Names::fitting);
  return indexer::suggest(index_, query, documents.value_or(std::vector<StoredDocument>{}));
}

Result<ResolvedCitation> IndexResolver::describe(const Located& located) const {
  ResolvedCitation out;
  for (const ClauseRef ref : located.clauses) {
    const auto clause = index_.clause(ref);
    if (!clause) return fail(clause.error());
    if (!located.whole) out.heading = clause_heading(*clause);
    if (!out.text.empty()) out.text.push_back('\n');
    if (located.whole) {
      const std::string heading = clause_heading(*clause);
      if (!heading.empty()) out.text += heading + "　";
    }
    out.text += clause->text;
  }
  if (located.item) {
    out.text = located.item->text;
    out.heading += located.item->label;
  }
  const PolicyDocument& data = located.document.data;
  out.key = located.key;
  out.label = located.label;
  out.document_title = data.title;
  out.number = data.number;
  out.date = data.date;
  out.status = data.status;
  out.kind = data.kind;
  out.text_kind = data.text_kind;
  out.whole = located.whole;
  return out;
}

Result<ResolvedCitation> IndexResolver::resolve(const std::string& typed) const {
  return locate(typed, Names::known).and_then([&](const Located& located) { return describe(located); });
}

// The clauses themselves; of a single clause its parts: lettered items, （三）, 款.
Result<std::vector<ResolvedCitation>> IndexResolver::clauses(const std::string& typed) const {
  const auto located = locate(typed, Names::known);
  if (!located) return fail(located.error());
  std::vector<Located> parts;
  for (const ClauseRef ref : located->clauses) {
    const auto clause = index_.clause(ref);
    if (!clause) return fail(clause.error());
    const auto part = [&](const std::optional<ClauseItem>& item) {
      Located out = *located;
      out.clauses = {ref};
      out.item = item;
      out.whole = false;
      out.key = citation_key(located->document, *clause, item ? item->suffix : "");
      out.label = clause_label(located->document, *clause, item);
      parts.push_back(std::move(out));
    };
    const auto items = located->whole || located->item ? std::vector<ClauseItem>{}
                                                       : clause_items(clause->own_number, clause->text);
    if (located->item)
      part(located->item);
    else if (items.size() < 2) {
      if (clause->citable) part(std::nullopt);
    } else
      for (const auto& item : items)
        part(item);
  }
  if (parts.empty()) parts.push_back(*located); // a text without numbers
  std::vector<ResolvedCitation> out;
  for (const auto& each : parts) {
    auto described = describe(each);
    if (!described) return fail(described.error());
    out.push_back(std::move(*described));
  }
  return out;
}

std::string guess_note(const Located& located) {
  return located.by_abbreviation ? guess_note(located.document) : std::string();
}

std::string guess_note(const StoredDocument& document) {
  return "索引里没有叫这个名称的文件，按简称理解为" + document_label(document);
}

} // namespace fengqiao::indexer
