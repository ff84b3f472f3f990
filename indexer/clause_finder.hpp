// Which clauses of a document a citation means.
#pragma once

#include "core/citation.hpp"
#include "indexer/clause_items.hpp"
#include "indexer/index_store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fengqiao::indexer {

// Where a citation points.
struct Located {
  StoredDocument document; // of the first clause
  std::string key;         // canonical: XD2023-1.3
  std::string label;       // as printed
  // One clause for a clause or a part of it; all of a chapter for 《决定》四; all of the document for a bare
  // id.
  std::vector<ClauseRef> clauses;
  std::optional<ClauseItem> item; // 款, 项 or lettered item of the one clause
  bool whole = false;             // a chapter or a document
  bool by_abbreviation = false; // the name typed is not the document's own, it only fits it (Names::fitting)
};

// All of the documents, which are parts of one text. One document at least.
Located whole_documents(const std::vector<StoredDocument>& documents);

class ClauseFinder {
public:
  explicit ClauseFinder(IndexReader index) : index_(std::move(index)) {}

  // What the citation's clause key means in that document or, where it has none, its heading (基层提振·警力,
  // as the program prints it); nullopt where the document has no such clause.
  [[nodiscard]] Result<std::optional<Located>> find(const StoredDocument& document,
                                                    const CitationQuery& query) const;

private:
  [[nodiscard]] Result<std::optional<Located>> find_clause(const StoredDocument& document,
                                                           const CitationQuery& query) const;
  [[nodiscard]] Result<std::optional<Located>> find_key(const StoredDocument& document,
                                                        const CitationQuery& query) const;
  [[nodiscard]] Result<std::optional<Located>>
  find_in_annex(const StoredDocument& document, const CitationQuery& query, const std::string& named) const;
  [[nodiscard]] Result<bool> has_form_outside_parts(const StoredDocument& document,
                                                    const std::vector<std::string>& keys,
                                                    ClauseForm form) const;
  [[nodiscard]] Result<std::optional<Located>> find_heading(const StoredDocument& document,
                                                            const std::string& heading) const;

  IndexReader index_;
};

} // namespace fengqiao::indexer
