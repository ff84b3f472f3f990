// The keys of the shipped corpus are a contract: checklists, grading standards, daily reports and stations'
// own records cite them. None may vanish, none may appear unnoticed.
#include "indexer/index_store.hpp"
#include "indexer/resolver.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <set>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

// "2.1-2.8" stands for 2.1, 2.2 … 2.8.
std::set<std::string> keys(std::initializer_list<std::string> ranges) {
  std::set<std::string> out;
  for (const auto& range : ranges) {
    const auto dash = range.find('-');
    if (dash == std::string::npos) {
      out.insert(range);
      continue;
    }
    const std::string chapter = range.substr(0, range.find('.') + 1);
    const int first = std::stoi(range.substr(chapter.size()));
    const int last = std::stoi(range.substr(dash + 1 + chapter.size()));
    for (int i = first; i <= last; ++i)
      out.insert(chapter + std::to_string(i));
  }
  return out;
}

const std::map<std::string, std::set<std::string>>& contract() {
  static const std::map<std::string, std::set<std::string>> all = {
      {"JD2002", keys({"0", "1.1-1.3", "2.1-2.8", "3.1-3.7", "4.1-4.5"})},
      {"XD2020", keys({"1", "2"})},
      {"XD2023", keys({"0.1-0.8", "1.1-1.10", "2.1-2.10", "3.1-3.6"})},
      {"ZF", keys({"1", "2.1-2.3", "3.1-3.4", "4.1-4.3", "5.1-5.4"})},
      {"HM", keys({"1", "2", "3.1-3.5"})},
      {"GS", keys({"1.1-1.3", "2.1-2.3", "3.1-3.4", "4.1-4.2"})},
      {"HB2002", {}},
      {"GB12", {}},
      {"TZ100", {}},
  };
  return all;
}

} // namespace

TEST_CASE("the shipped corpus has exactly the clause keys that papers cite") {
  const auto reader = IndexReader::open(corpus_index());
  REQUIRE(reader);
  const auto documents = reader->documents();
  REQUIRE(documents);
  CHECK(documents->size() == contract().size());
  for (const auto& document : *documents) {
    INFO(document.data.id);
    REQUIRE(contract().contains(document.data.id));
    const auto found = reader->clause_keys(document.ref);
    REQUIRE(found);
    std::set<std::string> citable;
    for (const auto& key : *found)
      if (!key.starts_with('p')) citable.insert(key);
    CHECK(citable == contract().at(document.data.id));
  }
}

TEST_CASE("every key of the contract resolves, whole documents and the nine duties included") {
  std::size_t resolved = 0;
  const auto check = [&](const std::string& citation) {
    INFO(citation);
    CHECK(corpus().resolve(citation));
    ++resolved;
  };
  for (const auto& [document, clauses] : contract()) {
    check(document);
    for (const auto& key : clauses)
      check(document + "-" + key);
  }
  for (char item = 'a'; item <= 'i'; ++item)
    check(std::string("JD2002-2.1(") + item + ")");
  CHECK(resolved == 9 + 94 + 9);
  CHECK_FALSE(corpus().resolve("JD2002-2.1(j)"));
  CHECK_FALSE(corpus().resolve("JD2002-5.1"));
}
