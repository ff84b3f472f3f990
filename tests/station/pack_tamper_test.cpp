// Fifty ways to tamper with a pack, from one seed: who finds which.
#include "core/digest.hpp"
#include "station/pack/verify.hpp"
#include "tests/support/pack_sample.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <functional>
#include <iostream>
#include <random>

namespace fengqiao::station::pack {
namespace {

namespace fs = std::filesystem;

// The sample pack, built once, its originals inside.
struct Sample : test::PackSample {
  BuiltPack built;

  Sample() {
    auto made = build(false, true);
    if (!made) FAIL(test::texts(made.error()));
    built = std::move(*made);
  }
};

// One tampering: the PDF and the evidence folder as the receiver gets them.
struct Tampering {
  std::string name;
  bool leaves_manifest = true;
  std::function<void(const fs::path& pdf, const fs::path& folder)> act;
};

void write(const fs::path& file, const std::string& bytes) {
  std::FILE* out = std::fopen(file.c_str(), "wb");
  REQUIRE(out != nullptr);
  std::fwrite(bytes.data(), 1, bytes.size(), out);
  std::fclose(out);
}

void qpdf(const fs::path& pdf, std::vector<std::string> arguments) {
  const fs::path out = pdf.string() + ".new";
  arguments.insert(arguments.begin(), "qpdf");
  for (auto& argument : arguments)
    if (argument == "IN") argument = pdf.string();
  arguments.push_back(out.string());
  const auto done = test::run(arguments);
  INFO(done.err);
  REQUIRE((done.code == 0 || done.code == 3));
  fs::rename(out, pdf);
}

void change(const fs::path& file, const std::function<void(std::string&)>& act) {
  std::string bytes = test::slurp(file);
  act(bytes);
  write(file, bytes);
}

// The attacker who knows how it works: other digests in the manifest, and a new seal.
void rewrite_manifest(const fs::path& pdf, const std::string& from, const std::string& to) {
  change(pdf, [&](std::string& bytes) {
    const std::size_t begin = bytes.find("\"kind\": \"fengqiao-pack\"");
    REQUIRE(begin != std::string::npos);
    const std::size_t at = bytes.find(from, begin);
    REQUIRE(at != std::string::npos);
    REQUIRE(from.size() == to.size());
    bytes.replace(at, from.size(), to);
    const std::string key = "\"pdf_sha256\": \"";
    const std::size_t digits = bytes.find(key, begin) + key.size();
    bytes.replace(digits, 64, std::string(64, '0'));
    bytes.replace(digits, 64, sha256_hex(bytes));
  });
}

std::vector<Tampering> tamperings(const Sample& sample) {
  std::vector<Tampering> out;
  std::mt19937 random(20260120);
  const std::string whole = test::slurp(sample.pdf);
  const std::size_t manifest = whole.find("\"kind\": \"fengqiao-pack\""),
                    end = whole.find("rest_digest", manifest);
  for (int i = 0; i < 14; ++i) { // a byte of the PDF, not of the manifest
    std::size_t at = random() % whole.size();
    while (at + 200 > manifest && at < end + 200)
      at = random() % whole.size();
    out.push_back({"byte " + std::to_string(at), true, [at](const fs::path& pdf, const fs::path&) {
                     change(pdf,
                            [at](std::string& bytes) { bytes[at] = static_cast<char>(bytes[at] ^ 0x20); });
                   }});
  }
  const auto with_qpdf = [&](const std::string& name, const std::vector<std::string>& arguments) {
    out.push_back({name, true, [arguments](const fs::path& pdf, const fs::path&) { qpdf(pdf, arguments); }});
  };
  const std::string last = std::to_string(sample.built.pages);
  with_qpdf("a page turned", {"IN", "--rotate=+90:5"});
  with_qpdf("another page turned", {"IN", "--rotate=+180:" + last});
  with_qpdf("a page taken out", {"IN", "--pages", "IN", "1-6,8-z", "--"});
  with_qpdf("a page twice", {"IN", "--pages", "IN", "1-3,3-z", "--"});
  with_qpdf("two pages exchanged", {"IN", "--pages", "IN", "1-4,6,5,7-z", "--"});
  with_qpdf("a page drawn over another",
            {"IN", "--overlay", (sample.folder / "佐证/等级通报.pdf").string(), "--to=5", "--from=1", "--"});
  with_qpdf(
      "a page drawn under evidence",
      {"IN", "--underlay", (sample.folder / "佐证/等级通报.pdf").string(), "--to=" + last, "--from=1", "--"});
  with_qpdf("saved anew", {"IN", "--object-streams=disable", "--stream-data=uncompress"});
  with_qpdf("linearized", {"IN", "--linearize"});
  with_qpdf("the manifest taken out", {"IN", "--remove-attachment=清单.json"});
  with_qpdf("an attached original taken out", {"IN", "--remove-attachment=E-2026-002.pdf"});
  with_qpdf("something attached",
            {"IN", "--add-attachment", (sample.folder / "佐证/公示.png").string(), "--"});
  with_qpdf("an original replaced", {"IN", "--add-attachment", (sample.folder / "佐证/等级通报.pdf").string(),
                                     "--filename=E-2026-002.pdf", "--key=E-2026-002.pdf", "--replace", "--"});
  out.push_back({"cut off", true, [](const fs::path& pdf, const fs::path&) {
                   change(pdf, [](std::string& bytes) { bytes.resize(bytes.size() - 100); });
                 }});
  out.push_back({"something behind it", true, [](const fs::path& pdf, const fs::path&) {
                   change(pdf, [](std::string& bytes) { bytes += "\n% more\n"; });
                 }});
  const auto in_folder = [&](const std::string& name, const std::function<void(const fs::path&)>& act) {
    out.push_back({name, true, [act](const fs::path&, const fs::path& folder) { act(folder / "佐证"); }});
  };
  for (const char* name : {"调处台账.pdf", "隐患整改.png", "为民实事.jpg", "公示.png", "立案统计.pdf"})
    in_folder(std::string("other bytes as ") + name, [name, value = random()](const fs::path& folder) {
      change(folder / name, [value](std::string& bytes) { bytes[value % bytes.size()] ^= 1; });
    });
  in_folder("a file gone", [](const fs::path& folder) { fs::remove(folder / "群防分布.png"); });
  in_folder("two files exchanged", [](const fs::path& folder) {
    fs::rename(folder / "公示.png", folder / "x");
    fs::rename(folder / "隐患整改.png", folder / "公示.png");
    fs::rename(folder / "x", folder / "隐患整改.png");
  });
  in_folder("a link instead of the file", [](const fs::path& folder) {
    fs::rename(folder / "公示.png", folder / "x");
    fs::create_symlink("x", folder / "公示.png");
  });
  in_folder("a file that grew", [](const fs::path& folder) {
    change(folder / "等级通报.pdf", [](std::string& bytes) { bytes += "\n"; });
  });
  in_folder("an empty file", [](const fs::path& folder) { write(folder / "调解机制.pdf", ""); });
  in_folder("a shorter file", [](const fs::path& folder) {
    change(folder / "群众调查.pdf", [](std::string& bytes) { bytes.resize(bytes.size() / 2); });
  });
  // Manifest and the rest rewritten together: 10.
  for (const char* name : {"调处台账.pdf", "立案统计.pdf", "隐患整改.png", "公示.png", "等级通报.pdf"})
    out.push_back({std::string("manifest rewritten for ") + name, false,
                   [name](const fs::path& pdf, const fs::path& folder) {
                     const std::string before = sha256_hex(test::slurp(folder / "佐证" / name));
                     change(folder / "佐证" / name, [](std::string& bytes) { bytes += " "; });
                     rewrite_manifest(pdf, before, sha256_hex(test::slurp(folder / "佐证" / name)));
                   }});
  for (const auto& [from, to] :
       {std::pair<const char*, const char*>{"\"total\": \"93.73\"", "\"total\": \"99.73\""},
        {"\"year\": \"2025\"", "\"year\": \"2026\""},
        {"fengqiao test", "fengqiao tset"},
        {"E-2026-001", "E-2026-091"},
        {"\"bytes\": 2", "\"bytes\": 3"}})
    out.push_back({std::string("manifest says ") + to, false,
                   [from = std::string(from), to = std::string(to)](const fs::path& pdf, const fs::path&) {
                     rewrite_manifest(pdf, from, to);
                   }});
  return out;
}

} // namespace

TEST_CASE("of fifty tamperings the covering letter's digest finds fifty, and without it none is missed that "
          "leaves the manifest alone") {
  const Sample sample;
  const auto sound = verify_pack({sample.pdf, sample.folder, sample.built.sha256});
  REQUIRE(sound);
  for (const auto& text : sound->differs)
    UNSCOPED_INFO(text);
  REQUIRE(sound->whole());
  REQUIRE(sound->notes.empty());
  CHECK(sound->total == "93.73");

  const auto all = tamperings(sample);
  REQUIRE(all.size() == 50);
  std::size_t with_letter = 0, without = 0, alone = 0;
  for (const auto& tampering : all) {
    INFO(tampering.name);
    const test::TemporaryFolder place;
    const fs::path pdf = place.path() / "申报包.pdf", folder = place.path() / "申报包";
    fs::copy_file(sample.pdf, pdf);
    fs::copy(sample.folder, folder, fs::copy_options::recursive);
    tampering.act(pdf, folder);
    const auto told = verify_pack({pdf, folder, sample.built.sha256});
    const auto untold = verify_pack({pdf, folder, ""});
    REQUIRE(told);
    REQUIRE(untold);
    CHECK_FALSE(told->whole());
    with_letter += told->whole() ? 0 : 1;
    if (!tampering.leaves_manifest) continue;
    ++alone;
    CHECK_FALSE(untold->whole());
    without += untold->whole() ? 0 : 1;
  }
  std::cout << "tamperings found: with the covering letter " << with_letter << "/50, without it " << without
            << "/" << alone << " of those that leave the manifest alone\n";
}

TEST_CASE("an edited page and a swapped original are named") {
  const Sample sample;
  const test::TemporaryFolder place;
  const fs::path pdf = place.path() / "收到.pdf";
  fs::copy_file(sample.pdf, pdf);
  qpdf(pdf, {"IN", "--rotate=+90:5"});
  change(sample.folder / "佐证/公示.png", [](std::string& bytes) { bytes.back() ^= 1; });
  const auto found = verify_pack({pdf, sample.folder, ""});
  REQUIRE(found);
  std::string all;
  for (const auto& text : found->differs)
    all += text + "\n";
  INFO(all);
  CHECK(all.find("第 5 页（") != std::string::npos);
  CHECK(all.find("第 6 页（") == std::string::npos);
  CHECK(all.find("佐证 E-2026-009 的文件 佐证/公示.png 与清单不一致") != std::string::npos);
}

} // namespace fengqiao::station::pack
