#include "cli/show_at.hpp"

#include "cli/console.hpp"
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
  const auto date = parse_date(day);
  if (!date)
    return fail(ErrorCode::usage, "", "“" + day + "”不是日期",
                "写成 2019-05-01、2019年5月1日、2019-05 或 2019");
  const auto editions = indexer::editions_of(index, located.document);
  if (!editions) return fail(editions.error());
  ShownAt out{to_iso(*date), indexer::in_force_at(*editions, *date), std::nullopt};
  if (!out.force.edition) return out;
  auto there = located_in(index, located, *out.force.edition);
  if (!there) return fail(there.error());
  out.located = std::move(*there);
  return out;
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
