#include "station/pack/pack_folder.hpp"

#include "core/digest.hpp"
#include "core/encoding.hpp"
#include "core/file_below.hpp"
#include "core/front_matter.hpp"
#include "core/limits.hpp"
#include "core/masking.hpp"
#include "core/text.hpp"
#include "render/token.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <system_error>

namespace fengqiao::station::pack {
namespace {

// In Markdown the asterisks of a masked number (139****5678) would be emphasis, and vanish: they are escaped.
std::string with_plain_masks(const std::string& markdown) {
  constexpr std::size_t kMask = 4; // asterisks at least; emphasis has three at most
  std::string out;
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = std::min(markdown.find_first_not_of('*', at), markdown.size());
    for (std::size_t i = at; i < end; ++i)
      out += end - at >= kMask ? "\\*" : "*";
    at = end;
    if (at < markdown.size()) out += markdown[at++];
  }
  return out;
}

namespace fs = std::filesystem;

constexpr const char* kUsualFigures = "评分.yaml";
// The fields of 申报.yaml that name texts, one or several.
constexpr std::array kNarrativeFields{"案例", "群众评议说明", "品牌做法", "公示说明"};

// Of 申报.yaml: what is not masked. Paths have to name the files; 联系电话 is the office's, for the reader.
constexpr std::array<std::string_view, 12> kPlainFields{
    "联系电话", "phone", "评分数据",     "figures",     "案例",     "cases",
    "品牌做法", "brand", "群众评议说明", "review_text", "公示说明", "publicity_text"};

// E-2026-001: the year has four digits, the number three or more.
bool is_evidence_id(std::string_view id) {
  const auto digits = [](std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  };
  return id.size() >= 10 && id.size() <= 14 && id.starts_with("E-") && id[6] == '-' &&
         digits(id.substr(2, 4)) && digits(id.substr(7));
}

// The numbers of evidence in a text.
std::vector<std::string> evidence_ids_in(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = text.find("E-"); at != std::string::npos; at = text.find("E-", at + 1)) {
    std::size_t end = at + 2;
    while (end < text.size() &&
           (text[end] == '-' || std::isdigit(static_cast<unsigned char>(text[end])) != 0))
      ++end;
    if (const std::string id = text.substr(at, end - at); is_evidence_id(id)) out.push_back(id);
  }
  return out;
}

class FolderReader {
public:
  FolderReader(const fs::path& folder, const PaperworkContext& context, NewFile* store)
      : context_(context), store_(store) {
    out_.folder = folder;
  }

  Result<PackFolder, Errors> read() {
    auto application = record(application_file, "申报数据");
    if (!application) return fail_all(application.error());
    out_.record = std::move(*application);
    const DataNode* figures = out_.record.body.find("评分数据");
    const bool named = figures != nullptr && figures->is_scalar() && !figures->scalar.empty();
    auto data = record(named ? figures->scalar : kUsualFigures, "评分数据");
    if (!data) return fail_all(data.error());
    if (auto found = find_standard(*data); !found) return fail_all(found.error());
    grading::StationData station = grading::read_station(data->body, *out_.standard, data->file);
    append(out_.problems, station.problems);
    append(out_.warnings, station.warnings);
    read_evidence_of(station);
    out_.result = grading::grade(*out_.standard, std::move(station));
    for (const char* field : kNarrativeFields)
      read_narratives(field);
    compare_names();
    compare_figures();
    find_unregistered(out_.record.body);
    mask_record(out_.record.body);
    return std::move(out_);
  }

private:
  static void append(Errors& to, const Errors& more) { to.insert(to.end(), more.begin(), more.end()); }

  [[nodiscard]] std::string shown(const std::string& path) const { return (out_.folder / path).string(); }

  std::string mask(const std::string& text) {
    Masked masked = mask_personal_data(text);
    out_.masked += masked.places;
    return std::move(masked.text);
  }

  // Whatever the person wrote in 申报.yaml gets printed. Paths and the office's telephone stay as they are.
  void mask_record(DataNode& node) {
    if (node.is_scalar()) node.scalar = mask(node.scalar);
    for (DataNode& item : node.items)
      mask_record(item);
    for (DataMember& member : node.members)
      if (std::find(kPlainFields.begin(), kPlainFields.end(), member.key) == kPlainFields.end())
        mask_record(member.value);
  }

  // The manifest inside the PDF has file names as they are: a number in one cannot be masked there.
  static std::optional<Error> name_with_number(const std::string& path, const std::string& where) {
    const Masked masked = mask_personal_data(path);
    if (masked.places == 0) return std::nullopt;
    return Error{ErrorCode::data, where,
                 fmt::format("文件名“{}”里有身份证号或电话号码", shorten(masked.text, 80)),
                 "文件名会原样写进清单；请改名，如 佐证/调解笔录1.pdf，并改这一栏"};
  }

  // One read: the digest in the manifest is that of what was used.
  Result<std::string> text_of(const std::string& path, const char* role) {
    if (auto wrong = name_with_number(path, out_.folder.string())) return fail(std::move(*wrong));
    auto bytes = read_file_below(out_.folder, path, limits::record_file_bytes);
    if (!bytes) {
      bytes.error().where = shown(path);
      return fail(std::move(bytes.error()));
    }
    auto decoded = decode(*bytes, shown(path));
    if (!decoded) return fail(std::move(decoded.error()));
    out_.inputs.push_back({role, "", path, sha256_hex(*bytes), bytes->size(), 0, false});
    return std::move(decoded->text);
  }

  Result<render::Record, Errors> record(const std::string& path, const char* role) {
    auto text = text_of(path, role);
    if (!text) {
      if (text.error().code == ErrorCode::not_found)
        text.error().hint = "申报包文件夹用 fengqiao new 枫桥式/申报包 -o 文件夹 生成";
      return fail_all({text.error()});
    }
    return render::parse_record(*text, shown(path), render::is_csv_file(path));
  }

  Result<void, Errors> find_standard(const render::Record& data) {
    Errors faults;
    for (auto& standard :
         grading::load_standards(context_.templates->folder() / grading::standards_folder, faults))
      if (data.template_id == standard.data_form || data.template_id == standard.alias) {
        out_.standard = std::make_shared<const grading::Standard>(std::move(standard));
        return {};
      }
    faults.push_back({ErrorCode::data, data.template_where.empty() ? data.file : data.template_where,
                      fmt::format("“{}”不是评分标准的数据表", data.template_id),
                      "写 template: 等级评定/枫桥式数据（fengqiao new 等级评定/枫桥式数据 给出空表）"});
    return fail_all(std::move(faults));
  }

  void read_evidence_of(grading::StationData& station) {
    std::size_t bytes = 0;
    std::set<std::string> ids;
    for (auto& entry : station.evidence) {
      const bool again = !ids.insert(entry.id).second; // has been reported
      if (!is_evidence_id(entry.id))
        out_.problems.push_back({ErrorCode::data, entry.where,
                                 fmt::format("证据编号“{}”的写法不对", entry.id),
                                 "写成 E-年份-三位序号，如 E-2026-001"});
      for (std::string* words : {&entry.title, &entry.kind, &entry.holder, &entry.surveyor})
        *words = mask(*words);
      PackEvidence one;
      one.expired = entry.valid_until && station.assessed && *entry.valid_until < *station.assessed;
      read_one(entry, one);
      if (one.file) bytes += one.file->bytes + one.file->made;
      if (bytes > evidence_bytes) {
        out_.problems.push_back({ErrorCode::limit, entry.where,
                                 fmt::format("佐证文件合计超过 {} MiB", evidence_bytes >> 20),
                                 "请压缩扫描件，或拆成几个申报包"});
        one.file.reset();
        bytes = 0;
      }
      one.entry = entry;
      if (!again) out_.evidence.push_back(std::move(one));
    }
    // What is not there proves nothing.
    std::erase_if(station.evidence, [&](const grading::Evidence& entry) {
      return std::any_of(out_.evidence.begin(), out_.evidence.end(),
                         [&](const PackEvidence& one) { return one.entry.id == entry.id && !one.file; });
    });
  }

  void read_one(const grading::Evidence& entry, PackEvidence& one) {
    if (entry.file.empty()) {
      one.fault = "没有写文件";
      out_.warnings.push_back({ErrorCode::data, entry.where,
                               fmt::format("证据 {} 没有写文件，按缺失处理", entry.id),
                               "在“文件”一栏写相对于申报包文件夹的路径，如 佐证/台账.pdf"});
      return;
    }
    if (auto wrong = name_with_number(entry.file, entry.where)) {
      one.fault = "文件名里有身份证号或电话号码";
      out_.problems.push_back(std::move(*wrong));
      return;
    }
    auto file = read_evidence(out_.folder, entry.file, entry.where, store_);
    if (file) {
      one.file = std::move(*file);
      return;
    }
    const bool missing = file.error().code == ErrorCode::not_found;
    one.fault = missing ? "文件缺失" : file.error().message;
    if (missing)
      out_.warnings.push_back(
          {ErrorCode::data, entry.where,
           fmt::format("证据 {} 的文件“{}”不在，按缺失处理", entry.id, shorten(entry.file, 80)),
           "放好文件再做一次；大小写和全半角也要一致"});
    else
      out_.problems.push_back(std::move(file.error()));
  }

  void read_narratives(const char* field) {
    const DataNode* node = out_.record.body.find(field);
    if (node == nullptr || node->is_null()) return;
    std::vector<const DataNode*> names;
    if (node->is_scalar()) names.push_back(node);
    for (const DataNode& item : node->items)
      if (item.is_scalar()) names.push_back(&item);
    for (const DataNode* name : names)
      if (!trim(name->scalar).empty()) read_narrative(field, *name);
  }

  void read_narrative(const char* field, const DataNode& name) {
    const std::string where = place(out_.record.file, name.line, name.column);
    auto text = text_of(name.scalar, "文字材料");
    if (!text) {
      text.error().message = fmt::format("“{}”栏写的“{}”：{}", field, mask_personal_data(name.scalar).text,
                                         text.error().message);
      text.error().where = where;
      out_.problems.push_back(std::move(text.error()));
      return;
    }
    const auto head = split_front_matter(*text, shown(name.scalar));
    if (!head) return append(out_.problems, head.error());
    if (render::find_token_character(head->body)) {
      out_.problems.push_back({ErrorCode::data, shown(name.scalar), "文中有程序自用的字符（U+F0000—U+F1FFF）",
                               "请删去这个看不见的字符"});
      return;
    }
    out_.narratives[field].push_back(
        {name.scalar, with_plain_masks(mask(std::string(head->body))), shown(name.scalar), head->body_line});
  }

  // An item of the standard by its name: 群众满意度.
  [[nodiscard]] const grading::RawItem* raw_of(const std::string& name) const {
    const auto& items = out_.standard->items;
    for (std::size_t i = 0; i < items.size(); ++i)
      if (items[i].name == name && out_.result.data.raw[i].state == grading::RawItem::State::given)
        return &out_.result.data.raw[i];
    return nullptr;
  }

  void warn_difference(const std::string& field, const DataNode* told, const std::string& graded) {
    if (told == nullptr || !told->is_scalar() || trim(told->scalar).empty() || trim(told->scalar) == graded)
      return;
    out_.warnings.push_back({ErrorCode::data, place(out_.record.file, told->line, told->column),
                             fmt::format("“{}”写的是“{}”，评分数据里是“{}”", field, told->scalar, graded),
                             "请核对，两个文件要写成一样"});
  }

  // What the forms repeat of the figures that are graded.
  void compare_figures() {
    const DataNode* grade = out_.record.body.find("等级评定");
    if (const auto* level = raw_of("当年等级"); level != nullptr && grade != nullptr)
      warn_difference("等级评定.本年等级", grade->find("本年等级"), level->raw.choice);
    const DataNode* reviews = out_.record.body.find("群众评议");
    if (reviews == nullptr) return;
    for (const DataNode& review : reviews->items) {
      const std::string name = review.text("项目");
      const auto* graded = raw_of(name);
      if (graded == nullptr || graded->raw.numbers.size() != 2) continue;
      warn_difference("群众评议（" + name + "）满意数", review.find("满意数"),
                      to_plain(graded->raw.numbers[0]));
      warn_difference("群众评议（" + name + "）有效数", review.find("有效数"),
                      to_plain(graded->raw.numbers[1]));
    }
  }

  // Evidence that is named anywhere in 申报.yaml has to be in the list.
  void find_unregistered(const DataNode& node) {
    if (node.is_scalar())
      for (const auto& id : evidence_ids_in(node.scalar))
        if (std::none_of(out_.evidence.begin(), out_.evidence.end(),
                         [&](const PackEvidence& one) { return one.entry.id == id; }))
          out_.problems.push_back({ErrorCode::data, place(out_.record.file, node.line, node.column),
                                   fmt::format("写了佐证 {}，评分数据的“证据”里没有登记", id),
                                   "请核对编号，或在评分数据里登记这份证据"});
    for (const DataNode& item : node.items)
      find_unregistered(item);
    for (const DataMember& member : node.members)
      find_unregistered(member.value);
  }

  // Two files about one station.
  void compare_names() {
    for (const auto& [field, told] :
         {std::pair<const char*, const std::string&>{"单位", out_.result.data.station},
          {"年度", out_.result.data.year}}) {
      const DataNode* node = out_.record.body.find(field);
      if (node == nullptr || !node->is_scalar() || node->scalar == told) continue;
      out_.problems.push_back({ErrorCode::data, place(out_.record.file, node->line, node->column),
                               fmt::format("“{}”写的是“{}”，评分数据里写的是“{}”", field, node->scalar, told),
                               "两个文件要写成一样"});
    }
  }

  const PaperworkContext& context_;
  NewFile* store_;
  PackFolder out_;
};

} // namespace

bool is_pack_folder(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / application_file, ignored);
}

Result<PackFolder, Errors> read_pack_folder(const fs::path& folder, const PaperworkContext& context,
                                            NewFile* store) {
  return FolderReader(folder, context, store).read();
}

} // namespace fengqiao::station::pack
