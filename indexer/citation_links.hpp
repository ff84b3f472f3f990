// Links between clauses: what a clause cites, and which clauses cite it.
#pragma once

#include "core/result.hpp"
#include "indexer/index_store.hpp"
#include "indexer/resolver.hpp"
#include "indexer/text_citations.hpp"

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace fengqiao::indexer {

struct LinkedClause {
  ClauseRef ref = 0;
  StoredDocument document;
  Clause clause;
};

struct LinkedCitations {
  std::vector<LinkedClause> found; // in the order in which they are named, each once
  // As written: 《…》第五条, of a text that the index does not hold; 本办法第九条, of one that has no such
  // article for sure (dangling.hpp).
  std::vector<std::string> not_found;
};

// A name means the newest edition of the index; 本法 and bare numbers mean the edition they stand in. So what
// a clause cites and what cites it are two views of the same links. Names are looked up once for all calls of
// one object.
class CitationLinks {
public:
  explicit CitationLinks(const IndexReader& index) : index_(index), resolver_(index) {}

  Result<LinkedCitations> cited_by(const StoredDocument& document, const Clause& clause);

  // The clauses of other texts that a clause cites, each once; nothing of them is read. For many clauses in
  // the middle of a search: a clause that names no other text costs some microseconds, a name some ten.
  Result<std::vector<ClauseRef>> cited_elsewhere(DocumentRef document, const Clause& clause);

  // Reads the clauses that cite a clause of that number in any document, at most some two hundred of national
  // law: about 10 ms. In reading order, which does not depend on how the index was
  // built.
  Result<std::vector<LinkedClause>> citing(const StoredDocument& document, const Clause& clause);

private:
  using Documents = std::vector<StoredDocument>; // the parts of one text; empty: not in the index
  const Documents& named(const std::string& name);
  const Documents& parts_of(const StoredDocument& document);
  const Documents& meant(const TextCitation& citation, const StoredDocument& document);
  const Documents& titled(const TextCitation& citation);
  Result<ClauseRef> target_of(const TextCitation& citation, const StoredDocument& document,
                              const Clause& citing, const std::string& key);
  Result<const std::vector<std::string>*> keys_of(DocumentRef document);
  Result<CitingPlace> place_of(const StoredDocument& document, const Clause& clause);
  Result<ClauseRef> clause_of(const Documents& documents, const std::string& key); // 0: there is none
  Result<LinkedClause> read(ClauseRef ref);
  Result<std::set<std::string>> surely_missing(const TextCitation& citation, const StoredDocument& document,
                                               std::set<std::string> missing);

  const IndexReader& index_;
  IndexResolver resolver_;
  std::unordered_map<std::string, Documents> by_name_;
  std::unordered_map<DocumentRef, Documents> by_ref_;
  std::unordered_map<DocumentRef, std::vector<std::string>> keys_;
};

} // namespace fengqiao::indexer
