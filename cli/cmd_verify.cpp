// fengqiao verify: is a file that was received still what it was? What is checked depends on what the file
// is.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/json.hpp"
#include "core/text.hpp"
#include "station/daily/approval_verify.hpp"
#include "station/pack/verify.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace fengqiao::cli {
namespace {

namespace pack = station::pack;

void print_json(const pack::Verification& found, const std::string& file, Format format) {
  const Json json{{"version", 1},           {"file", file},
                  {"kind", "pack"},         {"ok", found.whole()},
                  {"sha256", found.sha256}, {"station", found.station},
                  {"year", found.year},     {"total", found.total},
                  {"result", found.result}, {"program", found.program},
                  {"sound", found.sound},   {"differs", found.differs},
                  {"notes", found.notes}};
  print(format == Format::json ? pretty(json) : one_line(json));
}

// What was compared, a line each; `rest` is the word before the notes.
template <class Found> std::string compared(const Found& found, std::string_view rest) {
  std::string out;
  for (const auto& text : found.sound)
    out += "相符：" + text + "\n";
  for (const auto& text : found.differs)
    out += "不符：" + text + "\n";
  for (const auto& text : found.notes)
    out += fmt::format("{}：{}\n", rest, text);
  return out;
}

void print_text(const pack::Verification& found, const std::string& file) {
  std::string out;
  if (!found.station.empty())
    out += fmt::format("{}　{}年度　总分 {}，{}（{}）\n", found.station, found.year, found.total,
                       found.result, found.program);
  out += fmt::format("SHA-256 {}\n", found.sha256);
  out += compared(found, "未查");
  out += found.whole() ? fmt::format("{}：没有发现改动\n", file)
                       : fmt::format("{}：有 {} 处不符\n", file, found.differs.size());
  print(printable(out));
}

int verify_pack(const VerifyOptions& options) {
  pack::VerifyOptions asked;
  asked.pdf = options.file;
  if (!options.evidence.empty()) asked.evidence = options.evidence;
  asked.sha256 = options.sha256;
  const auto found = pack::verify_pack(asked);
  if (!found) return report(found.error());
  if (options.format == Format::text)
    print_text(*found, options.file);
  else
    print_json(*found, options.file, options.format);
  return found->whole() ? 0 : static_cast<int>(ErrorCode::data);
}

int verify_approval(const std::filesystem::path& record, const VerifyOptions& options) {
  std::error_code ignored;
  for (const auto& path : {record, std::filesystem::path(options.file)})
    if (!std::filesystem::exists(path, ignored))
      return report(Error{ErrorCode::not_found, path.string(), "没有这个文件", "请检查文件名"});
  const std::filesystem::path file = options.file;
  const auto found =
      station::verify_approval(record, file.extension() == ".pdf" ? file : std::filesystem::path());
  const auto& approval = found.approval;
  if (options.format != Format::text) {
    const Json json{{"version", 1},
                    {"file", options.file},
                    {"kind", "approval"},
                    {"ok", found.whole()},
                    {"record", found.record.string()},
                    {"state", station::approval_name(found.state)},
                    {"by", approval ? approval->by : ""},
                    {"at", approval ? to_iso(approval->at) : ""},
                    {"late", approval && approval->late},
                    {"sound", found.sound},
                    {"differs", found.differs},
                    {"notes", found.notes}};
    print(options.format == Format::json ? pretty(json) : one_line(json));
  } else {
    std::string out = fmt::format("{}：{}", found.record.string(), station::approval_name(found.state));
    if (approval)
      out +=
          fmt::format("，{}，{}{}", approval->by, to_chinese(approval->at), approval->late ? "（迟报）" : "");
    out += "\n";
    out += compared(found, "另有");
    print(printable(out));
  }
  return found.whole() ? 0 : static_cast<int>(ErrorCode::data);
}

} // namespace

int run(const CommonOptions& /*common*/, const VerifyOptions& options) {
  const std::filesystem::path record = options.record.empty() ? station::approved_record_of(options.file)
                                                              : std::filesystem::path(options.record);
  return record.empty() ? verify_pack(options) : verify_approval(record, options);
}

} // namespace fengqiao::cli
