#include "indexer/index_update.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "indexer/damage.hpp"
#include "indexer/generation.hpp"
#include "indexer/index_contents.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/policy_file.hpp"
#include "indexer/stored_form.hpp"
#include "indexer/text_indexing.hpp"
#include "indexer/vector_learning.hpp"
#include "indexer/vector_store.hpp"
#include "indexer/vocabulary_lists.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <set>

namespace fengqiao::indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLittleSpace = 4 << 20; // bytes: with no more a failure to write is the full disk's
// A file written this shortly ago may change again without a new time stamp.
constexpr std::int64_t kFreshNanoseconds = 2'000'000'000;

std::int64_t now_nanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// What is to be done with one file.
struct PlannedFile {
  FileRecord record;                 // as found; for an unchanged file as stored
  std::vector<DocumentRef> replaces; // the texts to take out
  bool read = false;                 // new or changed
  bool known = false;                // had a record before
  bool again = false;                // read only because another file that holds its text changed
};

// A text that is not in the index is read again at every run: what stood in its way (a permission, a disk)
// leaves no trace in size and time. `record` learns why it still cannot be read.
bool has_changed(FileRecord& record, const FoundFile& found) {
  const bool indexed = record.ref != 0;
  if (record.size != found.size) return true;
  const bool trusted = record.modified != 0; // a file's own time may be 0, too
  if (indexed && trusted && record.modified == found.modified) return false;
  const auto bytes = read_file(full_path(record), limits::policy_file_bytes);
  if (bytes) return sha256_hex(*bytes) != record.digest;
  if (!indexed) record.failure = bytes.error();
  return indexed;
}

// Xapian tells of a full disk in many ways; what is left tells it plainly.
Error full_disk_or(Error error, const fs::path& index) {
  std::error_code ignored;
  const auto space = fs::space(index, ignored);
  if (error.code != ErrorCode::general || ignored || space.available > kLittleSpace) return error;
  return {ErrorCode::general, index.string(), "磁盘已满，索引没有更新，原来的索引照旧可用",
          "请腾出空间，或用 --index 换一个位置"};
}

std::string first_names(const std::vector<std::string>& files) {
  constexpr std::size_t kNamed = 5;
  std::string names;
  for (std::size_t i = 0; i < std::min(files.size(), kNamed); ++i)
    names += (i > 0 ? "、" : "") + files[i];
  return files.size() > kNamed ? names + "等" : names;
}

// Word and PDF files are not passed over in silence: the note names the first of them and the verb.
std::string import_note(const std::string& root, const std::vector<std::string>& files) {
  return fmt::format("{} 里有 {} 个文件要先导入（{}）：fengqiao import {} --into 另一个文件夹", root,
                     files.size(), first_names(files), root);
}

// Nor are spreadsheets and pictures: one note a kind, with what to do.
std::vector<std::string> foreign_notes(const std::string& root, const std::vector<ForeignFile>& files) {
  std::vector<const ForeignKind*> kinds; // in the order of their first files
  for (const auto& file : files)
    if (std::find(kinds.begin(), kinds.end(), file.kind) == kinds.end()) kinds.push_back(file.kind);
  std::vector<std::string> out;
  for (const ForeignKind* kind : kinds) {
    std::vector<std::string> names;
    for (const auto& file : files)
      if (file.kind == kind) names.push_back(file.file);
    out.push_back(fmt::format("{} 里有 {} 个文件是{}（{}），没有读：{}", root, names.size(), kind->what,
                              first_names(names), kind->what_to_do));
  }
  return out;
}

// One run: each step fills members that the next one uses.
class Update {
public:
  explicit Update(const UpdateRequest& request) : request_(request) {}

  Result<UpdateReport> run() {
    auto locked = IndexFolder::lock(request_.index);
    if (!locked) return fail(locked.error());
    IndexFolder folder = std::move(*locked);
    if (auto done = load_catalog(); !done) return fail(done.error());
    if (auto done = plan(); !done) return fail(done.error());
    read_vocabularies();
    choose_words();
    if (!needs_writing()) return finished_report();
    if (auto done = write(folder); !done) return fail(full_disk_or(done.error(), request_.index));
    return std::move(report_);
  }

private:
  Result<void> load_catalog();
  Result<void> plan();
  Result<void> plan_root(const std::string& root);
  void keep_root(const std::string& root);
  void vanish(const FileRecord& record);
  void read_copies_again();
  std::vector<IndexContents::LeftOut> leave_out_same(IndexContents& contents);
  static Result<void> take_out(IndexWriter& writer, const std::vector<IndexContents::LeftOut>& texts);
  void plan_file(const std::string& root, const FoundFile& found,
                 std::map<std::string, const FileRecord*>& known);
  void read_vocabularies();
  void choose_words();
  Result<void> write_vectors_into(const fs::path& making);
  [[nodiscard]] bool needs_writing() const;
  [[nodiscard]] bool texts_changed() const;
  Result<UpdateReport> finished_report();
  Result<void> write(IndexFolder& folder);
  Result<void> remove_old(IndexWriter& writer, IndexContents& contents);
  Result<std::vector<fs::path>> index_new(IndexFolder& folder, IndexWriter& writer, IndexContents& contents);
  [[nodiscard]] bool in_parts() const;
  void tell(const PlannedFile& file);
  [[nodiscard]] Error nothing_readable() const;

  const UpdateRequest& request_;
  UpdateReport report_;
  bool fresh_ = true; // no usable generation: build from nothing
  std::vector<std::string> old_roots_;
  std::vector<FileRecord> old_files_;
  VocabularyLists old_vocabulary_, vocabulary_;
  std::vector<std::string> lost_roots_; // known ones that cannot be read now
  fs::path words_;                      // the file whose word vectors are used; empty: none
  bool words_changed_ = false;          // they are not those of the live generation
  std::vector<PlannedFile> plan_;
  std::vector<DocumentRef> vanished_;
  std::size_t vanished_files_ = 0;
};

// What the live generation was made from. With `rebuild` only its roots count, in whatever version.
Result<void> Update::load_catalog() {
  if (request_.rebuild) {
    old_roots_ = remembered_roots(request_.index);
    return {};
  }
  const auto live = live_generation(request_.index);
  if (!live) return fail(live.error());
  if (!*live) { // none yet, or lost: what folders there were is remembered apart
    old_roots_ = remembered_roots(request_.index);
    return {};
  }
  const auto reader = IndexReader::open(request_.index);
  if (!reader) return fail(reader.error());
  const auto files = reader->metadata(kFilesKey);
  const auto vocabulary = reader->metadata(kVocabularyKey);
  const auto lists = reader->metadata(kVocabularyListsKey);
  const auto roots = reader->metadata(kRootsKey);
  for (const auto* read : {&files, &vocabulary, &lists, &roots})
    if (!*read) return fail(read->error());
  auto unpacked = unpack_files(*files);
  auto unpacked_roots = unpack_texts(*roots);
  if (!unpacked || !unpacked_roots) return damaged_index(request_.index);
  old_files_ = std::move(*unpacked);
  old_roots_ = std::move(*unpacked_roots);
  old_vocabulary_.packed = *vocabulary;
  old_vocabulary_.texts = unpack_lists(*lists);
  fresh_ = false;
  return {};
}

Result<void> Update::plan() {
  auto change = change_roots(old_roots_, request_.add, request_.remove);
  if (!change) return fail(change.error());
  report_.roots = std::move(change->roots);
  report_.notes = std::move(change->notes);
  if (report_.roots.empty() && old_roots_.empty())
    return fail(ErrorCode::general, request_.index.string(), kNoFolders,
                "请写明政策文本所在的文件夹，例如 fengqiao index ~/政策文本");
  for (const auto& root : report_.roots) {
    auto done = plan_root(root);
    if (done) continue;
    if (std::find(old_roots_.begin(), old_roots_.end(), root) == old_roots_.end()) return done;
    keep_root(root);
    lost_roots_.push_back(root);
    report_.failed.push_back(done.error());
  }
  for (const auto& record : old_files_) {
    const bool root_stays =
        std::find(report_.roots.begin(), report_.roots.end(), record.root) != report_.roots.end();
    if (!root_stays) vanish(record);
  }
  read_copies_again();
  return {};
}

// Files that hold one text share its reference. Where one of them goes or is read anew, so are the others:
// one of those may stand for the text now. A file that cannot be read at present keeps it.
void Update::read_copies_again() {
  std::set<DocumentRef> gone(vanished_.begin(), vanished_.end()), held;
  for (const auto& file : plan_)
    gone.insert(file.replaces.begin(), file.replaces.end());
  const auto shares = [&](const PlannedFile& file) {
    const auto texts = texts_of(file.record);
    return std::any_of(texts.begin(), texts.end(), [&](DocumentRef ref) { return gone.contains(ref); });
  };
  for (bool more = !gone.empty(); more;) {
    more = false;
    for (auto& file : plan_) {
      if (file.read || !shares(file)) continue;
      file.replaces = texts_of(file.record);
      if (std::find(lost_roots_.begin(), lost_roots_.end(), file.record.root) != lost_roots_.end()) {
        held.insert(file.replaces.begin(), file.replaces.end());
        file.replaces.clear();
        continue;
      }
      file.read = file.again = more = true;
      gone.insert(file.replaces.begin(), file.replaces.end());
    }
  }
  const auto is_held = [&](DocumentRef ref) { return held.contains(ref); };
  std::erase_if(vanished_, is_held);
  for (auto& file : plan_)
    std::erase_if(file.replaces, is_held);
}

// A folder that cannot be read now (a disk that is not mounted) keeps its texts; the other folders are
// brought up to date.
void Update::keep_root(const std::string& root) {
  std::erase_if(plan_, [&](const PlannedFile& file) { return file.record.root == root; });
  for (const auto& record : old_files_)
    if (record.root == root) plan_.push_back({record, {}, false, true});
}

// The file is gone, and its texts with it.
void Update::vanish(const FileRecord& record) {
  const auto texts = texts_of(record);
  vanished_.insert(vanished_.end(), texts.begin(), texts.end());
  if (!texts.empty()) ++vanished_files_;
}

Result<void> Update::plan_root(const std::string& root) {
  auto scan = scan_folder(root);
  if (!scan) return fail(scan.error());
  std::map<std::string, const FileRecord*> known;
  for (const auto& record : old_files_)
    if (record.root == root) known.emplace(record.file, &record);
  if (scan->files.empty() && !known.empty())
    return fail(ErrorCode::data, root,
                fmt::format("原有 {} 份文本，现在一份也没有了，索引未改动", known.size()),
                "请检查磁盘是否已挂载；确实不要了，用 fengqiao index --remove " + root + " 取消");
  for (const auto& skipped : scan->skipped)
    report_.skipped.push_back({root + "/" + skipped.file, 0, skipped.reason});
  if (!scan->to_import.empty()) report_.notes.push_back(import_note(root, scan->to_import));
  for (auto& text : foreign_notes(root, scan->foreign))
    report_.notes.push_back(std::move(text));
  if (scan->other_kinds > 0)
    report_.notes.push_back(
        fmt::format("{} 里有 {} 个文件不是 .md 或 .txt 文本，没有读", root, scan->other_kinds));
  for (const auto& found : scan->files)
    plan_file(root, found, known);
  for (const auto& [file, record] : known)
    vanish(*record);
  return {};
}

void Update::plan_file(const std::string& root, const FoundFile& found,
                       std::map<std::string, const FileRecord*>& known) {
  PlannedFile file;
  const auto old = known.find(found.file);
  if (old != known.end()) {
    const FileRecord& record = *old->second;
    file.known = true;
    file.record = record;
    file.read = has_changed(file.record, found);
    if (file.read) file.replaces = texts_of(record);
    known.erase(old);
  } else {
    file.read = true;
    file.record.root = root;
    file.record.file = found.file;
  }
  if (file.read) {
    file.record.size = found.size;
    file.record.modified = now_nanoseconds() - found.modified < kFreshNanoseconds ? 0 : found.modified;
  }
  plan_.push_back(std::move(file));
}

void Update::read_vocabularies() {
  std::vector<fs::path> lists = request_.vocabularies;
  for (const auto& root : report_.roots)
    lists.push_back(fs::path(root) / "vocabulary.yaml");
  std::sort(lists.begin(), lists.end());
  lists.erase(std::unique(lists.begin(), lists.end()), lists.end());
  vocabulary_ = read_vocabulary_lists(lists, lost_roots_, old_vocabulary_.texts);
  report_.failed.insert(report_.failed.end(), vocabulary_.failed.begin(), vocabulary_.failed.end());
}

// The words that the user's own texts taught stay; else the shipped ones, else what the index has.
void Update::choose_words() {
  std::error_code ignored;
  const bool shipped = !request_.words.empty() && fs::exists(request_.words, ignored);
  const auto live = live_generation(request_.index);
  fs::path old = fresh_ || !live || !*live ? fs::path() : vectors_file(**live);
  if (!old.empty() && !fs::exists(old, ignored)) old = learnt_words_file(**live);
  const bool has_old = !old.empty() && fs::exists(old, ignored);
  words_ = has_old && (has_own_words(old) || !shipped) ? old : shipped ? request_.words : fs::path();
  words_changed_ = request_.learn || (has_old && !have_same_words(words_, old));
}

Result<void> Update::write_vectors_into(const fs::path& making) {
  if (request_.learn) return learn_vectors(making);
  remove_vectors(making);
  if (words_.empty()) return {};
  auto words = read_words(words_);
  if (!words) return fail(words.error());
  return *words ? apply_vectors(making, std::move(**words)) : Result<void>{};
}

bool Update::needs_writing() const {
  return texts_changed() || words_changed_ || vocabulary_.texts != old_vocabulary_.texts ||
         vocabulary_.packed != old_vocabulary_.packed || report_.roots != old_roots_;
}

bool Update::texts_changed() const {
  const bool reads = std::any_of(plan_.begin(), plan_.end(), [](const PlannedFile& f) { return f.read; });
  return fresh_ || reads || !vanished_.empty();
}

Result<UpdateReport> Update::finished_report() {
  const auto reader = IndexReader::open(request_.index);
  if (!reader) return fail(reader.error());
  report_.documents = reader->spans().size();
  report_.clauses = reader->clause_count();
  for (const auto& file : plan_)
    tell(file);
  return std::move(report_);
}

// Counts a file and repeats what has to be known of it at every run: that it could not be read.
void Update::tell(const PlannedFile& file) {
  const FileRecord& record = file.record;
  const std::string name = full_path(record).string();
  if (record.ref == 0) {
    report_.failed.push_back(record.failure);
    if (!file.replaces.empty()) ++report_.removed;
    return;
  }
  if (!file.read || file.again) {
    ++report_.unchanged;
    return;
  }
  ++(file.known ? report_.changed : report_.added);
  if (!record.encoding.empty()) report_.converted.push_back({name, 0, record.encoding});
  for (const auto& diagnostic : record.diagnostics)
    report_.remarks.push_back({name, diagnostic.line, diagnostic.message});
}

// Why there is nothing to put into the index: what is the matter with the first text, where there is one.
Error Update::nothing_readable() const {
  std::vector<const Error*> failures;
  for (const auto& file : plan_)
    if (!file.record.failure.message.empty()) failures.push_back(&file.record.failure);
  if (failures.empty())
    return {ErrorCode::data, report_.roots.front(), "没有可读的政策文本",
            "文本应当是 .md 或 .txt 文件；DOCX、PDF 等先用 fengqiao import 变成文本"};
  Error out = *failures.front();
  if (failures.size() > 1) out.message += fmt::format("（{} 份文本都不能装入，这是第一份）", failures.size());
  return out;
}

Result<void> Update::write(IndexFolder& folder) {
  fs::path making = folder.new_temporary();
  if (!fresh_) {
    auto copy = folder.copy_of_live();
    if (!copy) return fail(copy.error());
    making = *copy;
  }
  auto writer = IndexWriter::open(making);
  if (!writer) return fail(writer.error());
  IndexContents contents;
  if (auto done = contents.load(*writer, old_files_); !done) return done;
  if (auto done = remove_old(*writer, contents); !done) return done;
  auto parts = index_new(folder, *writer, contents);
  if (!parts) return fail(parts.error());
  if (contents.empty() && request_.remove.empty()) return fail(nothing_readable());
  std::vector<IndexContents::LeftOut> copies = leave_out_same(contents);
  std::vector<IndexContents::LeftOut> in_parts; // their clauses lie in no database that is open now
  if (!parts->empty())
    std::copy_if(copies.begin(), copies.end(), std::back_inserter(in_parts),
                 [](const auto& c) { return c.is_new; });
  if (!parts->empty()) std::erase_if(copies, [](const auto& copy) { return copy.is_new; });
  if (auto done = take_out(*writer, copies); !done) return done;
  std::vector<FileRecord> files;
  for (const auto& file : plan_) {
    files.push_back(file.record);
    tell(file);
  }
  if (auto done = contents.store(*writer, report_.roots, files, vocabulary_); !done) return done;
  report_.documents = contents.size();
  report_.clauses = contents.clause_count();
  report_.notes.insert(report_.notes.end(), contents.notes().begin(), contents.notes().end());
  writer = fail(ErrorCode::general, "", ""); // closes the database before its files are merged or moved
  if (!parts->empty()) {
    parts->push_back(making);
    making = folder.new_temporary();
    if (auto done = merge_databases(*parts, making); !done) return done;
    if (!in_parts.empty()) {
      auto merged = IndexWriter::open(making);
      if (!merged) return fail(merged.error());
      if (auto done = take_out(*merged, in_parts); !done) return done;
    }
  }
  if (texts_changed() || words_changed_)
    if (auto done = write_vectors_into(making); !done) return done;
  if (auto done = folder.publish(making, report_.roots); !done) return done;
  report_.written = true;
  return {};
}

// Also tells every record and every text of the other.
std::vector<IndexContents::LeftOut> Update::leave_out_same(IndexContents& contents) {
  auto copies = contents.leave_out_same();
  std::map<DocumentRef, DocumentRef> into;
  for (const auto& copy : copies)
    into[copy.ref] = copy.into;
  const auto now = [&](DocumentRef ref) {
    const auto found = into.find(ref);
    return found == into.end() ? ref : found->second;
  };
  std::map<DocumentRef, std::vector<FileRecord>> files;
  for (auto& file : plan_) {
    file.record.ref = now(file.record.ref);
    for (DocumentRef& ref : file.record.further)
      ref = now(ref);
    FileRecord name;
    name.root = file.record.root;
    name.file = file.record.file;
    for (const DocumentRef ref : texts_of(file.record))
      files[ref].push_back(name);
  }
  contents.set_files(files);
  return copies;
}

Result<void> Update::take_out(IndexWriter& writer, const std::vector<IndexContents::LeftOut>& texts) {
  for (const auto& text : texts)
    if (auto done = writer.remove(text.ref, text.clauses); !done) return done;
  return texts.empty() ? Result<void>() : writer.commit();
}

Result<void> Update::remove_old(IndexWriter& writer, IndexContents& contents) {
  for (const DocumentRef ref : vanished_)
    if (auto done = contents.remove(writer, ref); !done) return done;
  report_.removed += vanished_files_;
  for (const auto& file : plan_)
    for (const DocumentRef ref : file.replaces)
      if (auto done = contents.remove(writer, ref); !done) return done;
  return {};
}

// Many new texts are built apart and merged, which also makes the index dense; a few go straight in.
bool Update::in_parts() const {
  constexpr std::uint64_t kManyBytes = 4 << 20;
  std::uint64_t bytes = 0;
  for (const auto& file : plan_)
    if (file.read) bytes += file.record.size;
  return fresh_ || bytes > kManyBytes;
}

Result<std::vector<fs::path>> Update::index_new(IndexFolder& folder, IndexWriter& writer,
                                                IndexContents& contents) {
  TextIndexing job;
  for (const auto& file : plan_)
    if (file.read) job.files.push_back(file.record);
  const auto last = writer.last_clause();
  if (!last) return fail(last.error());
  job.first = *last + 1;
  job.new_folder = [&] { return folder.new_temporary(); };
  job.progress = request_.progress;
  auto indexed = in_parts() ? index_in_parts(std::move(job)) : index_into(writer, std::move(job));
  if (!indexed) return fail(indexed.error());
  auto done = indexed->files.begin();
  for (auto& file : plan_) {
    if (!file.read) continue;
    file.record = done->record;
    if (!done->texts.empty()) report_.bytes_read += file.record.size;
    contents.add(std::move(*done++));
  }
  return std::move(indexed->parts);
}

} // namespace

Result<UpdateReport> update_index(const UpdateRequest& request) {
  return Update(request).run();
}

} // namespace fengqiao::indexer
