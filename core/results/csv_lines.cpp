#include "results/csv_lines.h"

#include "base/text.h"

namespace lifeworth {

std::string safe_csv_text(std::string_view text) {
  std::string cell = "\"";
  if (starts_formula(text)) cell.push_back('\'');
  for (char c : text) {
    if (c == '"') cell.push_back('"');
    cell.push_back(c);
  }
  cell.push_back('"');
  return cell;
}

}  // namespace lifeworth
