// Citations looked up in the index.
#pragma once

#include "core/citation.hpp"
#include "indexer/clause_finder.hpp"
#include "indexer/document_finder.hpp"
#include "indexer/index_store.hpp"
#include "indexer/suggest.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::indexer {

// Understands everything that core's parse_citation does.
class IndexResolver : public CitationResolver {
public:
  static Result<IndexResolver> open(const std::filesystem::path& index);
  explicit IndexResolver(IndexReader index)
      : index_(std::move(index)), documents_(index_), clauses_(index_) {}

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
  // The same for each of several clauses of one text, whose name is looked up once; one for each key.
  [[nodiscard]] std::vector<std::optional<Located>> locate_each(const CitationQuery& query,
                                                                const std::vector<std::string>& keys) const;

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
  [[nodiscard]] std::vector<StoredDocument> bearers(const std::string& name) const {
    return documents_.bearers(name);
  }

  // Every place that a citation of a division may mean: several for 第一章 of a text that counts its chapters
  // anew in each part.
  [[nodiscard]] std::vector<Located> divisions(const CitationQuery& query) const;
  // What there is in place of a division that is not there (ClauseFinder::headings_near).
  [[nodiscard]] std::vector<DivisionHeading> headings_near(const CitationQuery& query) const;

private:
  [[nodiscard]] Result<std::vector<Located>> find_in(const CitationQuery& query,
                                                     const std::vector<StoredDocument>& documents) const;
  [[nodiscard]] Error unknown_division(const std::string& typed, const std::vector<StoredDocument>& documents,
                                       const std::string& division) const;
  [[nodiscard]] std::string parts_there(const std::vector<StoredDocument>& documents,
                                        const std::string& clause) const;
  [[nodiscard]] std::string parts_with(const std::vector<StoredDocument>& documents,
                                       const std::string& clause) const;
  [[nodiscard]] Result<Located> locate_in(const std::string& typed, const CitationQuery& query,
                                          const std::vector<StoredDocument>& documents) const;
  [[nodiscard]] Error unknown_document(const std::string& typed, const CitationQuery& query) const;
  [[nodiscard]] Error unknown_clause(const std::string& typed, const std::vector<StoredDocument>& documents,
                                     const CitationQuery& query) const;
  [[nodiscard]] Result<void> check_heading(const std::string& typed, const CitationQuery& query,
                                           const std::vector<StoredDocument>& documents,
                                           const Located& found) const;
  [[nodiscard]] Result<ResolvedCitation> describe(const Located& located) const;

  IndexReader index_;
  DocumentFinder documents_;
  ClauseFinder clauses_;
};

// 按简称理解为《…》, for what was located by a name that only fits; empty otherwise.
std::string guess_note(const Located& located);
std::string guess_note(const StoredDocument& document);

// 第一编第一章（《刑法》第一编第一章）…: six at most.
std::string divisions_text(const std::vector<Located>& divisions);
// 有 第一章 总则、第二章 …, or that the text has no headings.
std::string headings_text(const std::vector<DivisionHeading>& headings);

} // namespace fengqiao::indexer
