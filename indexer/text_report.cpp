#include "indexer/text_report.hpp"

#include "indexer/dangling.hpp"
#include "indexer/document_names.hpp"
#include "indexer/labels.hpp"
#include "indexer/policy_file.hpp"
#include "indexer/source_lines.hpp"
#include "indexer/structure_check.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

// Texts of one name of which nobody can say which is newer, as the index would take them.
void tell_unordered(TextReport& report, std::vector<StoredDocument>& documents) {
  std::vector<StoredDocument*> named;
  named.reserve(documents.size());
  for (auto& document : documents)
    named.push_back(&document);
  name_documents(named);
  for (const auto& document : documents)
    if (const std::string note = order_note(document); !note.empty())
      report.odd.push_back({document.root, 1, note});
}

void add_text(TextReport& report, std::vector<StoredDocument>& documents, const std::string& root,
              const std::string& file) {
  FileRecord record;
  record.root = root;
  record.file = file;
  const std::string name = full_path(record).string();
  const auto texts = read_policy_file(record);
  if (texts.empty()) {
    report.failed.push_back(record.failure);
    return;
  }
  ++report.files;
  if (!record.encoding.empty()) report.converted.push_back({name, 0, record.encoding});
  std::vector<Diagnostic> odd = record.diagnostics;
  for (const PolicyDocument& text : texts) {
    report.clauses += text.clauses.size();
    report.articles +=
        static_cast<std::size_t>(std::count_if(text.clauses.begin(), text.clauses.end(), [](const Clause& c) {
          return c.citable && is_article_number(c.own_number);
        }));
    report.unknown_status += text.status == "待核";
    const auto structure = structure_remarks(text);
    odd.insert(odd.end(), structure.begin(), structure.end());
    for (const DanglingCitation& citation : dangling_own(text))
      odd.push_back({citation.line, "文中引用的" + citation.written + "，这份文件里没有"});
  }
  std::stable_sort(odd.begin(), odd.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  for (const Diagnostic& diagnostic : odd)
    report.odd.push_back({name, diagnostic.line, diagnostic.message});
  for (const PolicyDocument& text : texts) {
    StoredDocument known;
    known.data = text;
    known.data.clauses.clear();
    known.own_id = text.id;
    known.own_status = text.status;
    known.root = name;
    documents.push_back(std::move(known));
  }
}

} // namespace

Result<TextReport> report_texts(const std::vector<std::filesystem::path>& roots) {
  TextReport report;
  std::vector<StoredDocument> documents;
  for (const auto& path : roots) {
    const std::string root = path.string();
    report.roots.push_back(root);
    const auto scan = scan_folder(path);
    if (!scan) return fail(scan.error());
    for (const FoundFile& found : scan->files)
      add_text(report, documents, root, found.file);
    for (const SkippedFile& skipped : scan->skipped)
      report.skipped.push_back({root + "/" + skipped.file, 0, skipped.reason});
    for (const ForeignFile& foreign : scan->foreign)
      report.skipped.push_back({root + "/" + foreign.file, 0, told(*foreign.kind)});
    for (const std::string& file : scan->to_import)
      report.to_import.push_back(root + "/" + file);
  }
  tell_unordered(report, documents);
  return report;
}

} // namespace fengqiao::indexer
