#include "indexer/clause_builder.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/text_limits.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kInvisible = 256; // bytes of a text that is looked at for having nothing to be seen

// "第一章  一般规定" and "第一章　一般规定" → one blank.
std::string with_single_blanks(std::string_view text) {
  std::string out;
  bool blank = false;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_code_point(text, pos);
    if (is_space(c)) {
      blank = !out.empty();
      continue;
    }
    if (blank) out.push_back(' ');
    blank = false;
    append_utf8(out, c);
  }
  return out;
}

} // namespace

void ClauseBuilder::heading(int rank, const std::string& text) {
  end(!headings_.empty() && headings_.back().rank < rank);
  while (!headings_.empty() && headings_.back().rank >= rank)
    headings_.pop_back();
  headings_.push_back({rank, shorten(with_single_blanks(notes_.take_marks(text)), limits::title_chars)});
}

void ClauseBuilder::begin(Clause clause, int line, bool below_own_heading) {
  end();
  current_ = std::move(clause);
  current_.heading = notes_.take_marks(current_.heading);
  current_.path = path();
  if (below_own_heading && !current_.path.empty()) current_.path.pop_back();
  current_.line = current_.line_end = line;
  open_ = true;
}

void ClauseBuilder::begin_aside(std::string name, int line) {
  begin({}, line);
  current_.heading = std::move(name);
  current_.path.clear();
}

void ClauseBuilder::begin_part(std::string name, bool always_named) {
  end();
  parts_.push_back({std::move(name), always_named, clauses_.size()});
}

std::string ClauseBuilder::with_part(const std::string& key) const {
  return parts_.back().named ? parts_.back().name + "." + key : key;
}

// The clauses of a part get its name in front of their keys.
void ClauseBuilder::name_clauses(Part& part, std::size_t end) {
  part.named = true;
  for (std::size_t i = part.begin; i < end; ++i) {
    Clause& clause = clauses_[i];
    if (!clause.citable) continue;
    auto owner = keys_.extract(clause.key);
    std::string named = part.name + "." + clause.key;
    if (keys_.contains(named)) { // another 附件1 has it
      repeated_.emplace_back(clause.line, std::move(named));
      clause.key = "p" + std::to_string(++unnumbered_);
      clause.citable = false;
      continue;
    }
    clause.key = named;
    owner.key() = std::move(named);
    keys_.insert(std::move(owner));
  }
}

void ClauseBuilder::end() {
  end(false);
}

// `goes_deeper`: the heading that ends the clause is one below its own.
void ClauseBuilder::end(bool goes_deeper) {
  if (!open_) return;
  open_ = false;
  for (const auto& note : std::exchange(cited_, {}))
    current_.text += (current_.text.empty() ? "注：" : "\n注：") + note;
  // Paragraphs of nothing but zero-width characters come out of web pages; to a reader they are nothing.
  if (current_.text.size() < kInvisible && trim(fold(current_.text)).empty()) current_.text.clear();
  const bool is_short = current_.text.empty() && !current_.heading.empty() && !current_.own_number.empty() &&
                        !is_article_number(current_.own_number) && !goes_deeper;
  if (is_short) current_.text = std::exchange(current_.heading, {}); // 2．枪弹库双人双锁: all that it says
  // Another heading with nothing below it is no clause, except an empty article (deleted) or one with a key
  // of its own.
  const bool kept =
      !current_.key.empty() && (current_.own_number.empty() || is_article_number(current_.own_number));
  if (current_.text.empty() && !kept) {
    release_key();
    return;
  }
  if (!current_.key.empty()) claim_key(is_short);
  if (current_.key.empty()) {
    current_.key = "p" + std::to_string(++unnumbered_);
    current_.citable = false;
  }
  clauses_.push_back(std::move(current_));
}

// Above this heading's own clauses stands a list of the headings: its number is the chapter's, not the
// list's.
void ClauseBuilder::release_key() {
  const auto owner = keys_.find(with_part(current_.key));
  if (owner == keys_.end() || !owner->second.is_short) return;
  Clause& listed = clauses_[owner->second.clause];
  if (listed.text != current_.heading) return;
  listed.key = "p" + std::to_string(++unnumbered_);
  listed.citable = false;
  keys_.erase(owner);
}

// Does the text in front of the part use the number, be it for a chapter of clauses (2 of 2.1)?
bool ClauseBuilder::counted_before(const Part& part, const std::string& key) const {
  const std::string chapter = key.substr(0, key.find('.')), below = chapter + ".";
  const auto in_front = [&](auto owner) { return owner->second.clause < part.begin; };
  const auto itself = keys_.find(chapter), first_below = keys_.lower_bound(below);
  return (itself != keys_.end() && in_front(itself)) ||
         (first_below != keys_.end() && first_below->first.starts_with(below) && in_front(first_below));
}

// The first clause of a number owns it; a later one loses its key. An annex counts by itself: once one of its
// numbers is one of the text in front, all of them bear its name.
void ClauseBuilder::claim_key(bool is_short) {
  Part& part = parts_.back();
  if (!part.name.empty() && !part.named && counted_before(part, current_.key))
    name_clauses(part, clauses_.size());
  current_.key = with_part(current_.key);
  const auto owner = keys_.find(current_.key);
  if (owner == keys_.end()) {
    keys_.emplace(current_.key, Owner{clauses_.size(), is_short});
    return;
  }
  // A list of the headings in front of the text: the clause with the text is meant.
  Clause& first = clauses_[owner->second.clause];
  if (owner->second.is_short && !is_short && first.text == current_.heading) {
    first.key = "p" + std::to_string(++unnumbered_);
    first.citable = false;
    owner->second = {clauses_.size(), false};
    return;
  }
  repeated_.emplace_back(current_.line, current_.key);
  current_.key.clear();
}

void ClauseBuilder::text(std::string_view text, int line) {
  if (!open_) begin(Clause{}, line);
  if (!current_.text.empty()) current_.text.push_back('\n');
  current_.text += notes_.take_marks(text, cited_);
  current_.line_end = line;
}

// What would be lost: notes of headings, of the title, and those that nothing cites.
void ClauseBuilder::add_notes_left() {
  const auto left = notes_.left();
  if (left.empty()) return;
  headings_.clear();
  begin(Clause{}, left.front()->line);
  for (const auto* note : left)
    current_.text += (current_.text.empty() ? "注：" : "\n注：") + note->text;
  current_.line_end = left.back()->line;
  end();
  const auto uncited = std::find_if(left.begin(), left.end(), [](const auto* note) { return !note->cited; });
  if (uncited != left.end())
    remark((*uncited)->line, "有脚注没有被引用，已作为最后一条装入；请在正文里补上标号，或写成正文");
}

std::vector<std::string> ClauseBuilder::path() const {
  std::vector<std::string> out;
  for (const auto& heading : headings_)
    out.push_back(heading.text);
  return out;
}

std::vector<Clause> ClauseBuilder::finish() {
  end();
  add_notes_left();
  if (!repeated_.empty()) {
    constexpr std::size_t kNamed = 4;
    std::string named;
    for (std::size_t i = 0; i < std::min(repeated_.size(), kNamed); ++i)
      named +=
          (i > 0 ? "、" : "") + repeated_[i].second + "（第 " + std::to_string(repeated_[i].first) + " 行）";
    remark(repeated_.front().first, "条款号重复 " + std::to_string(repeated_.size()) + " 处：" + named +
                                        (repeated_.size() > kNamed ? "等" : "") +
                                        "，后出现的只能按整份文件引用");
  }
  name_all_annexes();
  number_equal_headings();
  return std::move(clauses_);
}

// Where one annex counts anew, a bare number of another one would be taken for the text's own.
void ClauseBuilder::name_all_annexes() {
  const bool any = std::any_of(parts_.begin(), parts_.end(),
                               [](const Part& part) { return part.named && part.name.starts_with("附"); });
  for (std::size_t i = 0; any && i < parts_.size(); ++i)
    if (!parts_[i].name.empty() && !parts_[i].named)
      name_clauses(parts_[i], i + 1 < parts_.size() ? parts_[i + 1].begin : clauses_.size());
}

// A digest's clause is printed by its chapter and heading. Where an earlier one has both the same, its key is
// its number, so that no two are printed alike.
void ClauseBuilder::number_equal_headings() {
  std::set<std::pair<std::string, std::string>> printed;
  for (Clause& clause : clauses_) {
    if (!clause.citable || !clause.own_number.empty()) continue;
    const std::string chapter = clause.path.empty() ? std::string() : clause.path.front();
    if (!printed.emplace(chapter, clause.heading).second) clause.own_number = clause.key;
  }
}

} // namespace fengqiao::indexer
