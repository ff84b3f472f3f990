#include "station/pack/manifest.hpp"

#include <nlohmann/json.hpp>

#include <exception>

namespace fengqiao::station::pack {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSealKey = "\"pdf_sha256\": \"";
constexpr std::size_t kDigits = 64;

// Where the 64 digits begin in the PDF; npos where the manifest is not there, or more than once.
std::size_t seal_place(const ByteRange& pdf, std::string_view json) {
  const std::size_t key = json.find(kSealKey);
  if (key == json.npos || key + kSealKey.size() + kDigits > json.size()) return ByteRange::npos;
  const std::size_t at = pdf.find(json);
  if (at == ByteRange::npos || pdf.find(json, at + 1) != ByteRange::npos) return ByteRange::npos;
  return at + key + kSealKey.size();
}

Json to_json(const ManifestFile& file) {
  return {{"role", file.role},   {"id", file.id},       {"path", file.path},        {"sha256", file.sha256},
          {"bytes", file.bytes}, {"pages", file.pages}, {"attached", file.attached}};
}

} // namespace

std::string to_json(const Manifest& manifest) {
  Json files = Json::array(), pages = Json::array();
  for (const auto& file : manifest.files)
    files.push_back(to_json(file));
  for (const auto& page : manifest.pages)
    pages.push_back({{"digest", page.digest}, {"subject", page.subject}});
  const Json json{{"version", 1},
                  {"kind", "fengqiao-pack"},
                  {"program", manifest.program},
                  {"pdf_sha256", std::string(kDigits, '0')},
                  {"title", manifest.title},
                  {"station", manifest.station},
                  {"year", manifest.year},
                  {"total", manifest.total},
                  {"result", manifest.result},
                  {"index_sha256", manifest.index_sha256},
                  {"files", files},
                  {"pages", pages},
                  {"rest_digest", manifest.rest_digest}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Manifest> parse_manifest(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    if (json.at("kind") != "fengqiao-pack" || json.at("version") != 1)
      return fail(ErrorCode::data, {}, "清单不是这个程序的第 1 版清单");
    Manifest out;
    out.program = json.at("program");
    out.title = json.at("title");
    out.station = json.at("station");
    out.year = json.at("year");
    out.total = json.at("total");
    out.result = json.at("result");
    out.index_sha256 = json.at("index_sha256");
    out.rest_digest = json.at("rest_digest");
    for (const auto& file : json.at("files"))
      out.files.push_back({file.at("role"), file.at("id"), file.at("path"), file.at("sha256"),
                           file.at("bytes"), file.at("pages"), file.at("attached")});
    for (const auto& page : json.at("pages"))
      out.pages.push_back({page.at("digest"), page.at("subject")});
    return out;
  } catch (const std::exception&) {
    return fail(ErrorCode::data, {}, "清单读不懂，可能被改过");
  }
}

Result<void> seal(NewFile& pdf, std::string_view json) {
  const std::size_t at = seal_place(pdf.bytes(), json);
  if (at == ByteRange::npos) return fail(ErrorCode::general, {}, "清单没有原样写进 PDF，封印写不上");
  return pdf.overwrite(at, range_sha256_hex(pdf.bytes()));
}

Result<SealFacts> read_seal(const ByteRange& pdf, std::string_view json) {
  const std::size_t at = seal_place(pdf, json);
  if (at == ByteRange::npos)
    return fail(ErrorCode::data, {}, "清单不是原样存在文件里：文件被别的程序重新保存过",
                "请索要程序生成的原文件");
  return SealFacts{pdf.text(at, kDigits), range_sha256_hex(pdf, at, kDigits)};
}

} // namespace fengqiao::station::pack
