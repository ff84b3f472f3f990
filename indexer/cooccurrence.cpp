#include "indexer/cooccurrence.hpp"

#include "indexer/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kWindow = 20; // words to each side; 8 to 40 rank alike
constexpr std::uint32_t kLeastTimes = 2;
constexpr std::size_t kWordBlock = 64;

struct Cell {
  std::uint32_t column, times;
};

// All texts in one row, with gaps that no window spans, and where in it each word stands.
struct Positions {
  std::vector<std::uint32_t> text;   // `words` stands for nothing
  std::vector<std::uint32_t> starts; // of each word in `places`, and the end
  std::vector<std::uint32_t> places;
};

Positions lay_out(std::span<const std::vector<std::uint32_t>> texts, std::size_t words) {
  Positions out;
  const auto gap = [&] { out.text.insert(out.text.end(), kWindow, static_cast<std::uint32_t>(words)); };
  gap();
  out.starts.assign(words + 2, 0);
  for (const auto& text : texts) {
    out.text.insert(out.text.end(), text.begin(), text.end());
    gap();
    for (const std::uint32_t word : text)
      ++out.starts[word + 2];
  }
  for (std::size_t i = 2; i < out.starts.size(); ++i)
    out.starts[i] += out.starts[i - 1];
  out.places.resize(out.starts.back());
  for (std::uint32_t at = 0; at < out.text.size(); ++at)
    if (out.text[at] != words) out.places[out.starts[out.text[at] + 1]++] = at;
  out.starts.pop_back();
  return out;
}

// A word's neighbours, counted in `times`, which is zero before and after.
std::vector<Cell> neighbours(const Positions& positions, std::uint32_t word,
                             std::vector<std::uint32_t>& times) {
  for (std::uint32_t i = positions.starts[word]; i < positions.starts[word + 1]; ++i) {
    const std::uint32_t* at = positions.text.data() + positions.places[i];
    for (std::size_t k = 1; k <= kWindow; ++k) {
      ++times[at[-static_cast<std::ptrdiff_t>(k)]];
      ++times[at[k]];
    }
  }
  std::vector<Cell> out;
  for (std::uint32_t other = 0; other + 1 < times.size(); ++other)
    if (times[other] >= kLeastTimes) out.push_back({other, times[other]});
  std::fill(times.begin(), times.end(), 0);
  return out;
}

} // namespace

SparseMatrix word_associations(std::span<const std::vector<std::uint32_t>> texts, std::size_t words) {
  const Positions positions = lay_out(texts, words);
  std::vector<std::vector<Cell>> rows(words);
  for_blocks(words, kWordBlock, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t> times(words + 1, 0);
    for (std::size_t word = begin; word < end; ++word)
      rows[word] = neighbours(positions, static_cast<std::uint32_t>(word), times);
  });
  std::vector<double> logs(words, 0);
  double contexts = 0;
  for (std::size_t word = 0; word < words; ++word) {
    double sum = 0;
    for (const Cell& cell : rows[word])
      sum += cell.times;
    if (sum > 0) contexts += std::pow(sum, 0.75);
    logs[word] = sum > 0 ? 0.875 * std::log(sum) : 0;
  }
  SparseMatrix out;
  for (std::size_t word = 0; word < words; ++word) {
    for (const Cell& cell : rows[word]) {
      const double value = std::log(cell.times * contexts) - logs[word] - logs[cell.column];
      if (value <= 0) continue;
      out.columns.push_back(cell.column);
      out.values.push_back(static_cast<float>(value));
    }
    out.starts.push_back(out.columns.size());
    rows[word] = {};
  }
  return out;
}

} // namespace fengqiao::indexer
