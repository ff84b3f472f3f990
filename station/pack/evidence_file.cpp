#include "station/pack/evidence_file.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/file_below.hpp"
#include "core/process.hpp"
#include "core/text.hpp"
#include "render/image.hpp"
#include "render/pdf_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace fengqiao::station::pack {
namespace {

namespace fs = std::filesystem;

constexpr std::array kOfficeKinds{".doc", ".docx", ".wps", ".wpt",  ".odt", ".rtf", ".xls", ".xlsx",
                                  ".et",  ".ods",  ".ppt", ".pptx", ".dps", ".odp", ".txt"};

std::string extension_of(const std::string& path) {
  std::string out = fs::path(path).extension().string();
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

// A PDF, proved, with its pages.
struct Pdf {
  std::string made; // empty: the original is one
  std::vector<render::PdfPageSize> pages;
};

Result<Pdf> proved(std::string_view original, std::string made, const std::string& where) {
  auto pages = render::inspect_pdf(made.empty() ? original : std::string_view(made), where);
  if (!pages) return fail(std::move(pages.error()));
  return Pdf{std::move(made), std::move(*pages)};
}

Result<Pdf> from_picture(std::string_view bytes, const std::string& where) {
  constexpr double kLeastDpi = 110; // small pictures are not blown up beyond this
  const auto image = render::decode_image(bytes, where);
  if (!image) return fail(image.error());
  auto pdf = render::picture_pdf(*image, kLeastDpi);
  if (!pdf) return fail(std::move(pdf.error()));
  return proved({}, std::move(*pdf), where);
}

// For LibreOffice: no macros, nothing fetched that a document links to.
constexpr std::string_view kOfficeSettings = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
)";

// LibreOffice works in a folder of its own, with a profile of its own, so that nothing of the user's changes.
Result<Pdf> convert(std::string_view bytes, const std::string& path, const std::string& extension,
                    const std::string& where) {
  if (!program_installed("soffice"))
    return fail(ErrorCode::data, where, fmt::format("“{}”要先转换成 PDF，但本机没有 LibreOffice", path),
                "请用 WPS、Office 另存为 PDF 后换上；或安装转换程序：apt install libreoffice-writer-nogui");
  const auto folder = WorkFolder::make();
  if (!folder) return fail(folder.error());
  const fs::path input = folder->path() / ("in" + extension);
  if (const auto written = write_file_atomically(input, bytes, true); !written) return fail(written.error());
  const fs::path settings = folder->path() / "profile" / "user";
  std::error_code made;
  fs::create_directories(settings, made);
  if (const auto written =
          write_file_atomically(settings / "registrymodifications.xcu", kOfficeSettings, true);
      !written)
    return fail(written.error());
  ChildProcess office;
  office.program = "soffice";
  office.package = "libreoffice-writer-nogui";
  office.arguments = {"-env:UserInstallation=file://" + (folder->path() / "profile").string(),
                      "--headless",
                      "--norestore",
                      "--convert-to",
                      "pdf",
                      "--outdir",
                      folder->path().string(),
                      input.string()};
  office.folder = folder->path();
  office.offline = true;
  office.file_bytes = evidence_file_bytes;
  office.environment = {{"HOME", folder->path().string()}, {"SOURCE_DATE_EPOCH", "0"}};
  const auto outcome = run_child(office);
  if (!outcome) return fail(outcome.error());
  auto pdf = read_file(folder->path() / "in.pdf", evidence_file_bytes);
  if (!pdf)
    return fail(ErrorCode::data, where, fmt::format("LibreOffice 不能把“{}”转换成 PDF", path),
                "请用 WPS、Office 打开这个文件，另存为 PDF 后换上；表格要装 libreoffice-calc，演示要装 "
                "libreoffice-impress");
  return proved({}, std::move(*pdf), where);
}

Result<Pdf> pdf_of(const std::string& bytes, const std::string& path, const std::string& where) {
  const std::string extension = extension_of(path);
  if (bytes.empty())
    return fail(ErrorCode::data, where, fmt::format("佐证文件“{}”是空的", path), "请重新存一份");
  if (!render::image_type(bytes).empty()) return from_picture(bytes, where);
  // The mark may stand behind a few bytes of something else.
  if (std::string_view(bytes).substr(0, 1024).find("%PDF-") != std::string_view::npos)
    return proved(bytes, {}, where);
  if (extension == ".ofd")
    return fail(ErrorCode::data, where, fmt::format("“{}”是 OFD，LibreOffice 也打不开", path),
                "请用 OFD 阅读器（或 WPS）另存为 PDF 后换上");
  if (std::find(kOfficeKinds.begin(), kOfficeKinds.end(), extension) != kOfficeKinds.end())
    return convert(bytes, path, extension, where);
  if (extension == ".pdf") return fail(ErrorCode::data, where, "不是 PDF，或开头已损坏", "请重新导出");
  return from_picture(bytes, where); // its refusal names what it is
}

Result<ByteRange> keep(NewFile& store, std::string_view bytes) {
  const std::size_t at = store.size();
  return store.append(bytes).map([&] { return store.bytes(at, bytes.size()); });
}

// Errors name the file, whoever found them.
Error named(Error error, const std::string& path, const std::string& where) {
  error.where = where;
  if (error.message.find(path) == std::string::npos)
    error.message = fmt::format("佐证文件“{}”：{}", shorten(path, 80), error.message);
  return error;
}

} // namespace

Result<EvidenceFile> read_evidence(const fs::path& folder, const std::string& path, const std::string& where,
                                   NewFile* store) {
  const auto bytes = read_file_below(folder, path, evidence_file_bytes);
  if (!bytes) return fail(named(bytes.error(), path, where));
  auto pdf = pdf_of(*bytes, path, where);
  if (!pdf) return fail(named(std::move(pdf.error()), path, where));
  EvidenceFile file{path, bytes->size(), pdf->made.size(), sha256_hex(*bytes), {}, {}, std::move(pdf->pages)};
  if (store == nullptr) return file;
  auto original = keep(*store, *bytes);
  if (!original) return fail(std::move(original.error()));
  file.original = file.pdf = std::move(*original);
  if (pdf->made.empty()) return file;
  auto made = keep(*store, pdf->made);
  if (!made) return fail(std::move(made.error()));
  file.pdf = std::move(*made);
  return file;
}

} // namespace fengqiao::station::pack
