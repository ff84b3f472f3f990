// What a person sees on a terminal: passages as wide as it is, tables in columns.
#include "core/text.hpp"
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

struct Station {
  TemporaryFolder folder;
  std::string index = folder.path() / "index";

  Station() {
    std::string duty;
    for (const char* place :
         {"车站广场", "学校周边", "集贸市场", "河滨公园", "工业园区", "医院门口", "老旧小区"})
      duty += std::string("夜间巡逻应当覆盖") + place + "，每两小时巡逻一次并在电子台账里写明巡逻起止时间；";
    folder.write("文/巡逻办法.md",
                 "# 样例县巡逻办法\n\n第一条 " + duty +
                     "\n\n第二条 裁量见下表：\n\n| 违法行为 | 裁量 |\n|---|---|\n"
                     "| 赌博 | 拘留5日 |\n| 扰乱公共场所秩序 | 警告或者罚款200元 |\n\n以上从重。\n");
    const Outcome built = run_fengqiao(index, {"index", folder.path() / "文"});
    INFO(built.err);
    REQUIRE(built.code == 0);
  }
};

const Station& station() {
  static const Station instance;
  return instance;
}

// What the program prints to a terminal of so many columns.
std::string on_terminal(unsigned short columns, const std::vector<std::string>& arguments,
                        const char* typed_columns = nullptr) {
  winsize size{24, columns, 0, 0};
  int master = -1;
  const pid_t child = forkpty(&master, nullptr, nullptr, &size);
  REQUIRE(child >= 0);
  if (child == 0) {
    setenv("NO_COLOR", "1", 1);
    unsetenv("COLUMNS");
    if (typed_columns) setenv("COLUMNS", typed_columns, 1);
    std::vector<std::string> all{program_file(), "--index", station().index};
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& each : all)
      argv.push_back(each.data());
    argv.push_back(nullptr);
    execv(argv[0], argv.data());
    _exit(127);
  }
  std::string out;
  char buffer[4096];
  for (ssize_t n; (n = read(master, buffer, sizeof buffer)) > 0;)
    out.append(buffer, static_cast<std::size_t>(n));
  close(master);
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  std::erase(out, '\r');
  return out;
}

int widest_line(const std::string& text) {
  std::istringstream lines(text);
  int widest = 0;
  for (std::string line; std::getline(lines, line);)
    widest = std::max(widest, display_width(line));
  return widest;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a passage takes three lines of the terminal, and of 80 columns where there is none") {
  const std::vector<std::string> search{"search", "夜间巡逻"};
  const int narrow = widest_line(on_terminal(40, search)), usual = widest_line(on_terminal(80, search)),
            wide = widest_line(on_terminal(120, search));
  CHECK(narrow <= 3 * 40 + 3);
  CHECK(narrow < usual);
  CHECK(usual <= 3 * 80 + 3);
  CHECK(usual < wide);
  CHECK(on_terminal(80, search, "40") == on_terminal(40, search));
  CHECK(on_terminal(40, search, "breit") == on_terminal(40, search));
  const Outcome piped = run_fengqiao(station().index, search);
  CHECK(piped.out == on_terminal(80, search));
  CHECK(run_fengqiao(station().index, search, {{"COLUMNS", "40"}}).out == piped.out);
}

TEST_CASE("a search hit in a table is told as a sentence, and JSON keeps the text") {
  const Outcome outcome = run_fengqiao(station().index, {"search", "赌博拘留几日"});
  CHECK(has(outcome.out, "赌博：拘留5日"));
  CHECK_FALSE(has(outcome.out, "|---"));
  const Outcome piped = run_fengqiao(station().index, {"search", "赌博拘留几日", "--format", "json"});
  const auto hit = nlohmann::json::parse(piped.out).at("hits").at(0);
  CHECK(has(hit.at("snippet").get<std::string>(), "赌博：拘留5日"));
  CHECK(has(hit.at("text").get<std::string>(), "|---|---|"));
}

TEST_CASE("show prints a table in columns of the terminal") {
  const std::string usual = on_terminal(80, {"show", "样例县巡逻办法-2"});
  CHECK(has(usual, "违法行为         | 裁量\n"
                   "-----------------+------------------\n"
                   "赌博             | 拘留5日\n"
                   "扰乱公共场所秩序 | 警告或者罚款200元\n"));
  CHECK(has(run_fengqiao(station().index, {"show", "样例县巡逻办法-2"}).out, "赌博             | 拘留5日\n"));
  const std::string narrow = on_terminal(24, {"show", "样例县巡逻办法-2"});
  INFO(narrow);
  CHECK(has(narrow, "扰乱公共场 | 警告或者罚\n"));
  CHECK_FALSE(has(narrow, "20\n"));
  CHECK(
      has(run_fengqiao(station().index, {"show", "样例县巡逻办法-2", "--format", "json"}).out, "|---|---|"));
}
