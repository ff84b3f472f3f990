#include "tests/support/docx_writer.hpp"

#include "tests/support/zip_writer.hpp"

namespace fengqiao::test {
namespace {

std::string part(const std::string& root, const std::string& inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:" + root +
         " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" + inside +
         "</w:" + root + ">";
}

} // namespace

std::string docx_paragraph(const std::string& text, int list, int level, const std::string& properties) {
  std::string numbering;
  if (list >= 0)
    numbering = "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" +
                std::to_string(list) + "\"/></w:numPr>";
  return "<w:p><w:pPr>" + properties + numbering + "</w:pPr><w:r><w:t xml:space=\"preserve\">" + text +
         "</w:t></w:r></w:p>";
}

std::string docx(const std::string& body, const std::string& numbering, const std::string& styles,
                 const std::string& notes) {
  return stored_zip({{"word/document.xml", part("document", "<w:body>" + body + "</w:body>")},
                     {"word/numbering.xml", part("numbering", numbering)},
                     {"word/styles.xml", part("styles", styles)},
                     {"word/footnotes.xml", part("footnotes", notes)}});
}

std::string docx_list(const std::initializer_list<std::pair<const char*, const char*>>& levels) {
  std::string out = "<w:abstractNum w:abstractNumId=\"7\">";
  int level = 0;
  for (const auto& [format, text] : levels)
    out += "<w:lvl w:ilvl=\"" + std::to_string(level++) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" +
           format + "\"/><w:lvlText w:val=\"" + text + "\"/></w:lvl>";
  return out + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>";
}

} // namespace fengqiao::test
