#include "indexer/query_plan.hpp"

#include "core/text.hpp"
#include "indexer/asking_words.hpp"
#include "indexer/numeral_forms.hpp"
#include "indexer/terms.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace fengqiao::indexer {
namespace {

constexpr double kNarrowerScale = 0.8; // a historic or narrower word tells a little less
constexpr std::size_t kFewTerms = 4;   // below this many pairs single characters count too
constexpr std::size_t kRelatedShown = 6;
constexpr float kBeside = 0.5F; // of a word's meaning, what the vocabulary's other words for it add together

// A number of the query that may stand in a clause in another spelling. What tells in 第四十三条 is 第四 四十
// 十三, in 三人以上 三人; 十五日 is 十五 and 五日, but 满十八周岁 has 八周 for the 八岁 of 十八岁.
struct NumberForms {
  std::size_t at = 0, size = 0;               // the terms of its own spelling lie in here
  std::vector<std::vector<QueryNode>> others; // other spellings, each where all of it stands
  std::vector<std::string> beside;            // 十条 for 第30条: what the other spelling has, too
};

QueryNode leaf(std::string term) {
  return {QueryNode::Kind::term, std::move(term), 1, {}};
}

class Planner {
public:
  Planner(std::string_view query, const IndexReader& index, const Vocabulary& vocabulary)
      : index_(index), text_(term_text(query).text), matches_(vocabulary.find_in(text_)) {}

  QueryPlan run() {
    find_numbers();
    count_terms();
    tell_notes();
    plan_.text = without_asking_words(text_, [&](std::size_t at, std::size_t size) {
      return inside_match(at, size); // 谁出租谁负责 is a word of the vocabulary
    });
    add_terms(plan_.text);
    if (plan_.node.children.empty() && inside_number_.empty()) add_terms(plan_.text = text_);
    add_synonyms();
    add_meanings();
    add_numbers();
    plan_.characters.assign(characters_.begin(), characters_.end());
    return std::move(plan_);
  }

private:
  // How often all that the plan may ask for occurs: asked once, for the answer may come from another machine.
  void count_terms() {
    std::vector<std::string> terms;
    const auto add = [&](std::u32string_view text) {
      for (auto& term : terms_of(text))
        terms.push_back(std::move(term.text));
    };
    add(text_);
    for (const auto& match : matches_)
      for (const auto* words : {&match.words->same, &match.words->narrower})
        for (const auto& word : *words)
          add(to_utf32(word));
    for (const auto& number : numbers_) {
      terms.insert(terms.end(), number.beside.begin(), number.beside.end());
      for (const auto& other : number.others)
        for (const auto& node : other)
          terms.push_back(node.text);
    }
    plan_.frequencies = index_.frequencies(terms);
  }

  // Words of the vocabulary are left alone: 两队一室, 三张清单.
  void find_numbers() {
    for (const auto& number : counted_numbers(text_)) {
      const bool in_word = std::any_of(matches_.begin(), matches_.end(), [&](const auto& m) {
        return number.at < m.at + m.size && m.at < number.at + number.size;
      });
      if (!in_word)
        numbers_.push_back(text_[number.at] < 0x80 ? arabic_forms(number) : chinese_forms(number));
    }
  }

  [[nodiscard]] bool is_ordinal(const CountedNumber& number) const {
    return number.at > 0 && text_[number.at - 1] == U'第';
  }

  // 3人 → 三人; 第43条 → 第四 四十 十三, and 三条 beside them.
  [[nodiscard]] NumberForms arabic_forms(const CountedNumber& number) const {
    NumberForms out{number.at, number.size, {}, {}};
    for (const auto& other : number.others) {
      std::u32string core = is_ordinal(number) ? U"第" + other : other;
      const std::size_t end = number.at + number.size;
      if (end < text_.size() && is_han(text_[end])) {
        const std::u32string last{core.back(), text_[end]};
        if (core.size() == 1)
          core = last;
        else
          out.beside.push_back(to_utf8(last));
      }
      std::vector<QueryNode> all;
      for (const auto& term : terms_of(core))
        if (!term.run_end) all.push_back(leaf(term.text));
      if (!all.empty()) out.others.push_back(std::move(all));
    }
    return out;
  }

  // 第四十三条 → 43; 三人以上 → 3 in a clause that has 人以, for a single digit tells nothing.
  [[nodiscard]] NumberForms chinese_forms(const CountedNumber& number) const {
    NumberForms out{number.at, number.size, {}, {}};
    if (is_ordinal(number)) {
      --out.at;
      ++out.size;
    }
    std::vector<QueryNode> all;
    for (const auto& term : terms_of(number.others.front()))
      all.push_back(leaf(term.text));
    if (number.size == 1) {
      ++out.size;
      const std::size_t unit = number.at + 1;
      if (unit + 1 >= text_.size() || !is_han(text_[unit + 1])) return out;
      all.push_back(leaf(to_utf8(text_.substr(unit, 2))));
      all.back().scale = 0;
    }
    out.others.push_back(std::move(all));
    return out;
  }

  // The number whose own spelling a term is part of, or nullptr.
  [[nodiscard]] const NumberForms* number_of(const Term& term) const {
    for (const auto& number : numbers_)
      if (term.at >= number.at && term.at + term.size <= number.at + number.size) return &number;
    return nullptr;
  }

  [[nodiscard]] bool occur(const std::vector<QueryNode>& terms) const {
    return std::all_of(terms.begin(), terms.end(), [&](const auto& n) { return frequency(n.text) > 0; });
  }

  // Each number: as it is written, or another spelling of it where all of that stands. Every spelling counts
  // as the one of most terms does.
  void add_numbers() {
    for (auto& [number, own] : inside_number_) {
      std::size_t worth = own.size();
      for (const auto& other : number->others)
        if (occur(other)) worth = std::max(worth, telling(other));
      QueryNode best{QueryNode::Kind::best, {}, 1, {}};
      best.children.push_back({QueryNode::Kind::any, {}, share(worth, own.size()), std::move(own)});
      for (const auto& other : number->others) {
        if (!occur(other)) continue;
        best.children.push_back({QueryNode::Kind::all, {}, share(worth, telling(other)), other});
        for (const auto& term : other)
          weigh(term.text);
      }
      if (best.children.size() > 1) add_beside(*number, best.children.front());
      plan_.node.children.push_back(std::move(best));
    }
  }

  static std::size_t telling(const std::vector<QueryNode>& terms) {
    return static_cast<std::size_t>(
        std::count_if(terms.begin(), terms.end(), [](const QueryNode& n) { return n.scale > 0; }));
  }

  static double share(std::size_t worth, std::size_t terms) {
    return static_cast<double>(worth) / static_cast<double>(terms);
  }

  void add_beside(const NumberForms& number, const QueryNode& own) {
    for (const auto& term : number.beside)
      if (frequency(term) > 0 && !plan_.weights.contains(term)) {
        weigh(term);
        plan_.node.children.push_back(leaf(term));
      }
    for (const auto& term : own.children) // no clause has 43, yet what is asked for is not strange
      if (frequency(term.text) == 0) plan_.weights.erase(term.text);
  }

  [[nodiscard]] std::uint32_t frequency(const std::string& term) const {
    const auto found = plan_.frequencies.find(term);
    return found == plan_.frequencies.end() ? 0 : found->second;
  }

  [[nodiscard]] bool inside_match(std::size_t at, std::size_t size) const {
    return std::any_of(matches_.begin(), matches_.end(),
                       [&](const auto& m) { return at >= m.at && at + size <= m.at + m.size; });
  }

  // The match with synonyms that a term lies in, or nullptr.
  [[nodiscard]] const Vocabulary::Match* synonym_match(const Term& term) const {
    for (const auto& match : matches_)
      if (term.at >= match.at && term.at + term.size <= match.at + match.size &&
          !(match.words->same.empty() && match.words->narrower.empty()))
        return &match;
    return nullptr;
  }

  void add_terms(const std::u32string& text) {
    const std::vector<Term> terms = terms_of(text);
    const auto pairs = std::count_if(terms.begin(), terms.end(), [](const Term& t) { return !t.run_end; });
    std::set<std::string> seen;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const Term& term = terms[i];
      const bool alone = term.run_end && (i == 0 || terms[i - 1].at + 1 != term.at || terms[i - 1].run_end);
      for (std::size_t k = 0; k < term.size; ++k)
        if (is_han(text[term.at + k])) characters_.insert(text[term.at + k]);
      if (term.run_end && !(alone && static_cast<std::size_t>(pairs) < kFewTerms)) continue;
      if (!seen.insert(term.text).second) continue;
      if (term.run_end) {
        add_character(term.text);
      } else {
        weigh(term.text);
        const auto* match = synonym_match(term);
        const auto* number = match ? nullptr : number_of(term);
        (match    ? inside_[match]
         : number ? inside_number_[number]
                  : plan_.node.children)
            .push_back(leaf(term.text));
      }
    }
  }

  void add_character(const std::string& character) {
    QueryNode node = leaf(character);
    node.kind = QueryNode::Kind::prefix;
    plan_.weights.emplace(character, 1);
    plan_.node.children.push_back(std::move(node));
  }

  // Each vocabulary word: itself, or the best of its synonyms.
  void add_synonyms() {
    for (const auto& match : matches_) {
      const auto own = inside_.find(&match);
      if (own == inside_.end() && match.size > 1) continue; // its pairs stand in a word before it
      QueryNode best{QueryNode::Kind::best, {}, 1, {{QueryNode::Kind::any, {}, 1, {}}}};
      if (own != inside_.end()) best.children.front().children = std::move(own->second);
      const std::size_t own_terms = std::max<std::size_t>(best.children.front().children.size(), 1);
      for (const auto& word : match.words->same)
        add_synonym(best, match.word, word, own_terms, 1);
      for (const auto& word : match.words->narrower)
        add_synonym(best, match.word, word, own_terms, kNarrowerScale);
      if (own != inside_.end() || best.children.size() > 1) plan_.node.children.push_back(std::move(best));
    }
  }

  // What the query means, in the words of the texts: an everyday word was learnt from none of them.
  void add_meanings() {
    for (const auto& match : matches_) {
      const auto words = match.words->same.size() + match.words->narrower.size();
      for (const auto* list : {&match.words->same, &match.words->narrower})
        for (const auto& word : *list)
          plan_.beside.emplace_back(to_utf32(word), kBeside / static_cast<float>(words));
    }
  }

  // Scaled so that a long synonym does not count more than the word that was typed.
  void add_synonym(QueryNode& best, const std::string& typed, const std::string& word, std::size_t own_terms,
                   double scale) {
    if (word.find(typed) != word.npos) return; // wherever it stands the typed word stands too
    QueryNode all{QueryNode::Kind::all, {}, 1, {}};
    for (const auto& term : terms_of(to_utf32(word))) {
      if (term.run_end && term.size == 1 && term.text != word) continue;
      all.children.push_back(leaf(term.text));
    }
    if (all.children.empty()) return;
    for (const auto& child : all.children)
      if (frequency(child.text) == 0) return;
    for (const auto& child : all.children)
      weigh(child.text);
    all.scale = scale * static_cast<double>(own_terms) / static_cast<double>(all.children.size());
    best.children.push_back(std::move(all));
  }

  void weigh(const std::string& term) {
    const double found = frequency(term), clauses = index_.clause_count();
    plan_.weights.emplace(term, std::log(1 + (clauses + 1) / (found + 1)));
  }

  void tell_notes() {
    std::string related;
    std::size_t shown = 0;
    for (const auto& match : matches_) {
      if (!match.words->note.empty())
        plan_.notes.push_back("“" + match.word + "”是历史用语：" + match.words->note);
      for (const auto& word : match.words->related)
        if (shown++ < kRelatedShown) related += (related.empty() ? "" : "、") + word;
    }
    if (!related.empty()) plan_.notes.push_back("相关检索：" + related);
  }

  const IndexReader& index_;
  std::u32string text_;
  std::vector<Vocabulary::Match> matches_;
  std::map<const Vocabulary::Match*, std::vector<QueryNode>> inside_; // a match's own terms
  std::vector<NumberForms> numbers_;
  std::map<const NumberForms*, std::vector<QueryNode>> inside_number_; // a number's own terms
  std::set<char32_t> characters_;
  QueryPlan plan_;
};

} // namespace

Result<QueryPlan> plan_query(std::string_view query, const IndexReader& index, const Vocabulary& vocabulary) {
  return Planner(query, index, vocabulary).run();
}

} // namespace fengqiao::indexer
