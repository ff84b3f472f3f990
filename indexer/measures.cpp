#include "indexer/measures.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/snippet.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kMarks = 3;          // a list has so many at least
constexpr std::size_t kSentenceBytes = 90; // thirty characters: shorter sentences go with the one before

// A form of mark: what stands around the number.
struct Form {
  std::string_view before, after;
  bool arabic = false;
};

constexpr std::array<Form, 11> kForms{{{"", "是", false},
                                       {"第", "，", false},
                                       {"第", "、", false},
                                       {"（", "）", false},
                                       {"(", ")", false},
                                       {"（", "）", true},
                                       {"(", ")", true},
                                       {"", "．", true},
                                       {"", ".", true},
                                       {"", "、", true},
                                       {"", "）", true}}};

std::string number_text(const Form& form, int number) {
  return form.arabic ? std::to_string(number) : chinese_numeral(number);
}

std::string mark_of(const Form& form, int number) {
  return std::string(form.before) + number_text(form, number) + std::string(form.after);
}

// ①, ② …
std::string circled(int number) {
  std::string out;
  append_utf8(out, static_cast<char32_t>(U'①' + number - 1));
  return out;
}

struct Mark {
  std::size_t at = 0;
  std::string text;
};

// What may stand in front of a mark: a list does not begin in the middle of a word or a number.
bool may_begin(std::string_view line, std::size_t at, const Form& form) {
  if (at == 0 || !form.before.empty()) return true;
  for (const std::string_view end : {"。", "；", "，", "：", "、", "）", " ", "　", ";", ":", ",", ")"})
    if (line.substr(0, at).ends_with(end)) return true;
  return false;
}

// "1.5" is no mark.
bool goes_on_as_number(std::string_view line, std::size_t behind, const Form& form) {
  return form.arabic && form.after == "." && behind < line.size() && line[behind] >= '0' &&
         line[behind] <= '9';
}

// The marks of one form from the first number on, each behind the one before.
template <class MarkOf, class Fits>
std::vector<Mark> marks_in(std::string_view line, MarkOf&& mark_text, Fits&& fits) {
  std::vector<Mark> out;
  std::size_t from = 0;
  for (int number = 1; number <= 20; ++number) {
    const std::string text = mark_text(number);
    auto at = line.find(text, from);
    while (at != line.npos && !fits(at, text.size()))
      at = line.find(text, at + 1);
    if (at == line.npos) break;
    out.push_back({at, text});
    from = at + text.size();
  }
  return out;
}

// The outermost list of the line: the one that begins first.
std::vector<Mark> list_in(std::string_view line) {
  std::vector<Mark> best;
  const auto take = [&](std::vector<Mark> found) {
    if (found.size() < kMarks) return;
    if (best.empty() || found.front().at < best.front().at) best = std::move(found);
  };
  for (const Form& form : kForms)
    take(marks_in(
        line, [&](int number) { return mark_of(form, number); },
        [&](std::size_t at, std::size_t size) {
          return may_begin(line, at, form) && !goes_on_as_number(line, at + size, form);
        }));
  take(marks_in(line, circled, [](std::size_t, std::size_t) { return true; }));
  return best;
}

class Cutter {
public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<Measure> run() {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      line(begin, end);
      begin = end + 1;
    }
    return std::move(out_);
  }

  [[nodiscard]] bool has_cut() const { return has_cut_; }

private:
  void line(std::size_t begin, std::size_t end) {
    const std::string_view line = text_.substr(begin, end - begin);
    if (line.size() < kLongParagraph || count_code_points(line) < kLongParagraph) return add(begin, end, {});
    const std::size_t before = out_.size();
    cut(line, begin, end);
    has_cut_ = has_cut_ || out_.size() > before + 1;
  }

  void cut(std::string_view line, std::size_t begin, std::size_t end) {
    const auto marks = list_in(line);
    if (marks.empty()) return sentences(begin, end);
    add(begin, begin + marks.front().at, {});
    for (std::size_t i = 0; i < marks.size(); ++i)
      add(begin + marks[i].at, i + 1 < marks.size() ? begin + marks[i + 1].at : end, marks[i].text);
  }

  void sentences(std::size_t begin, std::size_t end) {
    int depth = 0;
    for (std::size_t at = begin, from = begin; at < end;) {
      const char32_t c = next_code_point(text_, at);
      if (c == U'（' || c == '(' || c == U'《' || c == U'“') ++depth;
      if (c == U'）' || c == ')' || c == U'》' || c == U'”') depth = std::max(0, depth - 1);
      const bool ends = depth == 0 && (c == U'。' || c == U'；' || c == U'！' || c == U'？');
      if (at < end && !(ends && at - from >= kSentenceBytes)) continue;
      add(from, at, {});
      from = at;
    }
  }

  void add(std::size_t begin, std::size_t end, std::string label) {
    const std::string_view part = trim(text_.substr(begin, end - begin));
    if (part.empty()) return;
    const auto at = static_cast<std::size_t>(part.data() - text_.data());
    out_.push_back({at, at + part.size(), std::move(label)});
  }

  std::string_view text_;
  std::vector<Measure> out_;
  bool has_cut_ = false; // a paragraph gave several
};

} // namespace

std::vector<Measure> measures_of(std::string_view text) {
  if (text.size() < kLongParagraph) return {};
  Cutter cutter(text);
  auto out = cutter.run();
  if (!cutter.has_cut()) out.clear();
  return out;
}

const Measure* best_measure(const std::vector<Measure>& measures, std::string_view text,
                            const std::map<std::string, double>& weights) {
  const Measure* best = nullptr;
  double most = 0;
  for (const auto& measure : measures) {
    const double weight = passage_weight(text.substr(measure.begin, measure.end - measure.begin), weights);
    const bool shorter = best && measure.end - measure.begin < best->end - best->begin;
    if (weight > most + 1e-9 || (best && weight > most - 1e-9 && shorter)) {
      best = &measure;
      most = std::max(most, weight);
    }
  }
  return best;
}

} // namespace fengqiao::indexer
