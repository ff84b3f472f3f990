// A clause with a long paragraph cut into the measures that it lists.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// A paragraph of fewer characters is one measure.
inline constexpr std::size_t kLongParagraph = 300;

struct Measure {
  std::size_t begin = 0, end = 0; // bytes of the clause's text, without blanks at the ends
  std::string label; // as it stands in the text: 三是, （二）, 4., ③; empty where it has none
};

// The measures of a clause in reading order, all of its text in all of them; empty where no paragraph of it
// is long, or none can be cut. A short paragraph (款, 项) is one measure. A long one is cut before each mark
// of a running list of three and more (一是 二是 三是, 第一， 第二，, （一）（二）（三）,
// (1)(2)(3), 1. 2. 3., 1、2、3、, ①②③), else behind sentences; never inside brackets.
std::vector<Measure> measures_of(std::string_view text);

// The measure whose words tell most of what `weights` asks for, the shorter of equals; nullptr where none has
// one of them.
const Measure* best_measure(const std::vector<Measure>& measures, std::string_view text,
                            const std::map<std::string, double>& weights);

} // namespace fengqiao::indexer
