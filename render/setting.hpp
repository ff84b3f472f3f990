// What every part of the layout needs at hand: the style, the fonts, and a place for problems.
#pragma once

#include "core/error.hpp"
#include "render/anchors.hpp"
#include "render/compose.hpp"

#include <map>
#include <set>
#include <string>

namespace fengqiao::render {

// Collects what is wrong with a document while it is set.
class Problems {
public:
  void add(Error error) { errors_.push_back(std::move(error)); }
  // A character that no font has: one entry, with its first place in reading order (notes, which are set
  // first, come last) and the number of its places. `line` 0: the typesetter's own copy of a text, such as an
  // entry of the list of headings, which counts only where there is no other.
  void add_missing(char32_t c, const std::string& where, int line, bool in_note);
  [[nodiscard]] const Errors& errors() const { return errors_; }

private:
  struct Missing {
    std::size_t error = 0;        // index into errors_
    std::set<std::string> places; // of texts that have a line
    int rank = 0;                 // of the place that is named: 0 text, 1 note, 2 a copy
  };
  std::map<char32_t, Missing> missing_;
  Errors errors_;
};

struct Setting {
  const PageStyle& style;
  FontSet& fonts;
  const ComposeOptions& options;
  const Anchors& anchors;
  ImageStore& images;
  Problems problems{};
  Errors notes{};        // what was set otherwise than it was written, and why
  double mark_scale = 1; // of the largest 发文机关标志: smaller where the first page would hold no text
  double mark_size = 0;  // points: what the 发文机关标志 came to
  bool loose_text = false; // a 公文's last paragraph may part from what follows it: the first page would
                           // hold no text else
  bool recipients_in_foot = false;  // a 公文's 主送 stands in its 版记, for the same reason
  std::size_t lost_links = 0;       // so far
  bool in_notes = false;            // footnotes are being set
  bool prints_page_numbers = false; // of its anchors: the document has to be set again once they are known

  void add(const Errors& errors) {
    for (const Error& error : errors)
      problems.add(error);
  }
  void problem(ErrorCode code, int line, std::string message, std::string hint) {
    problems.add({code, place(options.file, line), std::move(message), std::move(hint)});
  }
};

} // namespace fengqiao::render
