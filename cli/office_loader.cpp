#include "cli/build_paths.hpp"
#include "cli/console.hpp"
#include "cli/office.hpp"

#include <dlfcn.h>

#include <string_view>

namespace fengqiao::cli {
namespace {

// What the loader says names the file or the symbol; it stays as it is, behind what it means.
int report_incomplete(const std::string& reason) {
  return report(Error{ErrorCode::general, "", "程序不完整：" + reason,
                      std::string("重新构建或安装；") + kOfficeModule + " 要和程序放在一起"});
}

} // namespace

int run_in_office(const Options& options) {
  void* module = dlopen(kOfficeModule, RTLD_LAZY | RTLD_LOCAL); // for the rest of the process
  if (module == nullptr) return report_incomplete(dlerror());
  const auto* office = static_cast<const Office*>(dlsym(module, "fengqiao_office"));
  if (office == nullptr) return report_incomplete(dlerror());
  if (office->options_digest != std::string_view(kOptionsDigest))
    return report_incomplete(std::string(kOfficeModule) + " 是另一次构建的");
  return office->run(options);
}

} // namespace fengqiao::cli
