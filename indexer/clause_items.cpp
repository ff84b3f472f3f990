#include "indexer/clause_items.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/source_lines.hpp"

namespace fengqiao::indexer {
namespace {

// Counts 款 and 项 of one clause.
class ItemCounter {
public:
  ItemCounter(bool statute, bool numbered) : statute_(statute), numbered_(numbered) {}

  void line(std::string_view line) {
    if (line.starts_with("|") || line.starts_with("注：")) return; // a table, a footnote: no 款
    const auto numbered = numbered_line(line);
    if (const char letter = letter_item(line))
      add(std::string("(") + letter + ")", 0, std::string("(") + letter + ")",
          trim(line.substr(line.find(')') + 1)));
    else if (statute_ && numbered && numbered->level == 2 && kuan_ > 0)
      add("." + std::to_string(kuan_) + "(" + std::to_string(numbered->value) + ")", kuan_,
          kuan_label() + "第" + numbered->label + "项", numbered->rest);
    else if (statute_ && !(numbered && numbered->level > 2))
      next_kuan(line);
    else if (numbered_ && numbered && numbered->level == 2)
      add("." + std::to_string(numbered->value), 0, numbered->label, numbered->rest);
  }

  std::vector<ClauseItem> items;

private:
  void next_kuan(std::string_view line) {
    ++kuan_;
    add("." + std::to_string(kuan_), kuan_, kuan_label(), line);
  }
  [[nodiscard]] std::string kuan_label() const { return "第" + chinese_numeral(kuan_) + "款"; }
  void add(std::string suffix, int kuan, std::string label, std::string_view text) {
    items.push_back({std::move(suffix), kuan, std::move(label), std::string(text)});
  }

  bool statute_, numbered_;
  int kuan_ = 0;
};

} // namespace

std::vector<ClauseItem> clause_items(std::string_view own_number, std::string_view text) {
  const bool statute = own_number.starts_with("第");
  ItemCounter counter(statute, !own_number.empty() && !statute);
  for (const auto& line : source_lines(text))
    if (!line.text.empty()) counter.line(line.text);
  return std::move(counter.items);
}

std::optional<ClauseItem> find_item(const std::vector<ClauseItem>& items, std::string_view suffix) {
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
