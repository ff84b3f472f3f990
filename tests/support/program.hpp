// Runs programs as a user does: arguments in, exit code and both outputs back.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace fengqiao::test {

struct Outcome {
  int code = -1; // exit code; 128 + signal where a signal ended it
  std::string out, err;
};

// `environment` is added to the test's own. Standard input is empty.
Outcome run(const std::vector<std::string>& command,
            const std::map<std::string, std::string>& environment = {});

// The fengqiao program of this build, with its index in `index_folder` (and the source tree's templates,
// unless the arguments name others).
Outcome run_fengqiao(const std::string& index_folder, std::vector<std::string> arguments,
                     std::map<std::string, std::string> environment = {});

// pdftotext -layout of a PDF; pdffonts, pdfinfo likewise through run().
std::string pdf_text(const std::string& file, bool layout = true);

} // namespace fengqiao::test
