#include "core/text.hpp"
#include "render/han_words.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

// The text with a bar where a break cuts no word, and a dot between the parts of a longer one.
std::string cut(std::u32string_view text) {
  const std::vector<WordCut> cuts = word_cuts(text);
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (i + 1 < text.size() && cuts[i] != WordCut::inside) out += cuts[i] == WordCut::none ? U'|' : U'.';
  }
  return to_utf8(out);
}

} // namespace

TEST_CASE("A text is cut into the fewest words, what is unknown stands as single characters") {
  CHECK(cut(U"治安管理处罚") == "治安|管理|处罚");
  CHECK(cut(U"公安派出所规范化建设") == "公安|派出.所|规范.化|建设");
  CHECK(cut(U"整改率") == "整改.率");
  CHECK(cut(U"欧阳某某") == "欧|阳|某|某");
  CHECK(word_cuts(U"").empty());
}
