// The entry of the office module.
#include "cli/office.hpp"

#include "cli/build_paths.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"

namespace fengqiao::cli {
namespace {

struct RunVerb {
  const CommonOptions& common;

  template <class Verb> int operator()(const Verb& verb) const { return run(common, verb); }
  int operator()(const ShowOptions& verb) const { return show_citing(common, verb); }
  template <AnsweredAtOnce Verb> int operator()(const Verb&) const {
    return report(Error{ErrorCode::general, "", "程序内部错误：这个命令不在办公模块里", "请告诉维护人员"});
  }
};

int run_verb(const Options& options) {
  return finish(std::visit(RunVerb{options.common}, options.verb));
}

} // namespace
} // namespace fengqiao::cli

extern "C" [[gnu::visibility("default")]] const fengqiao::cli::Office fengqiao_office;
const fengqiao::cli::Office fengqiao_office{fengqiao::cli::kOptionsDigest, fengqiao::cli::run_verb};
