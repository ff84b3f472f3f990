#include "station/pack/pack.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/new_file.hpp"
#include "render/pdf_writer.hpp"

#include <fmt/format.h>

#include <system_error>

namespace fengqiao::station::pack {
namespace {

namespace fs = std::filesystem;

// What the pages were made with, as the manifest lists it.
Result<std::vector<ManifestFile>, Errors> template_files(const PackFolder& folder,
                                                         const PackOptions& options) {
  const fs::path root = options.context.templates->folder();
  const fs::path form = fs::path(pack_template);
  std::vector<ManifestFile> out;
  for (const auto& [role, path] : {std::pair<const char*, fs::path>{"模板", form / "template.md"},
                                   {"模板", form / "schema.yaml"},
                                   {"模板", form / "figures.yaml"},
                                   {"版式", fs::path("版式") / "申报包.yaml"},
                                   {"评分标准", fs::path(folder.standard->file).lexically_relative(root)}}) {
    const auto bytes = read_file(root / path, limits::record_file_bytes);
    if (!bytes) return fail_all({bytes.error()});
    out.push_back({role, "", path.string(), sha256_hex(*bytes), bytes->size(), 0, false});
  }
  return out;
}

struct Draft {
  PackFolder folder;
  PackPrinting printing;
  PackPages pages;
};

Result<Draft, Errors> prepare_pack(const PackOptions& options, render::FontSet& fonts, NewFile& store) {
  auto folder = read_pack_folder(options.folder, options.context, &store);
  if (!folder) return fail_all(std::move(folder.error()));
  Draft draft;
  draft.folder = std::move(*folder);
  auto templates = template_files(draft.folder, options);
  if (!templates) return fail_all(std::move(templates.error()));
  draft.printing = {options.context,
                    {options.styles, "", options.draft},
                    options.program,
                    options.index_sha256,
                    std::move(*templates)};
  auto pages = set_pack(draft.folder, draft.printing, fonts);
  if (!pages) return fail_all(std::move(pages.error()));
  draft.pages = std::move(*pages);
  return draft;
}

Manifest manifest_of(const Draft& draft, bool attach) {
  const auto& result = draft.folder.result;
  Manifest out;
  out.program = draft.printing.program;
  out.title = draft.pages.layout.title;
  out.station = result.data.station;
  out.year = result.data.year;
  out.total = to_fixed(result.total, 2);
  out.result = result.standard->levels[result.level].name;
  out.index_sha256 = draft.printing.index_sha256;
  for (const auto& one : draft.folder.evidence)
    if (one.file)
      out.files.push_back({"佐证", one.entry.id, one.file->path, one.file->sha256, one.file->bytes,
                           one.file->pages.size(), attach});
  for (const auto* files : {&draft.folder.inputs, &draft.printing.templates})
    out.files.insert(out.files.end(), files->begin(), files->end());
  return out;
}

render::WritePdf into(NewFile& file) {
  return [&file](std::string_view bytes) { return file.append(bytes); };
}

// Our pages, then theirs on them.
Result<void> merge(const Draft& draft, render::FontSet& fonts, NewFile& merged) {
  const auto ours = render::write_pdf(draft.pages.layout, fonts);
  if (!ours) return fail(ours.error());
  std::vector<ByteRange> sources;
  for (const std::size_t index : draft.pages.sources)
    sources.push_back(draft.folder.evidence[index].file->pdf);
  return render::place_pdf_pages(*ours, sources, draft.pages.placements, into(merged));
}

std::string attachment_name(const PackEvidence& one) {
  return one.entry.id + fs::path(one.file->path).extension().string();
}

// The manifest knows every page; the file's own digest goes into it last.
Result<void> attach(const ByteRange& merged, const Draft& draft, bool originals, NewFile& out) {
  auto contents = render::read_pdf_contents(merged, "申报包");
  if (!contents) return fail(std::move(contents.error()));
  Manifest manifest = manifest_of(draft, originals);
  for (std::size_t i = 0; i < contents->pages.size(); ++i)
    manifest.pages.push_back({contents->pages[i], draft.pages.subjects[i]});
  manifest.rest_digest = contents->rest;
  const std::string json = to_json(manifest);
  std::vector<render::PdfAttachment> files{{manifest_name, "application/json", json, true}};
  for (const auto& one : draft.folder.evidence)
    if (originals && one.file)
      files.push_back({attachment_name(one), "application/octet-stream", one.file->original, false});
  return render::attach_files(merged, files, into(out)).and_then([&] { return seal(out, json); });
}

// Everything into `output`, which takes its name at the very end.
Result<BuiltPack, Errors> build(const PackOptions& options, render::FontSet& fonts, NewFile& output,
                                NewFile& store, NewFile& merged) {
  auto draft = prepare_pack(options, fonts, store);
  if (!draft) return fail_all(std::move(draft.error()));
  const auto done = merge(*draft, fonts, merged)
                        .and_then([&] { return attach(merged.bytes(), *draft, options.attach, output); })
                        .and_then([&] { return output.commit(); });
  if (!done) return fail_all({done.error()});
  BuiltPack out;
  for (const auto& one : draft->folder.evidence)
    ++(one.file ? out.evidence : out.missing);
  out.sha256 = range_sha256_hex(output.bytes());
  out.pages = draft->pages.layout.pages.size();
  out.masked = draft->folder.masked;
  out.total = to_fixed(draft->folder.result.total, 2);
  out.result = draft->folder.result.standard->levels[draft->folder.result.level].name;
  out.warnings = std::move(draft->folder.warnings);
  return out;
}

} // namespace

PackVerdict check_pack(const PackOptions& options, render::FontSet& fonts) {
  auto folder = read_pack_folder(options.folder, options.context, nullptr);
  if (!folder) return {std::move(folder.error()), {}};
  PackVerdict verdict{{}, folder->warnings};
  const PackPrinting printing{options.context, {options.styles, "", false}, options.program, {}, {}};
  if (auto pages = set_pack(*folder, printing, fonts); !pages) verdict.problems = std::move(pages.error());
  return verdict;
}

Result<BuiltPack, Errors> build_pack(const PackOptions& options, const fs::path& output,
                                     render::FontSet& fonts) {
  auto out = NewFile::beside(output), store = NewFile::beside(output, true),
       merged = NewFile::beside(output, true);
  for (const auto* file : {&out, &store, &merged})
    if (!*file) return fail_all({file->error()});
  return build(options, fonts, *out, *store, *merged);
}

} // namespace fengqiao::station::pack
