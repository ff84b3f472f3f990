#include "station/checklist/confirmed.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/fold.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "core/yaml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <system_error>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".依据.yaml";

std::string folded_text(std::string_view text) {
  std::string out;
  for (const char32_t c : fold32(text))
    if (!is_space(c)) append_utf8(out, c);
  return out;
}

// The document of a key: XD2023 of XD2023-1.3, 治安管理处罚法@2005 of 治安管理处罚法@2005-43.
std::string document_of(const std::string& key) {
  return key.substr(0, key.find('-'));
}

// The key in the same document under which a text of that digest stands; empty: nowhere.
std::string find_text(const std::string& key, const std::string& digest, const CitationResolver& resolver) {
  const auto all = resolver.clauses(document_of(key));
  if (!all) return {};
  for (const auto& clause : *all)
    if (clause.key != key && clause_digest(clause.text) == digest) return clause.key;
  return {};
}

// Around the first difference, about forty characters of each.
std::pair<std::string, std::string> difference(const std::string& before, const std::string& after) {
  const std::u32string a = to_utf32(before), b = to_utf32(after);
  constexpr std::size_t kLead = 12, kShown = 60;
  std::size_t same = 0;
  while (same < a.size() && same < b.size() && a[same] == b[same])
    ++same;
  const std::size_t from = same > kLead ? same - kLead : 0;
  const auto part = [&](const std::u32string& text) {
    std::string out = from > 0 ? "…" : "";
    out += to_utf8(text.substr(std::min(from, text.size()), kShown));
    if (from + kShown < text.size()) out += "…";
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
  };
  return {part(a), part(b)};
}

std::string digest_hint(const std::string& checklist) {
  return fmt::format("核对后用 fengqiao check {} --accept 重新确认", checklist);
}

} // namespace

fs::path confirmed_file(const fs::path& checklist) {
  fs::path out = checklist;
  return out.replace_filename(checklist.stem().string() + std::string(kSuffix));
}

bool is_companion_file(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.ends_with(kSuffix) || name.ends_with(".审定.yaml");
}

std::string clause_digest(std::string_view text) {
  return sha256_hex(folded_text(text));
}

Result<ConfirmedClauses, Errors> load_confirmed(const fs::path& checklist) {
  const fs::path file = confirmed_file(checklist);
  ConfirmedClauses out;
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return out;
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  const auto tree = parse_yaml(text->text, file.string());
  if (!tree) return fail_all(tree.error());
  const DataNode* list = tree->is_map() ? tree->find("依据") : nullptr;
  if (list == nullptr || !(list->is_list() || list->is_null()))
    return fail_all({{ErrorCode::data, file.string(), "这不是依据的确认记录",
                      "删去它，再用 fengqiao check 清单 --accept 重新确认"}});
  out.exists = true;
  for (const auto& item : list->items) {
    ConfirmedClause clause{item.text("键"), item.text("时效"), item.text("摘要"), item.text("文字"),
                           item.line};
    if (clause.key.empty() || clause.digest.size() != 64)
      return fail_all({{ErrorCode::data, place(file.string(), item.line), "这一条确认记录缺了键或摘要",
                        "删去这个文件，再用 fengqiao check 清单 --accept 重新确认"}});
    out.clauses.push_back(std::move(clause));
  }
  return out;
}

std::vector<ClauseReview> review(const std::vector<CitedClause>& cited, const ConfirmedClauses& confirmed,
                                 const CitationResolver& resolver) {
  std::map<std::string, const ConfirmedClause*> known;
  for (const auto& clause : confirmed.clauses)
    known.emplace(clause.key, &clause);
  std::vector<ClauseReview> out;
  for (std::size_t i = 0; i < cited.size(); ++i) {
    const ResolvedCitation& now = cited[i].clause;
    const auto at = known.find(now.key);
    if (at == known.end()) {
      out.push_back({ClauseReview::Kind::fresh, i, {}, {}, {}});
      continue;
    }
    const ConfirmedClause& old = *at->second;
    if (old.digest != clause_digest(now.text))
      out.push_back(
          {ClauseReview::Kind::changed, i, old.text, old.status, find_text(old.key, old.digest, resolver)});
    else if (old.status != now.status)
      out.push_back({ClauseReview::Kind::status, i, old.text, old.status, {}});
  }
  return out;
}

void trace_lost(const std::vector<LostCitation>& lost, const ConfirmedClauses& confirmed,
                const CitationResolver& resolver, Errors& problems) {
  for (const auto& each : lost)
    for (const auto& old : confirmed.clauses) {
      if (old.key != each.typed || each.problem >= problems.size()) continue;
      Error& problem = problems[each.problem];
      const std::string now = find_text(old.key, old.digest, resolver);
      const std::string told =
          now.empty() ? "上次确认时有这一条，它的文字现在找不到了" : "上次确认的文字现在是 " + now;
      problem.hint = told + (problem.hint.empty() ? "" : "；" + problem.hint);
    }
}

Error describe(const ClauseReview& review, const CitedClause& cited, const std::string& checklist) {
  Error out{ErrorCode::data, cited.places.empty() ? checklist : cited.places.front().where, {}, {}};
  std::string items;
  for (const auto& place : cited.places)
    items += (items.empty() ? "" : "、") + place.item;
  const std::string name = fmt::format("{}（{}；{}）", cited.clause.key, cited.clause.label, items);
  if (review.kind == ClauseReview::Kind::status) {
    out.message = fmt::format("依据 {} 的时效由“{}”变为“{}”", name, review.old_status, cited.clause.status);
  } else {
    out.message = fmt::format("依据 {} 的文字与上次确认时不同", name);
    if (!review.moved_to.empty()) out.message += fmt::format("，原来的文字现在是 {}", review.moved_to);
    if (!review.old_text.empty()) {
      const auto [before, after] = difference(review.old_text, cited.clause.text);
      out.hint = fmt::format("原：{}\n        现：{}\n        ", before, after);
    }
  }
  out.hint += digest_hint(checklist);
  return out;
}

std::string write_confirmed(const fs::path& checklist, const std::vector<CitedClause>& cited) {
  std::string out =
      "# 由 fengqiao check --accept 写成：各条依据上次确认时的文字。不要手改，条款变了核对后再确认。\n";
  out += fmt::format("清单: {}\n", yaml_scalar(checklist.filename().string()));
  out += cited.empty() ? "依据: []\n" : "依据:\n";
  for (const auto& [clause, printed, anchor, places] : cited) {
    out += fmt::format("  - 键: {}\n    时效: {}\n    摘要: {}\n", yaml_scalar(clause.key),
                       yaml_scalar(clause.status), yaml_scalar(clause_digest(clause.text)));
    if (count_code_points(clause.text) <= confirmed_text_chars)
      out += fmt::format("    文字: {}\n", yaml_scalar(clause.text));
  }
  return out;
}

} // namespace fengqiao::station
