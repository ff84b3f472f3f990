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

TEST_CASE("words are learnt from runs of Han; unknown characters are left out of a cut") {
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

TEST_CASE("a collection below the bound has no vectors; at the bound it has") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index", texts = folder.path() / "texts";
  write_laws(folder, "texts", kVectorClauses - 1);
  CHECK(updated(index, {texts}).clauses == kVectorClauses - 1);
  CHECK_FALSE(fs::exists(**live_generation(index) / "vectors"));
  const auto before =
      folder.write("texts/补充法.md", "# 补充法\n\n<!-- INFO END -->\n\n第一条 旅馆登记押金。\n");
  CHECK(updated(index).clauses == kVectorClauses);
  CHECK(fs::exists(**live_generation(index) / "vectors"));
  CHECK_FALSE(found(index, "旅馆押金").empty());
  fs::remove(before);
  updated(index);
  CHECK_FALSE(fs::exists(**live_generation(index) / "vectors"));
  CHECK_FALSE(found(index, "旅馆押金").empty());
}

TEST_CASE("the same texts give the same vectors, at once or in steps, and the same hits") {
  const TemporaryFolder folder;
  const auto once = folder.path() / "once", steps = folder.path() / "steps", texts = folder.path() / "texts";
  write_laws(folder, "texts", 5200);
  updated(once, {texts});
  const std::string last = slurp(texts / "试验0号法.md");
  fs::remove(texts / "试验0号法.md");
  updated(steps, {texts});
  folder.write("texts/试验0号法.md", last);
  updated(steps);
  CHECK(vectors_of(once) == vectors_of(steps));
  for (const char* query : {"出租房屋押金纠纷", "工资和劳动合同", "夜里噪声怎么办"})
    CHECK(found_in_full(once, query) == found_in_full(steps, query));
  updated(once, {}, {}, true);
  CHECK(vectors_of(once) == vectors_of(steps));
}

TEST_CASE("a damaged file of vectors is reported with what to run, and never crashes a search") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index";
  write_laws(folder, "texts", kVectorClauses);
  updated(index, {folder.path() / "texts"});
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
    folder.write(name, std::string(whole.substr(0, 24)) + std::string(whole.size() - 24, '\xFF'));
    CHECK_FALSE(found(index, "旅馆押金").empty());
    return;
  }
  folder.write(name, bytes);
  const auto result = search(index, "旅馆押金");
  REQUIRE_FALSE(result);
  CHECK(to_text(result.error()).find("--rebuild") != std::string::npos);
  updated(index, {}, {}, true);
  CHECK(vectors_of(index) == whole);
}
