#include "tests/indexer/index_fixture.hpp"
#include "tests/support/citation_seeds.hpp"

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

CitationSeeds seeds() {
  return {indexer::IndexReader::open(corpus_index()).value(), 20260309};
}

std::string shown(const SeedScore& score) {
  std::string out;
  for (const auto& [kind, counts] : score.by_kind)
    out += kind + " " + std::to_string(counts.second) + "/" + std::to_string(counts.first) + "\n";
  for (const auto& miss : score.misses)
    out += miss + "\n";
  return out;
}

} // namespace

TEST_CASE("of 1,000 good citations of the shipped corpus none is refused, and each means its clause") {
  const SeedScore score = score_good(corpus(), seeds().good(1000));
  INFO(shown(score));
  CHECK(score.count == 1000);
  CHECK(score.by_kind.size() == 8); // every way of writing occurs
  CHECK(score.refused == 0);
  CHECK(score.right == 1000);
}

TEST_CASE("of 100 seeded bad citations all are refused, for 95 the right clause is among three suggestions") {
  const SeedScore score = score_bad(corpus(), seeds().bad(100));
  INFO(shown(score));
  CHECK(score.count == 100);
  CHECK(score.by_kind.size() == 9);
  CHECK(score.refused == 100);
  CHECK(score.right >= 95);
}
