#include "read/json_scanner.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/json_text.h"

namespace lifeworth {
namespace {

constexpr auto brackets_and_quotes = [] {
  std::array<bool, 256> marked{};
  for (const char c : {'"', '{', '}', '[', ']'}) marked[static_cast<unsigned char>(c)] = true;
  return marked;
}();

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool begins_value(char c) { return c == '{' || c == '[' || c == '"' || c == '-' || is_digit(c) || c == 't' || c == 'f' || c == 'n'; }
bool ends_scalar(char c) { return is_blank(c) || c == ',' || c == ']' || c == '}' || c == '{' || c == '[' || c == '"' || c == ':' || c == '\x1E'; }

}  // namespace

Error broken_json(std::uint64_t entry, JsonPlace place) {
  return {Code::broken_json, {{"line", std::int64_t(entry)}, {"at", std::int64_t(place.line)}, {"column", std::int64_t(place.column)}}};
}

Expected<void> JsonScanner::push(std::string_view text) {
  chunk_ = text.data();
  const char* const end = text.data() + text.size();
  const char* at = text.data();
  while (at != end) {
    if (taking_ == Taking::nothing) {
      const char c = *at;
      if (c == '\n') {
        ++line_;
        line_begin_ = offset_ + static_cast<std::uint64_t>(at - chunk_) + 1;
      } else if (!is_blank(c) && !around(c)) {
        return std::unexpected(broken_json(line_, place(at)));
      }
      if (taking_ == Taking::nothing) {
        ++at;
        continue;
      }
      begin_ = place(at);
    }
    const char* const begin = at;
    at = take_on(at, end);
    if (taking_ != Taking::nothing) {
      kept_.append(begin, at);
      if (kept_.size() > json_longest_record) return std::unexpected(Error{Code::json_beyond_bounds, {{"line", std::int64_t(begin_.line)}}});
    } else if (auto read = taken(begin, at); !read) {
      return read;
    }
  }
  offset_ += text.size();
  return {};
}

/// One byte of what stands around the values. False where JSON has no such byte.
bool JsonScanner::around(char c) {
  switch (expect_) {
    case Expect::document: return at_document(c);
    case Expect::member_or_close:
      if (c == ']') return close(), true;
      return at_member(c);
    case Expect::member: return at_member(c);
    case Expect::key_or_close:
      if (c == '}') return close(), true;
      [[fallthrough]];
    case Expect::key:
      if (c != '"') return false;
      take(c, false);
      is_key_ = true;
      return true;
    case Expect::colon:
      expect_ = Expect::member;
      return c == ':';
    case Expect::comma_or_close:
      if (c == ',') return expect_ = frames_.back().is_list ? Expect::member : Expect::key, true;
      if (c != (frames_.back().is_list ? ']' : '}')) return false;
      return close(), true;
    case Expect::nothing: return false;
  }
  return false;
}

bool JsonScanner::at_document(char c) {
  if (shape_ == Shape::concatenated) {
    if (c == '\x1E') return !comma_;
    if (c == ',') return values_ && !comma_ && (comma_ = true);
    if (!begins_value(c)) return false;
    comma_ = false;
    take(c, true);
    return true;
  }
  const bool is_list = shape_ == Shape::array;
  if (c != (is_list ? '[' : '{')) return false;
  frames_.push_back({is_list, 0});
  expect_ = is_list ? Expect::member_or_close : Expect::key_or_close;
  return true;
}

/// A list under the records' key is gone into, and so is an object on the way to it; all other values are taken whole.
bool JsonScanner::at_member(char c) {
  const bool in_records = frames_.back().is_list;
  if (!in_records && (c == '[' || c == '{')) {
    const std::string_view wanted = records_key_, path = path_;
    const bool here = c == '[' && path == wanted;
    const bool on_the_way = c == '{' && wanted.size() > path.size() && wanted.starts_with(path) && wanted[path.size()] == '.';
    if (here || on_the_way) {
      frames_.push_back({here, path_.size()});
      expect_ = here ? Expect::member_or_close : Expect::key_or_close;
      return true;
    }
  }
  if (!begins_value(c)) return false;
  take(c, in_records);
  return true;
}

void JsonScanner::close() {
  path_.resize(frames_.back().path);
  frames_.pop_back();
  expect_ = frames_.empty() ? Expect::nothing : Expect::comma_or_close;
}

void JsonScanner::take(char c, bool is_record) {
  taking_ = c == '{' || c == '[' ? Taking::container : c == '"' ? Taking::string : Taking::scalar;
  is_record_ = is_record;
  is_key_ = in_string_ = escaped_ = false;
  depth_ = 0;
  kept_.clear();
}

/// Goes on with the value to its end (then nothing is being taken any more) or to the end of the chunk.
const char* JsonScanner::take_on(const char* at, const char* end) {
  if (taking_ == Taking::scalar) {
    at = std::find_if(at, end, ends_scalar);
    if (at != end) taking_ = Taking::nothing;
    return at;
  }
  while (at != end) {
    if (escaped_) {
      escaped_ = false;
      ++at;
    } else if (in_string_) {
      at = json_string_turn(at, end);
      if (at == end) break;
      escaped_ = *at == '\\';
      in_string_ = escaped_;
      ++at;
      if (!in_string_ && depth_ == 0) return taking_ = Taking::nothing, at;
    } else {
      while (at != end && !brackets_and_quotes[static_cast<unsigned char>(*at)]) ++at;
      if (at == end) break;
      const char c = *at++;
      if (c == '"') in_string_ = true;
      else if (c == '{' || c == '[') ++depth_;
      else if (--depth_ == 0) return taking_ = Taking::nothing, at;
    }
  }
  return at;
}

/// The value is whole: its end lies in this chunk, its beginning perhaps in an earlier one.
Expected<void> JsonScanner::taken(const char* begin, const char* end) {
  std::string_view text(begin, static_cast<std::size_t>(end - begin));
  if (!kept_.empty()) text = kept_.append(text);
  if (text.size() > json_longest_record) return std::unexpected(Error{Code::json_beyond_bounds, {{"line", std::int64_t(begin_.line)}}});
  ++values_;
  if (auto read = sink_.value({text, is_record_, begin_, is_key_ ? std::string_view() : path_}); !read) return read;
  if (const auto last = text.rfind('\n'); last != std::string_view::npos) {
    line_ += static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
    line_begin_ = offset_ + static_cast<std::uint64_t>(end - chunk_) - (text.size() - last - 1);
  }
  if (is_key_) {
    const std::size_t outside = frames_.back().path;
    path_.resize(outside);
    if (outside || frames_.size() > 1) path_.push_back('.');
    path_.append(text.substr(1, text.size() - 2));
    expect_ = Expect::colon;
  } else {
    expect_ = frames_.empty() ? Expect::document : Expect::comma_or_close;
  }
  return {};
}

Expected<void> JsonScanner::finish() {
  const char* const end = chunk_ = "";
  if (taking_ == Taking::scalar && frames_.empty()) {
    taking_ = Taking::nothing;
    if (auto read = taken(end, end); !read) return read;
  }
  const bool whole = shape_ == Shape::concatenated ? expect_ == Expect::document && !comma_ : expect_ == Expect::nothing;
  if (taking_ == Taking::nothing && whole) return {};
  JsonPlace last = place(end);
  if (taking_ == Taking::nothing) return std::unexpected(broken_json(line_, last));
  if (const auto line = kept_.rfind('\n'); line != std::string::npos)
    last = {line_ + static_cast<std::uint64_t>(std::ranges::count(kept_, '\n')), kept_.size() - line};
  return std::unexpected(broken_json(begin_.line, last));
}

}  // namespace lifeworth
