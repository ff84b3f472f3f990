#include "indexer/text_indexing.hpp"

#include "indexer/policy_file.hpp"
#include "indexer/same_texts.hpp"
#include "indexer/stored_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <mutex>
#include <new>
#include <span>
#include <thread>

namespace fengqiao::indexer {
namespace {

constexpr std::uint64_t kBatchBytes = 768 << 10; // about two thousand clauses
constexpr unsigned kMostThreads = 4;

std::uint32_t first_number_of(const PolicyDocument& document) {
  std::uint32_t number = 0;
  for (const auto& clause : document.clauses) {
    if (!clause.citable) continue;
    std::from_chars(clause.key.data(), clause.key.data() + clause.key.size(), number);
    break;
  }
  return number;
}

// Hands out references, batches and folders to the threads, and takes their news.
class Dispatcher {
public:
  explicit Dispatcher(TextIndexing& job) : job_(job), next_(job.first) {
    std::uint64_t bytes = kBatchBytes;
    for (std::size_t i = 0; i < job.files.size(); ++i) {
      if (bytes >= kBatchBytes) {
        starts_.push_back(i);
        bytes = 0;
      }
      bytes += job.files[i].size + 1;
    }
    starts_.push_back(job.files.size());
  }

  struct Batch {
    std::size_t begin = 0, end = 0;
    std::filesystem::path folder;
  };
  std::optional<Batch> next_batch() {
    const std::scoped_lock lock(mutex_);
    if (error_ || batch_ + 1 >= starts_.size()) return std::nullopt;
    Batch batch{starts_[batch_], starts_[batch_ + 1], job_.new_folder()};
    ++batch_;
    parts_.push_back(batch.folder);
    return batch;
  }
  ClauseRef reserve(std::size_t clauses) {
    const std::scoped_lock lock(mutex_);
    const ClauseRef first = next_;
    next_ += static_cast<ClauseRef>(clauses);
    return first;
  }
  void done(std::size_t files) {
    const std::scoped_lock lock(mutex_);
    done_ += files;
    if (job_.progress) job_.progress(done_, job_.files.size());
  }
  void stop(Error error) {
    const std::scoped_lock lock(mutex_);
    if (!error_) error_ = std::move(error);
  }

  [[nodiscard]] std::size_t batches() const { return starts_.size() - 1; }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  std::vector<std::filesystem::path> take_parts() { return std::move(parts_); }

private:
  TextIndexing& job_;
  std::vector<std::size_t> starts_; // of the batches, and the end
  std::mutex mutex_;
  ClauseRef next_;
  std::size_t batch_ = 0, done_ = 0;
  std::vector<std::filesystem::path> parts_;
  std::optional<Error> error_;
};

// What the index keeps of a text beside its clauses, which are given back.
void describe(IndexedText& text, DocumentRef ref) {
  PolicyDocument& document = text.document;
  text.ref = ref;
  text.clause_count = static_cast<std::uint32_t>(document.clauses.size());
  text.first_number = first_number_of(document);
  for (const auto& clause : document.clauses) {
    text.clause_keys.push_back(clause.key);
    text.clause_digests += clause_digest(pack(clause));
  }
  text.digest = text_digest(document.clauses);
  text.mentions = mentions_of(document);
  document.clauses = {};
}

// Reads, then reserves, then writes: a batch is known whole before it takes its references.
Result<void> index_batch(std::span<const FileRecord> files, std::span<IndexedFile> out, IndexWriter& writer,
                         Dispatcher& dispatcher) {
  std::size_t clauses = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    out[i].record = files[i];
    out[i].record.ref = 0;
    out[i].record.further.clear();
    for (auto& document : read_policy_file(out[i].record)) {
      clauses += document.clauses.size();
      out[i].texts.emplace_back().document = std::move(document);
    }
  }
  ClauseRef next = dispatcher.reserve(clauses);
  for (auto& file : out) {
    for (auto& text : file.texts) {
      if (auto added = writer.add(text.document, next); !added) return added;
      if (file.record.ref == 0)
        file.record.ref = next;
      else
        file.record.further.push_back(next);
      describe(text, next);
      next += text.clause_count;
    }
    dispatcher.done(1);
  }
  return writer.commit();
}

Result<void> index_batch_in_folder(const Dispatcher::Batch& batch, const TextIndexing& job,
                                   std::vector<IndexedFile>& files, Dispatcher& dispatcher) {
  auto writer = IndexWriter::open(batch.folder);
  if (!writer) return fail(writer.error());
  const std::size_t size = batch.end - batch.begin;
  return index_batch(std::span(job.files).subspan(batch.begin, size),
                     std::span(files).subspan(batch.begin, size), *writer, dispatcher);
}

// All batches that one thread gets. An exception that left a thread would end the program: memory can run out
// in any of these calls.
void index_batches(const TextIndexing& job, std::vector<IndexedFile>& files, Dispatcher& dispatcher) {
  try {
    while (const auto batch = dispatcher.next_batch())
      if (auto done = index_batch_in_folder(*batch, job, files, dispatcher); !done)
        dispatcher.stop(done.error());
  } catch (const std::bad_alloc&) {
    dispatcher.stop({ErrorCode::general, "", "建立索引时内存不够", "请关闭其他程序后再运行；原有索引未改动"});
  } catch (const std::exception& error) {
    dispatcher.stop({ErrorCode::general, "", fmt::format("建立索引时出错（{}）", error.what()),
                     "请检查磁盘空间和内存后再运行；原有索引未改动"});
  }
}

} // namespace

Result<IndexedTexts> index_in_parts(TextIndexing job) {
  IndexedTexts out;
  out.files.resize(job.files.size());
  Dispatcher dispatcher(job);
  const auto work = [&] { index_batches(job, out.files, dispatcher); };
  std::vector<std::jthread> threads;
  const std::size_t wanted = std::clamp(std::thread::hardware_concurrency(), 1u, kMostThreads);
  for (std::size_t i = 1; i < std::min(wanted, dispatcher.batches()); ++i)
    threads.emplace_back(work);
  work();
  threads.clear(); // joins
  if (dispatcher.error()) return fail(*dispatcher.error());
  out.parts = dispatcher.take_parts();
  return out;
}

Result<IndexedTexts> index_into(IndexWriter& writer, TextIndexing job) {
  IndexedTexts out;
  out.files.resize(job.files.size());
  Dispatcher dispatcher(job);
  if (auto done = index_batch(job.files, out.files, writer, dispatcher); !done) return fail(done.error());
  return out;
}

} // namespace fengqiao::indexer
