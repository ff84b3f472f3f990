#include "cli/indexes.hpp"

#include "cli/console.hpp"
#include "cli/paths.hpp"

#include <system_error>

namespace fengqiao::cli {

indexer::IndexPlaces places_to_read(const CommonOptions& common) {
  indexer::IndexPlaces out;
  out.places = index_places(common);
  out.all = common.all_shards;
  const auto corpus = corpus_folder(common);
  std::error_code ignored;
  if (corpus && std::filesystem::exists(*corpus / "word_vectors.bin", ignored))
    out.words = *corpus / "word_vectors.bin";
  return out;
}

Result<indexer::IndexReader> open_indexes(const CommonOptions& common) {
  auto index = indexer::IndexReader::open(places_to_read(common));
  if (index) warn_unavailable(*index);
  return index;
}

Result<indexer::IndexReader> open_all_indexes(const CommonOptions& common) {
  indexer::IndexPlaces places = places_to_read(common);
  places.all = true;
  return indexer::IndexReader::open(places);
}

Error empty_index() {
  return {ErrorCode::not_found, "", "索引里一份文件也没有",
          "用 fengqiao index 文件夹 装入政策文本；不写文件夹则装入随附语料"};
}

void warn_unavailable(const indexer::IndexReader& index) {
  for (const auto& error : index.unavailable())
    warn(error.where + "：" + error.message + "。以下只是其余索引的结果（" + error.hint +
         "；要一个不缺才算数，加 --all-shards）");
}

} // namespace fengqiao::cli
