// Small pieces of a document's tree, for parts of a pack that no template has.
#pragma once

#include "render/markdown.hpp"

#include <string>
#include <vector>

namespace fengqiao::station::pack {

render::MdNode text_node(std::string text);
render::MdNode directive_node(std::string text);
render::MdNode link_node(std::string target, std::string text); // target with its #
render::MdNode heading_node(int level, std::string text);
render::MdNode paragraph_node(std::vector<render::MdNode> children);
render::MdNode line_break_node();

// A table row by row; the first row is the header.
using TableCells = std::vector<std::vector<render::MdNode>>;
render::MdNode table_node(std::vector<render::MdAlign> aligns, std::vector<TableCells> rows);

} // namespace fengqiao::station::pack
