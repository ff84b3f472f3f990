// fengqiao_division_bench LAW_FOLDER [-n QUERIES] [-s SEED] [-i INDEX] [-v]: cites 编, 章, 节, 附则 and
// annexes of a folder of law texts by rule, and prints in how many of the queries the division's clauses are
// the first hits, in their order, and nothing else is said to be exact. Which clauses those are is read off
// the headings above every clause. Same seed, same queries.
#include "bench/citation_forms.hpp"
#include "bench/options.hpp"
#include "core/fold.hpp"
#include "core/numeral.hpp"
#include "indexer/index_update.hpp"
#include "indexer/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::bench;

namespace {

constexpr std::size_t kJudged = 10; // hits

struct Options {
  std::string laws, index;
  std::size_t queries = 500;
  std::uint64_t seed = 1;
  bool verbose = false;
};

// 第三章 of 第三章 法律责任: unit 章, number 3, title 法律责任. 附则, 物权编: title alone.
struct Heading {
  std::string unit, title;
  int number = 0;
};

Heading heading_of(const std::string& text) {
  std::u32string folded = fold32(text);
  std::erase_if(folded, is_space);
  const std::u32string_view all = folded;
  Heading out;
  for (const std::u32string_view word : {std::u32string_view(U"附件"), std::u32string_view(U"附表")}) {
    if (!all.starts_with(word)) continue;
    out.unit = to_utf8(word);
    std::size_t end = word.size();
    while (end < all.size() && parse_numeral(to_utf8(all.substr(word.size(), end + 1 - word.size()))))
      ++end;
    out.number = parse_numeral(to_utf8(all.substr(word.size(), end - word.size()))).value_or(0);
    return out;
  }
  for (const std::u32string_view unit : {std::u32string_view(U"分编"), std::u32string_view(U"编"),
                                         std::u32string_view(U"章"), std::u32string_view(U"节")}) {
    const auto at = all.find(unit);
    if (!all.starts_with(U'第') || at == all.npos) continue;
    const auto number = parse_numeral(to_utf8(all.substr(1, at - 1)));
    if (!number) continue;
    return {to_utf8(unit), to_utf8(all.substr(at + unit.size())), *number};
  }
  out.title = to_utf8(folded);
  return out;
}

struct Cited {
  StoredDocument document;
  std::vector<Heading> headings; // from the outside in
  std::vector<ClauseRef> clauses;
};

std::string written(const std::vector<Heading>& headings, bool arabic) {
  std::string out;
  for (const Heading& heading : headings) {
    if (heading.unit.starts_with("附"))
      out = heading.unit + (heading.number == 0 ? ""
                            : arabic            ? std::to_string(heading.number)
                                                : chinese_numeral(heading.number));
    else if (heading.unit.empty())
      out += heading.title;
    else
      out +=
          "第" + (arabic ? std::to_string(heading.number) : chinese_numeral(heading.number)) + heading.unit;
  }
  return out;
}

using Random = std::mt19937_64;

struct Form {
  const char* name;
  std::string (*write)(const Cited&, Random&);
};

const std::string& brief(const Cited& c) {
  return c.document.data.short_title;
}

const std::vector<Form>& forms() {
  static const std::vector<Form> all{
      {"简称第三章", [](const Cited& c, Random&) { return brief(c) + written(c.headings, false); }},
      {"《全称》第三章",
       [](const Cited& c, Random&) {
         return "《" + c.document.data.title + "》" + written(c.headings, false);
       }},
      {"简称第3章", [](const Cited& c, Random&) { return brief(c) + written(c.headings, true); }},
      {"简称 第三章", [](const Cited& c, Random&) { return brief(c) + " " + written(c.headings, false); }},
      {"简称-第三章",
       [](const Cited& c, Random&) { return c.document.data.id + "-" + written(c.headings, false); }},
      {"《简称》第三章的规定",
       [](const Cited& c, Random&) {
         return "《" + brief(c) + "》" + written(c.headings, false) + "的规定";
       }},
      {"简称第３章",
       [](const Cited& c, Random&) { return brief(c) + full_width(written(c.headings, true)); }},
      {"blanks anywhere",
       [](const Cited& c, Random& r) { return with_blanks(brief(c) + written(c.headings, false), r); }},
  };
  return all;
}

// The division of a random clause at a random depth. Nothing where the clause has no headings, and where
// another division of the text would be written the same.
std::optional<Cited> pick(const IndexReader& index, const std::vector<StoredDocument>& documents,
                          Random& random) {
  Cited out{documents[random() % documents.size()], {}, {}};
  const auto any = static_cast<ClauseRef>(random() % out.document.clause_count);
  const auto path = index.clause(out.document.ref + any).value().path;
  if (path.empty()) return std::nullopt;
  const std::size_t depth = 1 + random() % path.size();
  for (std::size_t i = 0; i < depth; ++i)
    out.headings.push_back(heading_of(path[i]));
  const Heading& last = out.headings.back();
  if (last.unit.empty() && last.title != "附则" && last.title != "总则") return std::nullopt;
  for (const auto& document : documents)
    for (std::uint32_t i = 0; document.data.id == out.document.data.id && i < document.clause_count; ++i) {
      const auto other = index.clause(document.ref + i).value().path;
      if (other.size() < depth) continue;
      const bool same =
          std::equal(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(depth), other.begin());
      std::vector<Heading> headings;
      for (std::size_t d = 0; d < depth; ++d)
        headings.push_back(heading_of(other[d]));
      if (!same && written(headings, true) == written(out.headings, true)) return std::nullopt;
      if (same) out.clauses.push_back(document.ref + i);
    }
  return out;
}

bool is_right(const IndexReader& index, const Cited& cited, const Result<SearchResult>& result) {
  if (!result || result->answer != Answer::exact) return false;
  for (std::size_t i = 0; i < std::min(kJudged, cited.clauses.size()); ++i) {
    if (i >= result->hits.size()) return false;
    const auto clause = index.clause(cited.clauses[i]).value();
    const Hit& hit = result->hits[i];
    if (hit.document.ref != index.spans()[index.span_of(cited.clauses[i])].ref ||
        hit.clause.line != clause.line)
      return false;
  }
  return true;
}

int run(const Options& options) {
  UpdateRequest request;
  request.index = options.index;
  request.add = {options.laws};
  if (const auto done = update_index(request); !done) {
    fmt::print(stderr, "{}\n", to_text(done.error()));
    return 1;
  }
  auto searcher = Searcher::open(options.index);
  if (!searcher) {
    fmt::print(stderr, "{}\n", to_text(searcher.error()));
    return 1;
  }
  const auto documents = nameable(searcher->index());
  if (documents.empty()) return 1;
  Random random(options.seed);
  std::map<std::string, std::pair<std::size_t, std::size_t>> by_form; // right, all
  std::vector<std::string> misses;
  std::size_t right = 0;
  for (std::size_t n = 0; n < options.queries;) {
    const auto cited = pick(searcher->index(), documents, random);
    if (!cited) continue;
    const Form& form = forms()[n++ % forms().size()];
    const std::string text = form.write(*cited, random);
    const auto result = searcher->search({text, {}, kJudged});
    const bool good = is_right(searcher->index(), *cited, result);
    right += good;
    auto& [hit, all] = by_form[form.name];
    hit += good;
    ++all;
    if (!good)
      misses.push_back(fmt::format(
          "{} → {}", text, result && !result->hits.empty() ? result->hits.front().citation : "nothing"));
  }
  fmt::print("cited division first: {:.2f}% ({} of {})\n",
             100.0 * static_cast<double>(right) / static_cast<double>(options.queries), right,
             options.queries);
  for (const auto& [name, counts] : by_form)
    if (counts.first < counts.second || options.verbose)
      fmt::print("  {:>3} of {:>3}  {}\n", counts.first, counts.second, name);
  if (options.verbose)
    for (const auto& miss : misses)
      fmt::print("  {}\n", miss);
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  Options options;
  bench::read_options(
      argc, argv,
      {{"-n", [&](const std::string& value) { options.queries = bench::whole_number(value); }},
       {"-s",
        [&](const std::string& value) {
          options.seed = static_cast<std::uint64_t>(std::atoll(value.c_str()));
        }},
       {"-i", [&](const std::string& value) { options.index = value; }},
       {"-v", nullptr, [&] { options.verbose = true; }}},
      [&](const std::string& word) { options.laws = word; });
  if (options.laws.empty()) {
    fmt::print(stderr, "usage: fengqiao_division_bench LAW_FOLDER [-n QUERIES] [-s SEED] [-i INDEX] [-v]\n");
    return 2;
  }
  const bool own_index = options.index.empty();
  if (own_index)
    options.index =
        (std::filesystem::temp_directory_path() / fmt::format("division_bench-{}", getpid())).string();
  const int code = run(options);
  if (own_index) std::filesystem::remove_all(options.index);
  return code;
}
