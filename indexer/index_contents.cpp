#include "indexer/index_contents.hpp"

#include "indexer/damage.hpp"
#include "indexer/document_kinds.hpp"
#include "indexer/document_names.hpp"
#include "indexer/policy_file.hpp"
#include "indexer/same_texts.hpp"
#include "indexer/stored_form.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

// A text that is no older edition and yet cannot have the id that it asks for.
std::string why_renamed(const StoredDocument& document) {
  if (!document.unordered_with.empty() && document.data.date.empty())
    return "另有文本在用，这一份没有日期，分不清新旧；知道日期的话，在文件头写上 date:（如 date: 2023-05-01）";
  if (!document.data.draft.empty()) return "是" + document.data.draft + "，同一编号另有正式文本";
  return is_national_law(document.data.kind) || document.data.issuer.empty()
             ? "与另一份同日期的文本相同"
             : "与别的机关或者同日期的文本相同";
}

} // namespace

Result<void> IndexContents::load(const IndexWriter& writer, const std::vector<FileRecord>& files) {
  for (const auto& file : files)
    for (const DocumentRef ref : texts_of(file)) {
      auto bytes = writer.metadata(document_key(ref));
      const auto mentions = writer.metadata(mentions_key(ref));
      if (!bytes || !mentions) return fail(bytes ? mentions.error() : bytes.error());
      auto document = unpack_document(*bytes);
      auto named = unpack_mentions(*mentions);
      if (!document || !named) return damaged_index(file.root);
      documents_.emplace(ref, Entry{std::move(*document), std::move(*named), {}, {}, std::move(*bytes)});
    }
  old_names_ = names();
  return {};
}

void IndexContents::add(IndexedFile file) {
  for (auto& text : file.texts)
    add(std::move(text), file.record.root);
}

void IndexContents::add(IndexedText text, const std::string& root) {
  Entry entry;
  StoredDocument& document = entry.document;
  document.data = std::move(text.document);
  document.own_id = document.data.id;
  document.own_status = document.data.status;
  document.root = root;
  document.ref = text.ref;
  document.clause_count = text.clause_count;
  document.first_number = text.first_number;
  entry.mentions = std::move(text.mentions);
  entry.clause_keys = std::move(text.clause_keys);
  entry.clause_digests = std::move(text.clause_digests);
  document.digest = std::move(text.digest);
  documents_.emplace(text.ref, std::move(entry));
}

Result<void> IndexContents::remove(IndexWriter& writer, DocumentRef ref) {
  const auto found = documents_.find(ref);
  if (found == documents_.end()) return {};
  const std::uint32_t clauses = found->second.document.clause_count;
  documents_.erase(found);
  return writer.remove(ref, clauses);
}

std::vector<IndexContents::LeftOut> IndexContents::leave_out_same() {
  std::vector<const StoredDocument*> documents;
  for (const auto& [ref, entry] : documents_)
    documents.push_back(&entry.document);
  const auto standing = standing_for(documents);
  std::vector<LeftOut> out;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (standing[i] == i) continue;
    const StoredDocument &left = *documents[i], &stays = *documents[standing[i]];
    const bool is_new = documents_.at(left.ref).stored.empty();
    out.push_back({left.ref, stays.ref, left.clause_count, is_new});
    if (is_new || documents_.at(stays.ref).stored.empty())
      notes_.push_back(full_path(left.root, left.data.file) + "：与 " +
                       full_path(stays.root, stays.data.file) + " 文字相同，合为一份");
  }
  for (const LeftOut& each : out)
    documents_.erase(each.ref);
  return out;
}

void IndexContents::set_files(const std::map<DocumentRef, std::vector<FileRecord>>& files) {
  for (auto& [ref, entry] : documents_) {
    const auto found = files.find(ref);
    if (found == files.end()) continue;
    StoredDocument& document = entry.document;
    const auto own = [&](const FileRecord& file) {
      return file.root == document.root && file.file == document.data.file;
    };
    if (std::none_of(found->second.begin(), found->second.end(), own)) {
      document.root = found->second.front().root;
      document.data.file = found->second.front().file;
    }
    document.same_texts.clear();
    for (const FileRecord& file : found->second)
      if (!own(file)) document.same_texts.push_back(full_path(file.root, file.file));
    std::sort(document.same_texts.begin(), document.same_texts.end());
  }
}

std::size_t IndexContents::clause_count() const {
  std::size_t count = 0;
  for (const auto& [ref, entry] : documents_)
    count += entry.document.clause_count;
  return count;
}

void IndexContents::name_all() {
  std::vector<StoredDocument*> documents;
  documents.reserve(documents_.size());
  for (auto& [ref, entry] : documents_)
    documents.push_back(&entry.document);
  name_documents(documents);
  for (const StoredDocument* document : documents)
    if (document->data.id != document->own_id && !document->superseded)
      notes_.push_back(document->data.file + "：编号“" + document->own_id + "”" + why_renamed(*document) +
                       "，记作 " + document->data.id);
  std::sort(notes_.begin(), notes_.end());
}

IndexContents::Names IndexContents::names() const {
  Names out;
  for (const auto& [ref, entry] : documents_)
    for (const auto& form : name_forms(entry.document))
      out[form].push_back(ref);
  return out;
}

std::vector<NamedText> IndexContents::named() const {
  std::vector<NamedText> out;
  out.reserve(documents_.size());
  for (const auto& [ref, entry] : documents_)
    out.push_back({entry.document.own_id, &entry.mentions});
  return out;
}

std::vector<StoredDocument> IndexContents::catalog() const {
  std::vector<StoredDocument> out;
  out.reserve(documents_.size());
  for (const auto& [ref, entry] : documents_)
    out.push_back(entry.document);
  return out;
}

std::vector<DocumentSpan> IndexContents::spans() const {
  std::vector<const StoredDocument*> documents;
  documents.reserve(documents_.size());
  for (const auto& [ref, entry] : documents_)
    documents.push_back(&entry.document);
  const auto mentions = count_mentions(named());
  const auto order = reading_order(documents);
  std::vector<DocumentSpan> out;
  out.reserve(documents_.size());
  for (const auto& [ref, entry] : documents_)
    out.push_back({ref, entry.document.clause_count, order[out.size()], mentions[out.size()],
                   is_national_law(entry.document.data.kind)});
  return out;
}

Result<void> IndexContents::write_documents(IndexWriter& writer) {
  for (auto& [ref, entry] : documents_) {
    const std::string bytes = pack(entry.document);
    if (bytes == entry.stored) continue;
    const bool is_new = entry.stored.empty();
    if (auto done = writer.set_metadata(document_key(ref), bytes); !done) return done;
    if (!is_new) continue;
    if (auto done = writer.set_metadata(mentions_key(ref), pack(entry.mentions)); !done) return done;
    if (auto done = writer.set_metadata(clause_keys_key(ref), pack(entry.clause_keys)); !done) return done;
    if (auto done = writer.set_metadata(digests_key(ref), entry.clause_digests); !done) return done;
  }
  return {};
}

Result<void> IndexContents::write_names(IndexWriter& writer) {
  const Names now = names();
  for (const auto& [name, refs] : old_names_)
    if (!now.contains(name))
      if (auto done = writer.set_metadata(name_key(name), ""); !done) return done;
  for (const auto& [name, refs] : now) {
    const auto old = old_names_.find(name);
    if (old != old_names_.end() && old->second == refs) continue;
    if (auto done = writer.set_metadata(name_key(name), pack(refs)); !done) return done;
  }
  return {};
}

Result<void> IndexContents::store(IndexWriter& writer, const std::vector<std::string>& roots,
                                  const std::vector<FileRecord>& files, const VocabularyLists& vocabulary) {
  name_all();
  if (auto done = write_documents(writer); !done) return done;
  if (auto done = write_names(writer); !done) return done;
  const std::pair<const char*, std::string> singles[] = {{kFormatKey, format_mark()},
                                                         {kRootsKey, pack(roots)},
                                                         {kFilesKey, pack(files)},
                                                         {kSpansKey, pack(spans())},
                                                         {kCatalogKey, pack(catalog())},
                                                         {kNamedTextsKey, pack(named_texts(named()))},
                                                         {kVocabularyKey, vocabulary.packed},
                                                         {kVocabularyListsKey, pack_lists(vocabulary.texts)}};
  for (const auto& [key, value] : singles)
    if (auto done = writer.set_metadata(key, value); !done) return done;
  return writer.commit();
}

} // namespace fengqiao::indexer
