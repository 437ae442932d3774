#include "read/dialect.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/text.h"
#include "read/csv_reader.h"
#include "read/types.h"

namespace lifeworth {
namespace {

constexpr std::size_t sample_bytes = std::size_t{256} << 10;
constexpr std::size_t sample_rows = 200;
/// Of the sample only so many lines are looked at; more than rows, because quoted cells have lines of their own.
constexpr std::size_t sample_lines = 500;

/// What the first rows look like under a dialect.
struct Look : RowSink {
  std::vector<std::size_t> widths;  ///< cells per row; 0 for a damaged one
  std::vector<bool> has_value;      ///< per row: whether any cell reads as a date or a number
  std::size_t damaged = 0, cells = 0, typed = 0, half_quoted = 0;
  char quote;
  explicit Look(char letter) : quote(letter) {}

  void row(const Row& row) override {
    if (widths.size() >= sample_rows) return;
    damaged += row.damage != Damage::none;
    widths.push_back(row.damage == Damage::none ? row.cells.size() : 0);
    bool value = false;
    for (std::string_view cell : row.cells) {
      ++cells;
      const std::string_view text = trimmed(cell);
      const bool is_value = !text.empty() && (WrittenDate::parse(text) || WrittenAmount::parse(text));
      value = value || is_value;
      typed += text.empty() || is_value;
      half_quoted += !text.empty() && text.back() == quote;
    }
    has_value.push_back(value);
  }
};

Look look_at(std::string_view sample, const Dialect& dialect) {
  Look look(dialect.quote);
  CsvReader reader(dialect, look);
  reader.push(sample);
  if (look.widths.size() < 20) reader.finish();
  return look;
}

/// How well the rows agree under a dialect: the share of rows of the commonest width, and a little for cells that read as dates, numbers or nothing;
/// 0 where no row is cut. Lines that are not cut at all, before and behind the others, may be titles and notes around the table.
double agreement(const Look& look) {
  std::map<std::size_t, std::size_t> rows_by_width;
  for (std::size_t width : look.widths) ++rows_by_width[width];
  std::size_t same = 0, width = 0;
  for (const auto& [cells, rows] : rows_by_width)
    if (cells >= 2 && rows >= same) same = rows, width = cells;
  if (same == 0) return 0;
  const auto first = std::size_t(std::ranges::find(look.widths, width) - look.widths.begin());
  const auto behind_last = std::size_t(std::find(look.widths.rbegin(), look.widths.rend(), width).base() - look.widths.begin());
  double others = 0;
  for (std::size_t i = 0; i < look.widths.size(); ++i) {
    if (look.widths[i] == width) continue;
    const bool around = i < first || i >= behind_last;
    others += look.widths[i] == 1 ? (around ? 0.1 : 0.4) : around && look.widths[i] < width ? 0.6 : 1;
  }
  const double share = double(same) / (double(same) + others);
  const double all = double(std::max<std::size_t>(look.cells, 1));
  const bool names_first = same > 1 && !look.has_value[first];
  // A delimiter that cuts into more cells explains more of the line; this settles "12,50" inside a semicolon file.
  const double cut = 0.05 * double(std::min<std::size_t>(width, 20)) + (names_first ? 0.15 : 0);
  return share * share * (1 + cut + 0.5 * double(look.typed) / all - 0.5 * double(look.half_quoted) / all);
}

double agreement(std::string_view sample, const Dialect& dialect) { return agreement(look_at(sample, dialect)); }

std::string_view first_line(std::string_view text) { return text.substr(0, text.find_first_of("\r\n")); }

std::string_view first_lines(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t lines = 0; lines < sample_lines && end < text.size(); ++lines) {
    end = text.find_first_of("\r\n", end);
    if (end == std::string_view::npos) return text;
    end += text.substr(end).starts_with("\r\n") ? 2 : 1;
  }
  return text.substr(0, end);
}

/// `sep=;`, bare or in quotes, alone on the first line. Spreadsheets that save such a file again fill the line up with delimiters.
bool take_separator_line(std::string_view sample, DialectGuess& guess) {
  const std::string_view line = first_line(sample);
  if (line.size() == sample.size()) return false;
  std::string_view said = line;
  if (said.starts_with('"')) said.remove_prefix(1);
  if (said.size() < 5 || ascii_lowered(said.substr(0, 4)) != "sep=") return false;
  char delimiter = said[4];
  said.remove_prefix(5);
  if (delimiter == '\\' && said.starts_with('t')) delimiter = '\t', said.remove_prefix(1);
  if (line.starts_with('"')) {
    if (!said.starts_with('"')) return false;
    said.remove_prefix(1);
  }
  const bool alone = said.find_first_not_of(std::string{delimiter, ' ', ',', ';'}) == std::string_view::npos;
  if (!alone || delimiters.find(delimiter) == std::string_view::npos) return false;
  guess.dialect.delimiter = delimiter;
  guess.skip_bytes = line.size() + (sample.substr(line.size()).starts_with("\r\n") ? 2 : 1);
  return true;
}

/// Cells that begin with an apostrophe end with one, too: then it is their quote. (Spreadsheets put a single one before numbers.)
bool quotes_with(std::string_view sample, char quote, char delimiter) {
  std::size_t opens = 0, closes = 0;
  for (std::size_t i = sample.find(quote); i != std::string_view::npos; i = sample.find(quote, i + 1)) {
    std::size_t front = i;
    while (front > 0 && sample[front - 1] == ' ') --front;
    const bool before = front == 0 || is_line_end(sample[front - 1]) || sample[front - 1] == delimiter;
    const bool behind = i + 1 == sample.size() || is_line_end(sample[i + 1]) || sample[i + 1] == delimiter;
    opens += before;
    closes += behind && !before;
  }
  return opens >= 2 && closes * 10 >= opens * 8 && closes * 8 <= opens * 10;
}

/// Quote, escape and blanks before quotes, for a delimiter; `best` becomes how well that agrees.
Dialect refined(std::string_view sample, char delimiter, double& best) {
  Dialect dialect{delimiter, '"', 0, false};
  const Look plain = look_at(sample, dialect);
  best = agreement(plain);
  const auto try_one = [&](Dialect other, double needed) {
    const double score = agreement(sample, other);
    if (score > best * needed) best = score, dialect = other;
  };
  const bool apostrophes = quotes_with(sample, '\'', delimiter);
  if (apostrophes && !quotes_with(sample, '"', delimiter)) {
    try_one({delimiter, '\'', 0, false}, 0.999);
    if (dialect.quote != '\'' && sample.find("\\'") != std::string_view::npos) try_one({delimiter, '\'', '\\', false}, 0.999);
  }
  const auto has = [&](const std::string& text) { return sample.find(text) != std::string_view::npos; };
  if (!dialect.escape && has(std::string{'\\', dialect.quote})) try_one({delimiter, dialect.quote, '\\', false}, 1.0);
  if (has({delimiter, ' ', dialect.quote})) try_one({delimiter, dialect.quote, dialect.escape, true}, 0.999);
  // Tables with tabs often know no quotes at all: a cell may begin with one.
  if (delimiter == '\t' && plain.damaged > 0 && !quotes_with(sample, '"', '\t')) try_one({'\t', 0, 0, false}, 1.0);
  return dialect;
}

Dialect best_dialect(std::string_view sample, double& best) {
  best = 0;
  Dialect dialect;
  const auto consider = [&](char delimiter, double weight) {
    if (sample.find(delimiter) == std::string_view::npos) return;
    double score;
    const Dialect candidate = refined(sample, delimiter, score);
    if (weight * score > best) best = weight * score, dialect = candidate;
  };
  for (char delimiter : {',', ';', '\t', '|'}) consider(delimiter, 1);
  for (char delimiter : {'~', '^', '\x1F', '\x01'}) consider(delimiter, 0.9);
  // Colons and blanks stand in times and names; they delimit only where nothing else does.
  if (best < 0.3 && std::ranges::count_if(sample, is_line_end) >= 3)
    for (char delimiter : {':', ' '})
      if (agreement(sample, {delimiter, '"', 0, false}) > 0.95) consider(delimiter, 1);
  return dialect;
}

/// Whether the commas only part words of sentences or names ("Smith, Ann"): each is followed by a blank, and the first line, which names the one
/// column, has none, or the lines hardly agree.
bool is_prose(std::string_view sample, char delimiter, double agreed) {
  if (delimiter != ',' && delimiter != ';' && delimiter != ':' && delimiter != ' ') return false;
  std::size_t all = 0, spaced = 0;
  for (std::size_t i = sample.find(delimiter); i != std::string_view::npos; i = sample.find(delimiter, i + 1)) {
    ++all;
    spaced += i + 1 == sample.size() || sample[i + 1] == ' ' || is_line_end(sample[i + 1]);
  }
  if (all == 0 || spaced * 10 < all * 9) return false;
  const Look look = look_at(sample, {delimiter, '"', 0, false});
  const auto values = std::ranges::count(look.has_value, true);
  if (values * 10 > std::ssize(look.has_value)) return false;
  return look.widths.size() >= 3 && (agreed < 0.8 || (look.widths[0] == 1 && *std::ranges::max_element(look.widths) <= 4));
}

/// A delimiter that does not stand in the text: every line is one cell.
char absent_delimiter(std::string_view sample) {
  for (char delimiter : {',', '\t', '|', ';'})
    if (sample.find(delimiter) == std::string_view::npos) return delimiter;
  return '\x1F';
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
  sample = first_lines(sample.substr(0, sample_bytes));
  DialectGuess guess;
  double best;
  if (take_separator_line(sample, guess)) {
    const std::string_view table = sample.substr(guess.skip_bytes);
    double said;
    guess.dialect = refined(table, guess.dialect.delimiter, said);
    // The line may have stayed when the file was saved with another delimiter.
    if (const Dialect other = best_dialect(table, best); said == 0 && best > 0.8) guess.dialect = other;
    return guess;
  }
  guess.dialect = best_dialect(sample, best);
  // Where nothing cuts the lines and they stand in quotes, the rows are inside the quotes.
  if (best < 0.5 && sample.find("\n\"") != std::string_view::npos) {
    double inner;
    const Dialect dialect = best_dialect(unwrapped(sample), inner);
    if (inner > 0.8 && inner > best) {
      guess.dialect = dialect;
      guess.wrapped = true;
      return guess;
    }
  }
  if (is_prose(sample, guess.dialect.delimiter, best)) guess.dialect = {absent_delimiter(sample), '"', 0, false};
  return guess;
}

}  // namespace lifeworth
