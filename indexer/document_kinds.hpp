// 类别: the kinds of documents, and what the program has to know of each.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace fengqiao::indexer {

struct DocumentKind {
  std::string_view name;
  bool national = false; // there is one of a title in the country: whoever issued it
  bool effective_later =
      false; // published first, in force weeks or months later; other papers hold from their date
};

inline constexpr std::array<DocumentKind, 8> document_kinds{{{"规范性"},
                                                             {"法律", true, true},
                                                             {"行政法规", true, true},
                                                             {"部门规章", true, true},
                                                             {"司法解释", true, true},
                                                             {"地方法规", false, true},
                                                             {"研究"},
                                                             {"资料"}}};

// The only values that front matter and filters know.
inline constexpr auto kKinds = [] {
  std::array<std::string_view, document_kinds.size()> out;
  std::transform(document_kinds.begin(), document_kinds.end(), out.begin(),
                 [](const DocumentKind& kind) { return kind.name; });
  return out;
}();

// All false for a kind that is not in the table.
constexpr DocumentKind document_kind(std::string_view name) {
  const auto found = std::find_if(document_kinds.begin(), document_kinds.end(),
                                  [&](const DocumentKind& kind) { return kind.name == name; });
  return found == document_kinds.end() ? DocumentKind{name} : *found;
}

constexpr bool is_national_law(std::string_view kind) {
  return document_kind(kind).national;
}

} // namespace fengqiao::indexer
