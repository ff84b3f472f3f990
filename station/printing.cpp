#include "station/printing.hpp"

#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "core/yaml.hpp"
#include "render/chart.hpp"
#include "render/compose.hpp"
#include "render/directive.hpp"
#include "render/html_writer.hpp"
#include "render/markdown.hpp"
#include "render/markdown_escape.hpp"
#include "render/nearest.hpp"
#include "render/paper_check.hpp"
#include "render/paper_tree.hpp"
#include "render/pdf_writer.hpp"
#include "render/qpdf_archive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <system_error>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDefaultStyle = "材料";

void append(Errors& to, const Errors& more) {
  to.insert(to.end(), more.begin(), more.end());
}

// Errors without a place are the whole file's.
Errors of_file(Errors errors, const std::string& file) {
  for (Error& error : errors)
    if (error.where.empty()) error.where = file;
  return errors;
}

// Citations last: the exit code is that of the first.
Errors sorted(Errors problems) {
  std::stable_partition(problems.begin(), problems.end(),
                        [](const Error& error) { return error.code != ErrorCode::citation; });
  return problems;
}

std::vector<std::string> texts_of(const Errors& problems) {
  std::vector<std::string> texts;
  for (const auto& problem : problems)
    texts.push_back(to_text(problem));
  return texts;
}

std::vector<std::string> style_names(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->path().extension() == ".yaml") names.push_back(at->path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

Result<render::MdNode, Errors> tree_of(const Prepared& prepared, const render::Filled& filled,
                                       render::Losses losses = render::Losses::refuse) {
  return render::parse_markdown(filled.markdown, filled.tokens, prepared.markdown_file, prepared.first_line,
                                losses);
}

Result<render::PageStyle, Errors> read_style(const fs::path& file) {
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  return render::read_page_style(text->text, file.string());
}

// The tree, or in a draft the next best: what prints of it, where words are lost; the same text with its
// values written out as Markdown, where a value stands in a place (a link's target) that no value may stand
// in; else (a table beyond the limits) the file as it was written.
Result<render::MdNode, Errors> parse(const Prepared& prepared, bool draft, Errors& problems) {
  auto tree = tree_of(prepared, prepared.filled);
  if (tree) return tree;
  append(problems, tree.error());
  if (!draft) return tree;
  if (auto partly = tree_of(prepared, prepared.filled, render::Losses::allow)) return partly;
  auto plain = tree_of(prepared, {prepared.markdown, {}}, render::Losses::allow);
  return plain ? plain : tree_of(prepared, as_written(prepared));
}

// The problems of a draft, for forms without pages: as Markdown whose values are tokens.
render::Filled notice(const Errors& problems) {
  render::Filled out;
  out.markdown = fmt::format("> **{}**\n>\n", render::kDraftMark);
  for (const auto& problem : problems)
    out.markdown += "> - " + out.tokens.add(to_text(problem), "") + "\n";
  return out;
}

// What a watermark says, for forms without pages.
std::string watermark_line(const Prepared& prepared) {
  if (prepared.watermark.empty()) return {};
  return fmt::format("> **{}**：还没有值班所领导审定，不是正式件。\n\n", prepared.watermark);
}

// Puts each picture into the tree as a data: URL, so that the HTML stands alone. What cannot be read is a
// problem, and prints as its description; so is a chart, which prints as it was written.
void take_in_figures(render::MdNode& node, render::ImageStore& images, const std::string& file,
                     Errors& problems) {
  if (node.kind == render::MdKind::image) {
    auto url = images.data_url(node, file);
    if (!url) problems.push_back(url.error());
    node.text = url.value_or("");
  }
  if (node.kind == render::MdKind::chart)
    if (const auto chart = render::read_chart(node, file); !chart) append(problems, chart.error());
  for (render::MdNode& child : node.children)
    take_in_figures(child, images, file, problems);
}

// What a 公文 has around its text as blocks before and behind it; the attachments of any document under their
// heads.
render::MdNode with_surroundings(render::MdNode tree, const Prepared& prepared,
                                 const render::PageStyle& style, Errors& problems) {
  if (!style.paper) return render::with_elements(std::move(tree), {}, {});
  return render::with_elements(std::move(tree), render::read_elements(prepared.elements, problems),
                               style.paper->mark.suffix);
}

bool is_style_path(const std::string& name) {
  return name.find('/') != std::string::npos || name.ends_with(".yaml");
}

// What stands at the foot of each page stands once, at the end, where there are no pages.
std::string footer_line(const Prepared& prepared) {
  if (prepared.footer.empty()) return {};
  render::TokenTable tokens;
  const std::string line = "\n<!-- 小字 -->\n" + tokens.add(prepared.footer, "") + "\n";
  return render::write_out_tokens(line, tokens);
}

// The style, and what a 公文 says around its text, so that the Markdown prints as the same paper again.
std::string front_matter(const Prepared& prepared, const PrintOptions& options) {
  std::string style = options.style.empty() || is_style_path(options.style) ? prepared.style : options.style;
  if (style == kDefaultStyle) style.clear();
  if (prepared.elements.empty() && style.empty()) return {};
  std::string out = "---\n";
  if (!style.empty()) out += fmt::format("style: {}\n", yaml_scalar(style));
  for (const auto& [name, element] : prepared.elements) {
    if (element.items.size() == 1) {
      out += fmt::format("{}: {}\n", name, yaml_scalar(element.items.front()));
      continue;
    }
    out += name + ":\n";
    for (const std::string& item : element.items)
      out += fmt::format("  - {}\n", yaml_scalar(item));
  }
  return out + "---\n\n";
}

// The document's Markdown; other programs draw no charts, so that these stand as tables.
std::string with_tables(const Prepared& prepared) {
  const auto tree = tree_of(prepared, prepared.filled);
  if (!tree || std::ranges::none_of(tree->children, [](const render::MdNode& node) {
        return node.kind == render::MdKind::chart;
      }))
    return prepared.markdown;
  render::Filled filled = prepared.filled;
  filled.markdown = render::charts_as_tables(filled.markdown, filled.tokens, *tree, prepared.first_line);
  return render::write_out_tokens(filled.markdown, filled.tokens);
}

} // namespace

Result<render::PageStyle, Errors> page_style(const Prepared& prepared, const PrintOptions& options) {
  std::string name = options.style.empty() ? prepared.style : options.style;
  if (name.empty()) name = kDefaultStyle;
  if (is_style_path(name) && name == options.style)
    return read_style(name); // only who runs the program names a path
  const fs::path file = options.styles / (name + ".yaml");
  const bool is_name = name.find_first_of("/\\") == std::string::npos && name != "." && name != "..";
  std::error_code ignored;
  if (!is_name || !fs::exists(file, ignored)) {
    if (name == kDefaultStyle) return render::PageStyle();
    const bool own = options.style.empty() && !prepared.style_where.empty();
    return fail_all(
        {{ErrorCode::data, own ? prepared.style_where : prepared.file, fmt::format("没有版式“{}”", name),
          "可用的版式：" + render::quoted_list(style_names(options.styles))}});
  }
  return read_style(file);
}

namespace {

// A draft of what makes too many pages.
Result<render::PageLayout, Errors> lay_out_as_written(const Prepared& prepared, const Errors& problems,
                                                      render::ComposeOptions composing,
                                                      render::FontSet& fonts) {
  const auto tree = tree_of(prepared, as_written(prepared));
  if (!tree) return fail_all(tree.error());
  composing.draft_problems = texts_of(sorted(problems));
  return render::compose(*tree, {}, fonts, composing);
}

} // namespace

Result<render::PageLayout, Errors> lay_out(const Prepared& prepared, const PrintOptions& options,
                                           render::FontSet& fonts, Errors* warnings) {
  Errors problems = prepared.problems;
  auto style = page_style(prepared, options);
  if (!style) append(problems, style.error());
  auto tree = parse(prepared, options.draft, problems);
  if (!tree) return fail_all(sorted(std::move(problems)));
  if (warnings != nullptr) append(*warnings, render::mistyped_directives(*tree, prepared.markdown_file));

  render::ComposeOptions composing;
  composing.file = prepared.markdown_file;
  composing.title = prepared.properties.title;
  composing.author = prepared.properties.author;
  composing.date = prepared.properties.date;
  composing.image_folders = prepared.image_folders;
  composing.footer = prepared.footer;
  composing.watermark = prepared.watermark;
  composing.draft = options.draft;
  composing.draft_problems = texts_of(sorted(problems));
  if (style && style->paper) {
    Errors faults;
    composing.paper = render::read_elements(prepared.elements, faults);
    append(problems, faults);
    // A text set in the type area of a 公文 on demand need not be one.
    Errors lacks, hints;
    render::check_paper(*tree, composing.paper, *style->paper, prepared.file, prepared.markdown_file, lacks,
                        hints);
    if (options.style.empty() || !composing.paper.empty()) {
      append(problems, lacks);
      if (warnings != nullptr) append(*warnings, hints);
    }
    composing.draft_problems = texts_of(sorted(problems));
  } else { // as a 公文's attachments, each on a page of its own
    tree = render::with_elements(std::move(*tree), {}, {});
  }
  auto layout = render::compose(*tree, style ? *style : render::PageStyle(), fonts, composing, warnings);
  if (!layout) {
    append(problems, layout.error());
    if (options.draft) layout = lay_out_as_written(prepared, problems, composing, fonts);
  }
  if (!layout || (!problems.empty() && !options.draft)) return fail_all(sorted(std::move(problems)));
  if (layout->title.empty()) layout->title = printable(prepared.name);
  return layout;
}

Errors write_faults(const Prepared& prepared, const render::PageLayout& layout, render::FontSet& fonts) {
  const auto written = render::write_pdf(layout, fonts);
  return written ? Errors() : of_file({written.error()}, prepared.file);
}

Result<std::string, Errors> pdf_of(const render::PageLayout& layout, render::FontSet& fonts) {
  const auto written = render::write_pdf(layout, fonts);
  if (!written) return fail_all({written.error()});
  auto bytes = render::make_archival(*written);
  if (!bytes) return fail_all({bytes.error()});
  return std::move(*bytes);
}

Result<PrintedPdf, Errors> print_pdf(const Prepared& prepared, const PrintOptions& options,
                                     render::FontSet& fonts, Errors* warnings) {
  const auto layout = lay_out(prepared, options, fonts, warnings);
  if (!layout) return fail_all(layout.error());
  auto bytes = pdf_of(*layout, fonts);
  if (!bytes) return fail_all(of_file(std::move(bytes.error()), prepared.file));
  return PrintedPdf{std::move(*bytes), layout->pages.size()};
}

Result<std::string, Errors> print_html(const Prepared& prepared, const PrintOptions& options,
                                       Errors* warnings) {
  Errors problems = prepared.problems;
  auto tree = parse(prepared, options.draft, problems);
  const auto style = page_style(prepared, options);
  if (!style) append(problems, style.error());
  if (tree && warnings != nullptr)
    append(*warnings, render::mistyped_directives(*tree, prepared.markdown_file));
  if (tree && style) tree = with_surroundings(std::move(*tree), prepared, *style, problems);
  render::ImageStore images(prepared.image_folders);
  if (tree) take_in_figures(*tree, images, prepared.markdown_file, problems);
  render::HtmlOptions writing{.title = prepared.properties.title,
                              .footer = prepared.footer,
                              .file = prepared.markdown_file,
                              .paper_numbers = style && style->list_numbers == render::ListNumbers::paper,
                              .problems = &problems,
                              .warnings = warnings};
  std::string html;
  if (tree) html = render::write_html(*tree, writing);
  problems = sorted(std::move(problems));
  if (!tree || (!problems.empty() && !options.draft)) return fail_all(std::move(problems));
  render::Filled before = options.draft ? notice(problems) : render::Filled();
  before.markdown = watermark_line(prepared) + before.markdown;
  if (before.markdown.empty()) return html;
  auto front = tree_of(prepared, before);
  if (!front) return fail_all(front.error());
  writing.problems = writing.warnings = nullptr; // are in front already
  std::move(tree->children.begin(), tree->children.end(), std::back_inserter(front->children));
  return render::write_html(*front, writing);
}

Result<std::string, Errors> print_markdown(const Prepared& prepared, const PrintOptions& options) {
  if (!options.draft && !prepared.problems.empty()) return fail_all(prepared.problems);
  const std::string head = front_matter(prepared, options);
  std::string text = watermark_line(prepared) + with_tables(prepared) + footer_line(prepared);
  if (!options.draft) return head + text;
  const render::Filled front = notice(prepared.problems);
  return head + render::write_out_tokens(front.markdown, front.tokens) + "\n" + text;
}

} // namespace fengqiao::station
