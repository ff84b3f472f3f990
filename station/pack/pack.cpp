#include "station/pack/pack.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
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

Result<Draft, Errors> prepare_pack(const PackOptions& options, render::FontSet& fonts) {
  auto folder = read_pack_folder(options.folder, options.context);
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
      out.files.push_back({"佐证", one.entry.id, one.file->path, one.file->sha256, one.file->bytes.size(),
                           one.file->page_count(), attach});
  for (const auto* files : {&draft.folder.inputs, &draft.printing.templates})
    out.files.insert(out.files.end(), files->begin(), files->end());
  return out;
}

// Our pages, then theirs on them.
Result<std::string> merge(const Draft& draft, render::FontSet& fonts) {
  auto ours = render::write_pdf(draft.pages.layout, fonts);
  if (!ours) return ours;
  std::vector<std::string_view> sources;
  for (const std::size_t index : draft.pages.sources)
    sources.push_back(draft.folder.evidence[index].file->pdf_bytes());
  return render::place_pdf_pages(*ours, sources, draft.pages.placements);
}

std::string attachment_name(const PackEvidence& one) {
  return one.entry.id + fs::path(one.file->path).extension().string();
}

// The manifest knows every page; the file's own digest goes into it last.
Result<std::string> attach(std::string_view merged, const Draft& draft, bool originals) {
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
      files.push_back({attachment_name(one), "application/octet-stream", one.file->bytes, false});
  auto pdf = render::attach_files(merged, files);
  if (!pdf) return pdf;
  if (auto sealed = seal(*pdf, json); !sealed) return fail(std::move(sealed.error()));
  return pdf;
}

} // namespace

PackVerdict check_pack(const PackOptions& options, render::FontSet& fonts) {
  auto folder = read_pack_folder(options.folder, options.context);
  if (!folder) return {std::move(folder.error()), {}};
  PackVerdict verdict{{}, folder->warnings};
  const PackPrinting printing{options.context, {options.styles, "", false}, options.program, {}, {}};
  if (auto pages = set_pack(*folder, printing, fonts); !pages) verdict.problems = std::move(pages.error());
  return verdict;
}

Result<BuiltPack, Errors> build_pack(const PackOptions& options, render::FontSet& fonts) {
  auto draft = prepare_pack(options, fonts);
  if (!draft) return fail_all(std::move(draft.error()));
  auto merged = merge(*draft, fonts);
  if (!merged) return fail_all({std::move(merged.error())});
  BuiltPack out;
  for (auto& one : draft->folder.evidence) {
    ++(one.file ? out.evidence : out.missing);
    if (one.file) one.file->pdf = {}; // has become pages
  }
  auto pdf = attach(*merged, *draft, options.attach);
  if (!pdf) return fail_all({std::move(pdf.error())});
  out.pdf = std::move(*pdf);
  out.sha256 = sha256_hex(out.pdf);
  out.pages = draft->pages.layout.pages.size();
  out.masked = draft->folder.masked;
  out.total = to_fixed(draft->folder.result.total, 2);
  out.result = draft->folder.result.standard->levels[draft->folder.result.level].name;
  out.warnings = std::move(draft->folder.warnings);
  return out;
}

} // namespace fengqiao::station::pack
