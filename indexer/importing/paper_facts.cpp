#include "indexer/importing/paper_facts.hpp"

#include "core/fold.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/blanks.hpp"
#include "indexer/dates_in_text.hpp"
#include "indexer/document_number.hpp"
#include "indexer/effective_day.hpp"
#include "indexer/law_name.hpp"
#include "indexer/source_lines.hpp"
#include "indexer/text_parsers.hpp"

#include <algorithm>
#include <array>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kTitleSearch = 20;       // blocks in which the title has to come
constexpr std::size_t kLongestTitle = 90;      // characters
constexpr std::size_t kLongestNote = 60;       // of a line that is no sentence
constexpr std::size_t kLongestSignature = 200; // bytes

bool contains(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != text.npos; });
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.ends_with(word); });
}

bool is_sentence(std::string_view text) {
  return ends_with_any(text, {"。", "；", "：", "，", ":", ";"}) || text.find("。") != text.npos;
}

bool is_numbered(const std::string& text) {
  return article_line(text) || numbered_line(text) || division_rank(text) > 0;
}

bool is_bracketed(std::string_view text) {
  return starts_with_any(text, {"（", "(", "〔", "["}) && ends_with_any(text, {"）", ")", "〕", "]"});
}

// Kinds of paper: a title that ends so is complete.
bool ends_like_a_title(std::string_view title) {
  if (is_bracketed(title)) return false;
  return ends_with_any(title, {"通知", "意见", "办法", "规定", "决定", "方案", "计划", "条例", "法",   "细则",
                               "制度", "规则", "批复", "报告", "纪要", "公告", "通告", "解释", "标准", "规范",
                               "清单", "要点", "措施", "规程", "规划", "守则", "职责", "函",   "通报", "答复",
                               "目录", "指南", "指引", "预案", "总结", "）",   ")"});
}

bool ends_like_an_agency(std::string_view name) {
  return ends_with_any(name,
                       {"部", "厅", "局", "院", "委", "会", "府", "室", "所", "队", "处", "署", "总局"});
}

// 某县公安局文件: the red head of a 公文.
std::string issuer_of_red_head(std::string_view text) {
  std::string joined = without_blanks(text);
  if (!joined.ends_with("文件") || count_code_points(joined) > 40) return {};
  joined.resize(joined.size() - std::string_view("文件").size());
  return ends_like_an_agency(joined) ? joined : "";
}

// 附件, 附件1, 附件：, 附表2: the mark over a paper that was sent as an annex.
bool is_annex_mark(std::string_view text) {
  if (!starts_with_any(text, {"附件", "附表"})) return false;
  text.remove_prefix(std::string_view("附件").size());
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_code_point(text, pos);
    if (!is_space(c) && c != U'：' && c != ':' && !parse_numeral(to_utf8(std::u32string(1, c)))) return false;
  }
  return count_code_points(text) <= 6;
}

// Lines above the title that are no part of it.
bool is_above_title(const Block& block) {
  const std::string& text = block.text;
  if (!issuer_of_red_head(text).empty() || is_only_a_date(text)) return true;
  if (count_code_points(text) <= 40 && !ends_like_a_title(text) &&
      (!bracketed_number(text).empty() || !order_number(text).empty()))
    return true;
  if (is_annex_mark(text)) return true;
  if (count_code_points(text) <= 12 &&
      contains(text, {"绝密", "机密", "秘密", "特急", "加急", "平急", "内部"}))
    return true;
  if (contains(text, {"签发人"}) && count_code_points(text) <= 30) return true;
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == ' '; });
}

// 第7期, 〔2024〕第7期, 第十二期（总第35期）: the issue of minutes or of a bulletin, perhaps with its day.
bool is_issue_line(std::string_view text) {
  const std::string joined = without_blanks(text);
  const auto end = joined.find("期");
  const auto begin = joined.rfind("第", end);
  if (end == joined.npos || begin == joined.npos || count_code_points(joined) > 40) return false;
  constexpr std::string_view mark = "第";
  return parse_numeral(std::string_view(joined).substr(begin + mark.size(), end - begin - mark.size()))
             .has_value() &&
         !is_sentence(joined);
}

// 样例县公安局办公室 of 样例县公安局办公室　2024年5月20日, a line that is nothing else; else empty.
std::string agency_with_day(std::string_view text) {
  if (text.size() > kLongestSignature) return {};
  const auto days = dates_in(text);
  if (days.empty() || !trim(text.substr(days.front().end)).empty()) return {};
  const std::string_view agency = trim(text.substr(0, days.front().begin));
  return ends_like_an_agency(agency) ? std::string(agency) : std::string();
}

class FactFinder {
public:
  FactFinder(const Paper& paper, const std::string& stem)
      : blocks_(paper.blocks), page_title_(without_blanks(paper.page_title)), stem_(stem) {}

  PaperFacts run() {
    find_title();
    find_head_end();
    find_number();
    find_date();
    find_effective();
    find_issuer();
    find_status();
    find_kind();
    find_names();
    return std::move(facts_);
  }

private:
  PolicyDocument& document() { return facts_.document; }

  void set(std::string PolicyDocument::*member, std::string_view field, std::string value,
           std::optional<std::size_t> block) {
    if (value.empty() || !(document().*member).empty()) return;
    document().*member = value;
    facts_.guesses.push_back({std::string(field), std::move(value), block});
  }

  [[nodiscard]] const std::string& text(std::size_t i) const { return blocks_[i].text; }

  [[nodiscard]] bool is_title_block(std::size_t i) const {
    return facts_.title_begin <= i && i < facts_.title_end;
  }

  void find_title() {
    const std::size_t last = std::min(blocks_.size(), kTitleSearch);
    if (const auto brought = brought_by_order()) {
      facts_.title_begin = *brought;
      facts_.title_end = *brought + 1;
      return set(&PolicyDocument::title, "title", without_status_note(text(*brought)), *brought);
    }
    std::size_t begin = titled_by_page(last);
    for (std::size_t i = 0; i < last && begin == last; ++i)
      if (blocks_[i].kind == BlockKind::heading && blocks_[i].level == 1) begin = i;
    if (begin != last && titled_above(begin)) begin = last;
    for (std::size_t i = masthead_end(); i < last && begin == last; ++i) {
      if (is_above_title(blocks_[i])) continue;
      if (!can_be_title(i)) break;
      begin = i;
    }
    if (begin == last) return set(&PolicyDocument::title, "title", stem_, std::nullopt);
    if (begin > 0 && is_agency_above(begin)) --begin;
    std::size_t end = begin + 1;
    std::string title = text(begin);
    if (end < last && is_agency_above(end)) title += text(end++);
    while (end < last && continues_title(title, end))
      title += text(end++);
    facts_.title_begin = begin;
    facts_.title_end = end;
    set(&PolicyDocument::title, "title", without_status_note(std::move(title)), begin);
  }

  // Of a web page, whose navigation stands above: the line that the window's title begins with, a heading
  // before others; `last` where there is none.
  [[nodiscard]] std::size_t titled_by_page(std::size_t last) const {
    constexpr std::size_t kShortest = 6; // characters: 通知公告 is a section of the site
    std::size_t out = last;
    for (std::size_t i = 0; i < last; ++i) {
      const std::string joined = without_blanks(text(i));
      if (count_code_points(joined) < kShortest || !can_be_title(i) || !page_title_.starts_with(joined))
        continue;
      if (blocks_[i].kind == BlockKind::heading) return i;
      if (out == last) out = i;
    }
    return out;
  }

  // 某省人民政府令第88号, on one line or two, and below it 《某规定》已经…通过，现予公布: the paper is the
  // text that it makes known, where its name comes again.
  std::optional<std::size_t> brought_by_order() {
    constexpr std::size_t kFirstLines = 6, kLongestOrder = 30;
    for (std::size_t i = 0; i < std::min(blocks_.size(), kFirstLines); ++i) {
      std::string order = without_blanks(text(i));
      if (count_code_points(order) > kLongestOrder || is_sentence(order)) continue;
      if (order.ends_with("令") && i + 1 < blocks_.size()) order += without_blanks(text(i + 1));
      if (order = order_number(order); order.empty()) continue;
      const auto brought = named_and_repeated(i + 1);
      if (brought) order_ = {order, i};
      return brought;
    }
    return std::nullopt;
  }

  // The line that is the name in the first sentence behind `begin` that makes a text known.
  [[nodiscard]] std::optional<std::size_t> named_and_repeated(std::size_t begin) const {
    constexpr std::size_t kSentences = 6;
    constexpr std::string_view opening = "《";
    for (std::size_t i = begin; i < std::min(blocks_.size(), begin + kSentences); ++i) {
      const std::string& line = text(i);
      const auto open = line.find(opening), close = line.find("》", open);
      if (close == line.npos || !contains(line, {"公布", "发布", "通过", "施行"})) continue;
      const std::string name = line.substr(open + opening.size(), close - open - opening.size());
      for (std::size_t j = i + 1; j < std::min(blocks_.size(), begin + kTitleSearch); ++j)
        if (without_blanks(text(j)) == without_blanks(name)) return j;
    }
    return std::nullopt;
  }

  // The head of minutes and bulletins: agency, 会议纪要, 第7期, agency and day. 0 where no title stands below
  // it (样例工作简报 第12期 is its own title).
  [[nodiscard]] std::size_t masthead_end() const {
    constexpr std::size_t kLines = 5;
    constexpr std::size_t kLongestLine = 20; // characters
    std::size_t end = 0;
    for (std::size_t i = 0; i < std::min(blocks_.size(), kLines) && end == 0; ++i) {
      if (is_issue_line(text(i)))
        end = i + 1;
      else if (!can_be_title(i) || count_code_points(without_blanks(text(i))) > kLongestLine)
        return 0;
    }
    while (end > 0 && end < blocks_.size() &&
           (!agency_with_day(text(end)).empty() || is_only_a_date(text(end))))
      ++end;
    const bool titled = end > 0 && end < blocks_.size() && can_be_title(end) && ends_like_a_title(text(end));
    return titled ? end : 0;
  }

  [[nodiscard]] bool can_be_title(std::size_t i) const {
    const Block& block = blocks_[i];
    return block.kind != BlockKind::table && block.kind != BlockKind::note &&
           count_code_points(block.text) <= kLongestTitle && !is_sentence(block.text) &&
           !is_numbered(block.text);
  }

  // A title over several lines: all of them in the middle, or the first ones plainly not finished.
  [[nodiscard]] bool continues_title(const std::string& title, std::size_t i) const {
    if (!can_be_title(i) || is_above_title(blocks_[i]) || is_date_note(text(i))) return false;
    if (is_contents_title(text(i))) return false;
    if (blocks_[i].kind == BlockKind::heading && !(blocks_[i].level == 1 && blocks_[i].centered))
      return false;
    const bool same_look = blocks_[i].centered && blocks_[i - 1].centered;
    if (same_look && (text(i) == "（试行）" || text(i) == "(试行)" || !ends_like_a_title(title))) return true;
    return !ends_like_a_title(title) && blocks_[i - 1].kind == BlockKind::paragraph &&
           count_code_points(title + text(i)) <= kLongestTitle && ends_like_a_title(text(i));
  }

  // The chapters (总则, 值班, 附则) are marked as titles, and the text's own title above them is not.
  [[nodiscard]] bool titled_above(std::size_t begin) const {
    const auto is_top = [](const Block& block) {
      return block.kind == BlockKind::heading && block.level == 1;
    };
    if (std::count_if(blocks_.begin(), blocks_.end(), is_top) < 2) return false;
    for (std::size_t i = 0; i < begin; ++i)
      if (!is_above_title(blocks_[i]) && can_be_title(i) && ends_like_a_title(text(i))) return true;
    return false;
  }

  // 样例县公安局 over a title that goes on with 关于…, marked as one.
  [[nodiscard]] bool is_agency_above(std::size_t begin) const {
    constexpr std::size_t kLongest = 30; // characters
    const std::string& line = text(begin - 1);
    return text(begin).starts_with("关于") && can_be_title(begin - 1) &&
           !is_above_title(blocks_[begin - 1]) && count_code_points(line) <= kLongest &&
           ends_like_an_agency(line);
  }

  static bool is_date_note(const std::string& text) {
    return is_only_a_date(text) || (is_bracketed(text) && !dates_in(text).empty());
  }

  // 《…办法》（已废止) → the title alone; find_status reads the note.
  static std::string without_status_note(std::string title) {
    for (const std::string_view note :
         {"（已废止）", "（失效）", "（已失效）", "(已废止)", "(失效)", "[已废止]", "[失效]"})
      if (title.ends_with(note)) title.resize(title.size() - note.size());
    return title;
  }

  // Behind the title: notes in brackets, dates, 文号. A salutation or a sentence begins the text.
  void find_head_end() {
    std::size_t i = facts_.title_end;
    for (; i < std::min(blocks_.size(), facts_.title_end + 12); ++i) {
      const Block& block = blocks_[i];
      if (block.kind != BlockKind::paragraph || is_numbered(block.text)) break;
      const bool note = is_note_in_brackets(block.text) || is_above_title(block) ||
                        (!dates_in(block.text).empty() && !is_sentence(block.text)) ||
                        contains(block.text, {"时效性", "效力级别", "发文机关", "发布日期", "成文日期",
                                              "文号：", "发文字号"});
      if (!note) break;
    }
    facts_.head_end = i;
  }

  // （试行）, （2018年3月1日公布）, （公安部令第12号）; a longer bracket may be the text's first line.
  static bool is_note_in_brackets(const std::string& text) {
    constexpr std::size_t kShort = 8; // characters
    return is_bracketed(text) &&
           (count_code_points(text) <= kShort || !dates_in(text).empty() || !bracketed_number(text).empty() ||
            !order_number(text).empty() || contains(text, {"废止", "失效", "修改", "有效", "通过"}));
  }

  void find_number() {
    if (order_) set(&PolicyDocument::number, "number", order_->first, order_->second);
    for (std::size_t i = 0; i < facts_.head_end; ++i) {
      if (is_title_block(i)) continue;
      if (count_code_points(text(i)) > kLongestNote && !is_bracketed(text(i))) continue;
      std::string number = bracketed_number(text(i));
      if (number.empty()) number = known_order(text(i));
      if (number.empty()) number = order_number(text(i));
      for (const std::string_view label : {"发文字号", "文号"})
        if (number.starts_with(label)) number.erase(0, label.size());
      set(&PolicyDocument::number, "number", number, i);
    }
  }

  void find_date() {
    Date latest;
    std::size_t where = 0;
    for (std::size_t i = 0; i < facts_.head_end; ++i)
      for (const auto& found : dates_in(text(i))) {
        if (takes_effect(text(i), found) || found.date <= latest) continue;
        latest = found.date;
        where = i;
      }
    if (latest != Date{}) {
      revised_ = contains(text(where), {"修订", "修正", "修改"});
      return set(&PolicyDocument::date, "date", to_iso(latest), where);
    }
    for (std::size_t i = facts_.head_end; i < blocks_.size(); ++i) {
      const bool alone = is_only_a_date(text(i));
      if (!alone && agency_with_day(text(i)).empty()) continue;
      (alone ? signature_ : signed_in_one_) = i;
      return set(&PolicyDocument::date, "date", to_iso(dates_in(text(i)).front().date), i);
    }
    set(&PolicyDocument::date, "date", year_of_number(document().number), std::nullopt);
  }

  // 2018年5月1日起施行, of a day in the head.
  static bool takes_effect(std::string_view line, const DateInText& day) {
    return starts_with_any(trim(line.substr(day.end)), {"起", "施行", "实施", "生效"});
  }

  // What the head says (2018年5月1日起施行) before what the text says of itself (本办法自…起施行).
  void find_effective() {
    std::optional<DateInText> told;
    std::size_t where = 0;
    for (std::size_t i = 0; i < facts_.head_end; ++i)
      for (const auto& found : dates_in(text(i))) {
        if (!takes_effect(text(i), found) || (told && found.date <= told->date)) continue;
        told = found;
        where = i;
      }
    if (told && is_of_this_edition(told->date))
      return set(&PolicyDocument::effective, "effective", to_iso(told->date), where);
    for (std::size_t i = blocks_.size(); i-- > facts_.head_end;)
      if (const auto day = effective_day(text(i))) {
        if (day->when_published && !revised_)
          set(&PolicyDocument::effective, "effective", document().date, i);
        else if (!day->when_published && is_of_this_edition(day->date))
          set(&PolicyDocument::effective, "effective", to_iso(day->date), i);
        return;
      }
  }

  // A text that was revised keeps the day of its first edition; a paper may hold from a day before its own.
  [[nodiscard]] bool is_of_this_edition(const Date& day) const {
    constexpr int kMostYears = 3, kMostMonthsBack = 6;
    const auto date = parse_date(facts_.document.date);
    const auto months = [](const Date& each) { return 12 * each.year + each.month; };
    return !date || (months(day) + kMostMonthsBack >= months(*date) && day.year <= date->year + kMostYears);
  }

  void find_issuer() {
    for (std::size_t i = 0; i < facts_.head_end; ++i)
      set(&PolicyDocument::issuer, "issuer", issuer_of_red_head(text(i)), i);
    for (std::size_t i = 0; i < masthead_end(); ++i)
      if (ends_like_an_agency(without_blanks(text(i))))
        set(&PolicyDocument::issuer, "issuer", without_blanks(text(i)), i);
    for (std::size_t i = facts_.title_end; i < facts_.head_end; ++i)
      set(&PolicyDocument::issuer, "issuer", local_congress(text(i)), i);
    const std::string& title = document().title;
    const auto about = title.find("关于");
    if (about != title.npos && about > 0 && ends_like_an_agency(title.substr(0, about)))
      set(&PolicyDocument::issuer, "issuer", with_commas(title.substr(0, about)), facts_.title_begin);
    for (std::size_t i = 0; i < facts_.head_end; ++i)
      for (const std::string_view maker : {"全国人民代表大会常务委员会", "全国人民代表大会", "国务院"})
        if (i >= facts_.title_end && text(i).find(maker) != std::string::npos)
          set(&PolicyDocument::issuer, "issuer", std::string(maker), i);
    if (signature_ && *signature_ > 0 && *signature_ - 1 >= facts_.head_end) {
      const std::string& line = text(*signature_ - 1);
      if (count_code_points(line) <= 40 && !is_sentence(line) && ends_like_an_agency(line))
        set(&PolicyDocument::issuer, "issuer", with_commas(line), *signature_ - 1);
    }
    for (std::size_t i = 0; i < facts_.head_end; ++i)
      if (!is_title_block(i)) set(&PolicyDocument::issuer, "issuer", agency_with_day(text(i)), i);
    if (signed_in_one_)
      set(&PolicyDocument::issuer, "issuer", agency_with_day(text(*signed_in_one_)), *signed_in_one_);
    if (const auto at = document().number.find("令第"); at != std::string::npos)
      set(&PolicyDocument::issuer, "issuer", document().number.substr(0, at), std::nullopt);
  }

  // 某县公安局 某县司法局 → 某县公安局、某县司法局
  static std::string with_commas(const std::string& names) {
    std::string out;
    for (std::size_t pos = 0; pos < names.size();) {
      const char32_t c = next_code_point(names, pos);
      if (is_space(c))
        out += "、";
      else
        append_utf8(out, c);
    }
    return out;
  }

  void find_status() {
    for (std::size_t i = 0; i < facts_.head_end; ++i) {
      const std::string& line = text(i);
      const bool title = is_title_block(i);
      if (title ? without_status_note(line) != line
                : contains(line, {"已废止", "已经废止", "全文废止", "已失效", "（失效）", "[失效]",
                                  "全文失效", "时效性：失效"}))
        set(&PolicyDocument::status, "status", "已废止", i);
      else if (!title && contains(line, {"已被修改", "已修改", "部分失效", "部分废止"}))
        set(&PolicyDocument::status, "status", "已修改", i);
      else if (!title && contains(line, {"现行有效", "时效性：有效"}))
        set(&PolicyDocument::status, "status", "现行", i);
    }
    set(&PolicyDocument::status, "status", "待核", std::nullopt);
    for (std::size_t i = facts_.head_end; i < blocks_.size(); ++i) {
      if (contains(text(i), {"有效期"}) && contains(text(i), {"本办法", "本规定", "本通知", "本意见",
                                                              "本方案", "本细则", "有效期至", "有效期为"}))
        facts_.remarks.push_back("写有有效期，到期后请把 status 改为 期满：“" + shorten(text(i), 60) + "”");
      if (contains(text(i), {"同时废止", "同时失效", "即行废止"}))
        facts_.remarks.push_back("本文废止了别的文件，索引里若有，请把它的 status 改为 已废止：“" +
                                 shorten(text(i), 60) + "”");
    }
  }

  void find_kind() {
    const std::string &title = document().title, &number = document().number, &issuer = document().issuer;
    const auto kind = [&](std::string_view value) {
      set(&PolicyDocument::kind, "kind", std::string(value), std::nullopt);
    };
    if (contains(issuer, {"最高人民法院", "最高人民检察院"}) && contains(title, {"解释", "规定", "批复"}))
      kind("司法解释");
    if (number.starts_with("法释") || number.starts_with("高检发释字")) kind("司法解释");
    if (contains(issuer, {"全国人民代表大会"}) && !contains(title, {"通知"})) kind("法律");
    if (title.starts_with("中华人民共和国") && title.ends_with("法")) kind("法律");
    if (is_law_name(short_law_name(title)) && has_articles()) kind("法律");
    if (issuer == "国务院" && contains(title, {"条例", "规定", "办法"}) && !contains(title, {"通知", "意见"}))
      kind("行政法规");
    if (number.starts_with("国务院令") || number.starts_with("中华人民共和国国务院令")) kind("行政法规");
    if (number.find("令第") != number.npos && contains(issuer, {"部", "总局"})) kind("部门规章");
    if (contains(issuer, {"省人民代表大会", "市人民代表大会", "自治区人民代表大会", "县人民代表大会",
                          "州人民代表大会", "区人民代表大会", "旗人民代表大会", "省人大", "市人大"}))
      kind("地方法规");
    kind(number.empty() && issuer.empty() ? "资料" : "规范性");
  }

  [[nodiscard]] bool has_articles() const {
    return std::any_of(blocks_.begin(), blocks_.end(),
                       [](const Block& block) { return article_line(block.text).has_value(); });
  }

  // 关于印发《…》的通知 is known by what it brings, where that stands below.
  void find_names() {
    const std::string& title = document().title;
    std::string name = brought_title(title);
    const bool there = !name.empty() && std::any_of(blocks_.begin(), blocks_.end(), [&](const Block& block) {
      return is_title_of_brought(block.text, name);
    });
    if (!there) name = short_law_name(title);
    set(&PolicyDocument::short_title, "short", there || has_articles() ? name : title, std::nullopt);
    std::string id = document_id(short_law_name(name));
    if (id.empty()) id = document_id(stem_);
    set(&PolicyDocument::id, "id", id.empty() ? "无题" : id, std::nullopt);
  }

  const std::vector<Block>& blocks_;
  const std::string page_title_;
  const std::string& stem_;
  PaperFacts facts_;
  std::optional<std::size_t> signature_;                     // the block that is only a date
  std::optional<std::size_t> signed_in_one_;                 // 样例县公安局　2024年5月20日
  bool revised_ = false;                                     // the date is that of a revision
  std::optional<std::pair<std::string, std::size_t>> order_; // 某省人民政府令第88号 and where it stands
};

} // namespace

bool is_red_head(std::string_view line) {
  constexpr std::size_t kLongest = 200; // bytes
  return line.size() <= kLongest && !issuer_of_red_head(line).empty();
}

PaperFacts guess_facts(const Paper& paper, const std::string& stem) {
  return FactFinder(paper, stem).run();
}

} // namespace fengqiao::indexer
