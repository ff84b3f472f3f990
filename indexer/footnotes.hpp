// Footnotes of a text: [^1] cites what a line [^1]: … says.
#pragma once

#include "indexer/source_lines.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

class Footnotes {
public:
  struct Note {
    std::string text;
    int line = 0;
    bool told = false;  // a clause cites it and tells it at its end
    bool cited = false; // by anything
  };

  // Takes the lines that are notes out of `lines`. A label is what Markdown takes for one: short, without
  // blanks or brackets, and the colon right behind it; of two notes of one label the first is cited.
  static Footnotes take_from(std::vector<SourceLine>& lines);

  // The text without the marks of notes that there are; the notes are added to `told`, in the order of their
  // marks. Marks without a note stay. Linear.
  std::string take_marks(std::string_view text, std::vector<std::string>& told);
  // The same of a title or a heading: its notes are no part of any clause.
  std::string take_marks(std::string_view text);

  // The notes that `lines` cite leave this object for one of their own: those of one of a file's texts.
  Footnotes split_off(std::span<const SourceLine> lines);

  // The notes that no clause tells, by their lines.
  [[nodiscard]] std::vector<const Note*> left() const;

private:
  template <class Use> std::string without_marks(std::string_view text, Use&& use);

  std::map<std::string, Note, std::less<>> notes_; // by label
};

} // namespace fengqiao::indexer
