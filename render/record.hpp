// A person's record: which template, and what was filled in, still as text. From YAML
//   template: 日报/质态监督
//   接报警: {刑事: [2, 3, 4]}
// or from the two-column CSV form that spreadsheet programs open:
//   栏目,填写
//   模板,日报/质态监督
//   接报警.刑事.本期,2
//   质态问题[1].环节,办案
// Both give the same tree, so everything behind this file is the same for both.
#pragma once

#include "core/data_node.hpp"
#include "core/result.hpp"

#include <filesystem>
#include <string>

namespace fengqiao::render {

struct Record {
  std::string template_id;    // as written: an id or an alias
  std::string template_where; // file:line of it
  DataNode body;              // a map without the `template` member
  std::string file;           // as given, for messages
};

// By the file's extension: .yaml and .yml, or .csv, .tsv and .txt; others are refused with the way to a form
// that can be read. Encodings as in core/encoding.hpp. Dotted names (接报警.刑事: 2) are understood in YAML
// too. CSV: a header row is optional; with it, further columns (说明) are ignored; a row whose 填写 is empty
// is a field that was not filled in, and a list item with nothing filled in is left out; an apostrophe in
// front of = + - @ is taken off.
Result<Record, Errors> load_record(const std::filesystem::path& path);

// The same from text in memory; `csv` says which form.
Result<Record, Errors> parse_record(std::string_view text, const std::string& file, bool csv);

// By the extension.
bool is_record_file(const std::filesystem::path& path);   // a YAML or CSV record
bool is_csv_file(const std::filesystem::path& path);      // .csv, .tsv, .txt
bool is_markdown_file(const std::filesystem::path& path); // .md, .markdown

} // namespace fengqiao::render
