#include "station/printing.hpp"

#include "core/file.hpp"
#include "core/limits.hpp"
#include "render/compose.hpp"
#include "render/html_writer.hpp"
#include "render/markdown.hpp"
#include "render/markdown_escape.hpp"
#include "render/nearest.hpp"
#include "render/pdf_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDefaultStyle = "材料";
constexpr std::string_view kDraftMark = "草稿—未核验";

void append(Errors& to, const Errors& more) {
  to.insert(to.end(), more.begin(), more.end());
}

// Citations last: the exit code is that of the first.
Errors sorted(Errors problems) {
  std::stable_partition(problems.begin(), problems.end(),
                        [](const Error& error) { return error.code != ErrorCode::citation; });
  return problems;
}

std::vector<std::string> style_names(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->path().extension() == ".yaml") names.push_back(at->path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

// The tree, or in a draft the next best: the same text with its values written out as Markdown, where a value
// stands in a place (a link's target) that no value may stand in.
Result<render::MdNode, Errors> parse(const Prepared& prepared, const render::Filled& filled, bool draft,
                                     Errors& problems) {
  auto tree =
      render::parse_markdown(filled.markdown, filled.tokens, prepared.markdown_file, prepared.first_line);
  if (tree) return tree;
  append(problems, tree.error());
  if (!draft) return tree;
  return render::parse_markdown(render::write_out_tokens(filled.markdown, filled.tokens), {},
                                prepared.markdown_file, prepared.first_line);
}

// For forms without pages: the problems in front of the text.
render::Filled with_notice(const Prepared& prepared, const Errors& problems) {
  render::Filled out = prepared.filled;
  std::string notice = fmt::format("> **{}**\n>\n", kDraftMark);
  for (const auto& problem : problems)
    notice += "> - " + out.tokens.add(to_text(problem), "") + "\n";
  out.markdown = notice + "\n" + out.markdown;
  return out;
}

} // namespace

Result<render::PageStyle, Errors> page_style(const Prepared& prepared, const PrintOptions& options) {
  std::string name = options.style.empty() ? prepared.style : options.style;
  if (name.empty()) name = kDefaultStyle;
  const fs::path file = options.styles / (name + ".yaml");
  const bool is_name = name.find_first_of("/\\") == std::string::npos && name != "." && name != "..";
  std::error_code ignored;
  if (!is_name || !fs::exists(file, ignored)) {
    if (name == kDefaultStyle) return render::PageStyle();
    return fail_all({{ErrorCode::data, prepared.file, fmt::format("没有版式“{}”", name),
                      "可用的版式：" + render::quoted_list(style_names(options.styles))}});
  }
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  return render::read_page_style(text->text, file.string());
}

Result<render::PageLayout, Errors> lay_out(const Prepared& prepared, const PrintOptions& options,
                                           render::FontSet& fonts) {
  Errors problems = prepared.problems;
  auto style = page_style(prepared, options);
  if (!style) append(problems, style.error());
  const auto tree = parse(prepared, prepared.filled, options.draft, problems);
  if (!tree) return fail_all(sorted(std::move(problems)));

  render::ComposeOptions composing;
  composing.file = prepared.markdown_file;
  composing.title = prepared.title;
  composing.author = prepared.author;
  composing.date = prepared.date;
  composing.draft = options.draft;
  for (const auto& problem : sorted(problems))
    composing.draft_problems.push_back(to_text(problem));
  auto layout = render::compose(*tree, style ? *style : render::PageStyle(), fonts, composing);
  if (!layout) append(problems, layout.error());
  if (!layout || (!problems.empty() && !options.draft)) return fail_all(sorted(std::move(problems)));
  return layout;
}

Result<PrintedPdf, Errors> print_pdf(const Prepared& prepared, const PrintOptions& options,
                                     render::FontSet& fonts) {
  const auto layout = lay_out(prepared, options, fonts);
  if (!layout) return fail_all(layout.error());
  auto bytes = render::write_pdf(*layout, fonts);
  if (!bytes) return fail_all({bytes.error()});
  return PrintedPdf{std::move(*bytes), layout->pages.size()};
}

Result<std::string, Errors> print_html(const Prepared& prepared, const PrintOptions& options) {
  Errors problems = prepared.problems;
  const auto tree = parse(prepared, options.draft ? with_notice(prepared, problems) : prepared.filled,
                          options.draft, problems);
  if (!tree || (!problems.empty() && !options.draft)) return fail_all(sorted(std::move(problems)));
  return render::write_html(*tree, prepared.title);
}

Result<std::string, Errors> print_markdown(const Prepared& prepared, const PrintOptions& options) {
  if (!options.draft && !prepared.problems.empty()) return fail_all(prepared.problems);
  if (!options.draft) return prepared.markdown;
  const render::Filled draft = with_notice(prepared, prepared.problems);
  return render::write_out_tokens(draft.markdown, draft.tokens);
}

} // namespace fengqiao::station
