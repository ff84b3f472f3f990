// fengqiao index: brings the index up to date with the corpus folders.
#include "cli/clause_json.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/index_check.hpp"
#include "cli/paths.hpp"
#include "indexer/generation.hpp"
#include "indexer/index_update.hpp"
#include "indexer/text_report.hpp"

#include <fmt/format.h>

#include <chrono>

namespace fengqiao::cli {
namespace {

constexpr std::size_t kShownRemarks = 20; // of each sort

// Without paths: what the index knows, and the shipped corpus.
Result<indexer::UpdateRequest> request_for(const CommonOptions& common, const IndexOptions& options) {
  indexer::UpdateRequest request;
  auto folder = index_folder(common);
  if (!folder) return fail(folder.error());
  request.index = std::move(*folder);
  request.rebuild = options.rebuild;
  request.learn = options.learn;
  request.add.assign(options.paths.begin(), options.paths.end());
  request.remove.assign(options.remove.begin(), options.remove.end());
  const auto corpus = corpus_folder(common);
  if (corpus) {
    request.vocabularies.push_back(*corpus / "vocabulary.yaml");
    request.words = *corpus / "word_vectors.bin";
  }
  if (!options.paths.empty() || !options.remove.empty()) return request;
  if (corpus)
    request.add.push_back(*corpus);
  else if (!common.corpus.empty())
    return fail(corpus.error());
  return request;
}

Json notes_json(const std::vector<indexer::FileNote>& notes) {
  Json out = Json::array();
  for (const auto& note : notes)
    out.push_back({{"file", note.file}, {"line", note.line}, {"text", note.text}});
  return out;
}

Json report_json(const indexer::UpdateReport& report, double seconds) {
  Json out;
  out["version"] = 1;
  out["added"] = report.added;
  out["changed"] = report.changed;
  out["removed"] = report.removed;
  out["unchanged"] = report.unchanged;
  out["documents"] = report.documents;
  out["clauses"] = report.clauses;
  out["bytes_read"] = report.bytes_read;
  out["seconds"] = seconds;
  out["written"] = report.written;
  out["roots"] = report.roots;
  out["converted"] = notes_json(report.converted);
  out["skipped"] = notes_json(report.skipped);
  out["remarks"] = notes_json(report.remarks);
  out["notes"] = report.notes;
  Json failed = Json::array();
  for (const auto& error : report.failed)
    failed.push_back(error_json(error));
  out["failed"] = std::move(failed);
  return out;
}

void print_report(const indexer::UpdateReport& report, double seconds) {
  for (const auto& root : report.roots)
    print("文件夹 " + printable(root) + "\n");
  if (report.written)
    print(fmt::format(
        "新增 {} 份，更新 {} 份，移除 {} 份，未变 {} 份；现有文件 {} 份、条款 {} 条。用时 {:.1f} 秒。\n",
        report.added, report.changed, report.removed, report.unchanged, report.documents, report.clauses,
        seconds));
  else
    print(fmt::format("没有变化：文件 {} 份、条款 {} 条。\n", report.documents, report.clauses));
  for (const auto& note : report.converted)
    print(printable(note.file) + "：由 " + note.text + " 转换\n");
}

// The first of them, and how many there are beyond.
template <class Items, class Show> void tell_first(const Items& items, const char* what, Show&& show) {
  for (std::size_t i = 0; i < std::min(items.size(), kShownRemarks); ++i)
    show(items[i]);
  if (items.size() > kShownRemarks)
    note(fmt::format("还有 {} 处{}没有列出；--format json 可见全部", items.size() - kShownRemarks, what));
}

void tell_remarks(const indexer::UpdateReport& report) {
  tell_first(report.notes, "提示", [](const std::string& text) { note(text); });
  tell_first(report.skipped, "没有读的",
             [](const indexer::FileNote& each) { note(each.file + "：" + each.text); });
  tell_first(report.remarks, "提醒",
             [](const indexer::FileNote& each) { warn(place(each.file, each.line) + "：" + each.text); });
}

// Without the shipped corpus there may be nothing to index: a copied program has left it behind.
Error with_corpus_places(Error error, const CommonOptions& common, const IndexOptions& options) {
  const bool looked_for = options.paths.empty() && options.remove.empty() && common.corpus.empty();
  if (error.message != indexer::kNoFolders || !looked_for || corpus_folder(common)) return error;
  std::string places;
  for (const auto& place : corpus_places())
    places += (places.empty() ? "" : "、") + place.string();
  error.message += "，也没有找到随附的语料（找过 " + places + "）";
  error.hint += "；或用 --corpus 指出随附语料 corpus 的位置";
  return error;
}

Json report_json(const indexer::TextReport& texts) {
  Json out;
  out["version"] = 1;
  out["roots"] = texts.roots;
  out["files"] = texts.files;
  out["clauses"] = texts.clauses;
  out["articles"] = texts.articles;
  out["unknown_status"] = texts.unknown_status;
  out["odd"] = notes_json(texts.odd);
  out["converted"] = notes_json(texts.converted);
  out["skipped"] = notes_json(texts.skipped);
  out["to_import"] = texts.to_import;
  Json failed = Json::array();
  for (const auto& error : texts.failed)
    failed.push_back(error_json(error));
  out["failed"] = std::move(failed);
  return out;
}

void print_texts(const indexer::TextReport& texts) {
  for (const auto& note : texts.odd)
    print(printable(place(note.file, note.line)) + "：" + printable(note.text) + "\n");
  for (const auto& note : texts.converted)
    print(printable(note.file) + "：编码是 " + note.text + "\n");
  for (const auto& note : texts.skipped)
    print(printable(note.file) + "：" + note.text + "\n");
  for (const auto& file : texts.to_import)
    print(printable(file) + "：要先用 fengqiao import 导入\n");
  print(fmt::format(
      "文件 {} 份、条款 {} 条（其中“第X条” {} 条）；看着不对的 {} 处，时效待核 {} 份，编码转换 {} 份，读不了 {} 份。\n",
      texts.files, texts.clauses, texts.articles, texts.odd.size(), texts.unknown_status,
      texts.converted.size(), texts.failed.size()));
}

// --report: the folders named, or those that the index knows.
int report_on_texts(const CommonOptions& common, const IndexOptions& options) {
  if (!options.remove.empty() || options.rebuild || options.learn || options.check)
    return report(Error{ErrorCode::usage, "",
                        "--report 只看文本，不能和 --remove、--rebuild、--learn、--check 同时用",
                        "先运行 fengqiao index --report，再装入"});
  std::vector<std::filesystem::path> roots(options.paths.begin(), options.paths.end());
  const auto folder = index_folder(common);
  if (!folder) return report(folder.error());
  if (roots.empty())
    for (const auto& root : indexer::remembered_roots(*folder))
      roots.emplace_back(root);
  if (roots.empty())
    return report(Error{ErrorCode::not_found, *folder, "索引里还没有文件夹",
                        "请写明政策文本所在的文件夹，例如 fengqiao index --report ~/政策文本"});
  const auto texts = indexer::report_texts(roots);
  if (!texts) return report(texts.error());
  if (options.format == Format::text)
    print_texts(*texts);
  else
    print(options.format == Format::json ? pretty(report_json(*texts)) : one_line(report_json(*texts)));
  return texts->failed.empty() ? 0 : report(texts->failed);
}

} // namespace

int run(const CommonOptions& common, const IndexOptions& options) {
  if (options.report) return report_on_texts(common, options);
  if (options.check) return check_index(common, options);
  auto request = request_for(common, options);
  if (!request) return report(request.error());
  const auto started = std::chrono::steady_clock::now();
  Result<indexer::UpdateReport> result = fail(ErrorCode::general, "", "");
  {
    Progress progress("正在建立索引", common.progress);
    request->progress = [&](std::size_t done, std::size_t total) { progress.step(done, total); };
    result = indexer::update_index(*request);
  }
  if (!result) return report(with_corpus_places(result.error(), common, options));
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  if (options.format == Format::text)
    print_report(*result, seconds);
  else
    print(options.format == Format::json ? pretty(report_json(*result, seconds))
                                         : one_line(report_json(*result, seconds)));
  tell_remarks(*result);
  if (result->failed.empty()) return 0;
  report(result->failed);
  note("以上各处没有装入，或沿用上次的；其余都已进入索引");
  return static_cast<int>(ErrorCode::data);
}

} // namespace fengqiao::cli
