#include "read/csv_reader.h"

#include <algorithm>
#include <utility>

namespace lifeworth {
namespace {

/// Text that is indexed at once: it and its index stay in the processor's nearest caches.
constexpr std::size_t window_bytes = std::size_t{32} << 10;
/// Least that is indexed at once.
constexpr std::size_t least_step = 512;
/// What is added at a time to an unfinished record of the chunk before.
constexpr std::size_t least_piece = 1024;

}  // namespace

std::uint64_t line_ends_in(std::string_view text) {
  std::uint64_t ends = 0;
  for (std::size_t i = 0; i < text.size(); ++i) ends += text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.size() && text[i + 1] == '\n'));
  return ends;
}

CsvReader::CsvReader(Dialect dialect, RowSink& sink) : dialect_(dialect), sink_(sink), step_(window_bytes), unquoter_(dialect) {}

void CsvReader::push(std::string_view text) {
  // An unfinished record takes only as much of the chunk as it needs: the rest is read where it stands.
  for (std::size_t piece = least_piece; !kept_.empty() && !text.empty(); piece *= 2) {
    const std::size_t taken = std::min(piece, text.size());
    kept_.append(text.substr(0, taken));
    scan(kept_, false);
    const std::size_t left = kept_.size() - record_;
    if (record_ == 0 || left > taken) {  // still the same record, or one that began before the chunk
      kept_.erase(0, record_);
      at_ -= record_;
      quote_ -= std::min(quote_, record_);
      record_ = 0;
      text.remove_prefix(taken);
    } else {
      text.remove_prefix(taken - left);
      kept_.clear();
      start_record(0);
    }
  }
  if (text.empty()) return;
  scan(text, false);
  kept_.assign(text.substr(record_));
  at_ -= record_;
  quote_ -= std::min(quote_, record_);
  record_ = 0;
}

void CsvReader::finish() {
  const std::string window = std::move(kept_);
  kept_.clear();
  scan(window, true);
  record_ = at_ = 0;
}

void CsvReader::scan(std::string_view window, bool last) {
  for (;;) {
    if (at_ == record_ && state_ == State::cell_start) read_regular(window);
    if (read_irregular(window)) continue;
    if (state_ == State::quoted) {
      const bool waits = dialect_.escape && at_ + 1 == window.size() && window[at_] == dialect_.escape;  // for what it escapes
      const bool too_far = reaches_too_far(window);
      if (too_far || (last && (waits || at_ == window.size()))) {
        give_up_quote(window);
        continue;
      }
      if (at_ < window.size() && !waits) continue;
    }
    if (last && record_ < window.size()) {
      if (state_ == State::quote_in_quoted && closed_by_another_row(window, true)) {
        give_up_quote(window);
        continue;
      }
      end_cell(window.size());
      at_ = window.size();
      emit(window.substr(record_), Damage::none);
      start_record(window.size());
    }
    return;
  }
}

/// Reads whole records from where the scan stands, until one needs more than the index: a quote out of place, a line end inside quotes, or bytes
/// that are not there yet.
void CsvReader::read_regular(std::string_view window) {
  while (record_ < window.size()) {
    const std::string_view text = window.substr(record_, step_);
    index_structure<Block>(text, dialect_, structure_);
    const std::size_t base = record_;
    std::size_t start = 0, first = 0;  // of the record in `text`, and of its ends in the index
    if (skip_newline_) {
      skip_newline_ = false;
      if (text.front() == '\n') start = first = 1;
    }
    if (run_.size() < structure_.line_count) run_.resize(structure_.line_count);
    std::size_t rows = 0, bytes = 0;  // of the run, and all that are read
    for (std::size_t i = 0; i < structure_.line_count; ++i) {
      const std::size_t last = structure_.lines[i];
      if (last < first) continue;  // the LF of a CRLF
      const std::size_t end = structure_.at[last];
      bytes += end + 1 - start;
      if (end > start) {
        run_[rows++] = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
      } else {
        emit_run(text.data(), std::exchange(rows, 0));
        ++blank_lines_;
        ++line_;
      }
      start = end + 1;
      first = last + 1;
      if (text[end] == '\r') {
        if (start == text.size()) skip_newline_ = true;
        else if (text[start] == '\n') ++start, ++first;
      }
    }
    emit_run(text.data(), rows);
    win_back_patience(bytes);
    unquoter_.forget();
    const bool whole = structure_.end == text.size();
    const bool grows = whole && step_ < window_bytes;
    step_ = whole ? std::min(window_bytes, 2 * step_) : std::clamp(4 * start, least_step, step_);
    start_record(base + start);
    const bool more = whole && base + text.size() < window.size();
    if (!more || (start == 0 && !grows)) return;
  }
}

/// Reads one record byte by byte, or goes on with one; false when the window ends first or a quote stays open.
bool CsvReader::read_irregular(std::string_view window) {
  if (!record_complete(window)) return false;
  if (state_ == State::quote_in_quoted && closed_by_another_row(window, true)) {
    give_up_quote(window);
    return true;
  }
  end_cell(at_);
  end_record(window);
  return true;
}

/// Scans on to the record's line end; false when the window ends first. A quote that turns out to be another row's is given up.
bool CsvReader::record_complete(std::string_view window) {
  const char delimiter = dialect_.delimiter, quote = dialect_.quote;
  while (at_ < window.size()) {
    if (skip_newline_) {
      skip_newline_ = false;
      if (window[at_] == '\n') start_record(at_ + 1);
      continue;
    }
    if (state_ == State::quoted) {
      const std::size_t bound = std::min(window.size(), record_ + reach_);
      const std::string_view ahead = window.substr(at_, bound > at_ ? bound - at_ : 0);
      const char closers[] = {quote, dialect_.escape};
      const std::size_t found = dialect_.escape ? ahead.find_first_of(std::string_view(closers, 2)) : ahead.find(quote);
      if (found == std::string_view::npos) {
        at_ = std::max(at_, bound);
        return false;
      }
      at_ += found + 1;
      if (dialect_.escape && window[at_ - 1] == dialect_.escape) {
        if (at_ == window.size()) {  // what it escapes is not there yet
          --at_;
          return false;
        }
        ++at_;
        continue;
      }
      state_ = State::quote_in_quoted;
      continue;
    }
    const char c = window[at_];
    if (c == quote && quote && state_ == State::quote_in_quoted) {
      state_ = State::quoted;
    } else if (c == quote && quote && state_ == State::cell_start) {
      has_quotes_ = true;
      quote_ = at_;
      state_ = State::quoted;
    } else if (c == delimiter) {
      if (state_ == State::quote_in_quoted && closed_by_another_row(window, false)) {
        give_up_quote(window);
        continue;
      }
      end_cell(at_);
      state_ = State::cell_start;
    } else if (is_line_end(c)) {
      return true;
    } else if (!(c == ' ' && dialect_.spaced && state_ == State::cell_start)) {
      if (state_ == State::quote_in_quoted && std::ranges::any_of(window.substr(quote_, at_ - quote_), is_line_end)) {
        give_up_quote(window);  // letters behind a quote that closes only on a later line: it opens a cell there
        continue;
      }
      state_ = State::plain;
    }
    ++at_;
  }
  return false;
}

/// Whether the quote that closes here, lines later, is rather one of another row: then the line of the quote that opened has as many delimiters as
/// rows here have, and so have the lines between, nearly all, and the line of the one that closes. (A note of several lines has not.)
bool CsvReader::closed_by_another_row(std::string_view window, bool ends_record) const {
  std::string_view inside = window.substr(quote_, at_ - quote_);
  std::size_t line_end = inside.find_first_of("\r\n");
  if (line_end == std::string_view::npos || width_ < 2) return false;
  const auto delimiters_in = [&](std::string_view text) { return static_cast<std::size_t>(std::ranges::count(text, dialect_.delimiter)); };
  if (ends_.size() + delimiters_in(inside.substr(0, line_end)) + 1 != width_) return false;
  std::size_t lines = 0, alike = 0;
  for (;;) {
    inside.remove_prefix(line_end + 1);
    line_end = inside.find_first_of("\r\n");
    if (line_end == std::string_view::npos) break;
    if (line_end == 0) continue;
    ++lines;
    alike += delimiters_in(inside.substr(0, line_end)) + 1 == width_;
  }
  inside.remove_suffix(1);  // the quote
  const std::size_t before = delimiters_in(inside) + 1;
  if (alike * 5 < lines * 4 || (ends_record ? before != width_ : before >= width_)) return false;
  // The quote of another row opens a cell, or stands behind a number of inches.
  if (!inside.empty() && inside.back() == dialect_.delimiter) return true;
  return inside.empty() ? lines >= 1 : lines >= 3 || (lines >= 1 && width_ >= 4);
}

void CsvReader::end_cell(std::size_t at) { ends_.push_back(static_cast<std::uint32_t>(at - record_)); }

void CsvReader::end_record(std::string_view window) {
  const bool carriage_return = window[at_] == '\r';
  emit(window.substr(record_, at_ - record_), Damage::none);
  start_record(at_ + 1);
  skip_newline_ = carriage_return;
}

/// Whether a record that is still inside a quote has got so far behind its first line that the quote is taken for open.
bool CsvReader::reaches_too_far(std::string_view window) {
  const std::size_t length = at_ - record_;
  if (length < reach_) return false;
  if (length >= longest_quoted_record) return true;
  const std::size_t first_line = window.substr(record_, length).find_first_of("\r\n");
  if (first_line == std::string_view::npos) reach_ = std::min(2 * length, longest_quoted_record);
  else if (length < first_line + patience_) reach_ = std::min(first_line + patience_, longest_quoted_record);
  else return true;
  return false;
}

/// The record's first line becomes a damaged row; reading goes on behind it.
void CsvReader::give_up_quote(std::string_view window) {
  const std::string_view rest = window.substr(record_);
  const std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
  ends_.assign(1, static_cast<std::uint32_t>(line.size()));
  has_quotes_ = false;
  emit(line, Damage::open_quote);
  patience_ = std::max(least_patience, patience_ / 2);
  const bool carriage_return = line.size() < rest.size() && rest[line.size()] == '\r';
  start_record(std::min(record_ + line.size() + 1, window.size()));
  skip_newline_ = carriage_return;
}

/// Whole records win it back, by their bytes and one for each line end.
void CsvReader::win_back_patience(std::size_t bytes) { patience_ = std::min(longest_quoted_record, patience_ + 8 * bytes); }

/// The first rows of run_, which are as the grammar says.
void CsvReader::emit_run(const char* text, std::size_t rows) {
  if (rows == 0) return;
  const auto places = std::span(run_).first(rows);
  const RowRun run(text, structure_.at.data(), places, structure_.quotes ? &unquoter_ : nullptr, line_);
  line_ += rows;
  rows_ += rows;
  width_ = run.cells(rows - 1).size();
  sink_.run(run);
}

void CsvReader::emit(std::string_view record, Damage damage) {
  if (damage == Damage::none) win_back_patience(record.size() + 1);
  if (record.empty()) {
    ++blank_lines_;
    ++line_;
    return;
  }
  ++rows_;
  if (damage == Damage::none) width_ = ends_.size();
  sink_.row({Cells(record.data(), 0, ends_, has_quotes_ ? &unquoter_ : nullptr), line_, damage});
  unquoter_.forget();
  ++line_;
  if (has_quotes_) {
    const std::uint64_t inside = line_ends_in(record);
    line_ += inside;
    continued_lines_ += inside;
  }
}

void CsvReader::join(const Part& part) {
  line_ += part.lines;
  rows_ += part.rows;
  blank_lines_ += part.blank_lines;
  continued_lines_ += part.continued_lines;
}

void CsvReader::start_record(std::size_t at) {
  record_ = at_ = at;
  reach_ = patience_;
  state_ = State::cell_start;
  has_quotes_ = false;
  ends_.clear();
}

std::vector<std::string> split_record(std::string_view record, const Dialect& dialect) {
  struct Keep : RowSink {
    std::vector<std::string> cells;
    void row(const Row& row) override {
      if (cells.empty()) cells.assign(row.cells.begin(), row.cells.end());
    }
  } keep;
  CsvReader reader(dialect, keep);
  reader.push(record);
  reader.finish();
  return keep.cells;
}

}  // namespace lifeworth
