// Files in, records out: the first half of a session. Each file is looked at, corrected where a person knows better, and pushed; when the last one is
// finished, orders and other records are there, and every row is accounted for.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/text_dictionary.h"
#include "results/reading_json.h"
#include "results/request.h"
#include "schema/file_reader.h"
#include "schema/orders.h"
#include "schema/records.h"

namespace lifeworth {

class Intake {
 public:
  /// `formats`: what may be recognised.
  explicit Intake(std::vector<Format> formats);
  Intake(const Intake&) = delete;  // its readers point to each other
  Intake& operator=(const Intake&) = delete;

  /// Closes the file before, if any, and takes on another whose reading was opened from these bytes.
  Expected<void> open(std::string_view first_bytes, bool whole_file, Reading reading);
  bool has_open_file() const { return opened_.has_value(); }
  /// Nothing changes unless all of the change can be made.
  Expected<void> apply(const MappingChange& change);
  /// How the open file will be read, as JSON.
  std::string reading_json() const { return lifeworth::reading_json(opened_->reading, opened_->mapping); }

  Expected<void> push(std::string_view bytes);

  /// Instead of the first push: what will be pushed begins in the middle of the file, at the row whose offset in `bytes` is the answer. Nothing where
  /// no row is found, or the file cannot be read in parts.
  Expected<std::optional<std::size_t>> begin_part(std::string_view bytes);
  /// After the last push: all that was read of the part, for `join_part` of another session; empty where there is none.
  std::string finish_part();
  /// Goes on as if the rest of the file, from where the pushes ended, had been pushed here. False: it must be pushed.
  bool join_part(std::string_view part);

  std::uint64_t rows() const { return tap_.count; }

  bool has_files() const { return !files_.empty(); }
  bool failed() const { return failure_.has_value(); }
  /// Closes the last file.
  Expected<void> close_file();
  /// Whether a script wants the rows as text instead of what they mean.
  bool keeps_rows() const { return tap_.keep; }
  std::string kept_rows_json() const;
  Expected<Loaded> finish();

  const TextDictionary& customers() const { return customers_; }
  void add_format(Format format);
  std::vector<Format> take_formats() { return std::move(formats_); }

 private:
  /// A file that was peeked at and may still be corrected.
  struct Opened {
    std::string first_bytes;
    bool whole_file;
    FileReader::Told told;
    Reading reading;
    Mapping mapping;
  };
  /// Gives the rows of a file to its reader, or keeps them as text.
  struct RowTap : RowSink {
    RowSink* reader = nullptr;
    bool keep = false;
    std::uint64_t count = 0;
    std::vector<std::vector<std::string>> kept;
    void row(const Row& row) override;
    void run(const RowRun& rows) override;
  };

  const Format* format_named(std::string_view name) const;
  Expected<void> read_again(Opened& next, const MappingChange& change) const;
  Expected<void> begin_reading();
  /// Which stretch of the open file this session reads.
  enum class Stretch : std::uint8_t { all, part, joined };

  std::vector<Format> formats_;
  TextDictionary customers_;  ///< of all files: orders and surveys meet here
  std::unordered_set<std::uint64_t> record_ids_;  ///< hashes; looked up only
  OrderReader orders_{customers_};
  std::vector<std::unique_ptr<RecordReader>> records_;
  std::vector<FileFacts> files_;
  RowTap tap_;
  std::optional<Opened> opened_;
  std::optional<FileReader> reader_;
  Stretch stretch_ = Stretch::all;
  std::uint64_t reading_hash_ = 0;  ///< of the file's beginning and how it is read: parts of one file agree on it
  std::optional<Error> failure_;  ///< of a push; the file cannot be finished
  std::vector<std::string> last_header_;
};

}  // namespace lifeworth
