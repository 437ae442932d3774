// Reading the fields of a JSON object (a request, a format), shared by all that take one: what is not understood is an error that names the field.
#pragma once

#include <simdjson.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/sentence.h"

namespace lifeworth {

using JsonElement = simdjson::dom::element;

/// The error of a request that cannot be understood.
inline Error misunderstood(std::string detail) { return {Code::bad_request, {{"detail", std::move(detail)}}}; }

/// Reads the fields of one JSON object into variables; remembers the first complaint.
class Fields {
 public:
  std::optional<Error> error;

  void complain(std::string_view key, std::string_view expected) {
    if (!error) error = misunderstood("“" + std::string(key) + "” must be " + std::string(expected) + ".");
  }

  void number(std::string_view key, JsonElement value, double low, double high, double& out) {
    double read;
    if (value.get(read) || !(read >= low && read <= high)) return complain(key, "a number from " + text(low) + " to " + text(high));
    out = read;
  }
  void whole(std::string_view key, JsonElement value, std::int64_t low, std::int64_t high, auto& out) {
    std::int64_t read;
    if (value.get(read) || read < low || read > high) return complain(key, "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    out = static_cast<std::remove_reference_t<decltype(out)>>(read);
  }
  void truth(std::string_view key, JsonElement value, auto& out) {
    bool read;
    if (value.get(read)) return complain(key, "true or false");
    out = read;
  }
  /// A day as YYYY-MM-DD; null leaves the default.
  void day(std::string_view key, JsonElement value, std::optional<Day>& out) {
    if (value.is_null()) return;
    std::string_view read;
    if (value.get(read) || !(out = parse_iso_day(read))) complain(key, "a day such as 2025-12-31");
  }
  /// One of a list of words, by its place.
  template <std::size_t N>
  std::optional<std::size_t> word(std::string_view key, JsonElement value, const std::array<std::string_view, N>& words) {
    std::string_view read;
    std::string all;
    if (!value.get(read))
      for (std::size_t i = 0; i < N; ++i)
        if (words[i] == read) return i;
    for (std::string_view each : words) all += (all.empty() ? "" : ", ") + std::string(each);
    complain(key, "one of " + all);
    return std::nullopt;
  }
  void character(std::string_view key, JsonElement value, std::string_view allowed, auto& out) {
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

/// Parses an object and gives each field to `take`, which returns false for a key it does not know.
template <class Take>
std::optional<Error> each_field(std::string_view json, Fields& fields, Take&& take) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(json.data(), json.size()).get(object)) return misunderstood("It is not a JSON object.");
  for (const auto& [key, value] : object) {
    if (!take(key, value)) return misunderstood("“" + std::string(key) + "” is not a field we know.");
    if (fields.error) return fields.error;
  }
  return std::nullopt;
}

}  // namespace lifeworth
