// What the command line says, as plain data. CLI11 is included in cli/options*.cpp only.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fengqiao::cli {

enum class Format { text, json, jsonl };

// Options that every verb has.
struct CommonOptions {
  std::vector<std::string>
      indexes;             // --index: folders, tcp://host:port, ssh://host/folder; none: the user's own
  bool all_shards = false; // --all-shards: an index that cannot be used is an error
  std::string corpus;      // --corpus: the shipped corpus; empty: found beside the program
  std::string templates;   // --templates: likewise
  std::vector<std::string> fonts; // --fonts: folders looked in first, or a station's list of font files
  std::string workspace; // --workspace: a station's folder; empty: found from the current one upwards
  bool color = false;    // decided: standard output is a terminal, NO_COLOR unset
  bool progress = false; // decided: standard error is a terminal
};

struct IndexOptions {
  std::vector<std::string> paths;  // none: the folders that the index knows and the shipped corpus
  std::vector<std::string> remove; // --remove: folders to take out of the index
  bool rebuild = false;            // --rebuild: from scratch
  bool learn = false;              // --learn: word vectors from the texts themselves
  bool report = false;             // --report: only list what looks odd
  bool check = false;              // --check: is the index what was written?
  Format format = Format::text;
};

struct SearchOptions {
  std::vector<std::string> query; // joined by a blank
  std::string queries_file;       // --queries: qid<TAB>query a line
  int count = 10;                 // -n
  bool explain = false;           // --explain: why each hit ranks where it does
  Format format = Format::text;
  std::vector<std::string> documents, issuers, kinds,
      statuses; // filters; several values of one filter are alternatives
  std::string date_from, date_to;
};

struct ShowOptions {
  std::vector<std::string> citation; // joined by blanks
  int neighbours = 0;                // -C: clauses before and after
  std::string cited_by;              // --cited-by: the folder whose records are looked through
  bool outline = false;              // --outline: the whole document as its outline
  std::string at;                    // --at: the edition that was in force on that day
  Format format = Format::text;
};

struct ListOptions {
  Format format = Format::text;
  std::vector<std::string> issuers, kinds, statuses;
};

struct DiffOptions {
  std::string from, to;        // documents of the index, or policy files
  std::string format = "text"; // text | json | markdown
  std::string output;          // -o: a PDF instead
  bool all = false;            // --all: unchanged clauses are listed, too
};

struct ImportOptions {
  std::vector<std::string> paths; // files and folders
  std::string into;               // --into: the folder of the Markdown files
  Format format = Format::text;
};

struct RenderOptions {
  std::vector<std::string> files;
  std::string output;     // -o: a file, or a folder (ending in / or existing) where there are several files
  std::string to = "pdf"; // pdf | md | html
  std::string date;       // --date: the folders are stations' or a county's, of which this day is printed
  std::string style;      // --style: overrides the template's
  std::string tick;       // --tick: a tick list of a checklist, 每周 or 逐人
  std::string post;       // --post: only the items of this post
  std::vector<std::string> people; // --who: a sheet for each
  std::string week;                // --week: a day of the tick list's week
  bool appendix = true;            // --no-appendix
  bool draft = false;
  int jobs = 0; // --jobs: threads; 0: one for each core, where there are several files
};

struct NewOptions {
  std::string template_id;
  std::string output;                    // -o; empty: standard output
  std::string format = "yaml";           // yaml | csv
  bool sample = false;                   // --sample: filled with the template's sample data
  std::vector<std::string> from_clauses; // --from-clauses: a checklist drafted from the clauses under these
};

struct CheckOptions {
  std::vector<std::string> files;
  bool accept = false; // --accept: the cited clauses as they are now are confirmed
  Format format = Format::text;
};

struct TemplatesOptions {
  Format format = Format::text;
};

struct InitOptions {
  std::string folder;
  std::string name, superior; // --name, --superior; empty: placeholders to be edited
  std::string station_class = "城区";
};

struct LedgerOptions {
  std::string action;             // import | show | export | stats
  std::vector<std::string> files; // import: the exports; show, export: the kind
  std::string kind;               // --kind
  bool strict = false;            // --strict: a file with a bad row is not imported at all
  int year = 0;                   // --year: of days written without one; 0: this year
  std::string from, to;           // --from, --to: days, both included
  std::vector<std::string> where; // --where 栏目=值
  std::size_t count = 0;          // -n; 0: all in JSON, the first 200 on the screen
  std::string output;             // -o
  Format format = Format::text;
};

struct GradeOptions {
  std::vector<std::string> files;
  std::string output;   // -o: PDF, or a folder for several stations
  std::string standard; // --standard: a standard's file; empty: the one of the records' template
  std::vector<std::string> suppositions; // --what-if: A4=98%
  std::string last;                      // --last: earlier results (CSV)
  std::string quota;                     // --quota: 合格,上限,向下
  std::string format = "text";           // text | json | csv
  bool draft = false;
};

struct PackOptions {
  std::string folder, output; // output: the PDF; beside it output + ".sha256"
  bool attach = false;        // --attach: the original evidence files inside the PDF, too
  bool draft = false;
};

struct VerifyOptions {
  std::string file;
  std::string record;   // --record: whose approved PDF the file is; empty: the one beside it
  std::string evidence; // --evidence: the folder that a pack's evidence files lie in
  std::string sha256;   // --sha256: as the covering letter says
  Format format = Format::text;
};

struct DailyOptions {
  std::string date;            // --date; empty: yesterday
  std::string format = "yaml"; // yaml | csv
  bool update = false;         // --update: beside a record that is there, a new one with the ledger's figures
  std::string explain;         // --explain: a figure
  bool brief = false;          // --brief: the morning meeting's paper
  std::string output;          // -o: of --brief; empty: 输出/晨会-<day>.pdf in the workspace
  bool draft = false;          // --draft: of --brief
};

struct ApproveOptions {
  std::string record;
  std::string by;            // --by
  std::string at;            // --at: a moment; empty: now
  std::string comment;       // --comment: 点评部署
  std::string role = "所长"; // --as: whose comment: 所长 | 教导员
  std::string reason;        // --reason: of --withdraw and --again
  std::string output;        // -o: the PDF; empty: beside the record
  bool again = false;        // --again: a record that was changed, or is approved already
  bool withdraw = false;     // --withdraw
};

struct ReportOptions {
  std::vector<std::string> folders; // workspaces, or folders of workspaces; none: the current one
  bool week = false, month = false; // --week, --month: which one, --date tells
  std::string date;                 // --date; empty: yesterday
  std::string from, to;             // --from, --to: days, both included
  std::string output;               // -o: a PDF
  std::string format = "text";      // text | csv | json
  int jobs = 0;                     // --jobs: threads; 0: one for each core
};

struct CompletionOptions {};
struct ManualOptions {};

using VerbOptions =
    std::variant<IndexOptions, SearchOptions, ShowOptions, ListOptions, DiffOptions, RenderOptions,
                 NewOptions, CheckOptions, TemplatesOptions, InitOptions, LedgerOptions, GradeOptions,
                 ImportOptions, PackOptions, VerifyOptions, DailyOptions, ApproveOptions, ReportOptions,
                 CompletionOptions, ManualOptions>;

struct Options {
  CommonOptions common;
  VerbOptions verb;
};

// Either the options, or the exit code with which the program ends at once (help and version 0, wrong usage
// 2); the text has been printed then.
std::variant<Options, int> parse_options(int argc, char** argv);

// Made from the same table of verbs and options: the man page (roff) and the completion for bash.
std::string manual_page();
std::string bash_completion();

} // namespace fengqiao::cli
