// A ledger of a test's own, filled from texts.
#pragma once

#include "core/encoding.hpp"
#include "station/ledger/import.hpp"
#include "station/ledger/ledger.hpp"
#include "station/ledger/mapping.hpp"
#include "station/ledger/sqlite.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

namespace fengqiao::test {

inline const station::Mapping& standard() {
  static const station::Mapping mapping = [] {
    auto loaded = station::load_mapping("栏目对照.yaml（没有这个文件）");
    REQUIRE(loaded);
    return *loaded;
  }();
  return mapping;
}

struct LedgerFolder {
  TemporaryFolder folder;
  std::filesystem::path ledger = folder.path() / "台账.sqlite";
  std::string moment = "2026-03-10T07:30"; // of the imports

  station::FileImport import(const std::filesystem::path& file, const std::string& table = "",
                             bool strict = false) {
    station::ImportRequest request;
    request.ledger = ledger;
    request.mapping = &standard();
    request.files = {file};
    request.table = table;
    request.strict = strict;
    request.year = 2026;
    request.moment = moment;
    auto done = station::import_files(request);
    INFO((done ? std::string() : to_text(done.error())));
    REQUIRE(done);
    return done->at(0);
  }
  station::FileImport import_text(const std::string& name, std::string_view text,
                                  const std::string& table = "", bool strict = false) {
    return import(folder.write(name, text), table, strict);
  }
  [[nodiscard]] station::Ledger open() const {
    auto opened = station::Ledger::open(ledger);
    INFO((opened ? std::string() : to_text(opened.error())));
    REQUIRE(opened);
    return std::move(*opened);
  }
  [[nodiscard]] std::int64_t count(const station::LedgerQuery& query) const {
    return open().count(query).value();
  }
};

// As a ledger was before the import log kept columns and days.
inline void make_first_version(const std::filesystem::path& ledger) {
  const auto database = station::Database::open(ledger, station::Database::Mode::create, 1000);
  REQUIRE(database);
  const auto done = database->execute(
      R"(ALTER TABLE "导入" DROP COLUMN "栏目"; ALTER TABLE "导入" DROP COLUMN "起";
         ALTER TABLE "导入" DROP COLUMN "止"; PRAGMA user_version = 1;)");
  INFO((done ? std::string() : to_text(done.error())));
  REQUIRE(done);
}

inline std::string all_problems(const station::FileImport& file) {
  std::string out;
  for (const auto& problem : file.problems)
    out += to_text(problem) + "\n";
  return out;
}

} // namespace fengqiao::test
