// The word list as a person writes it. Apart from the list itself, so that a search needs no YAML.
#include "core/data_node.hpp"
#include "core/fold.hpp"
#include "core/text.hpp"
#include "core/yaml.hpp"
#include "indexer/text_limits.hpp"
#include "indexer/vocabulary.hpp"

#include <algorithm>
#include <initializer_list>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kLongestEntry = 40; // characters; longer words would never be typed

// Quotation marks do not count: “两队一室”改革 is 两队一室改革.
std::string folded_word(const std::string& word) {
  std::string out = fold(trim(word));
  out.erase(std::remove(out.begin(), out.end(), '"'), out.end());
  return out;
}

std::vector<std::string> words_of(const DataNode& group, std::string_view key, const std::string& file,
                                  Errors& errors) {
  std::vector<std::string> out;
  const DataNode* node = group.find(key);
  if (!node || node->is_null()) return out;
  if (!node->is_list()) {
    errors.push_back({ErrorCode::data, place(file, node->line), "“" + std::string(key) + "”应当是一列词",
                      "写成 [词一, 词二]"});
    return out;
  }
  for (const auto& item : node->items) {
    const std::string word = item.is_scalar() ? folded_word(item.scalar) : std::string();
    if (word.empty() || count_code_points(word) > kLongestEntry)
      errors.push_back({ErrorCode::data, place(file, item.line), "这里应当是一个词（至多 40 个字）", {}});
    else
      out.push_back(word);
  }
  return out;
}

// A mistyped key would silently do nothing.
void refuse_others(const DataNode& node, std::initializer_list<std::string_view> known,
                   const std::string& file, Errors& errors) {
  std::string list;
  for (const auto key : known)
    list += (list.empty() ? "" : "、") + std::string(key);
  for (const auto& member : node.members)
    if (std::find(known.begin(), known.end(), member.key) == known.end())
      errors.push_back({ErrorCode::data, place(file, member.line),
                        "词表里没有“" + printable(member.key) + "”这一栏", "可用：" + list});
}

} // namespace

Result<Vocabulary, Errors> Vocabulary::parse(std::string_view yaml, const std::string& file) {
  const auto tree = parse_yaml(yaml, file);
  if (!tree) return tl::unexpected(tree.error());
  Vocabulary out;
  Errors errors;
  const DataNode* groups = tree->find("groups");
  if (!tree->is_map() || (groups && !groups->is_list() && !groups->is_null()))
    return fail_all({{ErrorCode::data, place(file, 1), "词表应当有 groups 一栏，下面一组一项",
                      "格式见随附语料的 vocabulary.yaml"}});
  refuse_others(*tree, {"version", "groups", "historic"}, file, errors);
  for (const auto& group : groups ? groups->items : std::vector<DataNode>{}) {
    const std::string term = folded_word(group.text("term"));
    refuse_others(group, {"term", "same", "narrower", "related", "never"}, file, errors);
    if (term.empty()) {
      errors.push_back(
          {ErrorCode::data, place(file, group.line), "这一组没有 term", "补上规范词，或删去这一组"});
      continue;
    }
    std::vector<std::string> equals = words_of(group, "same", file, errors);
    equals.insert(equals.begin(), term);
    const auto narrower = words_of(group, "narrower", file, errors),
               related = words_of(group, "related", file, errors),
               never = words_of(group, "never", file, errors);
    // Each of its words keeps a list of the others, and a search asks for all of them.
    const std::size_t size = equals.size() + narrower.size() + related.size() + never.size();
    if (size > limits::synonym_group)
      errors.push_back({ErrorCode::limit, place(file, group.line),
                        "“" + shorten(term, 20) + "”这一组有 " + std::to_string(size) + " 个词，一组至多 " +
                            std::to_string(limits::synonym_group) + " 个",
                        "只留同一个意思的词，别的另立一组"});
    else
      out.add_group(equals, narrower, related, never);
  }
  if (const DataNode* historic = tree->find("historic"))
    for (const auto& item : historic->items) {
      const std::string word = folded_word(item.text("term"));
      refuse_others(item, {"term", "note"}, file, errors);
      if (word.empty()) continue;
      out.words_[to_utf32(word)].note = item.text("note");
      out.longest_ = std::max(out.longest_, count_code_points(word));
    }
  out.drop_forbidden();
  if (!errors.empty()) return fail_all(std::move(errors));
  return out;
}

} // namespace fengqiao::indexer
