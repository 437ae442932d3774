#include "schema/file_reader.h"

#include <algorithm>

#include "base/text.h"
#include "read/aligned_columns.h"

namespace lifeworth {
namespace {

constexpr std::size_t sample_rows = 1000;
constexpr std::size_t few_rows = 20;

struct SampleRows : RowSink, FirstRows {
  std::uint64_t next_line = 1;  ///< on which a row begins that has no blank line before it
  void row(const Row& row) override {
    if (rows.size() >= sample_rows) return;
    rows.emplace_back(row.cells.begin(), row.cells.end());
    after_gap.push_back(row.line > next_line);
    next_line = row.line + 1;
    for (std::string_view cell : row.cells) next_line += line_ends_in(cell);
  }
};

/// The row that a single cell holds, when whole rows stand in quotes; empty when it is only a cell.
std::vector<std::string> row_in_quotes(std::string_view cell, const Dialect& dialect) {
  if (cell.find(dialect.delimiter) == std::string_view::npos) return {};
  return split_record(cell, dialect);
}

void split_rows_in_quotes(std::vector<std::vector<std::string>>& rows, const Reading& reading) {
  std::size_t width = 0;
  for (const auto& row : rows) width = std::max(width, row.size());
  if (!reading.wrapped && width < 2) return;
  for (auto& row : rows) {
    if (row.size() != 1) continue;
    auto inner = row_in_quotes(row[0], reading.dialect);
    if (reading.wrapped ? inner.size() > 1 : inner.size() == width) row = std::move(inner);
  }
}

/// Reads the table's beginning as CSV and tells titles, header and rows apart.
Expected<Reading> open_csv(std::string_view text, bool whole_file, const FileReader::Told& told, Reading reading) {
  const DialectGuess guess = guess_dialect(text);
  reading.dialect = guess.dialect;
  reading.skip_bytes = guess.skip_bytes;
  reading.wrapped = guess.wrapped;
  if (told.delimiter && *told.delimiter != guess.dialect.delimiter) reading.dialect = {*told.delimiter, '"', 0, false}, reading.wrapped = false;
  SampleRows sample;
  CsvReader reader(reading.dialect, sample);
  reader.push(text.substr(reading.skip_bytes));
  if (whole_file || sample.rows.size() < few_rows) {
    // So few rows are all there is, or an open quote holds the rest back until the reader is told that no more comes.
    const std::size_t certain = std::max<std::size_t>(sample.rows.size(), 1);
    reader.finish();
    if (!whole_file && sample.rows.size() > certain) sample.rows.pop_back();  // cut off
  }
  if (sample.rows.empty()) return std::unexpected(Error{Code::blank_file, {{"bytes", std::int64_t(text.size())}}});
  split_rows_in_quotes(sample.rows, reading);
  reading.layout = find_table(sample, told.has_header);
  const std::size_t before = reading.layout.preamble_rows + reading.layout.header_rows;
  sample.rows.erase(sample.rows.begin(), sample.rows.begin() + std::ptrdiff_t(before));
  reading.sample.header = reading.layout.header;
  reading.sample.labels = reading.layout.labels;
  if (reading.has_header() && sample.rows.empty() && whole_file) return std::unexpected(Error{Code::header_only});
  if (!reading.has_header())
    for (std::size_t i = 0; i < reading.layout.typed.size(); ++i) reading.sample.header.push_back("#" + std::to_string(i + 1));
  reading.sample.rows = std::move(sample.rows);
  reading.aligned = !told.delimiter && reading.sample.header.size() < 2 && columns_are_aligned(text);
  return reading;
}

Expected<Reading> open_json(std::string_view text, bool whole_file, Reading reading) {
  SampleRows sample;
  JsonReader reader(reading.kind, reading.records_key, sample);
  auto read = reader.push(text);
  if (read && whole_file) read = reader.finish();
  if (!read) return std::unexpected(read.error());
  if (sample.rows.empty()) return std::unexpected(Error{Code::no_records_in_json});
  reading.sample.header = reader.columns();
  if (reading.sample.header.empty()) return std::unexpected(Error{Code::no_records_in_json});
  reading.sample.rows = std::move(sample.rows);
  return reading;
}

}  // namespace

Expected<Reading> FileReader::open(std::string_view first_bytes, bool whole_file, const Told& told) {
  if (!told.encoding)
    if (auto refusal = refusal_of_bytes(first_bytes, whole_file)) return std::unexpected(*refusal);
  Reading reading;
  reading.encoding = told.encoding ? chosen_encoding(*told.encoding, first_bytes) : guess_encoding(first_bytes);
  Decoder decoder(reading.encoding);
  std::string text(decoder.push(first_bytes));
  if (whole_file) text += decoder.finish();
  if (auto shape = json_shape(text, whole_file)) {
    reading.kind = shape->kind;
    reading.records_key = std::move(shape->records_key);
    return open_json(text, whole_file, std::move(reading));
  }
  return open_csv(text, whole_file, told, std::move(reading));
}

FileReader::FileReader(Reading reading, RowSink& sink)
    : reading_(std::move(reading)), sink_(sink), decoder_(reading_.encoding), skip_(reading_.skip_bytes),
      rows_before_(reading_.layout.preamble_rows + reading_.layout.header_rows), classifier_(reading_.layout) {
  if (reading_.kind == TextKind::csv) csv_ = std::make_unique<CsvReader>(reading_.dialect, static_cast<RowSink&>(*this));
  else json_ = std::make_unique<JsonReader>(reading_.kind, reading_.records_key, static_cast<RowSink&>(*this));
}

const std::vector<std::string>& FileReader::header() const { return csv_ ? reading_.sample.header : json_->columns(); }

LineAccount& LineAccount::operator+=(const LineAccount& other) {
  lines += other.lines;
  preamble += other.preamble;
  header += other.header;
  blank += other.blank;
  continued += other.continued;
  unread_lists.insert(unread_lists.end(), other.unread_lists.begin(), other.unread_lists.end());
  unread_values += other.unread_values;
  return *this;
}

LineAccount FileReader::lines() const {
  if (json_) return {.blank = json_->blank_lines(), .unread_lists = json_->unread_lists(), .unread_values = json_->values_left_out()};
  const bool separator_line = reading_.skip_bytes > 0;
  const auto& layout = reading_.layout;
  const std::uint64_t blank = csv_->blank_lines() + blank_rows_;
  return {csv_->rows() + csv_->blank_lines() + csv_->continued_lines() + separator_line, layout.preamble_rows + separator_line, layout.header_rows, blank,
          csv_->continued_lines()};
}

Expected<void> FileReader::push(std::string_view bytes) { return push_text(decoder_.push(bytes)); }

Expected<void> FileReader::push_text(std::string_view text) {
  const std::size_t skipped = std::min(skip_, text.size());
  skip_ -= skipped;
  text.remove_prefix(skipped);
  if (json_) return json_->push(text);
  csv_->push(text);
  return {};
}

Expected<void> FileReader::finish() {
  if (auto pushed = push_text(decoder_.finish()); !pushed) return pushed;
  if (json_) return json_->finish();
  csv_->finish();
  return {};
}

bool FileReader::has_parts(const Reading& reading) {
  const Encoding encoding = reading.encoding.encoding;
  const bool wide = encoding >= Encoding::utf16le && encoding <= Encoding::utf32be;
  return reading.kind == TextKind::csv && !reading.wrapped && !wide && !decoded_by_host(encoding);
}

void FileReader::begin_part() {
  skip_ = rows_before_ = 0;
  decoder_.begin_part();
  csv_->begin_part(reading_.layout.width);
}

bool FileReader::can_join(const Part& part) const {
  return has_parts(reading_) && skip_ == 0 && rows_before_ == 0 && decoder_.can_join(part.decoder) && csv_->can_join(reading_.layout.width) &&
         classifier_.neutral(csv_->blank_lines());
}

void FileReader::join(const Part& part) {
  decoder_.join(part.decoder);
  csv_->join(part.csv);
  blank_rows_ += part.blank_rows;
}

void FileReader::row(const Row& row) {
  if (rows_before_ > 0) {
    --rows_before_;
    return;
  }
  if (json_) return sink_.row(row);
  if (row.cells.size() == 1 && reading_.layout.width > 1 && row.damage == Damage::none) {
    split_ = row_in_quotes(row.cells[0], reading_.dialect);
    if (reading_.wrapped ? split_.size() > 1 : split_.size() == reading_.layout.width) {
      split_views_.assign(split_.begin(), split_.end());
      return table_row({split_views_, row.line, row.damage});
    }
  }
  table_row(row);
}

void FileReader::run(const RowRun& rows) {
  std::size_t done = 0;
  for (; rows_before_ > 0 && done < rows.size(); ++done) row(rows[done]);
  while (done < rows.size()) {
    std::size_t end = done;
    while (end < rows.size() && classifier_.is_usual(rows.cells(end), csv_->blank_lines())) ++end;
    if (end > done) sink_.run(rows.part(done, end - done));
    if (end < rows.size()) row(rows[end++]);
    done = end;
  }
}

void FileReader::table_row(const Row& row) {
  const RowKind kind = classifier_.classify(row, csv_->blank_lines());
  if (kind == RowKind::data) return sink_.row(row);
  if (kind == RowKind::blank) {
    ++blank_rows_;
    return;
  }
  Row other = row;
  other.kind = kind;
  sink_.row(other);
}

}  // namespace lifeworth
