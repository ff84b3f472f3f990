// A paper and what is known of it → a corpus document (corpus/README.md).
#pragma once

#include "indexer/importing/paper_facts.hpp"
#include "indexer/readers/paper.hpp"

#include <string>
#include <vector>

namespace fengqiao::indexer {

struct CorpusMarkdown {
  std::string text;
  std::vector<int> lines; // of each block: its first line
};

// Front matter, `# title`, the rest of the head as `> notes`, then the blocks: headings as ## and deeper,
// paragraphs one a line, tables and footnotes in Markdown. A paragraph that would read as Markdown (a first
// #, >, |, <, a line of dashes) gets the full-width character instead. `origin`: the file's name, for
// `source`.
CorpusMarkdown corpus_markdown(const Paper& paper, const PaperFacts& facts, const std::string& origin);

} // namespace fengqiao::indexer
