#include "indexer/cooccurrence.hpp"
#include "indexer/generation.hpp"
#include "indexer/svd.hpp"
#include "indexer/vector_learning.hpp"
#include "indexer/vector_store.hpp"
#include "indexer/word_list.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;
namespace fs = std::filesystem;

namespace {

// A collection of `clauses` clauses in files of 500, with words that repeat in changing company.
void write_laws(const TemporaryFolder& folder, const std::string& place, std::size_t clauses) {
  static const std::vector<std::string> words{"巡逻", "调解", "宣传", "值守",     "登记",     "出租房屋",
                                              "旅馆", "押金", "工资", "劳动合同", "邻里纠纷", "噪声"};
  std::uint32_t state = 7;
  const auto word = [&] {
    state = state * 1664525 + 1013904223;
    return words[(state >> 16) % words.size()];
  };
  for (std::size_t file = 0; file * 500 < clauses; ++file) {
    std::string text = "# 试验" + std::to_string(file) + "号法\n\n<!-- INFO END -->\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(500, clauses - file * 500); ++i)
      text += "\n第" + std::to_string(i + 1) + "条 " + word() + "应当" + word() + "，" + word() + "不得" +
              word() + "。\n";
    folder.write(place + "/试验" + std::to_string(file) + "号法.md", text);
  }
}

Result<UpdateReport> with_words(const fs::path& index, std::vector<fs::path> add, const fs::path& words,
                                bool learn = false, bool rebuild = false) {
  UpdateRequest request;
  request.index = index;
  request.add = std::move(add);
  request.words = words;
  request.learn = learn;
  request.rebuild = rebuild;
  return update_index(request);
}

std::string vectors_of(const fs::path& index) {
  return slurp(**live_generation(index) / "vectors");
}

} // namespace

TEST_CASE("the factors of a known matrix give it back, and columns beyond its rank are zero") {
  SparseMatrix matrix; // 2 1 0 / 1 2 0 / 0 0 -5: values -5, 3, 1
  matrix.columns = {0, 1, 0, 1, 2};
  matrix.values = {2, 1, 1, 2, -5};
  matrix.starts = {0, 2, 4, 5};
  const Sketch rows = leading_factors(matrix);
  REQUIRE(rows.size() == 3);
  const float half = std::sqrt(0.5f);
  CHECK(std::abs(rows[2][0]) == Approx(std::sqrt(5.0)).epsilon(1e-4));
  CHECK(std::abs(rows[0][1]) == Approx(half * std::sqrt(3.0)).epsilon(1e-4));
  CHECK(rows[0][1] == Approx(rows[1][1]).epsilon(1e-4));
  CHECK(std::abs(rows[0][2]) == Approx(half).epsilon(1e-4));
  CHECK(rows[0][2] == Approx(-rows[1][2]).epsilon(1e-4));
  for (const auto& row : rows)
    for (std::size_t k = 3; k < kSketchSize; ++k)
      CHECK(std::abs(row[k]) < 1e-3f);
}

TEST_CASE("eigen_pairs orders by size without sign") {
  const EigenPairs pairs = eigen_pairs({1, 2, 2, -2}, 2);
  CHECK(pairs.values[0] == Approx(-3));
  CHECK(pairs.values[1] == Approx(2));
  CHECK(std::abs(pairs.vectors[0] / pairs.vectors[1]) == Approx(0.5));
}

TEST_CASE("words that stand together oftener than by chance are associated, symmetrically") {
  const std::vector<std::vector<std::uint32_t>> texts{{0, 1}, {0, 1}, {0, 1}, {2, 3}, {2, 3}, {0, 3}};
  const SparseMatrix matrix = word_associations(texts, 4);
  REQUIRE(matrix.size() == 4);
  CHECK(matrix.columns == std::vector<std::uint32_t>{1, 0, 3, 2}); // 0 with 3 was seen once
  CHECK(matrix.values[0] == matrix.values[1]);
  CHECK(matrix.values[0] > 0);
}

TEST_CASE("words are learnt from runs of Han, unknown characters are left out of a cut") {
  std::vector<std::u16string> texts;
  for (int i = 0; i < 40; ++i)
    for (const char* text : {"巡逻和调解", "调解或巡逻，2023 年", "巡逻", "调解", "和或巡逻年和",
                             "年或调解或和", "和或年或和年年和或和或年和和或或年年和或年或和", "或和",
                             "年和或年或和年年和或和或年和和或或年年和或年或和"})
      texts.push_back(han_runs(text));
  for (int i = 0; i < 400; ++i)
    texts.push_back(han_runs("年和或年或和年年和或或和年和和或或年年和或年或和"));
  const auto words = learn_words(texts);
  const WordCutter cutter(words);
  std::vector<std::uint32_t> cut;
  cutter.cut(han_runs("巡逻鑫调解"), cut);
  REQUIRE(cut.size() == 2);
  CHECK(words[cut[0]].key == (WordKey{U'巡'} << 48 | WordKey{U'逻'} << 32));
  CHECK(words[cut[1]].key == (WordKey{U'调'} << 48 | WordKey{U'解'} << 32));
  CHECK(learn_words({}).empty());
  for (const char* text : {"巡逻鑫调解", "或和年巡逻", "鑫", "", "巡", "调解和巡逻年鑫或"}) {
    std::vector<std::uint32_t> by_table, by_halving;
    cutter.cut(han_runs(text), by_table);
    WordCutter(words, WordCutter::For::one_text).cut(han_runs(text), by_halving);
    CHECK(by_halving == by_table);
  }
}

TEST_CASE("the largest component of a stored vector is 127, the others are rounded to nearest") {
  Vector vector{};
  CHECK(stored(vector) == StoredVector{});
  vector[0] = -0.5f;
  vector[1] = 0.25f;
  vector[2] = 0.001f;
  const StoredVector bytes = stored(vector);
  CHECK(bytes[0] == -127);
  CHECK(bytes[1] == 64); // 63.5
  CHECK(bytes[2] == 0);
  CHECK(unit(Vector{}) == Vector{});
}

TEST_CASE("a collection below the bound has no vectors, at the bound it has") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index", texts = folder.path() / "texts";
  const auto words = shipped_corpus() / "word_vectors.bin";
  write_laws(folder, "texts", kVectorClauses - 1);
  REQUIRE(with_words(index, {texts}, words));
  CHECK_FALSE(fs::exists(vectors_file(**live_generation(index))));
  CHECK_FALSE(with_words(index, {}, words)->written); // which is no reason to write it anew
  const auto before =
      folder.write("texts/补充法.md", "# 补充法\n\n<!-- INFO END -->\n\n第一条 旅馆登记押金。\n");
  REQUIRE(with_words(index, {}, words));
  CHECK(have_same_words(words, vectors_file(**live_generation(index))));
  CHECK_FALSE(found(index, "旅馆押金").empty());
  fs::remove(before);
  REQUIRE(with_words(index, {}, words));
  CHECK_FALSE(fs::exists(vectors_file(**live_generation(index))));
  CHECK_FALSE(found(index, "旅馆押金").empty());
}

TEST_CASE("learning is refused below its bound, and leaves the index as it was") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index", texts = folder.path() / "texts";
  write_laws(folder, "texts", kVectorClauses - 1);
  updated(index, {texts});
  const auto refused = with_words(index, {texts}, {}, true);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::data);
  CHECK(to_text(refused.error()).find("4999") != std::string::npos);
  CHECK_FALSE(found(index, "旅馆押金").empty());
  folder.write("texts/补充法.md", "# 补充法\n\n<!-- INFO END -->\n\n第一条 旅馆登记押金。\n");
  REQUIRE(with_words(index, {}, {}, true));
  CHECK(has_own_words(vectors_file(**live_generation(index))));
}

TEST_CASE("the same texts and words give the same vectors, at once or in steps, and the same hits") {
  const TemporaryFolder folder;
  const auto once = folder.path() / "once", steps = folder.path() / "steps", texts = folder.path() / "texts";
  const auto words = folder.path() / "words.bin";
  write_laws(folder, "texts", 5200);
  REQUIRE(with_words(once, {texts}, {}, true));
  auto learnt = read_words(vectors_file(**live_generation(once)));
  REQUIRE((learnt && *learnt));
  CHECK((*learnt)->own);
  (*learnt)->own = false;
  REQUIRE(write_words(words, **learnt));
  CHECK(have_same_words(words, vectors_file(**live_generation(once))));

  REQUIRE(with_words(once, {}, words, false, true)); // rebuilt: with the words that it is given
  const std::string last = slurp(texts / "试验0号法.md");
  fs::remove(texts / "试验0号法.md");
  REQUIRE(with_words(steps, {texts}, words));
  folder.write("texts/试验0号法.md", last);
  REQUIRE(with_words(steps, {}, words));
  CHECK(vectors_of(once) == vectors_of(steps));
  for (const char* query : {"出租房屋押金纠纷", "工资和劳动合同", "夜里噪声怎么办"})
    CHECK(found_in_full(once, query) == found_in_full(steps, query));
  CHECK_FALSE(with_words(steps, {}, words)->written); // nothing changed
}

TEST_CASE("learnt words stay through later updates until the index is rebuilt") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index", texts = folder.path() / "texts";
  const auto shipped = shipped_corpus() / "word_vectors.bin";
  write_laws(folder, "texts", kVectorClauses);
  REQUIRE(with_words(index, {texts}, shipped));
  CHECK(have_same_words(shipped, vectors_file(**live_generation(index))));
  REQUIRE(with_words(index, {}, shipped, true));
  const auto learnt = folder.path() / "learnt.bin";
  fs::copy_file(vectors_file(**live_generation(index)), learnt);
  folder.write("texts/补充法.md", "# 补充法\n\n<!-- INFO END -->\n\n第一条 旅馆登记押金。\n");
  REQUIRE(with_words(index, {}, shipped));
  CHECK(have_same_words(learnt, vectors_file(**live_generation(index))));
  REQUIRE(with_words(index, {}, shipped, false, true));
  CHECK(have_same_words(shipped, vectors_file(**live_generation(index))));
}

TEST_CASE("learnt words outlive a day with too few clauses for them") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index", texts = folder.path() / "texts";
  const auto shipped = shipped_corpus() / "word_vectors.bin";
  write_laws(folder, "texts", kVectorClauses);
  REQUIRE(with_words(index, {texts}, shipped, true));
  const auto learnt = folder.path() / "learnt.bin";
  fs::copy_file(vectors_file(**live_generation(index)), learnt);
  fs::rename(texts / "试验0号法.md", folder.path() / "away.md");
  REQUIRE(with_words(index, {}, shipped));
  CHECK_FALSE(fs::exists(vectors_file(**live_generation(index))));
  CHECK(have_same_words(learnt, learnt_words_file(**live_generation(index))));
  folder.write("texts/补充法.md", "# 补充法\n\n<!-- INFO END -->\n\n第一条 旅馆登记押金。\n");
  REQUIRE(with_words(index, {}, shipped)); // still too few
  fs::rename(folder.path() / "away.md", texts / "试验0号法.md");
  REQUIRE(with_words(index, {}, shipped));
  CHECK(have_same_words(learnt, vectors_file(**live_generation(index))));
  CHECK_FALSE(fs::exists(learnt_words_file(**live_generation(index))));
}

TEST_CASE("a damaged file of shipped words is named, and the index stays as it was") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index";
  write_laws(folder, "texts", 30);
  updated(index, {folder.path() / "texts"});
  const auto broken = folder.write("words.bin", slurp(shipped_corpus() / "word_vectors.bin").substr(0, 9000));
  folder.write("texts/补充法.md", "# 补充法\n\n<!-- INFO END -->\n\n第一条 旅馆登记押金。\n");
  const auto result = with_words(index, {}, broken);
  REQUIRE_FALSE(result);
  CHECK(result.error().where == broken.string());
  CHECK_FALSE(found(index, "旅馆押金").empty());
}

TEST_CASE("a damaged file of vectors is reported with what to run, and never crashes a search") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index";
  write_laws(folder, "texts", kVectorClauses);
  const auto words = shipped_corpus() / "word_vectors.bin";
  REQUIRE(with_words(index, {folder.path() / "texts"}, words));
  const fs::path file = **live_generation(index) / "vectors";
  const std::string whole = slurp(file), name = fs::relative(file, folder.path()).string();
  std::string bytes;
  SECTION("cut short") {
    bytes = whole.substr(0, whole.size() / 2);
  }
  SECTION("another program's") {
    bytes = "x" + whole.substr(1);
  }
  SECTION("another number of clauses") {
    bytes = whole;
    bytes[16] = static_cast<char>(bytes[16] ^ 1);
  }
  if (bytes.empty()) { // numbers only: ranks badly, but does no harm
    folder.write(name, std::string(whole.substr(0, 40)) + std::string(whole.size() - 40, '\xFF'));
    CHECK_FALSE(found(index, "旅馆押金").empty());
    return;
  }
  folder.write(name, bytes);
  const auto result = search(index, "旅馆押金");
  REQUIRE_FALSE(result);
  CHECK(to_text(result.error()).find("--rebuild") != std::string::npos);
  REQUIRE(with_words(index, {}, words, false, true));
  CHECK(vectors_of(index) == whole);
}
