// The shipped templates, filled with their samples, with changes to them, or with another text.
#pragma once

#include "core/file.hpp"
#include "core/limits.hpp"
#include "render/fill.hpp"
#include "render/markdown.hpp"
#include "render/markdown_escape.hpp"
#include "render/record.hpp"
#include "render/template.hpp"
#include "station/citations.hpp"
#include "station/figures.hpp"
#include "tests/station/templates_folder.hpp"
#include "tests/support/edit.hpp"
#include "tests/support/every_key_resolves.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>

namespace fengqiao::test {

struct Filled {
  render::Value record;
  Errors problems, warnings;
  std::string markdown;
  [[nodiscard]] std::string at(std::string_view path) const {
    const render::Value* value = record.at_path(path);
    return value == nullptr ? "缺" : render::printed(*value);
  }
  [[nodiscard]] bool complains_of(std::string_view words) const {
    return std::any_of(problems.begin(), problems.end(),
                       [&](const Error& error) { return error.message.find(words) != std::string::npos; });
  }
};

inline Errors errors_of(const auto& result) {
  return result ? Errors{} : result.error();
}

inline Filled fill_text(const std::filesystem::path& folder, const std::string& text,
                        const std::string& name) {
  const auto form = render::load_template(folder, folder.lexically_relative(templates).string());
  for (const auto& error : errors_of(form))
    UNSCOPED_INFO(to_text(error));
  REQUIRE(form);
  const auto figures = station::load_figures(folder, form->schema);
  for (const auto& error : errors_of(figures))
    UNSCOPED_INFO(to_text(error));
  REQUIRE(figures);
  const auto record = render::parse_record(text, name, false);
  REQUIRE(record);
  Filled out;
  out.record = render::check_record(record->body, form->schema, name, out.problems);
  station::compute(*figures, out.record, out.problems, out.warnings);
  station::resolve_citations(out.record, form->schema, EveryKeyResolves(), out.problems);
  const auto filled = render::fill(form->program, out.record);
  REQUIRE(filled);
  const auto tree = render::parse_markdown(filled->markdown, filled->tokens, name);
  for (const auto& error : errors_of(tree))
    UNSCOPED_INFO(to_text(error));
  CHECK(tree);
  out.markdown = render::write_out_tokens(filled->markdown, filled->tokens);
  return out;
}

inline std::string sample_text(const std::filesystem::path& file) {
  const auto text = read_text(file, limits::record_file_bytes);
  REQUIRE(text);
  return text->text;
}

inline Filled fill_sample(const std::string& id, const std::string& file = "sample.yaml") {
  return fill_text(templates / id, sample_text(templates / id / file), file);
}

// The sample of a report with one passage replaced.
inline Filled fill_changed(const std::string& id, const std::string& from, const std::string& to) {
  const std::string text = sample_text(templates / id / "sample.yaml");
  return fill_text(templates / id, replaced(text, from, to), "sample.yaml");
}

// Fields of the record and what they print as.
using FieldTexts = std::vector<std::pair<std::string, std::string>>;
inline void check_fields(const Filled& filled, const FieldTexts& expected) {
  for (const auto& [field, printed] : expected) {
    INFO(field);
    CHECK(filled.at(field) == printed);
  }
}

// Two columns of one of the record's lists, row by row.
inline void check_columns(const Filled& filled, const std::string& list, const std::string& first,
                          const std::string& second, const FieldTexts& expected) {
  const auto& items = filled.record.find(list)->items;
  REQUIRE(items.size() == expected.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    INFO(list << " " << i + 1);
    CHECK(items[i].find(first)->text == expected[i].first);
    CHECK(items[i].find(second)->text == expected[i].second);
  }
}

// The sample with one of its lines written twice.
inline Filled fill_doubled(const std::string& id, const std::string& part) {
  const std::string text = sample_text(templates / id / "sample.yaml");
  const auto at = text.find(part);
  REQUIRE(at != std::string::npos);
  const auto begin = text.rfind('\n', at) + 1, end = text.find('\n', at) + 1;
  return fill_text(templates / id, text.substr(0, end) + text.substr(begin), "sample.yaml");
}

} // namespace fengqiao::test
