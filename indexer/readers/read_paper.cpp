#include "core/archive.hpp"
#include "indexer/readers/foreign_kinds.hpp"
#include "indexer/readers/paper.hpp"

#include <algorithm>
#include <array>

namespace fengqiao::indexer {
namespace {

// What the indexer does not read by itself.
constexpr std::array<std::string_view, 12> kImported{".docx", ".docm", ".dotx", ".doc", ".wps",  ".rtf",
                                                     ".odt",  ".pdf",  ".ofd",  ".htm", ".html", ".zip"};
constexpr std::string_view kOldOffice("\xD0\xCF\x11\xE0"); // Microsoft's compound file

bool is_html(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1024);
  for (const std::string_view mark : {"<html", "<HTML", "<!DOCTYPE html", "<!doctype html", "<!DOCTYPE HTML"})
    if (head.find(mark) != head.npos) return true;
  return false;
}

Error not_a_paper(const std::string& file, const ForeignKind& kind) {
  return {ErrorCode::data, file, "是" + std::string(kind.what) + "，不能导入", std::string(kind.what_to_do)};
}

// What a ZIP holds says which office format it is.
Result<Paper> read_zipped(std::string_view bytes, const std::string& file) {
  bool word = false, open_document = false, ofd = false;
  const ForeignKind* foreign = nullptr;
  const auto looked = read_zip(bytes, file, [&](const std::string& name) {
    word |= name.starts_with("word/") && name.ends_with(".xml");
    if (!foreign) foreign = foreign_kind_of_part(name);
    open_document |= name == "content.xml";
    ofd |= name == "OFD.xml";
    return false;
  });
  if (!looked) return fail(looked.error());
  if (word) return read_docx(bytes, file);
  if (open_document) return read_odt(bytes, file);
  if (ofd) return read_ofd(bytes, file);
  if (foreign) return fail(not_a_paper(file, *foreign));
  return fail(ErrorCode::data, file, "不是 Word、ODT 或 OFD 文档", "请用办公软件打开后另存为 .docx 再试");
}

} // namespace

bool needs_import(std::string_view name) {
  return std::find(kImported.begin(), kImported.end(), extension_of(name)) != kImported.end();
}

Result<Paper> read_paper(std::string_view bytes, const std::string& file) {
  const std::string extension = extension_of(file);
  if (bytes.empty()) return fail(ErrorCode::data, file, "文件是空的", "请检查是否复制完整");
  if (const ForeignKind* kind = foreign_kind(extension)) return fail(not_a_paper(file, *kind));
  if (looks_like_zip(bytes)) return read_zipped(bytes, file);
  if (bytes.substr(0, 1024).find("%PDF-") != bytes.npos) return read_pdf(bytes, file);
  if (bytes.starts_with(kOldOffice))
    return read_old_office(bytes, file, extension == ".wps" ? ".wps" : ".doc");
  if (bytes.starts_with("{\\rtf")) return read_old_office(bytes, file, ".rtf");
  if (is_html(bytes) || extension == ".htm" || extension == ".html") return read_html(bytes, file);
  if (extension == ".txt" || extension == ".md" || extension == ".markdown") return read_plain(bytes, file);
  if (needs_import(file))
    return fail(ErrorCode::data, file, "内容不是 " + extension + " 文件", "文件可能已损坏，请重新取得后再试");
  return fail(ErrorCode::data, file, "不认识的文件类型“" + extension + "”",
              "能导入 .docx .doc .wps .rtf .odt .pdf .ofd .html .txt .md，和装有这些文件的 .zip");
}

} // namespace fengqiao::indexer
