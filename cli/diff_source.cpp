#include "cli/diff_source.hpp"

#include "cli/indexes.hpp"
#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/nearest.hpp"
#include "indexer/plan_diff.hpp"
#include "indexer/policy_file.hpp"
#include "indexer/resolver.hpp"
#include "indexer/suggest.hpp"

#include <algorithm>
#include <filesystem>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;

// Another text of the same file: its clauses under its own name.
void add_further(std::vector<indexer::Clause>& clauses, indexer::PolicyDocument text) {
  for (auto& clause : text.clauses) {
    clause.key = text.id + "." + clause.key;
    clause.path.insert(clause.path.begin(), text.short_title);
    clauses.push_back(std::move(clause));
  }
}

Result<DiffText> from_file(const fs::path& path) {
  indexer::FileRecord record;
  std::error_code failure;
  const fs::path whole = fs::absolute(path, failure);
  record.root = (failure ? path : whole).parent_path();
  record.file = path.filename();
  auto texts = indexer::read_policy_file(record);
  if (texts.empty()) return fail(record.failure);
  DiffText out;
  indexer::PolicyDocument& document = texts.front();
  out.clauses = std::move(document.clauses);
  for (std::size_t i = 1; i < texts.size(); ++i)
    add_further(out.clauses, std::move(texts[i]));
  document.clauses.clear();
  document.file = path;
  out.document.own_id = document.id;
  out.document.own_status = document.status;
  out.document.data = std::move(document);
  out.document.clause_count = static_cast<std::uint32_t>(out.clauses.size());
  return out;
}

// Ids that begin like what was typed: XD2033 → XD2020, XD2023. Searching text does not find these.
std::string ids_like(const indexer::IndexReader& index, const std::string& typed) {
  const auto documents = index.documents();
  if (!documents) return {};
  const std::u32string wanted = fold32(typed);
  std::vector<std::pair<std::size_t, std::string>> found; // characters in common, id
  for (const auto& document : *documents) {
    const std::u32string id = fold32(document.data.id);
    const auto end = std::mismatch(id.begin(), id.end(), wanted.begin(), wanted.end()).first;
    const auto common = static_cast<std::size_t>(end - id.begin());
    if (common >= 2) found.emplace_back(common, document.data.id);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 3); ++i)
    out += (i ? "、" : "") + found[i].second;
  return out;
}

Error not_found(const indexer::IndexReader& index, const std::string& typed, const Error& refused) {
  const std::string subject = "“" + typed + "”";
  if (!refused.hint.empty()) return {ErrorCode::not_found, "", refused.message, refused.hint};
  std::string near = ids_like(index, typed);
  if (near.empty()) near = indexer::nearest_documents(index, typed);
  return {ErrorCode::not_found, "", "索引里没有文件" + subject + "，也没有这个名字的文本文件",
          indexer::where_to_look(near)};
}

Result<DiffText> from_index(const indexer::IndexReader& index, const std::string& typed) {
  const indexer::RemoteWork work = index.begin_work();
  const auto named = indexer::IndexResolver(index).find_named(typed, indexer::Names::fitting);
  if (!named) {
    if (named.error().code != ErrorCode::citation) return fail(named.error());
    return fail(not_found(index, typed, named.error()));
  }
  const auto& documents = named->documents;
  DiffText out;
  out.document = documents.front();
  if (!named->note.empty()) out.note = "“" + typed + "”：" + named->note;
  if (documents.size() > 1) out.document.data.part.clear(); // the code as a whole
  for (const auto& part : documents)
    for (std::uint32_t i = 0; i < part.clause_count; ++i) {
      auto clause = index.clause(part.ref + i);
      if (!clause) return fail(clause.error());
      out.clauses.push_back(std::move(*clause));
    }
  return out;
}

// Paragraphs of zero-width characters come out of web pages; to a reader they are nothing.
void drop_invisible(std::vector<indexer::Clause>& clauses) {
  std::erase_if(clauses, [](const indexer::Clause& clause) {
    return trim(fold(indexer::clause_body(clause))).empty();
  });
}

// What looks like a path and is none: the index need not be there to say so.
bool looks_like_path(const std::string& typed) {
  return typed.ends_with(".md") || typed.ends_with(".txt") || typed.starts_with("./") ||
         typed.starts_with("/") || typed.starts_with("../");
}

Result<DiffText> load(const CommonOptions& common, const std::string& typed) {
  std::error_code ignored;
  if (fs::is_regular_file(typed, ignored)) return from_file(typed);
  if (looks_like_path(typed))
    return fail(ErrorCode::not_found, typed, "没有这个文本文件",
                "请检查路径，或写索引里的文件名（fengqiao list）");
  return open_indexes(common).and_then(
      [&](const indexer::IndexReader& index) { return from_index(index, typed); });
}

} // namespace

Result<DiffText> load_diff_text(const CommonOptions& common, const std::string& typed) {
  auto text = load(common, typed);
  if (text) drop_invisible(text->clauses);
  return text;
}

} // namespace fengqiao::cli
