// Synonyms of station language: which words of a query stand for which others.
#pragma once

#include "core/result.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// The word list of corpus/vocabulary.yaml, folded. `same` holds both ways, `narrower` from the group's term
// (and its equals) to the narrower word only; `related` is suggested, never searched; `never` is cut out of
// what the other groups would give. A word in two groups gets the words of both.
class Vocabulary {
public:
  // Reads the YAML text; every fault found is reported with its line.
  static Result<Vocabulary, Errors> parse(std::string_view yaml, const std::string& file);

  // Adds the groups of another list (a station's own words beside the shipped ones).
  void merge(const Vocabulary& other);

  // The form in which an index keeps it.
  [[nodiscard]] std::string packed() const;
  static std::optional<Vocabulary> unpacked(std::string_view bytes); // nullopt: damaged

  struct Words {
    std::vector<std::string> same, narrower, related; // folded, sorted
    std::string note;                                 // of a historic word
    friend bool operator==(const Words&, const Words&) = default;
  };
  struct Match {
    std::size_t at = 0, size = 0; // characters of the folded query
    std::string word;
    const Words* words = nullptr; // lives as long as the vocabulary
  };
  // The words found in a folded query: from left to right, the longest first, without overlaps.
  [[nodiscard]] std::vector<Match> find_in(std::u32string_view folded) const;

  // The words to which a folded word belongs as a narrower or related one: 片警 → 社区民警. Sorted.
  [[nodiscard]] std::vector<std::string> broader(const std::string& word) const;

  [[nodiscard]] bool empty() const { return words_.empty(); }
  [[nodiscard]] std::vector<std::string> all_words() const; // sorted

private:
  void add_group(const std::vector<std::string>& equals, const std::vector<std::string>& narrower,
                 const std::vector<std::string>& related, const std::vector<std::string>& never);
  void drop_forbidden();

  std::map<std::u32string, Words> words_; // sorted by word, so that packed() is the same for the same list
  std::map<std::u32string, std::vector<std::string>> never_;
  std::size_t longest_ = 0;
};

} // namespace fengqiao::indexer
