// Words of a text that are spoken like typed letters: 巡逻 for xunluo, in texts too few to learn words from.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

class SpokenWords {
public:
  // `letters`: a to z, each text typed without blanks (v is u). Of more than 64 letters the rest is left out.
  explicit SpokenWords(const std::vector<std::string>& letters);

  // Counts the runs of two to eight Han whose pinyin is a part of the letters, half a million of them at
  // most. Cost: linear in the text.
  void look_at(std::string_view text);

  // Folded; how often each of them occurs.
  [[nodiscard]] const std::map<std::u32string, std::size_t>& found() const { return found_; }

private:
  std::vector<std::string> letters_;
  std::map<std::u32string, std::size_t> found_;
  std::size_t runs_ = 0; // counted so far
};

} // namespace fengqiao::indexer
