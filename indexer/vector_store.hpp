// Word and clause vectors of a generation: the file `vectors` beside the index's tables.
#pragma once

#include "core/result.hpp"
#include "indexer/svd.hpp"
#include "indexer/word_list.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fengqiao::indexer {

using Vector = std::array<float, kVectorSize>;
using StoredVector = std::array<std::int8_t, kVectorSize>; // a direction; its length says nothing

// Nearest in direction that fits: the largest component becomes ±127. All zeros stay zeros.
StoredVector stored(const Vector& vector);
Vector unit(const Vector& vector); // zeros stay zeros
Vector unit(const StoredVector& vector);

// A query's direction in whole numbers, so that thousands of clauses are compared in a millisecond.
struct QueryVector {
  std::array<std::int16_t, kVectorSize> values{};
  double length = 0; // 0: no word of the query is known
};

// What a query is about: its folded text, and what its words are called otherwise (老板: 用人单位), each by
// how much of it counts.
struct AskedMeaning {
  std::u32string text;
  std::vector<std::pair<std::u32string, float>> beside = {};
};

// What all clauses have in common says nothing of any of them: their two principal directions, of length 1.
using CommonDirections = std::array<Vector, 2>;
Vector without(const CommonDirections& common, Vector vector);

// Of a clause whose words (indexes into `words`) are sorted: the sum of ln(1 + times) · idf · direction.
template <class Directions>
Vector clause_sum(const std::vector<std::uint32_t>& clause, std::span<const LearntWord> words,
                  Directions&& direction_of) {
  Vector sum{};
  for (std::size_t i = 0, end = 0; i < clause.size(); i = end) {
    while (end < clause.size() && clause[end] == clause[i])
      ++end;
    const float weight =
        static_cast<float>(std::log(1.0 + static_cast<double>(end - i))) * words[clause[i]].idf;
    const Vector& direction = direction_of(clause[i]);
    for (std::size_t k = 0; k < kVectorSize; ++k)
      sum[k] += weight * direction[k];
  }
  return unit(sum);
}

// What a clause's vector is made of.
struct ClauseText {
  std::string over; // names of its document, its headings
  std::string text;
};

// Words and what they mean, learnt once from many texts: all that the vector of a text depends on. Shipped as
// corpus/word_vectors (learnt from national law), or learnt from the user's own collection.
struct WordVectors {
  std::vector<LearntWord> words; // by key
  std::vector<StoredVector> vectors;
  CommonDirections common{};
  bool own = false; // learnt from the collection that it is used for
};

// A file of words alone, or the words of a generation's file. nullopt where there is no file; an error where
// it is damaged or of another version. have_same_words compares the words of two files by their
// stamps (digests), without reading them whole; false where either is missing.
Result<std::optional<WordVectors>> read_words(const std::filesystem::path& file);
Result<void> write_words(const std::filesystem::path& file, const WordVectors& words);
bool has_own_words(const std::filesystem::path& file);
bool have_same_words(const std::filesystem::path& one, const std::filesystem::path& other);

// The generation's file: the words, and the clauses in the reading order of the index: documents by id, their
// clauses in order. 204 bytes a clause, 216 a word: 18 MB for 68,000 clauses and 18,000 words.
std::filesystem::path vectors_file(const std::filesystem::path& generation);
Result<void> write_vectors(const std::filesystem::path& generation, const WordVectors& words,
                           const std::vector<StoredVector>& clauses);
// The words alone of a generation that is too small for vectors of its own: those that its texts taught when
// there were more of them.
std::filesystem::path learnt_words_file(const std::filesystem::path& generation);
// Removes both files, where they are.
void remove_vectors(const std::filesystem::path& generation);

// The file mapped into memory: opening costs about 0.3 ms, and a page is read when it is asked for.
class VectorStore {
public:
  // nullptr where the generation has no vectors. An error where the file does not fit `clauses` or itself.
  static Result<std::shared_ptr<const VectorStore>> open(const std::filesystem::path& generation,
                                                         std::size_t clauses);
  // A file of words alone: query vectors, and likeness to texts that are given.
  static Result<std::shared_ptr<const VectorStore>> open_words(const std::filesystem::path& file);
  ~VectorStore();
  VectorStore(const VectorStore&) = delete;
  VectorStore& operator=(const VectorStore&) = delete;

  // Of a query: the sum of its distinct words' vectors, each by its idf, and of those of the words beside, by
  // their shares; zeros where none is known.
  [[nodiscard]] QueryVector query_vector(const AskedMeaning& asked) const;
  // Cosines with all clauses, by their place in the reading order, from -1 to 1; 0 where either says nothing.
  // 1.5 ms for 68,000 clauses.
  [[nodiscard]] std::vector<float> likeness(const QueryVector& query) const;
  // With clauses that are not in the file, by their texts: 0.1 ms each.
  [[nodiscard]] std::vector<float> likeness(const QueryVector& query,
                                            const std::vector<ClauseText>& clauses) const;

  // The share of a folded text's Han characters that stand in known words of two and more.
  [[nodiscard]] double share_in_words(std::u32string_view folded) const;

  [[nodiscard]] std::span<const LearntWord> words() const { return words_; } // by key

private:
  VectorStore() = default;
  bool map(const std::filesystem::path& file, std::size_t clauses); // false: damaged, or not there

  void* map_ = nullptr;
  std::size_t size_ = 0;
  std::span<const LearntWord> words_;
  CommonDirections common_{};
  std::span<const StoredVector> word_vectors_, clause_vectors_;
  std::span<const float> clause_lengths_;
};

} // namespace fengqiao::indexer
