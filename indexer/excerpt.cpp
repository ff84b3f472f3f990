#include "indexer/excerpt.hpp"

#include <cstring>

#include <algorithm>
#include <utility>
#include <vector>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kTermsTried = 8;
constexpr std::size_t kBefore = 8u << 10; // bytes in front of the term, so that its sentence is whole

// The first place of the weightiest term that the text has; npos where it has none of the first few.
std::size_t place_of_terms(std::string_view text, const std::map<std::string, double>& weights) {
  std::vector<std::pair<double, std::string_view>> terms;
  terms.reserve(weights.size());
  for (const auto& [term, weight] : weights)
    terms.emplace_back(-weight, term);
  std::sort(terms.begin(), terms.end());
  terms.resize(std::min(terms.size(), kTermsTried));
  for (const auto& [weight, term] : terms)
    if (const void* at = memmem(text.data(), text.size(), term.data(), term.size())) // 2 MB a millisecond
      return static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
  return text.npos;
}

bool inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

// The first place from `from` on behind the end of a line or sentence; `from` itself, moved to the next
// character, where `limit` comes first.
std::size_t sentence_start(std::string_view text, std::size_t from, std::size_t limit) {
  constexpr std::string_view kStop = "。";
  const std::string_view there = text.substr(from, limit - from);
  const std::size_t line = there.find('\n'), stop = there.find(kStop);
  if (line < stop) return from + line + 1;
  if (stop != there.npos) return from + stop + kStop.size();
  while (inside_character(text, from))
    ++from;
  return from;
}

} // namespace

std::string_view excerpt_of(std::string_view text, const std::map<std::string, double>& weights) {
  if (text.size() <= kExcerptBytes) return text;
  const std::size_t term = place_of_terms(text, weights);
  std::size_t begin = 0;
  if (term != text.npos && term > kBefore) begin = sentence_start(text, term - kBefore, term);
  std::size_t end = std::min(begin + kExcerptBytes, text.size());
  while (inside_character(text, end))
    --end;
  return text.substr(begin, end - begin);
}

} // namespace fengqiao::indexer
