// XLSX workbooks of a test's own.
#pragma once

#include <string>
#include <vector>

namespace fengqiao::test {

// One sheet. A cell that reads as a number is stored as one, "=1+2|3" is a formula with the value 3, "=1+2"
// one that was saved without its value, "" is no cell; all else is text. `merged`: ranges such as "A1:B1".
std::string workbook(const std::vector<std::vector<std::string>>& rows,
                     const std::vector<std::string>& merged = {});

} // namespace fengqiao::test
