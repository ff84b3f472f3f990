// Build tool: writes the fold table as C++ text, from ICU's normaliser and its Traditional-Simplified
// transliterator. Table form: kPages maps code point / 256 to a page; a page holds, for each of its
// characters, 0 (unchanged) or 1 + an index into kEntries; an entry is {offset, length} in kPool.
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr char32_t kLast = 0x2FFFF; // planes 0 to 2

const std::map<char32_t, char32_t>& own_rules() {
  static const std::map<char32_t, char32_t> rules = [] {
    std::map<char32_t, char32_t> out;
    const auto all_to = [&](std::u32string_view from, char32_t to) {
      for (const char32_t c : from)
        out[c] = to;
    };
    all_to(U"〔［【", U'[');
    all_to(U"〕］】", U']');
    all_to(U"－‐‑‒–—―−～〜~﹣", U'-');
    all_to(U"“”„‟«»『』「」＂", U'"');
    all_to(U"‘’‚‛＇", U'\'');
    all_to(U"\u00A0\u3000\u2002\u2003\u2009\t\r\n", U' ');
    all_to(U"·•‧・", U'·');
    return out;
  }();
  return rules;
}

icu::UnicodeString fold_one(char32_t c, const icu::Normalizer2& nfkc, const icu::Transliterator& simplify) {
  if (const auto rule = own_rules().find(c); rule != own_rules().end())
    return {static_cast<UChar32>(rule->second)};
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text(static_cast<UChar32>(c));
  text = nfkc.normalize(text, status);
  simplify.transliterate(text);
  icu::UnicodeString out;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const auto rule = own_rules().find(static_cast<char32_t>(text.char32At(i)));
    out.append(rule == own_rules().end() ? text.char32At(i) : static_cast<UChar32>(rule->second));
  }
  return out;
}

// FNV-1a: tells tables apart, nothing more.
std::uint32_t stamp_of(std::string_view table) {
  std::uint32_t stamp = 2166136261u;
  for (const char c : table)
    stamp = (stamp ^ static_cast<unsigned char>(c)) * 16777619u;
  return stamp;
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const std::unique_ptr<icu::Transliterator> simplify(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  if (U_FAILURE(status)) {
    std::cerr << "ICU: " << u_errorName(status) << '\n';
    return 1;
  }
  std::vector<uint32_t> pool;
  std::vector<std::pair<size_t, size_t>> entries;
  std::map<std::vector<uint32_t>, size_t> known;
  std::vector<std::array<uint16_t, 256>> pages{{}};
  std::vector<size_t> page_of;
  for (char32_t first = 0; first <= kLast; first += 256) {
    std::array<uint16_t, 256> page{};
    for (char32_t c = first; c < first + 256; ++c) {
      if (c >= 0xD800 && c <= 0xDFFF) continue;
      const icu::UnicodeString text = fold_one(c, *nfkc, *simplify);
      std::vector<uint32_t> folded;
      for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1))
        folded.push_back(static_cast<uint32_t>(text.char32At(i)));
      if (folded.size() == 1 && folded[0] == c) continue;
      const auto [at, is_new] = known.try_emplace(folded, entries.size());
      if (is_new) {
        entries.emplace_back(pool.size(), folded.size());
        pool.insert(pool.end(), folded.begin(), folded.end());
      }
      page[c - first] = static_cast<uint16_t>(at->second + 1);
    }
    const bool plain = page == std::array<uint16_t, 256>{};
    page_of.push_back(plain ? 0 : pages.size());
    if (!plain) pages.push_back(page);
  }
  std::ostringstream out;
  out << "constexpr char32_t kFoldLast = " << static_cast<uint32_t>(kLast) << ";\n";
  out << "constexpr char32_t kPool[] = {";
  for (const auto c : pool)
    out << c << ',';
  out << "};\nstruct Entry { unsigned short offset; unsigned char length; };\nconstexpr Entry kEntries[] = {";
  for (const auto& [offset, length] : entries)
    out << '{' << offset << ',' << length << "},";
  out << "};\nconstexpr unsigned short kPageOf[] = {";
  for (const auto p : page_of)
    out << p << ',';
  out << "};\nconstexpr unsigned short kPages[][256] = {\n";
  for (const auto& page : pages) {
    out << '{';
    for (const auto e : page)
      out << e << ',';
    out << "},\n";
  }
  out << "};\n";
  if (pool.size() > 65535 || entries.size() > 65534) return 1;
  std::ofstream file(argv[1]);
  file << out.str() << "constexpr std::uint32_t kStamp = " << stamp_of(out.str()) << "u;\n";
  return file.flush() ? 0 : 1;
}
