// Which clauses of a document a citation means.
#pragma once

#include "core/citation.hpp"
#include "indexer/clause_items.hpp"
#include "indexer/division.hpp"
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
  std::string division = {}; // 第三章第一节, 附则, 附件1: what of the document is cited, if no clause
  bool by_abbreviation = false; // the name typed is not the document's own, it only fits it (Names::fitting)
};

// All of the documents, which are parts of one text. One document at least.
Located whole_documents(const std::vector<StoredDocument>& documents);

// A heading of a text and the first clause below it.
struct DivisionHeading {
  std::string text;
  ClauseRef first = 0;
};

class ClauseFinder {
public:
  explicit ClauseFinder(IndexReader index) : index_(std::move(index)) {}

  // What the citation's clause key means in that document or, where it has none, its heading (基层提振·警力,
  // as the program prints it); nullopt where the document has no such clause.
  [[nodiscard]] Result<std::optional<Located>> find(const StoredDocument& document,
                                                    const CitationQuery& query) const;

  // The divisions (division.hpp) of a text, which may lie in several files, that the citation's heading or
  // key (附件1) names: 第一章 of a text whose parts count their chapters anew names several. 附件 without a
  // number is all annexes as one. Empty where there is none, or where it names a clause. Cost: reads the
  // text.
  [[nodiscard]] Result<std::vector<Located>> divisions(std::vector<StoredDocument> documents,
                                                       const CitationQuery& query) const;
  // What there is where `typed` (第三章第九节) names no division: the sections of 第三章 where there is such
  // a one, else the outermost headings of the text. In reading order.
  [[nodiscard]] std::vector<DivisionHeading> headings_near(const std::vector<StoredDocument>& documents,
                                                           const std::string& typed) const;

private:
  [[nodiscard]] Result<std::vector<Located>> divisions(const std::vector<StoredDocument>& documents,
                                                       const Division& division,
                                                       const std::string& as_one) const;
  [[nodiscard]] Result<std::optional<Located>> by_chapter_key(const Located& division) const;
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
