#include "render/markdown_escape.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr std::string_view kInline = "\\`*_[]<>&|~";
constexpr std::string_view kBlockStart = "#+-=:";
constexpr std::string_view kWordJoiner = "\u2060"; // prints as nothing

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
bool reads_as_merge(std::string_view value, std::string_view line_before, std::string_view line_after) {
  if (trim(value) != "^^" && trim(value) != "<<") return false;
  line_before = trim(line_before);
  line_after = trim(line_after);
  return (line_before.empty() || line_before.ends_with('|')) &&
         (line_after.empty() || line_after.starts_with('|'));
}

bool is_emphasis_mark(char c) {
  return c == '*' || c == '_' || c == '~';
}

// Beside it, a mark does not open or close emphasis where a Han character stands on the mark's other side.
bool is_punctuation(char32_t c) {
  if (c < 0x80)
    return c > ' ' && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
  return (c >= 0xA1 && c <= 0xBF) || (c >= 0x2010 && c <= 0x2BFF) || (c >= 0x3001 && c <= 0x303F) ||
         (c >= 0xFE10 && c <= 0xFE6F) || (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
         (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65);
}

// Where a word joiner goes: between marks that have nothing between them (**** is four stars), and between a
// mark and punctuation.
struct Joiners {
  bool before = false, after = false;
};

// Whether marks with punctuation on their inner side are none for this character on their outer side; 0: the
// line's edge.
bool spoils_marks(char32_t outer) {
  return outer != 0 && !is_space(outer) && !is_punctuation(outer);
}

char32_t last_of(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0U) == 0x80U) {
  }
  return text.empty() ? 0 : next_code_point(text, at);
}

Joiners joiners_of(std::string_view value, std::string_view before, std::string_view after) {
  const bool opened = !before.empty() && is_emphasis_mark(before.back()),
             closed = !after.empty() && is_emphasis_mark(after.front());
  if (value.empty()) return {opened && closed, false};
  while (!before.empty() && is_emphasis_mark(before.back()))
    before.remove_suffix(1);
  while (!after.empty() && is_emphasis_mark(after.front()))
    after.remove_prefix(1);
  std::size_t begin = 0;
  const std::u32string text = to_utf32(value);
  return {opened && is_punctuation(text.front()) && spoils_marks(last_of(before)),
          closed && is_punctuation(text.back()) &&
              spoils_marks(after.empty() ? 0 : next_code_point(after, begin))};
}

void write_value(std::string& out, std::string_view value, bool block_start, char following) {
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
      const std::string_view before = std::string_view(out).substr(line_start),
                             after = markdown.substr(pos, markdown.find('\n', pos) - pos);
      const Joiners joiners = joiners_of(value->text, before, after);
      const bool block_start = at_block_start(before), merge = reads_as_merge(value->text, before, after);
      if (joiners.before) out += kWordJoiner;
      if (merge)
        out += trim(value->text) == "^^" ? fmt::format("^{}^", kWordJoiner)
                                         : fmt::format("\\<{}\\<", kWordJoiner);
      else
        write_value(out, value->text, block_start, after.empty() ? '\n' : after.front());
      if (joiners.after) out += kWordJoiner;
      continue;
    }
    out += markdown[pos];
    if (markdown[pos] == '\n') line_start = out.size();
    ++pos;
  }
  return out;
}

} // namespace fengqiao::render
