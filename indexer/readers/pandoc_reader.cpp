// HTML, and ODT where there is no LibreOffice, through pandoc: a child process in its sandbox, which hands
// over the document as JSON.
#include "core/encoding.hpp"
#include "core/limits.hpp"
#include "core/process.hpp"
#include "core/text.hpp"
#include "indexer/readers/html_source.hpp"
#include "indexer/readers/list_number.hpp"
#include "indexer/readers/paper.hpp"
#include "indexer/readers/superscript.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace fengqiao::indexer {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 100;
constexpr int kMostRows = 10000;      // that one merged cell may cover
constexpr int kLastStart = 1'000'000; // of a list's numbers

// Walks pandoc's document (pandoc-types 1.22). Anything unexpected is passed over: `at` and `items` never
// throw.
class PandocDocument {
public:
  Paper read(const Json& root) {
    paper_.page_title = inlines(member(member(member(root, "meta"), "title"), "c"), 0);
    blocks(member(root, "blocks"), "", 0);
    for (std::size_t i = 0; i < notes_.size(); ++i)
      paper_.blocks.push_back({BlockKind::note, 0, "[^" + std::to_string(i + 1) + "]: " + notes_[i], false});
    if (struck_ > 0)
      paper_.remarks.push_back(
          fmt::format("{} 处划去的字（删除线）没有导入；要保留的话，请对照原件补上", struck_));
    if (large_tables_ > 0) paper_.remarks.push_back(large_tables_remark(large_tables_));
    return std::move(paper_);
  }

private:
  static const Json& nothing() {
    static const Json null;
    return null;
  }
  static const Json& member(const Json& node, const char* name) {
    if (!node.is_object()) return nothing();
    const auto found = node.find(name);
    return found == node.end() ? nothing() : *found;
  }
  static const Json& at(const Json& node, std::size_t index) {
    return node.is_array() && index < node.size() ? node[index] : nothing();
  }
  static std::string text(const Json& node) { return node.is_string() ? node.get<std::string>() : ""; }
  static int number(const Json& node, int otherwise) {
    return node.is_number_integer() ? node.get<int>() : otherwise;
  }

  // `number`: the automatic number that the first paragraph of a list item bears.
  void blocks(const Json& list, std::string number, int depth) {
    if (depth > kDeepest || !list.is_array()) return;
    for (const Json& node : list) {
      block(node, number, depth);
      number.clear();
    }
  }

  void block(const Json& node, const std::string& number, int depth) {
    const std::string type = text(member(node, "t"));
    const Json& content = member(node, "c");
    if (type == "Para" || type == "Plain") {
      add_paragraphs(paper_.blocks, number + inlines(content, depth));
    } else if (type == "LineBlock") {
      for (const Json& line : content)
        add_paragraphs(paper_.blocks, inlines(line, depth));
    } else if (type == "Header") {
      const std::string title = inlines(at(content, 2), depth);
      const auto first = paper_.blocks.size();
      add_paragraphs(paper_.blocks, title);
      for (auto i = first; i < paper_.blocks.size(); ++i) {
        paper_.blocks[i].kind = BlockKind::heading;
        paper_.blocks[i].level = std::max(this->number(at(content, 0), 1), 1);
      }
    } else if (type == "BulletList") {
      for (const Json& item : content)
        blocks(item, "- ", depth + 1);
    } else if (type == "OrderedList") {
      ordered_list(content, depth);
    } else if (type == "DefinitionList") {
      for (const Json& item : content) {
        add_paragraphs(paper_.blocks, inlines(at(item, 0), depth));
        for (const Json& definition : at(item, 1))
          blocks(definition, "", depth + 1);
      }
    } else if (type == "BlockQuote") {
      blocks(content, "", depth + 1);
    } else if (type == "Div") {
      division(content, depth);
    } else if (type == "CodeBlock") {
      add_paragraphs(paper_.blocks, text(at(content, 1)));
    } else if (type == "Table") {
      table(content, depth);
    }
  }

  void division(const Json& content, int depth) {
    for (const Json& name : at(at(content, 0), 1))
      for (const auto& [list, format] : {std::pair{kChineseList, "chineseCounting"},
                                         std::pair{kFormalChineseList, "chineseLegalSimplified"}})
        if (text(name) == list)
          for (const Json& node : at(content, 1))
            if (text(member(node, "t")) == "OrderedList")
              return chinese_list(member(node, "c"), format, depth);
    blocks(at(content, 1), "", depth + 1);
  }

  static int first_number(const Json& attributes) {
    return std::clamp(number(at(attributes, 0), 1), -kLastStart, kLastStart);
  }

  void chinese_list(const Json& content, const char* format, int depth) {
    int value = first_number(at(content, 0));
    for (const Json& item : at(content, 1))
      blocks(item, list_number(value++, format) + "、", depth + 1);
  }

  void ordered_list(const Json& content, int depth) {
    const Json& attributes = at(content, 0);
    int value = first_number(attributes);
    static const std::map<std::string, std::string> formats{{"LowerAlpha", "lowerLetter"},
                                                            {"UpperAlpha", "upperLetter"},
                                                            {"LowerRoman", "lowerRoman"},
                                                            {"UpperRoman", "upperRoman"}};
    const auto format = formats.find(text(member(at(attributes, 1), "t")));
    const std::string delimiter = text(member(at(attributes, 2), "t"));
    for (const Json& item : at(content, 1)) {
      std::string shown = list_number(value++, format == formats.end() ? "decimal" : format->second);
      if (delimiter == "TwoParens")
        shown = "（" + shown + "）";
      else
        shown += delimiter == "OneParen" ? ") " : ". ";
      blocks(item, shown, depth + 1);
    }
  }

  // Attr, Caption, ColSpecs, TableHead, [TableBody], TableFoot; a row is [Attr, [Cell]], a cell
  // [Attr, Alignment, RowSpan, ColSpan, [Block]].
  void table(const Json& content, int depth) {
    std::vector<const Json*> lines;
    const auto add_rows = [&](const Json& list) {
      for (const Json& row : list)
        if (!at(row, 1).empty()) lines.push_back(&at(row, 1));
    };
    add_rows(at(at(content, 3), 1));
    for (const Json& body : at(content, 4)) {
      add_rows(at(body, 2));
      add_rows(at(body, 3));
    }
    add_rows(at(at(content, 5), 1));
    const bool frame =
        std::all_of(lines.begin(), lines.end(), [](const Json* row) { return row->size() == 1; });
    if (frame) { // round a text, which may hold tables of its own
      for (const Json* row : lines)
        blocks(at(row->front(), 4), "", depth + 1);
      return;
    }
    std::vector<std::vector<std::string>> rows;
    const std::size_t outer = std::exchange(padding_left_, limits::table_cells);
    std::vector<int> covered; // by column: how many more rows a merged cell above reaches down
    for (const Json* row : lines)
      rows.push_back(row_cells(*row, covered, depth));
    padding_left_ = outer;
    if (!add_table(paper_.blocks, rows, cells_left_)) ++large_tables_;
  }

  // The row's texts, empty where a merged cell covers a place.
  std::vector<std::string> row_cells(const Json& row, std::vector<int>& covered, int depth) {
    std::vector<std::string> out;
    const auto put = [&](std::string text, int rows_below) {
      if (covered.size() <= out.size()) covered.resize(out.size() + 1);
      covered[out.size()] = rows_below;
      out.push_back(std::move(text));
    };
    const auto has_room = [&] { return out.size() <= limits::table_columns && padding_left_ > 0; };
    const auto pass_covered = [&] {
      for (; out.size() < covered.size() && covered[out.size()] > 0 && has_room(); --padding_left_)
        put("", covered[out.size()] - 1);
    };
    for (const Json& cell : row) {
      pass_covered();
      const int below = std::min(number(at(cell, 2), 1), kMostRows) - 1;
      const int columns = number(at(cell, 3), 1);
      put(cell_text(at(cell, 4), depth), std::max(below, 0));
      for (int i = 1; i < columns && has_room(); ++i, --padding_left_)
        put("", std::max(below, 0));
    }
    pass_covered();
    return out;
  }

  std::string cell_text(const Json& list, int depth) {
    Paper outer = std::move(paper_);
    paper_ = {};
    blocks(list, "", depth + 1);
    std::string out;
    for (const Block& block : paper_.blocks)
      out += (out.empty() ? "" : "\n") + block.text;
    paper_ = std::move(outer);
    return out;
  }

  std::string inlines(const Json& list, int depth) {
    std::string out;
    if (depth > kDeepest || !list.is_array()) return out;
    for (const Json& node : list) {
      const std::string type = text(member(node, "t"));
      const Json& content = member(node, "c");
      if (type == "Str")
        out += text(content);
      else if (type == "Space")
        out += " ";
      else if (type == "SoftBreak")
        soft_break(out);
      else if (type == "LineBreak")
        out += "\n";
      else if (type == "Code" || type == "Math")
        out += text(at(content, 1));
      else if (type == "Note")
        note(content, out, depth);
      else if (type == "Superscript")
        out += superscript(inlines(content, depth + 1));
      else if (type == "Link" && text(at(at(content, 2), 0)).starts_with("#"))
        out += jump(inlines(at(content, 1), depth + 1));
      else if (type == "Quoted" || type == "Cite" || type == "Link" || type == "Span")
        out += quoted(type, content, inlines(at(content, 1), depth + 1));
      else if (type == "Strikeout")
        ++struck_;
      else if (type != "Image" && type != "RawInline")
        out += inlines(content, depth + 1);
    }
    return out;
  }

  // A link inside the page: the mark of a footnote, ¹ or [1], is kept apart from the figure in front of it;
  // the arrow back to it says nothing.
  static std::string jump(const std::string& inside) {
    const std::string digits = plain_digits(inside);
    if (!digits.empty()) return "[注" + digits + "]";
    return inside.find("↩") == inside.npos ? inside : "";
  }

  static std::string quoted(const std::string& type, const Json& content, const std::string& inside) {
    if (type != "Quoted") return inside;
    const bool single = text(member(at(content, 0), "t")) == "SingleQuote";
    return (single ? "‘" : "“") + inside + (single ? "’" : "”");
  }

  // A line end in the source: a blank between Latin words, nothing between Chinese characters.
  static void soft_break(std::string& out) {
    if (!out.empty() && static_cast<unsigned char>(out.back()) < 0x80) out += " ";
  }

  void note(const Json& content, std::string& out, int depth) {
    std::string inside = cell_text(content, depth);
    std::replace(inside.begin(), inside.end(), '\n', ' ');
    notes_.push_back(std::move(inside));
    out += "[^" + std::to_string(notes_.size()) + "]";
  }

  Paper paper_;
  std::size_t cells_left_ = limits::table_cells; // of all tables
  std::size_t padding_left_ = 0;                 // places that merged cells of the open table may cover
  std::size_t large_tables_ = 0;
  std::vector<std::string> notes_;
  std::size_t struck_ = 0;
};

Result<Paper> through_pandoc(const std::string& input, const std::string& format, const std::string& file) {
  ChildProcess child{"pandoc", "pandoc", {"+RTS", "-M1g", "-RTS", "--sandbox", "-f", format, "-t", "json"}};
  child.input = input;
  child.seconds = 60;
  child.output_bytes = limits::child_output_bytes * 2; // JSON is longer than what it holds
  child.environment["LC_ALL"] = "C.UTF-8";
  auto outcome = run_child(child);
  if (!outcome) {
    outcome.error().where = file;
    return fail(outcome.error());
  }
  const Json root = Json::parse(outcome->out, nullptr, false);
  if (outcome->code != 0 || root.is_discarded())
    return fail(ErrorCode::data, file, "pandoc 不能读取：" + shorten(printable(trim(outcome->err)), 120),
                "文件可能已损坏；请用办公软件打开后另存为 .docx 再试");
  return PandocDocument().read(root);
}

// 首页 > 法规, 来源：… 责任编辑：…, 上一篇：…: what a web page says of itself around the text.
bool is_page_line(std::string_view text) {
  constexpr std::size_t kLongest = 300; // bytes
  if (text.size() > kLongest) return false;
  const auto begins = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](auto word) { return text.starts_with(word); });
  };
  const auto has = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != text.npos; });
  };
  if (begins({"首页", "当前位置", "您的位置", "您所在的位置", "您当前的位置"}))
    return has({">", "›", "»", "＞"});
  if (begins({"来源：", "来源:", "信息来源", "文章来源", "发布时间", "发布日期"}))
    return has({"责任编辑", "浏览次数", "阅读次数", "点击数", "字号", "字体"});
  return begins({"责任编辑：", "责任编辑:", "浏览次数", "阅读次数", "【打印", "打印本页", "分享到",
                 "上一篇：", "下一篇："});
}

// Takes such lines out, and says which.
void drop_page_lines(Paper& paper) {
  std::string told;
  std::erase_if(paper.blocks, [&](const Block& block) {
    if (block.kind != BlockKind::paragraph || !is_page_line(block.text)) return false;
    told += (told.empty() ? "" : "；") + block.text;
    return true;
  });
  constexpr std::size_t kShown = 120; // characters
  if (!told.empty()) paper.remarks.push_back("网页上正文以外的行没有导入：" + shorten(told, kShown));
}

} // namespace

Result<Paper> read_html(std::string_view bytes, const std::string& file) {
  const auto decoded = decode(bytes, file);
  if (!decoded) return fail(decoded.error());
  const HtmlSource source = html_source(decoded->text);
  auto paper = through_pandoc(source.text, "html", file);
  if (paper) {
    if (source.hidden > 0)
      paper->remarks.push_back(fmt::format("{} 处网页上不显示的文字没有导入", source.hidden));
    paper->format = "HTML（" + std::string(encoding_name(decoded->encoding)) + "）";
    drop_page_lines(*paper);
    paper->remarks.emplace_back("网页里的导航、页脚等文字可能混在其中，请看一遍");
  }
  return paper;
}

Result<Paper> odt_through_pandoc(std::string_view bytes, const std::string& file) {
  auto paper = through_pandoc(std::string(bytes), "odt", file);
  if (paper) {
    paper->format = "ODT";
    paper->remarks.emplace_back(
        "自动编号可能变成了 1. 2. 3.，请对照原件（装有 LibreOffice 时能读出原样的编号）");
  }
  return paper;
}

} // namespace fengqiao::indexer
