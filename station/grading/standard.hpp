// clang-format off
// A scoring standard: what is scored, with which weight and rule, what lowers the level. A file of
// templates/等级评定/, which a county replaces by its own (标准.yaml explains every key).
// clang-format on
#pragma once

#include "core/citation.hpp"
#include "station/grading/rule.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::station::grading {

inline constexpr const char* usual_standard = "标准.yaml";        // the one meant where none is named
inline constexpr const char* standards_folder = "等级评定";       // below the templates folder
inline constexpr std::size_t none = static_cast<std::size_t>(-1); // no such item, level, …

struct Category {
  std::string code, name;
};

struct Item {
  std::string number, name;
  std::size_t category = 0;
  std::vector<Rational> weights;  // by class
  std::vector<Rule> rules;        // by class
  std::vector<std::string> raw;   // names of the raw numbers
  std::vector<std::string> basis; // citations
  std::string evidence;           // what usually proves it
  std::string old_category;       // of the former eight
  std::string remedy;             // 再到位 N 次; may be empty
  std::string note;               // for the form to fill in; may be empty
  int line = 0;
};

// A condition of a level, or the one under which a veto applies by itself.
struct Condition {
  enum class Kind { no_veto, last_level, rate, choice, categories, declared };
  Kind kind = Kind::no_veto;
  std::string written;
  std::vector<std::size_t> which; // no_veto: caps (levels) that count, none: every one; categories
  std::size_t subject = none;     // rate, choice: the item; declared: the declaration
  std::size_t level = none;       // last_level: at least this one
  std::string choice;             // choice: at least this one
  Rational bound;                 // rate, categories: per cent
  bool below = false;             // rate: x < bound instead of x ≥ bound
};

struct Veto {
  std::string number, matter;
  std::size_t cap = 0; // the best level that is left
  std::vector<std::string> basis;
  bool automatic = false; // by `condition` instead of an answer
  Condition condition;
  int line = 0;
};

struct Level {
  std::string name;
  Rational score; // from this total on
  std::vector<Condition> conditions;
};

enum class QuotaBase { all, qualified };
enum class QuotaSense { target, cap };
enum class QuotaRounding { half_up, down, up };

struct Quota {
  struct Line {
    std::size_t level = 0;
    Rational percent;
  };
  std::vector<Line> lines;            // best first
  std::size_t qualified_level = none; // this one and better
  Rational qualified_percent;
  QuotaBase base = QuotaBase::all;
  QuotaSense sense = QuotaSense::target;
  QuotaRounding rounding = QuotaRounding::half_up;
  bool by_rank = false; // who ranks behind the places of the best level gets the next one
};

struct Standard {
  std::string file, title;
  std::string issued;        // 印发: name and 文号 of the county's own
  std::string data_form;     // 等级评定/评分数据: the id of records filled in for it
  std::string alias;         // of that form
  std::string report;        // the template that its results print with
  std::string county_report; // likewise for all stations of a county
  std::string report_title, county_title;
  std::filesystem::path sample;
  std::string notice; // printed at the foot of each page
  bool shipped_default = false;
  std::vector<std::string> classes; // 城区, 农村
  std::vector<Category> categories;
  std::vector<Item> items;
  std::vector<Veto> vetoes;
  std::vector<Level> levels; // best first
  std::vector<std::string> declarations;
  Quota quota;
  std::vector<RuleStep> change_steps;
  Rational flat_from_zero, new_from_zero;
  std::size_t linked_item = none;
  bool lower_target = false;     // 发案降时降目标
  bool growth_by_people = false; // growth of cases per head
  bool rescale_missing = false;  // 不适用: 剔除折算 instead of 满分
  bool evidence_required = false, expired_counts_nothing = false;

  [[nodiscard]] std::size_t item_index(std::string_view number) const; // or none
  [[nodiscard]] std::size_t level_index(std::string_view name) const;
  [[nodiscard]] std::size_t category_index(std::string_view code) const;
};

// Every fault of the file at once, with line and column: unknown keys, rules and conditions that cannot be
// read, weights that do not add up to 100 for a class, two items with one number, levels out of order,
// coefficients outside 0…1, scores outside 0…100, percentages without their sign or outside 0%…100%.
Result<Standard, Errors> load_standard(const std::filesystem::path& file);

// Whether a YAML file is meant to be a standard (it has 评分项 and 计分办法, and no template).
bool looks_like_standard(const std::filesystem::path& file);

// What a citation check of the standard needs: each 依据 that does not resolve (ErrorCode::citation, at its
// item's line). The words 默认, 公开资料 and 二手材料 stand for no document.
Errors check_basis(const Standard& standard, const CitationResolver& resolver);

// A condition as written: 无否决 · 无否决（五级、最高四级） · 上年度 ≥ 二级 · E2 ≥ 95% · E2 < 80% · J1 ≥ 二级
// · A、C、D、E 类 ≥ 80% · 声明：书面承诺真实 (the last adds to the standard's declarations).
Result<Condition> parse_condition(std::string_view written, Standard& standard);

// The standards of a folder (templates/等级评定), by file name. Those that cannot be read are in `problems`.
std::vector<Standard> load_standards(const std::filesystem::path& folder, Errors& problems);

} // namespace fengqiao::station::grading
