#include "cli/diff_page.hpp"

#include "cli/diff_parts.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::cli {
namespace {

using indexer::Clause;
using indexer::ClauseChange;
using indexer::ClauseChangeKind;
using indexer::TextChange;
using indexer::TextOp;

constexpr const char* kStyle = "表册横排"; // templates/版式: three columns of prose need the width

class Page {
public:
  explicit Page(const Comparison& comparison) : c_(comparison) {}

  render::Filled write() {
    head();
    figures();
    clauses();
    return std::move(out_);
  }

private:
  void head() {
    add("# 条款对照表\n\n<!-- 列宽 5:46:14:14:9:7:7 -->\n| | 文件 | 文号 | 日期 | 时效 | 文本 | 条款 |\n"
        "|:-:|:--|:-:|:-:|:-:|:-:|:-:|\n");
    add(document_row("原文", c_.from) + document_row("新文", c_.to) + "\n");
    add(fmt::format("<!-- 居中 -->\n{}**{}**\n\n", no_changes(c_) ? "没有变化：" : "", summary_line(c_)));
    if (!c_.all && count_of(c_, ClauseChangeKind::same) > 0)
      add("<!-- 小字 -->\n沿用的条款没有变化，表中不列。\n\n");
  }

  std::string document_row(const char* which, const DiffText& text) {
    const auto& data = text.document.data;
    std::string out = fmt::format(
        "| {} | {}", which,
        value(fmt::format("{}{}（{}）", data.title, data.part.empty() ? "" : "　" + data.part, data.id)));
    for (const auto& part : {data.number, data.date, data.status, data.text_kind})
      out += " | " + (part.empty() ? "—" : value(part));
    return out + fmt::format(" | {} |\n", text.clauses.size());
  }

  // 40% → 50%, each with its clause, before anything else: what a reader looks for first.
  void figures() {
    if (std::none_of(c_.changes.begin(), c_.changes.end(),
                     [](const auto& change) { return !change.diff.figures.empty(); }))
      return;
    add("<!-- 表题 表1 改变的数字 -->\n<!-- 列宽 6:2:2 -->\n| 条款 | 原 | 新 |\n|:--|:-:|:-:|\n");
    for (const auto& change : c_.changes)
      for (const auto& figure : change.diff.figures)
        add(fmt::format("| {} | {} | **{}** |\n",
                        value(names_of(old_clause(c_, change), new_clause(c_, change))), value(figure.before),
                        value(figure.after)));
    add("\n");
    numbered_ = true;
  }

  void clauses() {
    if (std::none_of(c_.changes.begin(), c_.changes.end(),
                     [&](const auto& change) { return listed(c_, change); }))
      return;
    if (count_of(c_, ClauseChangeKind::edited) > 0)
      add("<!-- 小字 -->\n修改的条款：原文中划线的字删去，新文中加粗的字是增加的。\n\n");
    add(fmt::format("<!-- 表题 表{} 逐条对照 -->\n<!-- 列宽 4:40:40:16 -->\n", numbered_ ? 2 : 1));
    add("| 序号 | 原文 | 新文 | 说明 |\n|:-:|:--|:--|:--|\n");
    for (const auto& change : c_.changes)
      if (listed(c_, change))
        add(fmt::format("| {} | {} | {} | {} |\n", ++rows_, side(change, TextOp::removed),
                        side(change, TextOp::inserted), remark(change)));
  }

  // One side of a clause; `own` is the operation that belongs to it.
  std::string side(const ClauseChange& change, TextOp own) {
    const Clause* clause = own == TextOp::removed ? old_clause(c_, change) : new_clause(c_, change);
    if (clause == nullptr) return "—";
    if (!is_own_side(change, clause, c_)) return value(clause_name(*clause));
    if (change.kind != ClauseChangeKind::edited) return value(clause_name(*clause) + "\n" + clause->text);
    std::string out = value(clause_number(*clause) + (clause->heading.empty() ? "\n" : "　"));
    for (const TextChange& piece : change.diff.changes) {
      if (piece.op == TextOp::equal)
        out += value(piece.text);
      else if (piece.op == own)
        out += marked(piece.text, own == TextOp::removed ? "~~" : "**");
    }
    return out;
  }

  // A mark is put round each paragraph: a line's end cannot be struck through.
  std::string marked(const std::string& text, const char* mark) {
    std::string out;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      if (begin > 0) out += "<br>";
      if (end > begin) out += mark + value(text.substr(begin, end - begin)) + mark;
      begin = end + 1;
    }
    return out;
  }

  std::string remark(const ClauseChange& change) {
    const Clause *from = old_clause(c_, change), *to = new_clause(c_, change);
    std::string out = fmt::format("**{}**", name_of(change.kind).chinese);
    if (from != nullptr && to != nullptr && clause_number(*from) != clause_number(*to))
      out += "<br>" + value(clause_number(*from) + " → " + clause_number(*to));
    if (const std::string changed = figures_text(change.diff); !changed.empty())
      out += "<br>数字：**" + value(changed) + "**";
    return out;
  }

  std::string value(const std::string& text) { return out_.tokens.add(printable(text), ""); }
  void add(const std::string& markdown) { out_.markdown += markdown; }

  const Comparison& c_;
  render::Filled out_;
  std::size_t rows_ = 0;
  bool numbered_ = false; // there is a table before the clauses
};

} // namespace

station::Prepared diff_page(const Comparison& comparison) {
  station::Prepared page;
  page.file = page.markdown_file = "条款对照表";
  page.properties.title =
      fmt::format("条款对照表：{}—{}", comparison.from.document.data.id, comparison.to.document.data.id);
  page.style = kStyle;
  page.filled = Page(comparison).write();
  return page;
}

} // namespace fengqiao::cli
