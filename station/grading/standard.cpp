#include "station/grading/standard.hpp"

#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "core/yaml.hpp"
#include "render/nearest.hpp"
#include "station/citations.hpp"
#include "station/grading/section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

namespace fengqiao::station::grading {
namespace {

namespace fs = std::filesystem;

constexpr std::array kYesNo{Choice<bool>{"是", true}, Choice<bool>{"否", false}};
constexpr std::array kNotApplicable{Choice<bool>{"满分", false}, Choice<bool>{"剔除折算", true}};
constexpr std::array kGrowth{Choice<bool>{"立案数", false}, Choice<bool>{"发案率", true}};
constexpr std::array kBases{Choice<QuotaBase>{"全部", QuotaBase::all},
                            Choice<QuotaBase>{"合格", QuotaBase::qualified}};
constexpr std::array kSenses{Choice<QuotaSense>{"目标", QuotaSense::target},
                             Choice<QuotaSense>{"上限", QuotaSense::cap}};
constexpr std::array kRoundings{Choice<QuotaRounding>{"四舍五入", QuotaRounding::half_up},
                                Choice<QuotaRounding>{"向下", QuotaRounding::down},
                                Choice<QuotaRounding>{"向上", QuotaRounding::up}};

class Reader {
public:
  Reader(const std::string& file, const fs::path& folder) : folder_(folder) { out.file = file; }
  Standard out;
  Errors errors;

  void read(const DataNode& root) {
    Section top = section(root, "评分标准");
    out.title = top.text("名称");
    out.notice = top.text("页脚", false);
    top.choice("软件默认", out.shipped_default, kYesNo);
    out.issued = top.text("印发", false);
    if (!out.shipped_default && out.issued.empty())
      top.fault(root, "标准没有写明印发的文件",
                "本单位印发的标准写“印发: 文件名、文号”；软件自带的写“软件默认: 是”");
    out.data_form = top.text("数据");
    out.alias = top.text("别名", false);
    out.report = top.text("报告");
    out.county_report = top.text("汇总");
    out.report_title = top.text("报告题名");
    out.county_title = top.text("汇总题名");
    if (const std::string sample = top.text("样例", false); !sample.empty()) out.sample = folder_ / sample;
    out.classes = top.texts("类别");
    read_options(top);
    each(top, "类", [this](const DataNode& node) { read_category(node); });
    each(top, "评分项", [this](const DataNode& node) { read_item(node); });
    check_weights(root);
    read_levels(top);
    if (top.optional("否决项") != nullptr)
      each(top, "否决项", [this](const DataNode& node) { read_veto(node); });
    if (const DataNode* quota = top.optional("配额")) read_quota(*quota);
    if (!linked_.empty()) link(root);
    top.finish();
  }

private:
  Section section(const DataNode& node, std::string name) {
    return Section(node, std::move(name), out.file, errors);
  }

  void fault(const DataNode& at, Error error) {
    error.where = place(out.file, at.line, at.column);
    errors.push_back(std::move(error));
  }

  template <class Read> void each(Section& top, const std::string& key, Read read) {
    const DataNode* list = top.required(key);
    if (list == nullptr) return;
    if (!list->is_list() || list->items.empty())
      return top.fault(*list, fmt::format("“{}”应是一个表，每项以“- ”开头", key));
    for (const auto& node : list->items)
      read(node);
  }

  void read_options(Section& top) {
    const DataNode* node = top.required("计分办法");
    if (node == nullptr) return;
    Section options = section(*node, "计分办法");
    if (const std::string steps = options.text("同比档"); !steps.empty()) {
      if (auto read = parse_change_steps(steps))
        out.change_steps = std::move(*read);
      else
        fault(*node, read.error());
    }
    if (const DataNode* zero = options.required("基数为零")) {
      Section bases = section(*zero, "基数为零");
      bases.number("持平", out.flat_from_zero, 1);
      bases.number("新增", out.new_from_zero, 1);
      bases.finish();
    }
    linked_ = options.text("关联项", false);
    options.choice("关联按", out.growth_by_people, kGrowth);
    options.choice("发案降时降目标", out.lower_target, kYesNo);
    options.choice("不适用", out.rescale_missing, kNotApplicable);
    options.choice("无证据不计分", out.evidence_required, kYesNo);
    options.choice("证据过期不计分", out.expired_counts_nothing, kYesNo);
    options.finish();
  }

  void link(const DataNode& root) {
    out.linked_item = out.item_index(linked_);
    if (out.linked_item != none && out.items[out.linked_item].rules.front().kind == RuleKind::chg) return;
    fault(root, {ErrorCode::data, "", fmt::format("关联项“{}”不是一个按 chg 计分的评分项", linked_), ""});
  }

  void read_category(const DataNode& node) {
    Section section = this->section(node, "类");
    Category category{section.text("代号"), section.text("名称")};
    if (out.category_index(category.code) != none)
      section.fault(node, fmt::format("两个类都叫“{}”", category.code));
    out.categories.push_back(std::move(category));
    section.finish();
  }

  void read_item(const DataNode& node) {
    Section section = this->section(node, "评分项");
    Item item;
    item.line = node.line;
    item.number = section.text("编号");
    item.name = section.text("名称");
    item.raw = section.texts("原始数");
    item.basis = section.texts("依据");
    item.evidence = section.text("证据", false);
    item.old_category = section.text("旧八类", false);
    item.remedy = section.text("补差", false);
    item.note = section.text("说明", false);
    const std::string code = section.text("类", false);
    item.category = out.category_index(code.empty() ? item.number.substr(0, 1) : code);
    if (item.category == none) {
      section.fault(node, fmt::format("评分项“{}”属于哪一类不清楚", item.number),
                    "编号以类的代号开头，或另写“类: 代号”");
      item.category = 0;
    }
    read_weights(section, item);
    read_rules(section, item);
    if (item.number.empty() || item.number.find_first_of(".[ ") != std::string::npos)
      section.fault(node, fmt::format("编号“{}”不能用", item.number), "用字母和数字，如 A1");
    else if (const std::size_t twin = out.item_index(item.number); twin != none)
      section.fault(node,
                    fmt::format("编号“{}”用了两次，前一次在第 {} 行", item.number, out.items[twin].line));
    if (std::set<std::string>(item.raw.begin(), item.raw.end()).size() != item.raw.size())
      section.fault(node, fmt::format("评分项“{}”的原始数有重名", item.number));
    section.finish();
    out.items.push_back(std::move(item));
  }

  void read_weights(Section& section, Item& item) {
    const DataNode* node = section.required("权");
    item.weights.assign(std::max<std::size_t>(out.classes.size(), 1), 0);
    if (node == nullptr) return;
    const auto read = [&](const DataNode& at) -> Rational {
      const auto value = at.is_scalar() ? parse_decimal(trim(at.scalar)) : std::nullopt;
      if (value && *value >= 0) return *value;
      section.fault(at, fmt::format("评分项“{}”的权应是不小于 0 的数", item.number));
      return 0;
    };
    if (!node->is_list()) {
      item.weights.assign(item.weights.size(), read(*node));
    } else if (node->items.size() != out.classes.size()) {
      section.fault(*node,
                    fmt::format("评分项“{}”的权有 {} 个，类别有 {} 个", item.number, node->items.size(),
                                out.classes.size()),
                    "按“类别”的次序各写一个，如 [5, 5]；都一样的写一个数");
    } else {
      std::transform(node->items.begin(), node->items.end(), item.weights.begin(), read);
    }
  }

  // One rule for all classes, or one each.
  void read_rules(Section& section, Item& item) {
    const DataNode* node = section.required("规则");
    const std::size_t count = std::max<std::size_t>(out.classes.size(), 1);
    item.rules.assign(count, Rule{});
    if (node == nullptr) return;
    const std::vector<std::string> written = rule_texts(*node);
    if (written.size() != 1 && written.size() != count)
      return section.fault(
          *node, fmt::format("评分项“{}”的规则有 {} 条，类别有 {} 个", item.number, written.size(), count));
    for (std::size_t i = 0; i < count; ++i) {
      if (i >= written.size()) {
        item.rules[i] = item.rules[0];
        continue;
      }
      auto rule = parse_rule(written[i]);
      if (!rule) {
        rule.error().message = fmt::format("评分项“{}”：{}", item.number, rule.error().message);
        return fault(*node, rule.error());
      }
      if (!takes(*rule, item.raw.size()))
        section.fault(*node, fmt::format("评分项“{}”：规则“{}”用不了 {} 个原始数", item.number, rule->written,
                                         item.raw.size()));
      item.rules[i] = std::move(*rule);
    }
  }

  // lin(50,85)/lin(60,90), or a list.
  static std::vector<std::string> rule_texts(const DataNode& node) {
    std::vector<std::string> out;
    if (node.is_list()) {
      for (const auto& item : node.items)
        out.push_back(item.scalar);
      return out;
    }
    std::size_t at = 0;
    while (true) {
      const std::size_t end = node.scalar.find('/', at);
      out.push_back(node.scalar.substr(at, end == std::string::npos ? end : end - at));
      if (end == std::string::npos) return out;
      at = end + 1;
    }
  }

  void check_weights(const DataNode& root) {
    for (std::size_t i = 0; i < out.classes.size(); ++i) {
      Rational sum = 0;
      for (const auto& item : out.items)
        sum += item.weights[i];
      if (sum == 100) continue;
      const DataNode* items = root.find("评分项");
      fault(items != nullptr ? *items : root,
            {ErrorCode::data, "",
             fmt::format("“{}”各项的权合计是 {}，不是 100", out.classes[i], to_plain(sum)),
             "请核对各评分项的“权”"});
    }
  }

  void read_levels(Section& top) {
    const DataNode* list = top.required("等级");
    if (list == nullptr || !list->is_list()) return;
    for (const auto& node : list->items) { // names first: conditions refer to them
      Section level = section(node, "等级");
      Level next{level.text("名称"), 0, {}};
      level.number("分数", next.score, 100);
      if (!out.levels.empty() && next.score >= out.levels.back().score)
        level.fault(node, fmt::format("等级“{}”的分数不低于前一级", next.name), "从高到低写");
      out.levels.push_back(std::move(next));
    }
    if (out.levels.empty() || out.levels.back().score != 0)
      top.fault(*list, "最低的一级应从 0 分起", "最后一级写“分数: 0”");
    for (std::size_t i = 0; i < list->items.size(); ++i) {
      Section level = section(list->items[i], "等级");
      (void)level.optional("名称");
      (void)level.optional("分数");
      for (const auto& written : level.texts("必备", false)) {
        auto condition = parse_condition(written, out);
        if (condition)
          out.levels[i].conditions.push_back(std::move(*condition));
        else
          fault(*list->items[i].find("必备"), condition.error());
      }
      level.finish();
    }
  }

  void read_veto(const DataNode& node) {
    Section section = this->section(node, "否决项");
    Veto veto;
    veto.line = node.line;
    veto.number = section.text("编号");
    veto.matter = section.text("情形");
    veto.basis = section.texts("依据", false);
    std::string effect = section.text("效果");
    if (constexpr std::string_view most = "最高"; effect.starts_with(most)) effect.erase(0, most.size());
    veto.cap = out.level_index(effect);
    if (veto.cap == none) {
      section.fault(node, fmt::format("否决项“{}”的效果“{}”不是一个等级", veto.number, effect),
                    "如：五级、最高四级");
      veto.cap = 0;
    }
    if (const std::string written = section.text("自动", false); !written.empty()) {
      auto condition = parse_condition(written, out);
      veto.automatic = true;
      if (condition)
        veto.condition = std::move(*condition);
      else
        fault(node, condition.error());
      if (condition && veto.condition.kind != Condition::Kind::rate)
        section.fault(node, fmt::format("否决项“{}”的自动条件只能是某项的率，如 E2 < 80%", veto.number));
    }
    for (const auto& other : out.vetoes)
      if (other.number == veto.number)
        section.fault(node, fmt::format("编号“{}”用了两次，前一次在第 {} 行", veto.number, other.line));
    if (out.item_index(veto.number) != none)
      section.fault(node, fmt::format("否决项“{}”与评分项同号", veto.number));
    section.finish();
    out.vetoes.push_back(std::move(veto));
  }

  void read_quota(const DataNode& node) {
    Section quota = section(node, "配额");
    quota.choice("基数", out.quota.base, kBases);
    quota.choice("含义", out.quota.sense, kSenses);
    quota.choice("取整", out.quota.rounding, kRoundings);
    quota.choice("按名次截止", out.quota.by_rank, kYesNo);
    if (const DataNode* lines = quota.required("各级")) {
      Section levels = section(*lines, "各级");
      for (const auto& level : out.levels)
        if (levels.optional(level.name) != nullptr) {
          Quota::Line line{out.level_index(level.name), 0};
          levels.percent(level.name, line.percent);
          out.quota.lines.push_back(line);
        }
      levels.finish();
    }
    if (const DataNode* qualified = quota.optional("合格")) {
      Section section = this->section(*qualified, "合格");
      const std::string name = section.text("等级");
      out.quota.qualified_level = out.level_index(name);
      if (out.quota.qualified_level == none) section.fault(*qualified, fmt::format("没有等级“{}”", name));
      section.percent("比例", out.quota.qualified_percent);
      section.finish();
    }
    quota.finish();
  }

  fs::path folder_;
  std::string linked_;
};

template <class List, class Same> std::size_t index_where(const List& list, Same same) {
  const auto at = std::find_if(list.begin(), list.end(), same);
  return at == list.end() ? none : static_cast<std::size_t>(at - list.begin());
}

} // namespace

std::size_t Standard::item_index(std::string_view number) const {
  return index_where(items, [&](const Item& item) { return item.number == number; });
}

std::size_t Standard::level_index(std::string_view name) const {
  return index_where(levels, [&](const Level& level) { return level.name == name; });
}

std::size_t Standard::category_index(std::string_view code) const {
  return index_where(categories, [&](const Category& category) { return category.code == code; });
}

Result<Standard, Errors> load_standard(const fs::path& file) {
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  const auto root = parse_yaml(text->text, file.string());
  if (!root) return fail_all(root.error());
  Reader reader(file.string(), file.parent_path());
  reader.read(*root);
  if (!reader.errors.empty()) return fail_all(std::move(reader.errors));
  return std::move(reader.out);
}

bool looks_like_standard(const fs::path& file) {
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return false;
  const auto root = parse_yaml(text->text, file.string());
  return root && root->is_map() && root->find("评分项") != nullptr && root->find("template") == nullptr &&
         root->find("计分办法") != nullptr;
}

Errors check_basis(const Standard& standard, const CitationResolver& resolver) {
  Errors problems;
  const auto check = [&](const std::vector<std::string>& basis, const std::string& what, int line) {
    for (const auto& citation : basis) {
      if (stands_for_no_document(citation)) continue;
      auto found = resolver.resolve(citation);
      if (found) continue;
      problems.push_back({ErrorCode::citation, place(standard.file, line),
                          fmt::format("{}的依据“{}”没有查到：{}", what, citation, found.error().message),
                          found.error().hint});
    }
  };
  for (const auto& item : standard.items)
    check(item.basis, "评分项“" + item.number + "”", item.line);
  for (const auto& veto : standard.vetoes)
    check(veto.basis, "否决项“" + veto.number + "”", veto.line);
  return problems;
}

std::vector<Standard> load_standards(const fs::path& folder, Errors& problems) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->path().extension() == ".yaml") files.push_back(at->path());
  std::sort(files.begin(), files.end());
  std::vector<Standard> standards;
  for (const auto& file : files)
    if (auto standard = load_standard(file))
      standards.push_back(std::move(*standard));
    else
      problems.insert(problems.end(), standard.error().begin(), standard.error().end());
  return standards;
}

} // namespace fengqiao::station::grading
