#include "station/pack/evidence_file.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/file_below.hpp"
#include "core/process.hpp"
#include "core/text.hpp"

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

Result<EvidenceFile> read_pdf(EvidenceFile file, const std::string& where) {
  return render::inspect_pdf(file.pdf_bytes(), where).map([&](std::vector<render::PdfPageSize> pages) {
    file.pages = std::move(pages);
    return std::move(file);
  });
}

Result<EvidenceFile> read_picture(EvidenceFile file, const std::string& where) {
  return render::decode_image(file.bytes, where).map([&](render::Image image) {
    file.image = std::make_shared<const render::Image>(std::move(image));
    return std::move(file);
  });
}

// LibreOffice works in a folder of its own, with a profile of its own, so that nothing of the user's changes.
Result<EvidenceFile> convert(EvidenceFile file, const std::string& extension, const std::string& where) {
  if (!program_installed("soffice"))
    return fail(ErrorCode::data, where, fmt::format("“{}”要先转换成 PDF，但本机没有 LibreOffice", file.path),
                "请用 WPS、Office 另存为 PDF 后换上；或安装转换程序：apt install libreoffice-writer-nogui");
  const auto folder = WorkFolder::make();
  if (!folder) return fail(folder.error());
  const fs::path input = folder->path() / ("in" + extension);
  if (const auto written = write_file_atomically(input, file.bytes, true); !written)
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
  office.environment = {{"HOME", folder->path().string()}, {"SOURCE_DATE_EPOCH", "0"}};
  const auto outcome = run_child(office);
  if (!outcome) return fail(outcome.error());
  auto pdf = read_file(folder->path() / "in.pdf", evidence_file_bytes);
  if (!pdf)
    return fail(ErrorCode::data, where, fmt::format("LibreOffice 不能把“{}”转换成 PDF", file.path),
                "请用 WPS、Office 打开这个文件，另存为 PDF 后换上");
  file.pdf = std::move(*pdf);
  return read_pdf(std::move(file), where);
}

} // namespace

Result<EvidenceFile> read_evidence(const fs::path& folder, const std::string& path,
                                   const std::string& where) {
  auto bytes = read_file_below(folder, path, evidence_file_bytes);
  if (!bytes) {
    Error error = std::move(bytes.error());
    error.message = fmt::format("佐证文件“{}”：{}", shorten(path, 80), error.message);
    error.where = where;
    return fail(std::move(error));
  }
  EvidenceFile file{path, std::move(*bytes), {}, {}, {}, nullptr};
  file.sha256 = sha256_hex(file.bytes);
  const std::string extension = extension_of(path);
  if (file.bytes.empty())
    return fail(ErrorCode::data, where, fmt::format("佐证文件“{}”是空的", path), "请重新存一份");
  auto out = [&]() -> Result<EvidenceFile> {
    // The mark may stand behind a few bytes of something else.
    if (render::image_type(file.bytes).empty() &&
        std::string_view(file.bytes).substr(0, 1024).find("%PDF-") != std::string_view::npos)
      return read_pdf(std::move(file), where);
    if (!render::image_type(file.bytes).empty()) return read_picture(std::move(file), where);
    if (extension == ".ofd")
      return fail(ErrorCode::data, where, fmt::format("“{}”是 OFD，LibreOffice 也打不开", path),
                  "请用 OFD 阅读器（或 WPS）另存为 PDF 后换上");
    if (std::find(kOfficeKinds.begin(), kOfficeKinds.end(), extension) != kOfficeKinds.end())
      return convert(std::move(file), extension, where);
    if (extension == ".pdf") return fail(ErrorCode::data, where, "不是 PDF，或开头已损坏", "请重新导出");
    return read_picture(std::move(file), where); // its refusal names what it is
  }();
  if (out) return out;
  Error error = std::move(out.error());
  if (error.message.find(path) == std::string::npos)
    error.message = fmt::format("佐证文件“{}”：{}", shorten(path, 80), error.message);
  return fail(std::move(error));
}

} // namespace fengqiao::station::pack
