#include "indexer/policy_parser.hpp"

#include "core/date.hpp"
#include "core/text.hpp"
#include "indexer/dates_in_text.hpp"
#include "indexer/document_number.hpp"
#include "indexer/effective_day.hpp"
#include "indexer/front_matter.hpp"
#include "indexer/head_lines.hpp"
#include "indexer/law_name.hpp"
#include "indexer/text_citations.hpp"
#include "indexer/text_parsers.hpp"
#include "indexer/text_parts.hpp"
#include "indexer/text_titles.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

constexpr std::string_view kInfoEnd = "<!-- INFO END -->"; // ends the preamble of the law collection's files

// The shape of a text, found in one pass.
struct Shape {
  bool keyed = false, decimal = false, questions = false, speech = false;
  std::size_t articles = 0, loose_articles = 0, top_items = 0, sub_items = 0, deep_items = 0, headings = 0;
  std::string first_article; // its key
};

Shape shape_of(Lines lines) {
  Shape shape;
  for (const auto& [number, line] : lines) {
    if (line.empty()) continue;
    const auto heading = heading_line(line);
    const std::string_view text = heading ? std::string_view(heading->text) : line;
    if (heading && !heading->key.empty()) shape.keyed = true;
    if (heading && heading->level > 1) ++shape.headings;
    if (const auto article = article_line(text)) {
      if (shape.articles++ == 0) shape.first_article = article->key;
    }
    if (loose_article_line(text)) ++shape.loose_articles;
    if (const auto numbered = numbered_line(text)) {
      if (numbered->level == 1) ++shape.top_items;
      if (numbered->level == 2) ++shape.sub_items;
      if (numbered->level > 2) ++shape.deep_items;
    }
  }
  shape.decimal = is_decimal_text(lines);
  shape.questions = is_question_text(lines);
  shape.speech = is_speech_text(lines);
  return shape;
}

// Reads title, part and preamble; what `>` says beside facts goes to `remarks` too. Returns the lines of the
// text proper.
Lines read_head(Lines lines, PolicyDocument& document, std::vector<SourceLine>& remarks) {
  std::size_t body = 0;
  const auto marker =
      std::find_if(lines.begin(), lines.end(), [](const SourceLine& l) { return l.text == kInfoEnd; });
  const auto head_end =
      marker == lines.end() ? std::size_t{0} : static_cast<std::size_t>(marker - lines.begin());
  std::vector<std::string> titles;
  const auto note = [&](std::string_view line) {
    if (!document.preamble.empty()) document.preamble.push_back('\n');
    document.preamble += line;
  };
  for (; body < lines.size(); ++body) {
    const std::string_view line = lines[body].text;
    if (is_empty_line(line)) continue;
    const auto heading = heading_line(line);
    if (heading && heading->level == 1 && (titles.empty() || body < head_end))
      titles.push_back(heading->text);
    else if (body >= head_end && line.starts_with(">")) {
      const std::string_view remark = trim(line.substr(1));
      note(remark);
      if (!remark.empty() && !tells_only_facts(remark)) remarks.push_back({lines[body].number, remark});
    } else if (body < head_end || is_head_note(line))
      note(line); // （2018年3月1日公布 自2018年5月1日起施行）, 公发〔2002〕6号
    else
      break;
  }
  if (document.title.empty() && !titles.empty()) document.title = titles[0];
  if (titles.size() > 1) document.part = titles[1];
  return lines.subspan(body);
}

std::string file_stem(const std::string& file) {
  const auto slash = file.rfind('/');
  std::string name = slash == std::string::npos ? file : file.substr(slash + 1);
  if (const auto dot = name.rfind('.'); dot != std::string::npos && dot > 0) name.resize(dot);
  return name;
}

// Below a title: lines that tell only facts are the preamble. Returns the others.
Lines read_facts(Lines lines, PolicyDocument& document) {
  std::size_t body = 0;
  for (; body < lines.size(); ++body) {
    const std::string_view line = lines[body].text;
    if (line.empty()) continue;
    if (!tells_only_facts(line)) break;
    if (!document.preamble.empty()) document.preamble.push_back('\n');
    document.preamble += line;
  }
  return lines.subspan(body);
}

// 值班办法 of 关于印发《值班办法》的通知, where a line of the text repeats it, 附件 in front of it or not:
// the text that is cited. Empty where the paper only sends a text that stands elsewhere.
std::string name_of_brought_text(const PolicyDocument& document, Lines lines) {
  const std::string name = brought_title(document.title);
  if (name.empty()) return {};
  const bool there = std::any_of(lines.begin(), lines.end(), [&](const SourceLine& line) {
    const auto heading = heading_line(line.text);
    return is_title_of_brought(heading ? std::string_view(heading->text) : line.text, name);
  });
  return there ? name : std::string();
}

// 法律 is what the National People's Congress makes: a county's rules are written in 条 too.
bool is_law(const PolicyDocument& document, std::string_view name) {
  return is_law_name(name) ||
         (document.title.starts_with("中华人民共和国") && name.find("法修正案") != name.npos) ||
         document.issuer.starts_with("全国人民代表大会") || document.issuer.starts_with("全国人大");
}

// `collected`: the file is of a law collection; `law`: it looks like a statute, not like a paper with front
// matter. `lines`: the text proper.
void fill_gaps(PolicyDocument& document, Lines lines, bool collected, bool law) {
  if (document.title.empty()) document.title = file_stem(document.file);
  read_law_preamble(document);
  if (document.date.empty()) document.date = year_of_number(document.number);
  const std::string brought = collected ? std::string() : name_of_brought_text(document, lines);
  const std::string name = short_law_name(brought.empty() ? document.title : brought);
  if (document.kind.empty()) document.kind = collected || (law && is_law(document, name)) ? "法律" : "资料";
  if (document.short_title.empty()) document.short_title = law || !brought.empty() ? name : document.title;
  const std::string& own_name = brought.empty() ? document.title : brought;
  document.draft = draft_word(own_name);
  document.base = edition_base(own_name);
  if (document.id.empty()) document.id = document_id(name);
  if (document.id.empty()) document.id = document_id(file_stem(document.file));
  if (document.id.empty()) document.id = "无题";
  if (document.status.empty()) document.status = "待核";
  if (document.text_kind.empty()) document.text_kind = "原文";
}

// id: 来访登记办法@2018, as the program prints older editions: which edition owns the bare id follows from
// the dates of all of them. The year stands for a date that the text does not tell.
void read_edition_in_id(PolicyDocument& document, std::vector<Diagnostic>& diagnostics) {
  const auto at = document.id.find('@');
  if (at == std::string::npos) return;
  std::string digits = edition_in_name(document.id).date;
  const std::string written = document.id.substr(at + 1);
  document.id.resize(at);
  if (digits.empty()) return;
  if (digits.size() > 6) digits.insert(6, "-");
  if (digits.size() > 4) digits.insert(4, "-");
  const auto date = parse_date(digits);
  if (!date) return;
  if (document.date.empty()) document.date = to_iso(*date);
  if (!document.date.starts_with(to_iso(*date)))
    diagnostics.push_back({2, "id 写的版本是 " + written + "，日期是 " + document.date + "，按日期算"});
}

// What nobody has passed is not in force, whatever its front matter says.
void check_draft(PolicyDocument& document, std::vector<Diagnostic>& diagnostics) {
  if (document.draft.empty() || document.status != "现行") return;
  diagnostics.push_back({1, "这是" + document.draft + "，不会是现行的，效力按待核算"});
  document.status = "待核";
}

// 本法自2021年6月1日起施行 in its last clauses. A text that was revised keeps the day of its first edition
// there: that is not the day of this one.
void read_effective_day(PolicyDocument& document) {
  constexpr std::size_t kLast = 3;
  constexpr int kMostYears = 3;
  const auto date = parse_date(document.date);
  if (!document.effective.empty() || !date) return;
  const std::size_t count = document.clauses.size();
  for (std::size_t i = count; i > count - std::min(count, kLast);) {
    const auto day = effective_day(document.clauses[--i].text);
    if (!day) continue;
    if (!day->when_published && day->date >= *date && day->date.year <= date->year + kMostYears)
      document.effective = to_iso(day->date);
    return;
  }
}

using Parser = void (*)(Lines, ClauseBuilder&);

Parser parser_for(const Shape& shape) {
  constexpr std::size_t kFewArticles = 2; // that may be quoted in a 公文, or wrapped to a line's start
  if (shape.keyed) return parse_sections;
  if (shape.questions && shape.articles <= kFewArticles) return parse_questions;
  const bool quoted = shape.articles <= kFewArticles && shape.first_article != "1" && shape.top_items >= 2 &&
                      shape.loose_articles < 3;
  if ((shape.articles > 0 && !quoted) || shape.loose_articles >= 3) return parse_statute;
  if (shape.top_items >= 2 || shape.sub_items >= 2) return parse_gongwen;
  if (shape.headings == 0 && shape.deep_items >= 2) return parse_gongwen; // 1. 2. 3. without any heading
  if (shape.decimal) return parse_decimal;
  if (shape.speech && shape.headings == 0) return parse_speech;
  return shape.headings > 0 ? parse_sections : parse_paragraphs;
}

// Each part by its own numbers; a text with keys of its own is one part.
void parse_parts(Lines lines, const Shape& whole, std::string_view title, ClauseBuilder& builder) {
  if (whole.keyed) return parse_sections(lines, builder);
  const std::vector<TextPart> parts = text_parts(lines, title);
  // What a notice brings is cited by its bare numbers, the notice's own items as 通知·二.
  const bool brings = std::any_of(parts.begin(), parts.end(), [](const TextPart& part) {
    return part.brought &&
           (parser_for(shape_of(part.lines)) != parse_paragraphs || has_article_table(part.lines));
  });
  for (const TextPart& part : parts) {
    const bool notice = brings && &part == &parts.front();
    builder.begin_part(notice ? "通知" : part.name, notice);
    if (!part.heading.empty()) builder.heading(part.heading_rank, part.heading);
    Parser parse = parser_for(shape_of(part.lines));
    // A form or a table is one clause, not one for each of its lines.
    if (parse == parse_paragraphs && parts.size() > 1 && !has_article_table(part.lines))
      parse = parse_statute;
    parse(part.lines, builder);
    // The form itself follows as a picture or in a file of its own: its name is still found.
    const bool blank = std::all_of(part.lines.begin(), part.lines.end(),
                                   [](const SourceLine& line) { return trim(line.text).empty(); });
    if (blank && !part.heading.empty()) builder.text(part.heading, part.heading_line);
  }
}

// What is the same for all texts of a file.
struct Source {
  bool has_front_matter = false;
  std::vector<Diagnostic>& diagnostics;
};

// What stands above a text's clauses in their paths, from the outside in.
using Above = std::vector<std::string>;

// The clauses of one text and what follows from them. `lines`: the text proper; `collected`: see fill_gaps.
void read_body(PolicyDocument& document, Lines lines, bool collected, const Above& above,
               const std::vector<SourceLine>& remarks, Footnotes notes, const Source& source) {
  for (std::string* name : {&document.title, &document.part})
    *name = notes.take_marks(*name);
  const Shape shape = shape_of(lines);
  const bool law = collected || (shape.articles > 0 && !source.has_front_matter);
  read_edition_in_id(document, source.diagnostics);
  fill_gaps(document, lines, collected, law);
  check_draft(document, source.diagnostics);
  ClauseBuilder builder(source.diagnostics);
  builder.set_notes(std::move(notes));
  int rank = -static_cast<int>(above.size()); // above all headings of the text
  for (const std::string& heading : above)
    builder.heading(rank++, heading);
  if (document.text_kind != "摘编") // there `>` is its editor's note
    for (const auto& [number, remark] : remarks)
      builder.text(remark, number);
  parse_parts(lines, shape, document.title, builder);
  document.clauses = builder.finish();
  read_effective_day(document);
  add_declared_names(document.preamble, document.names);
  for (const auto& clause : document.clauses)
    for (const std::string* text : {&clause.heading, &clause.text})
      add_declared_names(*text, document.names);
}

void read_first_text(PolicyDocument& document, Lines lines, Footnotes notes, const Source& source) {
  const bool collected =
      std::any_of(lines.begin(), lines.end(), [](const SourceLine& l) { return l.text == kInfoEnd; });
  std::vector<SourceLine> remarks;
  lines = collected || !document.title.empty()
              ? read_head(lines, document, remarks)
              : read_own_head(lines, file_stem(document.file), document, remarks);
  const Above above = document.part.empty() ? Above() : Above{document.part};
  read_body(document, lines, collected, above, remarks, std::move(notes), source);
}

// What front matter says of the paper holds for each of its texts.
void inherit(PolicyDocument& document, const PolicyDocument& front_matter) {
  for (const auto fact : {&PolicyDocument::issuer, &PolicyDocument::status, &PolicyDocument::kind,
                          &PolicyDocument::text_kind, &PolicyDocument::source_note, &PolicyDocument::file})
    document.*fact = front_matter.*fact;
}

bool has_numbers(const PolicyDocument& document) {
  return std::any_of(document.clauses.begin(), document.clauses.end(),
                     [](const Clause& clause) { return clause.citable; });
}

// A collection that has nothing but its texts is found by their titles.
void list_texts(ParsedPolicy& parsed, const std::vector<TextTitle>& titles, Lines lines) {
  std::string told;
  for (const TextTitle& title : titles)
    told += "、《" + title.title + "》（第 " + std::to_string(lines[title.at].number) + " 行起）";
  parsed.diagnostics.push_back(
      {lines[titles.front().at].number, "文件里另有 " + std::to_string(titles.size()) +
                                            " 份文本，各按自己的名称引用：" +
                                            told.substr(std::string_view("、").size())});
  if (!parsed.document.clauses.empty()) return;
  Clause clause;
  clause.key = "p1";
  clause.citable = false;
  clause.line = clause.line_end = lines[titles.front().at].number;
  for (const TextTitle& title : titles)
    clause.text += (clause.text.empty() ? "" : "\n") + title.title;
  parsed.document.clauses.push_back(std::move(clause));
}

std::vector<SourceLine> lines_of(std::string_view text, std::size_t skipped) {
  std::vector<SourceLine> lines = source_lines(text.substr(skipped));
  const auto before =
      static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(skipped), '\n'));
  for (auto& line : lines)
    line.number += before;
  return lines;
}

} // namespace

ParsedPolicy parse_policy(std::string_view text, const std::string& file, std::string_view root_name) {
  ParsedPolicy out;
  out.document.file = file;
  const std::size_t skipped = read_front_matter(text, out.document, out.diagnostics);
  if (out.document.kind.empty()) out.document.kind = kind_of_folder(std::string(root_name) + "/" + file);
  const PolicyDocument front_matter = out.document;
  std::vector<SourceLine> all = lines_of(text, skipped);
  Footnotes notes = Footnotes::take_from(all);
  Lines lines = all;
  while (!lines.empty() && lines.front().text.empty())
    lines = lines.subspan(1);
  const std::vector<TextTitle> titles = further_titles(lines, front_matter.title);
  const auto piece = [&](std::size_t begin, std::size_t title) {
    const std::size_t end = title < titles.size() ? titles[title].at : lines.size();
    return lines.subspan(begin, end - begin);
  };
  const auto notes_of = [&](Lines of, std::size_t title) {
    return title < titles.size() ? notes.split_off(of) : std::move(notes);
  };
  const Source source{skipped > 0, out.diagnostics};
  const Lines first = piece(0, 0);
  read_first_text(out.document, first, notes_of(first, 0), source);
  if (titles.empty()) return out;
  const Above above = has_numbers(out.document) ? Above() : Above{out.document.title};
  for (std::size_t i = 0; i < titles.size(); ++i) {
    PolicyDocument document;
    inherit(document, front_matter);
    document.title = titles[i].title;
    const Lines own = piece(titles[i].at + 1, i + 1);
    read_body(document, read_facts(own, document), false, above, {},
              notes_of(piece(titles[i].at, i + 1), i + 1), source);
    if (document.date.empty()) document.date = front_matter.date;
    if (document.effective.empty()) document.effective = front_matter.effective;
    out.further.push_back(std::move(document));
  }
  list_texts(out, titles, lines);
  return out;
}

} // namespace fengqiao::indexer
