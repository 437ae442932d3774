#include "results/request.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace lifeworth {
namespace {

using simdjson::dom::element;

Error bad(std::string detail) { return {Code::bad_request, {{"detail", std::move(detail)}}}; }

/// Reads the fields of one JSON object into variables; remembers the first complaint.
class Fields {
 public:
  std::optional<Error> error;

  void complain(std::string_view key, std::string_view expected) {
    if (!error) error = bad("“" + std::string(key) + "” must be " + std::string(expected) + ".");
  }

  void number(std::string_view key, element value, double low, double high, double& out) {
    double read;
    if (value.get(read) || !(read >= low && read <= high)) return complain(key, "a number from " + text(low) + " to " + text(high));
    out = read;
  }
  void whole(std::string_view key, element value, std::int64_t low, std::int64_t high, auto& out) {
    std::int64_t read;
    if (value.get(read) || read < low || read > high) return complain(key, "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    out = static_cast<std::remove_reference_t<decltype(out)>>(read);
  }
  void truth(std::string_view key, element value, auto& out) {
    bool read;
    if (value.get(read)) return complain(key, "true or false");
    out = read;
  }
  /// A day as YYYY-MM-DD; null leaves the default.
  void day(std::string_view key, element value, std::optional<Day>& out) {
    if (value.is_null()) return;
    std::string_view read;
    if (value.get(read) || !(out = parse_iso_day(read))) complain(key, "a day such as 2025-12-31");
  }
  /// One of a list of words, by its place.
  template <std::size_t N>
  std::optional<std::size_t> word(std::string_view key, element value, const std::array<std::string_view, N>& words) {
    std::string_view read;
    std::string all;
    if (!value.get(read))
      for (std::size_t i = 0; i < N; ++i)
        if (words[i] == read) return i;
    for (std::string_view each : words) all += (all.empty() ? "" : ", ") + std::string(each);
    complain(key, "one of " + all);
    return std::nullopt;
  }
  void character(std::string_view key, element value, std::string_view allowed, auto& out) {
    std::string_view read;
    if (value.get(read) || read.size() != 1 || allowed.find(read[0]) == std::string_view::npos)
      return complain(key, "one character of “" + std::string(allowed) + "”");
    out = read[0];
  }

 private:
  static std::string text(double number) {
    char out[32];
    std::snprintf(out, sizeof out, "%g", number);
    return out;
  }
};

constexpr std::array<std::string_view, 8> kinds = {"realised", "cohorts", "prediction", "customers", "customers_csv", "left_out", "sample", "sentences"};
constexpr std::array<std::string_view, 8> columns = {"customer", "orders", "first_day", "last_day", "value", "p_alive", "transactions", "clv"};

/// Parses an object and gives each field to `take`, which returns false for a key it does not know.
template <class Take>
std::optional<Error> each_field(std::string_view json, Fields& fields, Take&& take) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(json.data(), json.size()).get(object)) return bad("It is not a JSON object.");
  for (const auto& [key, value] : object) {
    if (!take(key, value)) return bad("“" + std::string(key) + "” is not a field we know.");
    if (fields.error) return fields.error;
  }
  return std::nullopt;
}

bool take_setting(Fields& fields, PredictionSettings& settings, std::string_view key, element value) {
  if (key == "margin") fields.number(key, value, 0, 1, settings.margin);
  else if (key == "discount") fields.number(key, value, 0, 10, settings.discount);
  else if (key == "horizon_months") fields.whole(key, value, 1, 120, settings.horizon_months);
  else if (key == "observation_end") fields.day(key, value, settings.observation_end);
  else if (key == "calibration_end") fields.day(key, value, settings.calibration_end);
  else return false;
  return true;
}

/// Which fields a kind of request has.
bool belongs(Request::Kind kind, std::string_view key) {
  using Kind = Request::Kind;
  const auto among = [key](std::initializer_list<std::string_view> keys) { return std::ranges::find(keys, key) != keys.end(); };
  const bool setting = among({"margin", "discount", "horizon_months", "observation_end", "calibration_end"});
  const bool window = among({"sort", "descending", "offset", "limit"});
  switch (kind) {
    case Kind::realised:
    case Kind::cohorts: return key == "observation_end";
    case Kind::prediction: return setting;
    case Kind::customers: return setting || window;
    case Kind::customers_csv: return setting || window || among({"delimiter", "decimal_mark"});
    case Kind::sample: return among({"sample_customers", "seed"});
    case Kind::left_out:
    case Kind::sentences: return false;
  }
  return false;
}

bool take_column(Fields& fields, MappingChange& change, std::string_view key, element value) {
  for (Role role : roles) {
    if (name_of(role) != key) continue;
    std::optional<std::size_t> column;
    if (!value.is_null()) fields.whole(key, value, 0, 1'000'000, column.emplace());
    change.columns.push_back({role, column});
    return true;
  }
  return false;
}

}  // namespace

Expected<Request> parse_request(std::string_view json) {
  Request request{};
  Fields fields;
  bool has_kind = false;
  std::vector<std::string> given;
  const auto error = each_field(json, fields, [&](std::string_view key, element value) {
    given.emplace_back(key);
    if (take_setting(fields, request.settings, key, value)) return true;
    if (key == "kind") {
      if (const auto kind = fields.word(key, value, kinds)) request.kind = static_cast<Request::Kind>(*kind), has_kind = true;
    } else if (key == "sort") {
      if (const auto column = fields.word(key, value, columns)) request.sort = static_cast<CustomerColumn>(*column);
    } else if (key == "descending") fields.truth(key, value, request.descending);
    else if (key == "offset") fields.whole(key, value, 0, std::int64_t{1} << 40, request.offset);
    else if (key == "limit") fields.whole(key, value, 1, 100'000, request.limit);
    else if (key == "delimiter") fields.character(key, value, ",;\t|", request.delimiter);
    else if (key == "decimal_mark") fields.character(key, value, ".,", request.decimal_mark);
    else if (key == "sample_customers") fields.whole(key, value, 10, 5'000'000, request.sample_customers);
    else if (key == "seed") fields.whole(key, value, 0, std::int64_t{1} << 52, request.seed);
    else return false;
    return true;
  });
  if (error) return std::unexpected(*error);
  if (!has_kind) return std::unexpected(bad("The field “kind” is missing."));
  const std::string_view kind = kinds[static_cast<std::size_t>(request.kind)];
  for (const std::string& key : given)
    if (key != "kind" && !belongs(request.kind, key)) return std::unexpected(bad("“" + key + "” is not a field of “" + std::string(kind) + "”."));
  return request;
}

Expected<MappingChange> parse_mapping_change(std::string_view json) {
  constexpr std::array<std::string_view, 4> orders = {"auto", "ymd", "dmy", "mdy"};
  constexpr std::array<std::string_view, 3> marks = {"auto", ".", ","};
  MappingChange change;
  Fields fields;
  const auto error = each_field(json, fields, [&](std::string_view key, element value) {
    if (take_column(fields, change, key, value)) return true;
    if (key == "date_order") {
      if (const auto order = fields.word(key, value, orders)) change.date_order = static_cast<DateOrder>(*order);
    } else if (key == "decimal_mark") {
      if (const auto mark = fields.word(key, value, marks)) change.decimal_mark = "\0.,"[*mark];
    } else if (key == "currency_code") {
      std::string_view code;
      if (value.get(code) || (!code.empty() && !is_currency_code(code))) fields.complain(key, "a currency code such as EUR, or empty");
      else change.currency = std::string(code);
    } else if (key == "delimiter") fields.character(key, value, ",;\t|", change.delimiter.emplace());
    else if (key == "has_header") fields.truth(key, value, change.has_header.emplace());
    else if (key == "keep_rows") fields.truth(key, value, change.keep_rows.emplace());
    else return false;
    return true;
  });
  if (error) return std::unexpected(*error);
  return change;
}

}  // namespace lifeworth
