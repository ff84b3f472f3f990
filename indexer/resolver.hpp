// Citations looked up in the index.
#pragma once

#include "core/citation.hpp"
#include "indexer/clause_items.hpp"
#include "indexer/index_store.hpp"
#include "indexer/suggest.hpp"

#include <filesystem>
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

// Which names of a document count.
enum class Names {
  exact, // id, title, short title or 文号 (any brackets); also without 中华人民共和国 and notes of an edition
  known, // and abbreviations that the vocabulary gives as the same (治安处罚法 = 治安管理处罚法)
  fitting, // and any abbreviation that fits one document only: what is meant is a guess, to be told
};

// Understands everything that core's parse_citation does.
class IndexResolver : public CitationResolver {
public:
  static Result<IndexResolver> open(const std::filesystem::path& index);
  explicit IndexResolver(IndexReader index) : index_(std::move(index)) {}

  // What a page is made from: known names only, for a missing document must not be replaced by one whose name
  // begins or ends alike. ErrorCode::citation where it does not resolve; the hint names the nearest clauses
  // or documents.
  Result<ResolvedCitation> resolve(const std::string& typed) const override;
  Result<std::vector<ResolvedCitation>> clauses(const std::string& typed) const override;
  // The clauses that a citation which does not resolve may have meant, best first.
  [[nodiscard]] std::vector<Suggestion> suggest(const std::string& typed) const;
  [[nodiscard]] std::vector<Suggestion> suggest(const CitationQuery& query) const;
  // For a person who looks: with Names::fitting, Located::by_abbreviation has to be told (guess_note).
  [[nodiscard]] Result<Located> locate(const std::string& typed, Names names = Names::fitting) const;
  // The same without hints, and with fitting names only where a clause is named (治安处罚法12条): quick, for
  // queries that are seldom citations.
  [[nodiscard]] std::optional<Located> locate_exactly(const std::string& typed) const;
  [[nodiscard]] std::optional<Located> locate_exactly(const CitationQuery& query) const;

  // The documents that a name means: several only where they are parts of one code. ErrorCode::citation where
  // there is none, or where the name fits several.
  [[nodiscard]] Result<std::vector<StoredDocument>> find_documents(const std::string& name,
                                                                   Names names) const;
  // The same with what a person has to be told: 按简称理解为《…》, where the name only fits.
  struct Named {
    std::vector<StoredDocument> documents;
    std::string note;
  };
  [[nodiscard]] Result<Named> find_named(const std::string& name, Names names) const;
  // Every text, editions in force only, that bears a name: by itself, by the vocabulary, as an abbreviation.
  [[nodiscard]] std::vector<StoredDocument> bearers(const std::string& name) const;

private:
  struct Found {
    std::vector<StoredDocument> documents; // empty: there is none, or `refused` says why none is taken
    bool by_abbreviation = false;          // found by a name that only fits
    std::string refused, hint;
  };
  [[nodiscard]] Result<Found> find(const std::string& name, Names names) const;
  [[nodiscard]] Result<Found> find_document_of(CitationQuery& query, Names names) const;
  [[nodiscard]] Result<Found> by_name(const std::string& name) const;
  [[nodiscard]] Result<Found> by_bracket(const std::string& name) const;
  [[nodiscard]] Result<Found> by_edition(const std::string& name, const std::string& date) const;
  [[nodiscard]] Result<std::vector<StoredDocument>> all_named(const std::string& name) const;
  [[nodiscard]] Result<std::vector<StoredDocument>> by_vocabulary(const std::string& name) const;
  [[nodiscard]] Result<std::vector<StoredDocument>> by_abbreviation(const std::string& name) const;
  [[nodiscard]] Result<std::optional<Located>> find_clause(const StoredDocument& document,
                                                           const CitationQuery& query) const;
  [[nodiscard]] Result<std::optional<Located>> find_key(const StoredDocument& document,
                                                        const CitationQuery& query) const;
  [[nodiscard]] Result<std::optional<Located>>
  find_in_annex(const StoredDocument& document, const CitationQuery& query, const std::string& named) const;
  [[nodiscard]] Result<bool> has_form_outside_parts(const StoredDocument& document,
                                                    const std::vector<std::string>& keys,
                                                    ClauseForm form) const;
  [[nodiscard]] std::string parts_with(const std::vector<StoredDocument>& documents,
                                       const std::string& clause) const;
  [[nodiscard]] Result<Located> locate_in(const std::string& typed, const CitationQuery& query,
                                          const std::vector<StoredDocument>& documents) const;
  // The clause that is printed with this heading (folded): 基层提振·警力, 二·主要职责(a).
  [[nodiscard]] Result<std::optional<Located>> find_heading(const StoredDocument& document,
                                                            const std::string& heading) const;
  [[nodiscard]] Result<Located> whole_documents(const std::vector<StoredDocument>& documents) const;
  [[nodiscard]] Error unknown_document(const std::string& typed, const CitationQuery& query) const;
  [[nodiscard]] Error unknown_clause(const std::string& typed, const std::vector<StoredDocument>& documents,
                                     const CitationQuery& query) const;
  [[nodiscard]] Result<void> check_heading(const std::string& typed, const CitationQuery& query,
                                           const std::vector<StoredDocument>& documents,
                                           const Located& found) const;
  [[nodiscard]] Result<ResolvedCitation> describe(const Located& located) const;

  IndexReader index_;
};

// 按简称理解为《…》, for what was located by a name that only fits; empty otherwise.
std::string guess_note(const Located& located);
std::string guess_note(const StoredDocument& document);

} // namespace fengqiao::indexer
