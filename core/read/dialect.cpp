#include "read/dialect.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/text.h"
#include "read/csv_reader.h"
#include "read/types.h"

namespace lifeworth {
namespace {

constexpr std::size_t sample_bytes = std::size_t{256} << 10;
constexpr std::size_t sample_rows = 200;

struct Widths : RowSink {
  std::map<std::size_t, std::size_t> rows_by_width;
  std::size_t rows = 0, damaged = 0, cells = 0, typed = 0, quoted = 0, half_quoted = 0;
  char quote;
  explicit Widths(char letter) : quote(letter) {}

  void row(const Row& row) override {
    if (rows >= sample_rows) return;
    ++rows;
    damaged += row.damage != Damage::none;
    if (row.damage == Damage::none) ++rows_by_width[row.cells.size()];
    for (std::string_view cell : row.cells) {
      ++cells;
      const std::string_view text = trimmed(cell);
      typed += text.empty() || WrittenDate::parse(text) || WrittenAmount::parse(text);
      half_quoted += !text.empty() && text.back() == quote;
    }
  }
};

/// How well the rows agree under a dialect: the share of rows of the commonest width, and a little for cells that read
/// as dates, numbers or nothing; 0 where no row is cut. Lines that are not cut at all may be titles and notes around the table.
double agreement(std::string_view sample, Dialect dialect) {
  Widths widths(dialect.quote);
  CsvReader reader(dialect, widths);
  reader.push(sample);
  if (widths.rows < 20) reader.finish();
  std::size_t same = 0, width = 0;
  for (const auto& [cells, rows] : widths.rows_by_width)
    if (cells >= 2 && rows >= same) same = rows, width = cells;
  if (same == 0) return 0;
  const std::size_t uncut = widths.rows_by_width.contains(1) ? widths.rows_by_width.at(1) : 0;
  const double others = double(widths.rows - same - uncut) + 0.4 * double(uncut);
  const double share = double(same) / (double(same) + others);
  const double typed = double(widths.typed) / double(std::max<std::size_t>(widths.cells, 1));
  const double odd = double(widths.half_quoted) / double(std::max<std::size_t>(widths.cells, 1));
  // A delimiter that cuts into more cells explains more of the line; this settles "12,50" inside a semicolon file.
  return share * share * (1 + 0.5 * typed + 0.05 * double(std::min<std::size_t>(width, 20)) - 0.5 * odd);
}

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

std::string_view first_line(std::string_view text) { return text.substr(0, text.find_first_of("\r\n")); }

/// `sep=;`, bare or in quotes, alone on the first line.
bool take_separator_line(std::string_view sample, DialectGuess& guess) {
  const std::string_view line = first_line(sample);
  std::string_view said = line;
  if (said.size() >= 2 && said.front() == '"' && said.back() == '"') said = said.substr(1, said.size() - 2);
  if (said.size() != 5 || ascii_lowered(said.substr(0, 4)) != "sep=" || line.size() == sample.size()) return false;
  guess.dialect.delimiter = said[4];
  guess.skip_bytes = line.size() + (sample.substr(line.size()).starts_with("\r\n") ? 2 : 1);
  return true;
}

/// Cells that begin with an apostrophe end with one, too: then it is their quote. (Spreadsheets put a single one before numbers.)
bool quotes_with(std::string_view sample, char quote) {
  std::size_t opens = 0, closes = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] != quote) continue;
    const bool before = i == 0 || is_line_end(sample[i - 1]) || delimiters.find(sample[i - 1]) != std::string_view::npos;
    const bool behind = i + 1 == sample.size() || is_line_end(sample[i + 1]) || delimiters.find(sample[i + 1]) != std::string_view::npos;
    opens += before;
    closes += behind && !before;
  }
  return opens >= 2 && closes * 10 >= opens * 8 && closes * 8 <= opens * 10;
}

/// Quote, escape and blanks before quotes, for a delimiter.
Dialect refined(std::string_view sample, Dialect dialect) {
  double best = agreement(sample, dialect);
  const auto try_one = [&](Dialect other, double needed) {
    const double score = agreement(sample, other);
    if (score > best * needed) best = score, dialect = other;
  };
  if (quotes_with(sample, '\'') && !quotes_with(sample, '"')) try_one({dialect.delimiter, '\'', 0, false}, 0.999);
  if (sample.find(std::string("\\") + dialect.quote) != std::string_view::npos) try_one({dialect.delimiter, dialect.quote, '\\', false}, 1.0);
  if (sample.find(std::string{dialect.delimiter, ' ', dialect.quote}) != std::string_view::npos) try_one({dialect.delimiter, dialect.quote, dialect.escape, true}, 0.999);
  return dialect;
}

Dialect best_dialect(std::string_view sample, double& best) {
  best = 0;
  Dialect dialect;
  const auto consider = [&](char delimiter, double weight) {
    const double score = weight * agreement(sample, {delimiter, '"', 0, false});
    if (score > best) best = score, dialect.delimiter = delimiter;
  };
  for (char delimiter : {',', ';', '\t', '|'}) consider(delimiter, 1);
  for (char delimiter : {'~', '^', '\x1F', '\x01'})
    if (sample.find(delimiter) != std::string_view::npos) consider(delimiter, 0.9);
  // Colons and blanks stand in times and names; they delimit only where nothing else does.
  if (best < 0.3 && std::ranges::count_if(sample, is_line_end) >= 3)
    for (char delimiter : {':', ' '})
      if (agreement(sample, {delimiter, '"', 0, false}) > 0.95) consider(delimiter, 1);
  return best > 0 ? refined(sample, dialect) : dialect;
}

/// The lines without the quotes around each, if all have them.
std::string unwrapped(std::string_view sample) {
  struct Lines : RowSink {
    std::string text;
    std::size_t rows = 0, whole = 0;
    void row(const Row& row) override {
      if (rows++ >= sample_rows) return;
      whole += row.cells.size() == 1 && row.damage == Damage::none;
      if (row.cells.size() == 1) text.append(row.cells[0]) += '\n';
    }
  } lines;
  CsvReader reader({'\0', '"', 0, false}, lines);  // no delimiter: a row is a line or what stands in its quotes
  reader.push(sample);
  reader.finish();
  return lines.text;
}

}  // namespace

DialectGuess guess_dialect(std::string_view sample) {
  sample = sample.substr(0, sample_bytes);
  DialectGuess guess;
  if (take_separator_line(sample, guess)) {
    guess.dialect = refined(sample.substr(guess.skip_bytes), guess.dialect);
    return guess;
  }
  double best;
  guess.dialect = best_dialect(sample, best);
  // Where nothing cuts the lines and they stand in quotes, the rows are inside the quotes.
  if (best < 0.5 && sample.find("\n\"") != std::string_view::npos) {
    double inner;
    const Dialect dialect = best_dialect(unwrapped(sample), inner);
    if (inner > 0.8 && inner > best) guess.dialect = dialect, guess.wrapped = true;
  }
  return guess;
}

}  // namespace lifeworth
