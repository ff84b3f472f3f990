// Which other texts a text names: the more texts name a law, the likelier it is the one that is looked for.
#pragma once

#include "indexer/policy_document.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct Mentions {
  std::vector<std::string> titles; // short names out of 《…》, sorted, each once
  std::vector<std::string>
      tails; // the up to twelve characters in front of 第…条: 依照刑法; sorted, each once
};

Mentions mentions_of(const PolicyDocument& document);

struct NamedText {
  std::string_view name; // short name: 刑法; editions and parts of one law share it
  const Mentions* mentions = nullptr;
};

// How many texts name each name that they know: their own names and those that stand in 《…》 somewhere.
// Names that nobody names are left out. Tells an index that does not hold a law how often that law is named
// here.
using NamedTexts = std::map<std::string, std::uint32_t>;
NamedTexts named_texts(const std::vector<NamedText>& texts);

// For each text the number of texts of another name that name it.
std::vector<std::uint32_t> count_mentions(const std::vector<NamedText>& texts);

} // namespace fengqiao::indexer
