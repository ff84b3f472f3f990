#include "indexer/edition_history.hpp"

#include "indexer/labels.hpp"

#include "core/text.hpp"
#include "indexer/document_kinds.hpp"
#include "indexer/document_names.hpp"
#include "indexer/plan_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace fengqiao::indexer {
namespace {

enum class Tri { no, unsure, yes };

const std::string& start_of(const StoredDocument& edition) {
  return edition.data.effective.empty() ? edition.data.date : edition.data.effective;
}

// Had `start` come on that day? Either may be a month or a year only.
Tri had_come(const std::string& start, const std::string& day) {
  if (start.empty()) return Tri::unsure;
  const std::size_t common = std::min(start.size(), day.size());
  const int order = start.compare(0, common, day, 0, common);
  if (order != 0) return order < 0 ? Tri::yes : Tri::no;
  return start.size() == day.size() ? Tri::yes : Tri::unsure;
}

// A law, regulation or rule is published first and takes effect weeks or months later. Where the index does
// not hold that day, the year behind its date tells nothing; other papers hold from their date.
bool takes_effect_later(const StoredDocument& edition) {
  return edition.data.effective.empty() && document_kind(edition.data.kind).effective_later;
}

Tri had_come(const StoredDocument& edition, const std::string& day) {
  const std::string& start = start_of(edition);
  const Tri come = had_come(start, day);
  const auto date = parse_date(start);
  if (come != Tri::yes || !takes_effect_later(edition) || !date) return come;
  return day < to_iso(Date{date->year + 1, date->month, date->day}) ? Tri::unsure : Tri::yes;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// 2025-12-31 of a title with 2023—2025年; empty without one.
std::string last_day_in(const std::string& title) {
  for (const std::string_view dash : {"—", "－", "–", "-", "～", "至"}) {
    const auto at = title.find(dash);
    if (at == std::string::npos || at < 4) continue;
    std::string_view behind = std::string_view(title).substr(at);
    while (behind.starts_with(dash))
      behind.remove_prefix(dash.size());
    const std::string_view year = behind.substr(0, 4), before = std::string_view(title).substr(at - 4, 4);
    if (year.size() == 4 && std::all_of(year.begin(), year.end(), is_digit) &&
        std::all_of(before.begin(), before.end(), is_digit))
      return std::string(year) + "-12-31";
  }
  return {};
}

std::string basis(const StoredDocument& edition) {
  return edition.data.effective.empty() ? "索引里没有它的施行日期，按成文日期 " + edition.data.date + " 起算"
                                        : "自 " + edition.data.effective + " 起施行";
}

void judge_last(InForce& out, const std::string& day) {
  const StoredDocument& edition = *out.edition;
  using Verdict = InForce::Verdict;
  const std::string& status = edition.data.status;
  if (status == "现行") {
    out.verdict = Verdict::yes;
    out.why = basis(edition) + "，现行";
  } else if (status == "期满") {
    out.until = last_day_in(edition.data.title);
    if (out.until.empty()) {
      out.why = "这份文件已期满，但没有写到哪一天，不能断定这一天是否有效";
      return;
    }
    const Tri ended = had_come(out.until, day);
    out.verdict = ended == Tri::unsure                   ? Verdict::cannot_tell
                  : ended == Tri::yes && day > out.until ? Verdict::ended
                                                         : Verdict::yes;
    out.why = out.verdict == Verdict::ended
                  ? "标题写明到 " + out.until.substr(0, 4) + " 年，这一天已期满"
                  : basis(edition) + "，标题写明到 " + out.until.substr(0, 4) + " 年";
  } else if (status == "待核") {
    out.why = basis(edition) + "；这是索引里最新的文本，但没有写时效，不能断定这一天是否仍然有效";
  } else {
    out.why = basis(edition) + "；这份文件" + status + "，何时起没有记录，不能断定这一天是否仍然有效";
  }
}

} // namespace

Result<std::vector<StoredDocument>> editions_of(const IndexReader& index, const StoredDocument& document) {
  const auto refs = index.named(document.base.empty() ? document.own_id : document.base);
  if (!refs) return fail(refs.error());
  std::vector<StoredDocument> out;
  for (const DocumentRef ref : *refs) {
    auto edition = index.document(ref);
    if (!edition) return fail(edition.error());
    if (edition->newest == document.newest && edition->data.part == document.data.part)
      out.push_back(std::move(*edition));
  }
  std::sort(out.begin(), out.end(), [](const StoredDocument& a, const StoredDocument& b) {
    return std::tie(a.data.date, a.data.id) < std::tie(b.data.date, b.data.id);
  });
  return out;
}

Result<std::optional<Counterpart>> counterpart(const IndexReader& index, const Clause& clause,
                                               const StoredDocument& edition) {
  std::vector<Clause> others;
  for (std::uint32_t i = 0; i < edition.clause_count; ++i) {
    auto other = index.clause(edition.ref + i);
    if (!other) return fail(other.error());
    others.push_back(std::move(*other));
  }
  for (const auto& change : diff_clauses({clause}, others)) {
    if (!change.from || !change.to) continue;
    Counterpart out{std::move(others[*change.to]), false, change.kind != ClauseChangeKind::edited};
    out.same_number = out.clause.key == clause.key;
    return out;
  }
  return std::nullopt;
}

Result<std::string> newest_note(const IndexReader& index, const StoredDocument& document) {
  if (document.superseded || !document.data.draft.empty()) return std::string();
  const auto editions = editions_of(index, document);
  if (!editions) return fail(editions.error());
  const StoredDocument* before = nullptr;
  for (const auto& edition : *editions)
    if (edition.superseded && edition.data.draft.empty()) before = &edition;
  if (!before) return std::string();
  const auto& data = document.data;
  const std::string from = data.effective.empty() ? "日期是 " + data.date + "，施行日期没有记录"
                                                  : "自 " + data.effective + " 起施行";
  return document_label(document) + from + "，以前的版本是 " + before->data.id;
}

std::string standing(const StoredDocument& document, const Date& today) {
  if (!document.data.draft.empty()) return document.data.draft + "，没有施行";
  const std::string& effective = document.data.effective;
  if (had_come(start_of(document), to_iso(today)) == Tri::no)
    return effective.empty() ? "尚未施行（日期是 " + document.data.date + "）"
                             : "尚未施行（自 " + effective + " 起施行）";
  const bool unsaid = document.superseded && document.data.status == "现行";
  return unsaid ? "有更新的版本 " + document.newest : std::string();
}

Result<std::vector<StoredDocument>> passed_texts(const IndexReader& index, const StoredDocument& draft) {
  std::vector<StoredDocument> out;
  if (draft.data.base.empty()) return out;
  const auto refs = index.named(draft.data.base);
  if (!refs) return fail(refs.error());
  for (const DocumentRef ref : *refs) {
    auto text = index.document(ref);
    if (!text) return fail(text.error());
    const bool same_office = is_national_law(text->data.kind) || text->data.issuer == draft.data.issuer;
    if (text->data.draft.empty() && !text->superseded && same_office) out.push_back(std::move(*text));
  }
  return out;
}

InForce in_force_at(const std::vector<StoredDocument>& editions, const Date& date) {
  InForce out;
  if (const StoredDocument& newest = editions.back(); !newest.data.draft.empty()) {
    out.verdict = InForce::Verdict::draft;
    out.edition = newest;
    out.why = "这是" + newest.data.draft + "，没有施行";
    return out;
  }
  const std::string day = to_iso(date);
  std::size_t last = editions.size(); // the newest that had surely come
  for (std::size_t i = 0; i < editions.size(); ++i)
    if (had_come(editions[i], day) == Tri::yes) last = i;
  const std::size_t next = last == editions.size() ? 0 : last + 1;
  for (std::size_t i = next; i < editions.size(); ++i)
    if (had_come(editions[i], day) == Tri::unsure) {
      out.edition = last == editions.size() ? editions[i] : editions[last];
      const std::string start = start_of(editions[i]);
      const bool later = takes_effect_later(editions[i]) && start.size() == day.size() && start <= day;
      const std::string known = later ? " 公布于 " + start + "，索引里没有它的施行日期"
                                : start.empty()             ? " 没有写日期"
                                : start.size() < day.size() ? " 的日期只写到 " + start
                                                            : " 自 " + start + " 起算，所问的只写到 " + day;
      out.why = editions[i].data.id + known + "，不能断定那时它是否已施行";
      return out;
    }
  if (last == editions.size()) {
    out.verdict = InForce::Verdict::not_yet;
    out.edition = editions.front();
    out.from = start_of(editions.front());
    out.why = "这是索引里最早的版本，" + basis(editions.front()) + "；那一天若有更早的版本，索引里没有";
    return out;
  }
  out.edition = editions[last];
  out.from = start_of(editions[last]);
  if (next < editions.size()) {
    out.verdict = InForce::Verdict::yes;
    out.until = start_of(editions[next]);
    out.why = basis(editions[last]) + "，到 " + out.until + " 由 " + editions[next].data.id +
              " 取代；中间若有索引里没有的修改，不在此列";
    return out;
  }
  judge_last(out, day);
  return out;
}

} // namespace fengqiao::indexer
