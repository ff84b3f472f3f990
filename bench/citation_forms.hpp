// What the benches of citations share: ways of spelling, and the texts that a name means.
#pragma once

#include "core/text.hpp"
#include "indexer/index_store.hpp"

#include <map>
#include <random>
#include <string>
#include <vector>

namespace fengqiao::bench {

inline std::string full_width(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c >= '!' && c <= '~')
      append_utf8(out, static_cast<char32_t>(c) - '!' + U'！');
    else
      out.push_back(c);
  return out;
}

// A blank behind every third character or so.
inline std::string with_blanks(const std::string& text, std::mt19937_64& random) {
  std::string out;
  for (const char32_t c : to_utf32(text)) {
    append_utf8(out, c);
    if (random() % 3 == 0) out += random() % 2 == 0 ? " " : "　";
  }
  return out;
}

// Laws whose name means one text only. Of several editions the newest is meant.
inline std::vector<indexer::StoredDocument> nameable(const indexer::IndexReader& index) {
  std::vector<indexer::StoredDocument> all = index.documents().value();
  std::map<std::string, std::size_t> named;
  for (const auto& document : all)
    if (!document.superseded) ++named[indexer::name_form(document.data.short_title)];
  std::erase_if(all, [&](const indexer::StoredDocument& d) {
    return d.superseded || (d.data.part.empty() && named[indexer::name_form(d.data.short_title)] > 1);
  });
  return all;
}

} // namespace fengqiao::bench
