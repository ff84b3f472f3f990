#include "indexer/document_finder.hpp"

#include "core/fold.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/division.hpp"
#include "indexer/document_names.hpp"
#include "indexer/labels.hpp"
#include "indexer/law_name.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

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

} // namespace

std::string named_list(const std::vector<StoredDocument>& documents) {
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(documents.size(), 6); ++i)
    out += (i ? "、" : "") + documents[i].data.id + "（" + document_label(documents[i]) + "）";
  return documents.size() > 6 ? out + " 等" : out;
}

// Whatever bears the name, all editions of it.
Result<std::vector<StoredDocument>> DocumentFinder::all_named(const std::string& name) const {
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

Result<FoundDocuments> DocumentFinder::by_name(const std::string& name) const {
  const auto exact = index_.named(name);
  if (!exact) return fail(exact.error());
  if (exact->empty())
    if (auto found = by_bracket(name); !found || !found->documents.empty() || !found->refused.empty())
      return found;
  if (const NamedEdition edition = edition_in_name(name); exact->empty() && !edition.date.empty())
    return by_edition(edition.name, edition.date);
  const auto documents = all_named(name);
  if (!documents) return fail(documents.error());
  return FoundDocuments{
      chosen(*documents, [&](auto named) { return meant_by_name(std::move(named), name); }), false, {}, {}};
}

// 《值班制度》（甲派出所）: one of several texts of that name. Nothing where nobody bears the name; `refused`
// where none of those who do is meant by the bracket, unless that belongs to the name (试行).
Result<FoundDocuments> DocumentFinder::by_bracket(const std::string& name) const {
  const BracketedName parts = bracketed(name);
  if (parts.bracket.empty()) return FoundDocuments{};
  const auto refs = index_.named(parts.name);
  if (!refs) return fail(refs.error());
  if (refs->empty()) return FoundDocuments{};
  const auto all = all_named(parts.name);
  if (!all) return fail(all.error());
  FoundDocuments out;
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
Result<FoundDocuments> DocumentFinder::by_edition(const std::string& name, const std::string& date) const {
  const auto all = all_named(name);
  if (!all) return fail(all.error());
  FoundDocuments out;
  out.documents = chosen(*all, [&](auto named) { return meant_with(std::move(named), date); });
  if (!out.documents.empty() || all->empty()) return out;
  out.refused = "索引里没有这个版本";
  for (const auto& each : *all)
    out.hint += (out.hint.empty() ? "索引里有：" : "、") + each.data.id + "（" +
                (each.data.date.empty() ? "没有日期" : each.data.date) + "）";
  return out;
}

Result<std::vector<StoredDocument>> DocumentFinder::by_abbreviation(const std::string& name) const {
  auto all = index_.documents();
  if (!all) return fail(all.error());
  return chosen(fitting_documents(*all, name),
                [](auto named) { return meant_by_name(std::move(named), {}); });
}

// The document of which the vocabulary says that `name` is another word for its name.
Result<std::vector<StoredDocument>> DocumentFinder::by_vocabulary(const std::string& name) const {
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

Result<FoundDocuments> DocumentFinder::find(const std::string& name, Names names) const {
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

Result<FoundDocuments> DocumentFinder::find_for(CitationQuery& query, Names names) const {
  const Names known = std::min(names, Names::known);
  const auto settled = [](const Result<FoundDocuments>& found) {
    return !found || !found->documents.empty() || !found->refused.empty();
  };
  auto found = find(query.document, known);
  if (settled(found)) return found;
  if (auto divided = find_divided(query, names, known); settled(divided)) return divided;
  if (names == Names::fitting)
    if (found = find(query.document, names); settled(found)) return found;
  auto item = item_behind_name(query);
  if (!item) return found;
  auto bare = find(item->document, known);
  if (!bare || bare->documents.empty()) return found;
  query = std::move(*item);
  return bare;
}

// 治安管理处罚法第三章: the text whose name stands in front of a division. What only may be one (侵权责任编)
// needs a name that is known, which a name that merely fits is not.
Result<FoundDocuments> DocumentFinder::find_divided(CitationQuery& query, Names names, Names known) const {
  if (!query.clause.empty() || !query.heading.empty()) return FoundDocuments{};
  for (auto& parted : divided_names(query.document)) {
    auto found = find(parted.name, parted.certain ? names : known);
    if (!found) return found;
    if (found->documents.empty() && found->refused.empty()) continue;
    query.document = std::move(parted.name);
    query.heading = std::move(parted.division);
    return found;
  }
  return FoundDocuments{};
}

std::vector<StoredDocument> DocumentFinder::bearers(const std::string& name) const {
  for (const auto& way :
       {&DocumentFinder::all_named, &DocumentFinder::by_vocabulary, &DocumentFinder::by_abbreviation}) {
    auto documents = (this->*way)(name).value_or(std::vector<StoredDocument>{});
    std::erase_if(documents, [](const StoredDocument& d) { return d.superseded; });
    if (!documents.empty()) return documents;
  }
  return {};
}

} // namespace fengqiao::indexer
