// Word and clause vectors of a generation: the file `vectors` beside the index's tables.
#pragma once

#include "core/result.hpp"
#include "indexer/svd.hpp"
#include "indexer/word_list.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
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

// What all clauses have in common says nothing of any of them: their two principal directions, of length 1.
using CommonDirections = std::array<Vector, 2>;
Vector without(const CommonDirections& common, Vector vector);

// What the file holds. Clauses in the reading order of the index: documents by id, their clauses in order.
// 200 bytes a clause, 216 a word: 17 MB for 68,000 clauses and 16,000 words.
struct LearntVectors {
  std::vector<LearntWord> words; // by key
  CommonDirections common{};
  std::vector<StoredVector> word_vectors, clause_vectors;
};

Result<void> write_vectors(const std::filesystem::path& generation, const LearntVectors& vectors);
// Removes the file, where there is one.
void remove_vectors(const std::filesystem::path& generation);

// The file mapped into memory: opening costs about 0.3 ms, and a page is read when it is asked for.
class VectorStore {
public:
  // nullptr where the generation has no vectors. An error where the file does not fit `clauses` or itself.
  static Result<std::shared_ptr<const VectorStore>> open(const std::filesystem::path& generation,
                                                         std::size_t clauses);
  ~VectorStore();
  VectorStore(const VectorStore&) = delete;
  VectorStore& operator=(const VectorStore&) = delete;

  // Of a folded query: the sum of its distinct words' vectors, each by its idf; zeros where none is known.
  [[nodiscard]] QueryVector query_vector(std::u32string_view folded) const;
  // Cosine with the clause at this place of the reading order, from -1 to 1; 0 where either says nothing.
  [[nodiscard]] double likeness(const QueryVector& query, std::size_t place) const;

  [[nodiscard]] std::span<const LearntWord> words() const { return words_; } // by key

private:
  VectorStore() = default;

  void* map_ = nullptr;
  std::size_t size_ = 0;
  std::span<const LearntWord> words_;
  CommonDirections common_{};
  std::span<const StoredVector> word_vectors_, clause_vectors_;
};

} // namespace fengqiao::indexer
