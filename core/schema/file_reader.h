// One file from its first bytes to its last row. `open` looks at the beginning and says how the file will be read (the Reading), which a
// person may correct; then the bytes are pushed and rows come out, without the header.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "read/csv_reader.h"
#include "read/encoding.h"
#include "read/json_kind.h"
#include "read/json_reader.h"
#include "read/text_kind.h"
#include "schema/recognise.h"
#include "schema/row_classifier.h"
#include "schema/table_layout.h"

namespace lifeworth {

/// How a file is read, as far as its beginning tells.
struct Reading {
  EncodingGuess encoding;
  TextKind kind = TextKind::csv;
  Dialect dialect;             ///< CSV only
  bool wrapped = false;        ///< CSV only: whole rows stand in quotes
  bool aligned = false;        ///< CSV only: no delimiter; the columns stand under one another with blanks between
  TableLayout layout;          ///< CSV only
  std::size_t skip_bytes = 0;  ///< of the text: a `sep=` line
  std::string records_key;     ///< JSON objects only
  Sample sample;

  bool has_header() const { return kind != TextKind::csv || layout.header_rows > 0; }
};

/// Where a file's lines went; with the rows that were given on they are all of its lines. JSON has no account of lines, but of what else was in it.
struct LineAccount {
  std::uint64_t lines = 0;      ///< of the file
  std::uint64_t preamble = 0;   ///< before the header, a `sep=` line among them
  std::uint64_t header = 0;
  std::uint64_t blank = 0;      ///< empty, or nothing but delimiters
  std::uint64_t continued = 0;  ///< line ends inside quoted cells
  std::vector<std::string> unread_lists = {};  ///< JSON: keys of lists of objects beside the one that was read
  std::uint64_t unread_values = 0;             ///< JSON: of more columns than there is place for

  LineAccount& operator+=(const LineAccount& other);
};

class FileReader : private RowSink {
 public:
  /// A person's corrections; absent = guessed.
  struct Told {
    std::optional<Encoding> encoding;
    std::optional<char> delimiter;
    std::optional<bool> has_header;
  };

  /// `whole_file`: these bytes are all there is. Errors: what refusal_of_bytes says, header_only, JSON errors.
  static Expected<Reading> open(std::string_view first_bytes, bool whole_file, const Told& told);

  FileReader(Reading reading, RowSink& sink);
  FileReader(const FileReader&) = delete;  // its readers point to it
  FileReader& operator=(const FileReader&) = delete;

  Expected<void> push(std::string_view bytes);
  Expected<void> finish();

  const Reading& reading() const { return reading_; }
  /// Column names; for JSON they can grow while rows are read.
  const std::vector<std::string>& header() const;
  LineAccount lines() const;
  std::uint64_t repaired_bytes() const { return decoder_.repaired(); }
  std::uint64_t dropped_bytes() const { return decoder_.dropped(); }
  /// After finish: an encoding that fits the whole file clearly better than the one its beginning suggested.
  std::optional<EncodingGuess> better_encoding() const { return decoder_.better_guess(); }

  /// What a reader that begins at a row in the middle of the file counts up to its end. (The rows themselves go to its sink.)
  struct Part {
    Decoder::Part decoder;
    CsvReader::Part csv;
    std::uint64_t blank_rows = 0;
  };
  /// Whether a file can be read in parts: as CSV whose line ends are those of ASCII.
  static bool has_parts(const Reading& reading);
  /// The bytes to come begin at a row in the middle of the file.
  void begin_part();
  /// After finish.
  Part part() const { return {decoder_.part(), csv_->part(), blank_rows_}; }
  /// Whether this reader stands where such a part may begin: what it knows of the rows so far says nothing about those to come.
  bool can_join(const Part& part) const;
  /// The part was the rest of the file.
  void join(const Part& part);
  /// Lines of CSV that ended so far.
  std::uint64_t lines_before() const { return csv_->lines(); }

 private:
  void row(const Row& row) override;
  void run(const RowRun& rows) override;
  void table_row(const Row& row);
  Expected<void> push_text(std::string_view text);

  Reading reading_;
  RowSink& sink_;
  Decoder decoder_;
  std::size_t skip_;
  std::size_t rows_before_;  ///< rows of the preamble and the header that are still to come
  std::uint64_t blank_rows_ = 0;
  RowClassifier classifier_;
  std::vector<std::string> split_;  ///< a row that stood in quotes as a whole
  std::vector<std::string_view> split_views_;
  std::unique_ptr<CsvReader> csv_;
  std::unique_ptr<JsonReader> json_;
};

}  // namespace lifeworth
