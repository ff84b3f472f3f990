#include "indexer/vocabulary_lists.hpp"

#include "core/file.hpp"
#include "core/limits.hpp"
#include "indexer/stored_form.hpp"
#include "indexer/vocabulary.hpp"

#include <algorithm>

namespace fengqiao::indexer {

namespace fs = std::filesystem;

VocabularyLists read_vocabulary_lists(const std::vector<fs::path>& lists,
                                      const std::vector<std::string>& lost,
                                      const std::map<std::string, std::string>& before) {
  VocabularyLists out;
  Vocabulary merged;
  // True where the text is a vocabulary; it then counts.
  const auto take = [&](const std::string& name, const std::string& text, std::vector<Error>* faults) {
    const auto vocabulary = Vocabulary::parse(text, name);
    if (!vocabulary) {
      if (faults != nullptr)
        faults->insert(faults->end(), vocabulary.error().begin(), vocabulary.error().end());
      return false;
    }
    merged.merge(*vocabulary);
    out.texts[name] = text;
    return true;
  };
  for (const auto& path : lists) {
    const std::string name = path.string();
    const bool is_lost = std::find(lost.begin(), lost.end(), path.parent_path().string()) != lost.end();
    std::error_code ignored;
    if (!is_lost && !fs::is_regular_file(path, ignored)) continue;
    if (!is_lost) {
      const auto text = read_text(path, limits::record_file_bytes);
      if (!text) out.failed.push_back(text.error());
      if (text && take(name, text->text, &out.failed)) continue;
    }
    if (const auto old = before.find(name); old != before.end()) take(name, old->second, nullptr);
  }
  out.packed = merged.packed();
  return out;
}

std::string pack_lists(const std::map<std::string, std::string>& texts) {
  std::vector<std::string> all;
  for (const auto& [path, text] : texts) {
    all.push_back(path);
    all.push_back(text);
  }
  return pack(all);
}

std::map<std::string, std::string> unpack_lists(std::string_view bytes) {
  std::map<std::string, std::string> out;
  const auto all = unpack_texts(bytes);
  for (std::size_t i = 0; all && i + 1 < all->size(); i += 2)
    out[(*all)[i]] = (*all)[i + 1];
  return out;
}

} // namespace fengqiao::indexer
