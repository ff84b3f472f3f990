#include "indexer/query_plan.hpp"

#include "core/text.hpp"
#include "indexer/asking_words.hpp"
#include "indexer/terms.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace fengqiao::indexer {
namespace {

constexpr double kNarrowerScale = 0.8; // a historic or narrower word tells a little less
constexpr std::size_t kFewTerms = 4;   // below this many pairs single characters count too
constexpr std::size_t kRelatedShown = 6;

class Planner {
public:
  Planner(std::string_view query, const IndexReader& index, const Vocabulary& vocabulary)
      : index_(index), text_(term_text(query).text), matches_(vocabulary.find_in(text_)) {}

  QueryPlan run() {
    count_terms();
    tell_notes();
    plan_.text = without_asking_words(text_, [&](std::size_t at, std::size_t size) {
      return inside_match(at, size); // 谁出租谁负责 is a word of the vocabulary
    });
    add_terms(plan_.text);
    if (plan_.node.children.empty()) add_terms(plan_.text = text_);
    add_synonyms();
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
    plan_.frequencies = index_.frequencies(terms);
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
        (match ? inside_[match] : plan_.node.children).push_back(leaf(term.text));
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
      if (own == inside_.end()) continue;
      QueryNode best{QueryNode::Kind::best, {}, 1, {}};
      const std::size_t own_terms = own->second.size();
      best.children.push_back({QueryNode::Kind::any, {}, 1, std::move(own->second)});
      for (const auto& word : match.words->same)
        add_synonym(best, match.word, word, own_terms, 1);
      for (const auto& word : match.words->narrower)
        add_synonym(best, match.word, word, own_terms, kNarrowerScale);
      plan_.node.children.push_back(std::move(best));
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

  static QueryNode leaf(std::string term) { return {QueryNode::Kind::term, std::move(term), 1, {}}; }

  const IndexReader& index_;
  std::u32string text_;
  std::vector<Vocabulary::Match> matches_;
  std::map<const Vocabulary::Match*, std::vector<QueryNode>> inside_; // a match's own terms
  std::set<char32_t> characters_;
  QueryPlan plan_;
};

} // namespace

Result<QueryPlan> plan_query(std::string_view query, const IndexReader& index, const Vocabulary& vocabulary) {
  return Planner(query, index, vocabulary).run();
}

} // namespace fengqiao::indexer
