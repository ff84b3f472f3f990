// fengqiao pack: an assessment pack's folder as one PDF with evidence and manifest.
#include "cli/build_paths.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/desk.hpp"
#include "cli/output_guard.hpp"
#include "cli/paths.hpp"
#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "indexer/generation.hpp"
#include "station/pack/pack.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;

// The index that citations were looked up in is known by its seal; several by all of theirs.
std::string index_digest(const CommonOptions& common) {
  std::string seals;
  for (const auto& place : index_places(common)) {
    const auto live = indexer::live_generation(place);
    if (!live || !*live) return {};
    const auto seal = read_file(**live / "seal", limits::record_file_bytes);
    if (!seal) return {};
    seals += *seal;
  }
  return sha256_hex(seals);
}

// Whatever lies in the folder is the pack's input, or will be of the next one.
Result<void> check_output(const PackOptions& options) {
  if (lies_below(options.output, options.folder))
    return fail(ErrorCode::usage, options.output, "不能写进申报包自己的文件夹，会混进或盖掉里面的文件",
                "请写到文件夹外面，如 -o 申报包.pdf");
  return check_extension(options.output, ".pdf", "申报包是一份 PDF，如 -o 申报包.pdf");
}

void tell(const station::pack::BuiltPack& built, const fs::path& output) {
  print(printable(fmt::format("已生成 {}（{} 页，佐证 {} 份{}）\n", output.string(), built.pages,
                              built.evidence,
                              built.missing == 0 ? "" : fmt::format("，缺 {} 份", built.missing))));
  print(fmt::format("总分 {}，{}；个人信息遮盖 {} 处\n", built.total, built.result, built.masked));
  print(printable(fmt::format("SHA-256（写在公函上，也在 {}.sha256 里）：\n{}\n", output.filename().string(),
                              built.sha256)));
}

} // namespace

int run(const CommonOptions& common, const PackOptions& options) {
  if (const auto usable = check_output(options); !usable) return report(usable.error());
  const auto desk = Desk::open(common);
  if (!desk) return report(desk.error());
  auto fonts = open_fonts(common);
  if (!fonts) return report(fonts.error());
  station::pack::PackOptions packing;
  packing.folder = options.folder;
  packing.context = desk->context();
  packing.styles = desk->styles();
  packing.draft = options.draft;
  packing.attach = options.attach;
  packing.program = std::string("fengqiao ") + kVersion;
  packing.index_sha256 = index_digest(common);
  const fs::path output = options.output;
  const auto built = station::pack::build_pack(packing, output, *fonts);
  if (!built) {
    const int code = report(built.error());
    if (!options.draft) note("没有生成；先看全部问题：fengqiao check 文件夹；急用时可加 --draft 打印草稿");
    return code;
  }
  for (const auto& warning : built->warnings)
    warn(to_text(warning));
  const std::string line = built->sha256 + "  " + output.filename().string() + "\n";
  if (const auto written = write_file_atomically(output.string() + ".sha256", line); !written)
    return report(written.error());
  tell(*built, output);
  return 0;
}

} // namespace fengqiao::cli
