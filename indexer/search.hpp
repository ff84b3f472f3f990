// Finding the right clause.
#pragma once

#include "core/result.hpp"
#include "indexer/hit.hpp"
#include "indexer/index_store.hpp"
#include "indexer/query_plan.hpp"
#include "indexer/ranking.hpp"
#include "indexer/search_filter.hpp"
#include "indexer/snippet.hpp"
#include "indexer/vocabulary.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::indexer {

struct Query {
  std::string text;
  SearchFilter filter;
  std::size_t count = 10;
  bool explain = false; // fills Hit::terms
  std::size_t passage_columns = kPassageColumns;
};

enum class Answer {
  exact,  // the query is a citation or names a document; that comes first
  ranked, // by relevance
  near,   // nothing answers the query; these are the nearest clauses
};

struct SearchResult {
  std::vector<Hit> hits; // best first
  std::vector<std::string> notes;
  Answer answer = Answer::ranked;
};

struct AskedText; // named_text.hpp

// Holds an open index and its vocabulary; one searcher answers many queries.
class Searcher {
public:
  static Result<Searcher> open(const std::filesystem::path& index);
  static Result<Searcher> open(const IndexPlaces& places);
  explicit Searcher(IndexReader index, Vocabulary vocabulary)
      : index_(std::move(index)), vocabulary_(std::move(vocabulary)) {}

  // One hit a 条. The text is read as query_parser.hpp says. A query that is a citation (治安管理处罚法43条,
  // XD2023-1.3) gets that clause first; one that names a document gets its clauses first. Errors: an empty or
  // too long query (usage, limit), a filter that names nothing or cannot hold, and ErrorCode::not_found where
  // nothing is even near. A query that nothing answers is tried as typed by sound (word_guess.hpp), with a
  // note.
  // Where one of several indexes fails, the answer is that of the others, and index().unavailable() says so.
  [[nodiscard]] Result<SearchResult> search(const Query& query);

  [[nodiscard]] const IndexReader& index() const { return index_; }

private:
  static Result<Searcher> over(IndexReader index);
  [[nodiscard]] Result<SearchResult> search_once(const Query& query) const;
  using Accept = std::function<bool(std::size_t span)>;
  struct Attempt {
    std::vector<ClauseRef> cited;                 // or the nearest to it
    std::map<ClauseRef, std::string> cited_items; // 第一款第（二）项, where a part of a clause is cited
    QueryPlan plan;
    std::vector<RankedClause> matches; // the cited ones first
    std::vector<std::string> notes;
    bool exact = false;   // a citation and nothing else
    bool good = false;    // answers the query
    bool absent = false;  // a citation of what is not there; the nearest come first
    bool by_name = false; // ... of a text that is there
  };
  // `document`: the one that fields and options name, or empty.
  [[nodiscard]] Result<Attempt> attempt(const std::string& text, const std::string& document,
                                        std::size_t count, const Accept& accept) const;
  // What the query asks of the text that it names, in that text alone.
  [[nodiscard]] Result<Attempt> attempt_within(const AskedText& named, std::size_t count,
                                               const Accept& accept) const;
  [[nodiscard]] Result<void> add_called(const std::string& words, const Accept& accept, Attempt& out) const;
  // With words that sound as those typed; nothing where that finds nothing either. `only_sure`: Latin letters
  // alone are read so, as the other words are found.
  [[nodiscard]] Result<std::optional<Attempt>> attempt_by_sound(const std::string& text,
                                                                const std::string& document,
                                                                std::size_t count, const Accept& accept,
                                                                bool only_sure) const;

  IndexReader index_;
  Vocabulary vocabulary_;
};

} // namespace fengqiao::indexer
