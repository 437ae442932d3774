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

void LeftOutRows::hand_over(ByteWriter& to) const {
  to.value(counts_);
  to.value(rows_.size());
  for (const LeftOutRow& row : rows_) to.value(row.line), to.value(row.reason), to.text(row.text);
}

LeftOutRows LeftOutRows::handed_over(ByteReader& from) {
  LeftOutRows rows;
  rows.counts_ = from.value<decltype(counts_)>();
  for (auto left = from.value<std::size_t>(); left > 0 && from.good(); --left) {
    const auto line = from.value<std::uint64_t>();
    const auto reason = std::min(from.value<std::uint8_t>(), static_cast<std::uint8_t>(left_out_names.size() - 1));
    rows.rows_.push_back({0, line, static_cast<LeftOut>(reason), std::string(from.text())});
  }
  return rows;
}

void LeftOutRows::join(const LeftOutRows& later, std::uint32_t file, std::uint64_t lines_before) {
  auto listed = counts_;
  for (const LeftOutRow& row : later.rows_)
    if (++listed[static_cast<std::size_t>(row.reason)] <= listed_of_each) rows_.push_back({file, lines_before + row.line, row.reason, row.text});
  for (std::size_t reason = 0; reason < counts_.size(); ++reason) counts_[reason] += later.counts_[reason];
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
