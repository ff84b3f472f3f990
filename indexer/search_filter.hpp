// Which documents a search or a list takes.
#pragma once

#include "core/result.hpp"
#include "indexer/index_store.hpp"

#include <string>
#include <vector>

namespace fengqiao::indexer {

// Empty lists take everything; several values of one list are alternatives, the lists together all hold.
struct SearchFilter {
  std::vector<std::string> documents; // ids, titles, short titles, 文号
  std::vector<std::string> issuers;   // part of the issuer's name
  std::vector<std::string> kinds, statuses;
  std::string date_from, date_to; // as core/date.hpp reads them; both inclusive; undated documents fall out
  std::vector<std::string> titles = {};  // part of the title
  std::vector<std::string> numbers = {}; // part of the 文号, with whatever brackets

  [[nodiscard]] bool empty() const;
  friend bool operator==(const SearchFilter&, const SearchFilter&) = default;
};

// The spans that a filter takes, by their index in reader.spans(). Errors: an unknown kind or status (usage,
// with the known ones), a date that cannot be read or a range that ends before it begins (usage), a document
// that is not there (not_found). Unpacks every document: about 3 ms for 1,500.
// `notes` learns where a document's name only fits and what it was taken for.
Result<std::vector<bool>> accepted_spans(const IndexReader& index, const SearchFilter& filter,
                                         std::vector<std::string>* notes = nullptr);

} // namespace fengqiao::indexer
