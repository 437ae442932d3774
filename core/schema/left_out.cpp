#include "schema/left_out.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace lifeworth {
namespace {

std::string excerpt(const Row& row) {
  constexpr std::size_t longest = 120;
  std::string text;
  for (std::string_view cell : row.cells) {
    if (!text.empty()) text += " | ";
    text += cell.substr(0, longest + 4);  // whole characters; cut below
    if (text.size() > longest) break;
  }
  if (text.size() > longest) {  // cut between two characters
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
    text += "…";
  }
  return text;
}

}  // namespace

void LeftOutRows::add(std::uint32_t file, const Row& row, LeftOut reason) {
  add(file, row.line, reason, [&] { return excerpt(row); });
}

void LeftOutRows::sort() {
  std::ranges::stable_sort(rows_, {}, [](const LeftOutRow& row) { return std::pair(row.file, row.line); });
}

std::uint64_t LeftOutRows::total() const { return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0}); }

LeftOut LeftOutRows::commonest() const { return static_cast<LeftOut>(std::ranges::max_element(counts_) - counts_.begin()); }

LeftOut reason_of(RowKind kind) {
  switch (kind) {
    case RowKind::repeated_header: return LeftOut::repeated_header;
    case RowKind::total: return LeftOut::total_row;
    case RowKind::note: return LeftOut::note;
    case RowKind::other_table: return LeftOut::other_table;
    case RowKind::blank:
    case RowKind::data: break;
  }
  return LeftOut::blank;
}

}  // namespace lifeworth
