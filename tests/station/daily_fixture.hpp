// The shipped forms of the day's three reports, and a station that keeps them.
#pragma once

#include "station/daily/day_records.hpp"
#include "station/workspace.hpp"
#include "tests/station/templates_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace fengqiao::test {

inline const render::TemplateLibrary& library() {
  static const render::TemplateLibrary shipped(templates);
  return shipped;
}

inline const std::vector<station::DailyForm>& forms() {
  static const std::vector<station::DailyForm> shipped = [] {
    auto loaded = station::load_daily_forms(library());
    for (const auto& error : loaded ? Errors() : loaded.error())
      UNSCOPED_INFO(to_text(error));
    REQUIRE(loaded);
    return std::move(*loaded);
  }();
  return shipped;
}

inline const station::DailyForm& form(const std::string& name) {
  const auto at =
      std::find_if(forms().begin(), forms().end(), [&](const auto& one) { return one.name == name; });
  REQUIRE(at != forms().end());
  return *at;
}

inline station::Workspace sample_workspace(const std::filesystem::path& root) {
  station::Workspace out;
  out.root = root;
  out.name = "示例县公安局城关派出所";
  out.station_class = "城区";
  out.records = root / "记录";
  return out;
}

} // namespace fengqiao::test
