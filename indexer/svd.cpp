#include "indexer/svd.hpp"

#include "indexer/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fengqiao::indexer {
namespace {

constexpr int kPowerSteps = 2;         // a third changes nothing that ranking notices
constexpr std::size_t kRowBlock = 256; // rows whose products are summed as float before they go to double
constexpr double kTiny = 1e-11;        // of the largest pivot: what is left of a dependent column is rounding
constexpr std::size_t n_ = kSketchSize; // of the small matrices

std::uint64_t next_random(std::uint64_t& state) { // splitmix64
  std::uint64_t z = state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

Sketch random_signs(std::size_t rows) {
  Sketch out(rows);
  std::uint64_t state = 20021203;
  for (auto& row : out)
    for (auto& value : row)
      value = next_random(state) >> 63 ? 1.0f : -1.0f;
  return out;
}

Sketch product(const SparseMatrix& matrix, const Sketch& right) {
  Sketch out(matrix.size());
  for_blocks(matrix.size(), kRowBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      SketchRow sum{};
      for (std::size_t cell = matrix.starts[i]; cell < matrix.starts[i + 1]; ++cell) {
        const float value = matrix.values[cell];
        const SketchRow& row = right[matrix.columns[cell]];
        for (std::size_t k = 0; k < kSketchSize; ++k)
          sum[k] += value * row[k];
      }
      out[i] = sum;
    }
  });
  return out;
}

// Aᵀ·B.
std::vector<double> cross(const Sketch& a, const Sketch& b) {
  const std::size_t blocks = (a.size() + kRowBlock - 1) / kRowBlock;
  constexpr std::size_t kGroup = 8; // blocks that share one sum: bounds the memory
  std::vector<std::vector<double>> sums((blocks + kGroup - 1) / kGroup);
  for_blocks(a.size(), kRowBlock * kGroup, [&](std::size_t begin, std::size_t end) {
    std::vector<double>& sum = sums[begin / (kRowBlock * kGroup)];
    sum.assign(n_ * n_, 0);
    std::vector<SketchRow> part(kSketchSize);
    for (std::size_t from = begin; from < end; from += kRowBlock) {
      std::fill(part.begin(), part.end(), SketchRow{});
      for (std::size_t i = from; i < std::min(from + kRowBlock, end); ++i)
        for (std::size_t j = 0; j < kSketchSize; ++j) {
          const float value = a[i][j];
          SketchRow& row = part[j];
          for (std::size_t k = 0; k < kSketchSize; ++k)
            row[k] += value * b[i][k];
        }
      for (std::size_t j = 0; j < n_; ++j)
        for (std::size_t k = 0; k < n_; ++k)
          sum[j * n_ + k] += double{part[j][k]};
    }
  });
  std::vector<double> out(n_ * n_, 0);
  for (const auto& sum : sums)
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] += sum[i];
  return out;
}

// Each row times a kSketchSize x kSketchSize matrix.
void multiply_rows(Sketch& rows, const std::vector<float>& right) {
  for_blocks(rows.size(), kRowBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      SketchRow sum{};
      for (std::size_t j = 0; j < kSketchSize; ++j)
        for (std::size_t k = 0; k < kSketchSize; ++k)
          sum[k] += rows[i][j] * right[j * n_ + k];
      rows[i] = sum;
    }
  });
}

// The inverse of the upper triangle R of G = Rᵀ·R. A column of G that depends on those before it gets zeros.
std::vector<double> inverse_cholesky(std::vector<double> g) {
  const auto at = [](std::vector<double>& m, std::size_t i, std::size_t j) -> double& {
    return m[i * n_ + j];
  };
  double largest = 0;
  for (std::size_t i = 0; i < n_; ++i)
    largest = std::max(largest, at(g, i, i));
  std::vector<double> r(n_ * n_, 0), inverse(n_ * n_, 0);
  for (std::size_t j = 0; j < n_; ++j) {
    double pivot = at(g, j, j);
    for (std::size_t k = 0; k < j; ++k)
      pivot -= at(r, k, j) * at(r, k, j);
    if (pivot <= largest * kTiny) continue;
    at(r, j, j) = std::sqrt(pivot);
    for (std::size_t i = j + 1; i < n_; ++i) {
      double sum = at(g, j, i);
      for (std::size_t k = 0; k < j; ++k)
        sum -= at(r, k, j) * at(r, k, i);
      at(r, j, i) = sum / at(r, j, j);
    }
  }
  for (std::size_t j = 0; j < n_; ++j) {
    if (at(r, j, j) == 0) continue;
    at(inverse, j, j) = 1 / at(r, j, j);
    for (std::size_t i = j; i-- > 0;) {
      if (at(r, i, i) == 0) continue;
      double sum = 0;
      for (std::size_t k = i + 1; k <= j; ++k)
        sum += at(r, i, k) * at(inverse, k, j);
      at(inverse, i, j) = -sum / at(r, i, i);
    }
  }
  return inverse;
}

void orthogonalise(Sketch& rows) {
  const std::vector<double> inverse = inverse_cholesky(gram_matrix(rows));
  multiply_rows(rows, {inverse.begin(), inverse.end()});
}

} // namespace

std::vector<double> gram_matrix(const Sketch& rows) {
  return cross(rows, rows);
}

EigenPairs eigen_pairs(std::vector<double> a, std::size_t n) {
  std::vector<double> v(n * n, 0); // rows become the vectors
  for (std::size_t i = 0; i < n; ++i)
    v[i * n + i] = 1;
  for (int sweep = 0; sweep < 40; ++sweep) {
    double off = 0, all = 0;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        (i == j ? all : off) += a[i * n + j] * a[i * n + j];
    if (off <= 1e-22 * (all + off)) break;
    for (std::size_t p = 0; p < n; ++p)
      for (std::size_t q = p + 1; q < n; ++q) {
        const double apq = a[p * n + q];
        if (apq == 0) continue;
        const double theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
        const double t = (theta < 0 ? -1 : 1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
        const double c = 1 / std::sqrt(t * t + 1), s = t * c;
        const auto rotate = [c, s](double& x, double& y) {
          const double was = x;
          x = c * was - s * y;
          y = s * was + c * y;
        };
        for (std::size_t k = 0; k < n; ++k)
          rotate(a[k * n + p], a[k * n + q]);
        for (std::size_t k = 0; k < n; ++k)
          rotate(a[p * n + k], a[q * n + k]);
        for (std::size_t k = 0; k < n; ++k)
          rotate(v[p * n + k], v[q * n + k]);
      }
  }
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
    return std::abs(a[i * n + i]) > std::abs(a[j * n + j]);
  });
  EigenPairs out;
  for (const std::size_t i : order) {
    out.values.push_back(a[i * n + i]);
    out.vectors.insert(out.vectors.end(), v.begin() + static_cast<std::ptrdiff_t>(i * n),
                       v.begin() + static_cast<std::ptrdiff_t>((i + 1) * n));
  }
  return out;
}

Sketch leading_factors(const SparseMatrix& matrix) {
  Sketch basis = product(matrix, random_signs(matrix.size()));
  orthogonalise(basis);
  for (int step = 0; step < kPowerSteps; ++step) {
    basis = product(matrix, basis);
    orthogonalise(basis);
  }
  orthogonalise(basis); // once more: what rounding left between the columns
  std::vector<double> small = cross(basis, product(matrix, basis));
  for (std::size_t i = 0; i < n_; ++i)
    for (std::size_t j = 0; j < i; ++j)
      small[i * n_ + j] = small[j * n_ + i] = (small[i * n_ + j] + small[j * n_ + i]) / 2;
  const EigenPairs pairs = eigen_pairs(std::move(small), n_);
  std::vector<float> turn(n_ * n_, 0);
  for (std::size_t k = 0; k < kVectorSize; ++k)
    for (std::size_t j = 0; j < n_; ++j)
      turn[j * n_ + k] = static_cast<float>(pairs.vectors[k * n_ + j] * std::sqrt(std::abs(pairs.values[k])));
  multiply_rows(basis, turn);
  return basis;
}

} // namespace fengqiao::indexer
