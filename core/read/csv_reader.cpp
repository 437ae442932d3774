#include "read/csv_reader.h"

#include <algorithm>
#include <cstring>

namespace lifeworth {

CsvReader::CsvReader(Dialect dialect, RowSink& sink) : dialect_(dialect), sink_(sink) {}

void CsvReader::push(std::string_view text) {
  if (kept_.empty()) {
    scan(text, false);
    kept_.assign(text.substr(record_));
  } else {
    kept_.append(text);
    scan(kept_, false);
    kept_.erase(0, record_);
  }
  at_ -= record_;
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
    if (record_complete(window)) {
      end_record(window);
      continue;
    }
    if (state_ == State::quoted) {
      const bool too_far = reaches_too_far(window);
      if (too_far || (last && at_ == window.size())) give_up_quote(window);
      if (at_ < window.size() || too_far) continue;
    }
    if (last && record_ < window.size()) {
      end_cell(window.size());
      at_ = window.size();
      emit(window.substr(record_), Damage::none);
      start_record(window.size());
    }
    return;
  }
}

/// Scans on to the record's line end; false when the window ends first.
bool CsvReader::record_complete(std::string_view window) {
  if (skip_newline_ && at_ < window.size()) {
    skip_newline_ = false;
    if (window[at_] == '\n') start_record(at_ + 1);
  }
  const char delimiter = dialect_.delimiter, quote = dialect_.quote;
  while (at_ < window.size()) {
    if (state_ == State::quoted) {
      const std::size_t bound = std::min(window.size(), record_ + reach_);
      const void* found = at_ < bound ? std::memchr(window.data() + at_, quote, bound - at_) : nullptr;
      if (!found) {
        at_ = std::max(at_, bound);
        return false;
      }
      at_ = static_cast<std::size_t>(static_cast<const char*>(found) - window.data()) + 1;
      state_ = State::quote_in_quoted;
      continue;
    }
    const char c = window[at_];
    if (c == quote && state_ == State::quote_in_quoted) {
      state_ = State::quoted;
    } else if (c == quote && state_ == State::cell_start) {
      has_quotes_ = true;
      state_ = State::quoted;
    } else if (c == delimiter) {
      end_cell(at_);
      state_ = State::cell_start;
    } else if (c == '\n' || c == '\r') {
      end_cell(at_);
      return true;
    } else {
      state_ = State::plain;
    }
    ++at_;
  }
  return false;
}

void CsvReader::end_cell(std::size_t at) { ends_.push_back(at - record_); }

void CsvReader::end_record(std::string_view window) {
  const bool carriage_return = window[at_] == '\r';
  emit(window.substr(record_, at_ - record_), Damage::none);
  patience_ = std::min(longest_quoted_record, patience_ + 8 * (at_ - record_));
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
  ends_.assign(1, line.size());
  has_quotes_ = false;
  emit(line, Damage::open_quote);
  patience_ = std::max(least_patience, patience_ / 2);
  const bool carriage_return = line.size() < rest.size() && rest[line.size()] == '\r';
  start_record(std::min(record_ + line.size() + 1, window.size()));
  skip_newline_ = carriage_return;
}

void CsvReader::emit(std::string_view record, Damage damage) {
  if (record.empty()) {
    ++blank_lines_;
    ++line_;
    return;
  }
  cells_.clear();
  unquoted_.clear();
  unquoted_.reserve(record.size());  // views into it stay valid
  std::size_t start = 0;
  for (std::size_t end : ends_) {
    const std::string_view cell = record.substr(start, end - start);
    cells_.push_back(has_quotes_ && !cell.empty() && cell.front() == dialect_.quote ? unquoted(cell) : cell);
    start = end + 1;
  }
  ++rows_;
  sink_.row({cells_, line_, damage});
  ++line_;
  if (has_quotes_) {  // line ends inside quotes
    for (std::size_t i = 0; i < record.size(); ++i)
      line_ += record[i] == '\n' || (record[i] == '\r' && !(i + 1 < record.size() && record[i + 1] == '\n'));
  }
}

void CsvReader::start_record(std::size_t at) {
  record_ = at_ = at;
  reach_ = patience_;
  state_ = State::cell_start;
  has_quotes_ = false;
  ends_.clear();
}

std::string_view CsvReader::unquoted(std::string_view cell) {
  const char quote = dialect_.quote;
  cell.remove_prefix(1);
  const std::size_t first = cell.find(quote);
  if (first == cell.size() - 1) return cell.substr(0, first);
  const std::size_t start = unquoted_.size();
  bool inside = true;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (inside && cell[i] == quote) {
      if (i + 1 < cell.size() && cell[i + 1] == quote) unquoted_.push_back(cell[i++]);
      else inside = false;
    } else {
      unquoted_.push_back(cell[i]);
    }
  }
  return std::string_view(unquoted_).substr(start);
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
