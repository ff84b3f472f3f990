#include "indexer/text_citations.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/article_number.hpp"
#include "indexer/name_tail.hpp"

#include <algorithm>
#include <optional>

namespace fengqiao::indexer {
namespace {

constexpr std::string_view kOpen = "《", kClose = "》";
constexpr std::size_t kTitleBytes = 80 * kHan;
constexpr std::size_t kBracketBytes = 20 * kHan; // （2012年修正） between 》 and 第
constexpr std::size_t kNamedBytes = 500 * kHan;  // from 该法 back to the name that it means
constexpr std::size_t kMostNames = 50;

// The last `mark` within the last `bytes` bytes: what is looked for stands near, and a text may be long.
std::size_t rfind_near(std::string_view text, std::string_view mark, std::size_t bytes) {
  const std::size_t begin = text.size() - std::min(text.size(), bytes);
  const auto at = text.substr(begin).rfind(mark);
  return at == text.npos ? at : begin + at;
}

// What may stand between two citations of one document: 第二款、第（三）项和. `range` learns of 至.
bool goes_on(std::string_view gap, bool& range) {
  bool joined = false;
  range = false;
  while (!gap.empty()) {
    if (take(gap, "至") || take(gap, "到")) {
      joined = range = true;
    } else if (take(gap, "、") || take(gap, "以及") || take(gap, "及") || take(gap, "和") ||
               take(gap, "与") || take(gap, "或者") || take(gap, "或")) {
      joined = true;
    } else if (take(gap, kOrdinal)) {
      const std::string_view near = gap.substr(0, kNumberBytes + kHan);
      const auto part = std::min(near.find("款"), near.find("项"));
      if (part == near.npos) return false;
      gap.remove_prefix(part + kHan);
      range = false; // 第一款至第三款 is a range of parts, not of clauses
    } else {
      return false;
    }
  }
  return joined;
}

// Where 《 of the title stands that ends in front of `at`, perhaps with a bracket behind it.
std::optional<std::size_t> title_before(std::string_view text, std::size_t at) {
  std::string_view before = text.substr(0, at);
  if (before.ends_with("）")) {
    const auto open = rfind_near(before, "（", kBracketBytes);
    if (open == before.npos) return std::nullopt;
    before = before.substr(0, open);
  }
  if (!before.ends_with(kClose)) return std::nullopt;
  const auto open = rfind_near(before, kOpen, kTitleBytes);
  return open == before.npos ? std::nullopt : std::optional(open);
}

constexpr std::string_view kKinds[] = {"法",   "条例", "办法", "规定", "细则", "解释", "规则", "决定",
                                       "意见", "规程", "准则", "章程", "守则", "通知", "方案"};

// Does the tail end with `word` and a kind of text: 违反本条例?
bool ends_with_kind(std::string_view tail, std::string_view word) {
  return std::any_of(std::begin(kKinds), std::end(kKinds), [&](std::string_view kind) {
    return tail.ends_with(kind) && tail.substr(0, tail.size() - kind.size()).ends_with(word);
  });
}

bool may_end_a_name(std::string_view tail) {
  for (const std::string_view end : {"法", "典", "例", "定", "则", "释"})
    if (tail.size() > end.size() && tail.ends_with(end)) return true;
  return false;
}

bool is_quoted(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  return before.ends_with("“") || before.ends_with("「") || before.ends_with("\"");
}

// 增加一条：“违反本法第五条…”: what is quoted speaks for another text.
class Quotations {
public:
  explicit Quotations(std::string_view text) : text_(text) {}

  // Is the place between quotation marks? Asked in reading order.
  bool holds(std::size_t at) {
    for (; next_ < at; ++next_)
      if (const auto rest = text_.substr(next_); rest.starts_with("“") || rest.starts_with("”"))
        open_ = rest.starts_with("“");
    return open_;
  }

private:
  std::string_view text_;
  std::size_t next_ = 0;
  bool open_ = false;
};

// 合同编, 分则, 第二章, 规定的: which part of a text is meant, or that it says so.
bool names_division(std::string_view tail) {
  for (const std::string_view end : {"编", "章", "节", "分则", "总则", "的"})
    if (tail.ends_with(end)) return true;
  return false;
}

// 民法典合同编 → 民法典, 刑法规定的 → 刑法
std::string_view without_division(std::string_view tail) {
  for (const std::string_view said : {"规定的", "的"})
    if (tail.ends_with(said)) {
      tail.remove_suffix(said.size());
      break;
    }
  if (!names_division(tail)) return tail;
  std::size_t end = 0;
  for (const std::string_view name : {"法", "典", "例", "办法", "规定"})
    if (const auto at = tail.rfind(name); at != tail.npos) end = std::max(end, at + name.size());
  return end == 0 ? tail : tail.substr(0, end);
}

// Does a title, a bracketed number (刑法修正案（八）) or a 文号 stand in front of the tail, or end in it?
bool follows_a_name(std::string_view before, std::string_view tail) {
  if (before.ends_with(kClose)) return true;
  if (const auto hao = tail.find("号"); hao != tail.npos && !tail.starts_with("号码")) return true;
  if (!before.ends_with("）") || !(tail.empty() || names_division(tail))) return false;
  const auto open = rfind_near(before, "（", kTitleBytes);
  if (open == before.npos || open < kHan) return false; // （一）第三条…: the mark of an item
  std::size_t pos = open - kHan;
  return is_han(next_code_point(before, pos)) && pos == open;
}

// 公发〔2002〕6号 that ends in front of `at`, with 文件 or 规定的 behind it or not: from its first possible
// character on; empty where none stands there. 刑法修正案（八） likewise.
std::string_view numbered_name(std::string_view text, std::size_t at) {
  std::string_view before = text.substr(0, at);
  for (const std::string_view said : {"规定的", "的", "规定", "文件", "文"})
    if (before.ends_with(said)) before.remove_suffix(said.size());
  const std::size_t end = before.size();
  if (before.ends_with("）")) {
    const auto open = rfind_near(before, "（", kNumberBytes + 2 * kHan);
    if (open == before.npos) return {};
    if (!parse_numeral(before.substr(open + kHan, end - open - 2 * kHan))) return {};
    const std::string_view tail = tail_before(text, open);
    return tail.empty() ? tail : text.substr(open - tail.size(), end - (open - tail.size()));
  }
  if (!before.ends_with("号")) return {};
  constexpr std::size_t kNumber = 8; // bytes: the digits of a 文号
  const char last = end > kHan ? before[end - kHan - 1] : ' ';
  if (last < '0' || last > '9') return {};
  for (const auto& [left, right] : {std::pair{"〔", "〕"}, std::pair{"[", "]"}, std::pair{"（", "）"},
                                    std::pair{"［", "］"}, std::pair{"【", "】"}}) {
    const auto shut = rfind_near(before, right, kNumber + 3 * kHan);
    if (shut == before.npos) continue;
    const auto open = rfind_near(before.substr(0, shut), left, kBracketBytes);
    if (open == before.npos) continue;
    const std::string_view tail = tail_before(text, open);
    return tail.empty() ? tail : text.substr(open - tail.size(), end - (open - tail.size()));
  }
  return {};
}

// The lines of a text, walked through once.
class LineWalk {
public:
  explicit LineWalk(std::string_view text) : text_(text), end_(text.find('\n')) {}

  // Is the place in a cell of a table? 第一条 in it is seldom the text's own. Places come in rising order.
  bool in_table(std::size_t at) {
    while (end_ < at) {
      begin_ = end_ + 1;
      end_ = text_.find('\n', begin_);
    }
    return text_.substr(begin_).starts_with("|");
  }

private:
  std::string_view text_;
  std::size_t begin_ = 0, end_;
};

// The title whose 》 stands at `close`; empty where none begins near.
std::string_view title_that_ends(std::string_view text, std::size_t close) {
  const std::size_t begin = close - std::min(close, kTitleBytes);
  const auto open = text.substr(begin, close - begin).rfind(kOpen);
  return open == text.npos ? std::string_view()
                           : text.substr(begin + open + kOpen.size(), close - begin - open - kOpen.size());
}

// 办法 is no 法.
bool is_of_kind(std::string_view name, std::string_view kind) {
  if (kind == "法" && (name.ends_with("办法") || name.ends_with("方法"))) return false;
  return name.ends_with(kind) || (kind == "法" && name.ends_with("法典"));
}

// 该办法, 同条例: the last text that was named, with a clause or as 《…》, if its name is of that kind.
// Another one in between leaves open which is meant.
std::optional<TextCitation> named_before(std::string_view text, std::size_t at,
                                         const std::vector<TextCitation>& before, std::string_view tail) {
  std::string_view kind;
  for (const std::string_view each : kKinds)
    if (tail.ends_with(each) && each.size() > kind.size()) kind = each;
  TextCitation out;
  const TextCitation* cited = before.empty() ? nullptr : &before.back();
  const std::size_t begin = at - std::min(at, kNamedBytes);
  const auto close = text.substr(begin, at - begin).rfind(kClose);
  const std::string_view title =
      close == text.npos ? std::string_view() : title_that_ends(text, begin + close);
  if (!title.empty() && (!cited || begin + close > cited->end)) {
    out.document = TextCitation::Document::titled;
    out.name = title;
  } else if (cited) {
    out.document = cited->document;
    out.name = cited->name;
    out.bracket = cited->bracket;
  }
  return is_of_kind(out.name, kind) ? std::optional(std::move(out)) : std::nullopt;
}

// The title's name, and what stands in the bracket behind it.
void read_title(std::string_view text, std::size_t open, std::size_t end, TextCitation& out) {
  const auto inside = text.substr(open + kOpen.size(), end - open - kOpen.size());
  const auto close = inside.find(kClose);
  out.document = TextCitation::Document::titled;
  out.name = inside.substr(0, close);
  out.begin = open;
  std::string_view bracket = inside.substr(close + kClose.size());
  if (take(bracket, "（") && bracket.ends_with("）")) out.bracket = bracket.substr(0, bracket.size() - kHan);
}

// What may stand in front of a short title that is a word for any text of its kind: 依照条例第五条, but not
// 实施条例第五条.
bool begins_a_phrase(std::string_view before) {
  if (before.empty()) return true;
  for (const std::string_view word :
       {"依照", "按照", "违反", "根据", "依据", "适用", "参照", "执行", "符合", "属于", "具有", "有",
        "以",   "和",   "与",   "及",   "或",   "在",   "对",   "将",   "的",   "按",   "依",   "除"})
    if (before.ends_with(word)) return true;
  return false;
}

// 民诉法 of 依照民诉法, where the text says which law that is: the longest such name.
const DeclaredName* declared_at_end(std::string_view tail, const std::vector<DeclaredName>& names) {
  const std::string_view bare = without_division(tail);
  const DeclaredName* out = nullptr;
  for (const auto& declared : names) {
    for (const std::string_view text : {tail, bare}) {
      if (!text.ends_with(declared.name) || (out && out->name.size() >= declared.name.size())) continue;
      const bool kind_alone =
          std::find(std::begin(kKinds), std::end(kKinds), declared.name) != std::end(kKinds);
      if (!kind_alone || begins_a_phrase(text.substr(0, text.size() - declared.name.size()))) out = &declared;
    }
  }
  return out;
}

// The document of a citation that stands alone; nullopt where it means no document that can be known.
std::optional<TextCitation> document_of(std::string_view text, const Article& article,
                                        const std::vector<TextCitation>& before,
                                        const std::vector<DeclaredName>& names, LineWalk& lines) {
  TextCitation out;
  out.begin = article.begin;
  if (const auto open = title_before(text, article.begin)) {
    read_title(text, *open, article.begin, out);
    for (const auto& declared : names)
      if (declared.name == out.name) out.name = declared.title;
    return out;
  }
  if (const auto name = numbered_name(text, article.begin); !name.empty()) {
    out.document = TextCitation::Document::tail;
    out.name = name;
    return out;
  }
  const std::string_view whole_tail = tail_before(text, article.begin);
  const std::size_t tail_begin = article.begin - whole_tail.size();
  const std::string_view tail = without_division(whole_tail);
  if (ends_with_kind(tail, "本")) return out;
  if (ends_with_kind(tail, "该") || (ends_with_kind(tail, "同") && !ends_with_kind(tail, "合同"))) {
    auto meant = named_before(text, article.begin, before, tail);
    if (meant) meant->begin = article.begin;
    return meant;
  }
  if (const DeclaredName* declared = declared_at_end(whole_tail, names)) {
    out.document = TextCitation::Document::titled;
    out.name = declared->title;
    if (whole_tail.ends_with(declared->name)) out.begin -= declared->name.size();
    return out;
  }
  // 《民法典》合同编第三条, 《刑法》规定的第二条: a part of that text. What else stands behind a name in one
  // phrase leaves open whose clause it is, but it is hardly the text's own.
  if (const auto open = title_before(text, tail_begin); open && names_division(whole_tail)) {
    read_title(text, *open, tail_begin, out);
    return out;
  }
  if (follows_a_name(text.substr(0, tail_begin), whole_tail)) return std::nullopt;
  if (!may_end_a_name(tail)) return lines.in_table(article.begin) ? std::nullopt : std::optional(out);
  out.document = TextCitation::Document::tail;
  out.name = tail;
  return out;
}

// Where 第, and 前 where that may cite, stand, in reading order.
class Places {
public:
  Places(std::string_view text, bool previous)
      : text_(text), ordinal_(text.find(kOrdinal)), previous_(previous ? text.find(kPrevious) : text.npos) {}

  // The next one from `at` on; asked in rising order.
  std::size_t next(std::size_t at) {
    if (ordinal_ < at) ordinal_ = text_.find(kOrdinal, at);
    if (previous_ < at) previous_ = text_.find(kPrevious, at);
    return std::min(ordinal_, previous_);
  }

private:
  std::string_view text_;
  std::size_t ordinal_, previous_;
};

void add_keys(TextCitation& citation, const Article& article) {
  citation.keys.insert(citation.keys.end(), article.before.begin(), article.before.end());
  citation.keys.push_back(article.key);
}

} // namespace

std::vector<TextCitation> text_citations(std::string_view text, const CitingPlace& place) {
  std::vector<TextCitation> out;
  std::optional<Article> last;
  RangeRoom room;
  LineWalk lines(text);
  Quotations quotations(text);
  Places places(text, !place.before.empty());
  for (auto at = places.next(0); at != text.npos; at = places.next(at + kHan)) {
    const bool previous = text.substr(at).starts_with(kPrevious);
    auto article = previous ? previous_at(text, at, place.before) : article_at(text, at, room);
    if (!article) continue;
    bool range = false;
    const bool joined =
        !previous && last && !out.empty() && goes_on(text.substr(last->end, at - last->end), range);
    if (joined) {
      if (range) room.add_between(last->number, article->number, out.back().keys);
      add_keys(out.back(), *article);
      out.back().end = article->end;
    } else {
      std::optional<TextCitation> citation;
      if (previous)
        citation = TextCitation{TextCitation::Document::own, {}, {}, {}, article->begin, 0};
      else if (!is_quoted(text, at))
        citation = document_of(text, *article, out, place.names, lines);
      const bool own = citation && citation->document == TextCitation::Document::own;
      if (citation && !(own && quotations.holds(at))) {
        add_keys(*citation, *article);
        citation->end = article->end;
        out.push_back(std::move(*citation));
      } else {
        article.reset();
      }
    }
    last = article;
  }
  return out;
}

void add_declared_names(std::string_view text, std::vector<DeclaredName>& names) {
  for (auto close = text.find(kClose); close != text.npos && names.size() < kMostNames;
       close = text.find(kClose, close + kClose.size())) {
    std::string_view rest = text.substr(close + kClose.size());
    if (!take(rest, "（") && !take(rest, "(")) continue;
    if (!take(rest, "以下简称") && !take(rest, "以下称") && !take(rest, "下称") && !take(rest, "简称"))
      continue;
    const std::string_view title = title_that_ends(text, close);
    if (title.empty()) continue;
    std::string_view name = rest.substr(0, std::min({rest.find("）"), rest.find(")"), kTitleBytes}));
    for (const std::string_view mark :
         {std::string_view("："), std::string_view(":"), std::string_view("“"), kOpen})
      take(name, mark);
    for (const std::string_view mark : {std::string_view("”"), kClose})
      if (name.ends_with(mark)) name.remove_suffix(mark.size());
    const bool usable = (name.size() > kHan || name == "法") && name.size() < kTitleBytes;
    if (!usable || name.starts_with("本") || name.find("、") != name.npos) continue;
    DeclaredName declared{std::string(name), std::string(title)};
    if (declared.name != declared.title && std::find(names.begin(), names.end(), declared) == names.end())
      names.push_back(std::move(declared));
  }
}

std::string citing_term(std::string_view key) {
  return ":" + std::string(key);
}

std::vector<std::string> citing_terms(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& citation : text_citations(text))
    for (const auto& key : citation.keys)
      out.push_back(citing_term(key));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

} // namespace fengqiao::indexer
