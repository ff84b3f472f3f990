// Notes to a table's cells.
#include "render/block_flow.hpp"

#include <map>

namespace fengqiao::render {
namespace {

// The footnotes that a table's cells refer to, numbered from 1 in the order of the cells.
void number_notes(const MdNode& node, std::map<int, std::size_t>& numbers) {
  if (node.kind == MdKind::footnote_reference) numbers.emplace(node.level, numbers.size());
  for (const MdNode& child : node.children)
    number_notes(child, numbers);
}

// Writes the table's own numbers where the marks stand; the page then has none to give.
void write_numbers(Ink& ink, const std::map<int, std::size_t>& numbers,
                   const std::vector<NoteGlyph>& glyphs) {
  for (const Ink::NoteMark& mark : ink.notes) {
    if (glyphs.empty() || !numbers.contains(mark.note)) continue;
    const NoteGlyph& glyph = glyphs[numbers.at(mark.note) % glyphs.size()];
    ink.runs[mark.run].text = glyph.character;
    ink.runs[mark.run].face = glyph.face;
  }
  ink.notes.clear();
}

} // namespace

// The notes in their order, and behind them those that they refer to themselves.
std::vector<int> BlockFlow::with_inner_notes(std::map<int, std::size_t>& numbers) const {
  std::vector<int> notes(numbers.size());
  for (const auto& [note, number] : numbers)
    notes[number] = note;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const auto strips = flow_.notes.find(notes[i]);
    if (strips == flow_.notes.end()) continue;
    for (const Strip& strip : strips->second)
      for (const Ink::NoteMark& mark : strip.ink.notes)
        if (numbers.emplace(mark.note, numbers.size()).second) notes.push_back(mark.note);
  }
  return notes;
}

// Notes to cells stand below their table, numbered for themselves, not at the page's foot.
void BlockFlow::add_table_notes(const MdNode& table, std::size_t first, TableFrame& frame) {
  std::map<int, std::size_t> numbers;
  number_notes(table, numbers);
  if (numbers.empty()) return;
  const std::vector<int> notes = with_inner_notes(numbers);
  const auto write = [&](Ink& ink) { write_numbers(ink, numbers, flow_.note_glyphs); };
  for (std::size_t i = first; i < flow_.strips.size(); ++i)
    write(flow_.strips[i].ink);
  for (Strip& head : frame.head)
    write(head.ink);
  for (SpanCell& span : frame.spans) {
    write(span.first.ink);
    write(span.again.ink);
  }
  for (const int note : notes)
    if (const auto strips = flow_.notes.find(note); strips != flow_.notes.end()) {
      flow_.strips.back().keep_next = true;
      for (Strip strip : strips->second) {
        strip.before =
            std::max(strip.before, flow_.strips.back().table >= 0 ? setting_.style.table.padding_y : 0);
        write(strip.ink);
        flow_.strips.push_back(std::move(strip));
      }
    }
}

} // namespace fengqiao::render
