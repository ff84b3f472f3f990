// The editions of one text that the index holds, and what was in force on a day.
#pragma once

#include "core/date.hpp"
#include "core/result.hpp"
#include "indexer/index_store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fengqiao::indexer {

// All editions of the text (edition.hpp), this one among them, the oldest first.
Result<std::vector<StoredDocument>> editions_of(const IndexReader& index, const StoredDocument& document);

// What `clause` of one edition is in another: the clause of the same number, unless another one's text is
// clearly nearer (plan_diff.hpp).
struct Counterpart {
  Clause clause;
  bool same_number = false, same_text = false;
};
Result<std::optional<Counterpart>> counterpart(const IndexReader& index, const Clause& clause,
                                               const StoredDocument& edition);

// Which edition held on a day, as far as the index can tell.
struct InForce {
  enum class Verdict {
    yes,
    not_yet,     // before the first edition that the index holds; an earlier one may have been in force
    ended,       // 期满
    draft,       // 征求意见稿: not passed
    cannot_tell, // `why` says what is missing; `edition` is the likeliest, where there is one
  };
  Verdict verdict = Verdict::cannot_tell;
  std::optional<StoredDocument> edition;
  std::string from, until; // the days on which it began and was replaced or ended; empty: not known
  std::string why;         // a Chinese sentence
};

// An edition holds from its 施行日期 (its 成文日期 where the index holds none, and `why` says so; for a law,
// regulation, rule or interpretation nothing is said of the year behind that date) until the next one's. The
// last one's end is seldom written: 现行 holds, 待核, 已废止 and 已修改 cannot be told; 期满 ends with the
// year of its title (2023—2025年), where it has one. Drafts never hold. `editions` as editions_of() gives
// them.
InForce in_force_at(const std::vector<StoredDocument>& editions, const Date& day);

// What has to be told beside a text because its status does not say it: 尚未施行（自 2099-02-01 起施行）,
// 征求意见稿， 没有施行, 有更新的版本 BF2023. Empty: nothing.
std::string standing(const StoredDocument& document, const Date& today);
// From when the newest edition holds and what was before it, for whoever cites a text by its bare name:
// 《样例法》自 2099-01-01 起施行，以前的版本是 样例法@2012. Says the same on every day. Empty for an edition
// that is not the newest and for the only one.
Result<std::string> newest_note(const IndexReader& index, const StoredDocument& document);
// The passed texts of a draft's name, the newest editions.
Result<std::vector<StoredDocument>> passed_texts(const IndexReader& index, const StoredDocument& draft);

} // namespace fengqiao::indexer
