#include "station/pack/verify.hpp"

#include "core/byte_range.hpp"
#include "core/digest.hpp"
#include "core/file_below.hpp"
#include "core/text.hpp"
#include "render/qpdf_merge.hpp"
#include "station/pack/evidence_file.hpp"
#include "station/pack/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

namespace fengqiao::station::pack {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  std::erase_if(text, [](unsigned char c) { return std::isspace(c) != 0; });
  return text;
}

// The 64 digits that were typed or pasted, perhaps with blanks, or with the file's name behind them; nullopt:
// none such.
std::optional<std::string> digest_of(const std::string& typed) {
  const std::string text = lower(typed);
  const std::size_t end = std::min(text.find_first_not_of("0123456789abcdef"), text.size());
  const bool digest = end == 64 || (end > 64 && text.size() > end); // a name may begin with such letters
  return digest ? std::optional(text.substr(0, 64)) : std::nullopt;
}

class Verifier {
public:
  Verifier(const VerifyOptions& options, ByteRange bytes) : options_(options), bytes_(std::move(bytes)) {}

  Verification run() {
    out_.sha256 = range_sha256_hex(bytes_);
    covering_letter();
    const auto contents = render::read_pdf_contents(bytes_, options_.pdf.string(), manifest_name);
    if (!contents) {
      out_.differs.push_back(contents.error().message + "，内容无法核对");
      return std::move(out_);
    }
    if (!contents->attachments.contains(manifest_name)) {
      out_.differs.push_back(fmt::format("文件里没有清单（{}）：不是申报包，或清单被删去", manifest_name));
      return std::move(out_);
    }
    if (auto manifest = parse_manifest(contents->asked)) {
      manifest_ = std::move(*manifest);
    } else {
      out_.differs.push_back(manifest.error().message);
      return std::move(out_);
    }
    out_.station = manifest_.station;
    out_.year = manifest_.year;
    out_.total = manifest_.total;
    out_.result = manifest_.result;
    out_.program = manifest_.program;
    seal(contents->asked);
    pages(*contents);
    attachments(*contents);
    if (options_.evidence)
      evidence();
    else
      out_.notes.emplace_back("没有给出佐证文件夹，原文件没有核对（--evidence 文件夹）");
    return std::move(out_);
  }

private:
  void agree(std::string text) { out_.sound.push_back(std::move(text)); }
  void differ(std::string text) { out_.differs.push_back(std::move(text)); }

  void covering_letter() {
    if (!options_.sha256.empty()) {
      if (digest_of(options_.sha256) == out_.sha256)
        agree("整个文件的 SHA-256 与公函上的一致");
      else
        differ("整个文件的 SHA-256 与公函上的不一致：文件不是当初送出的那一份");
    } else {
      out_.notes.emplace_back("没有给出公函上的 SHA-256（--sha256）：页面和清单一起改写的，查不出来");
    }
  }

  void seal(const std::string& json) {
    const auto facts = read_seal(bytes_, json);
    if (!facts)
      differ(facts.error().message);
    else if (facts->told != facts->found)
      differ("文件的字节与清单上的封印不一致：生成以后改动过");
    else
      agree("文件的每个字节与清单上的封印一致");
  }

  void pages(const render::PdfContents& contents) {
    const std::size_t before = out_.differs.size();
    const auto& told = manifest_.pages;
    if (contents.pages.size() != told.size())
      differ(fmt::format("页数不一致：清单上 {} 页，文件里 {} 页", told.size(), contents.pages.size()));
    for (std::size_t i = 0; i < std::min(contents.pages.size(), told.size()); ++i)
      if (contents.pages[i] != told[i].digest)
        differ(fmt::format("第 {} 页（{}）的内容与清单不一致", i + 1, told[i].subject));
    if (contents.rest != manifest_.rest_digest) differ("书签、文件属性等页面以外的内容与清单不一致");
    if (out_.differs.size() == before)
      agree(fmt::format("{} 页的内容、书签和文件属性与清单一致", told.size()));
  }

  // Only what the manifest names may be inside, and that with the bytes it says.
  void attachments(const render::PdfContents& contents) {
    std::set<std::string> expected{manifest_name};
    std::size_t agreed = 0;
    for (const auto& file : manifest_.files) {
      if (!file.attached) continue;
      const std::string name = file.id + fs::path(file.path).extension().string();
      expected.insert(name);
      const auto found = contents.attachments.find(name);
      if (found == contents.attachments.end())
        differ(fmt::format("附件 {} 不在了", name));
      else if (found->second != file.sha256)
        differ(fmt::format("附件 {} 的内容与清单不一致", name));
      else
        ++agreed;
    }
    for (const auto& [name, digest] : contents.attachments)
      if (!expected.contains(name)) differ(fmt::format("多出一个清单上没有的附件“{}”", name));
    if (agreed > 0) agree(fmt::format("PDF 里所附 {} 份佐证原文件与清单一致", agreed));
  }

  void evidence() {
    std::size_t agreed = 0;
    for (const auto& file : manifest_.files) {
      if (file.role != "佐证") continue;
      const auto bytes = read_file_below(*options_.evidence, file.path, evidence_file_bytes);
      if (!bytes)
        differ(fmt::format("佐证 {} 的文件 {} 读不到：{}", file.id, file.path, bytes.error().message));
      else if (sha256_hex(*bytes) != file.sha256)
        differ(fmt::format("佐证 {} 的文件 {} 与清单不一致：被换过或改过（现有 {} 字节，清单上 {} 字节）",
                           file.id, file.path, bytes->size(), file.bytes));
      else
        ++agreed;
    }
    if (agreed > 0) agree(fmt::format("{} 份佐证原文件与清单一致", agreed));
  }

  const VerifyOptions& options_;
  ByteRange bytes_;
  Manifest manifest_;
  Verification out_;
};

} // namespace

Result<Verification> verify_pack(const VerifyOptions& options) {
  if (!options.sha256.empty() && !digest_of(options.sha256))
    return fail(ErrorCode::usage, {}, fmt::format("“{}”不是 SHA-256", shorten(options.sha256, 80)),
                "公函上的是 64 位数字和 a 到 f 的字母，请照抄全部");
  auto bytes = ByteRange::open(options.pdf, pack_bytes);
  if (!bytes) return fail(std::move(bytes.error()));
  return Verifier(options, std::move(*bytes)).run();
}

} // namespace fengqiao::station::pack
