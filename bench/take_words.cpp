// fengqiao_take_words INDEX FILE: writes the words that an index has learnt (fengqiao index --learn) to a
// file of their own, as corpus/word_vectors.bin is one.
#include "indexer/generation.hpp"
#include "indexer/vector_store.hpp"

#include <fmt/format.h>

using namespace fengqiao;
using namespace fengqiao::indexer;

namespace {

Result<std::size_t> take_words(const std::filesystem::path& index, const std::filesystem::path& file) {
  const auto live = live_generation(index);
  if (!live) return fail(live.error());
  if (!*live) return fail(ErrorCode::general, index.string(), "还没有索引");
  auto words = read_words(vectors_file(**live));
  if (!words) return fail(words.error());
  if (!*words) return fail(ErrorCode::general, index.string(), "这个索引没有词向量");
  (*words)->own = false; // they will be used for other collections
  if (auto done = write_words(file, **words); !done) return fail(done.error());
  return (*words)->words.size();
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: fengqiao_take_words INDEX FILE\n");
    return 2;
  }
  const auto words = take_words(argv[1], argv[2]);
  if (!words) {
    fmt::print(stderr, "{}\n", to_text(words.error()));
    return 1;
  }
  fmt::print("{} words\n", *words);
  return 0;
}
