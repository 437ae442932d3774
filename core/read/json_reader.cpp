#include "read/json_reader.h"

#include <simdjson.h>

#include <algorithm>

#include "base/text.h"

namespace lifeworth {
namespace {

/// RFC 8259 §6. simdjson's on-demand interface hands numbers out as text without looking at all of it.
bool is_json_number(std::string_view text) {
  const auto digits = [&] {
    std::size_t count = 0;
    while (!text.empty() && is_digit(text.front())) text.remove_prefix(1), ++count;
    return count;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool zero = text.starts_with('0');
  const std::size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!digits()) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (!digits()) return false;
  }
  return text.empty();
}

constexpr std::string_view known_keys[] = {"orders", "data", "results", "records", "items", "transactions", "purchases"};

}  // namespace

std::string find_records_key(std::string_view text) {
  std::string first, best, key;
  std::size_t best_rank = std::size(known_keys);
  int depth = 0;
  bool in_string = false;
  std::size_t string_start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      else if (c == '"') {
        in_string = false;
        if (depth == 1) key = text.substr(string_start, i - string_start);
      }
    } else if (c == '"') {
      in_string = true;
      string_start = i + 1;
    } else if (c == '{' || c == '[') {
      if (++depth == 2 && c == '[') {
        const std::size_t next = text.find_first_not_of(" \t\r\n", i + 1);
        if (next != std::string_view::npos && text[next] == '{') {
          if (first.empty()) first = key;
          const auto rank = static_cast<std::size_t>(std::ranges::find(known_keys, key) - known_keys);
          if (rank < best_rank) best_rank = rank, best = key;
        }
      }
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return best.empty() ? first : best;
}

struct JsonReader::Parser {
  simdjson::ondemand::parser on_demand;
  simdjson::dom::parser dom;
  std::string padded;

  simdjson::padded_string_view pad(std::string_view json) {
    padded.assign(json);
    padded.append(simdjson::SIMDJSON_PADDING, ' ');
    return simdjson::padded_string_view(padded.data(), json.size(), padded.size());
  }

  /// Objects in objects in objects …: deeper than this no export goes, and a hostile file would run through the stack.
  static constexpr int deepest = 256;

  /// Walks a value and gives every leaf to `cell` under its dotted path. False where it is not JSON.
  template <class Cell>
  bool flatten(simdjson::ondemand::value value, std::string& path, Cell&& cell, int depth) {
    using simdjson::ondemand::json_type;
    json_type type;
    if (value.type().get(type)) return false;
    std::string_view text;
    switch (type) {
      case json_type::object: {
        simdjson::ondemand::object object;
        return !value.get_object().get(object) && flatten_object(object, path, cell, depth + 1);
      }
      case json_type::array:
        // On demand, simdjson steps over what nobody asks for without looking at it.
        if (simdjson::dom::element whole; value.raw_json().get(text) || dom.parse(text.data(), text.size()).get(whole)) return false;
        text = trimmed(text);
        break;
      case json_type::string:
        if (value.get_string(true).get(text)) return false;
        break;
      case json_type::number:
        text = trimmed(value.raw_json_token());
        if (!is_json_number(text)) return false;
        break;
      case json_type::boolean: {
        bool truth;
        if (value.get_bool().get(truth)) return false;
        text = truth ? "true" : "false";
        break;
      }
      case json_type::null:
        if (bool null; value.is_null().get(null) || !null) return false;
        break;
      default: return false;
    }
    cell(path, text);
    return true;
  }

  template <class Cell>
  bool flatten_object(simdjson::ondemand::object object, std::string& path, Cell&& cell, int depth) {
    if (depth > deepest) return false;
    const std::size_t length = path.size();
    for (auto field : object) {
      std::string_view key;
      simdjson::ondemand::value value;
      if (field.unescaped_key(true).get(key)) return false;
      if (length) path.push_back('.');
      path.append(key);
      if (field.value().get(value) || !flatten(value, path, cell, depth)) return false;
      path.resize(length);
    }
    return true;
  }
};

JsonReader::JsonReader(TextKind kind, std::string records_key, RowSink& sink)
    : kind_(kind), records_key_(std::move(records_key)), sink_(sink), parser_(std::make_unique<Parser>()) {}

JsonReader::~JsonReader() = default;

Expected<void> JsonReader::push(std::string_view text) { return kind_ == TextKind::json_lines ? push_lines(text) : push_nested(text); }

Expected<void> JsonReader::push_lines(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    record_.append(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
    if (trimmed(record_).empty()) {
      ++blank_lines_;
    } else if (auto read = record(trimmed(record_), line_); !read) {
      return read;
    }
    record_.clear();
    ++line_;
  }
  return {};
}

Expected<void> JsonReader::push_nested(std::string_view text) {
  for (const char c : text) {
    if (records_depth_ >= 0 && depth_ > records_depth_) record_.push_back(c);
    else if (records_depth_ >= 0 && !in_string_ && (c == '{' || c == '[')) record_.assign(1, c), record_line_ = line_;
    else skeleton_.push_back(c);
    if (c == '\n') ++line_;
    if (records_depth_ >= 0 && depth_ == records_depth_) look_for_stray(c);
    if (in_string_) {
      if (escaped_) escaped_ = false;
      else if (c == '\\') escaped_ = true;
      else if (c == '"') in_string_ = false;
      else if (depth_ == 1) key_.push_back(c);
      continue;
    }
    structural(c);
    if (record_done_) {
      record_done_ = false;
      skeleton_.push_back('0');
      if (auto read = record(record_, record_line_); !read) return read;
      record_.clear();
    }
  }
  return {};
}

/// An element of the records array that is no object (null, 5, "text") is a row that cannot be used, not nothing.
void JsonReader::look_for_stray(char c) {
  const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
  if (!in_string_ && (c == ',' || c == ']')) {
    if (!stray_.empty()) damaged_row(stray_, line_);
    stray_.clear();
  } else if (in_string_ || (!blank && c != '{' && c != '[')) {
    stray_.push_back(c);
  }
}

void JsonReader::damaged_row(std::string_view text, std::uint64_t line) {
  ++rows_;
  cells_.assign(1, text);
  sink_.row({cells_, line, Damage::broken_json});
}

/// Keeps depth and finds where the records array begins and where a record ends.
void JsonReader::structural(char c) {
  if (c == '"') {
    in_string_ = true;
    if (depth_ == 1) key_.clear();
  } else if (c == '{' || c == '[') {
    const bool top_array = kind_ == TextKind::json_array && depth_ == 0;
    const bool keyed_array = kind_ == TextKind::json_object && depth_ == 1 && key_ == records_key_;
    ++depth_;
    if (c == '[' && records_depth_ < 0 && !records_seen_ && (top_array || keyed_array)) {
      records_depth_ = depth_;
      records_seen_ = true;
    }
  } else if (c == '}' || c == ']') {
    --depth_;
    if (records_depth_ >= 0 && depth_ == records_depth_ && !record_.empty()) record_done_ = true;
    if (records_depth_ >= 0 && depth_ < records_depth_) records_depth_ = -1;
  }
}

Expected<void> JsonReader::finish() {
  if (kind_ == TextKind::json_lines) {
    if (trimmed(record_).empty()) return {};
    return record(trimmed(record_), line_);
  }
  simdjson::dom::element whole;
  if (!record_.empty() || parser_->dom.parse(skeleton_).get(whole))
    return std::unexpected(Error{Code::broken_json, {{"line", std::int64_t(record_.empty() ? line_ : record_line_)}}});
  return {};
}

Expected<void> JsonReader::record(std::string_view json, std::uint64_t line) {
  values_.assign(columns_.size(), {});
  const std::size_t known = columns_.size();
  if (!parse_record(json)) {
    for (; columns_.size() > known; columns_.pop_back()) column_index_.erase(columns_.back());
    // One bad line costs one line; in an array, only what is valid JSON and merely no object does.
    simdjson::dom::element whole;
    const bool merely_no_object = json.starts_with('[') && !parser_->dom.parse(json.data(), json.size()).get(whole);
    if (kind_ != TextKind::json_lines && !merely_no_object) return std::unexpected(Error{Code::broken_json, {{"line", std::int64_t(line)}}});
    damaged_row(json, line);
    return {};
  }
  ++rows_;
  cells_.assign(values_.begin(), values_.end());
  sink_.row({cells_, line, Damage::none});
  return {};
}

bool JsonReader::parse_record(std::string_view json) {
  simdjson::ondemand::document document;
  simdjson::ondemand::object object;
  if (parser_->on_demand.iterate(parser_->pad(json)).get(document) || document.get_object().get(object)) return false;
  std::string path;
  const auto keep = [this](std::string_view column, std::string_view text) { cell(column, text); };
  return parser_->flatten_object(object, path, keep, 1) && document.at_end();
}

void JsonReader::cell(std::string_view column, std::string_view text) {
  const auto [entry, added] = column_index_.try_emplace(std::string(column), columns_.size());
  if (added) {
    columns_.emplace_back(column);
    values_.emplace_back();
  }
  values_[entry->second] = text;
}

}  // namespace lifeworth
