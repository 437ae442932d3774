#include "schema/part_start.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "schema/cells.h"

namespace lifeworth {
namespace {

/// Bytes to look at: hundreds of rows.
constexpr std::size_t looked_at = std::size_t{64} << 10;
/// Lines from the row on that must be rows as well. Lines inside quotes hardly ever have the table's width.
constexpr std::size_t rows_that_tell = 3;

struct Line {
  std::size_t start;
  bool row;  ///< as wide as the table, and with text in it
  std::string order_id;
};

Line line_at(std::size_t start, std::string_view text, const Reading& reading, std::optional<std::size_t> order_id) {
  if (text.ends_with('\r')) text.remove_suffix(1);
  const auto cells = split_record(text, reading.dialect);
  const bool row = cells.size() == reading.layout.width && std::ranges::any_of(cells, [](const std::string& cell) { return !trimmed(cell).empty(); });
  return {start, row, row && order_id && *order_id < cells.size() ? std::string(trimmed(cells[*order_id])) : std::string()};
}

}  // namespace

std::optional<std::size_t> part_start(std::string_view bytes, const Reading& reading, std::optional<std::size_t> order_id) {
  const std::string_view text = bytes.substr(0, looked_at);
  std::vector<Line> lines;
  for (std::size_t at = text.find('\n'); at < text.size();) {  // the first line may have begun before
    const std::size_t start = at + 1, end = text.find('\n', start);
    if (end == std::string_view::npos) break;
    lines.push_back(line_at(start, text.substr(start, end - start), reading, order_id));
    at = end;
  }
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto until = lines.begin() + std::ptrdiff_t(std::min(i + rows_that_tell, lines.size()));
    const bool among_rows = std::all_of(lines.begin() + std::ptrdiff_t(i - 1), until, [](const Line& line) { return line.row; });
    const std::string &before = lines[i - 1].order_id, &own = lines[i].order_id;
    if (among_rows && (!order_id || (!is_missing(before) && !is_missing(own) && before != own))) return lines[i].start;
  }
  return std::nullopt;
}

}  // namespace lifeworth
