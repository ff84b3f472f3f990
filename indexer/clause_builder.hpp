// Collects lines into clauses while a parser walks through a text.
#pragma once

#include "indexer/footnotes.hpp"
#include "indexer/policy_document.hpp"
#include "indexer/source_lines.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// Keeps the breadcrumb, gives p1, p2, … to text that has no number, and makes every key unique.
class ClauseBuilder {
public:
  explicit ClauseBuilder(std::vector<Diagnostic>& diagnostics) : diagnostics_(diagnostics) {}

  // The text's footnotes: their marks [^1] leave the text, and the note is a last line 注：… of the clause
  // that cites it. Those that only headings or nothing cites are a pN clause behind all others.
  void set_notes(Footnotes notes) { notes_ = std::move(notes); }
  // A part begins that counts by itself: an annex, or a notice in front of the rule that it brings. Where
  // one of a text's annexes repeats a number of what stands in front of it, and in a notice, the keys are
  // 附件1.3: the part's name and a dot come first, in all of its annexes.
  void begin_part(std::string name, bool always_named);
  // The same line of the file as in the text, for what looks odd.
  void remark(int line, std::string message) { diagnostics_.push_back({line, std::move(message)}); }

  // A heading ends the open clause. Smaller ranks are outer ones. Every clause below it keeps its first
  // limits::title_chars characters.
  void heading(int rank, const std::string& text);
  // Opens a clause; what follows belongs to it until the next heading, begin() or end(). `below_own_heading`:
  // the last heading is the clause's own and stays out of its path.
  void begin(Clause clause, int line, bool below_own_heading = false);
  // Opens a pN clause that stands below no heading: 落款.
  void begin_aside(std::string name, int line);
  // A numbered item that is nothing but a heading with nothing deeper below it is a clause; its heading is
  // its text.
  void end();
  // A line of text; without an open clause it opens a pN clause of its own.
  void text(std::string_view text, int line);

  [[nodiscard]] bool open() const { return open_; }
  [[nodiscard]] std::vector<std::string> path() const;
  std::vector<Clause> finish();

private:
  struct Heading {
    int rank;
    std::string text;
  };
  std::vector<Diagnostic>& diagnostics_;
  std::vector<Heading> headings_;
  std::vector<Clause> clauses_;
  // Who bears a key: the index of its clause, and whether that says no more than a heading.
  struct Owner {
    std::size_t clause = 0;
    bool is_short = false;
  };
  std::map<std::string, Owner> keys_;
  Clause current_;
  bool open_ = false;
  int unnumbered_ = 0;
  void end(bool goes_deeper);
  void claim_key(bool is_short);
  void release_key();
  void name_all_annexes();
  void number_equal_headings();
  void add_notes_left();

  Footnotes notes_;
  std::vector<std::string> cited_; // by the open clause
  struct Part {
    std::string name;      // 附件1; empty in the text itself
    bool named = false;    // its keys bear the name
    std::size_t begin = 0; // its first clause
  };
  void name_clauses(Part& part, std::size_t end);
  [[nodiscard]] bool counted_before(const Part& part, const std::string& key) const;
  [[nodiscard]] std::string with_part(const std::string& key) const;
  std::vector<Part> parts_{Part{}};                   // the last one is open
  std::vector<std::pair<int, std::string>> repeated_; // line and key
};

} // namespace fengqiao::indexer
