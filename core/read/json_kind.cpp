#include "read/json_kind.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "read/json_text.h"

namespace lifeworth {
namespace {

constexpr std::string_view blanks = " \t\r\n", byte_order_mark = "\xEF\xBB\xBF";

/// In the order in which they are believed.
constexpr std::string_view known_keys[] = {
    "orders",  "data",   "results",  "records",  "items", "transactions", "purchases", "charges", "payments", "customers", "subscriptions",
    "responses", "tickets", "events", "contacts", "invoices", "value", "values",       "rows",      "list",    "entries",  "objects",   "edges",         "nodes",
    "content"};
constexpr std::size_t always_records = 4;  ///< the first of them, even beside lists that belong to one order
/// Lists that belong to one record and are no list of records; the first of them stand in nothing but an order.
constexpr std::string_view part_keys[] = {
    "line_items", "lineItems", "lineitems", "tax_lines", "shipping_lines",  "discount_codes", "discount_applications", "fulfillments",
    "refunds",    "lines",     "products",  "addresses", "custom_fields",   "note_attributes", "meta_data",            "tags"};
constexpr std::size_t order_parts = 8;
/// Objects that are only there to hold something else.
constexpr std::string_view wrappers[] = {"data", "response", "result", "results", "body", "payload", "export", "_embedded"};

template <std::size_t n>
std::size_t rank_in(const std::string_view (&names)[n], std::string_view key) {
  return static_cast<std::size_t>(std::ranges::find(names, key) - names);
}

std::string_view without_leading(std::string_view text, std::string_view what) {
  return text.substr(std::min(text.find_first_not_of(what), text.size()));
}

std::string_view without_blanks(std::string_view text) {
  text = without_leading(text, blanks);
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

/// The first value of a text by its brackets alone.
struct Balance {
  std::size_t end = 0;  ///< behind it; 0 while it is open
  bool in_string = false;
};
Balance balance(std::string_view text) {
  Balance found;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (found.in_string) {
      if (c == '\\') ++i;
      else if (c == '"') found.in_string = false;
    } else if (c == '"') {
      found.in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth <= 0) {
      found.end = i + 1;
      return found;
    }
  }
  return found;
}

struct Line {
  std::string_view text;
  std::string_view rest;
  bool complete;
};
Line first_line(std::string_view text) {
  const std::size_t end = text.find('\n');
  return {text.substr(0, end), end == std::string_view::npos ? std::string_view() : text.substr(end + 1), end != std::string_view::npos};
}

bool is_object_alone(std::string_view line) {
  const Balance first = balance(line);
  return line.starts_with('{') && first.end && without_blanks(line.substr(first.end)).empty();
}

/// A number, string, true, false or null and nothing else: valid JSON, and no table.
bool is_scalar(std::string_view text) {
  text = without_blanks(text);
  if (text.empty() || text.front() == '[' || text.front() == '{') return false;
  JsonText json;
  JsonUnread unread;
  return json.walk(text, unread) == JsonVerdict::valid;
}

/// "[" as it stands before a value, and not before a title.
bool is_list(std::string_view text) {
  const std::string_view inside = without_leading(text.substr(1), blanks);
  if (inside.empty() || inside.starts_with('{')) return true;
  const bool literal = inside.starts_with("null") || inside.starts_with("true") || inside.starts_with("false");
  if (!literal && !is_digit(inside.front()) && std::string_view("]\"-[,").find(inside.front()) == std::string_view::npos) return false;
  // Closed on its first line, with more behind it: "[2024] sales by month".
  const Line line = first_line(text);
  const Balance first = balance(line.text);
  if (!first.end) return true;
  const std::string_view behind = without_leading(text.substr(first.end), blanks);
  return behind.empty() || behind.starts_with('[') || behind.starts_with(']') || inside.starts_with(']');
}

bool is_object(std::string_view text) {
  const std::string_view inside = without_leading(text.substr(1), blanks);
  if (inside.empty() || std::string_view("\"}',:[").find(inside.front()) != std::string_view::npos || is_digit(inside.front())) return true;
  // {name: "x"} is what people write by hand: JSON that is broken.
  const std::size_t name = inside.find_first_of(" \t\r\n:{}\",;");
  return name && name != std::string_view::npos && without_leading(inside.substr(name), blanks).starts_with(':');
}

std::string joined_path(const std::vector<std::string_view>& keys, std::size_t depth) {
  std::string path;
  for (std::size_t i = 1; i <= depth; ++i) (path += i > 1 ? "." : "") += keys[i];
  return path;
}

}  // namespace

std::string find_records_key(std::string_view text) {
  constexpr std::size_t deepest = 5;
  std::string best;
  std::size_t best_rank = ~std::size_t{0};
  std::vector<std::string_view> keys(deepest + 2);  // by depth; keys[1] is a key of the top-level object
  std::vector<char> open;
  std::size_t walled = 0;  // depth from which on lists do not count; 0: none
  bool in_string = false, is_one_order = false;
  std::size_t string_begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      else if (c == '"') {
        in_string = false;
        const bool is_key = !open.empty() && open.back() == '{' && open.size() <= deepest;
        if (is_key && without_leading(text.substr(i + 1), blanks).starts_with(':')) keys[open.size()] = text.substr(string_begin, i - string_begin);
      }
    } else if (c == '"') {
      in_string = true;
      string_begin = i + 1;
    } else if (c == '{' || c == '[') {
      const std::size_t depth = open.size();
      const std::string_view key = depth && depth <= deepest ? keys[depth] : std::string_view();
      const std::string_view inside = without_leading(text.substr(i + 1), blanks);
      if (c == '[' && depth && depth <= deepest && !walled) {
        const std::size_t known = rank_in(known_keys, key), count = std::size(known_keys);
        const bool is_known = known < count && (inside.starts_with('{') || inside.starts_with('['));
        const bool is_other = depth == 1 && inside.starts_with('{') && rank_in(part_keys, key) == std::size(part_keys);
        const std::size_t rank = depth * 2 * count + known;
        if (depth == 1 && inside.starts_with('{') && rank_in(part_keys, key) < order_parts) is_one_order = true;
        if ((is_known || is_other) && rank < best_rank) best_rank = rank, best = joined_path(keys, depth);
      }
      const bool is_wrapper = rank_in(wrappers, key) < std::size(wrappers) || rank_in(known_keys, key) < std::size(known_keys);
      const bool is_way = c == '{' && depth < deepest && is_wrapper;
      if (!walled && depth && !is_way) walled = depth;
      open.push_back(c);
    } else if ((c == '}' || c == ']') && !open.empty()) {
      open.pop_back();
      if (open.size() == walled) walled = 0;
      if (open.empty()) break;
    }
  }
  return is_one_order && best_rank >= 2 * std::size(known_keys) + always_records ? std::string() : best;
}

JsonLayout json_layout(std::string_view text, bool whole_text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  text = without_leading(text, " \t\r\n\x1E");
  const Line first = first_line(text);
  const bool complete = first.complete || whole_text;
  const Balance value = balance(first.text);
  if (value.end) {
    std::string_view behind = without_blanks(first.text.substr(value.end));
    if (behind.starts_with(',')) behind = without_blanks(behind.substr(1));
    if (behind.starts_with('{')) return JsonLayout::concatenated;
    return complete || !behind.empty() ? JsonLayout::lines : JsonLayout::undecided;
  }
  if (!complete) return JsonLayout::undecided;
  const std::string_view line = without_blanks(first.text);
  if (value.in_string || line.empty() || (line.front() != '{' && line.front() != '[')) return JsonLayout::lines;
  if (std::string_view("{[,:").find(line.back()) != std::string_view::npos) return JsonLayout::concatenated;
  // The first line is open. Either it is broken, and then the next is a record, or the value goes on.
  const Line second = first_line(first.rest);
  if (!second.complete && !whole_text) return JsonLayout::undecided;
  return is_object_alone(second.text) ? JsonLayout::lines : JsonLayout::concatenated;
}

std::optional<JsonShape> json_shape(std::string_view text, bool whole_text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  text = without_leading(text, " \t\r\n\x1E");
  if (text.starts_with('[')) {
    if (!is_list(text)) return std::nullopt;
    // A list a line is NDJSON without names. `[…][…]` on one line is nothing.
    const Line line = first_line(text);
    const Balance first = balance(line.text);
    const bool alone = first.end && without_blanks(line.text.substr(first.end)).empty();
    const bool objects = without_leading(text.substr(1), blanks).starts_with('{');
    const bool list_a_line = alone && !objects && without_leading(line.rest, blanks).starts_with('[');
    return JsonShape{list_a_line ? TextKind::json_lines : TextKind::json_array, {}};
  }
  if (text.starts_with('{')) {
    if (!is_object(text)) return std::nullopt;
    const Balance first = balance(text);
    const bool more = first.end && !without_blanks(text.substr(first.end)).empty();
    const bool broken_line = !first.end && json_layout(text, whole_text) == JsonLayout::lines;
    std::string key = more || broken_line ? std::string() : find_records_key(text);
    return key.empty() ? JsonShape{TextKind::json_lines, {}} : JsonShape{TextKind::json_object, std::move(key)};
  }
  if (whole_text && is_scalar(text)) return JsonShape{TextKind::json_lines, {}};
  return std::nullopt;
}

}  // namespace lifeworth
