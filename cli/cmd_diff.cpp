// fengqiao diff: what changed from one policy text to another, clause by clause.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/diff_output.hpp"

namespace fengqiao::cli {

int run(const CommonOptions& common, const DiffOptions& options) {
  Comparison comparison;
  comparison.all = options.all;
  auto from = load_diff_text(common, options.from);
  if (!from) return report(from.error());
  auto to = load_diff_text(common, options.to);
  if (!to) return report(to.error());
  comparison.from = std::move(*from);
  comparison.to = std::move(*to);
  comparison.changes = indexer::diff_clauses(comparison.from.clauses, comparison.to.clauses);
  if (options.format == "json")
    print(diff_json(comparison));
  else if (options.format == "markdown")
    print(diff_markdown(comparison));
  else
    print(diff_text_output(comparison, common.color));
  return 0;
}

} // namespace fengqiao::cli
