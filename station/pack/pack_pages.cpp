#include "station/pack/pack_pages.hpp"

#include "core/text.hpp"
#include "render/compose.hpp"
#include "station/pack/pack_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace fengqiao::station::pack {
namespace {

using render::MdKind;
using render::MdNode;

constexpr std::string_view kInsert = "插入 "; // <!-- 插入 佐证页 --> in the template
constexpr double kEdge = 28, kGap = 6;        // points: paper edge to evidence; header line to evidence

Nodes inserted(const std::string& name, const PackFolder& folder, const PackPrinting& printing,
               const ClauseNodes& clauses, Errors& problems) {
  if (name == "佐证清单") return evidence_list(folder);
  if (name == "佐证页") return evidence_pages(folder);
  if (name == "依据表") return clauses.basis;
  if (name == "条款") return clauses.appendix;
  if (name == "清单") return manifest_nodes(folder, printing);
  return narrative_nodes(folder, name, problems);
}

void insert_parts(MdNode& document, const PackFolder& folder, const PackPrinting& printing,
                  Errors& problems) {
  const ClauseNodes clauses = clause_nodes(folder, printing.context.resolver);
  Nodes out;
  for (MdNode& node : document.children) {
    const std::string_view text = trim(node.text);
    if (node.kind != MdKind::directive || !text.starts_with(kInsert)) {
      out.push_back(std::move(node));
      continue;
    }
    const std::string name(trim(text.substr(kInsert.size())));
    Nodes part = inserted(name, folder, printing, clauses, problems);
    std::move(part.begin(), part.end(), std::back_inserter(out));
  }
  document.children = std::move(out);
}

bool is_word_character(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || c == U'-';
}

// Where `word` stands in a line by itself.
std::size_t find_word(const std::u32string& text, const std::u32string& word, std::size_t from) {
  for (std::size_t at = text.find(word, from); at != text.npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word_character(text[at - 1])) &&
        (end == text.size() || !is_word_character(text[end])))
      return at;
  }
  return text.npos;
}

double width_of(const render::TextRun& run, std::size_t begin, std::size_t end) {
  double width = 0;
  for (std::size_t i = begin; i < end && i < run.advances.size(); ++i)
    width += run.advances[i];
  return width;
}

void link_word(render::Page& page, const std::u32string& word, const std::string& target) {
  for (const auto& run : page.runs)
    for (std::size_t at = find_word(run.text, word, 0); at != run.text.npos;
         at = find_word(run.text, word, at + word.size()))
      page.links.push_back({run.x + width_of(run, 0, at), run.y - run.size,
                            width_of(run, at, at + word.size()), run.size * 1.25, target});
}

class Finisher {
public:
  Finisher(const PackFolder& folder, PackPages& out) : folder_(folder), out_(out), layout_(out.layout) {
    for (const auto& anchor : layout_.anchors)
      anchors_.emplace(anchor.name, anchor.page);
  }

  void finish() {
    name_pages();
    for (std::size_t i = 0; i < folder_.evidence.size(); ++i)
      place(i);
    add_bookmarks();
    link_items();
  }

private:
  [[nodiscard]] std::size_t page_of(const std::string& anchor) const {
    const auto found = anchors_.find(anchor);
    return found == anchors_.end() ? layout_.pages.size() : found->second;
  }

  void name_pages() {
    out_.subjects.assign(layout_.pages.size(), "封面");
    for (const auto& bookmark : layout_.bookmarks)
      if (bookmark.level <= 1)
        for (std::size_t page = bookmark.page; page < layout_.pages.size(); ++page)
          out_.subjects[page] = to_utf8(bookmark.title);
  }

  // Evidence stands below its header line, above the page number, close to the paper's edges.
  void place(std::size_t index) {
    const PackEvidence& one = folder_.evidence[index];
    const std::size_t first = page_of(one.entry.id);
    for (std::size_t k = 0; k < pages_of(one) && first + k < layout_.pages.size(); ++k) {
      render::Page& page = layout_.pages[first + k];
      out_.subjects[first + k] = header_line(one, k);
      if (!one.file) continue;
      if (lies_across(*one.file, k)) turn(page);
      const auto [top, bottom] = room(page);
      out_.placements.push_back(
          {first + k, source_of(index), k, kEdge, top, page.width - 2 * kEdge, bottom - top});
    }
  }

  static bool lies_across(const EvidenceFile& file, std::size_t page) {
    return file.pages[page].width > file.pages[page].height;
  }

  // A page across, for what lies across: the foot moves up, its page number to the new middle.
  static void turn(render::Page& page) {
    const double less = page.height - page.width, middle = page.width / 2;
    for (auto& run : page.runs)
      if (run.y > page.height / 2) {
        const double centre = run.x + width_of(run, 0, run.text.size()) / 2;
        if (std::abs(centre - middle) < middle / 4) run.x += less / 2;
        run.y -= less;
      }
    std::swap(page.width, page.height);
  }

  static std::pair<double, double> room(const render::Page& page) {
    double top = kEdge, bottom = page.height - kEdge;
    for (const auto& run : page.runs) {
      if (run.y < page.height / 2)
        top = std::max(top, run.y + kGap);
      else
        bottom = std::min(bottom, run.y - run.size - kGap);
    }
    return {top, bottom};
  }

  std::size_t source_of(std::size_t evidence) {
    if (out_.sources.empty() || out_.sources.back() != evidence) out_.sources.push_back(evidence);
    return out_.sources.size() - 1;
  }

  // Below the bookmark that stands before the first piece of evidence.
  void add_bookmarks() {
    std::vector<render::Bookmark> own;
    for (const auto& one : folder_.evidence)
      if (const std::size_t page = page_of(one.entry.id); page < layout_.pages.size())
        own.push_back({to_utf32(one.entry.id + " " + one.entry.title), 1, page, 0});
    if (own.empty()) return;
    int level = 0;
    auto at = layout_.bookmarks.begin();
    while (at != layout_.bookmarks.end() && at->page < own.front().page) {
      if (at->level <= 1) level = at->level + 1;
      ++at;
    }
    for (auto& bookmark : own)
      bookmark.level = level;
    layout_.bookmarks.insert(at, own.begin(), own.end());
  }

  // Numbers of evidence lead to its pages from everywhere; numbers of items, on the pages of evidence and
  // behind them, to their line in the scoring table.
  void link_items() {
    const std::size_t evidence =
        folder_.evidence.empty() ? layout_.pages.size() : page_of(folder_.evidence.front().entry.id);
    std::vector<std::pair<std::u32string, std::string>> items;
    for (const auto& item : folder_.standard->items) {
      const std::u32string word = to_utf32(item.number);
      const std::string anchor = "评分-" + item.number;
      if (add_row_anchor(word, anchor, evidence)) items.emplace_back(word, "#" + anchor);
    }
    for (std::size_t page = 0; page < layout_.pages.size(); ++page) {
      for (const auto& one : folder_.evidence)
        if (const std::size_t target = page_of(one.entry.id); target < layout_.pages.size() && target != page)
          link_word(layout_.pages[page], to_utf32(one.entry.id), "#" + one.entry.id);
      if (page >= evidence)
        for (const auto& [word, target] : items)
          link_word(layout_.pages[page], word, target);
    }
  }

  // The first cell that says the item's number and nothing else.
  bool add_row_anchor(const std::u32string& word, const std::string& name, std::size_t before) {
    for (std::size_t page = 0; page < before && page < layout_.pages.size(); ++page)
      for (const auto& run : layout_.pages[page].runs)
        if (run.text == word) {
          layout_.anchors.push_back({name, page, std::max(0.0, run.y - 2 * run.size)});
          return true;
        }
    return false;
  }

  const PackFolder& folder_;
  PackPages& out_;
  render::PageLayout& layout_;
  std::map<std::string, std::size_t> anchors_;
};

std::vector<std::string> texts_of(const Errors& errors) {
  std::vector<std::string> out;
  out.reserve(errors.size());
  for (const auto& error : errors)
    out.push_back(to_text(error));
  return out;
}

} // namespace

Result<PackPages, Errors> set_pack(const PackFolder& folder, const PackPrinting& printing,
                                   render::FontSet& fonts) {
  Prepared prepared = prepare_record(pack_record(folder, printing), printing.context);
  Errors problems = folder.problems;
  problems.insert(problems.end(), prepared.problems.begin(), prepared.problems.end());
  const auto style = page_style(prepared, printing.print);
  if (!style) problems.insert(problems.end(), style.error().begin(), style.error().end());
  auto tree = render::parse_markdown(prepared.filled.markdown, prepared.filled.tokens, prepared.markdown_file,
                                     prepared.first_line);
  if (!tree) problems.insert(problems.end(), tree.error().begin(), tree.error().end());
  if (!tree || !style) return fail_all(std::move(problems));
  insert_parts(*tree, folder, printing, problems);
  if (!problems.empty() && !printing.print.draft) return fail_all(std::move(problems));

  render::ComposeOptions composing;
  composing.file = prepared.markdown_file;
  composing.title = fmt::format("{}{}", folder.result.data.station, prepared.name);
  composing.author = folder.result.data.station;
  composing.date = prepared.properties.date;
  composing.footer = prepared.footer;
  composing.image_folders = {prepared.image_folders.markdown, folder.folder};
  composing.draft = printing.print.draft;
  composing.draft_problems = texts_of(problems);
  auto layout = render::compose(*tree, *style, fonts, composing);
  if (!layout) return fail_all(std::move(layout.error()));
  PackPages out;
  out.layout = std::move(*layout);
  Finisher(folder, out).finish();
  return out;
}

} // namespace fengqiao::station::pack
