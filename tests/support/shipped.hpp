// The program with the shipped corpus, and what a test looks for in its answers.
#pragma once

#include "tests/support/program.hpp"

#include <map>
#include <string>
#include <vector>

namespace fengqiao::test {

// An index of the shipped corpus, built once a test program. Tests only read it.
const std::string& corpus_index();

// fengqiao with that index.
Outcome program(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {});

// Fails the test, and shows the text, where `part` is not in it.
void has(const std::string& text, const std::string& part);
void has_not(const std::string& text, const std::string& part);

// Without blanks, line and page ends: what a page says, wherever its lines break.
std::string without_spaces(const std::string& text);

} // namespace fengqiao::test
