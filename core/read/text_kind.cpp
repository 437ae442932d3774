#include "read/text_kind.h"

#include <algorithm>

#include "base/text.h"
#include "read/encoding.h"

namespace lifeworth {
namespace {

struct Magic {
  std::string_view bytes, name;
};
constexpr Magic magics[] = {
    {"PK\x03\x04", "ZIP / XLSX"}, {"%PDF", "PDF"},  {"\xD0\xCF\x11\xE0", "XLS / DOC"}, {"\x1F\x8B", "GZIP"},
    {"\x89PNG", "PNG"},           {"GIF8", "GIF"},  {"\xFF\xD8\xFF", "JPEG"},          {"PAR1", "Parquet"},
    {"SQLite format 3", "SQLite"}, {"BZh", "BZIP2"}, {"7z\xBC\xAF", "7-Zip"},           {"Rar!", "RAR"}};

bool looks_like_markup(std::string_view text) {
  const std::string start = ascii_lowered(trimmed(text).substr(0, 400));
  return start.starts_with("<!doctype") || start.starts_with("<html") || start.starts_with("<?xml") ||
         (start.starts_with("<") && start.find("<head") != std::string::npos);
}

/// JSON of several values one after the other: behind the first complete object stands another.
bool another_value_follows(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      else if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return !trimmed(text.substr(i + 1)).empty();
    }
  }
  return false;
}

}  // namespace

std::optional<Error> refusal_of_bytes(std::string_view bytes, bool whole_file) {
  if (bytes.empty()) return Error{Code::empty_file};
  for (const Magic& magic : magics)
    if (bytes.starts_with(magic.bytes)) return Error{Code::binary_file, {{"kind", std::string(magic.name)}}};
  const EncodingGuess guess = guess_encoding(bytes);
  if (guess.encoding == Encoding::utf8) {
    const std::string_view sample = bytes.substr(0, 65536);
    const auto odd = std::ranges::count_if(sample, [](char c) { return (c >= 0 && c < 9) || (c > 13 && c < 32 && c != 26 && c != 27); });
    if (odd * 200 > static_cast<std::ptrdiff_t>(sample.size())) return Error{Code::not_text, {{"bytes", std::int64_t(odd)}}};
  }
  Decoder decoder(guess);
  std::string text(decoder.push(bytes.substr(0, 65536)));
  if (looks_like_markup(text)) return Error{Code::web_page};
  if (whole_file && trimmed(text).empty()) return Error{Code::blank_file, {{"bytes", std::int64_t(bytes.size())}}};
  return std::nullopt;
}

TextKind text_kind(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('[')) {
    // "[Report] title" is a preamble line, not JSON: an array of records goes on with an object or ends.
    const std::string_view inside = trimmed(text.substr(1));
    if (inside.starts_with('{') || inside.starts_with(']')) return TextKind::json_array;
  }
  if (text.starts_with('{')) {
    const std::string_view inside = trimmed(text.substr(1));
    if (inside.starts_with('"') || inside.starts_with('}')) return another_value_follows(text) ? TextKind::json_lines : TextKind::json_object;
  }
  return TextKind::csv;
}

}  // namespace lifeworth
