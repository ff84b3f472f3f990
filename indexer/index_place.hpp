// Where an index is: a folder of this machine, or another machine that serves one.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace fengqiao::indexer {

struct IndexPlace {
  enum class Kind { folder, tcp, ssh };
  Kind kind = Kind::folder;
  std::string text;             // as it was typed: names the index in messages
  std::filesystem::path folder; // folder: here; ssh: there
  std::string host;             // ssh: may begin with user@
  unsigned port = 0;            // ssh: 0 means what ssh thinks best

  [[nodiscard]] bool remote() const { return kind != Kind::folder; }
};

// tcp://host:port (xapian-tcpsrv), ssh://[user@]host[:port]/folder (xapian-progsrv), else a folder. Hosts and
// remote folders are made of letters, digits and . _ - only (a folder of / and Han, too): no shell and no
// option of ssh can be meant by them. Errors: ErrorCode::usage with the form that was wanted.
Result<IndexPlace> parse_place(std::string_view typed);

} // namespace fengqiao::indexer
