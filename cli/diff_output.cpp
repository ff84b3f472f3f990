#include "cli/diff_output.hpp"

#include "cli/clause_json.hpp"
#include "cli/diff_parts.hpp"
#include "render/markdown_escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::cli {
namespace {

using indexer::Clause;
using indexer::ClauseChange;
using indexer::ClauseChangeKind;
using indexer::TextChange;
using indexer::TextOp;

// ---- for people

constexpr std::size_t kLongEqual = 90, kEqualShown = 30; // characters of unchanged text inside a clause

// Unchanged text far from any change is left out.
std::string shortened_equal(const std::string& text, bool first, bool last) {
  const std::u32string chars = to_utf32(text);
  if (chars.size() <= kLongEqual) return text;
  const std::size_t head = first ? 0 : kEqualShown, tail = last ? 0 : kEqualShown;
  return to_utf8(std::u32string_view(chars).substr(0, head)) + "…" +
         to_utf8(std::u32string_view(chars).substr(chars.size() - tail));
}

std::string marked(const TextChange& change, bool color) {
  const std::string text = printable(change.text);
  if (change.op == TextOp::equal) return text;
  const bool removed = change.op == TextOp::removed;
  const std::string shown = replaced(text, "\n", removed ? "¶" : "¶\n");
  if (color) return (removed ? "\x1b[9;31m" : "\x1b[32m") + shown + "\x1b[0m";
  return removed ? "[-" + shown + "-]" : "{+" + shown + "+}";
}

std::string inline_text(const std::vector<TextChange>& pieces, bool color) {
  if (pieces.size() == 1) { // all of a clause: paragraph ends are no changes in it
    TextChange paragraph = pieces.front();
    std::string out;
    for (std::size_t begin = 0; begin <= pieces.front().text.size();) {
      const std::size_t end = std::min(pieces.front().text.find('\n', begin), pieces.front().text.size());
      paragraph.text = pieces.front().text.substr(begin, end - begin);
      out += (begin == 0 ? "" : "\n") + marked(paragraph, color);
      begin = end + 1;
    }
    return out;
  }
  std::string out;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    TextChange piece = pieces[i];
    if (piece.op == TextOp::equal) piece.text = shortened_equal(piece.text, i == 0, i + 1 == pieces.size());
    out += marked(piece, color);
  }
  return out;
}

std::string clause_output(const Comparison& c, const ClauseChange& change, bool color) {
  const Clause *from = old_clause(c, change), *to = new_clause(c, change);
  const std::string bold = color ? "\x1b[1m" : "", plain = color ? "\x1b[0m" : "";
  const bool part = change.kind == ClauseChangeKind::merged || change.kind == ClauseChangeKind::split;
  const std::string names = part ? clause_name(*from) + " → " + clause_name(*to) : names_of(from, to);
  std::string out =
      fmt::format("\n{}{}　{}{}\n", bold, name_of(change.kind).chinese, printable(names), plain);
  if (change.kind == ClauseChangeKind::same || change.kind == ClauseChangeKind::moved)
    return out + "  " + printable(shorten(replaced(to->text, "\n", " "), 40)) + "\n";
  out += "  " + replaced(inline_text(pieces_of(c, change), color), "\n", "\n  ") + "\n";
  if (const std::string figures = figures_text(change.diff); !figures.empty())
    out += "  数字：" + printable(figures) + "\n";
  return out;
}

// ---- Markdown

// Values as tokens, so that the escaping is the one that `render --to md` is tested with.
class MarkdownText {
public:
  std::string value(const std::string& text) { return tokens_.add(printable(text), ""); }
  [[nodiscard]] std::string written(const std::string& markdown) const {
    return render::write_out_tokens(markdown, tokens_);
  }

private:
  render::TokenTable tokens_;
};

std::string quoted(const std::string& text) {
  return "“" + replaced(text, "\n", "¶") + "”";
}

// As an amending decision says it: 将“五百元”改为“一千元”；增加“…”.
std::string in_words(const std::vector<TextChange>& pieces) {
  std::string out;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].op == TextOp::equal) continue;
    out += out.empty() ? "" : "；";
    const bool replaces =
        pieces[i].op == TextOp::removed && i + 1 < pieces.size() && pieces[i + 1].op == TextOp::inserted;
    if (replaces) {
      out += quoted(pieces[i].text) + "改为" + quoted(pieces[i + 1].text);
      ++i;
    } else {
      out += (pieces[i].op == TextOp::removed ? "删去" : "增加") + quoted(pieces[i].text);
    }
  }
  return out;
}

std::string cell_of(const Comparison& c, const ClauseChange& change, const Clause* clause) {
  if (!clause) return "（无）";
  if (!is_own_side(change, clause, c)) return clause_name(*clause);
  return clause_name(*clause) + "\n" + clause->text;
}

std::string change_cell(const Comparison& c, const ClauseChange& change) {
  std::string out = name_of(change.kind).chinese;
  const Clause *from = old_clause(c, change), *to = new_clause(c, change);
  if (change.kind == ClauseChangeKind::merged)
    out += clause_number(*to);
  else if (change.kind == ClauseChangeKind::split)
    out = "由" + clause_number(*from) + out;
  else if (change.kind != ClauseChangeKind::edited)
    return out;
  else if (from->citable && to->citable && from->key != to->key)
    out += "并移动";
  if (const std::string figures = figures_text(change.diff); !figures.empty()) out += "\n数字：" + figures;
  const std::string words = in_words(change.diff.changes);
  return words.empty() ? out : out + "\n" + words;
}

// ---- JSON

Json side_json(const DiffText& text) {
  Json out;
  add_document(out, text.document);
  out["clauses"] = text.clauses.size();
  return out;
}

Json pieces_json(const std::vector<TextChange>& pieces) {
  Json out = Json::array();
  for (const auto& piece : pieces) {
    const char* op = piece.op == TextOp::equal ? "equal" : piece.op == TextOp::removed ? "delete" : "insert";
    out.push_back({{"op", op}, {"text", piece.text}});
  }
  return out;
}

Json change_json(const Comparison& c, const ClauseChange& change) {
  const Clause *from = old_clause(c, change), *to = new_clause(c, change);
  Json out;
  out["kind"] = name_of(change.kind).key;
  out["from"] = from ? Json(from->key) : Json();
  out["to"] = to ? Json(to->key) : Json();
  out["from_label"] = from ? Json(clause_name(*from)) : Json();
  out["to_label"] = to ? Json(clause_name(*to)) : Json();
  out["changes"] = pieces_json(pieces_of(c, change));
  Json figures = Json::array();
  for (const auto& figure : change.diff.figures)
    figures.push_back({{"from", figure.before}, {"to", figure.after}});
  out["figures"] = std::move(figures);
  return out;
}

} // namespace

std::string diff_text_output(const Comparison& c, bool color) {
  std::string out = document_line("原", c.from) + "\n" + document_line("新", c.to) + "\n\n";
  out += (no_changes(c) ? "没有变化：" : "") + summary_line(c) + "\n";
  for (const auto& change : c.changes)
    if (listed(c, change)) out += clause_output(c, change, color);
  return out;
}

std::string diff_json(const Comparison& c) {
  Json out;
  out["version"] = 1;
  out["from"] = side_json(c.from);
  out["to"] = side_json(c.to);
  for (const auto& kind : kDiffKinds)
    out["summary"][kind.key] = count_of(c, kind.kind);
  out["notes"] = Json::array();
  for (const DiffText* text : {&c.from, &c.to})
    if (!text->note.empty()) out["notes"].push_back(text->note);
  out["clauses"] = Json::array();
  for (const auto& change : c.changes)
    if (listed(c, change)) out["clauses"].push_back(change_json(c, change));
  return pretty(out);
}

std::string diff_markdown(const Comparison& c) {
  MarkdownText text;
  std::string out = "# 条款对照表\n\n" + text.value(document_line("原", c.from)) + "\n\n" +
                    text.value(document_line("新", c.to)) + "\n\n" + (no_changes(c) ? "没有变化：" : "") +
                    summary_line(c) + "\n";
  const bool any =
      std::any_of(c.changes.begin(), c.changes.end(), [&](const auto& each) { return listed(c, each); });
  if (any) out += "\n| 原条款 | 新条款 | 变化 |\n|---|---|---|\n";
  for (const auto& change : c.changes)
    if (listed(c, change))
      out += "| " + text.value(cell_of(c, change, old_clause(c, change))) + " | " +
             text.value(cell_of(c, change, new_clause(c, change))) + " | " +
             text.value(change_cell(c, change)) + " |\n";
  return text.written(out);
}

} // namespace fengqiao::cli
