// Build tool: writes the pinyin table as C++ text, from ICU's Han-Latin transliterator. Table form:
// kSyllables holds the distinct syllables without tones; kSyllableOf, for each character from kPinyinFirst
// on, an index into it (0: no reading known).
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

constexpr char32_t kFirst = 0x4E00, kLast = 0x9FFF;

// fù → fu; nothing where ICU knows no reading (the character itself comes back).
std::string reading(const icu::Transliterator& latin, char32_t c) {
  icu::UnicodeString text(static_cast<UChar32>(c));
  latin.transliterate(text);
  std::string out;
  text.toLower().toUTF8String(out);
  for (const char letter : out)
    if (letter < 'a' || letter > 'z') return {};
  return out;
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> latin(
      icu::Transliterator::createInstance("Han-Latin; Latin-ASCII", UTRANS_FORWARD, status));
  if (U_FAILURE(status)) {
    std::cerr << "ICU: " << u_errorName(status) << '\n';
    return 1;
  }
  std::vector<std::string> syllables{""};
  std::map<std::string, std::size_t> known{{"", 0}};
  std::ofstream out(argv[1]);
  out << "constexpr char32_t kPinyinFirst = " << static_cast<uint32_t>(kFirst)
      << ";\nconstexpr unsigned short kSyllableOf[] = {";
  for (char32_t c = kFirst; c <= kLast; ++c) {
    const auto [at, is_new] = known.try_emplace(reading(*latin, c), syllables.size());
    if (is_new) syllables.push_back(at->first);
    out << at->second << ',';
  }
  out << "};\nconstexpr const char* kSyllables[] = {";
  for (const auto& syllable : syllables)
    out << '"' << syllable << "\",";
  out << "};\n";
  return out.flush() ? 0 : 1;
}
