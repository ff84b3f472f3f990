#include "render/compose.hpp"

#include "core/text.hpp"
#include "render/block_flow.hpp"
#include "render/page_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

namespace fengqiao::render {
namespace {

// The page in front of a draft: what is still wrong, numbered.
Flow draft_front(Setting& setting, const std::vector<std::string>& problems) {
  BlockFlow blocks(setting);
  MdNode title;
  title.kind = MdKind::heading;
  title.level = 1;
  MdNode& text = title.children.emplace_back();
  text.kind = MdKind::text;
  text.text = kDraftMark;
  blocks.add_heading(title, {}, {});
  blocks.add_plain_paragraph(problems.empty()
                                 ? "本稿未经核验，不得签发、上报。"
                                 : fmt::format("本稿有 {} 处问题未解决，不得签发、上报：", problems.size()),
                             setting.style.body);
  for (std::size_t i = 0; i < problems.size(); ++i)
    blocks.add_plain_paragraph(fmt::format("{}. {}", i + 1, problems[i]), setting.style.note);
  return blocks.take();
}

std::string one_line(const Error& error) {
  return error.where.empty() ? error.message : error.where + "：" + error.message;
}

void add_watermark(std::vector<Page>& pages, std::string_view text, const PageStyle& style, FontSet& fonts) {
  const WatermarkStyle& look = style.watermark;
  Watermark mark{.text = to_utf32(text),
                 .size = look.size,
                 .color = look.color,
                 .longest = look.longest,
                 .angle = look.angle};
  bool known = false;
  for (const char32_t c : mark.text)
    if (const auto glyph = fonts.measure(FontRole::heiti, c)) {
      mark.face = glyph->face;
      known = true;
    }
  if (!known) return;
  for (Page& page : pages)
    page.watermark = mark;
}

// Where a draft's front pages stand, everything behind moves on.
void put_in_front(ComposedPages front, ComposedPages& body) {
  for (Bookmark& mark : body.bookmarks)
    mark.page += front.pages.size();
  for (Anchor& anchor : body.anchors)
    anchor.page += front.pages.size();
  std::move(body.pages.begin(), body.pages.end(), std::back_inserter(front.pages));
  std::move(body.bookmarks.begin(), body.bookmarks.end(), std::back_inserter(front.bookmarks));
  front.anchors = std::move(body.anchors);
  front.starts = body.starts;
  body = std::move(front);
}

// A draft's list of problems is I, II, …, what comes before the first page 1 i, ii, ….
std::vector<PageLabels> labels_of(std::size_t draft_pages, const std::vector<std::size_t>& starts) {
  std::vector<PageLabels> labels;
  const std::size_t before = starts.empty() ? 0 : starts.front();
  if (draft_pages + before == 0 && starts.size() <= 1) return labels;
  if (draft_pages > 0) labels.push_back({0, PageNumberForm::capital_roman});
  if (before > 0) labels.push_back({draft_pages, PageNumberForm::roman});
  if (starts.empty()) labels.push_back({draft_pages, PageNumberForm::decimal});
  for (const std::size_t start : starts)
    labels.push_back({draft_pages + start, PageNumberForm::decimal});
  return labels;
}

std::string document_title(const ComposeOptions& options, const std::vector<Bookmark>& bookmarks) {
  const auto own = std::ranges::find(bookmarks, 0, &Bookmark::level);
  if (!options.title.empty() || own == bookmarks.end()) return options.title;
  return to_utf8(own->title);
}

} // namespace

namespace {

// Setting a document again moves its page numbers at most by what the numbers' own widths move; where that
// goes round in a circle, the last round's pages stand.
constexpr int kMostRounds = 4;
constexpr double kMarkStep = 0.1; // the 发文机关标志 shrinks by, until the first page holds some text

std::map<std::string, std::string> printed_pages(const ComposedPages& composed) {
  std::map<std::string, std::string> pages;
  for (const Anchor& anchor : composed.anchors)
    pages.emplace(anchor.name, printed_page(anchor.page, composed.starts));
  return pages;
}

bool mark_may_shrink(const Setting& setting) {
  const double whole = setting.mark_size / setting.mark_scale;
  return setting.style.paper &&
         whole * (setting.mark_scale - kMarkStep) >= setting.style.paper->mark.least_size;
}

Error no_text_on_first_page(const PaperElements& paper) {
  return {ErrorCode::data, paper.place_of(paper.issuers.empty() ? "标志" : "发文机关"), "首页没有正文",
          "公文首页必须显示正文：缩短标题，减少联合行文的机关或签发人"};
}

Error recipients_moved(const PaperElements& paper) {
  return {ErrorCode::data, paper.place_of("主送"), "主送太长，首页排不下正文，已移到版记（抄送之上）",
          "想留在标题下面的，写统称，如 各派出所"};
}

// What a 公文 gives up, one after the other, until its first page holds some of its text (GB/T 9704—2012
// 7.3.3): that its sign-off stands with the text's last line, a 主送 of many names at the top (7.3.2 sends
// it to the 版记), the size of its mark, a short 主送.
struct Concessions {
  bool loose_text = false, recipients_in_foot = false;
  double mark_scale = 1;

  bool give_up_more(const Setting& setting) {
    constexpr std::size_t kManyNames = 300; // bytes: four lines
    const std::string& recipients = setting.options.paper.recipients;
    if (!loose_text)
      loose_text = true;
    else if (recipients.size() > kManyNames && !recipients_in_foot)
      recipients_in_foot = true;
    else if (mark_may_shrink(setting))
      mark_scale -= kMarkStep;
    else if (!recipients.empty() && !recipients_in_foot)
      recipients_in_foot = true;
    else
      return false;
    return true;
  }
};

// Sets and cuts the document until the page numbers that it prints are those of its pages.
Result<ComposedPages, Errors> set_document(const MdNode& document, const Setting& blank, Anchors& anchors,
                                           Problems& problems, Errors& notes) {
  Concessions given;
  for (int round = 1;; ++round) {
    Setting setting = blank;
    setting.mark_scale = given.mark_scale;
    setting.loose_text = given.loose_text;
    setting.recipients_in_foot = given.recipients_in_foot;
    BlockFlow blocks(setting);
    blocks.add_document(document);
    if (!blank.options.draft && !setting.problems.errors().empty())
      return fail_all(setting.problems.errors());
    auto pages = cut_pages(blocks.take(), blank.style, blank.options.file);
    if (!pages) return fail_all({pages.error()});
    if (pages->text_page > 0 && given.give_up_more(setting)) {
      --round;
      continue;
    }
    if (pages->text_page > 0) {
      setting.problems.add(no_text_on_first_page(blank.options.paper));
      if (!blank.options.draft) return fail_all(setting.problems.errors());
    }
    if (!setting.prints_page_numbers || !anchors.set_pages(printed_pages(*pages)) || round == kMostRounds) {
      if (given.recipients_in_foot) setting.notes.push_back(recipients_moved(blank.options.paper));
      problems = std::move(setting.problems);
      notes = std::move(setting.notes);
      return std::move(*pages);
    }
  }
}

} // namespace

Result<PageLayout, Errors> compose(const MdNode& document, const PageStyle& style, FontSet& fonts,
                                   const ComposeOptions& options, Errors* notes) {
  Problems problems;
  Errors anchor_problems;
  Anchors anchors(document, options.file, anchor_problems);
  for (Error& error : misplaced_directives(document, options.file))
    problems.add(std::move(error));
  for (Error& error : anchor_problems)
    problems.add(std::move(error));
  ImageStore images(options.image_folders);
  Setting setting{style, fonts, options, anchors, images, problems};
  auto pages = set_document(document, setting, anchors, setting.problems, setting.notes);
  if (!pages) return fail_all(std::move(pages.error()));
  add_page_numbers(*pages, style, fonts);
  if (!options.footer.empty()) add_footers(*pages, options.footer, setting);
  if (!options.draft && !setting.problems.errors().empty()) return fail_all(setting.problems.errors());
  PageLayout layout;
  layout.title = printable(document_title(options, pages->bookmarks)); // XMP takes no control characters
  layout.author = printable(options.author);
  layout.date = options.date;
  layout.bold_stroke = style.bold_stroke;
  std::size_t draft_pages = 0;
  if (options.draft) {
    std::vector<std::string> listed = options.draft_problems;
    for (const Error& error : setting.problems.errors())
      listed.push_back(one_line(error));
    auto front = cut_pages(draft_front(setting, listed), style, options.file);
    if (!front) return fail_all({front.error()});
    draft_pages = front->pages.size();
    put_in_front(std::move(*front), *pages);
  }
  layout.labels = labels_of(draft_pages, pages->starts);
  const std::string_view mark = options.draft ? kDraftMark : std::string_view(options.watermark);
  if (!mark.empty()) add_watermark(pages->pages, mark, style, fonts);
  layout.pages = std::move(pages->pages);
  layout.bookmarks = std::move(pages->bookmarks);
  layout.anchors = std::move(pages->anchors);
  if (notes != nullptr) notes->insert(notes->end(), setting.notes.begin(), setting.notes.end());
  return layout;
}

} // namespace fengqiao::render
