#include "indexer/importing/import_papers.hpp"

#include "core/archive.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "indexer/importing/corpus_markdown.hpp"
#include "indexer/policy_parser.hpp"
#include "indexer/readers/foreign_kinds.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <set>

namespace fengqiao::indexer {
namespace {

namespace fs = std::filesystem;

// A paper still to be read: a file, or one inside an archive.
struct Candidate {
  fs::path path;                    // of the file on disk
  std::string source;               // for messages
  std::string target;               // below `into`, with its old extension
  std::optional<std::string> bytes; // of a file inside an archive
};

bool is_importable(std::string_view name) {
  return needs_import(name) || extension_of(name) == ".txt";
}

// What an operating system or an office program leaves beside the papers: ._x.docx, ~$x.docx, __MACOSX/.
bool is_by_product(std::string_view path) {
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (part.starts_with('.') || part.starts_with("~$") || part == "__MACOSX") return true;
    begin = end + 1;
  }
  return false;
}

// A name as it may stand in the target folder: nothing that a terminal or a shell would stumble over.
std::string safe_name(const std::string& name) {
  std::string out = printable(name);
  for (std::string_view bad : {"\n", "\t", "\xEF\xBF\xBD"})
    for (auto at = out.find(bad); at != std::string::npos; at = out.find(bad, at))
      out.replace(at, bad.size(), "_");
  return out;
}

class Import {
public:
  explicit Import(const ImportRequest& request) : request_(request) {}

  Result<ImportReport> run() {
    for (const fs::path& path : request_.from)
      if (auto done = collect(path); !done) return fail(done.error());
    std::error_code error;
    fs::create_directories(request_.into, error);
    if (error)
      return fail(ErrorCode::general, request_.into.string(),
                  "不能建立文件夹：" + errno_reason(error.value()), "请检查权限，或用 --into 换一个位置");
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (request_.progress) request_.progress(i, candidates_.size());
      import_file(candidates_[i]);
      candidates_[i].bytes.reset();
    }
    if (request_.progress) request_.progress(candidates_.size(), candidates_.size());
    return std::move(report_);
  }

private:
  Result<void> collect(const fs::path& path) {
    std::error_code error;
    if (!fs::exists(path, error))
      return fail(ErrorCode::not_found, path.string(), "没有这个文件或文件夹", "请检查路径");
    if (!fs::is_directory(path, error)) {
      candidates_.push_back({path, path.string(), path.filename().string(), std::nullopt});
      return {};
    }
    return collect_folder(path);
  }

  Result<void> collect_folder(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code error;
    auto entry = fs::recursive_directory_iterator(folder, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      std::error_code ignored;
      const fs::path path = entry->path();
      const bool hidden = is_by_product(path.filename().string());
      if (entry->is_directory(ignored) && !entry->is_symlink(ignored)) {
        if (hidden) entry.disable_recursion_pending();
      } else if (!hidden && usable(path)) {
        found.push_back(path);
      }
    }
    if (error)
      return fail(ErrorCode::general, folder.string(), "读取文件夹时出错：" + errno_reason(error.value()),
                  "请检查权限");
    std::sort(found.begin(), found.end());
    for (const fs::path& path : found)
      candidates_.push_back(
          {path, path.string(), path.lexically_relative(folder).generic_string(), std::nullopt});
    return {};
  }

  bool usable(const fs::path& path) {
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) return false;
    if (S_ISLNK(info.st_mode))
      report_.skipped.emplace_back(path.string(), "是符号链接，不跟随，没有读");
    else if (!S_ISREG(info.st_mode))
      report_.skipped.emplace_back(path.string(), "不是普通文件，没有读");
    else if (const ForeignKind* kind = foreign_kind(extension_of(path.filename().string())))
      report_.skipped.emplace_back(path.string(), told(*kind));
    else
      return is_importable(path.filename().string());
    return false;
  }

  void import_file(const Candidate& candidate) {
    auto bytes = candidate.bytes ? Result<std::string>(*candidate.bytes)
                                 : read_file(candidate.path, limits::policy_file_bytes);
    if (!bytes)
      report_.failed.push_back(bytes.error());
    else if (extension_of(candidate.source) == ".zip" && looks_like_zip(*bytes))
      import_archive(candidate, *bytes);
    else
      import_paper(candidate, *bytes);
  }

  void import_archive(const Candidate& archive, const std::string& bytes) {
    if (archive.bytes) {
      report_.skipped.emplace_back(archive.source, "压缩包里的压缩包不打开，没有读，请先解压");
      return;
    }
    auto entries = read_zip(bytes, archive.source, [](const std::string& name) {
      return !is_by_product(name) && (is_importable(name) || extension_of(name) == ".md");
    });
    if (!entries) {
      report_.failed.push_back(entries.error());
      return;
    }
    std::sort(entries->begin(), entries->end(),
              [](const ArchiveEntry& a, const ArchiveEntry& b) { return a.name < b.name; });
    const fs::path folder = fs::path(archive.target).replace_extension();
    for (ArchiveEntry& entry : *entries)
      import_file({archive.path, archive.source + "/" + entry.name, (folder / entry.name).generic_string(),
                   std::move(entry.bytes)});
  }

  void import_paper(const Candidate& candidate, const std::string& bytes) {
    auto paper = read_paper(bytes, candidate.source);
    if (paper && paper->blocks.empty())
      paper = fail(ErrorCode::data, candidate.source, "文件里没有文字",
                   "如果是图片或扫描件，请先做文字识别（OCR）");
    if (!paper) {
      report_.failed.push_back(paper.error());
      return;
    }
    const PaperFacts facts = guess_facts(*paper, fs::path(candidate.target).stem().string());
    const std::string name = safe_name(fs::path(candidate.target).filename().string());
    const CorpusMarkdown markdown = corpus_markdown(*paper, facts, name);
    ImportedPaper done;
    done.source = candidate.source;
    done.format = paper->format;
    done.written = request_.into / target_of(candidate.target, name);
    if (auto written = write(done, markdown.text); !written) {
      report_.failed.push_back(written.error());
      return;
    }
    describe(done, *paper, facts, markdown);
    report_.papers.push_back(std::move(done));
  }

  // a/通知.docx → a/通知.md; where that one was made from a 通知.pdf, in this run or before: a/通知.docx.md
  fs::path target_of(const std::string& target, const std::string& name) {
    const fs::path whole = safe_name(target);
    fs::path out = fs::path(whole).replace_extension(".md");
    for (int i = 1; is_taken(out, name); ++i)
      out = whole.string() + (i == 1 ? ".md" : fmt::format(".{}.md", i));
    targets_.insert(out);
    return out;
  }

  bool is_taken(const fs::path& target, const std::string& name) const {
    return targets_.contains(target) || made_from_other(request_.into / target, name);
  }

  // Whether a text written before says that it was imported from a file of another name.
  static bool made_from_other(const fs::path& written, const std::string& name) {
    std::error_code error;
    if (!fs::is_regular_file(fs::symlink_status(written, error))) return false;
    const auto text = read_file(written, limits::policy_file_bytes);
    if (!text || !text->starts_with("---\n")) return false;
    const std::string_view front = std::string_view(*text).substr(0, text->find("\n---", 3));
    constexpr std::string_view field = "\nsource: 导入自 ";
    const std::size_t at = front.find(field);
    return at != front.npos && !front.substr(at + field.size()).starts_with(name + "（");
  }

  static Result<void> write(ImportedPaper& paper, const std::string& text) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(paper.written, error))) {
      const auto there = read_file(paper.written, limits::policy_file_bytes);
      if (there && *there == text) {
        paper.unchanged = true;
        return {};
      }
      return fail(ErrorCode::data, paper.written.string(),
                  "已有内容不同的文件，没有覆盖（来自 " + paper.source + "）",
                  "可能已经补改过：请比较后删去或改名旧文件再导入，或用 --into 换一个文件夹");
    }
    fs::create_directories(paper.written.parent_path(), error);
    if (error)
      return fail(ErrorCode::general, paper.written.parent_path().string(),
                  "不能建立文件夹：" + errno_reason(error.value()), "请检查权限");
    return write_file_atomically(paper.written, text);
  }

  static void describe(ImportedPaper& out, const Paper& paper, const PaperFacts& facts,
                       const CorpusMarkdown& markdown) {
    std::set<std::string> told;
    for (const GuessedField& guess : facts.guesses) {
      told.insert(guess.field);
      ImportedField field{guess.field, guess.value, 0, {}};
      if (guess.block) {
        field.line = markdown.lines[*guess.block];
        field.read_from = paper.blocks[*guess.block].text;
      }
      out.fields.push_back(std::move(field));
    }
    for (const char* field : {"issuer", "number", "date", "effective"})
      if (!told.contains(field)) out.missing.emplace_back(field);
    out.remarks = paper.remarks;
    out.remarks.insert(out.remarks.end(), facts.remarks.begin(), facts.remarks.end());
    const ParsedPolicy parsed = parse_policy(markdown.text, out.written.filename().string());
    out.clauses = parsed.document.clauses.size();
    if (out.clauses == 0) out.remarks.emplace_back("没有认出条款，只能按整份文件引用；请看写出的文本对不对");
    for (const Diagnostic& diagnostic : parsed.diagnostics)
      out.remarks.push_back(fmt::format("第 {} 行：{}", diagnostic.line, diagnostic.message));
  }

  const ImportRequest& request_;
  std::vector<Candidate> candidates_;
  std::set<fs::path> targets_;
  ImportReport report_;
};

} // namespace

Result<ImportReport> import_papers(const ImportRequest& request) {
  return Import(request).run();
}

} // namespace fengqiao::indexer
