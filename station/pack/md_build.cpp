#include "station/pack/md_build.hpp"

#include <utility>

namespace fengqiao::station::pack {

using render::MdKind;
using render::MdNode;

namespace {

MdNode node_of(MdKind kind, std::string text) {
  MdNode node;
  node.kind = kind;
  node.text = std::move(text);
  return node;
}

} // namespace

MdNode text_node(std::string text) {
  return node_of(MdKind::text, std::move(text));
}

MdNode directive_node(std::string text) {
  return node_of(MdKind::directive, std::move(text));
}

MdNode link_node(std::string target, std::string text) {
  MdNode node = node_of(MdKind::link, std::move(target));
  node.children.push_back(text_node(std::move(text)));
  return node;
}

MdNode heading_node(int level, std::string text) {
  MdNode node = node_of(MdKind::heading, {});
  node.level = level;
  node.children.push_back(text_node(std::move(text)));
  return node;
}

MdNode paragraph_node(std::vector<MdNode> children) {
  MdNode node = node_of(MdKind::paragraph, {});
  node.children = std::move(children);
  return node;
}

MdNode line_break_node() {
  return node_of(MdKind::line_break, {});
}

MdNode table_node(std::vector<render::MdAlign> aligns, std::vector<TableCells> rows) {
  MdNode table = node_of(MdKind::table, {});
  for (auto& cells : rows) {
    MdNode row = node_of(MdKind::table_row, {});
    row.header = table.children.empty();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      MdNode cell = node_of(MdKind::table_cell, {});
      cell.align = aligns[i];
      cell.children = std::move(cells[i]);
      row.children.push_back(std::move(cell));
    }
    table.children.push_back(std::move(row));
  }
  table.aligns = std::move(aligns);
  return table;
}

} // namespace fengqiao::station::pack
