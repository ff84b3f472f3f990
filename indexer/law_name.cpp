#include "indexer/law_name.hpp"

#include "core/date.hpp"
#include "core/edition_note.hpp"
#include "core/text.hpp"
#include "indexer/document_number.hpp"
#include "indexer/importing/dates_in_text.hpp"

#include <array>
#include <optional>

namespace fengqiao::indexer {
namespace {

bool is_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= U'０' && c <= U'９');
}

// The inside of a bracket: 2012-10-26, 2018年修正, 2018年10月26日修订; not 1988年, not 四.
bool is_edition_note(std::u32string_view inside) {
  if (inside.size() < 6) return false;
  for (std::size_t i = 0; i < 4; ++i)
    if (!is_digit(inside[i])) return false;
  return true;
}

// A bracket's other half is looked for this far only: a line of opening brackets would cost quadratic time.
constexpr std::size_t kNoteChars = 80;

std::u32string without_edition_notes(std::u32string_view name) {
  std::u32string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == U'（' || name[i] == U'(') {
      const std::u32string_view near = name.substr(i + 1, kNoteChars);
      const auto close = near.find_first_of(U"）)");
      if (close != near.npos && is_edition_note(near.substr(0, close))) {
        i += close + 1;
        continue;
      }
    }
    out.push_back(name[i]);
  }
  return out;
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

// The makers whose orders are told apart from the words in front of them: 根据…国务院令第588号.
std::string known_order(std::string_view line) {
  const auto at = line.find("令第");
  const auto hao = at == line.npos ? at : line.find("号", at);
  if (hao == line.npos || hao - at > 30) return {};
  for (const std::string_view issuer : {"国务院", "公安部", "国家安全部", "民政部", "司法部"})
    if (at >= issuer.size() && line.substr(at - issuer.size(), issuer.size()) == issuer)
      return std::string(line.substr(at - issuer.size(), hao + 3 - (at - issuer.size())));
  return {};
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
  std::string name = to_utf8(without_edition_notes(to_utf32(title)));
  for (const std::string_view part : {"中华人民共和国", "《", "》", "〈", "〉", "<", ">", " ", "　"})
    erase_all(name, part);
  return name;
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
  if (document.effective.empty() && effective != Date{}) document.effective = to_iso(effective);
  if (document.issuer.empty()) document.issuer = issuer_of(document);
}

} // namespace fengqiao::indexer
