// The faults of one data file, each with its place: what a reader of such a file is made from.
#pragma once

#include "core/data_node.hpp"
#include "core/error.hpp"

#include <string>
#include <utility>

namespace fengqiao {

class DataFaults {
protected:
  explicit DataFaults(std::string file) : file_(std::move(file)) {}

  void fault(const DataNode& at, std::string message, std::string hint = {}) {
    fault_at(at.line, at.column, std::move(message), std::move(hint));
  }
  // At a member's key.
  void fault(const DataMember& at, std::string message, std::string hint = {}) {
    fault_at(at.line, at.column, std::move(message), std::move(hint));
  }

  std::string file_;
  Errors errors_;

private:
  void fault_at(int line, int column, std::string message, std::string hint) {
    errors_.push_back({ErrorCode::data, place(file_, line, column), std::move(message), std::move(hint)});
  }
};

} // namespace fengqiao
