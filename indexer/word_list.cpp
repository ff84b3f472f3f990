#include "indexer/word_list.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/parallel.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <mutex>

namespace fengqiao::indexer {
namespace {

constexpr std::uint32_t kSeedTimes = 15; // an n-gram must be seen this often to be tried as a word
constexpr double kCohesion = 3.0;        // ln: how much oftener than by chance its parts stand together
constexpr std::uint32_t kKeptTimes = 8;  // a word must be used this often
constexpr int kRounds = 4;               // of cutting and counting; later ones change little
constexpr float kUnknownCost = 30;       // of a character that is no word: dearer than any word
constexpr std::size_t kBlock = 512;      // texts

struct KeyCount {
  WordKey key = 0;
  std::uint32_t times = 0;
};

constexpr WordKey first_characters(WordKey key, std::size_t n) {
  return key >> (64 - 16 * n) << (64 - 16 * n);
}

constexpr std::size_t length_of(WordKey key) {
  return key == 0 ? 0 : kLongestLearntWord - static_cast<std::size_t>(std::countr_zero(key)) / 16;
}

// A short word's key has bits at the top only; all must reach the bits that choose a slot.
constexpr std::size_t mixed(WordKey key) {
  return ((key ^ key >> 32) * 0x9E3779B97F4A7C15u) >> 40;
}

WordKey key_of(std::u16string_view word) {
  WordKey key = 0;
  for (std::size_t i = 0; i < word.size(); ++i)
    key |= WordKey{word[i]} << (48 - 16 * i);
  return key;
}

// All n-grams that occur often enough, sorted.
std::vector<KeyCount> count_ngrams(std::span<const std::u16string> texts, std::size_t n) {
  std::vector<WordKey> keys;
  for (const auto& text : texts)
    for (std::size_t i = 0; i + n <= text.size(); ++i) {
      const std::u16string_view gram = std::u16string_view(text).substr(i, n);
      if (gram.find(u'\0') == gram.npos) keys.push_back(key_of(gram));
    }
  std::sort(keys.begin(), keys.end());
  std::vector<KeyCount> out;
  for (std::size_t i = 0, end = 0; i < keys.size(); i = end) {
    while (end < keys.size() && keys[end] == keys[i])
      ++end;
    const auto times = static_cast<std::uint32_t>(end - i);
    if (times >= (n == 1 ? kKeptTimes : kSeedTimes)) out.push_back({keys[i], times});
  }
  return out;
}

using Grams = std::array<std::vector<KeyCount>, kLongestLearntWord + 1>;

double times_of(const Grams& grams, WordKey key) {
  const auto& list = grams[length_of(key)];
  const auto found =
      std::lower_bound(list.begin(), list.end(), key, [](const KeyCount& k, WordKey v) { return k.key < v; });
  return found != list.end() && found->key == key ? found->times : 1;
}

// ln of how much oftener than by chance the word's two parts stand together, at its weakest joint.
double cohesion(const Grams& grams, const KeyCount& word, double characters) {
  double weakest = std::numeric_limits<double>::max();
  for (std::size_t n = 1, length = length_of(word.key); n < length; ++n) {
    const double left = times_of(grams, first_characters(word.key, n));
    const double right = times_of(grams, word.key << (16 * n));
    weakest = std::min(weakest, std::log(word.times * characters / (left * right)));
  }
  return weakest;
}

// Costs from counts; multi-character words that are used too seldom are dropped.
std::vector<LearntWord> costs_of(const std::vector<KeyCount>& counts) {
  double all = 0;
  for (const auto& word : counts)
    all += word.times;
  std::vector<LearntWord> out;
  for (const auto& word : counts)
    if (word.times >= kKeptTimes || length_of(word.key) == 1)
      out.push_back({word.key, static_cast<float>(std::log(all / std::max(word.times, 1u))), 0});
  return out;
}

std::vector<KeyCount> count_used(std::span<const std::u16string> texts, std::span<const LearntWord> words) {
  std::vector<KeyCount> out;
  out.reserve(words.size());
  for (const auto& word : words)
    out.push_back({word.key, 0});
  const WordCutter cutter(words);
  std::mutex mutex;
  for_blocks(texts.size(), kBlock, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t> used;
    for (std::size_t i = begin; i < end; ++i)
      cutter.cut(texts[i], used);
    const std::scoped_lock lock(mutex); // counts are whole numbers: the order of blocks does not matter
    for (const std::uint32_t word : used)
      ++out[word].times;
  });
  return out;
}

} // namespace

std::u16string han_runs_of_folded(std::u32string_view folded) {
  std::u16string out;
  for (const char32_t c : folded) {
    if (is_han(c) && c <= 0xFFFF)
      out.push_back(static_cast<char16_t>(c));
    else if (!out.empty() && out.back() != 0)
      out.push_back(0);
  }
  if (!out.empty() && out.back() != 0) out.push_back(0);
  return out;
}

std::u16string han_runs(std::string_view utf8) {
  return han_runs_of_folded(fold32(utf8));
}

std::vector<LearntWord> learn_words(std::span<const std::u16string> texts) {
  Grams grams;
  for_blocks(kLongestLearntWord, 1,
             [&](std::size_t begin, std::size_t) { grams[begin + 1] = count_ngrams(texts, begin + 1); });
  double characters = 0;
  for (const auto& single : grams[1])
    characters += single.times;
  std::vector<KeyCount> seeds = grams[1];
  for (std::size_t n = 2; n <= kLongestLearntWord; ++n)
    for (const auto& gram : grams[n])
      if (cohesion(grams, gram, characters) >= kCohesion) seeds.push_back(gram);
  std::sort(seeds.begin(), seeds.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  std::vector<LearntWord> words = costs_of(seeds);
  for (int round = 0; round < kRounds; ++round)
    words = costs_of(count_used(texts, words));
  return words;
}

WordCutter::WordCutter(std::span<const LearntWord> words, For use) : words_(words) {
  if (use == For::one_text) return;
  slots_.assign(std::bit_ceil(words.size() * 4 + 1), kNone);
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    std::size_t slot = mixed(words[i].key) & (slots_.size() - 1);
    while (slots_[slot] != kNone)
      slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = i;
  }
}

std::uint32_t WordCutter::find(WordKey key) const {
  if (slots_.empty()) {
    const auto at = std::lower_bound(words_.begin(), words_.end(), key,
                                     [](const LearntWord& word, WordKey k) { return word.key < k; });
    return at != words_.end() && at->key == key ? static_cast<std::uint32_t>(at - words_.begin()) : kNone;
  }
  for (std::size_t slot = mixed(key);; ++slot) {
    const std::uint32_t word = slots_[slot & (slots_.size() - 1)];
    if (word == kNone || words_[word].key == key) return word;
  }
}

void WordCutter::cut(std::u16string_view text, std::vector<std::uint32_t>& out) const {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(u'\0', begin), text.size());
    if (end > begin) cut_run(text.substr(begin, end - begin), out);
    begin = end + 1;
  }
}

void WordCutter::cut_run(std::u16string_view run, std::vector<std::uint32_t>& out) const {
  struct Step {
    float cost = 0;
    std::uint32_t word = kNone; // that ends here
    std::uint32_t size = 1;
  };
  thread_local std::vector<Step> steps;
  steps.assign(run.size() + 1, Step{});
  for (std::size_t end = 1; end <= run.size(); ++end) {
    Step best{steps[end - 1].cost + kUnknownCost, kNone, 1};
    WordKey key = 0;
    for (std::uint32_t size = 1; size <= std::min(end, kLongestLearntWord); ++size) {
      key = key >> 16 | WordKey{run[end - size]} << 48;
      const std::uint32_t word = find(key);
      if (word == kNone) continue;
      const float cost = steps[end - size].cost + words_[word].cost;
      if (cost < best.cost) best = {cost, word, size};
    }
    steps[end] = best;
  }
  const std::size_t first = out.size();
  for (std::size_t end = run.size(); end > 0; end -= steps[end].size)
    if (steps[end].word != kNone) out.push_back(steps[end].word);
  std::reverse(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
}

} // namespace fengqiao::indexer
