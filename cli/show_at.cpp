#include "cli/show_at.hpp"

#include "cli/console.hpp"
#include "cli/day_argument.hpp"
#include "core/text.hpp"
#include "indexer/labels.hpp"

#include <fmt/format.h>

namespace fengqiao::cli {
namespace {

using Verdict = indexer::InForce::Verdict;

std::string_view verdict_text(Verdict verdict) {
  switch (verdict) {
  case Verdict::yes:
    return "有效";
  case Verdict::not_yet:
    return "这个版本还没有施行";
  case Verdict::ended:
    return "已期满";
  case Verdict::draft:
    return "不是施行的文本";
  case Verdict::cannot_tell:
    return "不能断定";
  }
  return "";
}

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
  case Verdict::yes:
    return "in_force";
  case Verdict::not_yet:
    return "not_yet";
  case Verdict::ended:
    return "ended";
  case Verdict::draft:
    return "draft";
  case Verdict::cannot_tell:
    return "cannot_tell";
  }
  return "";
}

Result<std::optional<indexer::Located>> located_in(const indexer::IndexReader& index,
                                                   const indexer::Located& located,
                                                   const indexer::StoredDocument& edition) {
  if (edition.ref == located.document.ref) return located;
  const indexer::IndexResolver resolver(index);
  std::string citation = edition.data.id;
  if (!located.division.empty()) {
    auto there = resolver.locate(citation + "-" + located.division);
    if (!there) return std::nullopt;
    return std::move(*there);
  }
  if (!located.whole) {
    const auto clause = index.clause(located.clauses.front());
    if (!clause) return fail(clause.error());
    const auto there = indexer::counterpart(index, *clause, edition);
    if (!there) return fail(there.error());
    if (!*there) return std::nullopt;
    citation = indexer::citation_key(edition, (*there)->clause);
  }
  auto found = resolver.locate(citation);
  if (!found) return fail(found.error());
  return std::move(*found);
}

} // namespace

Result<ShownAt> shown_at(const indexer::IndexReader& index, const indexer::Located& located,
                         const std::string& day) {
  const auto date = day == "今天" || day == "今日" ? std::optional(local_minute().date) : parse_date(day);
  if (!date)
    return fail(ErrorCode::usage, "", "“" + day + "”不是日期",
                "写成 2019-05-01、2019年5月1日、2019-05、2019 或 今天");
  const auto editions = indexer::editions_of(index, located.document);
  if (!editions) return fail(editions.error());
  ShownAt out{to_iso(*date), indexer::in_force_at(*editions, *date), std::nullopt};
  if (!out.force.edition) return out;
  auto there = located_in(index, located, *out.force.edition);
  if (!there) return fail(there.error());
  out.located = std::move(*there);
  return out;
}

Result<std::string> standing_note(const indexer::IndexReader& index, const indexer::Located& located) {
  const Date today = local_minute().date;
  const std::string told = indexer::standing(located.document, today);
  if (told.empty()) return told;
  std::string out = indexer::document_label(located.document) + told;
  if (!located.document.data.draft.empty()) {
    const auto passed = indexer::passed_texts(index, located.document);
    if (!passed) return fail(passed.error());
    for (const auto& text : *passed)
      out += (&text == &passed->front() ? "；正式文本有 " : "、") + text.data.id;
    return out;
  }
  const auto now = shown_at(index, located, "今天");
  if (!now) return fail(now.error());
  const bool another = now->force.edition && now->force.edition->data.id != located.document.data.id;
  if (now->force.verdict != Verdict::yes || !another) return out;
  return out + "；今天有效的是 " + (now->located ? now->located->key : now->force.edition->data.id);
}

bool shows_something(const ShownAt& at) {
  return at.located && (at.force.verdict == Verdict::yes || at.force.verdict == Verdict::cannot_tell);
}

void print_at(const ShownAt& at) {
  const std::string edition = at.force.edition ? at.force.edition->data.id : "";
  print(printable(fmt::format("{}：{}　{}（{}）\n", at.day, edition, verdict_text(at.force.verdict),
                              at.force.why)) +
        "\n");
  if (!at.located) print("这个版本里没有相应的条款\n");
}

Json at_json(const ShownAt& at) {
  return {{"date", at.day},
          {"verdict", verdict_name(at.force.verdict)},
          {"doc", at.force.edition ? at.force.edition->data.id : ""},
          {"from", at.force.from},
          {"until", at.force.until},
          {"why", at.force.why}};
}

} // namespace fengqiao::cli
