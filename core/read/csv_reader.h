// UTF-8 text in chunks of any size → rows of cells (RFC 4180, read leniently). The result never depends on where the chunks
// were cut. CR, LF and CRLF end a row; a quote opens a cell only at its start; what stands after a closing quote belongs to the
// cell. Rows whose quotes stand where they should are cut by the index of structure.h; every other row is read byte by byte.
// A quote that is never closed, or that only the quote of another row would close, costs its own line and no other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "read/dialect.h"
#include "read/row.h"
#include "read/structure.h"
#include "read/unquote.h"

namespace lifeworth {

class CsvReader {
 public:
  /// A record that is still inside a quote after so many bytes has a quote that was never closed.
  static constexpr std::size_t longest_quoted_record = std::size_t{16} << 20;
  /// How far behind its first line a quoted record may always reach, however many open quotes there were before it.
  static constexpr std::size_t least_patience = 1024;

  CsvReader(Dialect dialect, RowSink& sink);

  void push(std::string_view text);
  void finish();

  std::uint64_t rows() const { return rows_; }
  std::uint64_t blank_lines() const { return blank_lines_; }
  /// Line ends inside quotes: lines that are part of the row above them.
  std::uint64_t continued_lines() const { return continued_lines_; }

  /// What a reader that begins at a row in the middle of a file counts up to its end.
  struct Part {
    std::uint64_t lines = 0, rows = 0, blank_lines = 0, continued_lines = 0;
  };
  /// The text to come begins at a row in the middle of a file whose rows have `width` cells.
  void begin_part(std::size_t width) { width_ = width; }
  Part part() const { return {lines(), rows_, blank_lines_, continued_lines_}; }
  /// Whether this reader stands where such a part may begin: all that it knows of the rows so far is what the part's reader began with.
  bool can_join(std::size_t width) const {
    return kept_.empty() && state_ == State::cell_start && !skip_newline_ && width_ == width && patience_ == longest_quoted_record;
  }
  void join(const Part& part);
  /// Lines that ended so far.
  std::uint64_t lines() const { return line_ - 1; }

 private:
  enum class State : std::uint8_t { cell_start, plain, quoted, quote_in_quoted };

  void scan(std::string_view window, bool last);
  void read_regular(std::string_view window);
  bool read_irregular(std::string_view window);
  bool record_complete(std::string_view window);
  void end_cell(std::size_t at);
  void end_record(std::string_view window);
  bool reaches_too_far(std::string_view window);
  bool closed_by_another_row(std::string_view window, bool ends_record) const;
  void give_up_quote(std::string_view window);
  void win_back_patience(std::size_t bytes);
  void emit_run(const char* text, std::size_t rows);
  void emit(std::string_view record, Damage damage);
  void start_record(std::size_t at);

  Dialect dialect_;
  RowSink& sink_;
  std::string kept_;  ///< the unfinished record of earlier chunks

  // Where the scan stands, as offsets into the window (kept_ + the new chunk).
  State state_ = State::cell_start;
  std::size_t record_ = 0;  ///< start of the record
  std::size_t at_ = 0;      ///< next byte to look at
  std::size_t quote_ = 0;   ///< the quote that opened the cell, while inside quotes
  bool skip_newline_ = false;  ///< the record ended with CR: an LF right after belongs to it
  bool has_quotes_ = false;
  /// Bytes a quoted record may reach behind its first line. Each open quote halves it and whole records win it back, so that
  /// lines which all leave a quote open do not each read the rest of the file again.
  std::size_t patience_ = longest_quoted_record;
  std::size_t reach_ = longest_quoted_record;  ///< length of the record at which to look whether it is too far
  std::vector<std::uint32_t> ends_;  ///< ends of the record's cells, relative to its start
  std::size_t width_ = 0;          ///< cells of the last whole record
  std::size_t step_;               ///< bytes to index at once: few where quotes keep ending the index, so that little is indexed in vain

  Structure structure_;
  std::vector<RowRun::Place> run_;
  Unquoter unquoter_;
  std::uint64_t line_ = 1, rows_ = 0, blank_lines_ = 0, continued_lines_ = 0;
};

/// CR or LF.
constexpr bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/// Line ends in a text: CRLF is one.
std::uint64_t line_ends_in(std::string_view text);

/// Cells of one whole record (no line end). For short samples; the reader above is the fast road.
std::vector<std::string> split_record(std::string_view record, const Dialect& dialect);

}  // namespace lifeworth
