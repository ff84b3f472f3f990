// What a printed file says of itself (PDF: Title, Author, CreationDate): read from the document, never from
// its file's name or the clock.
#pragma once

#include "core/data_node.hpp"
#include "core/date.hpp"
#include "core/error.hpp"
#include "render/paper_elements.hpp"
#include "render/value.hpp"

#include <optional>
#include <string>

namespace fengqiao::station {

struct DocumentProperties {
  std::string title; // empty: the document's own, its first heading
  std::string author;
  std::optional<DateTime> date; // a full date
};

// Of a Markdown file (`record` null): title, author and date of its front matter. Of a record: author and
// date of its template, each the path of a field (单位, 统计时段.止) or the thing itself; the template's
// title names a kind of paper, not this one. Where that gives nothing, the author is the first of 署名, else
// of 发文机关, the date 成文日期. Errors: ErrorCode::data for a front matter's date that is none.
DocumentProperties document_properties(const DataNode& front_matter, const std::string& file,
                                       const render::Value* record, const render::ElementTexts& elements,
                                       Errors& problems);

} // namespace fengqiao::station
