// fengqiao_citation_bench LAW_FOLDER [-n QUERIES] [-s SEED] [-i INDEX] [-v]: makes citation-form queries by
// rule from a folder of law texts (long and short titles, Chinese and Arabic numbers, half and full width,
// brackets, blanks anywhere) and prints in how many of them the cited clause is the first hit. Same seed,
// same queries.
#include "bench/citation_forms.hpp"
#include "bench/options.hpp"
#include "core/fold.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/index_update.hpp"
#include "indexer/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::bench;

namespace {

struct Options {
  std::string laws, index;
  std::size_t queries = 500;
  std::uint64_t seed = 1;
  bool verbose = false; // every miss on a line of its own
};

// 287-1 of 刑法: what a person would write about.
struct Article {
  StoredDocument document;
  std::string key;
  int number = 0, insert = 0; // 287, 1; 0: no 之
  bool has_second_paragraph = false;
};

struct Form {
  const char* name;
  std::string (*write)(const Article&, std::mt19937_64&);
};

std::string chinese(const Article& a, std::string_view before = "第", std::string_view after = "条") {
  return std::string(before) + chinese_numeral(a.number) + std::string(after) +
         (a.insert ? "之" + chinese_numeral(a.insert) : "");
}

std::string arabic(const Article& a, std::string_view before = "", std::string_view after = "条") {
  return std::string(before) + std::to_string(a.number) + std::string(after) +
         (a.insert ? "之" + (after.empty() ? std::to_string(a.insert) : chinese_numeral(a.insert)) : "");
}

const std::string& title(const Article& a) {
  return a.document.data.title;
}

const std::string& brief(const Article& a) {
  return a.document.data.short_title;
}

using Random = std::mt19937_64;

const std::vector<Form>& forms() {
  static const std::vector<Form> all{
      {"《全称》第四十三条", [](const Article& a, Random&) { return "《" + title(a) + "》" + chinese(a); }},
      {"《简称》第四十三条", [](const Article& a, Random&) { return "《" + brief(a) + "》" + chinese(a); }},
      {"简称第四十三条", [](const Article& a, Random&) { return brief(a) + chinese(a); }},
      {"简称43条", [](const Article& a, Random&) { return brief(a) + arabic(a); }},
      {"简称第43条", [](const Article& a, Random&) { return brief(a) + arabic(a, "第"); }},
      {"简称 43", [](const Article& a,
                     Random&) { return brief(a) + " " + (a.insert ? arabic(a) : std::to_string(a.number)); }},
      {"全称 第 43 条", [](const Article& a, Random&) { return title(a) + " " + arabic(a, "第 ", " 条"); }},
      {"简称第４３条", [](const Article& a, Random&) { return brief(a) + full_width(arabic(a, "第")); }},
      {"简称-43", [](const Article& a, Random&) { return a.document.data.id + "-" + a.key; }},
      {"【简称】第四十三条", [](const Article& a, Random&) { return "【" + brief(a) + "】" + chinese(a); }},
      {"〈简称〉43条", [](const Article& a, Random&) { return "〈" + brief(a) + "〉" + arabic(a); }},
      {"“简称”第四十三条", [](const Article& a, Random&) { return "“" + brief(a) + "”" + chinese(a); }},
      {"blanks anywhere", [](const Article& a, Random& r) { return with_blanks(brief(a) + chinese(a), r); }},
      {"blanks, brackets, Arabic",
       [](const Article& a, Random& r) { return with_blanks("《" + title(a) + "》" + arabic(a, "第"), r); }},
      {"简称第四十三条第一款", [](const Article& a, Random&) { return brief(a) + chinese(a) + "第一款"; }},
      {"简称43条2款",
       [](const Article& a, Random&) {
         return brief(a) + arabic(a) + (a.has_second_paragraph ? "2款" : "1款");
       }},
      {"第四十三条 简称", [](const Article& a, Random&) { return chinese(a) + " " + brief(a); }},
      {"简称的第43条", [](const Article& a, Random&) { return brief(a) + "的" + arabic(a, "第"); }},
      {"简称第四十三条规定", [](const Article& a, Random&) { return brief(a) + chinese(a) + "规定"; }},
      {"简称43条是什么", [](const Article& a, Random&) { return brief(a) + arabic(a) + "是什么"; }},
      {"（简称）第四十三条", [](const Article& a, Random&) { return "（" + brief(a) + "）" + chinese(a); }},
  };
  return all;
}

Article article_of(const StoredDocument& document, const std::string& key, const Clause& clause) {
  Article out{document, key, 0, 0, clause.text.find('\n') != std::string::npos};
  out.number = std::atoi(key.c_str());
  if (const auto dash = key.find('-'); dash != key.npos) out.insert = std::atoi(key.c_str() + dash + 1);
  return out;
}

bool is_article_key(const std::string& key) {
  return !key.empty() && key.find_first_not_of("0123456789-") == key.npos && key.front() != '-';
}

std::optional<Article> pick(const IndexReader& index, const std::vector<StoredDocument>& documents,
                            Random& random) {
  const StoredDocument& document = documents[random() % documents.size()];
  const auto keys = index.clause_keys(document.ref).value();
  if (keys.empty()) return std::nullopt;
  const std::size_t at = random() % keys.size();
  if (!is_article_key(keys[at])) return std::nullopt;
  const Clause clause = index.clause(document.ref + static_cast<ClauseRef>(at)).value();
  if (!clause.own_number.starts_with("第")) return std::nullopt;
  return article_of(document, keys[at], clause);
}

bool is_right(const Article& article, const Result<SearchResult>& result) {
  return result && !result->hits.empty() &&
         result->hits.front().document.data.id == article.document.data.id &&
         result->hits.front().clause.key == article.key;
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
    const auto article = pick(searcher->index(), documents, random);
    if (!article) continue;
    const Form& form = forms()[n++ % forms().size()];
    const std::string text = form.write(*article, random);
    const auto result = searcher->search({text, {}, 10});
    const bool good = is_right(*article, result);
    right += good;
    auto& [hit, all] = by_form[form.name];
    hit += good;
    ++all;
    if (!good)
      misses.push_back(
          fmt::format("{} → {} instead of {}-{}", text,
                      result && !result->hits.empty() ? result->hits.front().citation : "nothing",
                      article->document.data.id, article->key));
  }
  fmt::print("cited clause first: {:.2f}% ({} of {})\n",
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
    fmt::print(stderr, "usage: fengqiao_citation_bench LAW_FOLDER [-n QUERIES] [-s SEED] [-i INDEX] [-v]\n");
    return 2;
  }
  const bool own_index = options.index.empty();
  if (own_index)
    options.index =
        (std::filesystem::temp_directory_path() / fmt::format("citation_bench-{}", getpid())).string();
  const int code = run(options);
  if (own_index) std::filesystem::remove_all(options.index);
  return code;
}
