#include "indexer/clause_items.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/source_lines.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

// Does the line end a sentence or a part of one, so that what follows is no rest of it?
bool ends_sentence(std::string_view line) {
  for (const std::string_view mark :
       {"。", "；", "：", "！", "？", "”", "）", ":", ";", ".", "!", "?", "\"", ")"})
    if (line.ends_with(mark)) return true;
  return false;
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// The rest of a line that was broken at the edge of the page.
void join(std::string& text, std::string_view rest) {
  if (!text.empty() && is_ascii(text.back()) && is_ascii(rest.front())) text.push_back(' ');
  text += rest;
}

// Counts 款 and 项 of one clause.
class ItemCounter {
public:
  // `article`: the number of an article whose parts are written 3.1, 3.2; 0 where they are not.
  ItemCounter(bool statute, bool numbered, int article)
      : statute_(statute), numbered_(numbered), article_(article) {}

  void line(std::string_view line) {
    if (line.starts_with("|") || line.starts_with("注：")) return; // a table, a footnote: no 款
    const auto numbered = numbered_line(line);
    if (const char letter = letter_item(line))
      add(std::string("(") + letter + ")", 0, std::string("(") + letter + ")",
          trim(line.substr(line.find(')') + 1)));
    else if (article_ > 0)
      decimal_part(line);
    else if (statute_)
      statute_line(line, numbered);
    else if (numbered_)
      paper_line(line, numbered);
    ended_ = ends_sentence(line);
  }

  std::vector<ClauseItem> items;

private:
  // 3.1 乙方……, in a contract: what stands in front of the first is a heading; 3.1.1 is below 3.1.
  void decimal_part(std::string_view line) {
    const auto decimal = decimal_line(line);
    if (decimal && decimal->numbers.size() == 2 && decimal->numbers.front() == article_) {
      const int number = decimal->numbers.back();
      add("." + std::to_string(number), number,
          "第" + std::to_string(article_) + "." + std::to_string(number) + "款", decimal->rest);
    } else if (!items.empty()) {
      below(line, decimal || numbered_line(line) || ended_);
    }
  }

  void statute_line(std::string_view line, const std::optional<NumberedLine>& numbered) {
    const int level = numbered ? numbered->level : 0;
    const bool below_item = item_level_ > 0 && level > item_level_;
    if (kuan_ == 0)
      next_kuan(line);
    else if (is_item(level))
      next_item(line, *numbered);
    else if (level > 2 || below_item || (level == 0 && !ended_))
      below(line, level > 0);
    else
      next_kuan(line);
  }

  // （一） below a 款 is a 项; 一、 is one where the 款 announces it with a colon (laws of the 1980s).
  [[nodiscard]] bool is_item(int level) const {
    if (item_level_ > 0) return level == item_level_;
    const std::string& announced = items[open_kuan_].text;
    return level == 2 || (level == 1 && (announced.ends_with("：") || announced.ends_with(":")));
  }

  void paper_line(std::string_view line, const std::optional<NumberedLine>& numbered) {
    if (numbered && numbered->level == 2)
      add("." + std::to_string(numbered->value), 0, numbered->label, numbered->rest);
    else if (!items.empty())
      below(line, numbered || ended_);
  }

  void next_kuan(std::string_view line) {
    ++kuan_;
    item_level_ = 0;
    open_kuan_ = items.size();
    add("." + std::to_string(kuan_), kuan_, kuan_label(), line);
  }
  // A 款 is what stands before its 项 and all of them.
  void next_item(std::string_view line, const NumberedLine& numbered) {
    item_level_ = numbered.level;
    items[open_kuan_].text.append("\n").append(line);
    const std::string label = numbered.level == 2 ? numbered.label : "（" + numbered.label + "）";
    add("." + std::to_string(kuan_) + "(" + std::to_string(numbered.value) + ")", kuan_,
        kuan_label() + "第" + label + "项", numbered.rest);
  }
  // 1. 2. below a 项, or the rest of a broken line: part of the last item and of its 款.
  void below(std::string_view line, bool of_its_own) {
    const auto append = [&](std::string& text) {
      if (of_its_own)
        text.append("\n").append(line);
      else
        join(text, line);
    };
    ClauseItem& last = items.back();
    append(last.text);
    append(last.own);
    if (kuan_ > 0 && open_kuan_ + 1 < items.size()) append(items[open_kuan_].text);
  }
  [[nodiscard]] std::string kuan_label() const { return "第" + chinese_numeral(kuan_) + "款"; }
  void add(std::string suffix, int kuan, std::string label, std::string_view text) {
    items.push_back({std::move(suffix), kuan, std::move(label), std::string(text), std::string(text)});
  }

  bool statute_, numbered_;
  int article_;
  int kuan_ = 0, item_level_ = 0; // the level of the open 款's 项; 0: it has none yet
  std::size_t open_kuan_ = 0;     // where it stands in `items`
  bool ended_ = true;             // the line before came to its end
};

// 3 where an article 第3条 has lines 3.1, 3.2; else 0.
int decimal_article(std::string_view own_number, std::string_view text) {
  const auto article = article_line(own_number);
  if (!article || article->key.find('-') != std::string::npos) return 0;
  int last = 0;
  for (const auto& line : source_lines(text)) {
    const auto decimal = decimal_line(line.text);
    if (!decimal || std::to_string(decimal->numbers.front()) != article->key) continue;
    if (decimal->numbers.size() == 2 && decimal->numbers.back() != ++last) return 0; // 3.5 米以上
  }
  return last > 0 ? std::stoi(article->key) : 0;
}

} // namespace

std::vector<ClauseItem> clause_items(std::string_view own_number, std::string_view text) {
  const bool statute = is_article_number(own_number);
  ItemCounter counter(statute, !own_number.empty() && !statute,
                      statute ? decimal_article(own_number, text) : 0);
  for (const auto& line : source_lines(text))
    if (!line.text.empty()) counter.line(line.text);
  return std::move(counter.items);
}

namespace {

constexpr std::string_view kMu = "目";

// The 目 of a 项: 1. 2. below it.
std::vector<ClauseItem> mu_of(const ClauseItem& item) {
  std::vector<ClauseItem> out;
  int level = 0;
  std::size_t line_number = 0;
  for (const auto& line : source_lines(item.own)) {
    if (line.text.empty() || line_number++ == 0) continue;
    const auto numbered = numbered_line(line.text);
    if (numbered && level == 0) level = numbered->level;
    if (numbered && numbered->level == level) {
      const std::string number = std::to_string(numbered->value);
      out.push_back({item.suffix + std::string(kMu) + number, item.kuan, item.label + "第" + number + "目",
                     std::string(numbered->rest), std::string(numbered->rest)});
    } else if (!out.empty()) {
      out.back().text.append("\n").append(line.text);
      out.back().own = out.back().text;
    }
  }
  return out;
}

std::optional<ClauseItem> find_mu(const std::vector<ClauseItem>& items, std::string_view suffix) {
  const auto item = find_item(items, suffix.substr(0, suffix.find(kMu)));
  if (!item) return std::nullopt;
  const std::string wanted = item->suffix + std::string(suffix.substr(suffix.find(kMu)));
  for (auto& mu : mu_of(*item))
    if (mu.suffix == wanted) return std::move(mu);
  return std::nullopt;
}

} // namespace

std::string missing_item(const std::vector<ClauseItem>& items, std::string_view suffix) {
  const bool statute =
      std::any_of(items.begin(), items.end(), [](const auto& item) { return item.kuan > 0; });
  if (!statute) return {};
  const auto bracket = std::min(suffix.find('('), suffix.size()),
             mu = std::min(suffix.find(kMu), suffix.size());
  const std::string_view kuan = suffix.substr(0, bracket), xiang = suffix.substr(0, mu);
  if (!kuan.empty() && !find_item(items, kuan))
    return "这一条有 " + std::to_string(items.back().kuan) + " 款";
  if (bracket < mu && !find_item(items, xiang)) {
    const auto is_xiang = [&](const ClauseItem& item) {
      return item.suffix.find('(') != std::string::npos &&
             (kuan.empty() || item.suffix.starts_with(std::string(kuan) + "("));
    };
    const auto count = std::count_if(items.begin(), items.end(), is_xiang);
    const std::string where = kuan.empty() ? "这一条" : "这一款";
    return count == 0 ? where + "不分项" : where + "有 " + std::to_string(count) + " 项";
  }
  if (mu == suffix.size()) return {};
  const auto all = mu_of(*find_item(items, xiang));
  return all.empty() ? "这一项不分目" : "这一项有 " + std::to_string(all.size()) + " 目";
}

std::optional<ClauseItem> find_item(const std::vector<ClauseItem>& items, std::string_view suffix) {
  if (suffix.find(kMu) != suffix.npos) return find_mu(items, suffix);
  const ClauseItem* found = nullptr;
  for (const auto& item : items) {
    if (item.suffix == suffix) return item;
    // (3) for .1(3): only where no other 款 has one
    if (suffix.starts_with("(") && item.suffix.ends_with(suffix)) {
      if (found) return std::nullopt;
      found = &item;
    }
  }
  return found ? std::optional(*found) : std::nullopt;
}

} // namespace fengqiao::indexer
