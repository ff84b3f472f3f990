// Which files in a DOCX hold what: the package says so itself, they need not have their usual names.
#pragma once

#include "core/result.hpp"
#include "core/xml.hpp"

#include <string>
#include <string_view>

namespace fengqiao::indexer {

struct DocxParts {
  std::string file;                               // for messages
  XmlNode document;                               // the main part
  XmlNode styles, numbering, footnotes, endnotes; // without a name where there is none
};

// The main part is what _rels/.rels names, else what [Content_Types].xml does, else word/document.xml; the
// others are what the main part's own relations name, else the usual names beside it. Errors (data): no main
// part; XML or ZIP that is damaged or hostile; a limit.
Result<DocxParts> read_docx_parts(std::string_view bytes, const std::string& file);

} // namespace fengqiao::indexer
