// A resolver for tests in which citations do not matter.
#pragma once

#include "core/citation.hpp"

#include <string>

namespace fengqiao::test {

// Whatever is cited exists and is in force.
class EveryKeyResolves : public CitationResolver {
public:
  Result<ResolvedCitation> resolve(const std::string& typed) const override {
    ResolvedCitation out;
    out.key = typed;
    out.label = "《样例》" + typed;
    out.text = "样例条款的全文。";
    out.status = "现行";
    return out;
  }
};

} // namespace fengqiao::test
