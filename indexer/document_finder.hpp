// Which document a name means: its id, title or 文号, an edition, a text told by what stands in brackets.
#pragma once

#include "core/citation.hpp"
#include "indexer/index_store.hpp"

#include <string>
#include <vector>

namespace fengqiao::indexer {

// Which names of a document count.
enum class Names {
  exact, // id, title, short title or 文号 (any brackets); also without 中华人民共和国 and notes of an edition
  known, // and abbreviations that the vocabulary gives as the same (治安处罚法 = 治安管理处罚法)
  fitting, // and any abbreviation that fits one document only: what is meant is a guess, to be told
};

struct FoundDocuments {
  std::vector<StoredDocument> documents; // several only where they are parts of one code
  bool by_abbreviation = false;          // found by a name that only fits
  // Why none is taken although there is something of that name, and what to write instead; in Chinese.
  std::string refused, hint;
};

class DocumentFinder {
public:
  explicit DocumentFinder(IndexReader index) : index_(std::move(index)) {}

  [[nodiscard]] Result<FoundDocuments> find(const std::string& name, Names names) const;
  // The same for a citation. A bracketed number behind a name belongs to it (刑法修正案（八）) or, where
  // nothing bears that name, to the clause (值班规定（二）); a division behind a name (division.hpp) is the
  // citation's heading where the whole of it names nothing: `query` is changed then.
  [[nodiscard]] Result<FoundDocuments> find_for(CitationQuery& query, Names names) const;
  // The documents that an abbreviation fits (document_names.hpp), the newest editions.
  [[nodiscard]] Result<std::vector<StoredDocument>> by_abbreviation(const std::string& name) const;
  // Every text, editions in force only, that bears a name: by itself, by the vocabulary, as an abbreviation.
  [[nodiscard]] std::vector<StoredDocument> bearers(const std::string& name) const;

private:
  [[nodiscard]] Result<FoundDocuments> find_divided(CitationQuery& query, Names names, Names known) const;
  [[nodiscard]] Result<FoundDocuments> by_name(const std::string& name) const;
  [[nodiscard]] Result<FoundDocuments> by_bracket(const std::string& name) const;
  [[nodiscard]] Result<FoundDocuments> by_edition(const std::string& name, const std::string& date) const;
  [[nodiscard]] Result<std::vector<StoredDocument>> all_named(const std::string& name) const;
  [[nodiscard]] Result<std::vector<StoredDocument>> by_vocabulary(const std::string& name) const;

  IndexReader index_;
};

// XD2023（《行动计划》）、…: six at most.
std::string named_list(const std::vector<StoredDocument>& documents);

} // namespace fengqiao::indexer
