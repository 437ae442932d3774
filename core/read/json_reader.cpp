#include "read/json_reader.h"

#include <algorithm>

#include "base/text.h"

namespace lifeworth {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF", blanks = " \t\r\n";

/// The cells of one list: its members as text, what is nested as it was written.
struct TableRow {
  const JsonText& text;
  std::vector<std::string_view>& cells;
  std::size_t depth = 0, begin = 0;
  void open(bool, std::size_t place) {
    if (++depth == 2) begin = place;
  }
  void close(std::size_t place) {
    if (--depth == 1) cells.push_back(text.part(begin, place + 1));
  }
  void key(std::string_view) {}
  void value(std::string_view cell) {
    if (depth == 1) cells.push_back(cell);
  }
};

/// All text, none of it blank, no two the same. `json` is the row as it was written: in JSON text is what stands in quotes.
bool is_header(std::string_view json, const std::vector<std::string_view>& cells) {
  const auto quotes = std::ranges::count(json, '"');
  if (cells.empty() || quotes < 2 * std::ssize(cells)) return false;
  std::string_view rest = json.substr(1);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n,"), rest.size()));
    if (!rest.starts_with('"') || trimmed(cells[i]).empty()) return false;
    std::size_t end = 1;
    while (end < rest.size() && rest[end] != '"') end += rest[end] == '\\' ? 2 : 1;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::vector<std::string_view> sorted = cells;
  std::ranges::sort(sorted);
  return std::ranges::adjacent_find(sorted) == sorted.end();
}

struct Several : JsonScanner::Sink {
  JsonText text;
  std::vector<std::string_view> objects;
  Expected<void> value(const JsonScanner::Value& value) override {
    JsonUnread unread;
    if (!value.text.starts_with('{') || text.walk(value.text, unread) != JsonVerdict::valid) return std::unexpected(broken_json(1, {}));
    objects.push_back(value.text);
    return {};
  }
};

}  // namespace

JsonReader::JsonReader(TextKind kind, std::string records_key, RowSink& sink) : sink_(sink), undecided_(kind == TextKind::json_lines) {
  if (undecided_) return;
  const auto shape = kind == TextKind::json_array ? JsonScanner::Shape::array : JsonScanner::Shape::object;
  scanner_ = std::make_unique<JsonScanner>(shape, std::move(records_key), static_cast<JsonScanner::Sink&>(*this));
}

JsonReader::~JsonReader() = default;

/// RFC 8259 §8.1 lets a parser pass over a byte order mark, which a chunk may cut.
Expected<void> JsonReader::push(std::string_view text) {
  std::string joined;
  if (!bom_checked_) {
    mark_.append(text);
    if (mark_.size() < byte_order_mark.size() && byte_order_mark.starts_with(mark_)) return {};
    bom_checked_ = true;
    joined.swap(mark_);
    text = joined;
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  }
  if (undecided_) return push_undecided(text, false);
  if (scanner_) return scanner_->push(text);
  push_lines(text);
  return {};
}

/// How the values are cut, their beginning says; it is looked at again whenever a line ends or the text has doubled.
Expected<void> JsonReader::push_undecided(std::string_view text, bool whole_text) {
  pending_.append(text);
  if (!whole_text && pending_.size() < decide_at_ && text.find('\n') == std::string_view::npos) return {};
  decide_at_ = std::max<std::size_t>(4096, pending_.size() * 2);
  JsonLayout layout = json_layout(pending_, whole_text);
  if (layout == JsonLayout::undecided && pending_.size() > json_longest_record) layout = JsonLayout::concatenated;  // it will be refused
  if (layout == JsonLayout::undecided) return {};
  undecided_ = false;
  const std::string beginning = std::exchange(pending_, {});
  if (layout == JsonLayout::lines) {
    push_lines(beginning);
    return {};
  }
  scanner_ = std::make_unique<JsonScanner>(JsonScanner::Shape::concatenated, std::string(), static_cast<JsonScanner::Sink&>(*this));
  return scanner_->push(beginning);
}

Expected<void> JsonReader::finish() {
  if (!bom_checked_ && !mark_.empty()) {
    bom_checked_ = true;
    if (auto pushed = undecided_ ? push_undecided(mark_, false) : scanner_->push(mark_); !pushed) return pushed;
  }
  if (undecided_)
    if (auto pushed = push_undecided({}, true); !pushed) return pushed;
  if (scanner_) {
    if (auto finished = scanner_->finish(); !finished) return finished;
  } else if (!pending_.empty() || overlong_) {
    const std::uint64_t blank_before = blank_lines_;
    end_line();
    blank_lines_ = blank_before;  // behind the last line end there is no line
  }
  if (held_) {
    const std::string last = *std::exchange(held_, std::nullopt);
    damaged_row(last, held_line_);
    if (!first_broken_) first_broken_ = broken_json(held_line_, {held_line_, last.size() + 1});
  }
  if (good_ && !columns().empty()) return {};
  return std::unexpected(!good_ && first_broken_ ? *first_broken_ : Error{Code::no_records_in_json});
}

// --- One record a line ---------------------------------------------------------------------------------------------------------------

void JsonReader::push_lines(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view piece = text.substr(0, end);
    if (end != std::string_view::npos && pending_.empty() && !overlong_ && piece.size() <= json_longest_record) {
      line(piece);
      ++line_;
    } else {
      if (!overlong_) pending_.append(piece);
      if (pending_.size() > json_longest_record) overlong_ = true, pending_.resize(1000);
      if (end != std::string_view::npos) end_line();
    }
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

void JsonReader::end_line() {
  if (overlong_) damaged_row(pending_, line_);
  else line(pending_);
  if (overlong_ && !first_broken_) first_broken_ = Error{Code::json_beyond_bounds, {{"line", std::int64_t(line_)}}};
  overlong_ = false;
  pending_.clear();
  ++line_;
}

void JsonReader::line(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());  // files put one behind the other
  const std::size_t begin = text.find_first_not_of(" \t\r\n\x1E");
  if (begin == std::string_view::npos) {
    ++blank_lines_;
    return;
  }
  text = text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
  settle_held();
  std::string_view json = text;
  if (text.ends_with(',')) json = text.substr(0, text.find_last_not_of(blanks, text.size() - 2) + 1);
  if (json.size() < text.size() && !good_) {
    held_ = std::string(text);
    held_line_ = line_;
    return;
  }
  const Read read = record(json, line_);
  if (read == Read::row) return;
  const JsonPlace place = fault_place(json, {line_, begin + 1});
  if (read == Read::broken && several_on_line(json)) return;
  damaged_row(text, line_);
  if (read == Read::no_record || first_broken_) return;
  first_broken_ = read == Read::broken ? broken_json(line_, place) : Error{Code::json_beyond_bounds, {{"line", std::int64_t(line_)}}};
}

/// The first line's comma is behind a record if anything follows at all.
void JsonReader::settle_held() {
  if (!held_) return;
  std::string kept = *std::exchange(held_, std::nullopt);
  const std::string_view json = std::string_view(kept).substr(0, kept.find_last_not_of(blanks, kept.size() - 2) + 1);
  const Read read = record(json, held_line_);
  if (read == Read::row) return;
  if (read != Read::no_record && !first_broken_) first_broken_ = broken_json(held_line_, fault_place(json, {held_line_, 1}));
  damaged_row(kept, held_line_);
}

/// Two files put one behind the other have two records on the line where they meet.
bool JsonReader::several_on_line(std::string_view text) {
  if (!text.starts_with('{')) return false;
  Several several;
  JsonScanner scanner(JsonScanner::Shape::concatenated, {}, several);
  if (!scanner.push(text) || !scanner.finish()) return false;
  for (const std::string_view json : several.objects) record(json, line_);
  return true;
}

// --- Records -------------------------------------------------------------------------------------------------------------------------

Expected<void> JsonReader::value(const JsonScanner::Value& value) {
  Read read = Read::no_record;
  if (value.is_record) {
    read = record(value.text, value.place.line);
    if (read == Read::no_record) damaged_row(value.text, value.place.line);
  } else {
    JsonUnread unread;
    const JsonVerdict verdict = text_.walk(value.text, unread);
    if (verdict != JsonVerdict::valid) read = verdict == JsonVerdict::broken ? Read::broken : Read::too_deep;
    else note_list(value);
  }
  if (read == Read::broken) return std::unexpected(broken_json(value.place.line, fault_place(value.text, value.place)));
  if (read == Read::too_deep) return std::unexpected(Error{Code::json_beyond_bounds, {{"line", std::int64_t(value.place.line)}}});
  return {};
}

/// A list of objects that is not the records may belong to them, as refunds do.
void JsonReader::note_list(const JsonScanner::Value& value) {
  const bool of_objects = value.text.starts_with('[') && value.text.find_first_not_of(blanks, 1) == value.text.find('{');
  if (!of_objects || unread_lists_.size() >= most_unread_lists || std::ranges::find(unread_lists_, value.path) != unread_lists_.end()) return;
  unread_lists_.emplace_back(value.path);
}

/// Gives the sink its row when it is one. The first object or list says what records are here.
JsonReader::Read JsonReader::record(std::string_view json, std::uint64_t line) {
  const bool is_object = json.starts_with('{'), is_list = json.starts_with('[');
  if (!records_known_ ? is_object : is_object && !is_table_) return object(json, line);
  if (!records_known_ ? is_list : is_list && is_table_) return table_row(json, line);
  JsonUnread unread;
  const JsonVerdict verdict = text_.walk(json, unread);
  return verdict == JsonVerdict::valid ? Read::no_record : verdict == JsonVerdict::broken ? Read::broken : Read::too_deep;
}

JsonReader::Read JsonReader::object(std::string_view json, std::uint64_t line) {
  flat_.begin();
  const JsonVerdict verdict = text_.walk(json, flat_);
  if (verdict != JsonVerdict::valid) {
    flat_.undo();
    return verdict == JsonVerdict::broken ? Read::broken : Read::too_deep;
  }
  flat_.end();
  records_known_ = true;
  ++rows_, ++good_;
  sink_.row({flat_.cells(), line, Damage::none});
  return Read::row;
}

JsonReader::Read JsonReader::table_row(std::string_view json, std::uint64_t line) {
  cells_.clear();
  TableRow row{text_, cells_};
  const JsonVerdict verdict = text_.walk(json, row);
  if (verdict != JsonVerdict::valid) return verdict == JsonVerdict::broken ? Read::broken : Read::too_deep;
  records_known_ = is_table_ = true;
  if (std::exchange(header_next_, false) && is_header(json, cells_)) {
    table_columns_.assign(cells_.begin(), cells_.end());
    return Read::row;
  }
  const std::size_t room = std::max(table_columns_.size(), JsonColumns::most_columns);
  if (cells_.size() > room) table_left_out_ += cells_.size() - room, cells_.resize(room);
  while (table_columns_.size() < cells_.size()) table_columns_.push_back("#" + std::to_string(table_columns_.size() + 1));
  cells_.resize(table_columns_.size());
  ++rows_, ++good_;
  sink_.row({cells_, line, Damage::none});
  return Read::row;
}

void JsonReader::damaged_row(std::string_view text, std::uint64_t line) {
  ++rows_;
  cells_.assign(1, text);
  sink_.row({cells_, line, Damage::broken_json});
}

JsonPlace JsonReader::fault_place(std::string_view json, JsonPlace begin) const {
  const std::string_view before = json.substr(0, text_.fault());
  const std::size_t last = before.rfind('\n');
  if (last == std::string_view::npos) return {begin.line, begin.column + before.size()};
  return {begin.line + static_cast<std::uint64_t>(std::ranges::count(before, '\n')), before.size() - last};
}

}  // namespace lifeworth
