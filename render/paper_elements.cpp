#include "render/paper_elements.hpp"

#include "core/date.hpp"
#include "core/text.hpp"
#include "render/element_names.hpp"
#include "render/fill.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fengqiao::render {
namespace {

constexpr std::array<std::string_view, 20> kNames{
    "发文机关", "标志", "发文字号", "签发人", "份号",     "密级",     "紧急程度", "主送", "附件", "署名",
    "成文日期", "职务", "附注",     "抄送",   "印发机关", "印发日期", "印章",     "出席", "请假", "列席"};
constexpr std::array<std::string_view, 3> kSecrecy{"绝密", "机密", "秘密"};
constexpr std::array<std::string_view, 4> kUrgency{"特急", "加急", "特提", "平急"}; // 7.2.3
constexpr std::size_t kSerialDigits = 6;                                            // 7.2.1

std::vector<std::string> filled(std::vector<std::string> items) {
  for (std::string& item : items)
    item = trim(item);
  std::erase(items, std::string());
  return items;
}

std::string joined(const std::vector<std::string>& items, std::string_view separator) {
  std::string out;
  for (const std::string& item : items)
    out += (out.empty() ? "" : std::string(separator)) + item;
  return out;
}

void strip_end(std::string& text, std::initializer_list<std::string_view> marks) {
  for (const std::string_view mark : marks)
    if (text.ends_with(mark)) text.resize(text.size() - mark.size());
}

class Reader {
public:
  Reader(const ElementTexts& texts, Errors& problems) : texts_(texts), problems_(problems) {}

  PaperElements read() {
    PaperElements out;
    out.issuers = list("发文机关");
    out.mark = text("标志");
    out.number = document_number();
    out.signers = list("签发人");
    out.serial = serial();
    out.secrecy = secrecy();
    out.urgency = urgency();
    out.recipients = joined(list("主送"), "，");
    strip_end(out.recipients, {"：", ":"});
    out.attachments = attachments();
    out.signatures = list("署名");
    if (out.signatures.empty() && !text("成文日期").empty()) out.signatures = out.issuers;
    out.date = date("成文日期");
    out.post = text("职务");
    out.note = text("附注");
    if (out.note.starts_with("（") && out.note.ends_with("）"))
      out.note = out.note.substr(3, out.note.size() - 6);
    out.copies = joined(list("抄送"), "，");
    strip_end(out.copies, {"。"});
    out.printer = text("印发机关");
    out.print_date = date("印发日期");
    strip_end(out.print_date, {"印发"});
    out.present = list("出席");
    out.away = list("请假");
    out.sitting_in = list("列席");
    out.seal = seal();
    for (const auto& [name, given] : texts_)
      out.places.emplace(name, given.where);
    if (!find("署名") && find("发文机关")) out.places.emplace("署名", find("发文机关")->where);
    check_needs(out);
    return out;
  }

private:
  [[nodiscard]] const ElementText* find(std::string_view name) const {
    const auto at = texts_.find(name);
    return at == texts_.end() ? nullptr : &at->second;
  }

  std::vector<std::string> list(std::string_view name) const {
    const ElementText* given = find(name);
    return given ? given->items : std::vector<std::string>();
  }

  std::string text(std::string_view name) {
    const ElementText* given = find(name);
    if (!given) return {};
    if (given->items.size() > 1) report(*given, fmt::format("“{}”只能写一个", name), "合成一段文字");
    return given->items.front();
  }

  // 1. and 附件1： in front of a name are the typesetter's to write.
  std::vector<std::string> attachments() const {
    std::vector<std::string> names = list("附件");
    for (std::string& name : names) {
      std::size_t end = 0;
      while (end < name.size() && name[end] >= '0' && name[end] <= '9')
        ++end;
      const std::string_view rest = std::string_view(name).substr(end);
      for (const std::string_view point : {".", "．", "、"})
        if (end > 0 && rest.starts_with(point)) {
          name = trim(rest.substr(point.size()));
          break;
        }
      strip_end(name, {"。", "；", "，"});
    }
    return names;
  }

  std::string date(std::string_view name) {
    std::string given = text(name);
    strip_end(given, {"印发"});
    if (given.empty()) return {};
    if (const auto day = parse_date(given); day && day->day != 0) return to_chinese(*day);
    report(*find(name), fmt::format("{}“{}”不是日历上的某一天", name, shorten(given, 30)),
           "写成 2026-03-09 或 2026年3月9日");
    return given;
  }

  // 示公发〔2026〕3号 (7.2.5): six-angled brackets, the whole year, no 第 and no leading zeros.
  std::string document_number() {
    const std::string given = text("发文字号");
    if (given.empty()) return {};
    std::string out;
    for (std::size_t pos = 0; pos < given.size();) {
      const char32_t c = next_code_point(given, pos);
      if (c == '[' || c == U'［' || c == U'【' || c == U'(' || c == U'（')
        out += "〔";
      else if (c == ']' || c == U'］' || c == U'】' || c == U')' || c == U'）')
        out += "〕";
      else if (c >= U'０' && c <= U'９')
        out += static_cast<char>('0' + (c - U'０'));
      else if (!is_space(c))
        append_utf8(out, c);
    }
    if (out.find("〔") == std::string::npos)
      return out.ends_with("期") || is_order_number(out) ? out : bad_number(given);
    const auto open = out.find("〔"), close = out.find("〕");
    const auto digits = [](std::string_view text) {
      return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (close == std::string::npos || close < open) return bad_number(given);
    std::string year = out.substr(open + 3, close - open - 3), serial = out.substr(close + 3);
    strip_end(year, {"年"});
    if (serial.starts_with("第")) serial.erase(0, 3);
    if (!serial.ends_with("号")) return bad_number(given);
    serial.resize(serial.size() - 3);
    if (!digits(year) || year.size() != 4 || !digits(serial)) return bad_number(given);
    serial.erase(0, std::min(serial.find_first_not_of('0'), serial.size() - 1));
    return out.substr(0, open) + "〔" + year + "〕" + serial + "号";
  }

  // 第3号, of a 命令 (10.2).
  static bool is_order_number(std::string_view text) {
    constexpr std::string_view before = "第", behind = "号";
    if (!text.starts_with(before) || !text.ends_with(behind)) return false;
    text = text.substr(before.size(), text.size() - before.size() - behind.size());
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  }

  std::string bad_number(const std::string& given) {
    report(*find("发文字号"), fmt::format("发文字号“{}”读不懂", shorten(given, 40)),
           "机关代字、年份、序号，如 示公发〔2026〕3号");
    return given;
  }

  std::string serial() {
    std::string given = text("份号");
    if (given.empty()) return {};
    if (given.size() > kSerialDigits ||
        !std::ranges::all_of(given, [](char c) { return c >= '0' && c <= '9'; })) {
      report(*find("份号"), fmt::format("份号“{}”应当是不超过六位的数字", shorten(given, 20)), "如 000001");
      return given;
    }
    return std::string(kSerialDigits - given.size(), '0') + given;
  }

  // 机密 or 机密★1年 (7.2.2).
  std::string secrecy() {
    constexpr std::string_view star = "★";
    const std::string given = text("密级");
    if (given.empty()) return {};
    for (const std::string_view level : kSecrecy) {
      if (given == level) return given;
      if (given.starts_with(level) && std::string_view(given).substr(level.size()).starts_with(star) &&
          given.size() > level.size() + star.size())
        return given;
    }
    report(*find("密级"), fmt::format("密级不能是“{}”", shorten(given, 30)),
           "可用：绝密、机密、秘密，后面可写期限，如 机密★1年");
    return given;
  }

  std::string urgency() {
    const std::string given = text("紧急程度");
    if (!given.empty() && std::ranges::find(kUrgency, given) == kUrgency.end())
      report(*find("紧急程度"), fmt::format("紧急程度不能是“{}”", shorten(given, 20)),
             "可用：特急、加急；电报还有 特提、平急");
    return given;
  }

  Seal seal() {
    const std::string given = text("印章");
    if (given.empty() || given == "无" || given == "否") return Seal::none;
    if (given == "有" || given == "是") return Seal::seal;
    if (given == "签名章") return Seal::signature;
    report(*find("印章"), fmt::format("印章不能是“{}”", shorten(given, 20)), "可用：有、无、签名章");
    return Seal::none;
  }

  void check_needs(const PaperElements& out) {
    const auto need = [&](std::string_view name, std::string_view other, bool there) {
      if (const ElementText* given = find(name); given && !there)
        report(*given, fmt::format("有“{}”就要有“{}”", name, other), fmt::format("补上 {}", other));
    };
    const bool headed = !out.issuers.empty() || !out.mark.empty();
    for (const std::string_view name : {"发文字号", "签发人", "份号", "密级", "紧急程度"})
      need(name, "发文机关", headed);
    need("签发人", "发文字号", !out.number.empty());
    need("印章", "成文日期", out.seal == Seal::none || !out.date.empty());
    need("印发日期", "印发机关", !out.printer.empty());
    need("印发机关", "印发日期", !out.print_date.empty());
    if (out.seal == Seal::signature && out.post.empty())
      report(*find("印章"), "加盖签名章要写签发人的职务", "补上 职务，如 职务: 局　长");
  }

  void report(const ElementText& at, std::string message, std::string hint) {
    problems_.push_back({ErrorCode::data, at.where, std::move(message), std::move(hint)});
  }

  const ElementTexts& texts_;
  Errors& problems_;
};

} // namespace

std::vector<std::string> element_names() {
  return {kNames.begin(), kNames.end()};
}

ElementTexts element_texts(const DataNode& front_matter, const std::string& file) {
  ElementTexts out;
  for (const std::string_view name : kNames) {
    const DataNode* node = front_matter.find(name);
    if (!node) continue;
    ElementText given{{}, place(file, node->line)};
    if (node->is_scalar()) given.items = {node->scalar};
    for (const DataNode& item : node->items)
      given.items.push_back(item.scalar);
    given.items = filled(std::move(given.items));
    if (!given.items.empty()) out.emplace(name, std::move(given));
  }
  return out;
}

void add_element_texts(const Value& record, ElementTexts& texts) {
  for (const std::string_view name : kNames) {
    const Value* value = record.find(name);
    if (!value || value->is_null() || value->kind == Value::Kind::map) continue;
    ElementText given{{}, value->origin};
    if (value->kind == Value::Kind::list)
      for (const Value& item : value->items)
        given.items.push_back(printed(item));
    else
      given.items = {printed(*value)};
    given.items = filled(std::move(given.items));
    if (!given.items.empty()) texts.insert_or_assign(std::string(name), std::move(given));
  }
}

const std::string& PaperElements::place_of(std::string_view name) const {
  static const std::string nowhere;
  const auto at = places.find(name);
  return at == places.end() ? nowhere : at->second;
}

PaperElements read_elements(const ElementTexts& texts, Errors& problems) {
  return Reader(texts, problems).read();
}

} // namespace fengqiao::render
