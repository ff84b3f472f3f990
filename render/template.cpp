#include "render/template.hpp"

#include "core/file.hpp"
#include "core/front_matter.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "render/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace fengqiao::render {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTemplateFile = "template.md";
constexpr const char* kSchemaFile = "schema.yaml";

bool is_alias(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

void check_front_matter(const DataNode& data, const std::string& file, Errors& errors) {
  if (data.text("title").empty())
    errors.push_back({ErrorCode::data, place(file, 1), "模板没有标题", "文件头写 title: 标题"});
  if (const DataNode* alias = data.find("alias"); alias != nullptr && !is_alias(alias->scalar))
    errors.push_back({ErrorCode::data, place(file, alias->line), fmt::format("别名“{}”不能用", alias->scalar),
                      "别名只用小写英文字母、数字和 -"});
}

// A link to a folder that it stands in: what is below would be found again and again.
bool leads_back_up(const fs::directory_entry& entry) {
  std::error_code error;
  if (!entry.is_symlink(error) || !entry.is_directory(error)) return false;
  const fs::path target = fs::canonical(entry.path(), error);
  const fs::path from = error ? fs::path() : fs::canonical(entry.path().parent_path(), error);
  if (error) return true;
  const auto [end, ignored] = std::ranges::mismatch(target, from);
  return end == target.end();
}

std::vector<TemplateEntry> find_templates(const fs::path& root) {
  std::vector<TemplateEntry> entries;
  std::error_code error;
  constexpr auto options =
      fs::directory_options::follow_directory_symlink | fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at(root, options, error), end; !error && at != end;
       at.increment(error)) {
    if (leads_back_up(*at)) at.disable_recursion_pending();
    if (at->path().filename() != kTemplateFile) continue;
    TemplateEntry entry;
    entry.folder = at->path().parent_path();
    entry.id = entry.folder.lexically_relative(root).generic_string();
    if (const auto text = read_text(at->path(), limits::record_file_bytes))
      if (auto head = split_front_matter(text->text, at->path().string())) {
        entry.alias = head->data.text("alias");
        entry.title = head->data.text("title");
        entry.description = head->data.text("description");
        entry.front_matter = std::move(head->data);
      }
    entries.push_back(std::move(entry));
  }
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return entries;
}

// A typed id without the slips that do no harm: blanks, a slash at the end, backslashes.
std::string normal_id(const std::string& typed) {
  std::string id(trim(typed));
  std::replace(id.begin(), id.end(), '\\', '/');
  while (id.ends_with('/'))
    id.pop_back();
  return id.starts_with("templates/") ? id.substr(std::string_view("templates/").size()) : id;
}

} // namespace

Result<Template, Errors> load_template(const fs::path& folder, std::string id) {
  Template out;
  out.id = std::move(id);
  out.folder = folder;
  out.file = (folder / kTemplateFile).string();
  const auto text = read_text(folder / kTemplateFile, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  auto head = split_front_matter(text->text, out.file);
  auto schema = load_schema(folder / kSchemaFile);

  Errors errors;
  if (!head) errors = std::move(head.error());
  if (head) check_front_matter(head->data, out.file, errors);
  if (!schema) errors.insert(errors.end(), schema.error().begin(), schema.error().end());
  if (head && schema) out.program = compile_template(head->body, *schema, out.file, head->body_line, errors);
  if (!errors.empty()) return fail_all(std::move(errors));

  out.alias = head->data.text("alias");
  out.title = head->data.text("title");
  out.style = head->data.text("style");
  out.front_matter = std::move(head->data);
  out.schema = std::move(*schema);
  return out;
}

TemplateLibrary::TemplateLibrary(fs::path folder)
    : folder_(std::move(folder)), entries_(find_templates(folder_)) {}

Result<Template, Errors> TemplateLibrary::load(const std::string& id_or_alias,
                                               const std::string& where) const {
  const std::string wanted = normal_id(id_or_alias);
  std::vector<const TemplateEntry*> found;
  for (const auto& entry : entries_)
    if (entry.id == wanted) return load_template(entry.folder, entry.id);
  for (const auto& entry : entries_)
    if (entry.alias == wanted) found.push_back(&entry);
  if (found.size() == 1) return load_template(found.front()->folder, found.front()->id);
  if (found.size() > 1)
    return fail_all({{ErrorCode::data, where,
                      fmt::format("别名“{}”有两个模板在用：{}、{}", wanted, found[0]->id, found[1]->id),
                      "请写模板的全名"}});
  std::vector<std::string> names;
  for (const auto& entry : entries_) {
    names.push_back(entry.id);
    if (!entry.alias.empty()) names.push_back(entry.alias);
  }
  const auto near = nearest(wanted, names);
  std::string hint = "用 fengqiao templates 查看可用的模板";
  if (!near.empty()) hint = fmt::format("是不是{}？", quoted_list(near));
  if (entries_.empty())
    hint = fmt::format("模板文件夹 {} 里没有模板；可用 --templates 指定", folder_.string());
  return fail_all({{ErrorCode::data, where, fmt::format("没有模板“{}”", wanted), hint}});
}

} // namespace fengqiao::render
