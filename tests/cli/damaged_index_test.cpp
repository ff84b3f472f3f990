// An index damaged at random: the program neither crashes nor hangs, and what it answers wrongly, `index
// --check` has found. bench/damage_bench.sh runs the same with a thousand copies and prints the figures.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

constexpr unsigned kSeed = 20260309;
constexpr int kCopies = 36;
constexpr const char* kPatience = "60"; // seconds; a search takes some hundredths of one

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

// As a user runs it, but not for ever: 124 says that it hung.
Outcome patiently(const fs::path& index, std::vector<std::string> arguments) {
  std::vector<std::string> command = {"timeout", kPatience, program_file(), "--index", index};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command);
}

void write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// Some bits flipped, 512 bytes zeroed, or the end cut off.
std::string damaged(std::string bytes, std::mt19937& random) {
  const auto below = [&](std::size_t n) {
    return static_cast<std::size_t>(random()) % std::max<std::size_t>(n, 1);
  };
  const std::string before = bytes;
  switch (below(3)) {
  case 0:
    for (std::size_t n = 1 + below(8); n > 0; --n)
      bytes[below(bytes.size())] ^= static_cast<char>(1u << below(8));
    break;
  case 1: {
    const std::size_t at = below(bytes.size());
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                std::min<std::size_t>(512, bytes.size() - at), '\0');
    break;
  }
  default:
    bytes.resize(below(bytes.size()));
  }
  return bytes;
}

std::vector<fs::path> files_of(const fs::path& index) {
  std::vector<fs::path> out{index / "CURRENT"};
  for (const auto& entry : fs::recursive_directory_iterator(index))
    if (entry.is_regular_file() && entry.path().parent_path() != index) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

} // namespace

TEST_CASE(
    "of an index damaged at random no wrong answer escapes index --check, and nothing crashes or hangs") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  std::vector<std::string> build = {"index"};
  if (const auto more = environment("FENGQIAO_DAMAGED_FOLDER"); !more.empty()) build.push_back(more);
  REQUIRE(run_fengqiao(index, build).code == 0);
  const auto queries =
      folder.write("q.tsv", "a\t没事也要交日报吗\nb\t枫桥式公安派出所\nc\t派出所 警力 40%\n");
  const std::vector<std::string> ask = {"search", "--queries", queries, "--format", "jsonl"};
  const Outcome sound = patiently(index, ask);
  REQUIRE(sound.code == 0);
  REQUIRE(patiently(index, {"index", "--check"}).code == 0);
  const auto files = files_of(index);
  REQUIRE(files.size() >= 5);

  const std::string copies = environment("FENGQIAO_DAMAGED_COPIES");
  const int rounds = copies.empty() ? kCopies : std::stoi(copies);
  std::mt19937 random(kSeed);
  int refused = 0, same = 0, different = 0, found = 0, unchanged = 0;
  for (int round = 0; round < rounds; ++round) {
    const fs::path& file = files[random() % files.size()];
    const std::string whole = slurp(file);
    const std::string bytes = damaged(whole, random);
    write(file, bytes);
    const Outcome answer = patiently(index, ask);
    const Outcome check = patiently(index, {"index", "--check", "--format", "json"});
    write(file, whole);
    INFO("round " << round << " " << file.filename() << "\n" << answer.err << check.err);
    for (const Outcome* outcome : {&answer, &check}) {
      CHECK(outcome->code != 124);
      CHECK(outcome->code < 128);
    }
    const bool is_same = answer.code == sound.code && answer.out == sound.out;
    const bool is_refused = !is_same && answer.code != 0 && answer.code != 3;
    if (bytes == whole) ++unchanged;
    ++(is_refused ? refused : is_same ? same : different);
    if (check.code != 0) ++found;
    // A changed blank in CURRENT or in the seal changes nothing.
    const bool is_table = file.extension() == ".glass" || file.filename() == "vectors";
    if (is_table) CHECK((check.code == 4) == (bytes != whole));
    if (!is_same) CHECK(check.code == 4);
    if (is_refused) CHECK(answer.err.find("fengqiao index --rebuild") != std::string::npos);
  }
  CHECK(refused > 0);
  CHECK(same > 0);
  CHECK(patiently(index, {"index", "--check"}).code == 0);
  if (!copies.empty())
    std::cout << rounds << " damaged copies (" << unchanged << " of them by chance as before): refused "
              << refused << ", same answers " << same << ", other answers without an error " << different
              << "; found by index --check " << found << '\n';
}

TEST_CASE("index --check names the damaged clause, its document and what to run") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  folder.write("a/样例法.md", "# 样例法\n\n第一条 公安派出所登记来访人员。\n\n第二条 社区民警入户走访。\n");
  REQUIRE(run_fengqiao(index, {"index", folder.path() / "a"}).code == 0);
  for (const auto& file : files_of(index)) {
    if (file.filename() != "docdata.glass") continue;
    std::string bytes = slurp(file);
    const auto at = bytes.find("入户走访");
    REQUIRE(at != std::string::npos);
    bytes[at + 5] = static_cast<char>(bytes[at + 5] ^ 1);
    write(file, bytes);
  }
  const Outcome text = patiently(index, {"index", "--check"});
  CHECK(text.code == 4);
  CHECK(text.err.find("fengqiao index --rebuild") != std::string::npos);
  const Outcome json = patiently(index, {"index", "--check", "--format", "json"});
  CHECK(json.code == 4);
  const auto result = nlohmann::json::parse(json.out);
  CHECK(result.at("sound") == false);
  CHECK(result.at("damaged_files").at(0).at("name") == "docdata.glass");
  if (result.at("compared") == true) {
    CHECK(result.at("damaged_documents").at(0).at("clauses") == nlohmann::json::array({"样例法-2"}));
    CHECK(text.out.find("样例法-2") != std::string::npos);
  }
  REQUIRE(run_fengqiao(index, {"index", "--rebuild"}).code == 0);
  CHECK(patiently(index, {"index", "--check"}).code == 0);
}
