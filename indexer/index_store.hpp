// The finished index as the rest of the program sees it. Xapian stays behind this wall (index_store.cpp and
// index_writer.cpp): every exception of it becomes a Result.
#pragma once

#include "core/result.hpp"
#include "indexer/mentions.hpp"
#include "indexer/policy_document.hpp"
#include "indexer/vocabulary.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

class Likeness;
class VectorStore;
struct AskedMeaning;

// Raised whenever what is stored, or the meaning of a stored term, changes.
inline constexpr int kIndexFormat = 8;

using ClauseRef = std::uint32_t;   // a clause in this generation of the index
using DocumentRef = std::uint32_t; // its document: the ClauseRef of the document's first clause

// A document of the index, without its clauses.
struct StoredDocument {
  PolicyDocument data;    // data.id is the id that is cited: 治安管理处罚法@2005 for an older edition
  std::string own_id;     // the id as the file gives it, without @…
  std::string own_status; // the status as the file gives it; data.status knows of newer editions
  std::string alias;      // 治安管理处罚法@2012 for the edition that owns the bare id
  std::string root;       // absolute path of the indexed root
  std::string digest;     // of its words (same_texts.hpp): the same text has the same
  DocumentRef ref = 0;
  std::uint32_t clause_count = 0;
  std::uint32_t first_number = 0; // of the first clause: puts the parts of a code in order
  bool superseded = false;        // a newer edition is in the index
  std::string newest;             // the id of the newest edition of the same text, perhaps its own
  std::string base; // a name that means any edition of the text, where their ids differ: 走访办法; else empty
  // What stands in brackets behind the short title wherever that alone would mean another text or several:
  // 2005年, 甲派出所, 公发〔2002〕6号. Typed with it, the title means this text only.
  std::string mark;
  // The id of a text of the same name of which nobody can say whether it is newer: one of the two has no
  // date.
  std::string unordered_with;
  std::vector<std::string> same_texts; // other files that hold this text, with their roots; sorted
};

// A name as the index looks it up: folded, without 《》, quotation marks and blanks, one kind of brackets.
// 公发〔2002〕6号, 公发（2002）6号 and 公发[2002]6号 are one name.
std::string name_form(std::string_view name);

// Where a document's clauses lie, and what ranking needs to know of it.
struct DocumentSpan {
  DocumentRef ref = 0;
  std::uint32_t clause_count = 0;
  std::uint32_t order = 0;    // place in the order by id: the tie-break that does not depend on history
  std::uint32_t mentions = 0; // how many other texts name it
  bool national_law = false;  // 法律, 行政法规, 部门规章, 司法解释
};

// A query as plain data.
struct QueryNode {
  // any: sum of the children that match; all: where all match; best: the first (an `any`) where all of it is,
  // else the next that matches, else the first; filter: where the second matches, scored by the first, which
  // need not; without: the first, where the second does not match; everything: every clause, score 0.
  enum class Kind { term, prefix, any, best, all, filter, without, everything };
  Kind kind = Kind::any;
  std::string text; // term, prefix
  double scale = 1;
  std::vector<QueryNode> children;
};

struct Match {
  ClauseRef clause = 0;
  double score = 0;
};

// Indexes that are searched as if they were one.
struct IndexPlaces {
  std::vector<std::string> places; // folders, tcp://host:port, ssh://host/folder (index_place.hpp)
  std::filesystem::path words;     // the shipped word vectors, for clauses that come without their own
  bool all = false;                // an index that cannot be used is an error, else only `unavailable`
};

using RemoteWork =
    std::shared_ptr<void>; // keep it while the work goes on; empty where all is on this machine

// One generation, read only, or one of each of several indexes. Copies share it and serve one thread at a
// time. An update that goes on meanwhile is not seen and does no harm.
class IndexReader {
public:
  // Errors: no index yet (what to run), another format version (what to run), damage.
  static Result<IndexReader> open(const std::filesystem::path& index);
  // Several indexes, or one on another machine. Names, editions, order and mentions are those of one index of
  // all their documents; a text that several hold counts once, as the first one's. Other machines are called
  // at once. Reads each index's catalogue: 3 ms for 1,500 documents here, 0.6 MB from another machine, 3 s
  // where no answer comes (6 through ssh). Errors: none of them can be used; with `all`, one of them cannot;
  // a place that cannot be read (usage).
  static Result<IndexReader> open(const IndexPlaces& places);
  // The indexes that are missing from what is read, and why.
  [[nodiscard]] const std::vector<Error>& unavailable() const;
  // After an error: opens the same indexes again without the one that caused it. False where none of them is
  // to blame, or none may be left out.
  bool open_without(const Error& error);
  // A piece of work begins, a search or a citation: while what is returned lives, other machines have the
  // time of remote_limits.hpp for it. Between two of them connections may rest; without it only each answer
  // is bounded.
  [[nodiscard]] RemoteWork begin_work() const;
  // Several indexes, or one on another machine.
  [[nodiscard]] bool joined() const;
  // Where a clause comes from, as it was typed; empty for an index of its own.
  [[nodiscard]] std::string place_of(ClauseRef clause) const;

  // A generation that is not published yet, for its writer.
  static Result<IndexReader> open_generation(const std::filesystem::path& generation);

  [[nodiscard]] const std::vector<DocumentSpan>& spans() const; // by ref
  [[nodiscard]] std::size_t span_of(ClauseRef clause) const;    // index into spans()
  [[nodiscard]] std::uint32_t clause_count() const;
  // A clause's place, from 0, when documents are read by id: depends on the documents alone, not on history.
  [[nodiscard]] std::size_t reading_place(ClauseRef clause) const;
  [[nodiscard]] ClauseRef clause_at(std::size_t reading_place) const;

  // Do word vectors know anything of this collection? Not where it is small, or built without words.
  [[nodiscard]] bool has_vectors() const;
  // How near in meaning the clauses are to a folded text: those whose vectors are in an index on this
  // machine, and, by their texts, those of `also` that are at hand.
  [[nodiscard]] Likeness likeness(const AskedMeaning& asked, const std::vector<ClauseRef>& also) const;
  // Words that the collection's texts taught, or the shipped ones; nullptr where there are no vectors.
  [[nodiscard]] const VectorStore* words() const;

  // False: reading the clause costs an answer from another machine.
  [[nodiscard]] bool at_hand(ClauseRef clause) const;
  // Reads clauses from other machines, from all of them at once; they are at hand then.
  Result<void> fetch(const std::vector<ClauseRef>& clauses) const;

  [[nodiscard]] Result<StoredDocument> document(DocumentRef ref) const;
  [[nodiscard]] Result<std::vector<StoredDocument>> documents() const; // in the order of their ids
  // Documents by id, alias, title, short title or 文号, in whatever form it was typed.
  [[nodiscard]] Result<std::vector<DocumentRef>> named(std::string_view name) const;
  [[nodiscard]] Result<std::vector<std::string>> clause_keys(DocumentRef ref) const;
  [[nodiscard]] Result<Clause> clause(ClauseRef ref) const;

  // The best `count` clauses of the documents that `accept` takes (all, if empty), best first; equal scores
  // in the order of document id and clause.
  [[nodiscard]] Result<std::vector<Match>>
  match(const QueryNode& query, std::size_t count,
        const std::function<bool(std::size_t span)>& accept = {}) const;
  // The clauses in which a term occurs, in the order of storage.
  [[nodiscard]] Result<std::vector<ClauseRef>> clauses_with(std::string_view term) const;
  // In how many clauses a term occurs. One that cannot be read is 0 here, and the next match() tells the
  // error.
  [[nodiscard]] std::uint32_t frequency(std::string_view term) const;
  // The same of many terms, with one question to another machine.
  [[nodiscard]] std::map<std::string, std::uint32_t> frequencies(const std::vector<std::string>& terms) const;

  [[nodiscard]] Result<std::string> metadata(const std::string& key) const;
  [[nodiscard]] Result<Vocabulary> vocabulary() const;

  struct State; // behind the wall

private:
  explicit IndexReader(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

} // namespace fengqiao::indexer
