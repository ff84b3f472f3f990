#include "station/checklist/appendix.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

namespace fengqiao::station {
namespace {

class AppendixWriter {
public:
  AppendixWriter(render::TokenTable& tokens, std::string& out) : tokens_(tokens), out_(out) {}

  void write(const std::vector<CitedClause>& clauses) {
    out_ += "<!-- 另起一页 -->\n\n## 附：引据条文\n\n";
    small("各条文字取自本机的索引，按在表中第一次出现的先后编号；标“摘编”的是概述，不是文件原文。");
    for (std::size_t i = 0; i < clauses.size(); ++i)
      entry(clauses[i], i + 1);
  }

private:
  void small(const std::string& text) { out_ += "<!-- 小字 -->\n" + text + "\n\n"; }

  std::string value(const std::string& text, const std::string& key) {
    return tokens_.add(text, "引据 " + key);
  }

  void entry(const CitedClause& cited, std::size_t number) {
    const ResolvedCitation& clause = cited.clause;
    // A heading: it stays with what follows, and the PDF's outline lists it.
    out_ += fmt::format("<!-- 锚 {} -->\n<!-- 不缩进 -->\n### {}．{}\n\n", cited.anchor, number,
                        value(clause.label, clause.key));
    small(value(about(clause), clause.key) + places(cited));
    if (clause.whole && count_code_points(clause.text) > appendix_document_chars)
      return small(value(
          fmt::format("引的是整份文件或整章，文字较长，这里不印；用 fengqiao show {} 查看。", clause.key),
          clause.key));
    text(clause);
  }

  // 《公安部关于…的决定》　公发〔2002〕6号　待核·摘编
  static std::string about(const ResolvedCitation& clause) {
    std::string out = fmt::format("{}　《{}》", clause.key, clause.document_title);
    if (!clause.number.empty()) out += "　" + clause.number;
    if (!clause.status.empty()) out += "　" + clause.status;
    if (!clause.text_kind.empty()) out += "·" + clause.text_kind;
    return out + "　引用处：";
  }

  std::string places(const CitedClause& cited) {
    std::string out;
    for (const auto& place : cited.places) {
      const std::string name = value(place.item, place.where);
      out += out.empty() ? "" : "、";
      out += place.anchor.empty() ? name : fmt::format("[{}](#{})", name, place.anchor);
    }
    return out;
  }

  void text(const ResolvedCitation& clause) {
    std::string_view rest = clause.text;
    while (!rest.empty()) {
      const auto end = std::min(rest.find('\n'), rest.size());
      std::string_view line = trim(rest.substr(0, end));
      if (line.starts_with("- ")) line.remove_prefix(2); // a list's mark in the source
      if (!line.empty()) small(value(std::string(line), clause.key));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  render::TokenTable& tokens_;
  std::string& out_;
};

std::size_t find_directive(const std::string& markdown) {
  const auto at = markdown.find(appendix_directive);
  return at == 0 || (at != std::string::npos && markdown[at - 1] == '\n') ? at : std::string::npos;
}

} // namespace

void add_appendix(render::Filled& filled, const std::vector<CitedClause>& clauses) {
  const auto at = find_directive(filled.markdown);
  if (at == std::string::npos) return;
  std::string appendix;
  if (!clauses.empty()) AppendixWriter(filled.tokens, appendix).write(clauses);
  filled.markdown.replace(at, appendix_directive.size(), appendix);
}

void drop_appendix(render::Filled& filled) {
  add_appendix(filled, {});
}

} // namespace fengqiao::station
