#include "cli/index_check.hpp"

#include "cli/console.hpp"
#include "cli/json.hpp"
#include "cli/paths.hpp"
#include "core/text.hpp"
#include "indexer/index_check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::cli {
namespace {

constexpr std::size_t kShownClauses = 12; // of one document, on the screen
constexpr const char* kRemedy = "请运行 fengqiao index --rebuild 从原文件重建索引；原文件不受影响";

Json check_json(const indexer::IndexCheck& check) {
  Json out;
  out["version"] = 1;
  out["sound"] = check.sound();
  out["generation"] = check.generation.filename().string();
  out["files"] = check.files;
  out["documents"] = check.documents;
  out["clauses"] = check.clauses;
  out["compared"] = check.opened;
  out["damaged_files"] = Json::array();
  for (const auto& file : check.damaged_files)
    out["damaged_files"].push_back({{"name", file.name}, {"holds", file.holds}});
  out["damaged_documents"] = Json::array();
  for (const auto& document : check.damaged_documents)
    out["damaged_documents"].push_back({{"doc", document.id},
                                        {"title", document.title},
                                        {"file", document.file},
                                        {"data", document.data},
                                        {"clauses", document.clauses}});
  out["problems"] = check.problems;
  return out;
}

std::string clause_list(const std::vector<std::string>& clauses) {
  std::string out;
  for (std::size_t i = 0; i < std::min(clauses.size(), kShownClauses); ++i)
    out += (i ? "、" : "") + clauses[i];
  return out + (clauses.size() > kShownClauses ? fmt::format(" 等 {} 条", clauses.size()) : "");
}

void print_document(const indexer::DamagedDocument& document) {
  const std::string name = document.title.empty() ? "名称已读不出的一份文件" : "《" + document.title + "》";
  print(printable(name + (document.file.empty() ? "" : "（" + document.file + "）")) + "：" +
        (document.data ? "文件的数据已损坏" : ""));
  if (!document.clauses.empty())
    print((document.data ? "；" : "") + printable("条款已损坏：" + clause_list(document.clauses)));
  print("\n");
}

void print_check(const indexer::IndexCheck& check) {
  if (check.sound()) {
    print(fmt::format("索引完好：核对了 {} 个文件的每个字节、{} 份文件的 {} 条。\n", check.files,
                      check.documents, check.clauses));
    return;
  }
  print("索引已损坏：\n");
  for (const auto& file : check.damaged_files)
    print(printable("  " + file.name + "（" + file.holds + "）与建立时不同\n"));
  for (const auto& problem : check.problems)
    print(printable("  " + problem) + "\n");
  if (!check.opened)
    print("  损坏太重，没有逐条核对\n");
  else if (check.damaged_documents.empty())
    print(fmt::format("  {} 条的文字都与摘要相符，但检索可能漏掉或排错条款\n", check.clauses));
  for (const auto& document : check.damaged_documents) {
    print("  ");
    print_document(document);
  }
}

} // namespace

int check_index(const CommonOptions& common, const IndexOptions& options) {
  if (!options.paths.empty() || !options.remove.empty() || options.rebuild || options.learn)
    return report(Error{ErrorCode::usage, "",
                        "--check 只核对，不能和文件夹、--remove、--rebuild、--learn 同时用",
                        "先运行 fengqiao index --check，再按提示做"});
  const auto folder = index_folder(common);
  if (!folder) return report(folder.error());
  const auto check = indexer::check_index(*folder);
  if (!check) return report(check.error());
  if (options.format == Format::text)
    print_check(*check);
  else
    print(options.format == Format::json ? pretty(check_json(*check)) : one_line(check_json(*check)));
  if (check->sound()) return 0;
  return report(Error{ErrorCode::data, folder->string(), "索引已损坏", kRemedy});
}

} // namespace fengqiao::cli
