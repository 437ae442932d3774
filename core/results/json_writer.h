// Values → JSON text. Numbers that are not finite become null: nothing the page shows is NaN or ∞.
#pragma once

#include <cstdint>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>

#include "base/sentence.h"

namespace lifeworth {

class JsonWriter {
 public:
  JsonWriter& object() { return open('{'); }
  JsonWriter& array() { return open('['); }
  JsonWriter& end();

  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(double number);
  JsonWriter& value(bool truth);
  JsonWriter& null();
  template <std::integral Whole>
    requires(!std::same_as<Whole, bool>)
  JsonWriter& value(Whole number) {
    return raw(std::to_string(number));
  }
  /// {"code", "message", "wrong", "saw", "hint", "arguments"}
  JsonWriter& value(const Sentence& sentence);

  /// {"value", "unit"}, with "currency" and "minor_digits" where it is money
  JsonWriter& value(const Figure& figure);

  template <class Value>
  JsonWriter& value(const std::optional<Value>& content) {
    return content ? value(*content) : null();
  }

  /// [value, …]
  template <class Values>
  JsonWriter& list(const Values& values) {
    array();
    for (const auto& content : values) value(content);
    return end();
  }

  template <class Value>
  JsonWriter& field(std::string_view name, const Value& content) {
    return key(name).value(content);
  }

  std::string text() && { return std::move(text_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& raw(std::string_view text);
  void comma();

  std::string text_, closers_;
  bool first_ = true;
};

/// {"error": sentence}
std::string error_json(const Error& error);

}  // namespace lifeworth
