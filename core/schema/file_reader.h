// One file from its first bytes to its last row. `open` looks at the beginning and says how the file will be read (the Reading), which a
// person may correct; then the bytes are pushed and rows come out, without the header.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "read/csv_reader.h"
#include "read/encoding.h"
#include "read/json_reader.h"
#include "read/text_kind.h"
#include "schema/recognise.h"

namespace lifeworth {

/// How a file is read, as far as its beginning tells.
struct Reading {
  EncodingGuess encoding;
  TextKind kind = TextKind::csv;
  Dialect dialect;             ///< CSV only
  bool has_header = true;      ///< CSV only
  std::size_t skip_bytes = 0;  ///< of the text: a `sep=` line
  std::string records_key;     ///< JSON objects only
  Sample sample;
};

class FileReader : private RowSink {
 public:
  /// A person's corrections; absent = guessed.
  struct Told {
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
  std::uint64_t blank_lines() const { return csv_ ? csv_->blank_lines() : json_->blank_lines(); }
  std::uint64_t repaired_bytes() const { return decoder_.repaired(); }

 private:
  void row(const Row& row) override;
  Expected<void> push_text(std::string_view text);

  Reading reading_;
  RowSink& sink_;
  Decoder decoder_;
  std::size_t skip_;
  bool header_pending_;
  std::unique_ptr<CsvReader> csv_;
  std::unique_ptr<JsonReader> json_;
};

}  // namespace lifeworth
