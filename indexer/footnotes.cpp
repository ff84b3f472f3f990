#include "indexer/footnotes.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kLongestLabel = 40; // bytes
constexpr std::string_view kOpen = "[^";

// The label at the front of [^1]…; empty where none stands there.
std::string_view label_of(std::string_view text) {
  const auto close = text.substr(0, kOpen.size() + kLongestLabel + 1).find(']');
  if (!text.starts_with(kOpen) || close == text.npos) return {};
  const std::string_view label = text.substr(kOpen.size(), close - kOpen.size());
  for (std::size_t pos = 0; pos < label.size();)
    if (const char32_t c = next_code_point(label, pos); c == '[' || is_space(c)) return {};
  return label;
}

} // namespace

Footnotes Footnotes::take_from(std::vector<SourceLine>& lines) {
  Footnotes out;
  std::erase_if(lines, [&](const SourceLine& line) {
    const std::string_view label = label_of(line.text);
    const std::string_view behind = label.empty() ? "" : line.text.substr(kOpen.size() + label.size());
    if (!behind.starts_with("]:")) return false;
    Note note{std::string(trim(behind.substr(2))), line.number};
    if (out.notes_.contains(label)) // the first is cited; no mark has a line end
      out.notes_.try_emplace(std::string(label) + "\n" + std::to_string(line.number), std::move(note));
    else
      out.notes_.try_emplace(std::string(label), std::move(note));
    return true;
  });
  return out;
}

Footnotes Footnotes::split_off(std::span<const SourceLine> lines) {
  Footnotes out;
  for (const SourceLine& line : lines) {
    if (notes_.empty()) break;
    for (auto open = line.text.find(kOpen); open != line.text.npos;
         open = line.text.find(kOpen, open + kOpen.size()))
      if (const auto note = notes_.find(label_of(line.text.substr(open))); note != notes_.end())
        out.notes_.insert(notes_.extract(note));
  }
  return out;
}

template <class Use> std::string Footnotes::without_marks(std::string_view text, Use&& use) {
  if (notes_.empty()) return std::string(text);
  std::string out;
  for (auto open = text.find(kOpen); open != text.npos; open = text.find(kOpen)) {
    const std::string_view label = label_of(text.substr(open));
    const auto note = label.empty() ? notes_.end() : notes_.find(label);
    const std::size_t size = note == notes_.end() ? kOpen.size() : kOpen.size() + label.size() + 1;
    out += text.substr(0, note == notes_.end() ? open + size : open);
    text.remove_prefix(open + size);
    if (note == notes_.end()) continue;
    note->second.cited = true;
    use(note->second);
  }
  return out.append(text);
}

std::string Footnotes::take_marks(std::string_view text, std::vector<std::string>& told) {
  return without_marks(text, [&](Note& note) {
    note.told = true;
    told.push_back(note.text);
  });
}

std::string Footnotes::take_marks(std::string_view text) {
  return without_marks(text, [](Note&) {});
}

std::vector<const Footnotes::Note*> Footnotes::left() const {
  std::vector<const Note*> out;
  for (const auto& [label, note] : notes_)
    if (!note.told && !note.text.empty()) out.push_back(&note);
  std::sort(out.begin(), out.end(), [](const Note* a, const Note* b) { return a->line < b->line; });
  return out;
}

} // namespace fengqiao::indexer
