#include "indexer/vocabulary.hpp"

#include "core/text.hpp"
#include "indexer/packed.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

void add_unique(std::vector<std::string>& to, const std::vector<std::string>& from,
                const std::string& except) {
  for (const auto& word : from)
    if (word != except) to.push_back(word);
  std::sort(to.begin(), to.end());
  to.erase(std::unique(to.begin(), to.end()), to.end());
}

void drop(std::vector<std::string>& from, const std::vector<std::string>& words) {
  std::erase_if(from, [&](const auto& w) { return std::find(words.begin(), words.end(), w) != words.end(); });
}

} // namespace

void Vocabulary::add_group(const std::vector<std::string>& equals, const std::vector<std::string>& narrower,
                           const std::vector<std::string>& related, const std::vector<std::string>& never) {
  for (const auto& word : equals) {
    const std::u32string key = to_utf32(word);
    Words& entry = words_[key];
    add_unique(entry.same, equals, word);
    add_unique(entry.narrower, narrower, word);
    add_unique(entry.related, related, word);
    add_unique(never_[key], never, word);
    longest_ = std::max(longest_, key.size());
  }
}

void Vocabulary::drop_forbidden() {
  for (const auto& [word, never] : never_) {
    const auto entry = words_.find(word);
    if (entry == words_.end()) continue;
    drop(entry->second.same, never);
    drop(entry->second.narrower, never);
  }
}

void Vocabulary::merge(const Vocabulary& other) {
  for (const auto& [key, from] : other.words_) {
    const std::string word = to_utf8(key);
    Words& to = words_[key];
    add_unique(to.same, from.same, word);
    add_unique(to.narrower, from.narrower, word);
    add_unique(to.related, from.related, word);
    if (to.note.empty()) to.note = from.note;
  }
  for (const auto& [key, never] : other.never_)
    add_unique(never_[key], never, {});
  longest_ = std::max(longest_, other.longest_);
  drop_forbidden();
}

std::string Vocabulary::packed() const {
  Packer out;
  out.number(words_.size());
  for (const auto& [word, entry] : words_) {
    out.text(to_utf8(word));
    out.texts(entry.same);
    out.texts(entry.narrower);
    out.texts(entry.related);
    out.text(entry.note);
  }
  for (const auto& [word, never] : never_) {
    if (never.empty()) continue;
    out.text(to_utf8(word));
    out.texts(never);
  }
  return out.bytes;
}

std::optional<Vocabulary> Vocabulary::unpacked(std::string_view bytes) {
  Vocabulary out;
  if (bytes.empty()) return out;
  Unpacker in(bytes);
  for (std::uint64_t n = in.number(); n > 0 && in.ok(); --n) {
    const std::u32string word = to_utf32(in.view());
    Words entry;
    entry.same = in.texts();
    entry.narrower = in.texts();
    entry.related = in.texts();
    entry.note = in.text();
    out.longest_ = std::max(out.longest_, word.size());
    out.words_.emplace_hint(out.words_.end(), word, std::move(entry));
  }
  while (in.ok() && !in.done()) { // to the end: lists of earlier programs have none
    const std::u32string word = to_utf32(in.view());
    out.never_.emplace_hint(out.never_.end(), word, in.texts());
  }
  return in.ok() ? std::optional(std::move(out)) : std::nullopt;
}

std::vector<std::string> Vocabulary::broader(const std::string& word) const {
  std::vector<std::string> out;
  for (const auto& [term, words] : words_)
    for (const auto* list : {&words.narrower, &words.related})
      if (std::find(list->begin(), list->end(), word) != list->end()) {
        out.push_back(to_utf8(term));
        break;
      }
  return out;
}

std::vector<std::string> Vocabulary::all_words() const {
  std::vector<std::string> out;
  for (const auto& [word, entry] : words_)
    out.push_back(to_utf8(word));
  return out;
}

std::vector<Vocabulary::Match> Vocabulary::find_in(std::u32string_view folded) const {
  std::vector<Match> out;
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t size = std::min(longest_, folded.size() - at);
    auto found = words_.end();
    for (; size > 0; --size)
      if (found = words_.find(std::u32string(folded.substr(at, size))); found != words_.end()) break;
    if (found == words_.end()) {
      ++at;
      continue;
    }
    out.push_back({at, size, to_utf8(found->first), &found->second});
    at += size;
  }
  return out;
}

} // namespace fengqiao::indexer
