#include "station/pack/pack_parts.hpp"

#include "core/masking.hpp"
#include "station/grading/report.hpp"
#include "station/pack/md_build.hpp"
#include "station/record_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace fengqiao::station::pack {
namespace {

using render::MdAlign;
using render::MdKind;
using render::MdNode;

void set(DataNode& map, const std::string& key, DataNode value) {
  if (DataNode* known = map.find(key)) {
    *known = std::move(value);
    return;
  }
  map.members.push_back({key, 0, 0, std::move(value)});
}

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const auto& value : values)
    out += (out.empty() ? "" : "、") + value;
  return out;
}

// Where a text came from goes with each of its nodes: for messages, and so that its pictures are looked for
// in the pack's folder.
void settle(MdNode& node, const Narrative& text) {
  if (node.kind == MdKind::heading) node.level = std::min(node.level + 2, 6);
  if (node.kind == MdKind::text || node.kind == MdKind::image) node.origin = place(text.file, node.line);
  if (node.kind == MdKind::image)
    node.text = (std::filesystem::path(text.path).parent_path() / node.text).lexically_normal().string();
  for (MdNode& child : node.children)
    settle(child, text);
}

std::vector<MdNode> cell(std::string text) {
  std::vector<MdNode> out;
  if (!text.empty()) out.push_back(text_node(std::move(text)));
  return out;
}

// 64 digits as two lines that fit a column.
std::vector<MdNode> digest_cell(const std::string& digits) {
  if (digits.size() != 64) return cell(digits);
  return {text_node(digits.substr(0, 32)), line_break_node(), text_node(digits.substr(32))};
}

std::string day(const std::optional<Date>& date) {
  return date ? to_iso(*date) : "—";
}

std::string status_mark(const ResolvedCitation& cited) {
  return cited.status == "现行" || cited.status.empty() ? "" : "（" + cited.status + "）";
}

bool is_word(const std::string& basis) {
  return basis == "默认" || basis == "公开资料" || basis == "二手材料";
}

void small(Nodes& out) {
  out.push_back(directive_node("小字"));
  out.push_back(directive_node("不缩进"));
}

} // namespace

std::string header_line(const PackEvidence& evidence, std::size_t page) {
  return fmt::format("佐证 {} · 第{}页/共{}页", evidence.entry.id, page + 1, pages_of(evidence));
}

std::size_t pages_of(const PackEvidence& evidence) {
  return evidence.file ? evidence.file->pages.size() : 1;
}

render::Record pack_record(const PackFolder& folder, const PackPrinting& printing) {
  render::Record record = folder.record;
  DataNode report = grading::station_record(folder.result, nullptr, {}).body;
  DataNode program;
  program.kind = DataNode::Kind::map;
  for (const char* field : {"标准", "页脚", "总分", "等级", "理由", "提醒"})
    if (DataNode* value = report.find(field)) set(program, field, std::move(*value));
  for (const char* field : {"评分项", "各类", "必备条件"})
    if (DataNode* value = report.find(field)) set(record.body, field, std::move(*value));
  set(program, "遮盖处数", record_parts::text(std::to_string(folder.masked)));
  set(program, "程序", record_parts::text(printing.program));
  set(record.body, "程序", std::move(program));
  return record;
}

Nodes narrative_nodes(const PackFolder& folder, const std::string& field, Errors& problems) {
  Nodes out;
  const auto found = folder.narratives.find(field);
  if (found == folder.narratives.end()) return out;
  for (const Narrative& text : found->second) {
    auto tree = render::parse_markdown(text.markdown, {}, text.file, text.first_line);
    if (!tree) {
      problems.insert(problems.end(), tree.error().begin(), tree.error().end());
      continue;
    }
    settle(*tree, text);
    std::move(tree->children.begin(), tree->children.end(), std::back_inserter(out));
  }
  return out;
}

Nodes evidence_list(const PackFolder& folder) {
  std::vector<TableCells> rows{{cell("编号"), cell("名称"), cell("种类"), cell("持有人"), cell("形成日期"),
                                cell("有效至"), cell("证明的项"), cell("页数"), cell("所在页")}};
  for (const auto& one : folder.evidence) {
    const auto& e = one.entry;
    std::string title = e.title;
    if (!e.surveyor.empty() || e.sample || e.valid)
      title +=
          fmt::format("（调查方：{}；样本{}，有效{}）", e.surveyor.empty() ? "没有写" : e.surveyor,
                      e.sample ? to_plain(*e.sample) : "没有写", e.valid ? to_plain(*e.valid) : "没有写");
    rows.push_back({cell(e.id),
                    cell(title),
                    cell(e.kind),
                    cell(e.holder),
                    cell(day(e.date)),
                    cell(day(e.valid_until) + (one.expired ? "（已过期）" : "")),
                    cell(joined(e.items)),
                    cell(one.file ? std::to_string(pages_of(one)) : "缺"),
                    {link_node("#" + e.id, "页码")}});
  }
  if (rows.size() == 1) return {paragraph_node(cell("没有登记证据。"))};
  Nodes out{directive_node("列宽 13:24:9:10:11:11:10:6:6")};
  using enum MdAlign;
  out.push_back(
      table_node({center, left, center, center, center, center, left, center, center}, std::move(rows)));
  return out;
}

Nodes evidence_pages(const PackFolder& folder) {
  Nodes out;
  for (const auto& one : folder.evidence)
    for (std::size_t page = 0; page < pages_of(one); ++page) {
      out.push_back(directive_node("另起一页"));
      if (page == 0) out.push_back(directive_node("锚 " + one.entry.id));
      small(out);
      std::vector<MdNode> line = cell(header_line(one, page));
      if (page == 0) {
        std::string more = "　　" + one.entry.title;
        if (!one.entry.items.empty()) more += "　　证明：" + joined(one.entry.items);
        if (one.expired) more += "　　已过期（有效至" + day(one.entry.valid_until) + "）";
        line.push_back(text_node(more));
      }
      out.push_back(paragraph_node(std::move(line)));
      if (!one.file) out.push_back(paragraph_node(cell("这份佐证没有收入：" + one.fault + "。")));
    }
  return out;
}

ClauseNodes clause_nodes(const PackFolder& folder, const CitationResolver* resolver) {
  ClauseNodes out;
  if (resolver == nullptr) return out;
  struct Clause {
    ResolvedCitation cited;
    std::vector<std::string> items;
  };
  std::vector<Clause> clauses;
  std::vector<TableCells> rows{{cell("编号"), cell("指标"), cell("依据")}};
  for (const auto& item : folder.standard->items) {
    std::vector<MdNode> basis;
    for (const auto& written : item.basis) {
      if (!basis.empty()) basis.push_back(text_node("、"));
      const auto cited = is_word(written) ? fail(ErrorCode::citation, "", "") : resolver->resolve(written);
      if (!cited) {
        basis.push_back(text_node(written));
        continue;
      }
      auto at = std::find_if(clauses.begin(), clauses.end(),
                             [&](const Clause& clause) { return clause.cited.key == cited->key; });
      if (at == clauses.end()) at = clauses.insert(clauses.end(), {*cited, {}});
      at->items.push_back(item.number);
      basis.push_back(
          link_node(fmt::format("#条款-{}", at - clauses.begin() + 1), cited->label + status_mark(*cited)));
    }
    rows.push_back({cell(item.number), cell(item.name), std::move(basis)});
  }
  using enum MdAlign;
  out.basis.push_back(directive_node("列宽 1:4:8"));
  out.basis.push_back(table_node({center, left, left}, std::move(rows)));
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const auto& [cited, items] = clauses[i];
    out.appendix.push_back(directive_node(fmt::format("锚 条款-{}", i + 1)));
    out.appendix.push_back(heading_node(4, fmt::format("{}. {}{}", i + 1, cited.label, status_mark(cited))));
    std::string text = cited.text;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      if (end > begin) out.appendix.push_back(paragraph_node(cell(text.substr(begin, end - begin))));
      begin = end + 1;
    }
    small(out.appendix);
    out.appendix.push_back(paragraph_node(cell(fmt::format("引据 {}；用于 {}", cited.key, joined(items)))));
  }
  return out;
}

Nodes manifest_nodes(const PackFolder& folder, const PackPrinting& printing) {
  std::vector<TableCells> rows{{cell("编号"), cell("文件"), cell("字节"), cell("页"), cell("SHA-256")}};
  const auto add = [&](const std::string& id, const std::string& path, std::size_t bytes, std::size_t pages,
                       const std::string& digest) {
    rows.push_back({cell(id), cell(mask_personal_data(path).text), cell(std::to_string(bytes)),
                    cell(pages == 0 ? "" : std::to_string(pages)), digest_cell(digest)});
  };
  for (const auto& one : folder.evidence)
    if (one.file)
      add(one.entry.id, one.file->path, one.file->bytes, pages_of(one), one.file->sha256);
    else
      rows.push_back({cell(one.entry.id), cell(one.fault), {}, {}, cell("—")});
  for (const auto* files : {&folder.inputs, &printing.templates})
    for (const auto& file : *files)
      add(file.role, file.path, file.bytes, file.pages, file.sha256);
  rows.push_back({cell("索引"),
                  cell("引据所查的索引（封存文件）"),
                  {},
                  {},
                  printing.index_sha256.empty() ? cell("没有索引") : digest_cell(printing.index_sha256)});
  Nodes out{directive_node("列宽 10:18:7:4:33")};
  using enum MdAlign;
  out.push_back(table_node({center, left, right, right, left}, std::move(rows)));
  return out;
}

} // namespace fengqiao::station::pack
