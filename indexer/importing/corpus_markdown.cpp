#include "indexer/importing/corpus_markdown.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace fengqiao::indexer {
namespace {

// A YAML scalar on one line; quoted where YAML would read something else into it.
std::string yaml_scalar(const std::string& value) {
  constexpr std::string_view first = "-?:,[]{}#&*!|>'\"%@`~= ";
  constexpr std::array<std::string_view, 8> words{"null", "true", "false", "yes", "no", "on", "off", "y"};
  std::string lower = value;
  for (char& c : lower)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const bool word = std::find(words.begin(), words.end(), lower) != words.end();
  const bool plain = !word && first.find(value.front()) == first.npos && value.find(": ") == value.npos &&
                     value.find(" #") == value.npos && value.back() != ':' && value.back() != ' ';
  if (plain) return value;
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "\"";
}

bool is_rule(std::string_view text) {
  return text.size() >= 3 && text.find_first_not_of(text.front()) == text.npos &&
         std::string_view("-*_=").find(text.front()) != std::string_view::npos;
}

std::string as_paragraph(const std::string& text) {
  if (is_rule(text)) return "———";
  constexpr std::string_view marks = "#>|<";
  constexpr std::u32string_view wide = U"＃＞｜＜";
  const auto at = marks.find(text.front());
  if (at == marks.npos) return text;
  std::string out;
  append_utf8(out, wide[at]);
  return out + text.substr(1);
}

class Writer {
public:
  Writer(const Paper& paper, const PaperFacts& facts) : paper_(paper), facts_(facts) {
    out_.lines.resize(paper.blocks.size());
    for (const Block& block : paper.blocks)
      if (block.kind == BlockKind::heading && !is_title(block)) highest_ = std::min(highest_, block.level);
  }

  CorpusMarkdown run(const std::string& origin) {
    front_matter(origin);
    line("");
    const int title_line = line_;
    line("# " + facts_.document.title);
    for (std::size_t i = facts_.title_begin; i < facts_.title_end; ++i)
      out_.lines[i] = title_line;
    head();
    for (std::size_t i = facts_.head_end; i < paper_.blocks.size(); ++i)
      block(i);
    return std::move(out_);
  }

private:
  void line(const std::string& text) {
    out_.text += text + "\n";
    ++line_;
  }

  [[nodiscard]] bool is_title(const Block& block) const {
    const auto at = static_cast<std::size_t>(&block - paper_.blocks.data());
    return at >= facts_.title_begin && at < facts_.title_end;
  }

  void front_matter(const std::string& origin) {
    const PolicyDocument& document = facts_.document;
    line("---");
    const std::pair<const char*, std::string> fields[] = {
        {"id", document.id},
        {"title", document.title},
        {"short", document.short_title},
        {"issuer", document.issuer},
        {"number", document.number},
        {"date", document.date},
        {"effective", document.effective},
        {"status", document.status},
        {"kind", document.kind},
        {"text", "原文"},
        {"source", "导入自 " + origin + "（" + paper_.format + "）"}};
    for (const auto& [key, value] : fields)
      line(value.empty() ? std::string(key) + ":" : std::string(key) + ": " + yaml_scalar(value));
    line("---");
  }

  void head() {
    bool first = true;
    for (std::size_t i = 0; i < facts_.head_end; ++i) {
      if (is_title(paper_.blocks[i])) continue;
      if (std::exchange(first, false)) line("");
      out_.lines[i] = line_;
      const std::string& text = paper_.blocks[i].text; // of a table: several lines
      for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        line("> " + text.substr(begin, end - begin));
        begin = end + 1;
      }
    }
  }

  void block(std::size_t i) {
    const Block& block = paper_.blocks[i];
    line("");
    out_.lines[i] = line_;
    if (block.kind == BlockKind::heading) {
      const int level = std::clamp(block.level - highest_ + 2, 2, 6);
      line(std::string(static_cast<std::size_t>(level), '#') + " " + block.text);
    } else if (block.kind == BlockKind::table) {
      out_.text += block.text + "\n";
      line_ += static_cast<int>(std::count(block.text.begin(), block.text.end(), '\n')) + 1;
    } else if (block.kind == BlockKind::note) {
      line(block.text);
    } else {
      line(as_paragraph(block.text));
    }
  }

  const Paper& paper_;
  const PaperFacts& facts_;
  CorpusMarkdown out_;
  int line_ = 1, highest_ = 9;
};

} // namespace

CorpusMarkdown corpus_markdown(const Paper& paper, const PaperFacts& facts, const std::string& origin) {
  return Writer(paper, facts).run(origin);
}

} // namespace fengqiao::indexer
