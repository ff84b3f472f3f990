#include "render/html_text.hpp"

#include "core/text.hpp"

namespace fengqiao::render {

// GB/T 9704—2012 5.2 as far as a browser can follow it.
const std::string_view html_style = R"(@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
body { font-family: FangSong, 仿宋, STFangsong, serif; font-size: 16pt; line-height: 29.6pt; max-width: 156mm; margin: 0 auto; }
h1 { font-family: 小标宋, STSong, SimSun, serif; font-size: 22pt; line-height: 36pt; text-align: center; }
h2, h3, h4, h5, h6 { font-size: 16pt; font-weight: normal; margin: 0; text-indent: 2em; }
h2 { font-family: SimHei, 黑体, sans-serif; }
h3 { font-family: KaiTi, 楷体, serif; }
p { margin: 0; text-indent: 2em; text-align: justify; }
li > p, td > p, th > p, blockquote > p { text-indent: 0; }
ul.tasks { list-style: none; }
blockquote { font-family: KaiTi, 楷体, serif; }
table { border-collapse: collapse; width: 100%; font-size: 12pt; line-height: 16pt; margin: 4pt 0; }
th, td { border: 0.5pt solid #000; padding: 3pt 4pt; }
th { font-family: SimHei, 黑体, sans-serif; font-weight: normal; text-align: center; }
caption { font-family: SimHei, 黑体, sans-serif; }
thead { display: table-header-group; }
.total { font-weight: bold; }
tr { page-break-inside: avoid; }
h1, h2, h3, h4, h5, h6 { page-break-after: avoid; }
figure { margin: 4pt 0; text-align: center; }
figure img { max-width: 100%; }
figcaption { font-family: SimHei, 黑体, sans-serif; font-size: 14pt; line-height: 22pt; }
.page { page-break-before: always; }
.follows { page-break-before: avoid; }
.together { page-break-inside: avoid; }
.small { font-size: 12pt; line-height: 18pt; }
.contents p { text-indent: 0; }
.seal { width: 45mm; height: 45mm; margin: 8pt 2em 8pt auto; border: 0.5pt dashed #000; text-align: center; }
.notes { font-size: 12pt; line-height: 18pt; }
)";

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_code_point(text, pos);
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0))
      append_utf8(out, 0xFFFD); // HTML allows no controls
    else
      append_utf8(out, c);
  }
  return out;
}

} // namespace fengqiao::render
