#include "indexer/readers/docx_symbols.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace fengqiao::indexer {
namespace {

struct Place {
  unsigned char at;
  char32_t character;
};

// What forms and checklists use; read off the fonts' own charts.
constexpr std::array kWingdings{
    Place{0x22, U'✂'}, Place{0x28, U'☎'}, Place{0x2A, U'✉'}, Place{0x3F, U'✍'}, Place{0x46, U'☞'},
    Place{0x6C, U'●'}, Place{0x6D, U'○'}, Place{0x6E, U'■'}, Place{0x6F, U'□'}, Place{0x70, U'□'},
    Place{0x71, U'□'}, Place{0x72, U'□'}, Place{0x73, U'◆'}, Place{0x74, U'◆'}, Place{0x75, U'◆'},
    Place{0x76, U'◆'}, Place{0x9F, U'•'}, Place{0xA1, U'○'}, Place{0xA2, U'○'}, Place{0xA6, U'○'},
    Place{0xA7, U'■'}, Place{0xA8, U'□'}, Place{0xAB, U'★'}, Place{0xD8, U'➢'}, Place{0xDF, U'←'},
    Place{0xE0, U'→'}, Place{0xE1, U'↑'}, Place{0xE2, U'↓'}, Place{0xE8, U'➔'}, Place{0xF0, U'⇨'},
    Place{0xFB, U'×'}, Place{0xFC, U'√'}, Place{0xFD, U'☒'}, Place{0xFE, U'☑'},
};
constexpr std::array kWingdings2{
    Place{0x4F, U'×'}, Place{0x50, U'√'}, Place{0x51, U'☒'}, Place{0x52, U'☑'}, Place{0x53, U'☒'},
    Place{0x54, U'☒'}, Place{0x97, U'●'}, Place{0x98, U'●'}, Place{0x99, U'◎'}, Place{0x9A, U'○'},
    Place{0x9E, U'■'}, Place{0xA0, U'■'}, Place{0xA1, U'■'}, Place{0xA2, U'■'}, Place{0xA3, U'□'},
    Place{0xA4, U'□'}, Place{0xA5, U'□'}, Place{0xA6, U'□'},
};
constexpr std::array kWebdings{
    Place{0x61, U'√'}, Place{0x63, U'□'}, Place{0x67, U'■'}, Place{0x6E, U'●'}, Place{0x72, U'×'},
};
constexpr std::array kSymbol{
    Place{0xA3, U'≤'}, Place{0xA5, U'∞'}, Place{0xAB, U'↔'}, Place{0xAC, U'←'}, Place{0xAD, U'↑'},
    Place{0xAE, U'→'}, Place{0xAF, U'↓'}, Place{0xB0, U'°'}, Place{0xB1, U'±'}, Place{0xB3, U'≥'},
    Place{0xB4, U'×'}, Place{0xB7, U'•'}, Place{0xB8, U'÷'}, Place{0xB9, U'≠'}, Place{0xBB, U'≈'},
    Place{0xBC, U'…'}, Place{0xD6, U'√'}, Place{0xDE, U'⇒'}, Place{0x44, U'Δ'}, Place{0x53, U'Σ'},
    Place{0x6D, U'μ'}, Place{0x70, U'π'}, Place{0x2D, U'−'}, Place{0x20, U' '},
};

char32_t in_table(std::span<const Place> table, char32_t at) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Place& p) { return p.at == at; });
  return found == table.end() ? 0 : found->character;
}

char32_t wingdings(char32_t at) {
  if (at >= 0x81 && at <= 0x8A) return U'①' + (at - 0x81);
  if (at >= 0x8C && at <= 0x95) return U'❶' + (at - 0x8C);
  return in_table(kWingdings, at);
}

} // namespace

bool is_symbol_place(char32_t c) {
  return c >= 0xF020 && c <= 0xF0FF;
}

char32_t symbol_character(std::string_view font, char32_t place) {
  const bool is_private = is_symbol_place(place);
  const char32_t at = is_private ? place - 0xF000 : place;
  if (font == "Wingdings 2") return in_table(kWingdings2, at);
  if (font == "Webdings") return in_table(kWebdings, at);
  if (font == "Symbol") return in_table(kSymbol, at);
  if (font == "Wingdings" || is_private) return wingdings(at);
  return place;
}

} // namespace fengqiao::indexer
