#include "indexer/generation.hpp"
#include "indexer/remote_limits.hpp"
#include "indexer/remote_watch.hpp"
#include "indexer/shard_impl.hpp"
#include "indexer/stored_form.hpp"

#include <fmt/format.h>

namespace fengqiao::indexer {
namespace {

namespace fs = std::filesystem;

constexpr int kOpenAttempts = 8;

// ssh asks nothing, lends nothing of this machine, and gives up in time. Its keeper ends it where it hangs:
// when RemoteWatch says so; at the latest after limits::ssh_seconds, should this process be gone by then.
std::string ssh_arguments(const IndexPlace& place) {
  std::string out = fmt::format("-k 1 {} ssh -T -a -x -o BatchMode=yes -o ConnectTimeout={} ",
                                limits::ssh_seconds, limits::remote_connect_ms / 1000);
  if (place.port != 0) out += fmt::format("-p {} ", place.port);
  return out + place.host + " xapian-progsrv " + place.folder.string();
}

Xapian::Database connect(const IndexPlace& place) {
  if (place.kind == IndexPlace::Kind::ssh)
    return Xapian::Remote::open(ssh_keeper, ssh_arguments(place), limits::ssh_answer_ms);
  return Xapian::Remote::open(place.host, place.port, limits::remote_answer_ms, limits::remote_connect_ms);
}

// Format and spans; the database is open.
Result<void> read_tables(Shard& shard) {
  if (const auto mark = shard.database.get_metadata(kFormatKey); mark != format_mark())
    return fail(ErrorCode::general, shard.place.text, format_difference(mark), rebuild_hint);
  auto spans = unpack_spans(shard.database.get_metadata(kSpansKey));
  auto table = spans ? SpanTable::of(std::move(*spans)) : std::nullopt;
  if (!table) return damaged_index(shard.place);
  shard.spans = std::move(*table);
  shard.last = shard.database.get_lastdocid();
  if (const auto& all = shard.spans.spans(); !all.empty())
    if (std::uint64_t{all.back().ref} + all.back().clause_count > std::uint64_t{shard.last} + 1)
      return damaged_index(shard.place);
  return {};
}

} // namespace

std::string connection_name(const IndexPlace& place) {
  if (place.kind == IndexPlace::Kind::ssh)
    return fmt::format("prog({} {})", ssh_keeper, ssh_arguments(place));
  return fmt::format("tcp({}:{})", place.host, place.port);
}

Error remote_error(const IndexPlace& place, const Error& error) {
  return {error.code, place.text, "这台机器上的索引不能用：" + error.message,
          place.kind == IndexPlace::Kind::tcp
              ? "请检查网络，和那台机器上的 xapian-tcpsrv 是否在运行、索引的版本是否与本机相同"
              : "请先用 ssh 试着登录那台机器（要能免密码登录），看它装了 xapian-tools 没有、文件夹对不对"};
}

tl::unexpected<Error> damaged_index(const IndexPlace& place) {
  const auto damage = damaged_index(std::filesystem::path(place.text));
  return place.remote() ? tl::unexpected(remote_error(place, damage.value())) : damage;
}

Result<Shard> open_generation_shard(const fs::path& generation) {
  Shard shard;
  shard.place.folder = generation.parent_path();
  shard.place.text = shard.place.folder.string();
  const auto load = [&]() -> Result<void> {
    shard.database = Xapian::Database(generation.string());
    if (auto read = read_tables(shard); !read) return read;
    auto vectors = VectorStore::open(generation, shard.spans.clauses());
    if (!vectors) return fail(vectors.error());
    shard.vectors = std::move(*vectors);
    return {};
  };
  auto loaded = guarded(shard.place.folder, load);
  if (!loaded) return fail(loaded.error());
  if (!*loaded) return fail(loaded->error());
  return shard;
}

Result<Shard> open_folder_shard(const fs::path& index) {
  for (int attempt = 0;; ++attempt) {
    const auto live = live_generation(index);
    if (!live) return fail(live.error());
    if (!*live)
      return fail(ErrorCode::general, index.string(), "还没有索引",
                  "先运行 fengqiao index 建立索引（fengqiao index 文件夹 加入自己的文本）");
    auto shard = check_seal(**live).and_then([&] { return open_generation_shard(**live); });
    // A writer may have replaced the generation meanwhile and be deleting its files: Xapian takes some of
    // them for absent, so even what opened counts only if it is live still.
    const bool live_still = live_generation(index) == live;
    if (shard.has_value() ? live_still : live_still || attempt == kOpenAttempts) return shard;
    if (attempt == kOpenAttempts)
      return fail(ErrorCode::locked, index.string(), "索引正在不断更新，没有读成", "请稍后再试");
  }
}

void end_connection(const IndexPlace& place) {
  if (place.kind == IndexPlace::Kind::ssh) RemoteWatch::end_ssh(ssh_arguments(place));
}

Result<Shard> open_remote_shard(const IndexPlace& place) {
  Shard shard;
  shard.place = place;
  auto loaded = guarded_on(place, [&]() -> Result<void> {
    shard.database = connect(place);
    return read_tables(shard);
  });
  if (loaded && *loaded && shard.last <= limits::remote_clauses) return shard;
  end_connection(place);
  if (!loaded) return fail(loaded.error());
  if (!*loaded) return fail(remote_error(place, loaded->error()));
  return damaged_index(place);
}

Result<ShardCatalog> read_catalog(const Shard& shard) {
  const auto read = guarded_on(shard.place, [&] {
    const auto& database = shard.database;
    return std::array<std::string, 3>{database.get_metadata(kCatalogKey),
                                      database.get_metadata(kNamedTextsKey),
                                      database.get_metadata(kVocabularyKey)};
  });
  if (!read) return fail(read.error());
  auto documents = unpack_documents((*read)[0]);
  auto named = unpack_named_texts((*read)[1]);
  const auto& spans = shard.spans.spans();
  bool sound = documents && named && documents->size() == spans.size();
  for (std::size_t i = 0; sound && i < spans.size(); ++i)
    sound = (*documents)[i].ref == spans[i].ref && (*documents)[i].clause_count == spans[i].clause_count &&
            (!shard.place.remote() || is_text((*documents)[i]));
  auto vocabulary = Vocabulary::unpacked((*read)[2]);
  if (!sound || !vocabulary) return damaged_index(shard.place);
  return ShardCatalog{std::move(*documents), std::move(*named), std::move(*vocabulary)};
}

} // namespace fengqiao::indexer
