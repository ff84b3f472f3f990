// fengqiao_clause_check --laws DIR: over a folder of law texts, is every 第X条 at a line's start found once,
// in order, with its chapter path? The lines are read here a second time, by other code than the parser's.
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "indexer/folder_scan.hpp"
#include "indexer/policy_parser.hpp"
#include "indexer/source_lines.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace {

using namespace fengqiao;

struct Expected {
  int line = 0;
  std::string label;
  std::vector<std::string> path; // headings above it, blanks taken out
};

std::string without_blanks(std::string_view text) {
  std::string out;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_code_point(text, pos);
    if (!is_space(c)) append_utf8(out, c);
  }
  return out;
}

// 第…条, perhaps 之…, and a blank behind it; empty where the line begins otherwise. Scanning left three
// articles without that blank, as 第…　条 or 笫…条.
std::string article_label(std::string_view line) {
  static const std::string numerals = "零〇一二三四五六七八九十百千";
  const auto numeral_at = [&](std::size_t at) {
    const auto found = at + 3 <= line.size() ? numerals.find(line.substr(at, 3)) : std::string::npos;
    return found != std::string::npos && found % 3 == 0;
  };
  bool misread = line.starts_with("笫");
  if (!line.starts_with("第") && !misread) return {};
  std::size_t at = 3;
  while (numeral_at(at))
    at += 3;
  const std::string number(line.substr(3, at - 3));
  if (line.substr(at, 4) == " 条") {
    misread = true;
    ++at;
  }
  if (number.empty() || line.substr(at, 3) != "条") return {};
  at += 3;
  if (misread) return "第" + number + "条";
  if (line.substr(at, 3) == "之" && numeral_at(at + 3))
    for (at += 3; numeral_at(at);)
      at += 3;
  const bool blank = at == line.size() || line[at] == ' ' || line.substr(at, 3) == "　";
  return blank ? std::string(line.substr(0, at)) : "";
}

std::vector<Expected> expected_of(const std::string& text) {
  std::vector<Expected> out;
  std::vector<std::pair<std::size_t, std::string>> headings;
  int number = 0;
  bool body = text.find("<!-- INFO END -->") == std::string::npos;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = std::string_view(text).substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.starts_with("<!-- INFO END")) body = true;
    if (!body) continue;
    const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
    if (level > 1 && level <= 6 && level < line.size() && line[level] == ' ') {
      while (!headings.empty() && headings.back().first >= level)
        headings.pop_back();
      headings.emplace_back(level, without_blanks(line.substr(level)));
    }
    if (without_blanks(line) == "附则") headings.clear(); // five laws have it without its mark
    if (const std::string label = article_label(line); !label.empty()) {
      Expected article{number, label, {}};
      for (const auto& heading : headings)
        article.path.push_back(heading.second);
      out.push_back(std::move(article));
    }
  }
  return out;
}

// The articles of one file that are not found as they stand there.
std::size_t check(const std::filesystem::path& root, const std::string& file, std::size_t& articles) {
  const auto text = read_text(root / file, limits::policy_file_bytes);
  if (!text) return 0;
  const auto document = indexer::parse_policy(text->text, file, root.filename().string()).document;
  std::vector<const indexer::Clause*> found;
  for (const auto& clause : document.clauses)
    if (indexer::is_article_number(clause.own_number)) found.push_back(&clause);
  const auto expected = expected_of(text->text);
  articles += expected.size();
  std::size_t wrong = 0;
  const auto tell = [&](int line, const std::string& what) {
    ++wrong;
    fmt::print("{}:{}: {}\n", file, line, what);
  };
  for (std::size_t i = 0; i < std::max(expected.size(), found.size()); ++i) {
    if (i >= expected.size() || i >= found.size()) {
      tell(i < found.size() ? found[i]->line : expected[i].line,
           fmt::format("{} articles in the text, {} found", expected.size(), found.size()));
      break;
    }
    const indexer::Clause& clause = *found[i];
    if (clause.line != expected[i].line || clause.own_number != expected[i].label) {
      tell(expected[i].line, expected[i].label + " is not found here, but " + clause.own_number);
      break;
    }
    if (!clause.citable) tell(clause.line, clause.own_number + " comes twice");
    std::vector<std::string> path;
    for (const auto& part : clause.path)
      if (part != document.part) path.push_back(without_blanks(part));
    std::erase_if(
        path, [&](const std::string& part) { // divisions without Markdown marks are not expected here
          return std::find(expected[i].path.begin(), expected[i].path.end(), part) == expected[i].path.end();
        });
    if (path != expected[i].path)
      tell(clause.line, fmt::format("{} has the chapter path {}, expected {}", clause.own_number,
                                    fmt::join(path, "/"), fmt::join(expected[i].path, "/")));
  }
  return wrong;
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 3 || std::string_view(argv[1]) != "--laws") {
    fmt::print(stderr, "usage: fengqiao_clause_check --laws DIR\n");
    return 2;
  }
  const std::filesystem::path root = argv[2];
  const auto scan = indexer::scan_folder(root);
  if (!scan) {
    fmt::print(stderr, "{}\n", to_text(scan.error()));
    return 1;
  }
  std::size_t articles = 0, wrong = 0;
  for (const auto& found : scan->files)
    wrong += check(root, found.file, articles);
  fmt::print("{} files, {} articles, {} wrong\n", scan->files.size(), articles, wrong);
  return wrong == 0 ? 0 : 1;
}
