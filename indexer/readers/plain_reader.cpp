// Plain text in any usual encoding, with or without hard line ends.
#include "core/encoding.hpp"
#include "indexer/readers/paper.hpp"
#include "indexer/readers/plain_text.hpp"

namespace fengqiao::indexer {

Result<Paper> read_plain(std::string_view bytes, const std::string& file) {
  const auto decoded = decode(bytes, file);
  if (!decoded) return fail(decoded.error());
  PlainText text = plain_text(decoded->text);
  Paper paper;
  paper.format = std::string(encoding_name(decoded->encoding)) + " 文本";
  paper.remarks = std::move(text.remarks);
  add_paragraphs(paper.blocks, text.text);
  return paper;
}

} // namespace fengqiao::indexer
