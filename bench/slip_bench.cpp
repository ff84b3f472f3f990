// fengqiao_slip_bench INDEX [SEED] [GOOD] [BAD]: how many seeded citations of an index's own clauses are
// resolved, refused and put right. The same seeds as the test run uses, on any index.
#include "indexer/resolver.hpp"
#include "tests/support/citation_seeds.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

using namespace fengqiao;

namespace {

void show(const char* name, const test::SeedScore& score, double seconds) {
  fmt::print("{}：{} 条，拒绝 {}，对 {}，{:.1f} ms/条\n", name, score.count, score.refused, score.right,
             1000 * seconds / static_cast<double>(score.count));
  for (const auto& [kind, counts] : score.by_kind)
    fmt::print("  {}　{}/{}\n", kind, counts.second, counts.first);
  for (std::size_t i = 0; i < score.misses.size() && i < 40; ++i)
    fmt::print("    {}\n", score.misses[i]);
}

template <class Work> double seconds_of(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

int main(int argc, char** argv) {
  const auto argument = [&](int i, std::size_t fallback) {
    return argc > i ? static_cast<std::size_t>(std::strtoull(argv[i], nullptr, 10)) : fallback;
  };
  const auto reader = argc > 1
                          ? indexer::IndexReader::open(argv[1])
                          : fail(ErrorCode::usage, "", "用法：fengqiao_slip_bench 索引 [种子] [好] [坏]");
  if (!reader) {
    fmt::print(stderr, "{}\n", to_text(reader.error()));
    return static_cast<int>(reader.error().code);
  }
  const indexer::IndexResolver resolver(*reader);
  test::CitationSeeds seeds(*reader, argument(2, 20260309));
  const auto good = seeds.good(argument(3, 1000)), bad = seeds.bad(argument(4, 100));
  test::SeedScore of_good, of_bad;
  const double good_time = seconds_of([&] { of_good = test::score_good(resolver, good); });
  const double bad_time = seconds_of([&] { of_bad = test::score_bad(resolver, bad); });
  show("好的引据", of_good, good_time);
  show("坏的引据", of_bad, bad_time);
}
