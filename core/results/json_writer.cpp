#include "results/json_writer.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace lifeworth {
namespace {

void append_quoted(std::string& out, std::string_view text) {
  out.push_back('"');
  for (char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          char escape[8];
          std::snprintf(escape, sizeof escape, "\\u%04x", c);
          out += escape;
        } else {
          out.push_back(c);
        }
    }
  }
  out.push_back('"');
}

}  // namespace

JsonWriter& JsonWriter::open(char bracket) {
  comma();
  text_.push_back(bracket);
  closers_.push_back(bracket == '{' ? '}' : ']');
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end() {
  text_.push_back(closers_.back());
  closers_.pop_back();
  first_ = false;
  return *this;
}

void JsonWriter::comma() {
  if (!first_) text_.push_back(',');
  first_ = false;
}

JsonWriter& JsonWriter::raw(std::string_view text) {
  comma();
  text_ += text;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  comma();
  append_quoted(text_, name);
  text_.push_back(':');
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  comma();
  append_quoted(text_, text);
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  char text[32];
  // Fifteen digits where they say it all, seventeen where they are needed to read the same double back.
  std::snprintf(text, sizeof text, "%.15g", number);
  if (std::strtod(text, nullptr) != number) std::snprintf(text, sizeof text, "%.17g", number);
  return raw(text);
}

JsonWriter& JsonWriter::value(bool truth) { return raw(truth ? "true" : "false"); }
JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::value(const Sentence& sentence) {
  const Wording words = wording(sentence.code);
  object().field("code", words.code).field("message", english(sentence));
  field("wrong", filled(words.wrong, sentence.arguments));
  field("saw", filled(words.saw, sentence.arguments));
  field("hint", filled(words.hint, sentence.arguments));
  key("arguments").object();
  for (const Argument& argument : sentence.arguments)
    std::visit([&](const auto& content) { field(argument.name, content); }, argument.value);
  return end().end();
}

JsonWriter& JsonWriter::value(const Figure& figure) {
  object().field("value", figure.value).field("unit", name_of(figure.unit));
  if (std::isinf(figure.value)) field("never", true);
  if (is_money(figure.unit)) field("currency", figure.currency).field("minor_digits", figure.minor_digits);
  return end();
}

std::string error_json(const Error& error) {
  JsonWriter json;
  json.object().field("error", error).end();
  return std::move(json).text();
}

}  // namespace lifeworth
