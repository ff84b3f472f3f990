#include "render/markdown_escape.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr std::string_view kInline = "\\`*_[]<>&|~";
constexpr std::string_view kBlockStart = "#+-=:";

// Whether a block can still begin here: nothing on the line but blanks and the marks of blocks around it.
bool at_block_start(std::string_view line_so_far) {
  return line_so_far.find_first_not_of(" \t>-+*#.)0123456789") == line_so_far.npos;
}

std::string entity(char c) {
  return "&#" + std::to_string(static_cast<int>(c)) + ";";
}

// 2. and 2) at the front of a line would begin a list; the digits may be the value's and the mark the
// template's.
std::size_t leading_digits(std::string_view text) {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

// Alone in a cell, these two would merge it (render/table_model.hpp): a word joiner, which prints as nothing,
// keeps them apart.
bool reads_as_merge(std::string_view value) {
  return trim(value) == "^^" || trim(value) == "<<";
}

void write_value(std::string& out, std::string_view value, bool block_start, char following) {
  if (reads_as_merge(value)) {
    out += trim(value) == "^^" ? "^\u2060^" : "\\<\u2060\\<";
    return;
  }
  const std::size_t digits = block_start ? leading_digits(value) : 0;
  const bool number_only = digits > 0 && digits == value.size() && (following == '.' || following == ')');
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool edge = i == 0 || i + 1 == value.size();
    if (c == '\n')
      out += "<br>";
    else if ((c == ' ' || c == '\t') && (edge || value[i - 1] == '\n' || value[i + 1] == '\n'))
      out += entity(c);
    else if (i == 0 && number_only)
      out += entity(c);
    else if (kInline.find(c) != kInline.npos)
      (out += '\\') += c;
    else if (block_start && i == 0 && kBlockStart.find(c) != kBlockStart.npos)
      (out += '\\') += c;
    else if (digits > 0 && i == digits && (c == '.' || c == ')'))
      (out += '\\') += c;
    else if (static_cast<unsigned char>(c) < 0x20 && c != '\t')
      continue; // prints as nothing, and Markdown has no place for it
    else
      out += c;
  }
}

} // namespace

std::string write_out_tokens(std::string_view markdown, const TokenTable& tokens) {
  std::string out;
  std::size_t line_start = 0; // of `out`
  for (std::size_t pos = 0; pos < markdown.size();) {
    if (const auto* value = tokens.read(markdown.substr(pos))) {
      pos += token_bytes;
      const bool block_start = at_block_start(std::string_view(out).substr(line_start));
      write_value(out, value->text, block_start, pos < markdown.size() ? markdown[pos] : '\n');
      continue;
    }
    out += markdown[pos];
    if (markdown[pos] == '\n') line_start = out.size();
    ++pos;
  }
  return out;
}

} // namespace fengqiao::render
