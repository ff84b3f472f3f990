// Papers that LibreOffice turns into DOCX first: old Word and WPS files, RTF, and ODT with its numbering.
#include "core/archive.hpp"
#include "core/file.hpp"
#include "core/process.hpp"
#include "indexer/readers/paper.hpp"

#include <fmt/format.h>

namespace fengqiao::indexer {

namespace {

constexpr const char* kOffice = "soffice";
constexpr const char* kPackage = "libreoffice-writer-nogui";

Result<Paper> through_office(std::string_view bytes, const std::string& file, const std::string& extension) {
  const auto folder = WorkFolder::make();
  if (!folder) return fail(folder.error());
  const std::string name = "paper" + extension;
  if (auto done = write_file_atomically(folder->path() / name, bytes, true); !done) return fail(done.error());
  // A profile of its own: an office program that somebody has open is left alone.
  ChildProcess child{kOffice,
                     kPackage,
                     {"-env:UserInstallation=file://" + (folder->path() / "profile").string(), "--headless",
                      "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir", "out", name}};
  child.folder = folder->path();
  auto outcome = run_child(child);
  if (!outcome) {
    outcome.error().where = file;
    return fail(outcome.error());
  }
  const auto docx = read_file(folder->path() / "out/paper.docx", limits::policy_file_bytes);
  if (!docx)
    return fail(ErrorCode::data, file, "LibreOffice 不能读取这个文件",
                "文件可能已损坏或加了密；请用办公软件打开后另存为 .docx 再试");
  return read_docx(*docx, file);
}

} // namespace

Result<Paper> read_old_office(std::string_view bytes, const std::string& file, const std::string& extension) {
  if (!program_installed(kOffice))
    return fail(ErrorCode::not_found, file, fmt::format("读 {} 文件要用 LibreOffice，本机没有装", extension),
                fmt::format("请用 WPS 或 Word 打开后另存为 .docx；或安装：sudo apt install {}", kPackage));
  auto paper = through_office(bytes, file, extension);
  if (paper) paper->format = extension.substr(1) + "（经 LibreOffice）";
  return paper;
}

Result<Paper> read_odt(std::string_view bytes, const std::string& file) {
  // Judged here, since neither program bounds what it inflates.
  const auto sound = read_zip(bytes, file, [](const std::string&) { return false; });
  if (!sound) return fail(sound.error());
  if (!program_installed(kOffice)) return odt_through_pandoc(bytes, file);
  auto paper = through_office(bytes, file, ".odt");
  if (paper) paper->format = "ODT";
  return paper;
}

} // namespace fengqiao::indexer
