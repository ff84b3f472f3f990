// The leading directions of a large sparse symmetric matrix: as much linear algebra as word vectors need.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fengqiao::indexer {

inline constexpr std::size_t kVectorSize = 200;             // directions that are kept
inline constexpr std::size_t kSketchSize = kVectorSize + 8; // and a few more while they are looked for

// Row by row; a row's columns ascend.
struct SparseMatrix {
  std::vector<std::size_t> starts{0}; // of the rows in `columns` and `values`, and the end
  std::vector<std::uint32_t> columns;
  std::vector<float> values;

  [[nodiscard]] std::size_t size() const { return starts.size() - 1; }
};

using SketchRow = std::array<float, kSketchSize>;
using Sketch = std::vector<SketchRow>;

// One row for each row of a symmetric `matrix` = U Λ Uᵀ: U·√|Λ| for the kVectorSize values that are largest
// without their sign, so that rows of like context point alike; columns of that order, then zeros. Randomised
// subspace iteration with a fixed seed; every sum has a fixed order whatever the number of threads: the same
// matrix gives the same bytes. Columns beyond the matrix's rank are zero. Costs four products of the matrix
// with a sketch: 6 million cells and 19,000 rows take about 5 s of one core and 60 MB.
Sketch leading_factors(const SparseMatrix& matrix);

// Rᵀ·R of the rows in the first `n` columns, summed in a fixed order; n x n, row by row.
std::vector<double> gram_matrix(const Sketch& rows);

struct EigenPairs {
  std::vector<double> values;  // largest without sign first
  std::vector<double> vectors; // the i-th is the row i of n numbers, of length 1
};

// Of a dense symmetric n x n matrix (Jacobi's rotations; about 0.3 s for n = 208).
EigenPairs eigen_pairs(std::vector<double> matrix, std::size_t n);

} // namespace fengqiao::indexer
