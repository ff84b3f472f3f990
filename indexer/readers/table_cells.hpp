// What the two readers of printed tables share.
#pragma once

#include <cctype>
#include <string>

namespace fengqiao::indexer {

// Adds a word or a line to a cell: two Latin words keep their blank.
inline void append_to_cell(std::string& cell, const std::string& text) {
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  if (!cell.empty() && !text.empty() && is_word(cell.back()) && is_word(text.front())) cell.push_back(' ');
  cell += text;
}

} // namespace fengqiao::indexer
