#include "indexer/index_check.hpp"

#include "core/file.hpp"
#include "indexer/generation.hpp"
#include "indexer/index_store.hpp"
#include "indexer/labels.hpp"
#include "indexer/stored_form.hpp"
#include "indexer/xapian_impl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace fengqiao::indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSmallFile = 64 << 10;
constexpr std::string_view kTableOfRoots = "iamglass"; // damaged, it makes Xapian crash

std::string what_it_holds(const std::string& name) {
  constexpr std::pair<std::string_view, std::string_view> kFiles[] = {
      {"docdata.glass", "条款的文字"},
      {"postlist.glass", "检索用的词表和各份文件的数据"},
      {"termlist.glass", "每一条有哪些词"},
      {"iamglass", "各表的总目"},
      {"vectors", "词义的向量"},
      {"words", "从文本学来的词"},
      {"roots", "装入了哪些文件夹"},
      {"seal", "各文件的摘要"}};
  for (const auto& [file, holds] : kFiles)
    if (file == name) return std::string(holds);
  return "索引的表";
}

// One pass over a generation; what is found goes into `out`.
class Check {
public:
  Check(const fs::path& generation, const IndexReader& reader, IndexCheck& out)
      : generation_(generation), reader_(reader), out_(out) {}

  void run() {
    for (const auto& span : reader_.spans())
      check_document(span);
    check_tables();
  }

private:
  void check_document(const DocumentSpan& span) {
    DamagedDocument damage;
    const auto document = reader_.document(span.ref);
    const auto keys = reader_.clause_keys(span.ref);
    const auto digests = reader_.metadata(digests_key(span.ref));
    if (document) {
      damage.id = document->data.id;
      damage.title = document->data.title;
      damage.file = document->root + "/" + document->data.file;
    }
    const bool whole = digests && digests->size() == span.clause_count * kClauseDigestBytes;
    const bool known = keys && keys->size() == span.clause_count;
    damage.data = !document || !whole || !known || document->clause_count != span.clause_count;
    for (std::uint32_t i = 0; i < span.clause_count; ++i) {
      const auto clause = reader_.clause(span.ref + i);
      const std::string stored = clause ? clause_digest(pack(*clause)) : std::string();
      const bool sound =
          whole ? digests->substr(i * kClauseDigestBytes, kClauseDigestBytes) == stored : clause.has_value();
      if (!sound) damage.clauses.push_back(name_of(document, known ? (*keys)[i] : "", i));
    }
    ++out_.documents;
    out_.clauses += span.clause_count;
    if (damage.data || !damage.clauses.empty()) out_.damaged_documents.push_back(std::move(damage));
  }

  static std::string name_of(const Result<StoredDocument>& document, const std::string& key, std::size_t i) {
    if (!document || key.empty()) return fmt::format("第 {} 条", i + 1);
    return document->data.id + "-" + key;
  }

  // Xapian's own view of its tables; what it prints is for its authors.
  void check_tables() {
    std::ostringstream report;
    const auto faults_of = [&](const fs::path& path) {
      return guarded(path, [&] { return Xapian::Database::check(path.string(), 0, &report); });
    };
    auto faults = faults_of(generation_);
    // An unused block that no free list holds is space lost, no damage, but Xapian stops there.
    if (!faults && is_lost_space(faults.error())) {
      faults = 0;
      for (const auto& table : tables()) {
        const auto of_table = faults_of(table);
        if (!of_table && is_lost_space(of_table.error())) continue;
        if (!of_table) return fail_check(of_table.error());
        *faults += *of_table;
      }
    }
    if (!faults) return fail_check(faults.error());
    if (*faults > 0) out_.problems.push_back(fmt::format("Xapian 自检报告 {} 处错误", *faults));
  }

  void fail_check(const Error& error) { out_.problems.push_back("Xapian 自检没有做完：" + error.message); }

  static bool is_lost_space(const Error& error) {
    return error.message.find("missing from the free list") != std::string::npos;
  }

  [[nodiscard]] std::vector<fs::path> tables() const {
    std::vector<fs::path> out;
    std::error_code error;
    for (fs::directory_iterator entry(generation_, error), end; !error && entry != end;
         entry.increment(error))
      if (entry->path().extension() == ".glass") out.push_back(entry->path());
    std::sort(out.begin(), out.end());
    return out;
  }

  const fs::path& generation_;
  const IndexReader& reader_;
  IndexCheck& out_;
};

std::size_t count_files(const fs::path& folder) {
  std::size_t out = 0;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    ++out;
  return out;
}

Result<IndexCheck> check_generation(const fs::path& generation) {
  IndexCheck out;
  out.generation = generation;
  bool openable = true;
  for (const auto& name : damaged_files(generation)) {
    openable = openable && name != kTableOfRoots;
    out.damaged_files.push_back({name, what_it_holds(name)});
  }
  out.files = count_files(generation);
  if (!openable) return out;
  const auto reader = IndexReader::open_generation(generation);
  if (!reader && out.damaged_files.empty()) return fail(reader.error()); // sound, but not ours to read
  if (!reader) {
    out.problems.push_back("索引打不开：" + reader.error().message);
    return out;
  }
  out.opened = true;
  Check(generation, *reader, out).run();
  return out;
}

Result<IndexCheck> check_live(const fs::path& index, const Result<std::optional<fs::path>>& live) {
  if (live && !*live)
    return fail(ErrorCode::general, index.string(), "还没有索引", "先运行 fengqiao index 建立索引");
  if (!live && !read_file(index / "CURRENT", kSmallFile)) return fail(live.error());
  std::error_code ignored;
  if (live && fs::is_directory(**live, ignored)) return check_generation(**live);
  IndexCheck lost;
  lost.problems.emplace_back("CURRENT 已损坏，不知道哪一代索引是好的");
  return lost;
}

} // namespace

Result<IndexCheck> check_index(const fs::path& index) {
  for (auto live = live_generation(index);;) {
    auto out = check_live(index, live);
    if (out && out->sound()) return out;
    // An update may have taken the generation away while it was read.
    auto now = live_generation(index);
    if (!live || !now || *now == *live) return out;
    live = std::move(now);
  }
}

} // namespace fengqiao::indexer
