// fengqiao list: the documents in the index.
#include "cli/clause_json.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/indexes.hpp"
#include "indexer/labels.hpp"
#include "indexer/search.hpp"

#include <fmt/format.h>

namespace fengqiao::cli {
namespace {

using indexer::StoredDocument;

// The documents that the filter takes, in the order of their ids.
Result<std::vector<StoredDocument>> listed(const indexer::IndexReader& index, const ListOptions& options) {
  indexer::SearchFilter filter;
  filter.issuers = options.issuers;
  filter.kinds = options.kinds;
  filter.statuses = options.statuses;
  const auto accepted = indexer::accepted_spans(index, filter);
  if (!accepted) return fail(accepted.error());
  auto documents = index.documents();
  if (!documents) return documents;
  std::erase_if(*documents, [&](const StoredDocument& d) { return !(*accepted)[index.span_of(d.ref)]; });
  return documents;
}

Json document_json(const StoredDocument& document) {
  Json out;
  add_document(out, document);
  out["label"] = indexer::document_label(document);
  out["unordered_with"] = document.unordered_with;
  out["alias"] = document.alias;
  out["root"] = document.root;
  out["clauses"] = document.clause_count;
  out["same_texts"] = document.same_texts;
  return out;
}

void print_document(const StoredDocument& document) {
  const auto& data = document.data;
  std::string line = data.id + "　" + data.title + (data.part.empty() ? "" : "　" + data.part);
  const std::string from = data.effective > data.date ? "自 " + data.effective + " 起施行" : "";
  for (const auto& part : {data.number, data.date, from, data.kind, data.status})
    if (!part.empty()) line += " · " + part;
  print(printable(line) + fmt::format(" · {} 条\n", document.clause_count));
  if (!document.same_texts.empty()) {
    std::string files;
    for (const auto& file : document.same_texts)
      files += (files.empty() ? "" : "、") + file;
    print("  另有相同文本：" + printable(files + "（这一份是 " + document.root + "/" + data.file + "）") +
          "\n");
  }
  if (const std::string unordered = indexer::order_note(document); !unordered.empty())
    print("  " + printable(unordered) + "\n");
}

} // namespace

int run(const CommonOptions& common, const ListOptions& options) {
  const auto index = open_indexes(common);
  if (!index) return report(index.error());
  const auto documents = listed(*index, options);
  if (!documents) return report(documents.error());
  if (options.format == Format::json) {
    Json out;
    out["version"] = 1;
    out["documents"] = Json::array();
    for (const auto& document : *documents)
      out["documents"].push_back(document_json(document));
    print(pretty(out));
  }
  for (const auto& document : *documents) {
    if (options.format == Format::jsonl) print(one_line(document_json(document)));
    if (options.format == Format::text) print_document(document);
  }
  if (!documents->empty()) return 0;
  if (index->clause_count() == 0) return report(empty_index());
  return report(Error{ErrorCode::not_found, "", "没有符合条件的文件",
                      "去掉一些筛选条件再试，或运行 fengqiao index 加入文件夹"});
}

} // namespace fengqiao::cli
