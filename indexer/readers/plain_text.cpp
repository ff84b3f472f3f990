#include "indexer/readers/plain_text.hpp"

#include "core/text.hpp"
#include "indexer/readers/printed_lines.hpp"
#include "indexer/source_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::indexer {
namespace {

constexpr int kNarrowest = 40; // columns: shorter lines were not cut by a machine
constexpr int kWidest = 120;
constexpr int kSlack = 4;             // columns: a cut line may end this much before the widest
constexpr std::size_t kFewPairs = 30; // of characters: too few to tell how a text is set

struct RawLine {
  std::string_view text, whole;  // without the blanks at both ends; with them
  std::size_t number = 0;        // from 0
  int width = 0, characters = 0; // with the indent, in columns and in characters
  bool indented = false;
};

std::vector<RawLine> raw_lines(std::string_view text) {
  std::vector<RawLine> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view whole = text.substr(begin, end - begin), inside = trim(whole);
    const std::string_view before = whole.substr(0, static_cast<std::size_t>(inside.data() - whole.data()));
    const int indent = inside.empty() ? 0 : display_width(before);
    const auto indent_characters = inside.empty() ? 0 : count_code_points(before);
    lines.push_back({inside, whole, lines.size(), indent + display_width(inside),
                     static_cast<int>(indent_characters + count_code_points(inside)), indent >= 2});
    begin = end + 1;
  }
  return lines;
}

bool ends_sentence(std::string_view text) {
  for (const std::string_view mark : {"。", "；", "：", "！", "？", ";", ":", "”"})
    if (text.ends_with(mark)) return true;
  return false;
}

// Where a machine cut the lines: at a column, or behind so many characters.
struct Cut {
  int size = 0; // 0: nowhere
  int RawLine::*measure = &RawLine::width;
  int slack = kSlack;
  std::size_t full = 0;

  [[nodiscard]] bool reached_by(const RawLine& line) const { return line.*measure >= size - slack; }
};

// At least a quarter of the lines end there, most of them in a sentence, and none goes beyond it.
Cut cut_at(const std::vector<RawLine>& lines, int RawLine::*measure, int slack) {
  Cut out{0, measure, slack, 0};
  for (const RawLine& line : lines)
    out.size = std::max(out.size, line.*measure);
  std::size_t filled = 0, open = 0;
  int widest = 0;
  for (const RawLine& line : lines) {
    widest = std::max(widest, line.width);
    filled += !line.text.empty();
    if (line.text.empty() || !out.reached_by(line)) continue;
    ++out.full;
    open += !ends_sentence(line.text);
  }
  const bool machine = widest >= kNarrowest && widest <= kWidest && filled >= 6 && out.full >= 3 &&
                       out.full * 4 >= filled && open * 2 > out.full;
  return machine ? out : Cut{};
}

Cut cut_of(const std::vector<RawLine>& lines) {
  const Cut by_columns = cut_at(lines, &RawLine::width, kSlack);
  const Cut by_characters = cut_at(lines, &RawLine::characters, 1);
  return by_characters.full > by_columns.full ? by_characters : by_columns;
}

bool begins_item(std::string_view text) {
  return article_line(text) || numbered_line(text) || division_rank(text) > 0 || heading_line(text);
}

bool begins_paragraph(const RawLine& before, const RawLine& line, const Cut& cut) {
  if (cut.size == 0 || before.text.empty() || line.indented || !cut.reached_by(before)) return true;
  return begins_item(line.text);
}

// Page numbers with their marks (- 3 -, 第 3 页 共 4 页) that rise through the text. A sentence that was cut
// in two by one of them, and by the blank lines round it, goes on.
class PageNumbers {
public:
  explicit PageNumbers(std::vector<RawLine>& lines) : lines_(lines) {
    int last = 0;
    bool rising = true;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto number = page_number(lines[i].text);
      const bool begins_with_digit =
          !lines[i].text.empty() && lines[i].text.front() >= '0' && lines[i].text.front() <= '9';
      if (!number || number->bare || begins_with_digit) continue; // 1/3 may be what it says
      rising = rising && number->number > last;
      last = number->number;
      places_.push_back(i);
    }
    if (!rising || places_.size() < 2) places_.clear();
  }

  // Takes them out; returns how many there were. `goes_on` gets the lines that belong to the line before.
  std::size_t take_out(std::vector<bool>& goes_on) {
    std::vector<RawLine> kept;
    goes_on.clear();
    bool page = false; // a number stood behind the last line with text
    std::size_t next = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (next < places_.size() && places_[next] == i) {
        ++next;
        page = true;
        continue;
      }
      const RawLine& line = lines_[i];
      bool joins = false;
      if (page && !line.text.empty()) {
        while (!kept.empty() && kept.back().text.empty()) {
          kept.pop_back();
          goes_on.pop_back();
        }
        joins =
            !kept.empty() && !line.indented && !ends_sentence(kept.back().text) && !begins_item(line.text);
        page = false;
      }
      kept.push_back(line);
      goes_on.push_back(joins);
    }
    lines_ = std::move(kept);
    return places_.size();
  }

private:
  std::vector<RawLine>& lines_;
  std::vector<std::size_t> places_;
};

// 第 一 条 为 了, as some readers of scans write: most characters stand apart.
bool is_spaced(std::u32string_view text) {
  std::size_t apart = 0, together = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (!is_han(text[i])) continue;
    together += is_han(text[i + 1]);
    apart += i + 2 < text.size() && text[i + 1] == ' ' && is_han(text[i + 2]);
  }
  return apart >= kFewPairs && apart > 3 * together;
}

// A blank beside a Chinese character or mark goes, one between two digits that stand alone, too; of several
// blanks one stays.
std::string without_blanks(std::u32string_view text) {
  const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  const auto alone = [&](std::size_t i) {
    return is_digit(i) && !is_digit(i + 1) && !(i > 0 && is_digit(i - 1));
  };
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool between = text[i] == ' ' && i > 0 && i + 1 < text.size() && text[i - 1] != ' ';
    if (!between) {
      if (text[i] != ' ' || out.empty() || out.back() != ' ') out.push_back(text[i]);
      continue;
    }
    const bool single = text[i + 1] != ' ';
    const bool wide = display_width(text[i - 1]) == 2 || display_width(text[i + 1]) == 2;
    const bool point = text[i - 1] == '.' || text[i + 1] == '.' || text[i - 1] == '%' || text[i + 1] == '%';
    if (single && (wide || point || (alone(i - 1) && alone(i + 1)))) continue;
    out.push_back(' ');
  }
  return to_utf8(out);
}

} // namespace

PlainText plain_text(std::string_view source) {
  PlainText out;
  std::string unspaced;
  if (const std::u32string text = to_utf32(source); is_spaced(text)) {
    unspaced = without_blanks(text);
    source = unspaced;
    out.remarks.emplace_back("字与字之间的空格已去掉，请对照原件看一遍，留意数字");
  }
  auto lines = raw_lines(source);
  std::vector<bool> goes_on;
  if (const std::size_t pages = PageNumbers(lines).take_out(goes_on); pages > 0)
    out.remarks.push_back(fmt::format("{} 处页码没有导入，被页码隔开的句子已接上", pages));
  const Cut cut = cut_of(lines);
  if (cut.size > 0) out.remarks.emplace_back("每行的硬回车已去掉，段落重新连起");
  if (out.remarks.empty()) {
    out.text = source;
    return out;
  }
  std::size_t written = 0; // lines
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool begins = i == 0 || (!goes_on[i] && begins_paragraph(lines[i - 1], lines[i], cut));
    if (begins) {
      if (i > 0) ++written;
      out.text.append(i > 0 ? 1 : 0, '\n');
      out.text.append(lines[i].number - written, '\n');
      written = lines[i].number;
      out.text +=
          lines[i].whole.substr(0, static_cast<std::size_t>(lines[i].text.data() - lines[i].whole.data()));
    }
    out.text += lines[i].text;
  }
  if (source.ends_with('\n')) out.text.push_back('\n');
  return out;
}

} // namespace fengqiao::indexer
