// The one flow from a person's file to a page: record → template → typed values → figures → citations →
// filled Markdown. What is wrong is collected all the way, so that everything can be put right in one go.
#pragma once

#include "core/citation.hpp"
#include "core/date.hpp"
#include "core/result.hpp"
#include "render/fill.hpp"
#include "render/image_store.hpp"
#include "render/paper_elements.hpp"
#include "render/record.hpp"
#include "render/template.hpp"
#include "station/checklist/confirmed.hpp"
#include "station/citations.hpp"
#include "station/daily/approval.hpp"
#include "station/document_properties.hpp"
#include "station/form_cache.hpp"
#include "station/personal_data.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::station {

// What the flow needs from outside.
struct PaperworkContext {
  const render::TemplateLibrary* templates = nullptr;
  const CitationResolver* resolver = nullptr; // nullptr: there is no index, `no_resolver` says why
  Error no_resolver{ErrorCode::citation, "", "还没有政策索引，引据无法核对", "请先运行 fengqiao index"};
  FormCache* forms = nullptr; // keeps templates from one file to the next; nullptr: each file loads its own
  bool appendix = true;       // false: no paper prints the clauses that it cites
  const Approval* approval = nullptr; // about to be given: taken instead of the one beside the record
};

// A file made ready for print.
struct Prepared {
  std::string file;            // as given, for messages
  std::string template_id;     // empty: a plain Markdown file
  bool needs_approval = false; // its template says so (approval: true)
  ApprovalCheck approval;      // where it does
  std::string watermark;       // on each page: 未审定
  bool is_daily = false;       // its template is one of the day's reports
  DocumentProperties properties;
  std::string name;              // its template's title, or its file's name: where a paper has no heading
  render::ElementTexts elements; // of a 公文, as they were given
  std::string style;             // the page style's name; may be empty
  std::string style_where;       // where the file names it
  std::string footer;            // at the foot of each page; may be empty
  render::ImageFolders image_folders; // where its pictures are looked for
  std::string markdown_file;          // whose Markdown `filled` is, for messages about it
  int first_line = 1;
  std::string source; // the file's own text, as UTF-8
  render::Filled filled;
  std::string markdown;      // the same with the values written out, for --to md
  render::Value values;      // the record typed and computed, its citations resolved; null: there is none
  RecordCitations citations; // what it cites
  // Of a record whose citations have been confirmed once, and of every checklist: the clauses that are not as
  // they were confirmed. They stop no print.
  std::vector<ClauseReview> reviews;
  PersonalData personal; // identity card and telephone numbers in the record: masked here
  Errors problems;       // each stops a print; those of data first, those of citations last
  Errors warnings;
  std::vector<std::string> notes; // what was done on the way (an encoding converted)
};

// Reads a record (.yaml, .csv) and fills its template, or reads plain Markdown (.md; front matter style,
// title, author, date). Always goes as far as it can, so that a draft can be printed: a record or template
// that cannot be used at all becomes a page with the file's own text. Errors: only where the file itself
// cannot be read (not there, not text, of another kind), or is beyond core/limits.hpp.
Result<Prepared, Errors> prepare(const std::filesystem::path& file, const PaperworkContext& context);

// The same for a record that a program put together (station/grading/report.hpp).
Prepared prepare_record(const render::Record& record, const PaperworkContext& context);

// A checklist is a template whose schema has a list with the alias (x-key) items, and in each item no
// (编号), matter (事项) and basis (依据).
bool is_checklist(const render::Field& schema);

// The front of the file's own text, each line a paragraph, nothing in it markup: what a draft falls back on.
// Small enough for every limit of the layout.
render::Filled as_written(const Prepared& prepared);

} // namespace fengqiao::station
