#include "indexer/structure_check.hpp"

#include "indexer/labels.hpp"
#include "indexer/source_lines.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <string_view>

namespace fengqiao::indexer {
namespace {

bool is_article(const Clause& clause) {
  return clause.citable && is_article_number(clause.own_number);
}

// 287-1 → 287
int leading_number(std::string_view key) {
  int value = 0;
  std::from_chars(key.data(), key.data() + key.size(), value);
  return value;
}

class Checker {
public:
  explicit Checker(const PolicyDocument& document) : document_(document) {}

  std::vector<Diagnostic> run() {
    for (const Clause& clause : document_.clauses) {
      begin_part(clause);
      if (is_article(clause))
        article(clause);
      else if (clause.citable && !clause.own_number.empty())
        item(clause);
    }
    if (document_.clauses.empty()) out_.push_back({1, "没有条款：文件里没有正文"});
    return std::move(out_);
  }

private:
  // An annex that counts from one again.
  void begin_part(const Clause& clause) {
    const std::string part(clause.citable ? part_of_key(clause.key) : std::string_view());
    if (!clause.citable || part == part_) return;
    part_ = part;
    last_article_ = 0;
    last_item_.clear();
    last_at_depth_.clear();
    if (!part.empty())
      out_.push_back({clause.line, part + "的条款号和前面的重复：引用时写明" + part + "，如 " + document_.id +
                                       "-" + clause.key});
  }

  std::string_view own_key(const Clause& clause) const {
    return std::string_view(clause.key).substr(part_.empty() ? 0 : part_.size() + 1);
  }

  void article(const Clause& clause) {
    const int number = leading_number(own_key(clause));
    const bool first = last_article_ == 0;
    if (first && number != 1 && document_.part.empty())
      out_.push_back({clause.line, "从" + clause.own_number + "开始，前面可能缺条"});
    else if (!first && number < last_article_)
      out_.push_back(
          {clause.line, fmt::format("次序颠倒：第 {} 条之后是{}", last_article_, clause.own_number)});
    else if (!first && number > last_article_ + 1)
      out_.push_back(
          {clause.line, fmt::format("可能缺条：第 {} 条之后是{}", last_article_, clause.own_number)});
    last_article_ = number;
  }

  // 2.3.1: each component among its siblings.
  void item(const Clause& clause) {
    const std::string_view key = own_key(clause);
    std::size_t depth = 0;
    for (std::size_t begin = 0; begin < key.size(); ++depth) {
      const std::size_t end = std::min(key.find('.', begin), key.size());
      const int number = leading_number(key.substr(begin, end - begin));
      int& last = last_item_[std::string(key.substr(0, begin))];
      if (number < last)
        out_.push_back(
            {clause.line, fmt::format("次序颠倒：{} 排在同级的 {} 之后", clause.own_number, last)});
      else if (number > last + 1 && number != last_at_depth_[depth] + 1)
        out_.push_back(
            {clause.line, last == 0 ? clause.own_number + " 之前没有同级的 1"
                                    : fmt::format("可能缺项：同级的 {} 之后是 {}", last, clause.own_number)});
      last = last_at_depth_[depth] = number;
      begin = end + 1;
    }
  }

  const PolicyDocument& document_;
  std::string part_;
  int last_article_ = 0;
  std::map<std::string, int> last_item_; // by the parent's key with its dot
  std::map<std::size_t, int> last_at_depth_;
  std::vector<Diagnostic> out_;
};

} // namespace

std::vector<Diagnostic> structure_remarks(const PolicyDocument& document) {
  return Checker(document).run();
}

} // namespace fengqiao::indexer
