#include "indexer/given_names.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/article_number.hpp"
#include "indexer/labels.hpp"
#include "indexer/resolver.hpp"
#include "indexer/terms.hpp"

#include <algorithm>
#include <optional>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kShortest = 3, kLongest = 40; // characters of a name
constexpr std::size_t kMostRead = 200, kMostNamed = 3;
constexpr std::size_t kLawBytes = 60; // of a name in front of 第…条 in the bracket

// What a list has in front of a name: its number, a cell's border, an opening mark, a line's start.
bool may_begin_name(std::string_view before) {
  while (before.ends_with(' '))
    before.remove_suffix(1);
  if (before.empty()) return true;
  for (const std::string_view mark : {"\n", "|", ".", "．", "、", "〔", "[", "［", "【", "“"})
    if (before.ends_with(mark))
      return mark != "、" || (before.size() > mark.size() && [&] {
               const char digit = before[before.size() - mark.size() - 1]; // 187、盗窃罪; not 盗窃、抢夺罪
               return digit >= '0' && digit <= '9';
             }());
  return false;
}

// What a name is given to: articles, of the text called `law` (empty: the one that the list is about).
struct Given {
  std::string law;
  std::vector<std::string> keys;
};

// The articles at the front of `text`: 第114条、第115条第1款.
std::vector<std::string> articles_in(std::string_view text) {
  std::vector<std::string> out;
  RangeRoom room;
  for (std::size_t at = text.find(kOrdinal); at != text.npos && out.size() < kMostNamed;
       at = text.find(kOrdinal, at + kOrdinal.size()))
    if (const auto article = article_at(text, at, room)) out.push_back(article->key);
  return out;
}

// 盗窃罪（第264条）, 盗窃案（刑法第二百六十四条第一款）: what is between the brackets behind the name.
std::optional<Given> in_brackets(std::string_view behind) {
  for (const std::string_view mark : {"（", "("}) {
    if (!take(behind, mark)) continue;
    const std::size_t ordinal = behind.find(kOrdinal);
    const std::size_t end = std::min(behind.find("）"), behind.find(')'));
    if (ordinal == behind.npos || end == behind.npos || ordinal > end || ordinal > kLawBytes)
      return std::nullopt;
    Given out{std::string(behind.substr(0, ordinal)), articles_in(behind.substr(ordinal, end - ordinal))};
    return out.keys.empty() ? std::nullopt : std::optional(std::move(out));
  }
  return std::nullopt;
}

// | 第一百三十三条之一（…） | 危险驾驶罪 |: the articles of the row's first cell, in front of its brackets.
std::optional<Given> in_row(std::string_view before) {
  const std::size_t line = before.rfind('\n');
  std::string_view row = line == before.npos ? before : before.substr(line + 1);
  if (!row.starts_with("|") || std::count(row.begin(), row.end(), '|') != 2) return std::nullopt;
  row = row.substr(1, row.find('|', 1) - 1);
  row = row.substr(0, std::min(row.find("（"), row.find('(')));
  if (trim(row).rfind(kOrdinal, 0) != 0) return std::nullopt;
  Given out{{}, articles_in(row)};
  return out.keys.empty() ? std::nullopt : std::optional(std::move(out));
}

std::optional<Given> given_in(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + name.size())) {
    if (!may_begin_name(text.substr(0, at))) continue;
    if (auto given = in_brackets(text.substr(at + name.size()))) return given;
    if (auto given = in_row(text.substr(0, at))) return given;
  }
  return std::nullopt;
}

// The first name in 《》, without its marks: 关于执行《刑法》确定罪名的补充规定.
std::string name_in(std::string_view text) {
  constexpr std::string_view kOpen = "《", kClose = "》";
  const std::size_t begin = text.find(kOpen);
  if (begin == text.npos) return {};
  const std::size_t end = text.find(kClose, begin);
  return end == text.npos ? std::string()
                          : std::string(text.substr(begin + kOpen.size(), end - begin - kOpen.size()));
}

bool is_such_name(std::u32string_view words) {
  return words.size() >= kShortest && words.size() <= kLongest &&
         (words.ends_with(U'罪') || words.ends_with(U'案')) &&
         std::all_of(words.begin(), words.end(), [](char32_t c) { return is_han(c); });
}

class Lookup {
public:
  Lookup(const IndexReader& index, const std::function<bool(std::size_t)>& accept)
      : index_(index), resolver_(index), accept_(accept) {}

  Result<std::vector<NamedClause>> run(const std::string& name) {
    QueryNode all{QueryNode::Kind::all, {}, 1, {}};
    for (const auto& term : terms_of(to_utf32(name)))
      if (!term.run_end) all.children.push_back({QueryNode::Kind::term, term.text, 1, {}});
    const auto found = index_.match(all, kMostRead, {});
    if (!found) return fail(found.error());
    for (const auto& match : *found) {
      if (!index_.at_hand(match.clause)) continue;
      const auto clause = index_.clause(match.clause);
      if (!clause) return fail(clause.error());
      if (const auto given = given_in(clause->text, name))
        if (auto done = add(name, match.clause, *given); !done) return fail(done.error());
      if (out_.size() == kMostNamed) break;
    }
    return std::move(out_);
  }

private:
  Result<void> add(const std::string& name, ClauseRef list, const Given& given) {
    const auto giving = index_.document(index_.spans()[index_.span_of(list)].ref);
    if (!giving) return fail(giving.error());
    std::string law = given.law.empty() ? name_in(giving->data.title) : given.law;
    if (law.empty()) {
      const auto first = index_.clause(giving->ref);
      if (!first) return fail(first.error());
      law = name_in(first->text);
    }
    if (law.empty()) return {};
    const auto documents = resolver_.find_documents(law, Names::known);
    if (!documents) return {}; // a text that the index does not hold
    for (const auto& key : given.keys)
      for (const auto& document : *documents)
        if (auto done = add_clause(name, *giving, document, key); !done) return done;
    return {};
  }

  Result<void> add_clause(const std::string& name, const StoredDocument& giving,
                          const StoredDocument& document, const std::string& key) {
    const auto keys = index_.clause_keys(document.ref);
    if (!keys) return fail(keys.error());
    const auto at = std::find(keys->begin(), keys->end(), key);
    if (at == keys->end()) return {};
    const auto ref = document.ref + static_cast<ClauseRef>(at - keys->begin());
    const bool known = std::any_of(out_.begin(), out_.end(), [&](const auto& n) { return n.clause == ref; });
    if (known || out_.size() == kMostNamed || (accept_ && !accept_(index_.span_of(ref)))) return {};
    const auto clause = index_.clause(ref);
    if (!clause) return fail(clause.error());
    out_.push_back({ref, "“" + name + "”见" + document_label(document) + clause->own_number + "（据" +
                             document_label(giving) + "）"});
    return {};
  }

  const IndexReader& index_;
  IndexResolver resolver_;
  const std::function<bool(std::size_t)>& accept_;
  std::vector<NamedClause> out_;
};

} // namespace

Result<std::vector<NamedClause>> clauses_called(const IndexReader& index, std::string_view words,
                                                const std::function<bool(std::size_t span)>& accept) {
  const std::u32string name = fold32(trim(words));
  if (!is_such_name(name)) return std::vector<NamedClause>{};
  return Lookup(index, accept).run(to_utf8(name));
}

} // namespace fengqiao::indexer
