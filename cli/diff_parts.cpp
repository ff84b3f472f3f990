#include "cli/diff_parts.hpp"

#include "core/text.hpp"
#include "indexer/labels.hpp"
#include "indexer/source_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::cli {
const KindName& name_of(indexer::ClauseChangeKind kind) {
  return kDiffKinds[static_cast<std::size_t>(kind)];
}

std::size_t count_of(const Comparison& c, indexer::ClauseChangeKind kind) {
  return static_cast<std::size_t>(
      std::count_if(c.changes.begin(), c.changes.end(), [&](const auto& each) { return each.kind == kind; }));
}

bool no_changes(const Comparison& c) {
  return count_of(c, indexer::ClauseChangeKind::same) == c.changes.size();
}

std::string summary_line(const Comparison& c) {
  std::string out;
  for (const auto& kind : kDiffKinds) {
    const std::size_t count = count_of(c, kind.kind);
    const bool rare =
        kind.kind == indexer::ClauseChangeKind::merged || kind.kind == indexer::ClauseChangeKind::split;
    if (count > 0 || !rare) out += fmt::format("{}{} {} 条", out.empty() ? "" : "，", kind.chinese, count);
  }
  return out;
}

std::string clause_number(const indexer::Clause& clause) {
  if (!clause.citable) return fmt::format("（第 {} 行）", clause.line);
  if (clause.own_number.empty()) return clause.key;
  const std::string part(indexer::part_of_key(clause.key));
  if (part.empty()) return clause.own_number;
  return part + (indexer::is_article_number(clause.own_number) ? "" : "·") + clause.own_number;
}

std::string clause_name(const indexer::Clause& clause) {
  return clause_number(clause) + (clause.heading.empty() ? "" : "　" + clause.heading);
}

const indexer::Clause* old_clause(const Comparison& c, const indexer::ClauseChange& change) {
  return change.from ? &c.from.clauses[*change.from] : nullptr;
}

const indexer::Clause* new_clause(const Comparison& c, const indexer::ClauseChange& change) {
  return change.to ? &c.to.clauses[*change.to] : nullptr;
}

bool is_own_side(const indexer::ClauseChange& change, const indexer::Clause* side, const Comparison& c) {
  if (change.kind == indexer::ClauseChangeKind::merged) return side != new_clause(c, change);
  if (change.kind == indexer::ClauseChangeKind::split) return side != old_clause(c, change);
  return true;
}

std::string names_of(const indexer::Clause* from, const indexer::Clause* to) {
  if (!from || !to) return clause_name(from ? *from : *to);
  const bool same = from->citable && to->citable ? from->key == to->key : false;
  return same ? clause_name(*to) : clause_name(*from) + " → " + clause_name(*to);
}

std::vector<indexer::TextChange> pieces_of(const Comparison& c, const indexer::ClauseChange& change) {
  switch (change.kind) {
  case indexer::ClauseChangeKind::edited:
  case indexer::ClauseChangeKind::merged:
  case indexer::ClauseChangeKind::split:
    return change.diff.changes;
  case indexer::ClauseChangeKind::added:
    return {{indexer::TextOp::inserted, indexer::clause_body(*new_clause(c, change))}};
  case indexer::ClauseChangeKind::removed:
    return {{indexer::TextOp::removed, indexer::clause_body(*old_clause(c, change))}};
  default:
    return {{indexer::TextOp::equal, indexer::clause_body(*new_clause(c, change))}};
  }
}

std::string figures_text(const indexer::TextDiff& diff) {
  std::string out;
  for (const auto& figure : diff.figures)
    out += (out.empty() ? "" : "，") + figure.before + "→" + figure.after;
  return out;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

std::string document_line(const char* which, const DiffText& text) {
  const auto& data = text.document.data;
  std::string out =
      fmt::format("{}　{}{}（{}）", which, data.title, data.part.empty() ? "" : "　" + data.part, data.id);
  for (const auto& part :
       {data.number, data.date, data.status, data.text_kind == "摘编" ? data.text_kind : ""})
    if (!part.empty()) out += " · " + part;
  return printable(fmt::format("{} · {} 条", out, text.clauses.size()));
}

bool listed(const Comparison& c, const indexer::ClauseChange& change) {
  return c.all || change.kind != indexer::ClauseChangeKind::same;
}

} // namespace fengqiao::cli
