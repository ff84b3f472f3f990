#include "station/paperwork.hpp"

#include "core/file.hpp"
#include "core/front_matter.hpp"
#include "core/limits.hpp"
#include "core/masking.hpp"
#include "core/text.hpp"
#include "render/element_names.hpp"
#include "render/markdown_escape.hpp"
#include "render/nearest.hpp"
#include "render/record.hpp"
#include "render/schema.hpp"
#include "station/checklist/appendix.hpp"
#include "station/daily/approved_values.hpp"
#include "station/figures.hpp"
#include "station/grading/report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

void append(Errors& to, const Errors& more) {
  to.insert(to.end(), more.begin(), more.end());
}

void note_encoding(Prepared& out, Encoding encoding) {
  if (encoding != Encoding::utf8 && encoding != Encoding::utf8_bom)
    out.notes.push_back(
        fmt::format("{} 是 {} 编码，已转换后读取（原文件不变）", out.file, encoding_name(encoding)));
}

// What a draft shows of a file that cannot be set: within every limit of the layout.
constexpr std::size_t kShownBytes = 256u << 10, kShownLines = 5000;
constexpr std::size_t kMostProblems = 200; // nobody reads more; a wrong file can give a hundred thousand

// Those of data first; what is beyond the bound becomes a number.
void order_and_cut(Prepared& out) {
  Errors& problems = out.problems;
  std::stable_partition(problems.begin(), problems.end(),
                        [](const Error& e) { return e.code != ErrorCode::citation; });
  if (problems.size() <= kMostProblems) return;
  const std::size_t more = problems.size() - kMostProblems;
  problems.resize(kMostProblems);
  problems.push_back({problems.back().code, out.file, fmt::format("另有 {} 处问题没有列出", more),
                      "先改好上面各处，再检查一遍"});
}

// For a draft of what cannot be filled in.
void show_as_written(Prepared& out) {
  out.properties.title = fs::path(out.file).filename().string();
  out.markdown_file = out.file;
  out.filled = as_written(out);
}

// Stands in where there is no index: words such as 默认 still print, and every citation is counted.
class NoResolver : public CitationResolver {
public:
  Result<ResolvedCitation> resolve(const std::string&) const override {
    return fail(ErrorCode::citation, "", "没有索引");
  }
};

// What changed since a person last confirmed the citations.
void look_for_changes(Prepared& out, bool checklist, const CitationResolver& resolver) {
  const auto confirmed = load_confirmed(out.file);
  if (!confirmed) return append(out.warnings, confirmed.error()); // a print does not wait for it
  if (!confirmed->exists && !checklist) return;
  trace_lost(out.citations.lost, *confirmed, resolver, out.problems);
  out.reviews = review(out.citations.clauses, *confirmed, resolver);
}

RecordCitations look_up_citations(render::Value& values, const render::Field& schema, bool linked,
                                  const PaperworkContext& context, Errors& problems) {
  if (context.resolver != nullptr)
    return resolve_citations(values, schema, *context.resolver, problems, linked);
  Errors unresolved;
  resolve_citations(values, schema, NoResolver(), unresolved);
  if (unresolved.empty()) return {};
  Error error = context.no_resolver; // once, not for each citation
  error.message += fmt::format("（{} 处引据）", unresolved.size());
  problems.push_back(std::move(error));
  return {};
}

bool wants_appendix(const render::Value& values, const render::Template& form,
                    const PaperworkContext& context) {
  if (!context.appendix || form.program.text.find(appendix_directive) == std::string::npos) return false;
  const render::Value* chosen = values.find(appendix_field);
  return chosen == nullptr || chosen->kind != render::Value::Kind::boolean || chosen->boolean;
}

Result<std::shared_ptr<const Form>, Errors> load_form(const PaperworkContext& context,
                                                      const render::Record& record) {
  FormCache own;
  FormCache& forms = context.forms != nullptr ? *context.forms : own;
  return forms.load(*context.templates, record.template_id, record.template_where);
}

void fill_in(Prepared& out, const render::Record& record, const Form& loaded,
             const PaperworkContext& context) {
  const render::Template& form = loaded.paper;
  render::Value values = render::check_record(record.body, form.schema, record.file, out.problems);
  if (form.front_matter.text("approval") == "true") {
    out.needs_approval = true;
    out.approval = take_approval(out.file, context.approval, values, out.problems, out.warnings);
    if (out.approval.state != ApprovalState::in_force) out.watermark = unapproved_mark;
  }
  out.personal = mask_values(values, form.front_matter.text("public"));
  if (out.personal.places > 0)
    out.notes.push_back(
        fmt::format("{} 里有 {} 处身份证号或电话号码，打印时已遮盖；用 fengqiao check 看在哪几处", out.file,
                    out.personal.places));
  if (loaded.figure_faults.empty())
    compute(loaded.figures, values, out.problems, out.warnings);
  else
    append(out.problems, loaded.figure_faults);
  const bool appendix = wants_appendix(values, form, context);
  out.citations = look_up_citations(values, form.schema, appendix, context, out.problems);
  if (context.resolver != nullptr) look_for_changes(out, is_checklist(form.schema), *context.resolver);
  auto filled = render::fill(form.program, values);
  if (!filled) {
    out.problems.push_back(filled.error());
    return;
  }
  out.filled = std::move(*filled);
  if (appendix)
    add_appendix(out.filled, out.citations.clauses);
  else
    drop_appendix(out.filled);
  out.name = form.title;
  out.style = form.style;
  out.elements = render::element_texts(form.front_matter, form.file);
  render::add_element_texts(values, out.elements);
  out.properties = document_properties(form.front_matter, form.file, &values, out.elements, out.problems);
  if (const render::Value* footer = values.at_path(form.front_matter.text("footer")))
    out.footer = footer->text;
  out.is_daily = form.front_matter.find("daily") != nullptr;
  out.markdown_file = form.file + "（填好后）";
  out.image_folders = {form.folder, fs::path(out.file).parent_path()};
  out.values = std::move(values);
}

// Data for grading are printed as what grading makes of them. nullopt: `id` is the form of no standard.
std::optional<render::Record> graded(Prepared& out, const render::Record& data, const fs::path& templates) {
  Errors faults; // of other standards: grade and check tell of them
  for (const auto& standard : grading::load_standards(templates / grading::standards_folder, faults)) {
    if (data.template_id != standard.data_form && data.template_id != standard.alias) continue;
    const auto result = grading::grade(standard, grading::read_station(data.body, standard, out.file));
    append(out.problems, result.data.problems);
    append(out.warnings, result.data.warnings);
    return grading::station_record(result, nullptr, {});
  }
  return std::nullopt;
}

Result<Prepared, Errors> prepare_record(Prepared out, const Decoded& text, const PaperworkContext& context) {
  auto record = render::parse_record(text.text, out.file, render::is_csv_file(out.file));
  if (!record) {
    append(out.problems, record.error());
    show_as_written(out);
    return out;
  }
  out.template_id = record->template_id;
  auto form = load_form(context, *record);
  if (!form)
    if (auto report = graded(out, *record, context.templates->folder())) {
      *record = std::move(*report);
      form = load_form(context, *record);
    }
  if (!form) {
    append(out.problems, form.error());
    show_as_written(out);
    return out;
  }
  out.template_id = (*form)->paper.id;
  fill_in(out, *record, **form, context);
  if (out.filled.markdown.empty()) show_as_written(out);
  return out;
}

// A member of the front matter that nothing reads: the paper would print without it, and nobody would know
// why.
void warn_of_unknown(const DataNode& front_matter, const std::string& file, Errors& warnings) {
  std::vector<std::string> names{"style", "title", "author", "date"};
  const std::vector<std::string> elements = render::element_names();
  names.insert(names.end(), elements.begin(), elements.end());
  for (const DataMember& member : front_matter.members) {
    if (std::ranges::find(names, member.key) != names.end()) continue;
    const auto near = render::nearest(member.key, elements, 1);
    warnings.push_back({ErrorCode::data, place(file, member.line, member.column),
                        fmt::format("文件头里的“{}”没有用上", printable(shorten(member.key, 30))),
                        near.empty() ? "可用的项见手册“版式”；给自己看的话写在 # 后面"
                                     : fmt::format("是不是“{}”？", near.front())});
  }
}

Result<Prepared, Errors> prepare_markdown(Prepared out, const Decoded& text) {
  out.markdown_file = out.file;
  out.image_folders.markdown = out.image_folders.record = fs::path(out.file).parent_path();
  out.name = fs::path(out.file).stem().string();
  const auto head = split_front_matter(text.text, out.file);
  if (!head) {
    append(out.problems, head.error());
    show_as_written(out);
    return out;
  }
  if (const auto at = render::find_token_character(head->body)) {
    const auto line =
        std::count(head->body.begin(), head->body.begin() + static_cast<std::ptrdiff_t>(*at), '\n');
    out.problems.push_back({ErrorCode::data, place(out.file, head->body_line + static_cast<int>(line)),
                            "文中有程序自用的字符（U+F0000—U+F1FFF）", "请删去这个看不见的字符"});
  }
  out.filled.markdown = head->body;
  out.first_line = head->body_line;
  out.style = head->data.text("style");
  out.elements = render::element_texts(head->data, out.file);
  out.properties = document_properties(head->data, out.file, nullptr, out.elements, out.problems);
  if (const DataNode* style = head->data.find("style")) out.style_where = place(out.file, style->line);
  if (!out.style.empty()) warn_of_unknown(head->data, out.file, out.warnings);
  return out;
}

std::size_t size_limit(bool record) {
  return record ? limits::record_file_bytes : limits::markdown_bytes;
}

// At most `bytes` of the text, cut between characters.
std::string_view front_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
    --bytes;
  return text.substr(0, bytes);
}

} // namespace

bool is_checklist(const render::Field& schema) {
  const render::Field* items = schema.find("items");
  if (items == nullptr || items->type != render::FieldType::array || items->children.empty()) return false;
  const render::Field& item = items->children.front();
  return item.find("no") != nullptr && item.find("matter") != nullptr && item.find("basis") != nullptr;
}

render::Filled as_written(const Prepared& prepared) {
  render::Filled out;
  const std::string title = fs::path(prepared.file).filename().string();
  const Masked source = mask_personal_data(front_of(prepared.source, kShownBytes));
  const std::string_view text = render::is_record_file(prepared.file)
                                    ? std::string_view(source.text)
                                    : front_of(prepared.source, kShownBytes);
  out.markdown = "# " + out.tokens.add(title, prepared.file) + "\n\n";
  std::size_t pos = 0;
  for (std::size_t line = 0; line < kShownLines && pos < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', pos), text.size());
    if (end > pos)
      out.markdown += out.tokens.add(std::string(text.substr(pos, end - pos)), prepared.file) + "\n\n";
    pos = end + 1;
  }
  if (pos < prepared.source.size()) out.markdown += "（以下从略）\n";
  return out;
}

Prepared prepare_record(const render::Record& record, const PaperworkContext& context) {
  Prepared out;
  out.file = record.file;
  const auto form = load_form(context, record);
  if (form) {
    out.template_id = (*form)->paper.id;
    fill_in(out, record, **form, context);
  } else {
    append(out.problems, form.error());
  }
  out.markdown = render::write_out_tokens(out.filled.markdown, out.filled.tokens);
  order_and_cut(out);
  return out;
}

Result<Prepared, Errors> prepare(const fs::path& file, const PaperworkContext& context) {
  Prepared out;
  out.file = file.string();
  const bool record = render::is_record_file(file);
  if (!record && !render::is_markdown_file(file))
    return fail_all(
        {{ErrorCode::data, out.file, "不认识这种文件",
          "可以用记录（.yaml、.csv）或 Markdown（.md）；电子表格请另存为“CSV UTF-8（逗号分隔）”"}});
  const auto text = read_text(file, size_limit(record));
  if (!text) return fail_all({text.error()});
  out.source = text->text;
  note_encoding(out, text->encoding);
  auto prepared =
      record ? prepare_record(std::move(out), *text, context) : prepare_markdown(std::move(out), *text);
  if (!prepared) return prepared;
  prepared->markdown = render::write_out_tokens(prepared->filled.markdown, prepared->filled.tokens);
  order_and_cut(*prepared);
  return prepared;
}

} // namespace fengqiao::station
