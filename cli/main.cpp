// The program: options in, one verb run, exit code out.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/office.hpp"

#include <csignal>
#include <exception>
#include <new>

namespace {

using namespace fengqiao::cli;

struct RunVerb {
  const Options& options;

  template <class Verb> int operator()(const Verb&) const { return run_in_office(options); }
  template <AnsweredAtOnce Verb> int operator()(const Verb& verb) const {
    return finish(run(options.common, verb));
  }
  int operator()(const ShowOptions& verb) const {
    return verb.cited_by.empty() ? finish(run(options.common, verb)) : run_in_office(options);
  }
};

} // namespace

int main(int argc, char** argv) {
  using namespace fengqiao;
  std::signal(SIGPIPE, SIG_IGN); // a closed pipe is a write error that finish() reports, not a sudden death
  try {
    const auto parsed = cli::parse_options(argc, argv);
    if (const int* code = std::get_if<int>(&parsed)) return *code;
    const auto& options = std::get<cli::Options>(parsed);
    return std::visit(RunVerb{options}, options.verb);
  } catch (const std::bad_alloc&) {
    return cli::report(Error{ErrorCode::limit, "", "内存不足", "请关闭其他程序，或分批处理"});
  } catch (const std::exception& e) {
    return cli::report(Error{ErrorCode::general, "", std::string("程序内部错误：") + e.what(),
                             "请把这行文字和所用命令告诉维护人员"});
  }
}
