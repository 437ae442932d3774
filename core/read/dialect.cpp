#include "read/dialect.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "base/text.h"
#include "read/csv_reader.h"
#include "read/types.h"

namespace lifeworth {
namespace {

constexpr std::size_t sample_bytes = std::size_t{256} << 10;
constexpr std::size_t sample_rows = 200;

struct Widths : RowSink {
  std::map<std::size_t, std::size_t> rows_by_width;
  std::size_t rows = 0, cells = 0, typed = 0;
  void row(const Row& row) override {
    if (rows >= sample_rows) return;
    ++rows;
    ++rows_by_width[row.cells.size()];
    for (std::string_view cell : row.cells) {
      ++cells;
      const std::string_view text = trimmed(cell);
      typed += text.empty() || WrittenDate::parse(text) || WrittenAmount::parse(text);
    }
  }
};

/// How well the rows agree under a delimiter: the share of rows of the commonest width, and a little for cells that read
/// as dates, numbers or nothing; 0 where no row is cut.
double agreement(std::string_view sample, Dialect dialect) {
  Widths widths;
  CsvReader reader(dialect, widths);
  reader.push(sample);
  if (!widths.rows) reader.finish();
  if (!widths.rows) return 0;
  const auto commonest = std::ranges::max_element(widths.rows_by_width, {}, [](const auto& entry) { return entry.second; });
  if (commonest->first < 2) return 0;
  const double same = double(commonest->second) / double(widths.rows);
  const double typed = double(widths.typed) / double(widths.cells);
  // A delimiter that cuts into more cells explains more of the line; this settles "12,50" inside a semicolon file.
  const double width = double(std::min<std::size_t>(commonest->first, 20));
  return same * same * (1 + 0.5 * typed + 0.05 * width);
}

}  // namespace

DialectGuess guess_dialect(std::string_view sample) {
  sample = sample.substr(0, sample_bytes);
  DialectGuess guess;
  if (sample.size() >= 5 && ascii_lowered(sample.substr(0, 4)) == "sep=") {
    guess.dialect.delimiter = sample[4];
    const std::size_t line_end = sample.find_first_of("\r\n", 5);
    if (line_end == 5 && sample[4] != '\r' && sample[4] != '\n') {
      guess.skip_bytes = line_end + (sample.substr(line_end).starts_with("\r\n") ? 2 : 1);
      return guess;
    }
    guess.dialect = {};
  }
  double best = 0;
  for (char delimiter : {',', ';', '\t', '|'}) {
    const Dialect dialect{delimiter, '"'};
    const double score = agreement(sample, dialect);
    if (score > best) {
      best = score;
      guess.dialect = dialect;
    }
  }
  return guess;
}

}  // namespace lifeworth
