#include "read/aligned_columns.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"

namespace lifeworth {
namespace {

constexpr std::size_t lines_that_tell = 60, longest_line = 1000;
/// Titles and notes around the table are not aligned.
constexpr bool most(std::size_t part, std::size_t all) { return part * 4 >= all * 3; }

/// One byte a character: ' ' or something else.
std::string places_of(std::string_view line) {
  std::string places;
  for (char c : line.substr(0, longest_line))
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) places += c == ' ' ? ' ' : 'x';
  return places.substr(0, places.find_last_not_of(' ') + 1);
}

std::vector<std::string> first_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty() && lines.size() < lines_that_tell) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string places = places_of(text.substr(0, end));
    if (!places.empty()) lines.push_back(std::move(places));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

bool columns_are_aligned(std::string_view text) {
  const std::vector<std::string> lines = first_lines(text);
  const auto gapped = std::ranges::count_if(lines, [](const std::string& line) { return line.find("  ", line.find('x')) != std::string::npos; });
  if (lines.size() < 3 || !most(std::size_t(gapped), lines.size())) return false;
  const std::size_t width = std::ranges::max(lines, {}, &std::string::size).size();
  // A column is a run of places with a gap before it in which most lines have something.
  std::size_t columns = 0;
  std::vector<bool> filled(lines.size());
  for (std::size_t at = 0; at <= width; ++at) {
    std::size_t blank = 0;
    for (const std::string& line : lines) blank += at >= line.size() || line[at] == ' ';
    if (!most(blank, lines.size())) {
      for (std::size_t i = 0; i < lines.size(); ++i) filled[i] = filled[i] || (at < lines[i].size() && lines[i][at] != ' ');
      continue;
    }
    columns += most(std::size_t(std::ranges::count(filled, true)), lines.size());
    std::ranges::fill(filled, false);
  }
  return columns >= 3;
}

}  // namespace lifeworth
