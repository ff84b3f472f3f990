// The sample of an assessment pack, to be changed, built and checked by tests of station/pack.
#pragma once

#include "render/font_config.hpp"
#include "station/pack/pack.hpp"
#include "tests/support/edit.hpp"
#include "tests/support/every_key_resolves.hpp"
#include "tests/support/places.hpp"
#include "tests/support/shipped.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <utility>

namespace fengqiao::test {

inline std::string texts(const Errors& errors) {
  std::string out;
  for (const auto& error : errors)
    out += to_text(error) + "\n";
  return out;
}

struct PackSample {
  TemporaryFolder place;
  std::filesystem::path folder = place.path() / "申报包", pdf = place.path() / "申报包.pdf";
  render::TemplateLibrary library{source_dir() / "templates"};
  EveryKeyResolves resolver;

  PackSample() {
    const auto form = source_dir() / "templates" / station::pack::pack_template;
    std::filesystem::copy(form / "样例", folder, std::filesystem::copy_options::recursive);
    std::filesystem::copy_file(form / "sample.yaml", folder / station::pack::application_file);
  }

  [[nodiscard]] station::pack::PackOptions options() const {
    station::pack::PackOptions out;
    out.folder = folder;
    out.context.templates = &library;
    out.context.resolver = &resolver;
    out.styles = source_dir() / "templates/版式";
    out.program = "fengqiao test";
    return out;
  }

  // Puts `to` where `from` stands in a file of the folder.
  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    place.write("申报包/" + file, replaced(slurp(folder / file), from, to));
  }

  // What the folder says; the evidence files are proved and not kept.
  [[nodiscard]] station::pack::PackFolder read() const {
    auto out = station::pack::read_pack_folder(folder, options().context, nullptr);
    if (!out) FAIL(texts(out.error()));
    return std::move(*out);
  }

  // Builds `pdf`.
  [[nodiscard]] Result<station::pack::BuiltPack, Errors> build(bool draft = false,
                                                               bool attach = false) const {
    auto fonts = render::FontSet::open(render::default_font_config({font_dir()}));
    REQUIRE(fonts);
    auto asked = options();
    asked.draft = draft;
    asked.attach = attach;
    return station::pack::build_pack(asked, pdf, *fonts);
  }
};

} // namespace fengqiao::test
