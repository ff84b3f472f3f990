#include "indexer/law_name.hpp"

#include "core/date.hpp"
#include "core/edition_note.hpp"
#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/dates_in_text.hpp"
#include "indexer/document_number.hpp"
#include "indexer/source_lines.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace fengqiao::indexer {
namespace {

bool is_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= U'０' && c <= U'９');
}

// What a text is called that nobody has passed yet.
constexpr std::array<std::u32string_view, 8> kDrafts{U"征求意见稿", U"送审稿", U"审议稿", U"讨论稿",
                                                     U"报批稿",     U"初稿",   U"草稿",   U"草案"};

bool names_draft(std::u32string_view text) {
  return std::any_of(kDrafts.begin(), kDrafts.end(),
                     [&](std::u32string_view draft) { return text.find(draft) != text.npos; });
}

// 2023—2025年: what a plan is for.
bool is_span_of_years(std::u32string_view inside) {
  const auto dash = std::min(inside.find_first_not_of(U"0123456789０１２３４５６７８９年"), inside.size());
  const auto behind = inside.find_first_not_of(U"-—–－～~至", dash);
  return behind != inside.npos && behind > dash && inside.size() - behind >= 4 &&
         std::all_of(inside.begin() + static_cast<std::ptrdiff_t>(behind),
                     inside.begin() + static_cast<std::ptrdiff_t>(behind) + 4, is_digit);
}

// The inside of a bracket: 2012-10-26, 2018年修正, 2018年10月26日修订; not 1988年, not 四, not 2023—2025年,
// not a draft's year.
bool is_edition_note(std::u32string_view inside) {
  if (inside.size() < 6 || names_draft(inside) || is_span_of_years(inside)) return false;
  return std::all_of(inside.begin(), inside.begin() + 4, is_digit);
}

// A bracket's other half is looked for this far only: a line of opening brackets would cost quadratic time.
constexpr std::size_t kNoteChars = 80;

// The name without the brackets whose inside `is_note` takes.
template <class IsNote> std::u32string without_brackets(std::u32string_view name, IsNote&& is_note) {
  std::u32string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == U'（' || name[i] == U'(') {
      const std::u32string_view near = name.substr(i + 1, kNoteChars);
      const auto close = near.find_first_of(U"）)");
      if (close != near.npos && is_note(near.substr(0, close))) {
        i += close + 1;
        continue;
      }
    }
    out.push_back(name[i]);
  }
  return out;
}

// 修订, 试行, 2020年修订试行: what a bracket says of one and the same text at another time.
bool tells_edition(std::u32string_view inside) {
  if (inside.empty() || names_draft(inside)) return false;
  if (inside.size() > 5 && !edition_note(to_utf8(inside)).empty()) return true; // not 1988年
  constexpr std::array<std::u32string_view, 11> acts{U"修订版", U"修正版", U"修订本", U"修正本",
                                                     U"试行版", U"暂行版", U"修订",   U"修正",
                                                     U"试行",   U"暂行",   U"、"};
  const auto year = std::find_if_not(inside.begin(), inside.end(), is_digit);
  if (year - inside.begin() == 4) inside.remove_prefix(4);
  if (inside.starts_with(U"年")) inside.remove_prefix(1);
  if (inside.empty()) return false;
  while (!inside.empty()) {
    const auto* act = std::find_if(acts.begin(), acts.end(), [&](auto a) { return inside.starts_with(a); });
    if (act == acts.end()) return false;
    inside.remove_prefix(act->size());
  }
  return true;
}

// Of these a later one under the same title is another paper, no edition of the earlier.
bool is_passing_paper(std::string_view name) {
  constexpr std::array<std::string_view, 16> kinds{"通知", "通报", "通告", "公告", "公报", "批复",
                                                   "函",   "请示", "报告", "纪要", "总结", "决定",
                                                   "决议", "命令", "要点", "名单"};
  return std::any_of(kinds.begin(), kinds.end(), [&](std::string_view kind) { return name.ends_with(kind); });
}

void erase_all(std::string& text, std::string_view what) {
  std::string out;
  std::size_t begin = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, begin)) {
    out.append(text, begin, at - begin);
    begin = at + what.size();
  }
  text = out.append(text, begin);
}

bool mentions(std::string_view line, std::initializer_list<std::string_view> words) {
  for (const auto word : words)
    if (line.find(word) != line.npos) return true;
  return false;
}

// A line that only says when the text takes effect.
bool is_effective_line(std::string_view line) {
  return mentions(line, {"施行", "生效"}) &&
         !mentions(line, {"通过", "修订", "修正", "修改", "公布", "发布", "批准"});
}

// 起施行, 施行 behind a day.
bool is_effective_day(std::string_view behind) {
  behind = trim(behind);
  return behind.starts_with("起") || behind.starts_with("施行") || behind.starts_with("生效");
}

// (2012-10-26) at the end of a file's name.
std::optional<Date> date_in_name(std::string_view file) {
  const auto open = file.rfind('(');
  const auto close = file.rfind(')');
  if (open == file.npos || close == file.npos || close < open) return std::nullopt;
  return parse_date(file.substr(open + 1, close - open - 1));
}

// 公安部令第146号, 某省人民政府令第12号 where the line begins with it, 法释〔2012〕6号.
std::string number_of(std::string_view line) {
  if (line.find("令第") == line.npos) return bracketed_number(line);
  if (std::string known = known_order(line); !known.empty()) return known;
  const std::string order = order_number(line);
  return line.starts_with(order) ? order : "";
}

std::string issuer_of(const PolicyDocument& document) {
  constexpr std::array<std::string_view, 7> makers{"最高人民法院、最高人民检察院",
                                                   "最高人民检察院、最高人民法院",
                                                   "全国人民代表大会常务委员会",
                                                   "最高人民法院",
                                                   "最高人民检察院",
                                                   "全国人民代表大会",
                                                   "国务院"};
  for (const auto maker : makers)
    if (document.title.starts_with(maker)) return std::string(maker);
  if (document.kind == "行政法规") return "国务院";
  if (document.kind == "部门规章") { // 部门规章/公安部/…
    const auto end = document.file.rfind('/');
    if (end == std::string::npos) return {};
    const auto begin = document.file.rfind('/', end - 1);
    const std::string folder = document.file.substr(begin == std::string::npos ? 0 : begin + 1,
                                                    end - (begin == std::string::npos ? 0 : begin + 1));
    return folder == "部门规章" ? std::string() : folder;
  }
  for (const auto maker : makers)
    if (document.preamble.find(maker) != std::string::npos) return std::string(maker);
  return {};
}

} // namespace

std::string short_law_name(std::string_view title) {
  std::string name = to_utf8(without_brackets(to_utf32(title), is_edition_note));
  for (const std::string_view part : {"中华人民共和国", "《", "》", "〈", "〉", "<", ">", " ", "　"})
    erase_all(name, part);
  return name;
}

namespace {

// 关于《走访办法（征求意见稿）》公开征求意见的公告 asks for opinions on the text that it quotes.
bool asks_for_opinions(std::u32string_view title) {
  return title.find(U"《") != title.npos &&
         (title.find(U"征求意见的") != title.npos || title.find(U"公开征求") != title.npos);
}

std::u32string_view inside_quotes(std::u32string_view title) {
  const auto open = title.find(U'《');
  const auto close = title.find(U'》', open);
  return close == title.npos ? title : title.substr(open + 1, close - open - 1);
}

} // namespace

std::string edition_base(std::string_view name) {
  const std::u32string typed = to_utf32(name);
  const std::u32string_view text =
      asks_for_opinions(typed) ? inside_quotes(typed) : std::u32string_view(typed);
  std::u32string bare = without_brackets(
      text, [](std::u32string_view inside) { return names_draft(inside) || tells_edition(inside); });
  for (const auto draft : kDrafts)
    if (bare.ends_with(draft)) bare.resize(bare.size() - draft.size());
  const std::string base = short_law_name(to_utf8(bare));
  return is_passing_paper(base) ? std::string() : document_id(base);
}

std::string draft_word(std::string_view title) {
  const std::u32string text = to_utf32(title);
  const bool asks = asks_for_opinions(text);
  const std::u32string_view own =
      asks ? inside_quotes(text) : std::u32string_view(text).substr(0, text.find(U'《'));
  for (const auto draft : kDrafts)
    if (const auto at = own.find(draft); at != own.npos) {
      const std::u32string_view behind = own.substr(at + draft.size());
      if (behind.empty() || behind.front() == U'）' || behind.front() == U')') return to_utf8(draft);
    }
  return {};
}

std::string brought_title(std::string_view title) {
  constexpr std::string_view kOpen = "《", kClose = "》";
  const auto open = title.find(kOpen);
  if (open == title.npos || !mentions(title.substr(0, open), {"印发", "转发", "发布", "公布"})) return {};
  const std::string_view inside = title.substr(open + kOpen.size());
  const auto close = inside.find(kClose);
  if (close == inside.npos || inside.substr(0, close).find(kOpen) != inside.npos) return {};
  const bool several = inside.find(kOpen, close) != inside.npos;
  return several ? std::string() : std::string(inside.substr(0, close));
}

namespace {

std::string squeezed(std::string_view text) {
  std::string out;
  for (const char32_t c : fold32(text))
    if (!is_space(c)) append_utf8(out, c);
  return out;
}

} // namespace

bool is_title_of_brought(std::string_view line, std::string_view name) {
  constexpr std::size_t kLongestTitleLine = 600; // bytes
  if (line.size() > kLongestTitleLine || line.size() < name.size() / 2) return false;
  const std::string wanted = squeezed(name), found = squeezed(line);
  return !wanted.empty() && (found == wanted || (annex_line(line) && found.ends_with(wanted)));
}

bool is_law_name(std::string_view name) {
  return (name.ends_with("法") && !name.ends_with("办法")) || name.ends_with("法典");
}

std::string known_order(std::string_view line) {
  const auto at = line.find("令第");
  const auto hao = at == line.npos ? at : line.find("号", at);
  if (hao == line.npos || hao - at > 30) return {};
  for (const std::string_view issuer : {"国务院", "公安部", "国家安全部", "民政部", "司法部"})
    if (at >= issuer.size() && line.substr(at - issuer.size(), issuer.size()) == issuer)
      return std::string(line.substr(at - issuer.size(), hao + 3 - (at - issuer.size())));
  return {};
}

NamedEdition edition_in_name(std::string_view name) {
  const auto is_digits = [](std::string_view s) { return s.find_first_not_of("0123456789") == s.npos; };
  if (const auto at = name.rfind('@');
      at != name.npos && name.size() - at > 4 && is_digits(name.substr(at + 1)))
    return {std::string(name.substr(0, at)), std::string(name.substr(at + 1))};
  const std::u32string text = to_utf32(name);
  for (std::size_t open = text.find_first_of(U"（([〔"); open != text.npos;
       open = text.find_first_of(U"（([〔", open + 1)) {
    const auto close = std::u32string_view(text).substr(open, kNoteChars).find_first_of(U"）)]〕");
    if (close == std::u32string_view::npos) break;
    const std::string date = edition_note(to_utf8(std::u32string_view(text).substr(open + 1, close - 1)));
    if (!date.empty()) return {to_utf8(text.substr(0, open) + text.substr(open + close + 1)), date};
  }
  return {std::string(name), {}};
}

std::string document_id(std::string_view name) {
  std::string id;
  for (std::size_t pos = 0; pos < name.size();) {
    const char32_t c = next_code_point(name, pos);
    const bool ascii = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (ascii || is_han(c)) append_utf8(id, c);
    if (c >= U'０' && c <= U'９') append_utf8(id, c - U'０' + '0');
  }
  return id;
}

std::string local_congress(std::string_view text) {
  constexpr std::string_view kTerm = "届人民代表大会", kStanding = "常务委员会", kOrdinal = "第";
  constexpr std::size_t kHan = 3;
  constexpr std::string_view kPlaces[] = {"省", "市", "县", "州", "区", "旗", "盟"};
  const auto term = text.find(kTerm);
  if (term == text.npos || text.find("通过", term) == text.npos) return {};
  const auto ordinal = text.substr(0, term).rfind(kOrdinal);
  if (ordinal == text.npos) return {};
  std::size_t begin = ordinal;
  while (begin >= kHan) {
    std::size_t pos = begin - kHan;
    const char32_t c = next_code_point(text, pos);
    if (!is_han(c) || pos != begin || c == U'日') break;
    begin -= kHan;
  }
  const std::string_view place = text.substr(begin, ordinal - begin);
  const bool known =
      std::any_of(std::begin(kPlaces), std::end(kPlaces), [&](auto end) { return place.ends_with(end); });
  if (!known || place.size() < 2 * kHan) return {};
  const bool standing = text.substr(term + kTerm.size()).starts_with(kStanding);
  return std::string(place) + std::string(kTerm.substr(kHan)) + std::string(standing ? kStanding : "");
}

std::string kind_of_folder(std::string_view path) {
  for (const std::string_view kind : {"行政法规", "司法解释", "部门规章", "地方法规"})
    if (path.find(kind) != path.npos) return std::string(kind);
  return path.find("地方性法规") != path.npos ? "地方法规" : "";
}

void read_law_preamble(PolicyDocument& document) {
  Date latest, effective;
  const std::string_view preamble = document.preamble;
  for (std::size_t begin = 0; begin < preamble.size();) {
    const std::size_t end = std::min(preamble.find('\n', begin), preamble.size());
    const std::string_view line = preamble.substr(begin, end - begin);
    begin = end + 1;
    if (const auto number = number_of(line); !number.empty() && document.number.empty())
      document.number = number;
    for (const auto& date : dates_in(line)) {
      const bool from_then_on = is_effective_line(line) || is_effective_day(line.substr(date.end));
      Date& target = from_then_on ? effective : latest;
      target = std::max(target, date.date);
    }
  }
  if (latest == Date{}) {
    latest = effective;
    if (const auto named = date_in_name(document.file)) latest = *named;
  }
  if (document.date.empty() && latest != Date{}) document.date = to_iso(latest);
  // A text that was revised later repeats the day of its first edition.
  constexpr int kMostMonthsBack = 6; // 公文 may hold from a day before their own
  const auto months = [](const Date& date) { return 12 * date.year + date.month; };
  const bool first_edition = latest != Date{} && months(effective) + kMostMonthsBack < months(latest);
  if (document.effective.empty() && effective != Date{} && !first_edition)
    document.effective = to_iso(effective);
  if (document.issuer.empty()) document.issuer = issuer_of(document);
}

} // namespace fengqiao::indexer
