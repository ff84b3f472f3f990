#include "station/citations.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fengqiao::station {
namespace {

using render::Field;
using render::FieldFormat;
using render::FieldType;
using render::Value;

struct Note {
  std::string_view word;
  std::string_view explanation;
};

// Printed in this order.
constexpr std::array marks{
    Note{"已废止", "文件已经废止，只能说明过去的做法，不得作为现行依据。"},
    Note{"期满", "文件所定计划期已过，引用前请核对有无接续文件。"},
    Note{"待核", "文件的效力或者文字没有核到原文，引用前请核对。"},
    Note{"已修改", "文件已有修改，所引是修改前的文本，引用前请核对现行文本。"},
};
constexpr std::array words{
    Note{"默认", "软件自带的默认值，不是文件规定，县局须用自己印发的规定替换。"},
    Note{"公开资料", "取自公开网页等资料的节录，没有核到原件。"},
    Note{"二手材料", "取自转述材料，没有核到原文，不得单独作为依据。"},
};

bool is_word(std::string_view text) {
  return std::any_of(words.begin(), words.end(), [&](const Note& note) { return note.word == text; });
}

// Takes 〔待核〕 (in any brackets) off the end of what was typed.
bool take_unverified(std::string_view& typed) {
  for (const std::string_view suffix : {"〔待核〕", "（待核）", "[待核]", "(待核)"})
    if (typed.ends_with(suffix)) {
      typed = trim(typed.substr(0, typed.size() - suffix.size()));
      return true;
    }
  return false;
}

// 《主防研究》五·综合指挥室 → 《主防研究》
std::string title_of(const std::string& label) {
  constexpr std::string_view end = "》";
  const auto at = label.find(end);
  return label.starts_with("《") && at != std::string::npos ? label.substr(0, at + end.size())
                                                            : std::string{};
}

// "清单.yaml:12 栏目“依据[1]”" → "清单.yaml:12" and "栏目“依据[1]”的"
std::pair<std::string, std::string> split_origin(const std::string& origin) {
  const auto at = origin.find(" 栏目“");
  if (at == std::string::npos) return {origin, {}};
  return {origin.substr(0, at), origin.substr(at + 1) + "的"};
}

class Resolver {
public:
  Resolver(const CitationResolver& resolver, Errors& problems, bool linked)
      : resolver_(resolver), problems_(problems), linked_(linked) {}

  // `item`: the number of the item that the value lies in, else the name of its field.
  void walk(Value& value, const Field& field, const std::string& item) {
    if (field.format == FieldFormat::citation && value.kind == Value::Kind::text) return resolve(value, item);
    if (field.type == FieldType::array && !field.children.empty())
      for (auto& each : value.items)
        walk(each, field.children.front(), item);
    if (field.type == FieldType::object) {
      const std::string number = number_of(value, field);
      for (auto& [name, member] : value.members)
        if (const Field* child = field.find(name)) walk(member, *child, number.empty() ? name : number);
    }
  }

  RecordCitations take() { return std::move(found_); }

  [[nodiscard]] Value notes() const {
    Value out;
    out.kind = Value::Kind::list;
    const auto add = [&](std::string line) { out.items.push_back(Value::of_text(std::move(line), "引据")); };
    for (const auto& mark : marks)
      if (seen(mark.word)) add(fmt::format("（{}）：{}", mark.word, mark.explanation));
    for (const auto& word : words)
      if (seen(word.word)) add(fmt::format("{}：{}", word.word, word.explanation));
    std::string titles;
    for (const auto& title : research_)
      titles += title;
    if (!titles.empty()) add(titles + "：研究文章，所引做法供参考，不是部颁要求。");
    return out;
  }

private:
  static std::string number_of(const Value& value, const Field& field) {
    const Field* number = field.find("no");
    const Value* text = number == nullptr ? nullptr : value.find(number->name);
    return text != nullptr && text->kind == Value::Kind::text ? text->text : std::string();
  }

  void resolve(Value& value, const std::string& item) {
    std::string_view typed = trim(value.text);
    if (is_word(typed)) {
      note(std::string(typed));
      return;
    }
    const bool unverified = take_unverified(typed);
    const auto& found = look_up(std::string(typed));
    const auto [where, field] = split_origin(value.origin);
    if (!found) {
      found_.lost.push_back({std::string(typed), problems_.size()});
      std::string_view reason = found.error().message; // the resolver begins with the citation, too
      const std::string same = fmt::format("引据“{}”查不到：", typed);
      if (reason.starts_with(same)) reason.remove_prefix(same.size());
      problems_.push_back({ErrorCode::citation, where,
                           fmt::format("{}引据“{}”没有查到：{}", field, typed, reason), found.error().hint});
      value.text += "（未查到）";
      return;
    }
    value.text = found->label;
    for (const auto& mark : marks)
      if (found->status == mark.word || (unverified && mark.word == "待核"))
        add_mark(value, std::string(mark.word));
    if (found->kind == "研究") note_research(title_of(found->label));
    keep(*found, value, {where, item, {}});
  }

  // A list cites the same clause again and again: each is looked up once.
  const Result<ResolvedCitation>& look_up(const std::string& typed) {
    const auto known = known_.find(typed);
    if (known != known_.end()) return known->second;
    return known_.emplace(typed, resolver_.resolve(typed)).first->second;
  }

  void keep(const ResolvedCitation& clause, Value& value, CitedPlace place) {
    const auto [at, fresh] = numbers_.emplace(clause.key, found_.clauses.size());
    if (fresh) found_.clauses.push_back({clause, value.text, fmt::format("引据{}", at->second + 1), {}});
    CitedClause& cited = found_.clauses[at->second];
    if (linked_) {
      value.link = cited.anchor;
      value.anchor = place.anchor = fmt::format("引据{}处{}", at->second + 1, cited.places.size() + 1);
    }
    cited.places.push_back(std::move(place));
  }

  void add_mark(Value& value, const std::string& mark) {
    value.text += fmt::format("（{}）", mark);
    note(mark);
  }

  void note(const std::string& word) {
    if (!seen(word)) seen_.push_back(word);
  }

  void note_research(const std::string& title) {
    if (std::find(research_.begin(), research_.end(), title) == research_.end()) research_.push_back(title);
  }

  [[nodiscard]] bool seen(std::string_view word) const {
    return std::find(seen_.begin(), seen_.end(), word) != seen_.end();
  }

  const CitationResolver& resolver_;
  Errors& problems_;
  bool linked_;
  std::vector<std::string> seen_, research_;
  std::unordered_map<std::string, Result<ResolvedCitation>> known_;
  std::unordered_map<std::string, std::size_t> numbers_; // of the clauses found, by their keys
  RecordCitations found_;
};

} // namespace

bool stands_for_no_document(std::string_view citation) {
  return is_word(trim(citation));
}

RecordCitations resolve_citations(render::Value& record, const render::Field& schema,
                                  const CitationResolver& resolver, Errors& problems, bool linked) {
  Resolver all(resolver, problems, linked);
  all.walk(record, schema, {});
  record.set_path(citation_notes_field, all.notes());
  return all.take();
}

} // namespace fengqiao::station
