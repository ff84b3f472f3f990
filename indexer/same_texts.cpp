#include "indexer/same_texts.hpp"

#include "core/digest.hpp"
#include "core/text.hpp"
#include "indexer/packed.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <tuple>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kDigestCharacters = 16;
constexpr const char* kUnknownStatus = "待核";

std::string without_blanks(std::string_view text) {
  std::string out;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_code_point(text, pos);
    if (!is_space(c)) append_utf8(out, c);
  }
  return out;
}

// What a file may say or leave open.
std::array<std::string, 5> sayings(const StoredDocument& document) {
  const PolicyDocument& data = document.data;
  return {data.issuer, data.number, data.date, data.effective,
          document.own_status == kUnknownStatus ? std::string() : document.own_status};
}

bool agree(const StoredDocument& a, const StoredDocument& b) {
  const auto one = sayings(a), other = sayings(b);
  for (std::size_t i = 0; i < one.size(); ++i)
    if (!one[i].empty() && !other[i].empty() && one[i] != other[i]) return false;
  return true;
}

std::size_t says(const StoredDocument& document) {
  const auto all = sayings(document);
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [](const std::string& each) { return !each.empty(); }));
}

} // namespace

std::string text_digest(const std::vector<Clause>& clauses) {
  Packer out;
  for (const Clause& clause : clauses) {
    for (const std::string* text : {&clause.key, &clause.own_number, &clause.heading, &clause.text})
      out.text(without_blanks(*text));
    for (const std::string& step : clause.path)
      out.text(without_blanks(step));
  }
  return sha256_hex(out.bytes).substr(0, kDigestCharacters);
}

std::vector<std::size_t> standing_for(const std::vector<const StoredDocument*>& documents) {
  using Text = std::tuple<std::string, std::string, std::string, std::string, std::string>;
  std::map<Text, std::vector<std::size_t>> texts;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const StoredDocument& each = *documents[i];
    texts[{each.digest, each.own_id, each.data.part, each.data.draft, each.data.text_kind}].push_back(i);
  }
  std::vector<std::size_t> out(documents.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  for (auto& [text, places] : texts) {
    if (places.size() < 2) continue;
    std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
      const StoredDocument &one = *documents[a], &other = *documents[b];
      return std::tuple(says(other), one.root, one.data.file) <
             std::tuple(says(one), other.root, other.data.file);
    });
    std::vector<std::size_t> standing; // hardly ever more than one
    for (const std::size_t place : places) {
      const auto found = std::find_if(standing.begin(), standing.end(),
                                      [&](std::size_t s) { return agree(*documents[s], *documents[place]); });
      if (found == standing.end())
        standing.push_back(place);
      else
        out[place] = *found;
    }
  }
  return out;
}

} // namespace fengqiao::indexer
